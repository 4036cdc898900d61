"""What a question type is made of. Pure: no ORM, no settings, no clock.

A type is one object of a subclass of :class:`QuestionType`. Its spec is a frozen dataclass read
from the editor's raw value (:meth:`QuestionType.from_raw`) or from a stored payload
(:meth:`QuestionType.from_payload`). Grading takes the spec and a cleaned response and returns a
:class:`Grade`. What learners see is a separate dataclass that has no field for the key.
"""

import html
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Generic, TypeVar

from lms.core.sanitize import clean_html, clean_text

ZERO, ONE = Decimal(0), Decimal(1)
FRACTION_STEP = Decimal("0.00001")
_TAGS = re.compile(r"<[^>]*>")
_EMPTY_MARKUP = re.compile(r"<(?!img\b)[^>]*>|&nbsp;|\s")

Response = Mapping[str, Any]
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Grade:
    """What a response is worth. ``fraction`` is a share of the points, None while not graded.

    ``note`` is a code the screen turns into a sentence, such as ``unit_missing``. Raises ValueError
    for a fraction out of 0 to 1.
    """

    fraction: Decimal | None
    note: str = ""

    def __post_init__(self) -> None:
        if self.fraction is not None and not ZERO <= self.fraction <= ONE:
            raise ValueError(f"A fraction is from 0 to 1, not {self.fraction}.")

    @property
    def is_right(self) -> bool:
        return self.fraction == ONE


@dataclass(frozen=True)
class Problem:
    """Something an author must correct, and where: a path into the raw value."""

    path: Path
    message: str


@dataclass(frozen=True)
class KeyLine:
    """One line of a marked answer: what it says, whether it is right, whether it was given."""

    text: str
    right: bool
    given: bool
    feedback: str = ""
    image: int | None = None
    file: str = ""  # id of a file that was handed in


@dataclass(frozen=True)
class KeyView:
    """A question with its key, as shown once the feedback policy allows it."""

    stem: str
    lines: tuple[KeyLine, ...]
    given: str
    explanation: str
    feedback: str = ""


def quantize(fraction: Decimal) -> Decimal:
    """``fraction`` to the five decimals grades are kept in."""
    return fraction.quantize(FRACTION_STEP)


def rich(value: Any) -> str:
    """Sanitized markup of an editor's value, "" when it holds no text."""
    source = getattr(value, "source", value)
    cleaned = clean_html(str(source or "")).strip()
    return cleaned if _EMPTY_MARKUP.sub("", cleaned) else ""


def plain(value: Any) -> str:
    """One line of plain text."""
    return clean_text(str(value or ""))


def words_of(markup: str, limit: int = 120) -> str:
    """``markup`` as plain words, shortened at a word to ``limit`` characters."""
    text = " ".join(html.unescape(_TAGS.sub(" ", markup)).split())
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


Spec = TypeVar("Spec")
View = TypeVar("View")


class QuestionType(ABC, Generic[Spec, View]):
    """One kind of question. Stateless; the registry holds one object per type.

    ``name`` is the block name and the value stored with each version. ``block_path`` is the dotted
    path of the editor block, imported only when the editor is built. Templates are found at
    ``<template_prefix>_learner.html`` (context: view, response, name, disabled) and
    ``<template_prefix>_key.html`` (context: key).
    """

    name: ClassVar[str]
    label: ClassVar[Any]
    block_path: ClassVar[str]
    template_prefix: ClassVar[str]
    needs_marker: ClassVar[bool] = False  # a person gives the marks
    takes_files: ClassVar[bool] = False  # the answer names files that the server keeps

    @property
    def learner_template(self) -> str:
        return f"{self.template_prefix}_learner.html"

    @property
    def key_template(self) -> str:
        return f"{self.template_prefix}_key.html"

    # --- schema

    @abstractmethod
    def from_raw(self, raw: Mapping[str, Any]) -> Spec:
        """Read the editor's value; never raises for incomplete content, see :meth:`validate`."""

    @abstractmethod
    def validate(self, spec: Spec) -> list[Problem]:
        """What an author must correct before the question can be published."""

    @abstractmethod
    def to_payload(self, spec: Spec) -> dict[str, Any]:
        """The spec as canonical JSON: what a question version keeps and its digest covers."""

    @abstractmethod
    def from_payload(self, payload: Mapping[str, Any]) -> Spec:
        """Read what :meth:`to_payload` wrote."""

    # --- answering

    @abstractmethod
    def view(self, spec: Spec, order: Sequence[str] = ()) -> View:
        """What a learner may see, options in ``order`` where the type has options."""

    @abstractmethod
    def read(self, raw: Any) -> Response:
        """Clean what came from outside into a response; {} when nothing was answered.

        Never raises: content that is no answer of this type is no answer.
        """

    @abstractmethod
    def grade(self, spec: Spec, response: Response) -> Grade:
        """The worth of a cleaned response. Nothing answered is worth zero, never None."""

    @abstractmethod
    def key_response(self, spec: Spec) -> Response:
        """A response worth full marks."""

    @abstractmethod
    def key_view(self, spec: Spec, response: Response, order: Sequence[str] = ()) -> KeyView:
        """The question with its key and this response, marked."""

    @abstractmethod
    def summarize(self, spec: Spec, response: Response) -> str:
        """The response in words, "" when nothing was answered."""

    # --- what a paper keeps beside the version

    def options(self, spec: Spec) -> tuple[str, ...]:
        """Ids of the options whose order may be shuffled; empty for types without."""
        return ()

    def notice(self, facts: Mapping[str, Any], response: Response) -> str:
        """Code of a hint that helps whatever the key is, such as ``unit_missing``; "" for none.

        ``facts`` is what :meth:`facts` returned when the paper was made.
        """
        return ""

    def facts(self, spec: Spec) -> dict[str, Any]:
        """What :meth:`notice` needs later, without the key."""
        return {}

    def draw(self, spec: Spec, *, seed: str) -> dict[str, Any]:
        """Facts that differ from attempt to attempt, such as drawn numbers; the same per seed."""
        return {}

    def drawn(self, spec: Spec, facts: Mapping[str, Any]) -> Spec:
        """The spec as it stands on one paper, with what :meth:`draw` put into its ``facts``.

        Raises LookupError for facts of another version that lack what this one needs.
        """
        return spec

    def guide(self, spec: Spec) -> str:
        """Markup that helps whoever marks; never shown to trainees."""
        return ""

    def scale(self, spec: Spec) -> int:
        """Out of how many marks a person marks an answer; it stays a share of the points."""
        return 1

    # --- what statistics compare

    def pickable(self, spec: Spec) -> tuple[str, ...]:
        """The options a response names under ``picks``, in an order that stays; () for types
        one does not pick from."""
        if "picks" not in self.key_response(spec):
            return ()
        shown = getattr(self.view(spec), "options", ())
        return tuple(str(one.id) for one in shown if hasattr(one, "id"))

    def pattern(self, spec: Spec, response: Response) -> Any:
        """What two equal answers have in common, as JSON; None for answers nobody can compare.

        Capitals and spaces make no difference. Asked of questions one does not pick from.
        """
        return response

    # --- the same for every type

    def is_answered(self, response: Response) -> bool:
        return bool(response)

    def form_values(self, response: Response) -> list[str]:
        """The values of the form controls that show this response.

        A part of a response is ``key=value``; its control is called ``<name>.<key>``.
        """
        found: list[str] = []
        for value in response.values():
            if isinstance(value, Mapping):
                found.extend(f"{key}={text}" for key, text in value.items())
                continue
            found.extend(map(str, value) if isinstance(value, list | tuple) else [str(value)])
        return found

    def stem(self, spec: Spec) -> str:
        return str(getattr(spec, "stem", ""))

    def title(self, spec: Spec) -> str:
        """The question in a few plain words, for lists."""
        return words_of(self.stem(spec))


def read_form(data: Any, name: str) -> list[str]:
    """The answer of one question in a posted form (a QueryDict): plain values, then its parts."""
    found = list(data.getlist(name))
    prefix = f"{name}."
    for key in data:
        if key.startswith(prefix):
            found.extend(f"{key[len(prefix) :]}={value}" for value in data.getlist(key) if value)
    return found


def ordered(ids: Iterable[str], order: Sequence[str]) -> list[str]:
    """``ids`` in ``order``; those it does not name keep their place at the end."""
    known = list(ids)
    place = {key: index for index, key in enumerate(order)}
    return sorted(known, key=lambda key: (place.get(key, len(place)), known.index(key)))
