"""Awards that ask for more than courses: what triggers them, what they rest on, how they renew."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from certificates.api import (
    Reason,
    explain_award,
    explain_renewal,
    issue_award,
    record_identity,
    reinstate,
    renew,
    suspend,
)
from certificates.exceptions import StepRefused
from certificates.models import Award, AwardNeed, AwardVersion, Certificate
from certificates.services.awards import freeze_award
from certificates.services.evidence import gather
from courses.api import record_unit_result
from lms.core import clock
from tests.factories.certificates import (
    complete,
    issue_for_enrollment,
    make_award,
    make_certificate,
    make_holder,
    make_registrar,
    make_short_course,
)
from tests.factories.courses import make_course, make_enrollment

pytestmark = pytest.mark.django_db
COURSES = {"hours_theory": 10, "hours_practical": 30}


@pytest.fixture
def course():
    return make_short_course()


def course_block(course):
    return ("course", {"course": str(course.translation_key)})


def cases(count, *, course=None, months=None, score=None):
    key = str(course.translation_key) if course else ""
    return ("cases", {"count": count, "course": key, "min_score": score, "months": months})


def group(count, *parts):
    return ("group", {"count": count, "parts": list(parts)})


def pass_case(enrollment, place):
    """Pass the unit at ``place`` of an enrollment as a practical case."""
    unit = enrollment.version.outline["modules"][0]["units"][place]
    return record_unit_result(
        enrollment_id=enrollment.pk,
        unit_key=uuid.UUID(unit["key"]),
        unit_title=unit["title"],
        kind="practical",
        source="case:1",
        outcome="pass",
        score=Decimal("0.9"),
        evidence={"kind": "practical", "judged_by": "Tomasz Lis"},
    )


def test_some_of_several_courses_are_enough(course):
    other, third = make_short_course(title="B"), make_short_course(title="C")
    award = make_award(
        requirement_tree=[course_block(course), group(1, course_block(other), course_block(third))]
    )
    user = make_holder()
    outcome = issue_for_enrollment(complete(user, course).pk)[0]
    assert outcome.certificate is None
    assert outcome.decision.sentence == ("2 of 3 met; missing: 1 more of (Complete B; Complete C)")
    assert explain_award(user, award) == outcome.decision
    certificate = issue_for_enrollment(complete(user, third).pk)[0].certificate
    assert [row.course_title for row in certificate.facts.basis] == [course.title, "C"]
    assert Reason.from_json(certificate.facts.eligibility) == explain_award(user, award)


def test_hours_of_any_completed_courses_are_counted(course):
    block = ("hours", {"category": "practical", "hours": Decimal(60), "months": None})
    make_award(requirement_tree=[block])
    user = make_holder()
    first = make_short_course(**COURSES)
    assert issue_for_enrollment(complete(user, first).pk)[0].certificate is None
    certificate = issue_for_enrollment(complete(user, make_short_course(**COURSES)).pk)[0]
    assert certificate.certificate.facts.hours_practical == 60


def test_an_award_may_ask_for_another_award(course, django_capture_on_commit_callbacks):
    base = make_award(course)
    second = make_short_course()
    advanced = make_award(
        requirement_tree=[course_block(second), ("award", {"award": str(base.key)})]
    )
    user = make_holder()
    with django_capture_on_commit_callbacks(execute=True):
        complete(user, second)
    assert explain_award(user, advanced).sentence == (
        f"2 of 3 met; missing: Hold a valid {base.title}"
    )
    with django_capture_on_commit_callbacks(execute=True):
        complete(user, course)
    assert set(Certificate.objects.values_list("award", flat=True)) == {base.pk, advanced.pk}


def test_an_award_that_asks_for_a_suspended_one_is_issued_when_that_is_reinstated(
    course, django_capture_on_commit_callbacks
):
    base = make_award(course)
    second = make_short_course()
    advanced = make_award(
        requirement_tree=[course_block(second), ("award", {"award": str(base.key)})]
    )
    user = make_holder()
    held = make_certificate(user=user, award=base, course=course)
    suspend(held, actor=None, reason="under_examination")
    with django_capture_on_commit_callbacks(execute=True):
        complete(user, second)
    assert not Certificate.objects.filter(award=advanced).exists()
    with django_capture_on_commit_callbacks(execute=True):
        reinstate(held, actor=None, reason="no_action")
    assert Certificate.objects.get(award=advanced).user == user


def test_an_expired_award_does_not_count(course):
    base = make_award(course, validity_months=12)
    advanced = make_award(
        requirement_tree=[course_block(course), ("award", {"award": str(base.key)})]
    )
    with clock.at(dt.datetime(2020, 5, 1, 9, tzinfo=dt.UTC)):
        user = make_holder()
        make_certificate(user=user, award=base, course=course)
        assert explain_award(user, advanced).met
    assert not explain_award(user, advanced).met


def test_identity_and_age_are_what_staff_confirmed(course, django_capture_on_commit_callbacks):
    award = make_award(
        requirement_tree=[course_block(course), ("age", {"years": 18}), ("identity", None)]
    )
    user = make_holder()
    with django_capture_on_commit_callbacks(execute=True):
        complete(user, course)
    assert len(explain_award(user, award).missing()) == 2
    keeper = make_registrar()
    with django_capture_on_commit_callbacks(execute=True):
        record_identity(user, checked_by=keeper, document="passport", age=18)
    eligibility = Certificate.objects.get(user=user).facts.eligibility
    assert [part["sentence"] for part in eligibility["parts"]][1:3] == [
        "At least 18 years old, confirmed by Anna Keeper",
        "Identity checked by Anna Keeper: passport",
    ]


def test_a_passed_exam_earns_before_its_course_is_completed(
    course, django_capture_on_commit_callbacks
):
    enrollment = make_enrollment(user=make_holder(), course=course)
    unit = enrollment.version.outline["modules"][0]["units"][0]
    make_award(
        requirement_tree=[
            (
                "exam",
                {"unit": unit["key"], "title": "Exam", "min_score": Decimal(80), "months": None},
            )
        ]
    )

    def sit(score, sequence):
        with django_capture_on_commit_callbacks(execute=True):
            record_unit_result(
                enrollment_id=enrollment.pk,
                unit_key=uuid.UUID(unit["key"]),
                unit_title="Final exam",
                kind="exam",
                source="attempt",
                sequence=sequence,
                outcome="fail" if score < "0.7" else "pass",
                score=Decimal(score),
                evidence={"kind": "exam", "version_digest": "d" * 64, "judged_by": "automatic"},
            )

    sit("0.6", 1)
    assert not Certificate.objects.exists()
    sit("0.85", 2)
    certificate = Certificate.objects.get()
    assert certificate.enrollment == enrollment
    assert [row.title for row in certificate.facts.results] == ["Final exam"]


def test_a_better_score_in_a_passed_exam_earns_at_once_and_only_once(
    course, django_capture_on_commit_callbacks
):
    enrollment = complete(make_holder(), course)
    unit = enrollment.version.outline["modules"][0]["units"][0]
    award = make_award(
        requirement_tree=[
            (
                "exam",
                {"unit": unit["key"], "title": "Exam", "min_score": Decimal(90), "months": None},
            )
        ]
    )

    def sit(score, source, sequence=0):
        with django_capture_on_commit_callbacks(execute=True):
            record_unit_result(
                enrollment_id=enrollment.pk,
                unit_key=uuid.UUID(unit["key"]),
                unit_title="Final exam",
                kind="exam",
                source=source,
                sequence=sequence,
                outcome="pass",
                score=Decimal(score),
                evidence={"kind": "exam", "version_digest": "d" * 64, "judged_by": "automatic"},
            )

    held = Certificate.objects.filter(award=award)
    sit("0.8", "attempt:1")
    assert not held.exists()
    sit("0.93", "attempt:2")
    assert held.count() == 1
    # the same attempt marked higher is no new learning, so nothing is renewed by it
    sit("0.95", "attempt:2", sequence=1)
    sit("0.94", "attempt:1", sequence=1)
    assert held.count() == 1
    call_command("issue_certificates")
    assert held.count() == 1


def test_a_new_certificate_takes_what_the_renewal_asks_for(course):
    refresher = make_short_course(title="Refresher", hours_theory=4, hours_practical=0)
    casework = make_course(modules=1, units=4)
    award = make_award(
        requirement_tree=[course_block(course)],
        renewal_tree=[course_block(refresher), cases(2)],
    )
    user = make_holder()
    moment = dt.datetime(2026, 1, 10, 9, tzinfo=dt.UTC)
    with clock.at(moment):
        enrollment = make_enrollment(user=user, course=casework)
        pass_case(enrollment, 0)
        complete(user, course)
        first = issue_award(user, award).certificate
    with clock.at(moment + dt.timedelta(days=300)):
        assert explain_renewal(first).sentence == (
            "1 of 3 met; missing: Complete Refresher; Pass 2 practical cases"
        )
        with pytest.raises(StepRefused, match=r"It cannot be renewed yet\. 1 of 3 met"):
            renew(first)
        pass_case(enrollment, 1)
        assert explain_renewal(first).parts[1].advice == "1 of 2 so far."
        pass_case(enrollment, 2)
        second = issue_for_enrollment(complete(user, refresher).pk)[0].certificate
    assert second.supersedes == first
    assert [row.course_title for row in second.facts.basis] == ["Refresher"]
    assert [row.kind for row in second.facts.results] == ["exam", "practical", "practical"]
    assert second.facts.eligibility["sentence"] == "3 of 3 met"
    assert Certificate.objects.count() == 2


def test_doing_the_course_again_is_not_the_renewal_where_another_is_asked_for(course):
    refresher = make_short_course(title="Refresher")
    make_award(requirement_tree=[course_block(course)], renewal_tree=[course_block(refresher)])
    user = make_holder()
    first = issue_for_enrollment(complete(user, course).pk)[0].certificate
    assert issue_for_enrollment(complete(user, course).pk)[0].certificate == first


def test_a_version_of_an_earlier_release_is_still_issued(course):
    award = make_award(course)
    version = AwardVersion.objects.get(award=award)
    old = {
        **version.payload,
        "requirements": [{"course_key": str(course.translation_key), "title": course.title}],
    }
    for name in ("renewal", "approval_required", "scope", "exclusions"):
        del old[name]
    later = AwardVersion.objects.create(award=award, number=2, payload=old, digest="e" * 64)
    AwardNeed.objects.create(version=later, kind="course", key=str(course.translation_key))
    certificate = issue_for_enrollment(complete(make_holder(), course).pk)[0].certificate
    assert certificate.version == later
    assert certificate.facts.award.scope == ()
    assert "scope" not in certificate.snapshot["award"]


def test_publishing_and_catching_up_issue_and_mail_nothing_twice(course, mailoutbox):
    award = make_award(
        requirement_tree=[course_block(course), ("identity", None)],
        renewal_tree=[cases(1)],
    )
    user = make_holder()
    complete(user, course)
    record_identity(user, checked_by=make_registrar(), document="passport")
    for _ in range(2):
        call_command("issue_certificates")
    before = list(Certificate.objects.values_list("pk", "head"))
    assert len(before) == 1
    mails = len(mailoutbox)
    award.covers = "Other words"
    award.save_revision().publish()
    freeze_award(award)
    for _ in range(2):
        call_command("issue_certificates")
    assert list(Certificate.objects.values_list("pk", "head")) == before
    assert len(mailoutbox) == mails


@pytest.mark.parametrize("count", [1, 20])
def test_gathering_the_facts_takes_five_queries(count, course, django_assert_num_queries):
    user = make_holder()
    for _ in range(count):
        complete(user, course)
    with django_assert_num_queries(5):
        facts = gather(user).facts
    assert len(facts.results) == count


def test_scope_is_frozen_in_closed_terms_and_in_words(course):
    from certificates.models import AwardScope

    award = make_award(course, publish=False, covers="", excludes="")
    award.scope = [
        AwardScope(technique="hairline", condition="pattern_loss"),
        AwardScope(technique="full_head", words="Shaved look, Norwood II to VI"),
        AwardScope(technique="alopecia", condition="areata_active", is_covered=False),
    ]
    award.full_clean()
    award.save_revision().publish()
    facts = make_certificate(award=award, course=course).facts
    assert facts.award.covers == ("Hairline: pattern hair loss", "Shaved look, Norwood II to VI")
    assert facts.award.excludes == ("Alopecia: alopecia areata, active",)
    assert [row.technique for row in facts.award.scope] == ["hairline", "full_head"]
    assert [row.condition for row in facts.award.exclusions] == ["areata_active"]


def test_an_award_cannot_cover_and_exclude_the_same(course):
    from certificates.models import AwardScope

    award = make_award(course, publish=False)
    award.scope = [
        AwardScope(technique="scar", condition="keloid"),
        AwardScope(technique="scar", condition="keloid", is_covered=False),
    ]
    with pytest.raises(ValidationError, match="covers and excludes the same: Scar camouflage"):
        award.full_clean()


def test_an_award_says_what_it_covers_and_what_not(course):
    award = make_award(course, publish=False, excludes="")
    with pytest.raises(ValidationError, match="at least one line each"):
        award.full_clean()


def test_awards_that_ask_for_each_other_are_refused(course):
    first = make_award(course)
    second = make_award(
        requirement_tree=[course_block(course), ("award", {"award": str(first.key)})]
    )
    first.requirement_tree = [
        course_block(course),
        group(1, course_block(course), ("award", {"award": str(second.key)})),
    ]
    with pytest.raises(ValidationError, match="nobody could ever earn either") as caught:
        first.full_clean()
    assert set(caught.value.message_dict) == {"requirement_tree"}


def test_what_nobody_could_meet_is_refused_where_it_is_edited(course):
    award = make_award(course, publish=False)
    award.requirement_tree = [group(3, course_block(course), ("identity", None))]
    award.renewal_tree = [("identity", None)]
    with pytest.raises(ValidationError) as caught:
        award.full_clean()
    assert caught.value.message_dict["requirement_tree"] == [
        "A group asks for 3 of 2: nobody can meet that."
    ]
    assert "asks for no learning at all" in caught.value.message_dict["renewal_tree"][0]


def test_the_published_awards_that_hear_of_a_course_are_found_by_their_version_in_force(course):
    award = make_award(course)
    key = str(course.translation_key)
    assert Award.objects.needing(("course", key)).get() == award
    award.requirement_tree = [course_block(make_short_course())]
    award.save_revision().publish()
    assert not Award.objects.needing(("course", key)).exists()
