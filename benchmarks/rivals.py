"""The certificate's page by typst and by WeasyPrint: the same words, faces, sizes and QR code.

The stipple comes to them as a raster or as an SVG, whichever they are faster with.
"""

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from certificates.documents.ornament import operators_of
from certificates.documents.ornament_build import HEIGHT, SEAL_SIZE, WIDTH
from certificates.documents.qr import qr_rows
from certificates.documents.wording import Wording

PAPER, GRAPHITE, SOFT, PIGMENT = "#fcfaf6", "#2b2927", "#6a635c", "#8e4a31"
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


MAKERS = {"typst": with_typst, "WeasyPrint": with_weasyprint}
