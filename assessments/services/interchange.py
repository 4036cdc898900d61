"""Question banks in and out of the database; files are the business of `interchange`.

An import is planned first (:func:`plan_import`, which writes nothing) and then committed in one
transaction. A question is known again by the identifier its file gives it, or by its content; when
it comes a second time unchanged, it is skipped.
"""

import hashlib
import io
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import Difficulty
from assessments.exceptions import AssessmentError
from assessments.interchange import (
    ExportResult,
    ImportedQuestion,
    ImportResult,
    Level,
    Note,
    export,
)
from assessments.interchange.draft import Draft
from assessments.interchange.html import pictures_in
from assessments.interchange.images import Files, PictureRefused, asset_name, check_picture
from assessments.interchange.model import QuestionRefused, Raw, RefusedQuestion
from assessments.interchange.schema import read as read_loose
from assessments.models import MAIN_BANK as MAIN_BANK
from assessments.models import Question
from assessments.question_types.base import Problem, QuestionType
from assessments.question_types.registry import question_types
from lms.core.digest import digest

_NAMESPACE = uuid.UUID("6f0d1c5e-6b77-4b86-9a34-4b7c4c7b5a10")
_CHUNK = 400
Progress = Callable[[int, int], None]


class ExchangeRefused(AssessmentError):
    """An import or export that cannot begin; the message says what is missing."""


@dataclass(frozen=True)
class ReportLine:
    """What happens to one question. ``action`` is imported, skipped or refused."""

    number: int
    name: str
    type: str
    action: str
    where: str = ""
    reason: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class ImportReport:
    """What an import does, or did, question by question."""

    format: str
    lines: tuple[ReportLine, ...]
    warnings: tuple[str, ...] = ()

    @cached_property
    def counts(self) -> dict[str, int]:
        found = {"found": len(self.lines), "imported": 0, "refused": 0, "skipped": 0}
        for line in self.lines:
            found[line.action] += 1
        return found

    def as_json(self) -> dict[str, Any]:
        """Plain data, as commands print it and jobs keep it."""
        return {
            "format": self.format,
            "counts": self.counts,
            "warnings": list(self.warnings),
            "questions": [
                {
                    **asdict(line),
                    "notes": [
                        {"level": str(note.level), "message": note.message} for note in line.notes
                    ],
                }
                for line in self.lines
            ],
        }


@dataclass
class _Planned:
    """A question of a file, decided upon."""

    question: ImportedQuestion
    key: str
    digest: str
    action: str = "imported"
    reason: str = ""
    notes: list[Note] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    existing: Question | None = None

    def line(self) -> ReportLine:
        return ReportLine(
            self.question.number,
            self.question.name,
            self.question.type,
            self.action,
            self.question.where,
            self.reason,
            (*self.question.notes, *self.notes),
        )


# --- what a question is stored as


def stored(value: Any, path: str) -> Any:
    """Neutral lists as the editor keeps them: items with ids, the same ids at every import."""
    if isinstance(value, Mapping):
        return {key: stored(item, f"{path}.{key}") for key, item in value.items()}
    if isinstance(value, list):
        return [
            {
                "type": "item",
                "id": str(uuid.uuid5(_NAMESPACE, f"{path}[{place}]")),
                "value": stored(item, f"{path}[{place}]"),
            }
            for place, item in enumerate(value)
        ]
    return value


def neutral(value: Any) -> Any:
    """What the editor keeps, with plain lists again."""
    if isinstance(value, Mapping):
        if value.get("type") == "item" and "value" in value:
            return neutral(value["value"])
        return {key: neutral(item) for key, item in value.items()}
    if isinstance(value, list):
        return [neutral(item) for item in value]
    return value


def _key_of(question: ImportedQuestion, bank: str, *, by_content: bool = False) -> str:
    """The reference a new question gets: the same for the same question in the same bank."""
    known_by = question.ref
    if not known_by or by_content:
        known_by = digest([question.type, question.raw])
    mark = hashlib.sha256("\0".join((bank, known_by)).encode()).hexdigest()
    return f"q-{mark[:16]}"


def _spec_of(kind: QuestionType[Any, Any], raw: Raw) -> Any:
    """The spec of a neutral raw value; pictures that are not stored yet count as chosen."""
    return kind.from_raw(without_files(stored(raw, "question")))


def _fingerprint(kind: QuestionType[Any, Any], spec: Any, files: Iterable[str]) -> str:
    """The same for the same question, whatever the ids of its items and images are here."""
    payload = kind.to_payload(spec)
    return digest({"type": kind.name, "payload": payload, "files": sorted(files)})


# --- planning


def plan_import(
    result: ImportResult, *, bank: str = MAIN_BANK, publish: bool = False
) -> ImportReport:
    """What :func:`commit_import` would do with ``result``; writes nothing.

    Raises ExchangeRefused for a name of a bank that is none.
    """
    return _report(result, _plan(result, bank=_bank_name(bank), publish=publish))


def _bank_name(bank: str) -> str:
    bank = bank.strip()
    if not bank or len(bank) > 120:
        raise ExchangeRefused(_("Name the bank in 1 to 120 letters."))
    return bank


def _report(result: ImportResult, planned: Sequence[_Planned]) -> ImportReport:
    lines = [plan.line() for plan in planned]
    lines += [
        ReportLine(found.number, found.name, found.type, "refused", found.where, found.reason)
        for found in result.refused
    ]
    lines.sort(key=lambda line: line.number)
    return ImportReport(result.format, tuple(lines), result.warnings)


def _plan(result: ImportResult, *, bank: str, publish: bool) -> list[_Planned]:
    kinds = question_types()
    planned: list[_Planned] = []
    seen: dict[str, _Planned] = {}
    for question in result.questions:
        kind = kinds.get(question.type)
        if kind is None:
            plan = _Planned(question, "", "", "refused")
            plan.reason = _("This site has no such question type: %(type)s.") % {
                "type": question.type
            }
            planned.append(plan)
            continue
        key = _key_of(question, bank)
        spec = _spec_of(kind, question.raw)
        plan = _Planned(
            question,
            key,
            _fingerprint(kind, spec, question.assets),
            problems=kind.validate(spec),
        )
        _against_earlier(plan, seen, bank)
        if plan.problems and plan.action == "imported":
            said = " ".join(problem.message for problem in plan.problems)
            text = (
                _("It stays a draft until an author corrects it: %(problems)s")
                if publish
                else _("Before it can be published: %(problems)s")
            )
            plan.notes.append(Note(Level.LOSS, text % {"problems": said}))
        planned.append(plan)
    _against_bank(planned, bank)
    return planned


def without_files(value: Any) -> Any:
    """Pictures not stored yet count as chosen: their pk is not known before the import."""
    if isinstance(value, Mapping):
        if set(value) == {"file"}:
            return 1
        return {key: without_files(item) for key, item in value.items()}
    if isinstance(value, list):
        return [without_files(item) for item in value]
    return value


def _against_earlier(plan: _Planned, seen: dict[str, _Planned], bank: str) -> None:
    """Compare with what stands earlier in the same file."""
    twin = seen.get(plan.key)
    if twin is not None and twin.digest != plan.digest:
        # the file gives two questions one identifier: this one is known by its content
        plan.key = _key_of(plan.question, bank, by_content=True)
        plan.notes.append(
            Note(
                Level.INFO,
                _("Its identifier is also that of question %(n)s in this file.")
                % {"n": twin.question.number},
            )
        )
        twin = seen.get(plan.key)
    if twin is not None:
        plan.action = "skipped"
        plan.reason = _("The same question stands earlier in this file: number %(n)s.") % {
            "n": twin.question.number
        }
    seen.setdefault(plan.key, plan)


def _against_bank(planned: Sequence[_Planned], bank: str) -> None:
    """Compare with what the bank holds: under our reference, or under the file's own identifier
    where that is a reference of this bank (a file that was exported here)."""
    open_plans: dict[str, _Planned] = {}
    for plan in planned:
        if plan.action == "imported":
            open_plans[plan.key] = plan
            open_plans.setdefault(plan.question.ref, plan)
    for chunk in _chunks([key for key in open_plans if key]):
        for question in Question.objects.filter(key__in=chunk, bank=bank):
            plan = open_plans[question.key]
            if plan.existing is not None:
                continue
            plan.existing = question
            if _says_the_same(question, plan.digest):
                plan.action = "skipped"
                plan.reason = _("The bank has this question already.")
            else:
                plan.notes.append(
                    Note(Level.INFO, _("It replaces what the bank has under the same identifier."))
                )


def _says_the_same(question: Question, wanted: str) -> bool:
    """Whether the question, or its newest draft, has the content whose digest is ``wanted``."""
    kinds = question_types()
    newest: Any = question
    for look_at_draft in (False, True):
        if look_at_draft:
            if not question.has_unpublished_changes:
                return False
            newest = question.get_latest_revision_as_object()
        kind = kinds.get(newest.type_name)
        if kind is None:
            continue
        try:
            raw, files = _with_files(neutral(newest.content.raw_data[0]["value"]))
        except QuestionRefused:
            continue
        if _fingerprint(kind, _spec_of(kind, raw), files) == wanted:
            return True
    return False


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]


# --- committing


def commit_import(
    result: ImportResult,
    *,
    bank: str = MAIN_BANK,
    topic: Any,
    user: AbstractBaseUser | None = None,
    publish: bool = False,
    progress: Progress = lambda done, total: None,
) -> ImportReport:
    """Put the questions of ``result`` into ``bank``, all of them or none.

    New questions become drafts, or are published with ``publish``. ``progress`` hears how many of
    how many are done. Raises ExchangeRefused for a name of a bank that is none.
    """
    bank = _bank_name(bank)
    with transaction.atomic():
        # two imports at once wait for each other, so that neither makes a question twice
        type(topic).objects.select_for_update().get(pk=topic.pk)
        planned = _plan(result, bank=bank, publish=publish)
        todo = [plan for plan in planned if plan.action == "imported"]
        for place, plan in enumerate(todo):
            progress(place, len(todo))
            _store(plan, bank=bank, topic=topic, user=user, publish=publish)
        progress(len(todo), len(todo))
    return _report(result, planned)


def find_or_make_topic(slug: str = "") -> Any:
    """The topic called ``slug``, or that for imports without one. Raises ExchangeRefused."""
    topics = apps.get_model("lms_courses", "Topic").objects
    if not slug:
        return topics.get_or_create(slug="imported", defaults={"title": _("Imported questions")})[0]
    found = topics.filter(slug=slug).first()
    if found is None:
        known = ", ".join(topics.values_list("slug", flat=True)[:30])
        raise ExchangeRefused(
            _("There is no topic “%(slug)s”. Known ones: %(known)s.")
            % {"slug": slug, "known": known or "—"}
        )
    return found


def _store(
    plan: _Planned, *, bank: str, topic: Any, user: AbstractBaseUser | None, publish: bool
) -> None:
    source = plan.question
    raw = _with_pictures(source, user=user)
    question = plan.existing or Question(key=plan.key, topic=topic, bank=bank, live=False)
    question.content = Question._meta.get_field("content").to_python(
        [
            {
                "type": source.type,
                "id": str(uuid.uuid5(_NAMESPACE, plan.key)),
                "value": stored(raw, plan.key),
            }
        ]
    )
    if source.difficulty is not None:
        question.difficulty = _difficulty(source.difficulty)
    if source.tags:
        question.tags.add(*source.tags)
    if question.pk is None:
        question.save()
    revision = question.save_revision(user=user, changed=True)
    if publish and not plan.problems:
        revision.publish(user=user)


def _difficulty(share: Decimal) -> Difficulty:
    if share < Decimal("0.34"):
        return Difficulty.EASY
    return Difficulty.MEDIUM if share < Decimal("0.67") else Difficulty.HARD


def _with_pictures(source: ImportedQuestion, *, user: AbstractBaseUser | None) -> Raw:
    """The raw value with its assets as images of the site."""
    if not source.assets:
        return source.raw
    images = {name: _image(name, data, user=user) for name, data in source.assets.items()}

    def put(value: Any) -> Any:
        if isinstance(value, Mapping):
            if set(value) == {"file"} and value["file"] in images:
                return images[value["file"]].pk
            return {key: put(item) for key, item in value.items()}
        if isinstance(value, list):
            return [put(item) for item in value]
        if isinstance(value, str) and "<img" in value:
            for name, image in images.items():
                value = value.replace(f'src="{name}"', f'src="{image.file.url}"')
        return value

    return dict(put(source.raw))


def _image(name: str, data: bytes, *, user: AbstractBaseUser | None) -> Any:
    """The image of the site with these bytes, made when there is none."""
    from wagtail.images import get_image_model

    model = get_image_model()
    mark = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    found = model.objects.filter(file_hash=mark).first()
    if found is not None:
        return found
    image = model(
        title=name,
        file=ImageFile(io.BytesIO(data), name=name),
        file_hash=mark,
        file_size=len(data),
        uploaded_by_user=user,
    )
    image.save()
    return image


# --- out of the bank


def list_banks() -> list[str]:
    """The names of all banks, in order."""
    return list(Question.objects.order_by("bank").values_list("bank", flat=True).distinct())


def export_bank(bank: str, format: str) -> ExportResult:
    """All questions of ``bank`` as a file. Raises ExchangeRefused when there are none."""
    questions = Question.objects.filter(bank=bank).select_related("topic").order_by("key")
    found = list(questions.prefetch_related("tagged_items__tag"))
    if not found:
        banks = ", ".join(list_banks())
        raise ExchangeRefused(
            _("The bank “%(bank)s” holds no questions. There are: %(banks)s.")
            % {"bank": bank, "banks": banks or "—"}
        )
    good: list[ImportedQuestion] = []
    refused: list[RefusedQuestion] = []
    for place, question in enumerate(found, start=1):
        try:
            good.append(as_neutral(question))
        except QuestionRefused as error:
            refused.append(
                RefusedQuestion(place, str(question), question.type_name, "", str(error))
            )
    result = export(good, format)
    return replace(result, refused=(*refused, *result.refused))


def as_neutral(question: Question) -> ImportedQuestion:
    """``question`` as it stands in the bank, in neutral form.

    Raises QuestionRefused while it is not complete enough to be written.
    """
    blocks = list(question.content.raw_data)
    if not blocks:
        raise QuestionRefused(_("The question has no content yet."))
    raw, files = _with_files(neutral(blocks[0]["value"]))
    draft = Draft("site", Files(files))
    draft.ref = question.key
    draft.tags = tuple(str(item.tag) for item in question.tagged_items.all())
    draft.category = (question.bank, question.topic.title)
    kind, value = read_loose(draft, blocks[0]["type"], raw)
    made = draft.question(kind, value, name=question.title or question.key)
    share = Decimal(question.difficulty - Difficulty.EASY) / (Difficulty.HARD - Difficulty.EASY)
    return replace(made, difficulty=share)


def _with_files(raw: Raw) -> tuple[Raw, dict[str, bytes]]:
    """The raw value with its images as files, under the names they have in packages.

    Raises QuestionRefused for an image that may not leave, such as an SVG.
    """
    files: dict[str, bytes] = {}

    def keep(data: bytes) -> str:
        try:
            name = asset_name(data, check_picture(data)[0])
        except PictureRefused as error:
            raise QuestionRefused(
                _("One of its pictures cannot go along: %(reason)s.") % {"reason": error}
            ) from error
        files[name] = data
        return name

    def take(key: str, value: Any) -> Any:
        if key == "image" and isinstance(value, int):
            data = _image_bytes(value)
            return {"file": keep(data)} if data else {"file": ""}
        if isinstance(value, Mapping):
            return {own: take(own, item) for own, item in value.items()}
        if isinstance(value, list):
            return [take("", item) for item in value]
        if isinstance(value, str) and "<img" in value:
            for source, _alt in pictures_in(value):
                if data := _media_bytes(source):
                    value = value.replace(source, keep(data))
        return value

    return dict(take("", raw)), files


def _image_bytes(pk: int) -> bytes:
    from wagtail.images import get_image_model

    image = get_image_model().objects.filter(pk=pk).first()
    if image is None:
        return b""
    try:
        with image.file.open("rb") as source:
            return bytes(source.read())
    except OSError:
        return b""


def _media_bytes(address: str) -> bytes:
    """The bytes of a picture of our own media, b"" for any other address."""
    prefix = settings.MEDIA_URL
    if not prefix or not address.startswith(prefix) or re.search(r"\.\./", address):
        return b""
    try:
        with default_storage.open(address[len(prefix) :]) as source:
            return bytes(source.read())
    except (OSError, ValueError):
        return b""


def counts_in_words(counts: Mapping[str, int], *, planned: bool) -> Iterable[str]:
    """The counts of a report as short phrases: what would happen if ``planned``, else what did."""
    if planned:
        imported, skipped = _("%(n)s would be imported"), _("%(n)s would be skipped")
    else:
        imported, skipped = _("%(n)s imported"), _("%(n)s skipped")
    yield _("%(n)s found") % {"n": counts["found"]}
    yield imported % {"n": counts["imported"]}
    yield skipped % {"n": counts["skipped"]}
    yield _("%(n)s refused") % {"n": counts["refused"]}
