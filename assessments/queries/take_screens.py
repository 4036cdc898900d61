"""An attempt while it is answered, and its preview, with a constant number of queries."""

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments import wording
from assessments.breaks import NOTHING, break_left
from assessments.models import Attempt, ExamPage, QuestionVersion
from assessments.papers import Paper, PaperItem
from assessments.queries.attempts import list_granted
from assessments.queries.feedback import CheckScreen, check_screen
from assessments.question_types.base import words_of
from assessments.question_types.registry import get_question_type
from assessments.rules import Allowance


@dataclass(frozen=True)
class QuestionScreen:
    """One question as a trainee sees it while answering. Holds no part of the key."""

    position: int
    kind: Any
    view: Any
    response: dict[str, Any]
    sequence: int
    flagged: bool
    answered: bool
    notice: str
    summary: str
    name: str
    title: str
    check: CheckScreen | None = None

    @property
    def marks(self) -> str:
        """The classes of its dot."""
        return " ".join(["a"] * self.answered + ["f"] * self.flagged)

    @property
    def label(self) -> str:
        parts = [_("Question %(n)s") % {"n": self.position}]
        parts.append(_("answered") if self.answered else _("not answered"))
        if self.flagged:
            parts.append(_("flagged"))
        return ", ".join(parts)


@dataclass(frozen=True)
class TakeScreen:
    """An exam being taken. ``uuid`` is None in a preview."""

    title: str
    uuid: UUID | None
    url: str
    presentation: str
    questions: tuple[QuestionScreen, ...]
    now: dt.datetime
    deadline: dt.datetime | None = None
    last_saved: dt.datetime | None = None
    shortage: str = ""
    practice: bool = False
    granted: tuple[str, ...] = ()
    rest: dt.timedelta = NOTHING

    @property
    def total(self) -> int:
        return len(self.questions)

    @property
    def unanswered(self) -> list[QuestionScreen]:
        return [one for one in self.questions if not one.answered]

    @property
    def flagged(self) -> list[QuestionScreen]:
        return [one for one in self.questions if one.flagged]

    @property
    def noticed(self) -> list[QuestionScreen]:
        return [one for one in self.questions if one.notice]

    @property
    def count_text(self) -> str:
        text = _("%(a)s of %(t)s answered") % {
            "a": self.total - len(self.unanswered),
            "t": self.total,
        }
        flags = len(self.flagged)
        return text + (", " + _("%(f)s flagged") % {"f": flags} if flags else "")

    @property
    def rest_text(self) -> str:
        """How long a break may last; "" when none can be taken."""
        return wording.break_offer(self.rest) if self.rest else ""

    @property
    def left_text(self) -> str:
        if self.deadline is None:
            return ""
        minutes = max(0, math.ceil((self.deadline - self.now).total_seconds() / 60))
        return ngettext("%(n)s minute left", "%(n)s minutes left", minutes) % {"n": minutes}


def build_questions(
    paper: Paper, versions: dict[int, QuestionVersion], responses: dict[int, Any]
) -> tuple[QuestionScreen, ...]:
    """The questions of a paper with what was answered so far."""
    return tuple(
        _question(paper, item, versions[item.version_id], responses.get(item.position))
        for item in paper.items
    )


def _question(paper: Paper, item: PaperItem, version: QuestionVersion, row: Any) -> QuestionScreen:
    kind, spec = version.kind, item.spec_of(version)
    response = row.answer if row else {}
    return QuestionScreen(
        position=item.position,
        kind=kind,
        view=kind.view(spec, item.choices),
        response=response,
        sequence=row.sequence if row else 0,
        flagged=bool(row and row.flagged),
        answered=kind.is_answered(response),
        notice=wording.notice(kind.notice(item.facts, response)),
        summary=kind.summarize(spec, response),
        name=f"q{item.position}",
        title=words_of(kind.stem(spec)),
        check=check_screen(paper, item, version, row) if paper.practice else None,
    )


def take_screen(attempt: Attempt, *, url: str, now: dt.datetime) -> TakeScreen:
    """The screen of an open attempt. Three queries, whatever the number of questions."""
    paper = attempt.read_paper()
    versions = QuestionVersion.objects.in_bulk(paper.version_ids)
    responses = {row.position: row for row in attempt.responses.all()}
    saved = [row.saved_at for row in responses.values()]
    granted = list_granted(attempt.user_id, attempt.exam_key, now=now)
    breaks = Allowance.combine(one.allowance for one in granted).breaks
    return TakeScreen(
        title=attempt.exam_title,
        uuid=attempt.uuid,
        url=url,
        presentation=attempt.presentation,
        questions=build_questions(paper, versions, responses),
        now=now,
        deadline=attempt.deadline_at,
        last_saved=max(saved, default=None),
        practice=paper.practice,
        granted=tuple(wording.granted_lines(one.time_only for one in granted)),
        rest=break_left(attempt.work_clock, granted=breaks) if attempt.deadline_at else NOTHING,
    )


def file_question(attempt: Attempt, item: PaperItem) -> QuestionScreen:
    """One question of an attempt with the answer so far. Two queries."""
    version = QuestionVersion.objects.get(pk=item.version_id)
    row = attempt.responses.filter(position=item.position).first()
    return _question(attempt.read_paper(), item, version, row)


def flat_values(item: PaperItem, answer: dict[str, Any]) -> list[str]:
    """The values of the controls that show ``answer``."""
    return get_question_type(item.type).form_values(answer)


def preview_screen(
    exam: ExamPage, paper: Paper | None, *, now: dt.datetime, shortage: str = ""
) -> TakeScreen:
    """A paper as a trainee would see it; nothing is saved."""
    questions: Iterable[QuestionScreen] = ()
    if paper is not None:
        versions = QuestionVersion.objects.in_bulk(paper.version_ids)
        questions = build_questions(paper, versions, {})
    screen = TakeScreen(
        title=exam.title,
        uuid=None,
        url="",
        presentation=exam.presentation,
        questions=tuple(questions),
        now=now,
        shortage=shortage,
        practice=paper is not None and paper.practice,
    )
    if exam.time_limit:
        return replace(screen, deadline=now + dt.timedelta(minutes=exam.time_limit))
    return screen
