"""The case paper: handed in by three trainees, marked twice without names, appealed.

Each step is taken through the services on its own day. What was taken already is left as it is, so
that whatever was stopped goes on.
"""

import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assessments.api import save_response, start_attempt, submit_attempt
from assessments.enums import AttemptState
from assessments.models import AppealOutcome, Attempt, ExamPage
from assessments.services.answer_files import add_file
from assessments.services.appeals import decide_appeal, make_appeal
from assessments.services.attempts import mark_result_seen
from assessments.services.marking import mark_answer
from lms.core import clock
from lms.demo.build.histories import SEED, drawn_from
from lms.demo.build.media import ART
from lms.demo.content.papers import SLUG

MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
OUT_OF = Decimal(10)


class CasePapers:
    """Takes ``data`` from the press of the first button to the last decision."""

    def __init__(self, *, staff: Mapping[str, Any], decider: Any, now: dt.datetime) -> None:
        self.staff, self.decider, self.now = staff, decider, now
        self.exam = ExamPage.objects.get(slug=SLUG)

    def tell(self, user: Any, data: Mapping[str, Any]) -> None:
        """Each step on its day: handed in, marked by one and then another, appealed, decided."""
        began = self.now - data["days_ago"] * DAY
        attempt = self._hand_in(user, data, began=began)
        for days, marking in enumerate(data["marks"], 2):
            with clock.at(began + days * DAY):
                self._mark(attempt, marking)
        attempt.refresh_from_db()
        if attempt.outcome:
            mark_result_seen(attempt, now=began + 4 * DAY)
        if appeal := data.get("appeal"):
            self._appeal(attempt, appeal, at=began + 5 * DAY)

    def _hand_in(self, user: Any, data: Mapping[str, Any], *, began: dt.datetime) -> Attempt:
        handed_in = Attempt.objects.filter(user=user, exam=self.exam)
        if found := handed_in.exclude(state=AttemptState.OPEN).first():
            return found
        with clock.at(began), drawn_from(f"{SEED}:{user.get_username()}:{SLUG}"):
            attempt = start_attempt(self.exam, user=user)
            if not attempt.responses.filter(position=2).exists():
                picture = (ART / f"{data['picture']}.jpg").read_bytes()
                add_file(
                    attempt.uuid,
                    user=user,
                    position=2,
                    name="hairline.jpg",
                    source=io.BytesIO(picture),
                    size=len(picture),
                )
        with clock.at(began + 25 * MINUTE):
            if not attempt.responses.filter(position=1).exists():
                save_response(attempt.uuid, user=user, position=1, answer=data["text"], sequence=0)
        with clock.at(began + 40 * MINUTE):
            return submit_attempt(attempt.uuid, user=user)

    def _mark(self, attempt: Attempt, marking: Mapping[str, Any]) -> None:
        marker = self.staff[marking["by"]]
        done = set(attempt.marks.filter(marker=marker).values_list("position", flat=True))
        for position, fraction in _fractions(dict(enumerate(marking["given"], 1))).items():
            if position not in done:
                mark_answer(
                    attempt.pk,
                    position=position,
                    fraction=fraction,
                    comment=marking["comment"],
                    marker=marker,
                )

    def _appeal(self, attempt: Attempt, data: Mapping[str, Any], *, at: dt.datetime) -> None:
        appeal = getattr(attempt, "appeal", None)
        if appeal is None:
            with clock.at(at):
                appeal = make_appeal(attempt.uuid, user=attempt.user, reason=data["reason"])
        decision = data.get("decision")
        if decision is None or AppealOutcome.objects.filter(appeal=appeal).exists():
            return
        with clock.at(at + 3 * DAY):
            decide_appeal(
                appeal.pk,
                actor=self.decider,
                marks=_fractions(decision["given"]),
                explanation=decision["explanation"],
            )


def _fractions(given: Mapping[int, str]) -> dict[int, Decimal]:
    return {position: Decimal(mark) / OUT_OF for position, mark in given.items()}
