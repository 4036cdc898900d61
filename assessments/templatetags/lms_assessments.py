"""Rendering questions with the templates of their types."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.safestring import SafeString, mark_safe

from assessments import wording
from assessments.enums import AttemptOutcome
from assessments.grading import TopicResult
from assessments.models import RegradeEntry
from assessments.pictures import picture_url
from courses.api import state_by_clock
from lms.core import clock

register = template.Library()

DOTS = {"right": "done", "part": "miss", "wrong": "miss", "critical": "crit", "held": "todo"}


@register.simple_tag
def learner_question(kind: Any, view: Any, response: Any, name: str, **extra: Any) -> SafeString:
    """The controls of a question, without its stem."""
    context = {"view": view, "response": response, "name": name, **extra}
    return render_to_string(kind.learner_template, context)


@register.simple_tag
def key_question(kind: Any, key: Any) -> SafeString:
    """A marked question: its lines, feedback and explanation, without its stem."""
    return render_to_string(kind.key_template, {"key": key})


@register.simple_tag
def part(response: Any, key: str) -> str:
    """One part of an answer, "" while it is not given."""
    parts = response.get("parts") if response else None
    return str(parts.get(key, "")) if isinstance(parts, dict) else ""


@register.simple_tag
def question_picture(key: int | None) -> str:
    """The address of a picture in a question; it does not tell the name of the file."""
    return picture_url(key) if key else ""


@register.simple_tag
def marking_guide(question: Any) -> SafeString:
    """What helps whoever marks answers to a question; never for trainees."""
    kind = question.type
    return mark_safe(kind.guide(question.read_spec()) if kind else "")  # sanitized by the type


@register.filter
def rest(length: dt.timedelta) -> str:
    """ "12 minutes"."""
    return wording.rest(length)


@register.simple_tag
def mark_out_of(fraction: Any, scale: int) -> str:
    """A mark as a marker gave it: "7.5 of 10"."""
    return f"{wording.number(fraction * scale)} / {scale}"


@register.filter
def person_name(user: Any) -> str:
    return str(user.get_full_name() or user.get_username())


@register.filter
def topic_dots(topic: TopicResult) -> list[str]:
    """The dot of each question of a topic."""
    return [DOTS[mark] for mark in topic.marks]


@register.filter
def moment(value: dt.datetime | None) -> str:
    """25 November 2026 at 10:58."""
    return wording.long_moment(value) if value else ""


@register.filter
def clock_time(value: dt.datetime | None) -> str:
    """10:42, in the site's time zone."""
    return time_format(timezone.localtime(value), "H:i") if value else ""


@register.filter
def span_hours(value: int) -> str:
    """6 hours, 3 days."""
    return wording.span(value)


@register.simple_tag
def grade_words(outcome: str, score: Decimal | None) -> str:
    """Passed, 82.5 %."""
    return wording.grade_words(outcome, score)


@register.simple_tag
def enrollment_note(entry: RegradeEntry) -> str:
    """What a pass waits for, where the enrollment it came from is closed."""
    if entry.after_outcome != AttemptOutcome.PASS or entry.before_outcome == AttemptOutcome.PASS:
        return ""
    enrollment = entry.attempt.enrollment
    state = state_by_clock(enrollment.state, expires_on=enrollment.expires_on, today=clock.today())
    return wording.closed_enrollment(state)
