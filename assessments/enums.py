"""Closed sets of words the app lives by. Each enum owns its named groups."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class QuestionUse(TextChoices):
    EXAM = "exam", _("Exams and quizzes")
    PRACTICE = "practice", _("Practice: self-checks in lessons")


class Difficulty(IntegerChoices):
    EASY = 1, _("Easy")
    MEDIUM = 2, _("Medium")
    HARD = 3, _("Hard")


class SectionKind(TextChoices):
    FIXED = "fixed", _("These questions")
    RANDOM = "random", _("Drawn at random")


class FeedbackPreset(TextChoices):
    """Names of feedback matrices; what they hold is in ``assessments.feedback.PRESETS``."""

    NOTHING = "nothing", _("Only passed or not passed")
    SCORE = "score", _("Score, and what to study by topic")
    AFTER_PASS = "after_pass", _("Score; right answers once the exam is passed")
    AFTER_SUBMIT = "after_submit", _("Score and right answers as soon as it is submitted")
    AFTER_WINDOW = "after_window", _("Score; right answers once the exam has closed for everybody")
    PRACTICE = "practice", _("Practice: everything at once, question by question")


class Behavior(TextChoices):
    """When answers are marked. Any question type works with either."""

    EXAM = "exam", _("Exam: marked when it is handed in")
    PRACTICE = "practice", _("Practice: each answer can be checked at once")


class AttemptKind(TextChoices):
    """What an attempt is to the course, as it was when it started."""

    EXAM = "exam", _("Exam")
    PRACTICE = "practice", _("Practice")


class Counting(TextChoices):
    """Which of several attempts gives the result."""

    BEST = "best", _("The best attempt counts")
    LAST = "last", _("The last attempt counts")


class Presentation(TextChoices):
    ALL = "all", _("All questions on a page")
    ONE = "one", _("One question at a time")


class AttemptState(TextChoices):
    OPEN = "open", _("In progress")
    SUBMITTED = "submitted", _("Waiting for a marker")
    GRADED = "graded", _("Graded")
    VOIDED = "voided", _("Voided")


# Handed in, marked or not: nothing can be answered any more.
AttemptState.CLOSED_STATES = frozenset(  # type: ignore[attr-defined]
    {AttemptState.SUBMITTED, AttemptState.GRADED}
)


class AttemptOutcome(TextChoices):
    PASS = "pass", _("Passed")
    FAIL = "fail", _("Not passed")


class PracticalOutcome(TextChoices):
    """What an assessor decides on a practical; ``VOID`` takes back what was a mistake."""

    PASS = "pass", _("Passed")
    REFER = "refer", _("Referred: some of it has to be done again")
    FAIL = "fail", _("Not passed")
    VOID = "void", _("Recorded by mistake: does not count")


class ClosedBy(TextChoices):
    LEARNER = "learner", _("Submitted")
    DEADLINE = "deadline", _("Time ran out")
    STAFF = "staff", _("Closed by staff")


class EventKind(TextChoices):
    STARTED = "started", _("Started")
    ANSWERED = "answered", _("Answer saved")
    FLAGGED = "flagged", _("Flag changed")
    CHECKED = "checked", _("Answer checked")
    EXTENDED = "extended", _("Time extended")
    BREAK_BEGAN = "break_began", _("Break began: the clock stands still")
    BREAK_ENDED = "break_ended", _("Break ended: the clock runs")


class GradeCause(TextChoices):
    """Why an attempt was graded."""

    SUBMITTED = "submitted", _("Handed in")
    TIMED_OUT = "timed_out", _("Time ran out")
    REGRADED = "regraded", _("Regraded")
    MARKED = "marked", _("Marked by a person")
    APPEALED = "appealed", _("Appeal upheld")


class MarkRole(TextChoices):
    """Which mark of an answer somebody gives."""

    FIRST = "first", _("First mark")
    SECOND = "second", _("Second mark")
    AGREED = "agreed", _("Deciding mark")


class AppealDecision(TextChoices):
    UPHELD = "upheld", _("Upheld")
    REJECTED = "rejected", _("Rejected")


class RegradeWay(TextChoices):
    """What is put in the place of a key."""

    VERSION = "version", _("Grade again with a corrected version")
    EVERYONE = "everyone", _("Give everyone the mark, answered or not")
    DROP = "drop", _("Leave the question out of the total")


class RegradeState(TextChoices):
    COMPARING = "comparing", _("Being compared")
    READY = "ready", _("Ready to be applied")
    APPLYING = "applying", _("Being applied")
    DONE = "done", _("Applied")
    DISCARDED = "discarded", _("Discarded")
    FAILED = "failed", _("Not possible")


# From the first moment of these on, papers that are handed in get the decision at once.
RegradeState.STANDING_STATES = frozenset(  # type: ignore[attr-defined]
    {RegradeState.APPLYING, RegradeState.DONE}
)
