"""A bulk run survives the sudden death of its worker, and two workers at once."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection

from certificates.api import suspend
from certificates.enums import GroundKind
from certificates.models import BulkItem, Certificate, LedgerEvent
from certificates.queries import find_ledger_faults
from certificates.recall_queries import find_recalled
from certificates.rows import Row
from certificates.services import bulk
from scripts.environment import ROOT
from tests.certificates.test_bulk import make_earned
from tests.certificates.test_races import together
from tests.factories.certificates import make_certificate, make_registrar

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
PEOPLE = 24


def plan(people, award):
    rows = [Row(place, person.email) for place, person in enumerate(people, start=1)]
    return bulk.plan_issue_from_rows(rows, award=award, title="x", actor=None, is_dry_run=False)


def is_sound(people):
    """One certificate to each, one event to each, and every ledger agrees."""
    held = list(Certificate.objects.values_list("user_id", flat=True))
    assert sorted(held) == sorted(person.pk for person in people)
    assert LedgerEvent.objects.count() == len(people)
    assert [fault for one in Certificate.objects.all() for fault in find_ledger_faults(one)] == []


def worker(run):
    """Another process that works on ``run`` in this test's database."""
    program = (
        "import os, django; django.setup()\n"
        "from django.conf import settings\n"
        "from django.db import connections\n"
        "connections['default'].settings_dict['NAME'] = os.environ['TEST_NAME']\n"
        "from certificates.services.bulk import work_on\n"
        f"work_on({run.pk})\n"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "lms.settings.test",
        "TEST_NAME": str(connection.settings_dict["NAME"]),
    }
    return subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env=environment)  # noqa: S603


def test_a_worker_killed_in_the_middle_leaves_nothing_doubled_and_nothing_missing():
    people, award = make_earned(PEOPLE)
    run = plan(people, award)
    process = worker(run)
    deadline = time.monotonic() + 120
    while Certificate.objects.count() < 3 and process.poll() is None:
        assert time.monotonic() < deadline, "the worker did nothing"
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    done = BulkItem.objects.filter(state="done").count()
    # a row says "done" exactly where its certificate exists
    assert done == Certificate.objects.count()
    assert 0 < done < PEOPLE
    run = bulk.work_on(run.pk)
    assert run.items.by_state() == {"done": PEOPLE}
    is_sound(people)


def test_two_workers_on_one_run_issue_to_each_once():
    people, award = make_earned(8)
    run = plan(people, award)
    _results, errors = together(3, lambda index: bulk.work_on(run.pk))
    assert errors == []
    run.refresh_from_db()
    assert run.items.by_state() == {"done": 8}
    assert run.finished_at is not None
    is_sound(people)


def test_two_runs_for_the_same_people_at_once_issue_to_each_once():
    people, award = make_earned(8)
    runs = [plan(people, award), plan(list(reversed(people)), award)]
    _results, errors = together(2, lambda index: bulk.work_on(runs[index].pk))
    assert errors == []
    counts = {"done": 0, "already": 0}
    for run in runs:
        for state, count in run.items.by_state().items():
            counts[state] += count
    assert counts == {"done": 8, "already": 8}
    is_sound(people)


def test_performing_a_dry_run_twice_at_once_makes_one_run():
    people, award = make_earned(2)
    rows = [Row(place, person.email) for place, person in enumerate(people, start=1)]
    rehearsal = bulk.plan_issue_from_rows(rows, award=award, title="x", actor=None)
    rehearsal = bulk.work_on(rehearsal.pk)
    results, errors = together(4, lambda index: bulk.plan_performance(rehearsal, actor=None).pk)
    assert errors == []
    assert len(set(results)) == 1


def test_suspending_in_bulk_twice_at_once_suspends_each_once():
    keeper = make_registrar()
    for _ in range(5):
        make_certificate()
    found = find_recalled(GroundKind.EXAM_VERSION, "a" * 64)
    runs = [
        bulk.plan_suspension(found, title="x", reason="under_examination", note="", actor=keeper)
        for _ in range(2)
    ]

    def work(index):
        if index == 2:
            return suspend(found.first(), actor=keeper, reason="holder_request")
        return bulk.work_on(runs[index].pk)

    together(3, work)
    assert LedgerEvent.objects.filter(kind="suspended").count() == 5
    assert [fault for one in Certificate.objects.all() for fault in find_ledger_faults(one)] == []
