"""What every reader does alike: number questions, catch what is refused, count, stop at absurd."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from assessments.interchange.draft import Draft
from assessments.interchange.model import (
    MAX_QUESTIONS,
    ImportedQuestion,
    ImportRefused,
    ImportResult,
    QuestionRefused,
    RefusedQuestion,
)
from lms.core.sanitize import clean_text


@dataclass(frozen=True)
class Entry:
    """A question about to be read. ``kind`` is the word the file has for its type."""

    draft: Draft
    kind: str
    read: Callable[[], ImportedQuestion]


@dataclass
class Reading:
    """The questions of one file, as they are read."""

    format: str
    questions: list[ImportedQuestion] = field(default_factory=list)
    refused: list[RefusedQuestion] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.questions) + len(self.refused)

    def warn(self, message: str) -> None:
        if message not in self.warnings:
            self.warnings.append(message)

    def add(self, entry: Entry) -> None:
        """Read one question, or say why not. Raises ImportRefused past the largest count."""
        number = self.total + 1
        if number > MAX_QUESTIONS:
            raise ImportRefused(
                _("The file holds more than %(n)s questions; split it.") % {"n": MAX_QUESTIONS}
            )
        draft = entry.draft
        try:
            question = entry.read()
        except QuestionRefused as error:
            self.refused.append(
                RefusedQuestion(
                    number=number,
                    name=clean_text(draft.name or draft.hint)[:200],
                    type=entry.kind,
                    where=draft.where,
                    reason=str(error),
                )
            )
            return
        self.questions.append(replace(question, number=number))

    def extend(self, other: "Reading", *, where: str = "") -> None:
        """Take over what another file of the same package held."""

        def place(found: str) -> str:
            return ", ".join(part for part in (where, found) if part)

        entries: list[ImportedQuestion | RefusedQuestion] = [*other.questions, *other.refused]
        for found in sorted(entries, key=lambda item: item.number):
            moved = replace(found, number=self.total + 1, where=place(found.where))
            if isinstance(moved, ImportedQuestion):
                self.questions.append(moved)
            else:
                self.refused.append(moved)
        if self.total > MAX_QUESTIONS:
            raise ImportRefused(
                _("The file holds more than %(n)s questions; split it.") % {"n": MAX_QUESTIONS}
            )
        for warning in other.warnings:
            self.warn(f"{where}: {warning}" if where else warning)

    def result(self) -> ImportResult:
        return ImportResult(
            self.format, tuple(self.questions), tuple(self.refused), tuple(self.warnings)
        )
