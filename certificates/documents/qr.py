"""The QR code of a verification address, drawn as rectangles."""

import functools
import math
import re
from typing import Any

import zxingcpp

_DARK = re.compile(rb"\x00+")
# short enough that every pattern of modules comes again and is found ready
_STRETCH = 8


def qr_rows(address: str) -> tuple[bytes, ...]:
    """The modules of the code from top to bottom, 0 for dark and 255 for light.

    The address is set in capitals, which QR packs tightest; it must not depend on case. A fixed
    mask is as readable as a searched one and six times faster.
    """
    code = zxingcpp.create_barcode(
        address.upper(), zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=2
    )
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)
    data = bytes(picture)
    side = math.isqrt(len(data))
    return tuple(data[start : start + side] for start in range(0, side * side, side))


@functools.cache
def _bars(left: int, modules: bytes) -> str:
    """Rectangles of the dark modules of a stretch of a row; ``y`` stands for the row."""
    return "".join(
        f"{left + run.start()} y {run.end() - run.start()} 1 re " for run in _DARK.finditer(modules)
    )


def qr_operators(address: str, *, x: float, y: float, size: float) -> str:
    """Return fill operators of a square code with its lower left corner at (x, y)."""
    rows = qr_rows(address)
    module = size / len(rows)
    # whole numbers under one matrix: shorter, and quicker to write than decimals
    parts = [f"q {module:.5f} 0 0 {module:.5f} {x:.2f} {y:.2f} cm "]
    for top, row in zip(range(len(rows) - 1, -1, -1), rows, strict=True):
        bars = [_bars(left, row[left : left + _STRETCH]) for left in range(0, len(row), _STRETCH)]
        # one path: where two rectangles touch, no seam can show
        parts.append("".join(bars).replace("y", str(top)))
    parts.append("f Q")
    return "".join(parts)
