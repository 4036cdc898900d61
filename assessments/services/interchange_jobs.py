"""Imports in two steps on screen: an upload waits with its dry run until somebody commits it.

A job is a folder in the private storage, so that it needs no table, survives a restart, and a
worker on another machine sees it. Jobs left alone are swept away after a day.
"""

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.utils.translation import gettext as _

from assessments.exceptions import ExchangeRefused
from assessments.interchange import ImportRefused, parse
from assessments.services.interchange import commit_import, plan_import
from lms.core import clock
from lms.core.conf import lms_settings

FOLDER = "question-imports"
KEPT_FOR = dt.timedelta(days=1)
# progress is written at most this often, whatever the size of the file
STEPS = 50
# a running import that wrote nothing for so long may have lost its server
SILENT_AFTER = dt.timedelta(minutes=2)
PLANNED, RUNNING, DONE, FAILED = "planned", "running", "done", "failed"


@dataclass(frozen=True)
class Job:
    """One upload on its way into the bank."""

    id: str
    user_id: int
    filename: str
    format: str
    created_at: str
    state: str = PLANNED
    bank: str = ""
    topic_id: int = 0
    publish: bool = False
    done: int = 0
    total: int = 0
    error: str = ""
    written_at: str = ""

    @property
    def is_planned(self) -> bool:
        return self.state == PLANNED

    @property
    def is_running(self) -> bool:
        return self.state == RUNNING

    @property
    def is_silent(self) -> bool:
        """Whether it runs, or did until its server was stopped: nobody can tell."""
        if not (self.is_running and self.written_at):
            return False
        return clock.now() - dt.datetime.fromisoformat(self.written_at) > SILENT_AFTER

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0


def _storage() -> Storage:
    return storages[lms_settings.LMS_PRIVATE_STORAGE]


def _path(job_id: str, name: str) -> str:
    return f"{FOLDER}/{job_id}/{name}"


def _write(job_id: str, name: str, data: bytes) -> None:
    storage, path = _storage(), _path(job_id, name)
    storage.delete(path)
    storage.save(path, ContentFile(data))


def _read(job_id: str, name: str) -> bytes:
    with _storage().open(_path(job_id, name)) as source:
        return bytes(source.read())


def _save(job: Job) -> Job:
    job = replace(job, written_at=clock.now().isoformat())
    _write(job.id, "job.json", json.dumps(asdict(job)).encode())
    return job


def _load(job_id: str) -> Job:
    return Job(**json.loads(_read(job_id, "job.json")))


def start_job(data: bytes, *, filename: str, format: str, user: Any) -> Job:
    """Read an upload and keep it with what would happen. Raises ImportRefused."""
    result = parse(data, filename=filename, format=format)
    sweep_jobs()
    job = Job(
        id=uuid.uuid4().hex,
        user_id=user.pk,
        filename=filename[:200],
        format=format,
        created_at=clock.now().isoformat(),
    )
    _write(job.id, "source", data)
    _write(job.id, "report.json", json.dumps(plan_import(result).as_json()).encode())
    return _save(job)


def get_job(job_id: uuid.UUID, *, user: Any) -> Job:
    """The job of ``user``. Raises LookupError for another person's or a swept one."""
    for _try in range(3):
        with suppress(OSError, ValueError, TypeError):
            # a worker may be writing the file this very moment
            job = _load(job_id.hex)
            if job.user_id != user.pk and not user.is_superuser:
                break
            return job
    raise LookupError(_("This import is not here any more. Upload the file again."))


def get_report(job: Job) -> Mapping[str, Any]:
    """What would happen, or did: the dry run until the job is done."""
    return dict(json.loads(_read(job.id, "report.json")))


def request_commit(job: Job, *, bank: str, topic: Any, publish: bool) -> Job:
    """Mark the job as running. Raises ExchangeRefused when it is already, or was."""
    if not job.is_planned:
        raise ExchangeRefused(_("This import was started already."))
    wanted = replace(job, state=RUNNING, bank=bank, topic_id=topic.pk, publish=publish)
    return _save(wanted)


def request_again(job: Job) -> Job:
    """Mark a running job that has gone silent as begun anew. Raises ExchangeRefused otherwise.

    Should it be alive after all, nothing comes in twice: the second run waits for the first and
    finds the questions there.
    """
    if not job.is_silent:
        raise ExchangeRefused(_("This import is still running."))
    return _save(replace(job, done=0, total=0))


def _tell(job: Job) -> None:
    """Keep how far a run is, unless another run of the same job has finished by now."""
    if _load(job.id).state != DONE:
        _save(job)


def run_job(job_id: str) -> None:
    """Commit a job that was requested; safe to run twice, since known questions are skipped."""
    job = _load(job_id)
    if not job.is_running:
        return
    last = -1

    def progress(done: int, total: int) -> None:
        nonlocal last
        step = done * STEPS // total if total else STEPS
        if step != last:
            last = step
            _tell(replace(job, done=done, total=total))

    try:
        result = parse(_read(job_id, "source"), filename=job.filename, format=job.format)
        report = commit_import(
            result,
            bank=job.bank,
            topic=apps.get_model("lms_courses", "Topic").objects.get(pk=job.topic_id),
            user=get_user_model().objects.filter(pk=job.user_id).first(),
            publish=job.publish,
            progress=progress,
        )
    except (ImportRefused, ExchangeRefused) as error:
        _tell(replace(job, state=FAILED, error=str(error)))
        return
    except Exception:
        _tell(replace(job, state=FAILED, error=_("The import failed; nothing of it was stored.")))
        raise
    if _load(job_id).state == DONE:
        return
    _write(job_id, "report.json", json.dumps(report.as_json()).encode())
    found = report.counts["imported"]
    _save(replace(job, state=DONE, done=found, total=found))
    _storage().delete(_path(job_id, "source"))


def sweep_jobs() -> int:
    """Delete the files of jobs older than a day; answers how many there were."""
    storage, swept = _storage(), 0
    try:
        folders, _files = storage.listdir(FOLDER)
    except OSError:
        return 0
    for folder in folders:
        with suppress(OSError, ValueError, KeyError):
            created = dt.datetime.fromisoformat(json.loads(_read(folder, "job.json"))["created_at"])
            if clock.now() - created > KEPT_FOR:
                for name in ("source", "report.json", "job.json", ""):
                    storage.delete(_path(folder, name).rstrip("/"))
                swept += 1
    return swept
