"""The result of an attempt, as far as its feedback matrix shows it."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from assessments import wording
from assessments.enums import AttemptState, ClosedBy, GradeCause
from assessments.feedback import CLOSED as AFTER_CLOSE
from assessments.feedback import CORRECTNESS, MARKS, PASSED, Feedback, Situation, feedback_of
from assessments.grading import (
    ItemGrade,
    TopicResult,
    Verdict,
    by_topic,
    is_critical,
    judge,
    mark_of,
    study_order,
)
from assessments.models import Attempt, ExamPage, GradeEvent, QuestionVersion
from assessments.papers import Paper, PaperItem
from assessments.queries.appeals import AppealState, appeal_state
from assessments.queries.attempts import Gate, gate_for, read_answers
from assessments.queries.feedback import situation_of
from assessments.queries.regrades import corrected_versions
from assessments.question_types.base import words_of


@dataclass(frozen=True)
class TopicRow:
    topic: TopicResult
    module: Page | None = None
    first: bool = False


@dataclass(frozen=True)
class CriticalItem:
    """A critical item that was wrong. ``explanation`` only when the matrix shows explanations."""

    title: str
    summary: str
    notice: str
    explanation: str
    module: Page | None


@dataclass(frozen=True)
class MarkedQuestion:
    """One answer, as far as it is shown. ``mark`` is "" when nobody says whether it is right."""

    position: int
    kind: Any
    feedback: Feedback
    mark: str
    answered: bool
    notice: str
    rule: str = ""


@dataclass(frozen=True)
class RegradeNote:
    """That a result was graded again: when, why, and what it was before."""

    at: dt.datetime
    why: str
    text: str


@dataclass(frozen=True)
class ResultScreen:
    """A graded (or handed in) attempt, as far as its feedback matrix shows it."""

    attempt: Attempt
    paper: Paper
    verdict: Verdict | None
    grades: tuple[ItemGrade, ...]
    gate: Gate | None
    course: Page | None
    modules: dict[str, Page]
    versions: dict[int, tuple[QuestionVersion, Any]]
    situation: Situation
    appeal: AppealState
    history: tuple[GradeEvent, ...] = ()

    @property
    def held(self) -> str:
        """What waits for a marker, since when, and who marks it; "" when nothing does."""
        count = sum(grade.fraction is None for grade in self.grades)
        if self.voided or not count:
            return ""
        return wording.waiting_text(count, self.paper.marking, since=self.attempt.closed_at)

    @property
    def regrades(self) -> list[RegradeNote]:
        """Each time it was graded again by another key, the latest first."""
        if self.voided:
            return []
        pairs = zip(self.history, self.history[1:], strict=False)
        return [
            RegradeNote(after.at, after.reason, self._regraded(before, after))
            for before, after in reversed(list(pairs))
            if after.cause == GradeCause.REGRADED
        ]

    def _regraded(self, before: GradeEvent, after: GradeEvent) -> str:
        scores = (before.score, after.score) if self.shows_score else (None, None)
        was = wording.grade_words(before.outcome, scores[0])
        now = wording.grade_words(after.outcome, scores[1])
        if was == now:
            return _("The result stays: %(now)s.") % {"now": now}
        text = _("It was: %(was)s. It is now: %(now)s.") % {"was": was, "now": now}
        if before.outcome and before.outcome != after.outcome:
            text += " " + _("A certificate that you hold has not been changed by this.")
        return text

    @cached_property
    def visible(self) -> frozenset[str]:
        """The aspects of feedback that may be shown now."""
        if self.voided or self.verdict is None:
            return frozenset()
        return self.paper.feedback.visible(self.situation)

    @property
    def voided(self) -> bool:
        return self.attempt.state == AttemptState.VOIDED

    @property
    def shows_score(self) -> bool:
        return MARKS in self.visible

    @property
    def outcome(self) -> str:
        return self.attempt.outcome

    @property
    def title(self) -> str:
        if self.voided:
            return _("Voided: this attempt does not count")
        if self.verdict is None:
            return _("Handed in")
        return wording.verdict_title(self.verdict, explain=self.shows_score)

    @property
    def lede(self) -> str:
        if self.voided:
            return wording.voided(self.attempt.void.reason)
        if self.verdict is None:
            return ""
        if self.verdict.outcome is not None and not self.shows_score:
            return ""
        return wording.verdict_lede(self.paper, self.verdict)

    @property
    def timed_out(self) -> bool:
        return self.attempt.closed_by == ClosedBy.DEADLINE

    @property
    def attempt_text(self) -> str:
        values = {"exam": self.attempt.exam_title, "n": self.attempt.number}
        allowed = self.gate.rule.attempts if self.gate else None
        if allowed and self.attempt.number <= allowed:
            values["of"] = allowed
            return _("%(exam)s, attempt %(n)s of %(of)s") % values
        return _("%(exam)s, attempt %(n)s") % values

    @cached_property
    def topics(self) -> list[TopicRow]:
        if not self.shows_score:
            return []
        topics = by_topic(self.paper, self.grades)
        if CORRECTNESS not in self.visible:
            # in the order of the paper, the dots would tell which question was which
            topics = [replace(one, marks=tuple(sorted(one.marks))) for one in topics]
        weak = study_order(topics)
        return [
            TopicRow(
                topic,
                self.modules.get(topic.topic) if topic in weak else None,
                bool(weak) and topic is weak[0],
            )
            for topic in topics
        ]

    @cached_property
    def critical(self) -> list[CriticalItem]:
        """The critical items that were wrong: they are why a score does not pass."""
        if self.verdict is None or not self.shows_score:
            return []
        notes = {grade.position: grade.note for grade in self.grades}
        found = []
        for position in self.verdict.critical_wrong:
            item = self.paper.by_position[position]
            version, answer = self.versions[position]
            kind, spec = version.kind, item.spec_of(version)
            shown = feedback_of(kind.key_view(spec, answer, item.choices), self.visible)
            known = CORRECTNESS in self.visible
            found.append(
                CriticalItem(
                    title=words_of(kind.stem(spec), 200),
                    summary=kind.summarize(spec, answer),
                    notice=wording.notice(notes.get(position, "")) if known else "",
                    explanation=shown.explanation,
                    module=self.modules.get(item.topic),
                )
            )
        return found

    @cached_property
    def answers(self) -> list[MarkedQuestion]:
        if not self.visible - {MARKS}:
            return []
        grades = {grade.position: grade for grade in self.grades}
        return [self._marked(item, grades[item.position]) for item in self.paper.items]

    def _marked(self, item: PaperItem, grade: ItemGrade) -> MarkedQuestion:
        version, answer = self.versions[item.position]
        kind = version.kind
        key = kind.key_view(item.spec_of(version), answer, item.choices)
        known = CORRECTNESS in self.visible
        mark = grade.rule
        if grade.counts:
            mark = mark_of(grade.fraction, critical=is_critical(item, grade))
        return MarkedQuestion(
            position=item.position,
            kind=kind,
            feedback=feedback_of(key, self.visible),
            mark=mark if known else "",
            answered=grade.answered,
            notice=wording.notice(grade.note) if known else "",
            rule=wording.everybody_rule(grade.rule),
        )

    @property
    def answers_later(self) -> str:
        if self.verdict is None or self.voided:
            return ""
        said = []
        if not self.situation.passed and self.paper.feedback.at(PASSED) - self.visible:
            said.append(_("You see more here once you have passed."))
        if not self.situation.window_over and self.paper.feedback.at(AFTER_CLOSE) - self.visible:
            said.append(_("You see more here once it has closed for everybody."))
        return " ".join(said)

    # next steps

    @property
    def may_start(self) -> bool:
        return bool(self.gate and self.gate.admission.allowed and self.attempt.exam_id)

    @property
    def next_number(self) -> int:
        return self.gate.admission.number if self.gate else self.attempt.number + 1

    @property
    def opens_at(self) -> dt.datetime | None:
        return self.gate.admission.opens_at if self.gate else None

    @property
    def opens_text(self) -> str:
        values = {"n": self.next_number, "of": self.gate.rule.attempts if self.gate else None}
        if values["of"]:
            return _("Attempt %(n)s of %(of)s opens on") % values
        return _("Attempt %(n)s opens on") % values

    @property
    def opens_why(self) -> str:
        hours = self.gate.rule.cooling_hours if self.gate else 0
        return _(
            "%(span)s after the last one, so that there is time to study. You get a new paper."
        ) % {"span": wording.span(hours).capitalize()}

    @property
    def next_title(self) -> str:
        if self.outcome == "pass":
            return _("Done")
        if self.verdict is None or self.verdict.outcome is None:
            return _("What happens now")
        return _("Your next attempt")

    @property
    def reasons(self) -> list[str]:
        if self.gate is None or self.outcome == "pass":
            return []
        reasons = self.gate.admission.reasons
        said = [wording.sentence(one) for one in reasons if one.code != "cooling"]
        if not reasons and self.may_start:
            said.append(_("You can try again now. You get a new paper."))
        return said

    @property
    def study(self) -> Page | None:
        """The module to read first."""
        critical = next((item.module for item in self.critical if item.module), None)
        return critical or next((row.module for row in self.topics if row.module), None)

    @property
    def study_url(self) -> str:
        if self.outcome == "pass" or self.study is None:
            return ""
        return self.study.get_url() or ""

    @property
    def study_text(self) -> str:
        if self.critical:
            return _("Study the critical item")
        return _("Study “%(module)s”") % {"module": self.study.title if self.study else ""}

    @property
    def facts(self) -> list[tuple[str, str]]:
        rows: list[tuple[str, str]] = []
        verdict = self.verdict
        if verdict is not None and self.shows_score:
            label = _("Score") if verdict.outcome else _("Points so far")
            rows.append((label, wording.points_text(verdict)))
            rows.append((_("Pass mark"), wording.needed_text(self.paper, verdict)))
            if verdict.critical_total and self.paper.critical_must_be_right:
                rows.append(
                    (
                        _("Critical items right"),
                        _("%(right)s of %(total)s")
                        % {"right": verdict.critical_right, "total": verdict.critical_total},
                    )
                )
        if self.attempt.closed_at:
            rested = self.attempt.break_used
            used = self.attempt.closed_at - self.attempt.started_at - rested
            minutes = max(1, round(used.total_seconds() / 60))
            if minutes < 24 * 60:
                rows.append(
                    (
                        _("Time used"),
                        ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes},
                    )
                )
            if rested:
                rows.append((_("Breaks"), wording.rest(rested)))
            rows.append((_("Handed in"), wording.long_day(self.attempt.closed_at)))
        return rows


def place_of(exam: ExamPage | None) -> tuple[Page | None, Page | None]:
    """Course and module above an exam. One query."""
    if exam is None or not exam.path:
        return None, None
    above = list(exam.get_ancestors().order_by("-depth")[:2])
    if len(above) < 2:
        return None, None
    return above[1], above[0]


def modules_by_topic(course: Page | None) -> dict[str, Page]:
    """The published modules of a course by the slug of their topic: what to study for it."""
    if course is None:
        return {}
    found: dict[str, Page] = {}
    for module in Page.objects.child_of(course).live().order_by("path").specific():
        topic = getattr(module, "topic", None)
        if topic is not None:
            found.setdefault(topic.slug, module)
    return found


def result_screen(attempt: Attempt, *, user: Any, now: dt.datetime) -> ResultScreen:
    """The result of a closed attempt. A constant number of queries; one more where a key that
    is shown was corrected since."""
    paper = attempt.read_paper()
    history = tuple(attempt.grade_events.order_by("sequence"))
    event = history[-1] if history else None
    grades = tuple(ItemGrade.from_json(one) for one in event.items) if event else ()
    answers = read_answers(attempt, paper)
    corrected = corrected_versions(version for version, _answer in answers.values())
    course, _module = place_of(attempt.exam)
    return ResultScreen(
        attempt=attempt,
        paper=paper,
        verdict=judge(paper, grades) if event else None,
        grades=grades,
        gate=gate_for(user, attempt.exam, now=now) if attempt.exam else None,
        course=course if course is not None and course.live else None,
        modules=modules_by_topic(course),
        versions={
            position: (corrected.get(version.pk, version), answer)
            for position, (version, answer) in answers.items()
        },
        history=history,
        situation=situation_of(attempt, paper, now=now),
        appeal=appeal_state(attempt, event, paper.marking, now=now),
    )
