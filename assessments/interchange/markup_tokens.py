"""Markup from outside as a row of tokens, whatever state it is in."""

import html
import re
from collections.abc import Callable, Iterator

VOID = {"br", "img", "hr", "input", "meta", "link", "col", "area", "base", "wbr", "source"}
_VOID_LIKE = VOID | {"embed", "param", "track"}
_TAG_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:_-]*")
_ATTRIBUTE = re.compile(
    r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""", re.DOTALL
)
Token = tuple[str, str, dict[str, str]]


def tokens(text: str) -> Iterator[Token]:
    """Kinds "text", "start", "end", "void". Linear: every search goes forward only once."""
    place, size = 0, len(text)
    lost: set[str] = set()  # terminators known not to occur any more

    def find(mark: str, start: int) -> int:
        if mark in lost:
            return -1
        found = text.find(mark, start)
        if found < 0:
            lost.add(mark)
        return found

    while place < size:
        opening = text.find("<", place)
        if opening < 0:
            yield "text", html.unescape(text[place:]), {}
            return
        if opening > place:
            yield "text", html.unescape(text[place:opening]), {}
        skipped = False
        for start, end in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", ">"), ("<!", ">")):
            if text.startswith(start, opening):
                stop = find(end, opening + len(start))
                if stop >= 0:
                    if start == "<![CDATA[":
                        yield "text", text[opening + len(start) : stop], {}
                    place, skipped = stop + len(end), True
                elif start == "<!--":
                    place, skipped = size, True
                break
        if skipped:
            continue
        closing = text.startswith("</", opening)
        name = _TAG_NAME.match(text, opening + (2 if closing else 1))
        stop = _tag_end(text, name.end(), find) if name else -1
        if name is None or stop < 0:
            yield "text", "<", {}
            place = opening + 1
            continue
        tag = name[0].lower().rsplit(":", 1)[-1]
        inside = text[name.end() : stop]
        place = stop + 1
        if closing:
            yield "end", tag, {}
            continue
        attributes: dict[str, str] = {}
        for found in _ATTRIBUTE.finditer(inside[:4000]):
            value = next((group for group in found.groups()[1:] if group is not None), "")
            attributes.setdefault(found[1].lower(), html.unescape(value))
        bare = tag in _VOID_LIKE or inside.rstrip().endswith("/")
        yield ("void" if bare else "start"), tag, attributes


def _tag_end(text: str, place: int, find: Callable[[str, int], int]) -> int:
    """Where the tag whose name ends at ``place`` closes; quotes may hold ">". -1 when it never."""
    while True:
        stop = find(">", place)
        if stop < 0:
            return -1
        quotes = [(text.find(mark, place, stop), mark) for mark in "\"'"]
        first = min((found for found in quotes if found[0] >= 0), default=None)
        if first is None:
            return stop
        after = find(first[1], first[0] + 1)
        if after < 0:
            return stop
        place = after + 1
