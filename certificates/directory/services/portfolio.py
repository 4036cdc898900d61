"""Portfolio cases: handed in by a practitioner, decided by a moderator, gone when not allowed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import IO, Any
from urllib.parse import urlsplit

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from certificates.directory.enums import Moderation, Step
from certificates.directory.exceptions import StepRefused
from certificates.directory.models import LookBand, PortfolioCase, PortfolioPicture, Practitioner
from certificates.directory.models.portfolio import place_of, portfolio_storage
from certificates.directory.moderation import FILES_OF_CASE, PUBLIC_REASON
from certificates.directory.services.mail import public_url
from certificates.directory.services.moderation import advance, begin
from lms.core.pictures import (
    FileRefused,
    digest_of,
    distance,
    flatten,
    look_of,
    open_picture,
    profile_of,
    write_picture,
)

MEGABYTES = 15
MAX_SIDE = 1600  # what is kept: enough for a large screen
MIN_SIDE = 300
MOST_CASES = 40
# two looks that differ in fewer bits share one of their eight bands, so an index finds them all
SIMILAR = 7
STANDING = (Moderation.WAITING, Moderation.PUBLISHED)
_SIDES = (PortfolioPicture.BEFORE, PortfolioPicture.AFTER)


@dataclass(frozen=True)
class Intake:
    """A picture as it is kept, and what tells it from others."""

    data: bytes
    width: int
    height: int
    digest: str
    look: int


def read_picture(source: IO[bytes], *, size: int, watermark: str = "") -> Intake:
    """Check a picture and bring it into the form it is kept in. Raises FileRefused."""
    if size > MEGABYTES * 1024 * 1024:
        raise FileRefused(
            _("This picture is larger than %(n)s MB. Most phones can share it in a smaller size.")
            % {"n": MEGABYTES}
        )
    source.seek(0)
    with open_picture(source, max_side=MAX_SIDE) as picture:
        if min(picture.size) < MIN_SIDE:
            raise FileRefused(
                _("This picture is too small: each side needs %(n)s pixels.") % {"n": MIN_SIDE}
            )
        clean = flatten(picture)
        digest, look = digest_of(clean), look_of(clean)
        if watermark:
            _write_on(clean, watermark)
        data = write_picture(clean, profile=profile_of(picture))
        return Intake(data, clean.width, clean.height, digest, look)


def _write_on(clean: Any, words: str) -> None:
    """Write the address in the lower corner, to be read on a phone that shows 360 pixels."""
    from PIL import ImageDraw, ImageFont

    draw = ImageDraw.Draw(clean, "RGBA")
    # a long address goes on two lines, and shrinks only where it would leave the picture
    lines = words.replace("/", "\n/", 1)
    size = max(14, clean.width // 24)
    while True:
        font = ImageFont.load_default(size=size)
        left, top, right, bottom = draw.multiline_textbbox((0, 0), lines, font=font)
        if right - left <= clean.width * 0.9 or size <= 10:
            break
        size -= 2
    pad = size // 2
    x, y = clean.width - right - pad, clean.height - bottom - pad
    draw.rectangle((x - pad, y + top - pad, clean.width, clean.height), fill=(0, 0, 0, 130))
    draw.multiline_text((x, y), lines, font=font, fill=(255, 255, 255, 235), align="right")


def hand_in_case(
    practitioner: Practitioner,
    *,
    given: Mapping[str, Any],
    before: IO[bytes],
    after: IO[bytes],
    sizes: tuple[int, int],
    actor: Any,
    at: dt.datetime,
) -> PortfolioCase:
    """Keep two pictures that nobody but a moderator sees yet.

    Raises FileRefused with what is wrong with a picture, and StepRefused when there are too many.
    """
    standing = PortfolioCase.objects.filter(practitioner=practitioner, state__in=STANDING).count()
    if standing >= MOST_CASES:
        raise StepRefused(
            _("You have %(n)s cases here, which is the most. Take one down first.")
            % {"n": MOST_CASES}
        )
    watermark = _watermark(practitioner) if given["is_watermarked"] else ""
    taken = [
        read_picture(source, size=size, watermark=watermark)
        for source, size in zip((before, after), sizes, strict=True)
    ]
    if taken[0].digest == taken[1].digest:
        raise FileRefused(_("Both pictures are the same. Choose one before and one after."))
    digests = [one.digest for one in taken]
    if PortfolioPicture.objects.filter(digest__in=digests).exists():
        raise FileRefused(_known_already())
    case = PortfolioCase(
        practitioner=practitioner,
        consent_recorded_by=actor,
        warning=_warning(taken),
        **given,
    )
    return _keep(case, taken, actor=actor, at=at)


def _keep(
    case: PortfolioCase, taken: list[Intake], *, actor: Any, at: dt.datetime
) -> PortfolioCase:
    rows = [
        PortfolioPicture(
            side=side,
            width=one.width,
            height=one.height,
            digest=one.digest,
            look=f"{one.look:016x}",
        )
        for side, one in zip(_SIDES, taken, strict=True)
    ]
    paths = []
    try:
        for row, one in zip(rows, taken, strict=True):
            path = portfolio_storage().save(place_of(row, ""), ContentFile(one.data))
            paths.append(path)
            row.file.name = path
        with transaction.atomic():
            begin(case, Step.HANDED_IN, actor=actor, at=at)
            for row, one in zip(rows, taken, strict=True):
                row.case = case
                row.save()
                LookBand.objects.bulk_create(
                    LookBand(picture=row, place=place, value=value)
                    for place, value in enumerate(_bands(one.look))
                )
    except IntegrityError as error:  # the same picture, handed in twice at the same moment
        _delete_files(paths)
        raise FileRefused(_known_already()) from error
    except Exception:
        _delete_files(paths)
        raise
    return case


def _known_already() -> str:
    return _("This picture is in the directory already. Each picture can be shown once.")


def _bands(look: int) -> bytes:
    return look.to_bytes(8, "big")


def _warning(taken: list[Intake]) -> str:
    """What a moderator should compare: cases with pictures that look almost the same."""
    found: dict[int, str] = {}
    for one in taken:
        same_band = Q()
        for place, value in enumerate(_bands(one.look)):
            same_band |= Q(place=place, value=value)
        candidates = (
            PortfolioPicture.objects.exclude(look="")
            .filter(pk__in=LookBand.objects.filter(same_band).values("picture_id"))
            .select_related("case__practitioner")
        )
        for picture in candidates:
            if distance(int(picture.look, 16), one.look) <= SIMILAR:
                found[picture.case_id] = f"{picture.case} ({picture.case_id})"
    if not found:
        return ""
    return _("Looks almost the same as: %(cases)s") % {"cases": "; ".join(sorted(found.values()))}


def _watermark(practitioner: Practitioner) -> str:
    """The address of the entry: readable in every script, and it leads somewhere."""
    address = urlsplit(public_url(practitioner.get_absolute_url()))
    return f"{address.netloc}{address.path}".rstrip("/")


def decide_case(
    case: PortfolioCase, step: Step, *, actor: Any, at: dt.datetime, reason: str = ""
) -> None:
    """Publish, reject or take down; what is not shown is not kept. Raises StepRefused."""
    if step == Step.PUBLISHED:
        with transaction.atomic():
            # who rejects it at this moment deletes its pictures
            PortfolioCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
            if PortfolioPicture.objects.filter(case=case).exclude(file="").count() != FILES_OF_CASE:
                raise StepRefused(_("The pictures are deleted. They have to be handed in again."))
            advance(case, step, actor=actor, at=at)
        return
    public = {"public_reason": reason.strip()[:PUBLIC_REASON]} if step == Step.REMOVED else {}
    with transaction.atomic():
        advance(case, step, actor=actor, at=at, reason=reason, **public)
        _forget_pictures([case.pk])


def withdraw_case(
    case: PortfolioCase, *, actor: Any, at: dt.datetime, client_withdrew: bool = False
) -> None:
    """The practitioner takes it down, perhaps because the client took back consent.

    The files are deleted, so no address shows them any more. Raises StepRefused.
    """
    reason = _("The client took back consent.") if client_withdrew else ""
    changes = {"consent_withdrawn_at": at} if client_withdrew else {}
    with transaction.atomic():
        advance(case, Step.WITHDRAWN, actor=actor, at=at, reason=reason, **changes)
        _forget_pictures([case.pk])


def withdraw_all_cases(practitioner: Practitioner, *, actor: Any, at: dt.datetime) -> int:
    """Take down everything of one person; returns how many there were."""
    done = 0
    for case in PortfolioCase.objects.filter(practitioner=practitioner, state__in=STANDING):
        try:
            withdraw_case(case, actor=actor, at=at)
        except StepRefused:  # taken down by somebody else at the same moment
            continue
        done += 1
    return done


def _forget_pictures(case_ids: list[int]) -> None:
    pictures = PortfolioPicture.objects.filter(case_id__in=case_ids)
    paths = [path for path in pictures.values_list("file", flat=True) if path]
    LookBand.objects.filter(picture__case_id__in=case_ids).delete()
    pictures.update(file="", digest="", look="")
    transaction.on_commit(partial(_delete_files, paths))


def _delete_files(paths: Iterable[str]) -> None:
    for path in paths:
        portfolio_storage().delete(path)
