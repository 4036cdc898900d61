"""The stipple, as form XObjects ready to be placed."""

import functools
import zlib

from certificates.documents.objects import Stream
from certificates.documents.ornament_build import FOLDER, HEIGHT, RULE_LENGTH, SEAL_SIZE, WIDTH
from certificates.documents.palette import PIGMENT, Color, operator

_BOUNDS = {
    "field": (0, 0, WIDTH, HEIGHT),
    "field_light": (0, 0, WIDTH, HEIGHT),
    "seal": (0, 0, SEAL_SIZE, SEAL_SIZE),
    "seal_light": (0, 0, SEAL_SIZE, SEAL_SIZE),
    "rule": (-2, 0, RULE_LENGTH + 2, 4),
}


@functools.cache
def ornament(name: str, accent: Color = PIGMENT) -> Stream:
    """Return one ornament: field, field_light, seal, seal_light or rule.

    Each is a form XObject, so that the seal can later be the appearance of a signature. ``accent``
    takes the place of the ink it was drawn with.
    """
    data = (FOLDER / f"{name}.z").read_bytes()
    if accent != PIGMENT:
        dyed = operators_of(name).replace(operator(PIGMENT, "RG"), operator(accent, "RG"))
        data = zlib.compress(dyed.encode(), 9)
    head = b"/Type/XObject/Subtype/Form/BBox[%g %g %g %g]/Filter/FlateDecode" % _BOUNDS[name]
    return Stream(head, data)


def operators_of(name: str) -> str:
    """The drawing operators of a shipped ornament, unpacked."""
    return zlib.decompress((FOLDER / f"{name}.z").read_bytes()).decode()
