"""One question while it is read: its pictures, and a note for all that cannot be said here."""

import base64
import binascii
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NoReturn
from urllib.parse import unquote

from django.utils.translation import gettext as _

from assessments.interchange.html import clean_markup, inner_words, words_of
from assessments.interchange.images import Files, PictureRefused, asset_name, check_picture
from assessments.interchange.model import (
    MAX_FIELD_CHARACTERS,
    ImportedQuestion,
    Level,
    Note,
    QuestionRefused,
    Raw,
)
from lms.core.sanitize import clean_text


@dataclass
class Draft:
    """One question while it is read."""

    format: str
    files: Files = field(default_factory=Files)
    base: str = ""
    name: str = ""
    ref: str = ""
    where: str = ""
    hint: str = ""
    tags: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    difficulty: Decimal | None = None
    notes: list[Note] = field(default_factory=list)
    assets: dict[str, bytes] = field(default_factory=dict)
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)

    # --- what there is to say

    def info(self, message: str) -> None:
        self._note(Note(Level.INFO, message))

    def lost(self, message: str) -> None:
        self._note(Note(Level.LOSS, message))

    def refuse(self, message: str) -> NoReturn:
        raise QuestionRefused(message)

    def _note(self, note: Note) -> None:
        if note not in self.notes:
            self.notes.append(note)

    # --- texts

    def html(self, markup: str) -> str:
        """``markup`` as rich text, its pictures taken along."""
        return clean_markup(markup, picture=self.picture, lost=self.lost)

    def inline(self, markup: str) -> str:
        """As :meth:`html`, without its paragraph where there is one: a label with its emphasis."""
        text = self.html(markup)
        single = text.startswith("<p>") and text.endswith("</p>") and text.count("<p>") == 1
        return text[3:-4] if single and text.count("</p>") == 1 else text

    def words(self, markup: str) -> str:
        """``markup`` as one line of plain text; a picture in it cannot come along."""
        if len(markup) > MAX_FIELD_CHARACTERS:
            self.refuse(_("A text of this question is too long to be read."))
        return words_of(markup, picture=self._no_picture, lost=self.lost)

    def stem(self, markup: str) -> str:
        text = self.html(markup)
        if not text:
            self.refuse(_("The question has no text."))
        return text

    def _no_picture(self, source: str, alt: str) -> None:
        self.lost(_("A picture inside an option or label was left out."))

    # --- pictures

    def picture(self, source: str, alt: str) -> str | None:
        """The asset ``source`` becomes, None (and a note) when it cannot."""
        shown = clean_text(source)[:80]
        if source.lower().startswith("data:"):
            return self._written_picture(source)
        if re.match(r"(?i)([a-z][a-z0-9+.-]{1,20}:|//)", source):
            self.lost(
                _("The picture at %(address)s was left out: pictures are never fetched.")
                % {"address": shown}
            )
            return None
        if source in self.assets:
            return source
        data = self.files.find(source, base=self.base)
        if data is None:
            self.lost(_("The picture %(name)s is not in the file.") % {"name": shown})
            return None
        try:
            return self.take(data)
        except PictureRefused as error:
            self.lost(
                _("The picture %(name)s was left out: %(reason)s.")
                % {"name": shown, "reason": error}
            )
            return None

    def _written_picture(self, source: str) -> str | None:
        """The asset of a picture that stands in the text itself (data:), None and a note."""
        head, _comma, body = source.partition(",")
        packed = unquote(body) if head.lower().endswith(";base64") else ""
        try:
            return self.take(base64.b64decode("".join(packed.split()), validate=False))
        except (binascii.Error, PictureRefused) as error:
            self.lost(
                _("A picture written into the text (data:) was left out: %(reason)s.")
                % {"reason": error}
            )
            return None

    def take(self, data: bytes) -> str:
        """Keep ``data`` as an asset and return its name. Raises PictureRefused."""
        extension, width, height = check_picture(data)
        name = asset_name(data, extension)
        self.assets[name] = data
        self.sizes[name] = (width, height)
        return name

    def needed_picture(self, source: str) -> str:
        """As :meth:`picture`, for a question that is nothing without it."""
        before = len(self.notes)
        name = self.picture(source, "") if source else None
        if name is None:
            why = " ".join(note.message for note in self.notes[before:])
            self.refuse(_("This question needs its picture. %(why)s") % {"why": why})
        return name

    # --- the end

    def question(self, kind: str, raw: Raw, *, name: str = "") -> ImportedQuestion:
        """The finished question. Assets no text refers to are dropped."""
        named = clean_text(name or self.name) or inner_words(str(raw.get("stem", "")))
        used = {asset: data for asset, data in self.assets.items() if asset in str(raw)}
        return ImportedQuestion(
            format=self.format,
            name=shorten(named),
            type=kind,
            raw=raw,
            where=self.where,
            ref=self.ref[:200],
            tags=tuple(dict.fromkeys(tag for tag in map(clean_text, self.tags) if tag)),
            category=tuple(part for part in map(clean_text, self.category) if part),
            difficulty=self.difficulty,
            assets=used,
            notes=tuple(self.notes),
        )


def shorten(text: str, limit: int = 200) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
