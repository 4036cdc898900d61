"""One line of text split into runs of one direction and one face, in visual order."""

import functools
import unicodedata

from certificates.documents.faces import Face
from certificates.documents.text import MissingGlyphs, clusters_of, normalize

_RIGHT = ("R", "AL")
_NUMBERS = ("EN", "AN")
# below the Hebrew block every letter is written from left to right
_LAST_LEFT = "\u058f"
Run = tuple[Face, bool, str]


@functools.lru_cache(1024)
def split_runs(text: str, faces: tuple[Face, ...]) -> tuple[Run, ...]:
    """Return (face, is right to left, letters) in the order they are drawn.

    Direction follows the first strong letter, neutral characters take the direction around them:
    the part of the Unicode bidi algorithm that names and short lines need. Raises
    :class:`MissingGlyphs` naming every character that no face covers.
    """
    text = normalize(text)
    if text and max(text) <= _LAST_LEFT and faces[0].covers(text):
        return ((faces[0], False, text),)
    directions, base_is_right = _directions(text)
    runs: list[tuple[Face, bool, str]] = []
    missing: list[str] = []
    position = 0
    for cluster in clusters_of(text):
        is_right = directions[position]
        position += len(cluster)
        face = _face_for(cluster, faces, runs[-1][0] if runs else None)
        if face is None:
            missing += [c for c in cluster if not any(f.covers(c) for f in faces)] or list(cluster)
        elif runs and runs[-1][0] is face and runs[-1][1] == is_right:
            runs[-1] = (face, is_right, runs[-1][2] + cluster)
        else:
            runs.append((face, is_right, cluster))
    if missing:
        raise MissingGlyphs("".join(dict.fromkeys(missing)))
    return tuple(reversed(runs)) if base_is_right else tuple(runs)


def _directions(text: str) -> tuple[list[bool], bool]:
    classes = [unicodedata.bidirectional(c) for c in text]
    strong: list[bool | None] = [
        True if c in _RIGHT else False if c == "L" or c in _NUMBERS else None for c in classes
    ]
    base = next(
        (s for s, c in zip(strong, classes, strict=True) if s is not None and c not in _NUMBERS),
        False,
    )
    settled: list[bool] = []
    for index, own in enumerate(strong):
        if own is not None:
            settled.append(own)
            continue
        before = settled[-1] if settled else base
        if classes[index] == "NSM" and settled:
            settled.append(before)
            continue
        after = next((s for s in strong[index + 1 :] if s is not None), base)
        settled.append(before if before == after else base)
    return settled, base


def _face_for(cluster: str, faces: tuple[Face, ...], current: Face | None) -> Face | None:
    if cluster == " " and current is not None and current.covers(cluster):
        return current
    return next((face for face in faces if face.covers(cluster)), None)
