"""Badge images that carry their credential: PNG (iTXt chunk) and SVG.

Source: 1EdTech Open Badges 3.0, section 5.3 (baking).
"""

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
