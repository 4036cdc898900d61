"""Issuing and suspending many: row by row, resumable, nothing twice and nothing left out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from certificates.api import reissue_with_name, suspend
from certificates.enums import BulkKind, GroundKind, ItemState
from certificates.exceptions import ReasonRefused, RowsRefused, StepRefused
from certificates.models import BulkItem, BulkRun, Certificate, CertificateGround, LedgerEvent
from certificates.queries import find_ledger_faults
from certificates.recall import Ground, fold_batch, grounds_of
from certificates.recall_queries import find_recalled, list_grounds, name_ground
from certificates.rows import MAX_BYTES, MAX_ROWS, Row, read_rows
from certificates.services import bulk
from courses.models import Cohort
from courses.services.names import set_learner_name
from tests.factories.certificates import (
    complete,
    make_award,
    make_certificate,
    make_holder,
    make_registrar,
    make_short_course,
)
from tests.factories.courses import make_user

pytestmark = pytest.mark.django_db


def make_earned(count):
    """People who completed a course before its award was published, and the award."""
    course = make_short_course()
    award = make_award(course, publish=False)
    people = [make_holder(f"Holder {number}") for number in range(count)]
    for person in people:
        complete(person, course)
    award.save_revision().publish()
    award.refresh_from_db()
    return people, award


def rows_of(*texts):
    return [Row(number, text) for number, text in enumerate(texts, start=1)]


def plan(texts, award, **values):
    return bulk.plan_issue_from_rows(
        rows_of(*texts), award=award, title="list.csv", actor=None, **values
    )


def states(run):
    return [(item.position, item.state) for item in run.items.order_by("position")]


# --- issuing


def test_a_dry_run_says_what_would_happen_and_does_nothing():
    people, award = make_earned(2)
    stranger = make_holder("Not Yet")
    run = plan(
        [people[0].email, people[1].username.upper(), stranger.email, "nobody@example.org"], award
    )
    run = bulk.work_on(run.pk)
    assert states(run) == [(1, "done"), (2, "done"), (3, "refused"), (4, "refused")]
    messages = [item.message for item in run.items.order_by("position")]
    assert "Complete" in messages[2] or "missing" in messages[2]
    assert messages[3] == "No account has this address or user name."
    assert run.finished_at is not None
    assert not Certificate.objects.exists()
    assert not LedgerEvent.objects.exists()


def test_the_performance_issues_what_the_dry_run_found_possible():
    people, award = make_earned(3)
    rehearsal = bulk.work_on(plan([p.email for p in people] + ["gone@example.org"], award).pk)
    run = bulk.plan_performance(rehearsal, actor=make_registrar())
    assert bulk.plan_performance(rehearsal, actor=None).pk == run.pk
    run = bulk.work_on(run.pk)
    assert run.items.by_state() == {"done": 3}
    assert Certificate.objects.count() == 3
    assert {item.certificate.user_id for item in run.items.all()} == {p.pk for p in people}
    again = bulk.work_on(plan([p.email for p in people], award, is_dry_run=False).pk)
    assert again.items.by_state() == {"already": 3}
    assert Certificate.objects.count() == 3


def test_a_dry_run_has_to_be_finished_before_it_is_performed():
    people, award = make_earned(1)
    rehearsal = plan([people[0].email], award)
    with pytest.raises(StepRefused, match="Wait until"):
        bulk.plan_performance(rehearsal, actor=None)


def test_a_name_no_font_can_print_is_refused_before_anything_is_issued():
    people, award = make_earned(2)
    set_learner_name(people[0], legal_name="山田太郎", confirm=True)
    run = bulk.work_on(plan([p.email for p in people], award, is_dry_run=False).pk)
    assert states(run) == [(1, "refused"), (2, "done")]
    assert "“山” (U+5C71)" in run.items.get(position=1).message
    assert Certificate.objects.get().user == people[1]


def test_rows_that_name_somebody_twice_or_several_people_are_refused():
    people, award = make_earned(1)
    make_user("one", last_name="x")
    two = make_user("two")
    two.email = "one@example.org"
    two.save()
    run = plan([people[0].email, people[0].username, "one@example.org"], award)
    kinds = [item.message for item in run.items.order_by("position")]
    assert kinds == [
        "",
        "This person stands in an earlier row already.",
        "Several accounts have this address. Use the user name instead.",
    ]


def test_a_row_that_breaks_does_not_keep_the_others_waiting(caplog):
    people, award = make_earned(2)
    run = plan([p.email for p in people], award, is_dry_run=False)
    # a row that names nobody, as only a database edited by hand can hold
    broken = run.items.get(position=1)
    BulkItem.objects.filter(pk=broken.pk).update(user=None)
    run = bulk.work_on(run.pk)
    assert states(run) == [(1, "failed"), (2, "done")]
    assert "failed" in caplog.text
    BulkItem.objects.filter(pk=broken.pk).update(user=people[0])
    assert bulk.retry_failed(run) == 1
    assert bulk.list_unfinished() == [run.pk]
    run = bulk.work_on(run.pk)
    assert run.items.by_state() == {"done": 2}


def test_work_stops_when_its_time_is_over_and_goes_on_later():
    people, award = make_earned(3)
    run = plan([p.email for p in people], award, is_dry_run=False)
    run = bulk.work_on(run.pk, seconds=-1)
    assert run.finished_at is None
    assert run.items.by_state() == {"waiting": 3}
    call_command("run_bulk", verbosity=0)
    assert Certificate.objects.count() == 3
    with pytest.raises(CommandError, match="no bulk run 999"):
        call_command("run_bulk", "999")


def test_settling_a_row_costs_the_same_in_a_long_run(django_assert_max_num_queries):
    """What is read per row does not grow with the run."""
    people, award = make_earned(6)
    short = plan([people[0].email], award, is_dry_run=False)
    long = plan([p.email for p in people[1:]], award, is_dry_run=False)
    with django_assert_max_num_queries(60) as first:
        bulk.work_on(short.pk)
    with django_assert_max_num_queries(300) as second:
        bulk.work_on(long.pk)
    assert len(second) <= 5 * len(first)


# --- reading lists


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"a@example.org\nb@example.org\n", ["a@example.org", "b@example.org"]),
        (b"name;Email\nAnn;a@example.org\n;\n", ["a@example.org"]),
        ("\ufeffusername,x\r\nłucja,1\r\n".encode(), ["łucja"]),
        ("email\nمحمد@example.org\n".encode("utf-16"), ["محمد@example.org"]),
    ],
)
def test_lists_are_read_as_spreadsheets_write_them(data, texts):
    assert [row.text for row in read_rows(data)] == texts


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"email\n\n", "no rows below"),
        (b"a,b\n1,2\n", "No column is called"),
        (b"\xff\x00\x80", "not text"),
        (b"PK\x03\x04\x00\x00binary", "not text"),
        (b"x" * (MAX_BYTES + 1), "larger than 2 MB"),
        (b"a\n" * (MAX_ROWS + 1), "more than 20000 rows"),
        (b"a" * 300, "too long"),
    ],
)
def test_a_list_that_cannot_be_read_says_what_to_do(data, words):
    with pytest.raises(RowsRefused, match=words):
        read_rows(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        rows = read_rows(data)
    except RowsRefused:
        return
    assert all(row.text and row.text == row.text.strip() for row in rows)


# --- recall


def test_grounds_are_read_from_evidence():
    evidence = {
        "judged_by": ["12", "automatic", ""],
        "version_digest": "f" * 64,
        "pigment_batches": ["lot 7a", "LOT7A"],
    }
    assert grounds_of("Final exam", evidence) == [
        Ground(GroundKind.ASSESSOR, "12"),
        Ground(GroundKind.EXAM_VERSION, "f" * 64, "Final exam"),
        Ground(GroundKind.PIGMENT_BATCH, "LOT7A"),
    ]
    assert grounds_of("x", {"judged_by": "automatic"}) == []


@given(st.text(max_size=200))
def test_folding_a_batch_again_changes_nothing(text):
    assert fold_batch(fold_batch(text)) == fold_batch(text)


def test_a_certificate_notes_what_it_rests_on_and_its_correction_does_too():
    certificate = make_certificate()
    kinds = set(certificate.grounds.values_list("kind", "value"))
    assert kinds == {("assessor", "Tomasz Lis"), ("exam_version", "a" * 64)}
    newer = reissue_with_name(
        certificate, actor=make_registrar(), name="Inès Marchetti", reason="name_misspelled"
    )
    assert set(newer.grounds.values_list("kind", "value")) == kinds
    assert find_recalled(GroundKind.EXAM_VERSION, "a" * 64).count() == 2
    assert find_recalled(GroundKind.EXAM_VERSION, "b" * 64).count() == 0


def test_grounds_are_listed_by_use_with_names_in_words():
    certificate = make_certificate()
    judge = make_user("judge", first_name="Ada", last_name="Judge")
    CertificateGround.objects.create(certificate=certificate, kind="assessor", value=str(judge.pk))
    found = list_grounds(GroundKind.ASSESSOR, query="ada")
    assert [(row["words"], row["count"]) for row in found] == [("Ada Judge", 1)]
    assert name_ground(GroundKind.EXAM_VERSION, "a" * 64).endswith(", aaaaaaaaaaaa")


def test_a_recall_suspends_each_with_an_event_of_its_own():
    keeper = make_registrar()
    certificates = [make_certificate() for _ in range(3)]
    suspended_before = Certificate.objects.get(pk=certificates[0].pk)
    suspend(suspended_before, actor=keeper, reason="holder_request")
    found = find_recalled(GroundKind.ASSESSOR, "Tomasz Lis")
    run = bulk.plan_suspension(
        found, title="Tomasz", reason="under_examination", note=" why ", actor=keeper
    )
    run = bulk.work_on(run.pk)
    assert run.items.by_state() == {"done": 2, "already": 1}
    assert LedgerEvent.objects.filter(kind="suspended").count() == 3
    for certificate in Certificate.objects.all():
        assert certificate.standing == "suspended"
        assert find_ledger_faults(certificate) == []
    with pytest.raises(ReasonRefused):
        bulk.plan_suspension(found, title="x", reason="deception", note="", actor=keeper)


# --- in the admin


def test_a_registrar_issues_from_a_file_after_a_dry_run(signed_in):
    people, award = make_earned(2)
    keeper = signed_in(make_registrar())
    file = SimpleUploadedFile("people.csv", f"email\n{people[0].email}\nx@example.org\n".encode())
    url = reverse("lms_certificates_bulk:issue")
    page = keeper.post(url, {"award": award.pk, "file": file}, follow=True)
    text = page.content.decode()
    run = BulkRun.objects.get()
    assert (run.is_dry_run, run.title) == (True, "people.csv")
    assert "Issue 1 certificate" in text
    assert "No account has this address" in text
    assert not Certificate.objects.exists()
    perform = reverse("lms_certificates_bulk:perform", args=[run.pk])
    text = keeper.post(perform, follow=True).content.decode()
    assert "1 of 1 rows are settled" in text
    keeper.post(perform)
    assert BulkRun.objects.count() == 2
    number = Certificate.objects.get().printed_number
    assert number in text
    assert keeper.get(reverse("lms_certificates_bulk:index")).status_code == 200
    part = keeper.get(reverse("lms_certificates_bulk:run", args=[run.pk]), {"progress": ""})
    assert "<html" not in part.content.decode()


def test_a_registrar_issues_to_a_cohort(signed_in):
    people, award = make_earned(2)
    cohort = Cohort.objects.create(title="January", starts_on="2026-01-10")
    for person in people:
        person.enrollments.update(cohort=cohort)
    keeper = signed_in(make_registrar())
    url = reverse("lms_certificates_bulk:issue")
    text = keeper.post(url, {"award": award.pk, "cohort": cohort.pk}, follow=True).content.decode()
    assert "Issue 2 certificates" in text


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ({}, "one of the two"),
        ({"file": ("a.csv", b"\x00\x01")}, "not text"),
        ({"file": ("a.csv", b"a,b\n1,2\n")}, "No column is called"),
    ],
)
def test_a_wrong_choice_is_explained(extra, words, signed_in):
    _people, award = make_earned(1)
    keeper = signed_in(make_registrar())
    data = {"award": award.pk}
    if "file" in extra:
        data["file"] = SimpleUploadedFile(*extra["file"])
    answer = keeper.post(reverse("lms_certificates_bulk:issue"), data)
    assert words in answer.content.decode()
    assert not BulkRun.objects.exists()


def test_a_registrar_recalls_by_exam_version(signed_in):
    certificate = make_certificate()
    keeper = signed_in(make_registrar())
    url = reverse("lms_certificates_bulk:recall")
    assert "Pigment batch" in keeper.get(url).content.decode()
    listed = keeper.get(url, {"kind": "exam_version"}).content.decode()
    assert f"value={'a' * 64}" in listed
    target = f"{url}?kind=exam_version&value={'a' * 64}"
    assert certificate.printed_number in keeper.get(target).content.decode()
    unconfirmed = keeper.post(target, {"reason": "under_examination"})
    assert unconfirmed.status_code == 200
    assert not BulkRun.objects.exists()
    given = {"reason": "under_examination", "note": "", "confirm": "on"}
    text = keeper.post(target, given, follow=True).content.decode()
    assert "Suspended: 1" in text
    assert Certificate.objects.get().standing == "suspended"
    assert BulkRun.objects.get().kind == BulkKind.SUSPEND


def test_going_on_finishes_an_interrupted_run(signed_in):
    people, award = make_earned(2)
    run = plan([p.email for p in people], award, is_dry_run=False)
    keeper = signed_in(make_registrar())
    page = keeper.get(reverse("lms_certificates_bulk:run", args=[run.pk])).content.decode()
    assert "Under way." in page
    # these settings have no queue, so nothing goes on by itself
    assert "This site has no worker" in page
    text = keeper.post(reverse("lms_certificates_bulk:go_on", args=[run.pk]), follow=True)
    assert "Finished." in text.content.decode()
    assert BulkItem.objects.filter(state=ItemState.DONE).count() == 2


@pytest.mark.parametrize("name", ["issue", "recall"])
def test_only_registrars_work_in_bulk(name, signed_in):
    visitor = signed_in(make_user())
    assert visitor.get(reverse(f"lms_certificates_bulk:{name}")).status_code in {302, 403}


def test_the_progress_page_costs_the_same_for_one_row_and_for_twenty(signed_in):
    people, award = make_earned(1)
    keeper = signed_in(make_registrar())
    small = plan([people[0].email], award)
    large = plan([people[0].email, *(f"x{n}@example.org" for n in range(19))], award)
    keeper.get(reverse("lms_certificates_bulk:run", args=[small.pk]))
    counts = []
    for run in (small, large):
        with CaptureQueriesContext(connection) as queries:
            keeper.get(reverse("lms_certificates_bulk:run", args=[run.pk]))
        counts.append(len(queries))
    assert counts[0] == counts[1] == 13
