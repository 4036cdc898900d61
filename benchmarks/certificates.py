"""Certificates per second: ours, plain and sealed, and the same page by typst and by WeasyPrint.

The rivals get the same words, faces, sizes and QR code, and the stipple in their cheapest form:
each is measured with it as a raster and as an SVG, and the faster of the two counts. typst keeps
its compiler and writes no tags, WeasyPrint keeps its style sheet, fonts and images.
"""

import datetime as dt
import gc
import itertools
import math
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from multiprocessing.synchronize import Barrier
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from benchmarks.rivals import MAKERS, backgrounds
from benchmarks.timing import in_turns
from certificates.credentials.material import (
    generate_private,
    read_private,
    self_signed,
    signer_of,
)
from certificates.documents.faces import FaceSet, load_faces
from certificates.documents.page import render_certificate
from certificates.documents.seal import SealKey, seal
from certificates.documents.wording import Wording, word_snapshot
from certificates.enums import AwardKind, KeyPurpose
from certificates.snapshot import AwardFacts, BasisFacts, IssuerFacts, Signatory, Snapshot

ROUNDS = 7
MOMENT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
FIRST = ("Eleanor", "Zoë", "Łukasz", "Ngọc", "Mateo", "Aoife", "Ioana", "Søren", "Chloé", "Amara")
LAST = ("Whitcombe", "Okafor", "Nguyễn", "García", "Ó Briain", "Popescu", "Ågren", "Dvořák")


def people() -> Iterator[Wording]:
    """The words of one certificate after another, no two alike."""
    for count, (first, last) in enumerate(itertools.cycle(itertools.product(FIRST, LAST))):
        yield word_snapshot(_snapshot(f"{first} {last}", count))


def _snapshot(name: str, count: int) -> Snapshot:
    title = "Foundation Certificate in Scalp Micropigmentation"
    day = dt.date(2026, 1, 1) + dt.timedelta(days=count % 300)
    return Snapshot(
        number=f"7K3M9QX{count:06d}",
        language="en",
        name=name,
        name_salt="",
        award=AwardFacts(
            key="a",
            title=title,
            kind=AwardKind.COMPETENCE,
            version=1,
            digest="d" * 64,
            covers=("Shaved-look density", "Density between existing hair", "Hairline design"),
            excludes=("Scar camouflage", "Active alopecia areata", "Correction or removal"),
            notes=("This is not a regulated qualification.",),
        ),
        hours_theory=Decimal(42),
        hours_practical=Decimal(58),
        issued_on=day,
        valid_until=day.replace(year=2028),
        issuer=IssuerFacts("Kestrel Lane Academy", "Bristol, United Kingdom", ""),
        verify_origin="https://verify.example.org",
        signatories=(Signatory("Ruth Oyelaran", "Lead instructor"),),
        assessors=("Ruth Oyelaran", "Tomasz Lis"),
        basis=(BasisFacts("c", title, 1, "e" * 64, day),),
        results=(),
        units_passed=37,
        eligibility={},
    )


def sealed(words: Wording, faces: FaceSet, key: SealKey) -> bytes:
    """What a certificate costs when it is issued: drawn with its seal."""
    return seal(render_certificate(words, faces, sealed_at=MOMENT), key)


def seal_key() -> SealKey:
    """A P-256 key in memory, with a certificate signed by itself."""
    private = read_private(KeyPurpose.SEAL, generate_private(KeyPurpose.SEAL))
    made = self_signed(private, issuer="Kestrel Lane", is_development=False, since=MOMENT)
    return SealKey(made.public_bytes(Encoding.DER), (), signer_of(KeyPurpose.SEAL, private))


def _seal_many(start: Barrier, count: int) -> None:
    import django

    django.setup()
    faces, key, words = load_faces(), seal_key(), people()
    for _ in range(400):
        sealed(next(words), faces, key)
    gc.collect()
    start.wait()
    for _ in range(count):
        sealed(next(words), faces, key)
    start.wait()


def two_processes(*, count: int = 2000, rounds: int = 5) -> tuple[float, float]:
    """Sealed certificates per second by the clock on the wall: of one process, and of two.

    The clock runs from when all are warm until the last is through. Of each, the quietest round:
    whatever else the machine does only ever makes one slower.
    """
    context = multiprocessing.get_context("spawn")
    found: dict[int, list[float]] = {1: [], 2: []}
    for _round in range(rounds):
        for processes, rates in found.items():
            start = context.Barrier(processes + 1)
            workers = [
                context.Process(target=_seal_many, args=(start, count)) for _ in range(processes)
            ]
            for worker in workers:
                worker.start()
            start.wait()
            begun = time.perf_counter()
            start.wait()
            rates.append(processes * count / (time.perf_counter() - begun))
            for worker in workers:
                worker.join()
    return max(found[1]), max(found[2])


@dataclass(frozen=True)
class CertificateFigures:
    """Certificates per second, by program; ``failed`` says why one could not be measured."""

    per_second: dict[str, float]
    form: dict[str, str]
    size: dict[str, int]
    failed: dict[str, str]


def measure(*, rounds: int = ROUNDS) -> CertificateFigures:
    """Measure all three in one process, in turns."""
    words = people()
    faces = load_faces()
    size: dict[str, int] = {}

    def subject(name: str, draw: Callable[[Wording], bytes]) -> Callable[[], None]:
        def once() -> None:
            pdf = draw(next(words))
            if not pdf.startswith(b"%PDF"):
                raise ValueError(f"{name} made no PDF")
            size[name] = len(pdf)

        return once

    key = seal_key()
    subjects = {
        "Stipple": subject("Stipple", lambda w: render_certificate(w, faces)),
        "Stipple, sealed": subject("Stipple, sealed", lambda w: sealed(w, faces, key)),
    }
    failed: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        grounds = backgrounds(folder)
        for rival, maker in MAKERS.items():
            for kind, ground in grounds.items():
                name = f"{rival} {kind}"
                try:
                    draw = subject(name, maker(folder, ground))
                    draw()
                except (ImportError, OSError) as error:
                    failed[rival] = str(error).splitlines()[0]
                else:
                    subjects[name] = draw
        repeat = {name: 20 for name in subjects if name.startswith("Stipple")}
        repeat |= {name: 6 for name in subjects if name.startswith("typst")}
        seconds = in_turns(subjects, rounds=rounds, repeat=repeat)
    best = {name: 1 / seconds[name] for name in ("Stipple", "Stipple, sealed")}
    form: dict[str, str] = {}
    for rival in MAKERS:
        mine = {kind: seconds.get(f"{rival} {kind}", math.inf) for kind in grounds}
        kind = min(mine, key=lambda key: mine[key])
        if mine[kind] < math.inf:
            best[rival], form[rival] = 1 / mine[kind], kind
            size[rival] = size[f"{rival} {kind}"]
    return CertificateFigures(best, form, size, failed)
