"""Hands: limbs are tapered bones, drawn once as outline and once as skin, so that they join."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .geometry import Point, bone, line_path, number, placement, smooth_path
from .svg import Drawing

LINE = 3.2

Joint = tuple[Point, float]
Limb = Sequence[Joint]


@dataclass(frozen=True)
class Pose:
    """Where a hand is: the middle of its wrist, its heading (0 is up), its size and side."""

    at: Point
    turn: float = 0.0
    scale: float = 1.0
    flip: bool = False


@dataclass(frozen=True)
class Finger:
    """One finger in the plane of the drawing, from its knuckle outward.

    ``lean`` is the heading of the first bone in degrees, ``bend`` the turn at each further joint,
    and ``reach`` the share of its full length that is seen (less when it points at the viewer).
    """

    base: Point
    lean: float
    bones: tuple[float, float, float]
    radii: tuple[float, float, float, float]
    bend: tuple[float, float] = (0.0, 0.0)
    reach: float = 1.0

    def joints(self) -> list[Joint]:
        """The knuckle, the two further joints and the tip, with their radii."""
        x, y = self.base
        out = [((x, y), self.radii[0])]
        heading = self.lean
        for length, radius, turn in zip(self.bones, self.radii[1:], (*self.bend, 0.0), strict=True):
            x += math.sin(math.radians(heading)) * length * self.reach
            y -= math.cos(math.radians(heading)) * length * self.reach
            out.append(((x, y), radius))
            heading += turn
        return out


_KNUCKLES: tuple[Point, ...] = ((-30, -92), (-9, -98), (12, -95), (31, -83))
_BONES = ((38.0, 24.0, 16.0), (42.0, 28.0, 17.0), (39.0, 26.0, 17.0), (30.0, 19.0, 15.0))
_RADII = (
    (12.5, 11.0, 10.0, 8.2),
    (12.5, 11.2, 10.2, 8.4),
    (12.0, 10.6, 9.8, 8.0),
    (10.5, 9.2, 8.4, 7.0),
)
PALM: tuple[tuple[Joint, Joint], ...] = (
    (((-13, 0), 21), ((-27, -84), 15)),
    (((13, 0), 21), ((28, -76), 14)),
    (((0, 0), 24), ((0, -88), 17)),
    (((-24, -80), 15), ((26, -74), 15)),
    (((-14, -40), 26), ((14, -40), 26)),
)
ARM: tuple[tuple[Joint, Joint], ...] = (
    (((0, 0), 34), ((0, 44), 31)),
    (((0, 44), 31), ((0, 320), 44)),
)


def fingers(
    leans: Sequence[float] = (-9, -2, 5, 13),
    *,
    bend: tuple[float, float] = (0.0, 0.0),
    reach: float = 1.0,
) -> list[Finger]:
    """The four fingers, first finger first."""
    return [
        Finger(_KNUCKLES[i], leans[i], _BONES[i], _RADII[i], bend, reach) for i in range(len(leans))
    ]


def thumb(
    lean: float = -38.0, bend: tuple[float, float] = (12.0, 10.0), reach: float = 1.0
) -> Finger:
    """The thumb; its first bone is the ball of the hand."""
    return Finger((-20, -16), lean, (36.0, 34.0, 26.0), (24.0, 16.5, 12.5, 9.5), bend, reach)


@dataclass
class Hand:
    """A set of limbs in hand coordinates: wrist at the origin, fingers up, thumb on the left."""

    pose: Pose
    skin: str = "ill-skin"
    parts: list[str] = field(default_factory=list)
    creases: list[str] = field(default_factory=list)
    nails: list[str] = field(default_factory=list)

    def bones(self, pairs: Iterable[tuple[Joint, Joint]]) -> "Hand":
        """Add limbs of two joints each."""
        move = placement(
            at=self.pose.at, turn=self.pose.turn, scale=self.pose.scale, flip=self.pose.flip
        )
        size = self.pose.scale
        for (a, ra), (b, rb) in pairs:
            self.parts.append(bone(move(a), ra * size, move(b), rb * size))
        return self

    def limb(self, joints: Limb) -> "Hand":
        """Add a chain of joints."""
        return self.bones(pairwise(joints))

    def palm(self, *, arm: bool = True) -> "Hand":
        """Add the palm and the forearm."""
        self.bones(PALM)
        return self.bones(ARM) if arm else self

    def finger(self, *which: Finger, nail: bool = False) -> "Hand":
        """Add fingers, with a crease between neighbors and, on a back, their nails."""
        for one in which:
            joints = one.joints()
            self.limb(joints)
            if nail:
                self.nail(joints)
        return self

    def crease(self, points: Sequence[Point]) -> "Hand":
        """Add a thin line in hand coordinates."""
        move = placement(
            at=self.pose.at, turn=self.pose.turn, scale=self.pose.scale, flip=self.pose.flip
        )
        self.creases.append(smooth_path([move(p) for p in points]))
        return self

    def knuckle_creases(self) -> "Hand":
        """Add the lines that part the fingers at their roots."""
        for a, b in pairwise(_KNUCKLES):
            x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
            self.crease([(x, y - 17), (x - 0.4, y - 6)])
        return self

    def palm_creases(self) -> "Hand":
        """Add the lines of an open palm."""
        self.crease([(-34, -66), (-12, -62), (6, -66), (22, -78)])
        self.crease([(-36, -60), (-14, -50), (4, -38), (10, -22)])
        return self.crease([(-26, -66), (-8, -46), (-6, -22), (-12, -4)])

    def nail(self, joints: Limb) -> "Hand":
        """Add a nail to the last joint of a limb."""
        (x0, y0), _ = joints[-2]
        (x1, y1), radius = joints[-1]
        heading = math.atan2(y1 - y0, x1 - x0)
        points = []
        for forward, across in (
            (-0.5, -0.55),
            (0.35, -0.55),
            (0.62, 0),
            (0.35, 0.55),
            (-0.5, 0.55),
        ):
            points.append(
                (
                    x1 + radius * (forward * math.cos(heading) - across * math.sin(heading)),
                    y1 + radius * (forward * math.sin(heading) + across * math.cos(heading)),
                )
            )
        move = placement(
            at=self.pose.at, turn=self.pose.turn, scale=self.pose.scale, flip=self.pose.flip
        )
        self.nails.append(smooth_path([move(p) for p in points]))
        return self

    def draw(self, d: Drawing) -> None:
        """Outline first, skin over it: only the outer contour stays."""
        d.path("".join(self.parts), stroke="ill-line", width=2 * LINE)
        self.draw_skin(d)
        if self.creases:
            d.path("".join(self.creases), stroke="ill-line", width=2.2, opacity=0.7)
        if self.nails:
            d.path("".join(self.nails), stroke="ill-line", width=1.8, opacity=0.6)

    def draw_skin(self, d: Drawing) -> None:
        """The skin alone, to cover the outlines of what grows out of it."""
        d.path("".join(self.parts), fill=self.skin)


def hand(
    pose: Pose, leans: Sequence[float] = (-9, -2, 5, 13), *, back: bool, skin: str = "ill-skin"
) -> Hand:
    """An open hand, seen from its back or its palm."""
    h = Hand(pose, skin).palm().finger(thumb(), nail=back).finger(*fingers(leans), nail=back)
    return h.knuckle_creases() if back else h.palm_creases()


# --- things around the hands ----------------------------------------------------------------


def tap(d: Drawing, x: float, y: float, *, length: float = 0) -> None:
    """A tap whose spout ends at (x, y), with a stream of the given length."""
    spout = (
        f"M{x + 118} {y - 74}H{x + 20}Q{x - 15} {y - 74} {x - 15} {y - 38}V{y}H{x + 15}V{y - 32}"
        f"Q{x + 15} {y - 42} {x + 26} {y - 42}H{x + 118}Z"
    )
    d.path(spout, fill="surface", stroke="ill-line", width=LINE)
    d.path(f"M{x - 19} {y}H{x + 19}", stroke="ill-line", width=6)
    d.rect(x + 118, y - 86, 34, 58, fill="surface", stroke="ill-line", line=LINE, radius=4)
    if length:
        stream(d, x, y + 8, length)


def lever(d: Drawing, x: float, y: float) -> None:
    """The lever on top of the tap's body."""
    d.path(f"M{x} {y}V{y - 22}", stroke="ill-line", width=9)
    d.path(bone((x, y - 24), 8, (x - 74, y - 38), 7), fill="surface", stroke="ill-line", width=LINE)


def stream(d: Drawing, x: float, y: float, length: float) -> None:
    """Falling water as dotted threads."""
    for dx, start in ((-9, 0), (-3, 6), (3, 2), (9, 8)):
        d.path(
            f"M{x + dx} {y + start}V{number(y + length)}", stroke="pigment", width=4.2, dash=".1 9"
        )


def drops(d: Drawing, places: Sequence[Point]) -> None:
    """Drops of water."""
    d.path(
        "".join(
            f"M{number(x)} {number(y - 9)}q8 10 4 15a5.6 5.6 0 0 1 -8 0q-4 -5 4 -15Z"
            for x, y in places
        ),
        fill="pigment",
    )


def foam(d: Drawing, places: Sequence[tuple[float, float, float]]) -> None:
    """Soap bubbles."""
    for x, y, r in places:
        d.circle(x, y, r, fill="paper", stroke="pigment", width=1.8)


def arc_arrow(
    d: Drawing, x: float, y: float, rx: float, ry: float, start: float, end: float
) -> None:
    """A curved arrow along an ellipse, angles clockwise from the right."""
    steps = 16
    points = []
    for i in range(steps + 1):
        a = math.radians(start + (end - start) * i / steps)
        points.append((x + rx * math.cos(a), y + ry * math.sin(a)))
    d.path(smooth_path(points[::4]), stroke="pigment", width=4)
    _head(d, points[-2], points[-1])


def straight_arrow(d: Drawing, start: Point, end: Point, *, both: bool = False) -> None:
    """A straight arrow, with a head at one or both ends."""
    d.path(line_path([start, end]), stroke="pigment", width=4)
    _head(d, start, end)
    if both:
        _head(d, end, start)


def _head(d: Drawing, start: Point, end: Point) -> None:
    heading = math.atan2(end[1] - start[1], end[0] - start[0])
    wings = [
        (end[0] - 13 * math.cos(heading + s * 0.55), end[1] - 13 * math.sin(heading + s * 0.55))
        for s in (1, -1)
    ]
    d.path(line_path([wings[0], end, wings[1]]), stroke="pigment", width=4)
