"""The sRGB color space as a small ICC version 2 profile, built from its published numbers.

PDF/A-1 takes version 2 profiles only, and the ones Pillow can write are version 4.
Primaries adapted to D50: Bruce Lindbloom, http://www.brucelindbloom.com/; transfer curve:
IEC 61966-2-1; layout: ICC.1:2001-04, sections 6.1 to 6.5.
"""

import functools
import struct

_WHITE_D50 = (0.9642, 1.0, 0.8249)
_RED = (0.4360747, 0.2225045, 0.0139322)
_GREEN = (0.3850649, 0.7168786, 0.0971045)
_BLUE = (0.1430804, 0.0606169, 0.7141733)
_CURVE_POINTS = 1024
_CREATED = (2026, 1, 1, 0, 0, 0)
_NAME = b"sRGB"


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(_fixed(value) for value in values)


def _description() -> bytes:
    text = _NAME + b"\0"
    ascii_part = b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text
    return ascii_part + bytes(4 + 4 + 2 + 1 + 67)


def _to_linear(encoded: float) -> float:
    if encoded <= 0.04045:
        return encoded / 12.92
    return float(((encoded + 0.055) / 1.055) ** 2.4)


def _curve() -> bytes:
    points = [_to_linear(i / (_CURVE_POINTS - 1)) for i in range(_CURVE_POINTS)]
    values = struct.pack(f">{_CURVE_POINTS}H", *(round(point * 65535) for point in points))
    return b"curv\0\0\0\0" + struct.pack(">I", _CURVE_POINTS) + values


@functools.cache
def srgb_profile() -> bytes:
    """Return the profile: the same bytes every time."""
    curve = _curve()
    blocks = {
        b"desc": _description(),
        b"cprt": b"text\0\0\0\0" + b"No copyright, use freely\0",
        b"wtpt": _xyz(_WHITE_D50),
        b"rXYZ": _xyz(_RED),
        b"gXYZ": _xyz(_GREEN),
        b"bXYZ": _xyz(_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    offset = 128 + 4 + 12 * len(blocks)
    table, body = struct.pack(">I", len(blocks)), b""
    placed: dict[bytes, int] = {}
    for tag, block in blocks.items():
        if block not in placed:
            placed[block] = offset + len(body)
            body += block + bytes(-len(block) % 4)
        table += tag + struct.pack(">II", placed[block], len(block))
    size = offset + len(body)
    header = struct.pack(">I4sI4s4s4s", size, b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H", *_CREATED) + b"acsp" + bytes(4 + 4 + 4 + 4 + 8 + 4)
    header += b"".join(_fixed(value) for value in _WHITE_D50)
    return header + bytes(128 - len(header)) + table + body
