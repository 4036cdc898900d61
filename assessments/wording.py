"""Codes as sentences a trainee can act on."""

import datetime as dt
import math
from collections.abc import Iterable
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.admission import Reason
from assessments.enums import AttemptOutcome
from assessments.feedback import (
    ANSWER,
    ASPECTS,
    CLOSED,
    CORRECTNESS,
    DURING,
    GENERAL,
    MARKS,
    MOMENTS,
    PASSED,
    SPECIFIC,
    SUBMITTED,
    FeedbackMatrix,
)
from assessments.grading import Verdict
from assessments.marks import MarkingRule
from assessments.papers import Paper
from assessments.rules import Allowance, ExamRule, Granted, effective
from courses.enums import EnrollmentState

NBSP = "\u00a0"


def long_moment(moment: dt.datetime) -> str:
    """ "25 November 2026 at 10:58", in the site's time zone."""
    local = timezone.localtime(moment)
    return _("%(date)s at %(time)s") % {
        "date": date_format(local, "j F Y").replace(" ", NBSP, 1),
        "time": time_format(local, "H:i"),
    }


def long_day(moment: dt.datetime) -> str:
    """ "25 November 2026", in the site's time zone."""
    return date_format(timezone.localtime(moment), "j F Y").replace(" ", NBSP, 1)


def span(hours: int) -> str:
    """ "6 hours", "3 days"."""
    if hours and hours % 24 == 0:
        return ngettext("%(n)s day", "%(n)s days", hours // 24) % {"n": hours // 24}
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}


def sentence(reason: Reason) -> str:
    """The sentence for ``reason``: why, and what would change it."""
    match reason.code:
        case "closed":
            return str(reason.params["sentence"])
        case "passed":
            return _("You have passed. There is nothing left to do here.")
        case "open":
            return _("You have an attempt in progress. Continue where you left off.")
        case "marking":
            return _("Your last attempt is being marked. Wait for its result.")
        case "no_attempts_left":
            return _(
                "You have used all %(allowed)s attempts. Talk to your instructor about what to do "
                "next."
            ) % {"allowed": reason.params["allowed"]}
        case "cooling":
            return _(
                "Your next attempt opens on %(until)s, %(span)s after the last one, so that there "
                "is time to study."
            ) % {
                "until": long_moment(reason.params["until"]),
                "span": span(reason.params["hours"]),
            }
        case "window_ahead":
            return _("It opens on %(from)s.") % {"from": long_moment(reason.params["from"])}
        case "window_over":
            return _("It closed on %(at)s. If you could not take it, talk to your instructor.") % {
                "at": long_moment(reason.params["at"])
            }
        case "not_ready":
            return _(
                "It is not ready: its question pool is too small. The school has to add "
                "questions; your attempts are not touched."
            )
    raise ValueError(f"No sentence for the reason {reason.code!r}.")


def notice(code: str) -> str:
    """What a hint code of a question type says, "" for none."""
    match code:
        case "":
            return ""
        case "unit_missing":
            return _("Your answer has no unit. Write the number with its unit.")
        case "unit_wrong":
            return _("The unit is not the one that was asked for.")
        case "not_a_number":
            return _("We cannot read this as a number. Write digits, such as 12.5.")
        case "near_miss":
            return _("This is close to an accepted answer. A person looks at it.")
        case "needs_marker":
            return _("A person marks this answer.")
        case "too_short":
            return _("Your text is shorter than what was asked for.")
        case "too_long":
            return _("Your text is longer than what was asked for.")
        case "same_number_twice":
            return _("Two steps have the same number.")
        case "too_many_marks":
            return _("There were more marks than right places, which costs.")
    return code


def verdict_title(verdict: Verdict, *, explain: bool) -> str:
    """The one sentence of the result. ``explain``: the policy allows to say why."""
    if verdict.outcome is None:
        return _("Handed in: a marker looks at it now")
    if verdict.outcome == "pass":
        return _("Passed")
    wrong = len(verdict.critical_wrong)
    if not explain or not verdict.reached_mark or not wrong:
        return _("Not passed")
    return ngettext(
        "Not passed: one critical safety item was wrong",
        "Not passed: %(n)s critical safety items were wrong",
        wrong,
    ) % {"n": wrong}


def points_text(verdict: Verdict) -> str:
    """ "34 of 40"; halves and thirds are shown with one decimal."""
    return _("%(points)s of %(total)s") % {
        "points": number(verdict.points),
        "total": number(verdict.total),
    }


def needed_text(paper: Paper, verdict: Verdict) -> str:
    """The pass mark in points and percent: "32 of 40 (80 %)"."""
    needed = paper.pass_mark * verdict.total / 100
    return _("%(points)s of %(total)s (%(percent)s%%)") % {
        "points": number(needed),
        "total": number(verdict.total),
        "percent": f"{number(paper.pass_mark)}{NBSP}",
    }


def number(value: object) -> str:
    """A number with at most two decimals, none when it is whole.

    One decimal would show 9.96 points as 10, beside a pass mark of 10 that they do not reach.
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


def verdict_lede(paper: Paper, verdict: Verdict) -> str:
    """Why the paper was passed or not, in a sentence or two."""
    if verdict.outcome is None:
        return _("Some answers are marked by a person. You get the result when they are done.")
    score = points_text(verdict)
    fails_on_critical = bool(verdict.critical_wrong) and paper.critical_must_be_right
    if verdict.outcome == "pass":
        return _("Your score, %(score)s, reaches the pass mark.") % {"score": score}
    if verdict.reached_mark and fails_on_critical:
        return _(
            "Your score, %(score)s, reaches the pass mark. We still cannot pass a paper with a "
            "critical safety item wrong, because that mistake can harm a client."
        ) % {"score": score}
    needed = number(paper.pass_mark * verdict.total / 100)
    text = _("Your score is %(score)s. The pass mark is %(needed)s.") % {
        "score": score,
        "needed": needed,
    }
    if fails_on_critical:
        text += " " + ngettext(
            "A critical safety item was wrong too.",
            "%(n)s critical safety items were wrong too.",
            len(verdict.critical_wrong),
        ) % {"n": len(verdict.critical_wrong)}
    return text


def allowance_lines(allowance: Allowance) -> list[str]:
    """What was granted to somebody, as sentences to them."""
    lines = []
    if allowance.time_factor > 1:
        share = number((allowance.time_factor - 1) * 100)
        lines.append(_("You have %(share)s%% more time.") % {"share": f"{share}{NBSP}"})
    if allowance.extra_minutes:
        lines.append(
            ngettext(
                "You have %(n)s minute more for breaks.",
                "You have %(n)s minutes more for breaks.",
                allowance.extra_minutes,
            )
            % {"n": allowance.extra_minutes}
        )
    if allowance.break_minutes:
        lines.append(
            ngettext(
                "You can rest for %(n)s minute altogether: the clock stops meanwhile.",
                "You can rest for %(n)s minutes altogether: the clock stops meanwhile.",
                allowance.break_minutes,
            )
            % {"n": allowance.break_minutes}
        )
    if allowance.extra_attempts:
        lines.append(
            ngettext(
                "You have %(n)s attempt more than others.",
                "You have %(n)s attempts more than others.",
                allowance.extra_attempts,
            )
            % {"n": allowance.extra_attempts}
        )
    if allowance.waive_wait:
        lines.append(_("You need not wait between attempts."))
    if allowance.closes_at:
        lines.append(
            _("For you, the exam is open until %(moment)s.")
            % {"moment": long_moment(allowance.closes_at)}
        )
    return lines


def allowance_words(allowance: Allowance) -> str:
    """What was granted to somebody, in a few words about them, for staff."""
    said = []
    if allowance.time_factor > 1:
        share = number((allowance.time_factor - 1) * 100)
        said.append(_("%(share)s%% more time") % {"share": f"{share}{NBSP}"})
    if n := allowance.extra_minutes:
        words = ngettext("%(n)s minute added for breaks", "%(n)s minutes added for breaks", n)
        said.append(words % {"n": n})
    if n := allowance.break_minutes:
        words = ngettext(
            "%(n)s minute of breaks that stop the clock",
            "%(n)s minutes of breaks that stop the clock",
            n,
        )
        said.append(words % {"n": n})
    if n := allowance.extra_attempts:
        said.append(ngettext("%(n)s more attempt", "%(n)s more attempts", n) % {"n": n})
    if allowance.waive_wait:
        said.append(_("no wait between attempts"))
    if allowance.closes_at:
        moment = long_moment(allowance.closes_at)
        said.append(_("exam open until %(moment)s") % {"moment": moment})
    return ", ".join(said)


def granted_lines(granted: Iterable[Granted]) -> list[str]:
    """What holds for somebody now, each with the last day it does."""
    lines: dict[str, None] = {}
    for one in effective(granted):
        said = " ".join(allowance_lines(one.allowance))
        if said and one.until:
            day = date_format(one.until, "j F Y").replace(" ", NBSP, 1)
            said += " " + _("The last day of this is %(day)s.") % {"day": day}
        if said:
            lines[said] = None
    return list(lines)


def rest(length: dt.timedelta) -> str:
    """ "12 minutes", rounded up like the time of an exam."""
    minutes = math.ceil(length.total_seconds() / 60)
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}


def break_offer(left: dt.timedelta) -> str:
    """What a break does, to somebody who can take one."""
    return _(
        "The clock stops for up to %(rest)s, and the questions are hidden. Your answers are saved."
    ) % {"rest": rest(left)}


def feedback_lines(matrix: FeedbackMatrix) -> list[str]:
    """What is shown of the marking and when, one line for each moment that adds something."""
    said: list[str] = []
    seen: frozenset[str] = frozenset()
    for moment in MOMENTS:
        new = matrix.at(moment) - seen
        seen |= new
        if moment == SUBMITTED and not new - {MARKS} and not matrix.at(DURING):
            said.append(_("score and topics") if MARKS in seen else _("whether you passed"))
        elif new:
            things = ", ".join(_aspect(one) for one in ASPECTS if one in new)
            said.append(_moment(moment) % {"things": things})
    return said


def _moment(moment: str) -> str:
    return {
        DURING: _("as soon as you check an answer: %(things)s"),
        SUBMITTED: _("once handed in: %(things)s"),
        PASSED: _("once passed: %(things)s"),
        CLOSED: _("once it has closed for everybody: %(things)s"),
    }[moment]


def _aspect(aspect: str) -> str:
    return {
        MARKS: _("score and topics"),
        CORRECTNESS: _("which answers were right"),
        SPECIFIC: _("remarks on your answers"),
        ANSWER: _("the right answers"),
        GENERAL: _("explanations"),
    }[aspect]


def window_lines(rule: ExamRule) -> list[str]:
    """When an exam opens and closes, as far as it does."""
    lines = []
    if rule.opens_at:
        lines.append(_("opens on %(moment)s") % {"moment": long_moment(rule.opens_at)})
    if rule.closes_at:
        lines.append(_("closes on %(moment)s") % {"moment": long_moment(rule.closes_at)})
    return lines


def voided(reason: str) -> str:
    return _("Your school decided so: %(reason)s") % {"reason": reason}


def self_check_closed() -> str:
    return _("This self-check is not open to you. Open its lesson first.")


def grade_words(outcome: str, score: Decimal | None) -> str:
    """ "Passed, 82.5 %", or that it waits for a marker."""
    if not outcome:
        return _("Waiting for a marker")
    label = str(AttemptOutcome(outcome).label)
    if score is None:
        return label
    return f"{label}, {number(score * 100)}{NBSP}%"


def everybody_rule(rule: str) -> str:
    """What a regrade decided for everybody, in words; "" for nothing."""
    return {
        "given": _("Everyone was given this mark."),
        "dropped": _("This question does not count."),
    }.get(rule, "")


def time_of_day(moment: dt.datetime) -> str:
    """ "10:58", in the site's time zone."""
    return time_format(timezone.localtime(moment), "H:i")


def hidden_until_marked() -> str:
    return _("Shown once it is marked: this exam is marked without names.")


def waiting_text(count: int, rule: MarkingRule, *, since: dt.datetime | None) -> str:
    """Which answers wait for a person, since when, and how they are marked."""
    text = ngettext(
        "%(n)s answer waits for a marker",
        "%(n)s answers wait for a marker",
        count,
    ) % {"n": count}
    text += _(", since %(day)s.") % {"day": long_day(since)} if since else "."
    if rule.blind:
        text += " " + _("Whoever marks does not see your name.")
    if rule.second:
        text += " " + _("Two people mark it without seeing each other’s mark.")
    return text


def closed_enrollment(state: str) -> str:
    """What becomes of a pass that comes when the enrollment is closed; "" where it is open."""
    if state in EnrollmentState.LEARNING_STATES:
        return ""
    return _(
        "The enrollment is closed (%(state)s). The pass is kept with it, and counts towards the "
        "course once the enrollment is reinstated."
    ) % {"state": EnrollmentState(state).label.lower()}
