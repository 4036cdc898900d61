"""Badge images that carry their credential: PNG (iTXt chunk) and SVG.

Source: 1EdTech Open Badges 3.0, section 5.3 (baking).
"""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr, unescape

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"
SVG_NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not png.startswith(PNG_SIGNATURE):
        raise ValueError("this is not a PNG picture")
    place = len(PNG_SIGNATURE)
    while place + 12 <= len(png):
        (length,) = struct.unpack_from(">I", png, place)
        kind = png[place + 4 : place + 8]
        end = place + 8 + length
        if end + 4 > len(png):
            raise ValueError("this PNG picture is cut short")
        yield kind, png[place + 8 : end]
        place = end + 4


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bake_png(png: bytes, credential: str) -> bytes:
    """``png`` with the credential in an uncompressed iTXt chunk; an older one is replaced."""
    text = KEYWORD + b"\0" + b"\0\0" + b"\0" + b"\0" + credential.encode()
    out = [PNG_SIGNATURE]
    for kind, data in _chunks(png):
        if kind == b"iTXt" and data.split(b"\0", 1)[0] == KEYWORD:
            continue
        out.append(_chunk(kind, data))
        if kind == b"IHDR":
            out.append(_chunk(b"iTXt", text))
    return b"".join(out)


def unbake_png(png: bytes) -> str | None:
    """The credential inside ``png``, or None. Raises ValueError if it is no PNG or holds two."""
    found = [
        data
        for kind, data in _chunks(png)
        if kind == b"iTXt" and data.split(b"\0", 1)[0] == KEYWORD
    ]
    if not found:
        return None
    if len(found) > 1:
        raise ValueError("this picture carries more than one credential")
    _keyword, rest = found[0].split(b"\0", 1)
    if rest[:1] != b"\0":
        raise ValueError("the credential in this picture is compressed, which the standard forbids")
    _language, _translated, text = rest[2:].split(b"\0", 2)
    return text.decode()


# what a PNG may hold besides its pixels without looking any different; a second picture (APNG), a
# palette or a color profile are not among them
_SILENT_CHUNKS = frozenset([b"tEXt", b"zTXt", b"iTXt", b"tIME", b"pHYs"])
_PIXEL_CHUNKS = frozenset([b"IHDR", b"IDAT", b"IEND"])
# libraries of other days may round a pixel of the same drawing differently
_ROUNDING = 12


def shows_png(png: bytes, picture: bytes) -> bool:
    """Whether ``png`` shows just what ``picture`` shows, whatever texts it carries.

    It may have been packed again. Nothing is unpacked that has other measures than ``picture``.
    """
    mine, theirs = _seen_chunks(png), _seen_chunks(picture)
    if mine == theirs:
        return True
    if mine[:1] != theirs[:1] or any(kind not in _PIXEL_CHUNKS for kind, _data in mine):
        return False
    from PIL import Image, ImageChops, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(png)) as one, Image.open(io.BytesIO(picture)) as other:
            difference = ImageChops.difference(one.convert("RGBA"), other.convert("RGBA"))
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError):
        return False
    return max(difference.tobytes()) <= _ROUNDING


def _seen_chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    return [(kind, data) for kind, data in _chunks(png) if kind not in _SILENT_CHUNKS]


_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>")
_SVG_CREDENTIAL = re.compile(
    r"<openbadges:credential\b(?:\s+verify=(?:\"(?P<token>[^\"<]+)\"|'(?P<other>[^'<]+)')\s*/?>"
    r"|\s*>\s*<!\[CDATA\[(?P<json>.*?)\]\]>)",
    re.DOTALL,
)


def unbake_svg(svg: str) -> str | None:
    """The credential inside ``svg``, or None. Raises ValueError if it holds two."""
    found = list(_SVG_CREDENTIAL.finditer(svg))
    if not found:
        return None
    if len(found) > 1:
        raise ValueError("this picture carries more than one credential")
    token = found[0]["token"] or found[0]["other"]
    return unescape(token, {"&quot;": '"', "&apos;": "'"}) if token else str(found[0]["json"])


def shows_svg(svg: str, picture: str) -> bool:
    """Whether ``svg`` draws just what ``picture`` draws, once its credential is taken out.

    Line breaks between elements do not matter; every other difference does.
    """
    return _drawn(svg) == _drawn(picture)


def _drawn(svg: str) -> str:
    bare = _SVG_CREDENTIAL.sub("", _PROLOG.sub("", svg))
    bare = bare.replace(f" xmlns:openbadges={quoteattr(SVG_NAMESPACE)}", "", 1)
    return re.sub(r">\s+<", "><", bare.replace("</openbadges:credential>", "", 1)).strip()


def bake_svg(svg: str, credential: str) -> str:
    """``svg`` with the credential right after its root tag. Raises ValueError if there is none."""
    start = svg.find("<svg")
    end = svg.find(">", start)
    if start < 0 or end < 0:
        raise ValueError("this is not an SVG picture")
    head = f"{svg[:end]} xmlns:openbadges={quoteattr(SVG_NAMESPACE)}>"
    if credential.lstrip().startswith("{"):
        safe = credential.replace("]]>", "]]\\u003e")
        body = f"<openbadges:credential><![CDATA[{safe}]]></openbadges:credential>"
    else:
        body = f"<openbadges:credential verify={quoteattr(credential)}/>"
    return head + body + svg[end + 1 :]
