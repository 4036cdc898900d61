"""The drawings of the demo academy, made by code so that they can be changed and made again."""

from collections.abc import Callable
from functools import partial
from typing import Final

from . import fields, handwash, heads, people, places, skin, tools
from .svg import Drawing

_MAKERS: Final[tuple[Callable[[], Drawing], ...]] = (
    skin.skin_section,
    skin.skin_too_shallow,
    skin.skin_right,
    skin.skin_too_deep,
    heads.hairline_landmarks,
    heads.hairline_too_low,
    heads.hairline_natural,
    heads.hairline_ruler_straight,
    heads.norwood_scale,
    heads.ludwig_scale,
    heads.five_views,
    heads.before_scalp,
    heads.after_scalp,
    heads.course_hero,
    fields.density_gradient,
    fields.session_layers,
    fields.dot_spacing,
    fields.dot_grid_bad,
    fields.dot_clumped_bad,
    fields.healing_timeline,
    handwash.handwash_1,
    handwash.handwash_2,
    handwash.handwash_3,
    handwash.handwash_4,
    handwash.handwash_5,
    handwash.handwash_6,
    handwash.handwash_7,
    handwash.handwash_8,
    handwash.handwash_9,
    handwash.handwash_10,
    handwash.course_refresher,
    tools.dilution,
    tools.tray_setup,
    tools.cartridge_membrane,
    tools.verify_phone,
    places.clinic_1,
    places.clinic_2,
    places.clinic_3,
    places.clinic_4,
)

DRAWINGS: Final[dict[str, Callable[[], Drawing]]] = {
    maker.__name__.replace("_", "-"): maker for maker in _MAKERS
} | {f"portrait-{i + 1}": partial(people.portrait, i + 1) for i in range(len(people.LOOKS))}
"""Every drawing by the name that content uses after ``art:``."""
