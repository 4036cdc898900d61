"""Markup from outside as a tree of what our rich text knows; each loss is named on the way."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from assessments.interchange.markup_tokens import tokens
from lms.core.sanitize import clean_text

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
BLOCKS = {
    *("p", "ul", "ol", "li", "h2", "h3", "h4", "blockquote", "pre", "table", "thead", "tbody"),
    *("tr", "th", "td", "caption"),
}
_INLINE = {"b", "strong", "i", "em", "u", "sub", "sup", "a", "code", "span"}
_FLOW = {"blockquote"}
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


@dataclass
class Node:
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)


def picture_source(tag: str, attributes: dict[str, str]) -> str:
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


def tree_of(markup: str, *, picture: Picture, lost: Say) -> Node:
    root = Node("root")
    stack = [root]
    swallowed: list[str] = []
    ignored: list[str] = []
    math: list[str] = []
    for kind, tag, attributes in tokens(markup):
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
        if source := picture_source(tag, attributes) if kind != "end" else "":
            alt = clean_text(attributes.get("alt", ""))
            if (known := picture(source, alt)) is not None:
                sizes = {
                    name: value
                    for name in ("width", "height")
                    if (value := attributes.get(name, "").strip()).isdecimal() and len(value) < 6
                }
                stack[-1].children.append(Node("img", {"src": known, "alt": alt, **sizes}))
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
    stack: list[Node],
    ignored: list[str],
    *,
    is_void: bool,
    lost: Say,
) -> None:
    if tag == "br":
        stack[-1].children.append(Node("br"))
        return
    if tag == "hr":
        stack[-1].children.append(Node("div"))
        return
    if tag not in BLOCKS and tag not in _BOXES and tag not in _INLINE:
        if tag not in _PASSED_THROUGH and not is_void:
            # "List<String>" or "x<y and y>z": no markup at all
            stack[-1].children.append(f"<{' '.join([tag, *attributes])}>")
        return
    if len(stack) > MAX_DEPTH:
        if not is_void:
            ignored.append(tag)
        return
    if tag in BLOCKS or tag in _BOXES:
        # as in HTML: a block ends the paragraph it opens in
        for depth in range(len(stack) - 1, 0, -1):
            if stack[depth].name == "p":
                del stack[depth:]
                break
            if stack[depth].name in BLOCKS:
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
    node = Node(tag, kept)
    stack[-1].children.append(node)
    if not is_void:
        stack.append(node)


def _has_block(node: Node) -> bool:
    return any(
        (isinstance(child, Node) and (child.name in BLOCKS or child.name in _BOXES))
        or (isinstance(child, Node) and _has_block(child))
        for child in node.children
    )


def _unbox(node: Node, *, in_text: bool = False) -> None:
    """Boxes become paragraphs or dissolve; bare spans dissolve; bare text becomes a paragraph."""
    children: list[Node | str] = []
    closed_text = in_text or node.name in BLOCKS - _FLOW - {"ul", "ol", "table", "tr"}
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
                    children.append(Node("br"))
                children.extend(child.children)
            else:
                children.append(Node("p", {}, child.children))
        else:
            children.append(child)
    node.children = children
    if node.name in {"root", *_FLOW}:
        node.children = _paragraphs(children)


def _holds_words(children: list[Node | str]) -> bool:
    return any(
        child.strip()
        if isinstance(child, str)
        else child.name == "img" or _holds_words(child.children)
        for child in children
    )


def _paragraphs(children: list[Node | str]) -> list[Node | str]:
    done: list[Node | str] = []
    run: list[Node | str] = []

    def close() -> None:
        if _holds_words(run):
            done.append(Node("p", {}, list(run)))
        run.clear()

    for child in children:
        if isinstance(child, Node) and (child.name in BLOCKS or _has_block(child)):
            close()
            if child.name != "p" or _holds_words(child.children):
                done.append(child)
        else:
            run.append(child)
    close()
    return done
