"""Taking a file as an answer, or as a part of one."""

import datetime as dt
import uuid
from typing import IO, Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.answer_files import FileRefused, Prepared, clean_name, prepare
from assessments.exceptions import UnknownPosition
from assessments.models import AnswerFile, Attempt, Response
from assessments.models.answer_files import answer_storage, place_of
from assessments.papers import PaperItem
from assessments.question_types.registry import get_question_type
from assessments.services.answers import Saved, check_open, save_response
from courses.api import hold_person
from lms.core import clock

# added and left out again: what one question may keep on record in one attempt
MOST_UPLOADS = 30


def find_item(attempt: Attempt, position: int) -> PaperItem:
    """The question at ``position`` that takes files. Raises UnknownPosition."""
    item = attempt.read_paper().by_position.get(position)
    if item is None or not get_question_type(item.type).takes_files:
        raise UnknownPosition(_("Question %(n)s takes no files.") % {"n": position})
    return item


def add_file(
    attempt_uuid: uuid.UUID,
    *,
    user: Any,
    position: int,
    name: str,
    source: IO[bytes],
    size: int,
    now: dt.datetime | None = None,
) -> Saved:
    """Check a file, keep it, and make it part of the answer at ``position``.

    Whatever else the answer holds stays, so two windows that add files both keep theirs. Raises
    Attempt.DoesNotExist, UnknownPosition, AttemptClosed, PersonErased, and FileRefused with what
    to do.
    """
    now = now or clock.now()
    attempt = Attempt.objects.get(uuid=attempt_uuid, user=user)
    check_open(attempt, now=now)
    item = find_item(attempt, position)
    _check_room(attempt, item)
    # before the lock: decoding a photograph takes a second
    prepared = prepare(
        source,
        size=size,
        extensions=item.facts["extensions"],
        megabytes=item.facts["maximum_megabytes"],
    )
    row = _row(attempt, item, prepared, name=name, now=now)
    path = answer_storage().save(place_of(row, name), ContentFile(prepared.data))
    row.file.name = path
    try:
        return _keep(row, item, user=user, now=now)
    except Exception:
        answer_storage().delete(path)
        raise


def _row(
    attempt: Attempt, item: PaperItem, prepared: Prepared, *, name: str, now: dt.datetime
) -> AnswerFile:
    return AnswerFile(
        attempt=attempt,
        position=item.position,
        name=clean_name(name, prepared.extension),
        extension=prepared.extension,
        content_type=prepared.content_type,
        size=len(prepared.data),
        digest=prepared.digest,
        width=prepared.width,
        height=prepared.height,
        added_at=now,
    )


@transaction.atomic
def _keep(row: AnswerFile, item: PaperItem, *, user: Any, now: dt.datetime) -> Saved:
    hold_person(user.pk)  # the name of a file is theirs
    attempt = Attempt.objects.select_for_update(of=("self",)).get(pk=row.attempt_id)
    check_open(attempt, now=now)
    held = _check_room(attempt, item)
    row.save()
    return save_response(
        attempt.uuid,
        user=user,
        position=item.position,
        answer=[*held.answer.get("files", ()), row.entry],
        sequence=held.sequence,
        now=now,
    )


def _check_room(attempt: Attempt, item: PaperItem) -> Response:
    """The answer so far, when one more file has room. Raises FileRefused."""
    held = Response.objects.filter(attempt=attempt, position=item.position).first()
    held = held or Response(answer={}, sequence=0)
    most = int(item.facts["maximum_files"])
    if len(held.answer.get("files", ())) >= most:
        raise FileRefused(
            _("There is room for %(n)s here, and that many you have. Leave one out first.")
            % {"n": most}
        )
    if AnswerFile.objects.filter(attempt=attempt, position=item.position).count() >= MOST_UPLOADS:
        raise FileRefused(
            _("You have sent files here %(n)s times. Talk to your instructor if you need more.")
            % {"n": MOST_UPLOADS}
        )
    return held
