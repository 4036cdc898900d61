"""Certificates per second: ours, plain and sealed, and the same page by typst and by WeasyPrint.

The rivals get the same words, faces, sizes and QR code, and the stipple in their cheapest form:
each is measured with it as a raster and as an SVG, and the faster of the two counts. typst keeps
its compiler and writes no tags, WeasyPrint keeps its style sheet, fonts and images.
"""

import base64
import datetime as dt
import gc
import itertools
import json
import math
import multiprocessing
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from multiprocessing.synchronize import Barrier
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from benchmarks.timing import in_turns
from certificates.credentials.material import (
    generate_private,
    read_private,
    self_signed,
    signer_of,
)
from certificates.documents.faces import FaceSet, load_faces
from certificates.documents.ornament import operators_of
from certificates.documents.ornament_build import HEIGHT, SEAL_SIZE, WIDTH
from certificates.documents.page import render_certificate
from certificates.documents.qr import qr_rows
from certificates.documents.seal import SealKey, seal
from certificates.documents.wording import Wording, word_snapshot
from certificates.enums import AwardKind, KeyPurpose
from certificates.snapshot import AwardFacts, BasisFacts, IssuerFacts, Signatory, Snapshot

ROUNDS = 7
MOMENT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
PAPER, GRAPHITE, SOFT, PIGMENT = "#fcfaf6", "#2b2927", "#6a635c", "#8e4a31"
FIRST = ("Eleanor", "Zoë", "Łukasz", "Ngọc", "Mateo", "Aoife", "Ioana", "Søren", "Chloé", "Amara")
LAST = ("Whitcombe", "Okafor", "Nguyễn", "García", "Ó Briain", "Popescu", "Ågren", "Dvořák")
# (ornament, left, top): where the page puts each, in points from the upper left corner
ORNAMENTS = (("field", 0.0, 0.0), ("rule", 58.0, 249.0), ("seal", 312.0, HEIGHT - 57 - SEAL_SIZE))


@dataclass(frozen=True)
class Piece:
    """A text of the page: its place (points from the upper left, baseline), face and width."""

    text: str
    x: float
    baseline: float
    size: float
    face: str
    color: str
    width: float = 700.0
    tracking: float = 0.0


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


def pieces_of(words: Wording) -> list[Piece]:
    """The texts of the page where our own page has them."""
    pieces = [
        Piece(words.issuer, 58, 61, 15, "serif", PIGMENT),
        Piece(words.issuer_line, 58, 76, 8.4, "sans", SOFT),
        Piece(words.kicker.upper(), 58, 135, 8, "semibold", PIGMENT, tracking=1.44),
        Piece(words.opening, 58, 170, 13.5, "serif", SOFT),
        Piece(words.name, 56, 229, 58, "light", GRAPHITE),
        Piece(words.verb, 58, 278, 13.5, "serif", SOFT),
        Piece(words.title, 58, 308, 25, "serif", GRAPHITE),
        Piece(words.dates, 58, 330, 11.5, "serif", SOFT),
        Piece(words.notes, 58, 561, 7.2, "sans", SOFT),
        Piece(words.check_heading.upper(), 560, 479, 6.9, "semibold", PIGMENT, tracking=1.2),
        Piece(words.address, 560, 496, 11, "serif", GRAPHITE, 145),
        Piece(words.number, 560, 512, 10.4, "semibold", GRAPHITE, 145),
        Piece(words.advice, 560, 526, 7.6, "sans", SOFT, 145),
        Piece(words.register[0], 386, 503, 10.4, "serif", GRAPHITE, 150),
        Piece(words.register[1], 386, 516, 8, "sans", SOFT, 150),
        Piece(words.register[2], 386, 527, 8, "sans", SOFT, 150),
        Piece(words.signatories[0].name, 58, 517, 10.4, "serif", GRAPHITE),
        Piece(words.signatories[0].role, 58, 529, 8, "sans", SOFT),
    ]
    for index, column in enumerate(words.columns):
        x, baseline = 58 + index * 252.0, 374.0
        pieces.append(
            Piece(column.heading.upper(), x, baseline, 6.9, "semibold", PIGMENT, 222, 1.2)
        )
        for row, paragraph in enumerate(column.paragraphs):
            pieces.append(Piece(paragraph, x, baseline + 16 + row * 16, 9.6, "sans", GRAPHITE, 222))
    return pieces


def qr_svg(address: str) -> str:
    """The same QR code as on our page, as an SVG of one path."""
    rows = qr_rows(address)
    dark = "".join(
        f"M{run.start()} {top}h{run.end() - run.start()}v1H{run.start()}z"
        for top, row in enumerate(rows)
        for run in re.finditer(rb"\x00+", row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}">'
        f'<path fill="{GRAPHITE}" d="{dark}"/></svg>'
    )


def ornament_svg() -> str:
    """All dots of the page as one SVG: a path per tone and width, round ends, no length."""
    groups = []
    for name, left, top in ORNAMENTS:
        height = {"field": HEIGHT, "rule": 4, "seal": SEAL_SIZE}[name]
        paths = "".join(_paths(operators_of(name).split(), height))
        groups.append(f'<g transform="translate({left} {top:.2f})">{paths}</g>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}"><rect width="100%" height="100%" fill="{PAPER}"/>'
        f'<g fill="none" stroke-linecap="round">{"".join(groups)}</g></svg>'
    )


def _paths(words: list[str], height: float) -> Iterator[str]:
    color = width = "0"
    data: list[str] = []
    for index, word in enumerate(words):
        if word == "RG":
            red, green, blue = (round(float(part) * 255) for part in words[index - 3 : index])
            color = f"rgb({red},{green},{blue})"
        elif word == "w":
            width = words[index - 1]
        elif word == "m":
            x, y = float(words[index - 2]), float(words[index - 1])
            data.append(f"M{x:g} {height - y:.4g}h0")
        elif word == "S":
            yield f'<path stroke="{color}" stroke-width="{width}" d="{"".join(data)}"/>'
            data = []


def font_files() -> dict[str, Path]:
    """The four faces of the page."""
    import font_source_sans_pro
    import font_source_serif_pro

    serif = Path(font_source_serif_pro.font_directory)
    sans = Path(font_source_sans_pro.font_directory)
    return {
        "light": serif / "SourceSerifPro-Light.ttf",
        "serif": serif / "SourceSerifPro-Regular.ttf",
        "sans": sans / "SourceSansPro-Regular.ttf",
        "semibold": sans / "SourceSansPro-Semibold.ttf",
    }


def backgrounds(folder: Path) -> dict[str, str]:
    """Files with the paper and its stipple, by kind: an SVG, and a raster of 150 dpi."""
    (folder / "ground.svg").write_text(ornament_svg())
    found = {"svg": "ground.svg"}
    if shutil.which("pdftoppm"):
        pdf = _ornament_pdf()
        subprocess.run(
            ["pdftoppm", "-r", "150", "-png", "-singlefile", "-", str(folder / "ground")],
            input=pdf,
            check=True,
        )
        found["raster"] = "ground.png"
    return found


def _ornament_pdf() -> bytes:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT))
    canvas.setFillColor(PAPER)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    for name, left, top in ORNAMENTS:
        height = {"field": HEIGHT, "rule": 4, "seal": SEAL_SIZE}[name]
        canvas.saveState()
        canvas.translate(left, HEIGHT - top - height)
        canvas._code.append(operators_of(name))
        canvas.restoreState()
    canvas.save()
    return buffer.getvalue()


def with_typst(folder: Path, ground: str) -> Callable[[Wording], bytes]:
    """A function that sets the page with typst: one compiler, kept; words come in as inputs."""
    import typst

    source = folder / f"page-{Path(ground).suffix[1:]}.typ"
    source.write_text(
        f"#set page(width: {WIDTH}pt, height: {HEIGHT}pt, margin: 0pt,"
        f' background: image("{ground}", width: 100%, height: 100%))\n'
        "#set par(leading: 1.3em)\n"
        '#let faces = (light: ("Source Serif Pro", 300), serif: ("Source Serif Pro", 400),'
        ' sans: ("Source Sans Pro", 400), semibold: ("Source Sans Pro", 600))\n'
        "#for p in json(bytes(sys.inputs.pieces)) { place(dx: p.x * 1pt, dy: p.baseline * 1pt,"
        ' box(width: p.width * 1pt, text(top-edge: "baseline", font: faces.at(p.face).at(0),'
        " weight: faces.at(p.face).at(1), size: p.size * 1pt, fill: rgb(p.color),"
        " tracking: p.tracking * 1pt, p.text))) }\n"
        '#place(dx: 718pt, dy: 472pt, image(bytes(sys.inputs.qr), format: "svg", width: 66pt))\n'
    )
    fonts = sorted({str(path.parent) for path in font_files().values()})
    compiler = typst.Compiler(
        str(source), root=str(folder), font_paths=fonts, ignore_system_fonts=True
    )

    def draw(words: Wording) -> bytes:
        inputs = {
            "pieces": json.dumps([vars(piece) for piece in pieces_of(words)]),
            "qr": qr_svg(words.verify_url),
        }
        return bytes(compiler.compile(format="pdf", sys_inputs=inputs, pdf_tags=False))

    return draw


def with_weasyprint(folder: Path, ground: str) -> Callable[[Wording], bytes]:
    """A function that sets the page with WeasyPrint: style sheet, fonts and images are kept."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    faces = "".join(
        f"@font-face{{font-family:page-{name};src:url({path.as_uri()})}}"
        f".{name}{{font-family:page-{name}}}"
        for name, path in font_files().items()
    )
    sheet = CSS(
        string=f"@page{{size:{WIDTH}pt {HEIGHT}pt;margin:0}}body{{margin:0}}"
        f"img,p{{position:absolute;margin:0}}p{{line-height:1;white-space:pre-wrap}}"
        f".ground{{left:0;top:0;width:{WIDTH}pt;height:{HEIGHT}pt}}"
        f".qr{{left:718pt;top:472pt;width:66pt;height:66pt}}{faces}",
        font_config=fonts,
    )
    images: dict[object, object] = {}
    ground_html = f'<img class="ground" src="{(folder / ground).as_uri()}">'

    def draw(words: Wording) -> bytes:
        rows = "".join(
            f'<p class="{piece.face}" style="left:{piece.x}pt;top:{piece.baseline - piece.size}pt;'
            f"width:{piece.width}pt;font-size:{piece.size}pt;color:{piece.color};"
            f'letter-spacing:{piece.tracking}pt">{escape(piece.text)}</p>'
            for piece in pieces_of(words)
        )
        code = base64.b64encode(qr_svg(words.verify_url).encode()).decode()
        qr = f'<img class="qr" src="data:image/svg+xml;base64,{code}">'
        page = HTML(string=f"<body>{ground_html}{rows}{qr}</body>")
        pdf = page.write_pdf(stylesheets=[sheet], font_config=fonts, cache=images)
        return bytes(pdf or b"")

    return draw


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


MAKERS = {"typst": with_typst, "WeasyPrint": with_weasyprint}


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
