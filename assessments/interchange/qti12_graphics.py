"""Hotspots of QTI 1.x."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from assessments.interchange.draft import Draft
from assessments.interchange.model import Raw
from assessments.interchange.moodle_drag import region
from assessments.interchange.qti12_item import Item, explained, item_stem, material, read_told
from assessments.interchange.safe_xml import Element, attribute, descendants, text_of
from assessments.interchange.shapes import as_points
from assessments.interchange.text import number


def hotspot(item: Item) -> tuple[str, Raw]:
    draft, response = item.draft, item.responses[0]
    image = next(descendants(item.element, "matimage"), None)
    picture = draft.needed_picture(attribute(image, "uri") if image is not None else "")
    rewarded = {
        test.value
        for rule in item.scoring.rules
        if rule.rewards
        for test in rule.tests()
        if not test.negated
    }
    inside = " ".join(rewarded)
    regions = []
    shown: Sequence[Element] = list(descendants(response.element, "response_label"))
    for place, found in enumerate(shown, start=1):
        coords = (found.text or "").strip() or text_of(found)
        points = _outline(
            attribute(found, "rarea", default="ellipse"), coords, draft, picture, image
        )
        if not points:
            draft.refuse(_("A region on the picture has no usable outline."))
        ident = attribute(found, "ident")
        right = not rewarded or ident in rewarded or (bool(coords) and coords in inside)
        label = draft.words(material(found, draft)) or _("Region %(n)s") % {"n": place}
        regions.append(region(label, points, correct=right))
    if not regions or not any(found["correct"] for found in regions):
        draft.refuse(_("The file does not say which region is right."))
    told = read_told(item, {})
    markup = re.sub(r"<img[^>]*>", "", item_stem(item))
    return "hotspot", {
        "stem": draft.stem(markup),
        "image": {"file": picture},
        "alt": "",
        "regions": regions,
        "false_click_cost": "0",
        "explanation": explained(item, told),
    }


def _outline(shape: str, coords: str, draft: Draft, picture: str, image: Element) -> str:
    values = [number(part) for part in re.split(r"[\s,]+", coords) if part]
    given = [value for value in values if value is not None]
    if len(given) != len(values) or not given:
        return ""
    kind = shape.lower()
    if max(given) <= 1:
        return as_points("rect" if len(given) == 4 else "poly", coords, (1, 1))
    width, height = draft.sizes[picture]
    stated = number(attribute(image, "width")), number(attribute(image, "height"))
    if stated[0] and stated[1]:
        width, height = int(stated[0]), int(stated[1])
    if len(given) == 4 and kind in {"ellipse", "rectangle"}:
        # ASI 1.2: x, y, width, height
        left, top, across, down = given
        if kind == "ellipse":
            halves = f"{left},{top},{across / 2},{down / 2}"
            return as_points("ellipse", halves, (width, height))
        return as_points("rect", f"{left},{top},{left + across},{top + down}", (width, height))
    return as_points("poly" if kind == "bounded" else kind, coords, (width, height))
