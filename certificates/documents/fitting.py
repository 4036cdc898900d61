"""Making text fit: shrink, then wrap, never cut."""

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass

from certificates.documents.faces import Face
from certificates.documents.ink import text_width
from certificates.documents.text import clusters_of

_TITLE_LARGEST, _TITLE_ONE_LINE = 25.0, 19.0


def fit_size(text: str, faces: tuple[Face, ...], largest: float, width: float) -> float:
    """The largest size up to ``largest`` at which one line is no wider than ``width`` points."""
    natural = text_width(text, faces, largest)
    if natural <= width:
        return largest
    # rounded down, so that rounding can never push the line past the edge
    return math.floor(largest * width / natural * 100) / 100


def split_in_two(text: str, faces: tuple[Face, ...]) -> tuple[str, ...]:
    """Break a name at the space that makes its longer line shortest; no space, no break."""
    words = text.split()
    if len(words) < 2:
        return (text,)
    choices = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return min(choices, key=lambda pair: max(text_width(line, faces, 38) for line in pair))


@dataclass(frozen=True)
class TitleFit:
    """The award's title: its lines and their size."""

    lines: tuple[str, ...]
    size: float


def fit_title(text: str, faces: tuple[Face, ...], width: float) -> TitleFit:
    """One line down to 19 points, then two lines as large as they can be."""
    size = fit_size(text, faces, _TITLE_LARGEST, width)
    if size >= _TITLE_ONE_LINE:
        return TitleFit((text,), size)
    lines = split_in_two(text, faces)
    two = min(fit_size(line, faces, _TITLE_ONE_LINE, width) for line in lines)
    return TitleFit(lines, two) if two > size else TitleFit((text,), size)


@functools.lru_cache(512)
def wrap(text: str, faces: tuple[Face, ...], size: float, width: float) -> tuple[str, ...]:
    """Wrap at spaces, then narrow the lines while their number holds, so that no orphan is left."""
    words = _words(text, faces, size, width)

    def measure(line: str) -> float:
        return text_width(line, faces, size)

    # lines measured word by word can miss what letters do to each other across a space
    lines = _balanced(words, [measure(word) for word in words], measure(" "), width)
    if all(measure(line) <= width for line in lines):
        return lines
    return _measured_whole(words, measure, width)


def _balanced(words: list[str], widths: list[float], space: float, width: float) -> tuple[str, ...]:
    best = _greedy(words, widths, space, width)
    low, high = width * 0.5, width
    for _attempt in range(5 if len(best) > 1 else 0):
        middle = (low + high) / 2
        lines = _greedy(words, widths, space, middle)
        if len(lines) == len(best):
            best, high = lines, middle
        else:
            low = middle
    return best


def _greedy(words: list[str], widths: list[float], space: float, width: float) -> tuple[str, ...]:
    lines: list[list[str]] = []
    reach = 0.0
    for word, own in zip(words, widths, strict=True):
        if lines and reach + space + own <= width:
            lines[-1].append(word)
            reach += space + own
        else:
            lines.append([word])
            reach = own
    return tuple(" ".join(line) for line in lines)


def _measured_whole(
    words: list[str], measure: Callable[[str], float], width: float
) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words:
        if lines and measure(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _words(text: str, faces: tuple[Face, ...], size: float, width: float) -> list[str]:
    """Words; one that is wider than a line is broken between letters."""
    words: list[str] = []
    # a no-break space is no place to break, so only the ordinary one splits
    for word in text.split(" "):
        if not word:
            continue
        if text_width(word, faces, size) <= width:
            words.append(word)
            continue
        piece = ""
        for cluster in clusters_of(word):
            if piece and text_width(piece + cluster, faces, size) > width:
                words.append(piece)
                piece = cluster
            else:
                piece += cluster
        words.append(piece)
    return words
