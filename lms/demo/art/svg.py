"""A small SVG writer: elements carry roles of the palette, a style block the dark theme."""

from collections.abc import Iterable
from html import escape

from .geometry import Point, number
from .palette import ROLES
from .stipple import Dot, shared_out

SANS = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Nimbus Sans',Arial,sans-serif"
SIZES = (0.42, 0.36, 0.22)
DOT_WIDTHS = (1.7, 2.3, 2.9)


class Drawing:
    """One self-contained SVG file. Coordinates start at the top left, one unit is one pixel."""

    def __init__(
        self, width: int, height: int, *, title: str, desc: str, ground: str | None = "skin-1"
    ) -> None:
        self.width = width
        self.height = height
        self.title = title
        self.desc = desc
        self._body: list[str] = []
        self._used: set[tuple[str, str]] = set()
        self._clips = 0
        if ground:
            self.rect(0, 0, width, height, fill=ground)

    def add(self, markup: str) -> None:
        """Append an element that needs no color."""
        self._body.append(markup)

    def path(
        self,
        data: str,
        *,
        fill: str | None = None,
        stroke: str | None = None,
        width: float = 1.6,
        dash: str = "",
        opacity: float = 1.0,
        extra: str = "",
    ) -> None:
        """A path; ``fill`` and ``stroke`` are roles of the palette."""
        paint = self._paint(fill, stroke, width, dash, opacity)
        self.add(f'<path{paint}{extra} d="{data}"/>')

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        stroke: str | None = None,
        line: float = 1.6,
        radius: float = 0.0,
        opacity: float = 1.0,
    ) -> None:
        """A rectangle, its corners rounded by ``radius``."""
        paint = self._paint(fill, stroke, line, "", opacity)
        corner = f' rx="{number(radius)}"' if radius else ""
        box = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
        self.add(f"<rect{paint} {box}{corner}/>")

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        fill: str | None = None,
        stroke: str | None = None,
        width: float = 1.6,
        dash: str = "",
        opacity: float = 1.0,
    ) -> None:
        """A circle."""
        paint = self._paint(fill, stroke, width, dash, opacity)
        self.add(f'<circle{paint} cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>')

    def ellipse(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        *,
        fill: str | None = None,
        stroke: str | None = None,
        width: float = 1.6,
        dash: str = "",
        opacity: float = 1.0,
    ) -> None:
        """An ellipse with level axes."""
        paint = self._paint(fill, stroke, width, dash, opacity)
        place = f'cx="{number(x)}" cy="{number(y)}" rx="{number(rx)}" ry="{number(ry)}"'
        self.add(f"<ellipse{paint} {place}/>")

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float,
        fill: str,
        anchor: str = "start",
        weight: int = 400,
    ) -> None:
        """A line of text; keep it at 13 px or more where the drawing is 360 px wide."""
        paint = self._paint(fill, None, 0, "", 1.0)
        self.add(
            f'<text{paint} x="{number(x)}" y="{number(y)}" font-family="{SANS}" '
            f'font-size="{number(size)}" font-weight="{weight}" text-anchor="{anchor}">'
            f"{escape(words)}</text>"
        )

    def dots(
        self, dots: Iterable[Dot | Point], role: str, width: float, *, opacity: float = 1.0
    ) -> None:
        """All dots as one path: a zero-length stroke with a round cap is a dot."""
        data = "".join(f"M{number(d[0])} {number(d[1])}h.01" for d in dots)
        if data:
            self.path(data, stroke=role, width=width, opacity=opacity)

    def mixed_dots(
        self,
        dots: list[Dot],
        role: str,
        *,
        seed: int,
        widths: tuple[float, ...] = DOT_WIDTHS,
        shares: tuple[float, ...] = SIZES,
        opacity: float = 1.0,
    ) -> None:
        """Dots of several sizes, dealt at random."""
        for group, width in zip(shared_out(dots, shares, seed=seed), widths, strict=True):
            self.dots(group, role, width, opacity=opacity)

    def open_group(self, *, transform: str = "", clip: str = "", opacity: float = 1.0) -> None:
        """Start a group; close it with ``close_group``."""
        attributes = f' transform="{transform}"' if transform else ""
        attributes += f' clip-path="url(#{clip})"' if clip else ""
        attributes += f' opacity="{opacity:g}"' if opacity < 1 else ""
        self.add(f"<g{attributes}>")

    def close_group(self) -> None:
        """End the innermost group."""
        self.add("</g>")

    def clip(self, data: str) -> str:
        """Define a clip path and return its name."""
        self._clips += 1
        name = f"c{self._clips}"
        self.add(f'<clipPath id="{name}"><path d="{data}"/></clipPath>')
        return name

    def render(self) -> str:
        """The file's text, ending in a line feed."""
        rules = []
        for kind, role in sorted(self._used):
            light, dark = ROLES[role]
            if light != dark:
                name = "fill" if kind == "f" else "stroke"
                rules.append(f".{kind}-{role}{{{name}:{dark}}}")
        style = f"<style>@media (prefers-color-scheme:dark){{{''.join(rules)}}}</style>"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}" '
            f'viewBox="0 0 {self.width} {self.height}" role="img" '
            'stroke-linecap="round" stroke-linejoin="round">'
            f"<title>{escape(self.title)}</title><desc>{escape(self.desc)}</desc>{style}"
            f"{''.join(self._body)}</svg>\n"
        )

    def _paint(
        self, fill: str | None, stroke: str | None, width: float, dash: str, opacity: float
    ) -> str:
        classes = []
        out = ""
        for kind, name, role in (("f", "fill", fill), ("s", "stroke", stroke)):
            if role is None:
                continue
            light, dark = ROLES[role]
            self._used.add((kind, role))
            if light != dark:
                classes.append(f"{kind}-{role}")
            out += f' {name}="{light}"'
        if fill is None:
            out += ' fill="none"'
        if stroke is not None:
            out += f' stroke-width="{width:g}"'
        if dash:
            out += f' stroke-dasharray="{dash}"'
        if opacity < 1:
            out += f' opacity="{opacity:g}"'
        return (f' class="{" ".join(classes)}"' if classes else "") + out
