"""Builds the demo academy from its content, through the services, on a given day."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone

from certificates.directory.models import Clinic
from certificates.models import Certificate
from certificates.services.concerns import report_concern
from certificates.services.documents import draw_quietly
from courses.models import Cohort, CoursePage
from lms.core import clock
from lms.demo.build import awards, people, places, site
from lms.demo.build.histories import Histories
from lms.demo.build.media import Media
from lms.demo.build.papers import CasePapers
from lms.demo.build.teaching import Teaching
from lms.demo.build.voices import Voices
from lms.demo.content import register, voices
from lms.demo.content.academy import ACADEMY
from lms.demo.content.papers import HANDED_IN

Say = Callable[[str], None]
MORNING = dt.time(9, 30)
# who took the refresher, and how many days before today: before the long course, and since
REFRESHED_BEFORE = {"noor": (96,), "marie-clemence": (410,)}
REFRESHED_SINCE = {"marie-clemence": (40,)}


# a history is told again here: nobody gets the letters that were written in it
@override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend")
def load(*, today: dt.date, say: Say) -> None:
    """Make whatever of the demo academy is missing. Doing it twice changes nothing.

    Stopped at any moment, it goes on from there when it is called again.

    ``today`` is the day that everything is relative to. Certificates are drawn as they are issued.
    """
    now = timezone.make_aware(dt.datetime.combine(today, MORNING))
    with clock.at(now - dt.timedelta(days=900)):
        staff = _staff()
        people.add_reviewers()
        author = staff["ruth"]
        media = Media(owner=author)
        site.set_address(settings.WAGTAILADMIN_BASE_URL)
        home = site.get_home()
        site.name_home(home, user=author)
        say("Pages, lessons and questions ...")
        site.add_guide(home, media=media, user=author, reviewed_on=today)
        site.add_text_pages(home, media=media, user=author)
        teaching = Teaching(home=home, media=media, author=author, now=now)
        refresher = teaching.add_refresher()
        foundation = teaching.add_foundation()
        registrar = staff["tomasz"]
        award = awards.add_foundation_award(foundation, refresher=refresher, author=registrar)
        awards.add_refresher_award(refresher, author=registrar)
        awards.add_endorsement(refresher, foundation=award, author=registrar)
    say("Trainees, exams and certificates ...")
    trainees = _trainees(foundation, refresher, staff=staff, now=now)
    told = CasePapers(staff=staff, decider=staff["amara"], now=now)
    for paper in HANDED_IN:
        told.tell(trainees[paper["username"]][0], paper)
    say("Clinics and practitioners ...")
    _places(trainees, media=media, staff=staff, now=now)
    _voices(trainees, moderator=registrar, now=now)
    _concern(now=now)


def _staff() -> dict[str, Any]:
    people.add_person(
        username="admin", email="admin@example.org", name="Site Administrator", superuser=True
    )
    return {
        person["username"]: people.add_person(
            username=person["username"],
            email=person["email"],
            name=person["name"],
            staff_groups=people.GROUPS[person["role"]],
        )
        for person in ACADEMY["staff"]
    }


def _cohorts(course: CoursePage, *, staff: dict[str, Any], today: dt.date) -> dict[str, Cohort]:
    cohorts = {}
    for data in ACADEMY["cohorts"]:
        with transaction.atomic():
            cohort, made = Cohort.objects.get_or_create(
                course=course,
                title=data["title"],
                defaults={
                    "starts_on": today + dt.timedelta(days=data["starts_in_days"]),
                    "ends_on": today + dt.timedelta(days=data["ends_in_days"]),
                    "access_until": today + dt.timedelta(days=data["access_until_in_days"]),
                    "capacity": data["capacity"],
                    "place": data["place"],
                },
            )
            if made:
                cohort.instructors.set([staff[name] for name in data["instructors"]])
        cohorts[data["key"]] = cohort
    return cohorts


def _trainees(
    foundation: CoursePage, refresher: CoursePage, *, staff: dict[str, Any], now: dt.datetime
) -> dict[str, tuple[Any, dict[str, Any]]]:
    cohorts = _cohorts(foundation, staff=staff, today=timezone.localdate(now))
    histories = Histories(
        foundation, cohorts=cohorts, today=now, staff=staff["tomasz"], assessor=staff["piet"]
    )
    trainees = {}
    for data in ACADEMY["trainees"]:
        with clock.at(now - dt.timedelta(days=890)):
            user = people.add_trainee(
                username=data["username"],
                email=data["email"],
                legal_name=data["legal_name"],
                preferred_name=data["preferred_name"],
            )
            people.see_identity(user, by=staff["tomasz"])
        before = REFRESHED_BEFORE.get(data["username"], ())
        for times, days_ago in enumerate(before, 1):
            histories.refresh(user, refresher, times=times, days_ago=days_ago)
        histories.tell(user, data)
        since = REFRESHED_SINCE.get(data["username"], ())
        for times, days_ago in enumerate(since, 1 + len(before)):
            histories.refresh(user, refresher, times=times, days_ago=days_ago)
        trainees[data["username"]] = (user, data)
    _guests(histories, refresher, now=now)
    for certificate in Certificate.objects.filter(documents__isnull=True):
        draw_quietly(certificate.pk)
    return trainees


def _guests(histories: Histories, refresher: CoursePage, *, now: dt.datetime) -> None:
    """People whose certificates end soon, and one whose name was put right."""
    for data in register.GUESTS:
        misspelled = data.get("misspelled", "")
        with clock.at(now - dt.timedelta(days=600)):
            user = people.add_trainee(
                username=data["username"],
                email=data["email"],
                legal_name=data["legal_name"],
                preferred_name=data["preferred_name"],
                misspelled=misspelled,
            )
        days_ago = 365 - data["ends_in_days"]
        histories.refresh(user, refresher, times=1, days_ago=days_ago)
        if misspelled:
            histories.correct_name(user, name=data["legal_name"], days_after=4)


def _concern(*, now: dt.datetime) -> None:
    """What a client asks about a certificate, once."""
    about = Certificate.objects.filter(user__username=register.CONCERN["username"]).first()
    if about is None or about.concerns.exists():
        return
    with clock.at(now - dt.timedelta(days=register.CONCERN["days_ago"])):
        report_concern(
            about.number, text=register.CONCERN["text"], contact=register.CONCERN["contact"]
        )


def _places(
    trainees: dict[str, tuple[Any, dict[str, Any]]],
    *,
    media: Media,
    staff: dict[str, Any],
    now: dt.datetime,
) -> None:
    for data in ACADEMY["clinics"]:
        with clock.at(now):
            clinic = places.add_clinic(
                data, media=media, today=timezone.localdate(now), author=staff["tomasz"]
            )
            for person in data["practitioners"]:
                user, trainee = trainees[person["username"]]
                places.add_practitioner(
                    person, user=user, trainee=trainee, clinic=clinic, media=media, now=now
                )


def _voices(
    trainees: dict[str, tuple[Any, dict[str, Any]]], *, moderator: Any, now: dt.datetime
) -> None:
    heard = Voices(
        people={name: user for name, (user, _data) in trainees.items()},
        moderator=moderator,
        now=now,
    )
    for slug, username in voices.OWNERS.items():
        heard.add_owner(Clinic.objects.get(slug=slug), username)
    for review in voices.REVIEWS:
        heard.add_review(review)
    for case in voices.CASES:
        heard.add_case(case)
