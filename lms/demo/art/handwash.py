"""The ten pictures of the hand wash, in the order of the World Health Organization."""

from itertools import pairwise

from .geometry import bone, distance_to, is_inside, smooth_path, smooth_points
from .hands import (
    LINE,
    Hand,
    Pose,
    arc_arrow,
    drops,
    fingers,
    foam,
    hand,
    lever,
    straight_arrow,
    tap,
    thumb,
)
from .stipple import field as stipple
from .svg import Drawing

OTHER = "ill-skin-2"


def _plate(title: str, desc: str) -> Drawing:
    return Drawing(480, 360, title=title, desc=desc)


def handwash_1() -> Drawing:
    """Wet."""
    d = _plate("Wet your hands", "Two open hands under a running tap, palms up.")
    hand(Pose((110, 330), 46, 1.05), (-12, -4, 4, 12), back=False, skin=OTHER).draw(d)
    hand(Pose((370, 330), -46, 1.05, flip=True), (-12, -4, 4, 12), back=False).draw(d)
    tap(d, 240, 108, length=100)
    drops(d, [(196, 196), (286, 190), (214, 230), (268, 232), (180, 236), (302, 236)])
    return d


def handwash_2() -> Drawing:
    """Soap."""
    d = _plate("Take soap", "Soap falls from a dispenser onto an open palm.")
    hand(Pose((84, 314), 60, 1.15), (-14, -5, 4, 13), back=False).draw(d)
    d.rect(346, 110, 100, 190, fill="surface", stroke="ill-line", line=LINE, radius=14)
    d.rect(374, 86, 44, 24, fill="surface", stroke="ill-line", line=LINE)
    d.path("M396 86V62", stroke="ill-line", width=10)
    d.path("M206 66h-3v16h18v-12", fill="surface", stroke="ill-line", width=LINE)
    d.path(bone((402, 54), 12, (212, 60), 10), fill="surface", stroke="ill-line", width=LINE)
    d.path("M366 184H428M366 204H428M366 224H408", stroke="pigment", width=4, dash=".1 9")
    d.path("M212 104q16 22 8 33a11 11 0 0 1 -16 0q-8 -11 8 -33Z", fill="pigment")
    foam(d, [(196, 252, 14), (218, 242, 10), (214, 264, 9), (176, 264, 8)])
    return d


def handwash_3() -> Drawing:
    """Palm to palm."""
    d = _plate("Palm to palm", "Two hands lie palm on palm and rub in circles.")
    hand(Pose((348, 322), -42, 1.15, flip=True), back=False, skin=OTHER).draw(d)
    hand(Pose((132, 322), 42, 1.15), (-5, -1, 4, 9), back=True).draw(d)
    foam(d, [(252, 118, 12), (276, 104, 8), (232, 102, 7), (306, 150, 9), (178, 148, 8)])
    arc_arrow(d, 92, 128, 46, 46, 130, 350)
    arc_arrow(d, 388, 128, 46, 46, 50, -170)
    return d


def handwash_4() -> Drawing:
    """Palm over back."""
    d = _plate(
        "Palm over the back of the other hand",
        "One palm lies on the back of the other hand, its fingers between the other's fingers.",
    )
    under = Hand(Pose((196, 338), -4, 1.2), OTHER).palm()
    under.finger(*fingers((-34, -13, 8, 29)), nail=True).draw(d)
    over = Hand(Pose((300, 352), -24, 1.2, flip=True)).palm().finger(thumb(-48), nail=True)
    over.finger(*fingers((-16, 1, 18, 38)), nail=True).knuckle_creases().draw(d)
    foam(d, [(96, 196, 9), (112, 178, 6), (336, 92, 10), (354, 110, 6), (60, 120, 6)])
    straight_arrow(d, (404, 150), (372, 86), both=True)
    return d


def handwash_5() -> Drawing:
    """Palm to palm, fingers interlaced."""
    d = _plate(
        "Palm to palm with fingers interlaced",
        "Two hands face each other and their fingers alternate like the teeth of a zip.",
    )
    _zip(d)
    foam(d, [(240, 84, 10), (262, 70, 7), (214, 72, 6), (246, 290, 9), (226, 302, 6)])
    straight_arrow(d, (150, 62), (90, 62))
    straight_arrow(d, (330, 62), (390, 62))
    return d


def _zip(d: Drawing) -> None:
    left, right = Pose((84, 208), 76, 1.2), Pose((396, 208), -76, 1.2, flip=True)
    Hand(right, OTHER).palm().finger(thumb(-26, (8, 6), 0.9), nail=True).draw(d)
    Hand(left).palm().finger(thumb(-26, (8, 6), 0.9), nail=True).draw(d)
    spread_left, spread_right = (-6, 2, 9, 16), (-14, -5, 3, 11)
    a = fingers(spread_left, reach=0.96)
    b = fingers(spread_right, reach=0.96)
    for one, other in zip(a, b, strict=True):
        Hand(right, OTHER).finger(other, nail=True).draw(d)
        Hand(left).finger(one, nail=True).draw(d)


def handwash_6() -> Drawing:
    """Backs of the fingers."""
    d = _plate(
        "Backs of the fingers to the opposing palm",
        "The bent fingers of both hands hook into each other and rub from side to side.",
    )
    right = Hand(Pose((392, 206), -84, 1.25, flip=True), OTHER).palm()
    right.finger(thumb(-30, (14, 10), 0.9), nail=False).draw(d)
    left = Hand(Pose((92, 214), 84, 1.25)).palm().finger(thumb(-30, (14, 10), 0.9), nail=True)
    tips = ((-31, -132, 14.5), (-9, -141, 15.5), (14, -137, 15), (35, -121, 13.5))
    for x, y, radius in tips:
        left.limb([((x, y + 46), radius), ((x, y), radius)])
        left.crease([(x - 8, y + 8), (x, y + 4), (x + 8, y + 8)])
    for (x0, y0, _), (x1, y1, _) in pairwise(tips):
        middle, low = (x0 + x1) / 2, max(y0, y1)
        left.crease([(middle, low - 6), (middle, low + 42)])
    left.draw(d)
    foam(d, [(240, 74, 10), (262, 62, 7), (246, 300, 9), (226, 312, 6)])
    straight_arrow(d, (150, 62), (90, 62))
    straight_arrow(d, (330, 62), (390, 62))
    return d


def handwash_7() -> Drawing:
    """Thumbs."""
    d = _plate("Each thumb", "One hand closes around the thumb of the other and turns.")
    near = Pose((182, 348), -24, 1.2, flip=True)
    far = Pose((338, 276), -86, 1.15, flip=True)
    Hand(far, OTHER).palm().draw(d)
    clasped = Hand(near).palm().finger(*fingers((-8, -2, 4, 11)), nail=True).knuckle_creases()
    clasped.finger(thumb(-50, (13, 10), 1.22), nail=True).draw(d)
    fist = ((214, 232, 13), (207, 257, 13.5), (209, 282, 13), (216, 305, 11.5))
    for i, (x, y, radius) in enumerate(fist):
        wrap = Hand(Pose((x, y), 86 + i * 3), OTHER)
        joints = [((0.0, 0.0), radius), ((2.0, -36.0), radius), ((0.0, -64.0), radius - 3)]
        wrap.limb(joints).nail(joints).draw(d)
    foam(d, [(326, 206, 10), (346, 196, 6), (340, 344, 8), (322, 350, 5)])
    arc_arrow(d, 246, 150, 60, 26, 200, 345)
    return d


def handwash_8() -> Drawing:
    """Fingertips."""
    d = _plate(
        "Fingertips", "The fingertips of one hand, held together, rub in the palm of the other."
    )
    hand(Pose((104, 344), 34, 1.25), (-14, -5, 4, 14), back=False, skin=OTHER).draw(d)
    bunched = Pose((342, 172), -118, 1.1)
    Hand(bunched).palm().finger(thumb(8, (10, 10), 1.0), nail=True).draw(d)
    Hand(bunched).palm(arm=False).draw_skin(d)
    for one in fingers((17, 6, -6, -18), bend=(2, 0), reach=0.92)[::-1]:
        Hand(bunched).finger(one, nail=True).draw(d)
    Hand(bunched).palm(arm=False).draw_skin(d)
    foam(d, [(112, 290, 8), (262, 106, 9), (280, 96, 6), (150, 322, 6)])
    arc_arrow(d, 158, 284, 66, 44, 40, 190)
    return d


def handwash_9() -> Drawing:
    """Rinse."""
    d = _plate("Rinse", "Both hands, one over the other, under the running tap.")
    hand(Pose((392, 300), -66, 1.1, flip=True), (-7, -2, 4, 10), back=False, skin=OTHER).draw(d)
    hand(Pose((88, 300), 66, 1.1), (-7, -2, 4, 10), back=True).draw(d)
    tap(d, 240, 96, length=92)
    drops(d, [(196, 332), (226, 346), (262, 336), (292, 350), (160, 346), (324, 330)])
    return d


def handwash_10() -> Drawing:
    """Dry, and let the towel turn off the tap."""
    d = _plate(
        "Dry, and turn the tap off with the towel",
        "A hand in a single-use towel turns off the tap, so that clean skin does not touch it.",
    )
    tap(d, 86, 214)
    lever(d, 221, 128)
    grip = Pose((402, 186), -66, 1.15, flip=True)
    Hand(grip).palm().finger(thumb(-26, (14, 10)), nail=True).draw(d)
    towel = [
        (150, 74), (196, 58), (250, 62), (312, 86), (330, 128), (322, 196), (330, 262), (296, 250),
        (262, 266), (236, 246), (208, 256), (204, 196), (176, 128), (152, 108),
    ]  # fmt: skip
    shape = smooth_points(towel, 8, closed=True)
    d.path(smooth_path(towel, closed=True), fill="paper", stroke="ill-line", width=LINE)
    weave = stipple(
        480, 360, lambda x, y: 9.5 if is_inside(x, y, shape) else None, seed=5, tries=9000
    )
    weave = [p for p in weave if distance_to(p.x, p.y, shape) > 6]
    d.dots(weave, "line-strong", 2.2, opacity=0.75)
    d.path("M250 238Q246 190 262 150M296 240Q296 190 288 150", stroke="line-strong", width=2)
    hold = Hand(grip)
    for one in fingers((-16, -7, 2, 12), bend=(6, 10), reach=0.9):
        hold.finger(one, nail=True)
    hold.draw(d)
    arc_arrow(d, 196, 112, 104, 84, 196, 246)
    return d


def course_refresher() -> Drawing:
    """Hands under water that falls as dots: the picture of the refresher course."""
    d = Drawing(
        640,
        560,
        title="Clean hands",
        desc=(
            "Two hands, palm on palm, under a running tap. The water runs off them as a field of "
            "fine dots that is dense at the bottom."
        ),
    )

    def spacing(x: float, y: float) -> float | None:
        depth = (y - 330 - abs(x - 320) * 0.22) / 230
        return 6.5 + 24 * (1 - min(1.0, depth)) ** 1.5 if depth > 0 else None

    spray = stipple(640, 240, spacing, seed=19, tries=16_000, top=320)
    d.mixed_dots(spray, "pigment", seed=4, widths=(2.2, 3.0, 3.8))
    hand(Pose((520, 452), -58, 1.55, flip=True), (-7, -2, 4, 10), back=False, skin=OTHER).draw(d)
    hand(Pose((120, 452), 58, 1.55), (-7, -2, 4, 10), back=True).draw(d)
    tap(d, 320, 120, length=118)
    foam(d, [(214, 262, 13), (236, 244, 8), (420, 250, 15), (446, 266, 9), (404, 228, 7)])
    return d
