"""XML from outside, read without entities, network, DTDs or patience for bombs."""

import html.entities
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from html import escape
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from assessments.interchange.model import MAX_PARTS, ImportRefused
from assessments.interchange.text import decode

MAX_DEPTH = 100
# signs "<" and "=": each may cost a hundred bytes or two of a tree
MAX_MARKS = 2_000_000

Element = Any  # lxml carries no types

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_PROLOG_END = re.compile(r"<[A-Za-z_]")
_PIECES = re.compile(
    # to the end where a mark is never closed, so that no text is gone through twice
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&[A-Za-z][A-Za-z0-9]{0,31};|&(?!#?\w{1,32};)",
    re.DOTALL,
)
_XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
_REFERENCE = re.compile(r"&#(x[0-9A-Fa-f]{1,8}|[0-9]{1,10});")


def _entity(found: re.Match[str]) -> str:
    piece = found[0]
    if piece.startswith("<"):
        return piece
    if piece == "&":
        return "&amp;"
    name = piece[1:-1]
    if name in _XML_ENTITIES:
        return piece
    character = html.entities.html5.get(f"{name};")
    return "".join(f"&#{ord(letter)};" for letter in character) if character else f"&amp;{name};"


def _reference(found: re.Match[str]) -> str:
    body = found[1]
    code = int(body[1:], 16) if body[0] in "xX" else int(body)
    ok = code in {9, 10, 13} or 32 <= code <= 0xD7FF or 0xE000 <= code <= 0x10FFFF
    return found[0] if ok and code not in {0xFFFE, 0xFFFF} else ""


def parse_xml(data: bytes, *, warn: Callable[[str], None]) -> Element:
    """The root element of ``data``.

    Entities that HTML knows are read even where the file forgot to declare them, and a stray
    ampersand is a letter. A file that is not well-formed is read as far as it makes sense, and
    ``warn`` hears of it. Raises ImportRefused for entity declarations, absurd nesting or size, and
    files with no XML in them.
    """
    from lxml import etree

    text, _encoding = decode(data, xml=True)
    text = _DECLARATION.sub("", text, count=1).strip()
    start = _PROLOG_END.search(text)
    if start is None:
        raise ImportRefused(_("This file holds no XML."))
    if "<!ENTITY" in text[: start.start()].upper():
        raise ImportRefused(
            _("This file declares entities of its own, which are not read for safety.")
        )
    if text.count("<") + text.count("=") > MAX_MARKS:
        raise ImportRefused(_("This file holds more elements than can be read; split it."))
    # What stands before the root element is of no use to us: comments, DOCTYPE, instructions.
    text = text[start.start() :]
    text = _REFERENCE.sub(_reference, _PIECES.sub(_entity, text))
    body = text.encode("utf-8", "replace")
    root = None
    try:
        root = etree.fromstring(body, _parser(etree, recover=False))
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower() or "huge" in str(error).lower():
            raise ImportRefused(_("This file nests or repeats too much to be read.")) from error
        prefixed = "prefix" in str(error).lower()
        root = etree.fromstring(
            _veil(text).encode("utf-8", "replace"), _parser(etree, recover=True)
        )
        if root is not None:
            _unveil(root)
        else:
            raise ImportRefused(
                _("This file is not well-formed XML: %(error)s") % {"error": error.msg}
            ) from error
        if not prefixed:
            warn(
                _("The XML of this file is damaged (%(error)s); it was read as far as possible.")
                % {"error": error.msg}
            )
    except (ValueError, AssertionError) as error:
        raise ImportRefused(_("This file is not well-formed XML.")) from error
    _check(root)
    return root


# After its first error libxml2 drops references without a word, so they travel as letters.
_VEIL = {
    name: chr(0xF2000 + place) for place, name in enumerate(("lt", "gt", "amp", "quot", "apos"))
}
_UNVEIL = {ord(_VEIL[name]): sign for name, sign in zip(_VEIL, "<>&\"'", strict=True)}
_VEILED = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(lt|gt|amp|quot|apos);|&#(x?)([0-9A-Fa-f]+);", re.DOTALL
)


def _veil(text: str) -> str:
    def letter(found: re.Match[str]) -> str:
        if found[0].startswith("<"):
            return found[0]
        if found[1]:
            return _VEIL[found[1]]
        try:
            sign = chr(int(found[3], 16 if found[2] else 10))
        except (ValueError, OverflowError):
            return ""
        return {"<": _VEIL["lt"], "&": _VEIL["amp"]}.get(sign, sign)

    return _VEILED.sub(letter, text)


def _unveil(root: Element) -> None:
    for element in root.iter():
        for part in ("text", "tail"):
            value = getattr(element, part)
            if value:
                setattr(element, part, value.translate(_UNVEIL))
        for key, value in element.attrib.items():
            plain = value.translate(_UNVEIL)
            if plain != value:
                # a name that recovery let through may be none that can be set
                with suppress(ValueError):
                    element.set(key, plain)


def _parser(etree: Any, *, recover: bool) -> Any:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
        recover=recover,
        encoding="utf-8",
    )


def _check(root: Element) -> None:
    # an own walk, so that no depth can exhaust the stack
    stack = [(root, 1)]
    while stack:
        element, depth = stack.pop()
        if depth > MAX_DEPTH:
            raise ImportRefused(_("This file nests or repeats too much to be read."))
        stack.extend((child, depth + 1) for child in element)


def has_too_many_parts(element: Element) -> bool:
    """Whether there is more below ``element`` than any question has."""
    return next(islice(element.iter(), MAX_PARTS, None), None) is not None


def unnest(root: Element, tag: str) -> None:
    """Lift elements called ``tag`` out of each other, as a lost closing tag leaves them."""
    last: dict[Element, Element] = {}
    for found in [element for element in root.iter() if name(element) == tag]:
        outer = found.getparent()
        while outer is not None and name(outer) != tag:
            outer = outer.getparent()
        if outer is not None and outer.getparent() is not None:
            # behind those lifted earlier
            last.get(outer, outer).addnext(found)
            last[outer] = found


def name(element: Element) -> str:
    """The name of ``element`` without namespace or prefix."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=2000)
def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1]


def attribute(element: Element | None, *names: str, default: str = "") -> str:
    """The first of the attributes ``names`` that is there, whatever its namespace or case."""
    if element is None:
        return default
    wanted = {key.lower(): place for place, key in enumerate(names)}
    best: tuple[int, str] | None = None
    for key, value in element.attrib.items():
        place = wanted.get(key.rsplit("}", 1)[-1].rsplit(":", 1)[-1].lower())
        if place is not None and (best is None or place < best[0]):
            best = (place, value)
    return best[1].strip() if best else default


def children(element: Element | None, *names: str) -> list[Element]:
    """The children of ``element`` with one of ``names`` (all without names)."""
    if element is None:
        return []
    if names:
        return [found for found in element if name(found) in names]
    return [found for found in element if name(found)]


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down ``path``, None when it is not there."""
    for step in path:
        if element is None:
            return None
        element = next((found for found in element if name(found) == step), None)
    return element


def descendants(element: Element | None, *names: str) -> Iterator[Element]:
    """Everything below ``element`` with one of ``names``, in document order."""
    if element is None:
        return
    for found in element.iter():
        if found is not element and name(found) in names:
            yield found


def text_of(element: Element | None) -> str:
    """All text inside ``element``, stripped; "" for None."""
    return "" if element is None else "".join(element.itertext()).strip()


def inner_markup(
    element: Element | None, *, replace: Callable[[Element], str | None] = lambda found: None
) -> str:
    """The content of ``element`` as markup without namespaces.

    ``replace`` may answer markup to stand for an element, "" to leave it out, or None to go on.
    """
    if element is None:
        return ""
    parts: list[str] = [escape(element.text or "", quote=False)]
    for found in element:
        if name(found):
            parts.append(_outer(found, replace))
        parts.append(escape(found.tail or "", quote=False))
    return "".join(parts)


def _outer(element: Element, replace: Callable[[Element], str | None]) -> str:
    replaced = replace(element)
    if replaced is not None:
        return replaced
    tag = name(element).lower()
    attributes = "".join(
        f' {key.rsplit("}", 1)[-1]}="{escape(value)}"' for key, value in element.attrib.items()
    )
    content = inner_markup(element, replace=replace)
    if not content and tag in {"br", "img", "hr", "col", "input"}:
        return f"<{tag}{attributes}>"
    return f"<{tag}{attributes}>{content}</{tag}>"
