"""The text formats of Moodle as markup."""

import html
import re

_MARKDOWN_LINES = re.compile(r"^(\s{0,12}([-*+]|\d{1,3}[.)])\s+)(.*)$")


def formatted(text: str, text_format: str) -> str:
    """``text`` in one of Moodle's text formats, as markup."""
    kind = text_format.strip().lower()
    if kind in {"plain", "plain_text", "2"}:
        return html.escape(text, quote=False).replace("\n", "<br>")
    if kind in {"markdown", "4"}:
        return markdown(text)
    if kind in {"moodle", "moodle_auto_format", "auto", "0"}:
        return text.strip("\n").replace("\n", "<br>")
    return text


def markdown(text: str) -> str:
    """The Markdown people write in questions: paragraphs, lists, emphasis, code, pictures."""
    blocks = []
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        lines = block.split("\n")
        found = [_MARKDOWN_LINES.match(line) for line in lines]
        if lines and all(found):
            tag = "ol" if found[0] and found[0][2][0].isdigit() else "ul"
            items = "".join(f"<li>{_markdown_inline(match[3])}</li>" for match in found if match)
            blocks.append(f"<{tag}>{items}</{tag}>")
        elif heading := re.match(r"^(#{1,6})\s+(.*)$", block):
            blocks.append(f"<h3>{_markdown_inline(heading[2])}</h3>")
        else:
            blocks.append(f"<p>{_markdown_inline(block)}</p>")
    return "".join(blocks)


def _markdown_inline(text: str) -> str:
    text = re.sub(r"!\[([^\]\n]{0,200})\]\(([^)\s]{1,400})\)", r'<img src="\2" alt="\1">', text)
    text = re.sub(r"(?<!!)\[([^\]\n]{1,200})\]\(([^)\s]{1,400})\)", r'<a href="\2">\1</a>', text)
    text = re.sub(r"`([^`\n]{1,400})`", r"<code>\1</code>", text)
    text = re.sub(r"(\*\*|__)(?=\S)([^*_\n]{1,400}?\S|\S)\1", r"<strong>\2</strong>", text)
    return re.sub(r"(?<![\w*])([*_])(?=\S)([^*_\n]{1,400}?)\1(?![\w*])", r"<em>\2</em>", text)
