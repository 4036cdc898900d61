"""The frames of the demo's film: one needle, three depths, and what is left after healing.

``scripts/draw_film.py`` turns them into the video that lies beside the content.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from .skin import close_view, lens, needle
from .svg import Drawing

RATE: Final = 12
"""Frames in a second."""
SECONDS: Final = 6
"""Of each of the three scenes."""
NOTE: Final = "Drawing, not to scale"


@dataclass(frozen=True, slots=True)
class Scene:
    """What the needle does, and how far down its tip goes."""

    label: str
    tip: float


SCENES: Final = (
    Scene("Too shallow", 122),
    Scene("Right", 192),
    Scene("Too deep", 322),
)


def frames() -> Iterator[Drawing]:
    """Every frame in order."""
    for scene in SCENES:
        for number in range(RATE * SECONDS):
            yield _frame(scene, number / RATE)


def _frame(scene: Scene, second: float) -> Drawing:
    d = close_view(scene.label, "")
    left = _share(second, 1.6, 2.2)
    _deposit(d, scene, left)
    down = _share(second, 0.2, 1.6) - _share(second, 2.4, 3.4)
    # its tip is always in the picture, so that nobody has to look for it
    needle(d, 215, -10, 64 + (scene.tip - 64) * down, 7)
    healed = _share(second, 3.4, 4.6)
    when = "Just placed" if healed < 0.5 else "After healing"
    d.text(570, 56, when, size=24, fill="fig-text", anchor="middle")
    _loupe(d, scene, healed)
    d.text(570, 374, scene.label, size=30, fill="fig-text", anchor="middle", weight=600)
    d.text(570, 406, NOTE, size=18, fill="fig-text", anchor="middle")
    return d


def _share(second: float, start: float, end: float) -> float:
    """How much of a movement is done: 0 before it starts, 1 at its end, slow at both."""
    part = min(1.0, max(0.0, (second - start) / (end - start)))
    return part * part * (3 - 2 * part)


def _deposit(d: Drawing, scene: Scene, grown: float) -> None:
    if not grown:
        return
    if scene.label == "Too deep":
        for radius, strength in ((70, 0.24), (56, 0.26), (42, 0.28), (26, 0.5)):
            d.ellipse(
                215, 352, radius * grown, radius * 0.72 * grown, fill="fig-blue", opacity=strength
            )
    else:
        d.circle(215, scene.tip + 12, 14 * grown, fill="tone-pigment", stroke="fig-text")


def _loupe(d: Drawing, scene: Scene, healed: float) -> None:
    dots = lens(d)
    if scene.label == "Too shallow":
        d.dots(dots, "ill-dot", 7, opacity=1 - healed)
        d.dots(dots[::3], "ill-dot", 7, opacity=0.28)
    elif scene.label == "Right":
        d.dots(dots, "ill-dot", 9 - healed)
    else:
        d.dots(dots, "ill-dot", 9, opacity=1 - healed)
        for width, strength in ((31, 0.3), (23, 0.4), (13, 0.55)):
            d.dots(dots, "fig-blue", width, opacity=max(0.01, strength * healed))
        d.close_group()
        d.circle(570, 210, 122, stroke="ill-line", width=2.4)
