"""Markup from outside, made into the little our rich text knows; nothing is fetched.

A small linear reader first maps what other systems write (div, h1, object, dl) and takes out
pictures, scripts and players one by one, so that each loss can be named. What it writes then passes
:func:`lms.core.sanitize.clean_html`, the one gate for untrusted markup.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from assessments.interchange.model import MAX_FIELD_CHARACTERS, QuestionRefused
from assessments.interchange.text import CONTROL
from lms.core.sanitize import clean_html, clean_text

MAX_DEPTH = 32
Picture = Callable[[str, str], str | None]
Say = Callable[[str], None]

_RENAMED = {
    **{"h1": "h2", "h5": "h4", "h6": "h4", "tt": "code", "kbd": "code", "samp": "code"},
    **{"cite": "em", "dfn": "em", "var": "em", "ins": "u", "figcaption": "p", "dt": "p"},
    **{"dd": "p", "tfoot": "tbody", "listing": "pre", "xmp": "pre"},
}
_BOXES = {
    *("div", "section", "article", "header", "footer", "main", "aside", "figure", "center"),
    *("address", "dl", "fieldset", "form", "hr", "details", "summary", "legend", "nav"),
    *("hgroup", "body", "html"),
}
_BLOCKS = {
    *("p", "ul", "ol", "li", "h2", "h3", "h4", "blockquote", "pre", "table", "thead", "tbody"),
    *("tr", "th", "td", "caption"),
}
_INLINE = {"b", "strong", "i", "em", "u", "sub", "sup", "a", "code", "span"}
_FLOW = {"blockquote"}
_VOID = {"br", "img", "hr", "input", "meta", "link", "col", "area", "base", "wbr", "source"}
_VOID_LIKE = _VOID | {"embed", "param", "track"}
_SWALLOWED = {
    *("script", "style", "template", "noscript", "head", "title", "select", "textarea"),
    *("iframe", "video", "audio", "object", "applet", "canvas", "svg", "math", "embed", "button"),
}
_PASSED_THROUGH = {
    *("small", "big", "font", "label", "abbr", "acronym", "strike", "s", "del", "q", "mark"),
    *("ruby", "rt", "rp", "rb", "rtc", "bdi", "bdo", "nobr", "time", "data", "output", "meter"),
    *("progress", "picture", "map", "area", "base", "link", "meta", "wbr", "source", "track"),
    *("param", "col", "colgroup", "marquee", "blink", "menu", "dir", "option", "optgroup"),
    *("dialog", "slot", "basefont", "noframes", "frame", "frameset"),
}
_SILENT = {"style", "head", "title", "template", "noscript"}
_ATTRIBUTES = {
    "a": ("href", "title"),
    "th": ("scope", "colspan", "rowspan"),
    "td": ("colspan", "rowspan"),
    "span": ("lang", "dir"),
}
_TAG_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:_-]*")
_ATTRIBUTE = re.compile(
    r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""", re.DOTALL
)
_SPACE = re.compile(r"[ \t\n\f]+")
_SUPER = dict(zip("0123456789+-−=()nix", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱˣ", strict=True))
_SUB = dict(zip("0123456789+-−=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓ", strict=True))


@dataclass
class _Node:
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["_Node | str"] = field(default_factory=list)


_Token = tuple[str, str, dict[str, str]]


def _tokens(text: str) -> Iterator[_Token]:
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


def clean_markup(markup: str, *, picture: Picture, lost: Say) -> str:
    """``markup`` as our rich text: paragraphs, lists, tables, emphasis, known pictures.

    ``picture(source, alternative text)`` answers the new source of a picture, or None (after
    saying why) to leave it out. ``lost`` hears what else is left out. Cleaning what is clean
    changes nothing. Raises QuestionRefused for absurdly long markup.
    """
    if len(markup) > MAX_FIELD_CHARACTERS:
        raise QuestionRefused(_("A text of this question is too long to be read."))
    markup = CONTROL.sub("", markup).replace("\r", "\n")
    if "<" not in markup and "&" not in markup:
        words = _SPACE.sub(" ", markup).strip(" ")
        return f"<p>{html.escape(words, quote=False)}</p>" if words.strip() else ""
    written = _write(_tree(markup, picture=picture, lost=lost))
    for _round in range(3):
        cleaned = clean_html(written).strip()
        if cleaned == written:
            break
        written = _write(_tree(cleaned, picture=lambda source, alt: source, lost=lambda text: None))
    return cleaned


def words_of(markup: str, *, picture: Picture, lost: Say) -> str:
    """``markup`` as one line of plain text; small digits stay small, emphasis is lost aloud."""
    if "<" not in markup and "&" not in markup:
        return clean_text(markup)
    return _words(_tree(markup, picture=picture, lost=lost), lost=lost)


def inner_words(markup: str) -> str:
    """``markup`` of ours as one line of plain text, with nothing to say about it."""
    known = markup[:MAX_FIELD_CHARACTERS]
    return words_of(known, picture=lambda source, alt: None, lost=lambda text: None)


def as_xml(markup: str, *, picture: Callable[[str], str] = lambda source: source) -> str:
    """Clean ``markup`` of ours as well-formed XML; ``picture`` answers where a picture lies."""
    parts = []
    for kind, tag, attributes in _tokens(markup):
        if kind == "text":
            parts.append(html.escape(tag, quote=False))
        elif kind == "end":
            parts.append(f"</{tag}>")
        else:
            if tag == "img":
                attributes = {**attributes, "src": picture(attributes.get("src", ""))}
            told = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())
            parts.append(f"<{tag}{told}/>" if tag in _VOID else f"<{tag}{told}>")
    return "".join(parts)


def pictures_in(markup: str) -> list[tuple[str, str]]:
    """Sources and alternative texts of the pictures in ``markup``."""
    found = []
    for kind, tag, attributes in _tokens(markup[:MAX_FIELD_CHARACTERS]):
        if kind in {"start", "void"} and (source := _picture_source(tag, attributes)):
            found.append((source, clean_text(attributes.get("alt", ""))))
    return found


def _picture_source(tag: str, attributes: dict[str, str]) -> str:
    if tag == "img":
        return attributes.get("src", "").strip()
    if tag == "object":
        kind = attributes.get("type", "").lower()
        source = attributes.get("data", "").strip()
        if kind.startswith("image/") or re.search(r"\.(png|jpe?g|gif|webp)$", source.lower()):
            return source
    return ""


def _name_of_loss(tag: str) -> str:
    names = {
        "script": _("A script was left out."),
        "iframe": _("An embedded page was left out."),
        "video": _("A video was left out."),
        "audio": _("A sound recording was left out."),
        "svg": _("An SVG drawing was left out."),
        "math": _("A formula in MathML was reduced to its characters."),
        "embed": _("An embedded object was left out."),
        "object": _("An embedded object was left out."),
        "applet": _("An embedded object was left out."),
        "canvas": _("A drawing area was left out."),
    }
    return names.get(tag, _("A form field in the text was left out."))


def _tree(markup: str, *, picture: Picture, lost: Say) -> _Node:
    root = _Node("root")
    stack = [root]
    swallowed: list[str] = []
    ignored: list[str] = []
    math: list[str] = []
    for kind, tag, attributes in _tokens(markup):
        if swallowed:
            if kind == "text" and swallowed[0] == "math":
                math.append(tag)
            elif kind == "start" and tag == swallowed[-1]:
                swallowed.append(tag)
            elif kind == "end" and tag == swallowed[-1]:
                swallowed.pop()
                if not swallowed and math:
                    stack[-1].children.append(" ".join(" ".join(math).split()))
                    math = []
            continue
        if kind == "text":
            stack[-1].children.append(tag)
            continue
        if source := _picture_source(tag, attributes) if kind != "end" else "":
            alt = clean_text(attributes.get("alt", ""))
            if (known := picture(source, alt)) is not None:
                sizes = {
                    name: value
                    for name in ("width", "height")
                    if (value := attributes.get(name, "").strip()).isdecimal() and len(value) < 6
                }
                stack[-1].children.append(_Node("img", {"src": known, "alt": alt, **sizes}))
            elif formula := clean_text(attributes.get("data-equation-content", "")):
                stack[-1].children.append(formula)
            if tag == "object" and kind == "start":
                swallowed.append(tag)
            continue
        if tag in _SWALLOWED or tag == "input":
            if kind != "end":
                if tag not in _SILENT:
                    lost(_name_of_loss(tag))
                if kind == "start" and tag != "input":
                    swallowed.append(tag)
            continue
        tag = _RENAMED.get(tag, tag)
        if kind == "end":
            if tag in ignored:
                ignored.remove(tag)
            elif any(node.name == tag for node in stack[1:]):
                while stack.pop().name != tag:
                    pass
            continue
        _open(tag, attributes, stack, ignored, is_void=kind == "void", lost=lost)
    if math:
        stack[-1].children.append(" ".join(" ".join(math).split()))
    _unbox(root)
    return root


def _open(
    tag: str,
    attributes: dict[str, str],
    stack: list[_Node],
    ignored: list[str],
    *,
    is_void: bool,
    lost: Say,
) -> None:
    if tag == "br":
        stack[-1].children.append(_Node("br"))
        return
    if tag == "hr":
        stack[-1].children.append(_Node("div"))
        return
    if tag not in _BLOCKS and tag not in _BOXES and tag not in _INLINE:
        if tag not in _PASSED_THROUGH and not is_void:
            # "List<String>" or "x<y and y>z": no markup at all
            stack[-1].children.append(f"<{' '.join([tag, *attributes])}>")
        return
    if len(stack) > MAX_DEPTH:
        if not is_void:
            ignored.append(tag)
        return
    if tag in _BLOCKS or tag in _BOXES:
        # as in HTML: a block ends the paragraph it opens in
        for depth in range(len(stack) - 1, 0, -1):
            if stack[depth].name == "p":
                del stack[depth:]
                break
            if stack[depth].name in _BLOCKS:
                break
    kept = {
        name: attributes[name].strip()
        for name in _ATTRIBUTES.get(tag, ())
        if attributes.get(name, "").strip()
    }
    if tag == "a" and "href" in kept and not re.match(r"(?i)(https?|mailto):", kept["href"]):
        lost(_("A link that leads nowhere outside its own system was left out."))
        tag, kept = "span", {}
    if tag == "a" and "href" not in kept:
        tag, kept = "span", {}
    if tag in {"td", "th"}:
        kept = {
            name: value
            for name, value in kept.items()
            if name == "scope" or (value.isdecimal() and len(value) < 3)
        }
    node = _Node(tag, kept)
    stack[-1].children.append(node)
    if not is_void:
        stack.append(node)


def _has_block(node: _Node) -> bool:
    return any(
        (isinstance(child, _Node) and (child.name in _BLOCKS or child.name in _BOXES))
        or (isinstance(child, _Node) and _has_block(child))
        for child in node.children
    )


def _unbox(node: _Node, *, in_text: bool = False) -> None:
    """Boxes become paragraphs or dissolve; bare spans dissolve; bare text becomes a paragraph."""
    children: list[_Node | str] = []
    closed_text = in_text or node.name in _BLOCKS - _FLOW - {"ul", "ol", "table", "tr"}
    for child in node.children:
        if isinstance(child, str):
            children.append(child)
            continue
        _unbox(child, in_text=closed_text and child.name not in _FLOW)
        if child.name == "span" and not child.attributes:
            children.extend(child.children)
        elif child.name in _BOXES:
            if closed_text or _has_block(child):
                if closed_text and _holds_words(children):
                    children.append(_Node("br"))
                children.extend(child.children)
            else:
                children.append(_Node("p", {}, child.children))
        else:
            children.append(child)
    node.children = children
    if node.name in {"root", *_FLOW}:
        node.children = _paragraphs(children)


def _holds_words(children: list[_Node | str]) -> bool:
    return any(
        child.strip()
        if isinstance(child, str)
        else child.name == "img" or _holds_words(child.children)
        for child in children
    )


def _paragraphs(children: list[_Node | str]) -> list[_Node | str]:
    done: list[_Node | str] = []
    run: list[_Node | str] = []

    def close() -> None:
        if _holds_words(run):
            done.append(_Node("p", {}, list(run)))
        run.clear()

    for child in children:
        if isinstance(child, _Node) and (child.name in _BLOCKS or _has_block(child)):
            close()
            if child.name != "p" or _holds_words(child.children):
                done.append(child)
        else:
            run.append(child)
    close()
    return done


def _write(root: _Node) -> str:
    parts: list[str] = []
    for child in root.children:
        _write_node(child, parts, pre=False)
    return "".join(parts).strip()


def _write_node(node: _Node | str, parts: list[str], *, pre: bool) -> None:
    if isinstance(node, str):
        text = node if pre else _SPACE.sub(" ", node)
        if not pre and text.startswith(" ") and parts and _ends_in_gap(parts[-1]):
            text = text[1:]
        if text:
            parts.append(html.escape(text, quote=False))
        return
    if node.name in _BLOCKS or node.name == "br":
        _trim(parts)
    attributes = "".join(
        f' {name}="{html.escape(value)}"'.replace("&#x27;", "'")
        for name, value in node.attributes.items()
    )
    parts.append(f"<{node.name}{attributes}>")
    if node.name in _VOID:
        return
    for child in node.children:
        _write_node(child, parts, pre=pre or node.name == "pre")
    if node.name in _BLOCKS and not (pre or node.name == "pre"):
        _trim(parts)
    parts.append(f"</{node.name}>")


_GAP = re.compile(rf"(<(/?({'|'.join(sorted(_BLOCKS))})|br)[^>]*>| )$")


def _ends_in_gap(text: str) -> bool:
    return bool(_GAP.search(text[-400:]))


def _trim(parts: list[str]) -> None:
    if parts and not parts[-1].startswith("<"):
        parts[-1] = parts[-1].rstrip(" \n\t\f")


def _small(text: str, table: dict[str, str], sign: str) -> str:
    text = text.strip()
    if text and all(letter in table for letter in text):
        return "".join(table[letter] for letter in text)
    return f"{sign}{text}" if text else ""


def _words(root: _Node, *, lost: Say) -> str:
    parts: list[str] = []
    told: set[str] = set()

    def walk(node: _Node | str) -> None:
        if isinstance(node, str):
            parts.append(node)
            return
        if node.name in {"sub", "sup"}:
            start = len(parts)
            for child in node.children:
                walk(child)
            text = "".join(parts[start:])
            del parts[start:]
            parts.append(
                _small(text, _SUPER if node.name == "sup" else _SUB, "^_"[node.name == "sub"])
            )
            return
        if node.name in {"b", "strong", "i", "em", "u", "code", "a"} and "emphasis" not in told:
            told.add("emphasis")
            lost(_("Emphasis and links inside an option or label were reduced to plain words."))
        if node.name in _BLOCKS or node.name == "br":
            parts.append(" ")
        for child in node.children:
            walk(child)
        if node.name in _BLOCKS:
            parts.append(" ")

    walk(root)
    return clean_text("".join(parts))
