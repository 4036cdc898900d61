"""Hotspots and points on pictures in QTI 2 and 3."""

from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange.model import Raw
from assessments.interchange.moodle_drag import region
from assessments.interchange.qti_blanks import weight_of
from assessments.interchange.qti_parts import explained, stem_of, weights
from assessments.interchange.qti_tree import Declaration, ItemTree, attr, below, tag, words_in
from assessments.interchange.safe_xml import Element
from assessments.interchange.shapes import as_points, points_text, read_points
from assessments.interchange.text import fraction_text, number, plain_number
from lms.core.sanitize import clean_text

ZERO = Decimal(0)


def read(item: ItemTree, interaction: Element) -> tuple[str, Raw]:
    """Type and raw value of a hotspot or select point interaction."""
    draft, declaration = item.draft, item.declaration(interaction)
    image = next(below(interaction, "object", "img", "picture"), None)
    if image is not None and tag(image) == "picture":
        image = next(below(image, "img"), image)
    source = attr(image, "data") or attr(image, "src")
    picture = draft.needed_picture(source)
    size = _size(image, draft.sizes[picture])
    if tag(interaction) == "selectPointInteraction":
        regions = _areas(item, declaration, size)
    else:
        regions = _hotspots(item, interaction, declaration, size)
    if not any(found["correct"] for found in regions):
        draft.refuse(_("The file does not say which region is right."))
    alt = attr(image, "alt") or (words_in(image) if image is not None else "")
    return "hotspot", {
        "stem": stem_of(item, interaction),
        "image": {"file": picture},
        "alt": clean_text(alt),
        "regions": regions,
        "false_click_cost": plain_number(
            number(attr(interaction, "data-false-click-cost")) or ZERO
        ),
        "explanation": explained(item),
    }


def _size(image: Element | None, real: tuple[int, int]) -> tuple[Decimal, Decimal]:
    """The size coordinates are given in: what the file says, else that of the picture."""
    width, height = number(attr(image, "width")), number(attr(image, "height"))
    if width and height and width > 0 and height > 0:
        return width, height
    return Decimal(real[0]), Decimal(real[1])


def _areas(item: ItemTree, declaration: Declaration, size: tuple[Decimal, Decimal]) -> list[Raw]:
    regions = []
    best = max((area.value for area in declaration.areas), default=Decimal(0))
    for place, area in enumerate(declaration.areas, start=1):
        points = as_points(area.shape, area.coords, size)
        if not points:
            item.draft.refuse(_("A region on the picture has no usable outline."))
        right = area.value > 0
        regions.append(
            region(
                _("Region %(n)s") % {"n": place},
                points,
                weight=fraction_text(area.value / best) if right else "1",
                correct=right,
            )
        )
    if not regions:
        item.draft.refuse(_("The file gives a point without saying how near counts."))
    return regions


def _hotspots(
    item: ItemTree,
    interaction: Element,
    declaration: Declaration,
    size: tuple[Decimal, Decimal],
) -> list[Raw]:
    shown = list(below(interaction, "hotspotChoice"))
    worth = weights(item, declaration, [attr(found, "identifier") for found in shown])
    best = max(worth.values(), default=Decimal(0))
    regions = []
    for place, found in enumerate(shown, start=1):
        points = points_text(read_points(attr(found, "data-points"))) or as_points(
            attr(found, "shape"), attr(found, "coords"), size
        )
        if not points:
            item.draft.refuse(_("A region on the picture has no usable outline."))
        value = worth[attr(found, "identifier")]
        right = value > 0
        weight = weight_of(found)
        if right and not attr(found, "data-weight"):
            weight = fraction_text(value / best)
        regions.append(
            region(
                clean_text(attr(found, "hotspotLabel")) or _("Region %(n)s") % {"n": place},
                points,
                weight=weight,
                correct=right,
                critical=attr(found, "data-critical") == "true",
            )
        )
    return regions
