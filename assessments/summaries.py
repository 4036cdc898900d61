"""What was asked and answered in an attempt, question by question, in few bytes. Pure.

Kept on an attempt once it is handed in, for what looks through very many: papers, answers and steps
stay the truth, and the summary can be made of them again at any time.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from math import isnan, nan
from struct import Struct
from typing import Any, NamedTuple

from assessments.papers import Paper

# version, points, seconds, answer: without gaps, the lowest byte first on every machine
SLOT = Struct("<Idfq")
# options beyond these have no bit
MOST_OPTIONS = 62


class Slot(NamedTuple):
    """One question of a paper. ``seconds`` is NaN where the time is not known.

    ``given`` is equal for equal answers: of a question one picks from, the options picked, as bits
    in the order of :func:`options_of`; of others, a number made of the answer. Zero stands for no
    answer, and for one that cannot be compared.
    """

    version: int
    points: float
    seconds: float
    given: int


def summarize(
    paper: Paper,
    answers: Mapping[int, tuple[Any, Mapping[str, Any]]],
    steps: Iterable[tuple[dt.datetime, int]],
) -> bytes:
    """The summary of an attempt: version and answer by position, and when something was done."""
    seconds = time_spent(steps)
    slots = []
    for item in paper.items:
        version, answer = answers[item.position]
        given = code_of(version.kind, version.spec, answer) if answer else 0
        spent = seconds.get(item.position, nan)
        slots.append(SLOT.pack(item.version_id, float(item.points), spent, given))
    return b"".join(slots)


def read_summary(summary: bytes) -> list[Slot]:
    """The questions of a summary, in the order of the paper."""
    return [Slot(*fields) for fields in SLOT.iter_unpack(summary)]


def is_same(one: bytes, other: bytes) -> bool:
    """Whether two summaries say the same; times may differ by what arithmetic can't tell."""
    first, second = read_summary(one), read_summary(other)
    return len(first) == len(second) and all(
        (a.version, a.points, a.given) == (b.version, b.points, b.given)
        and (isnan(a.seconds) == isnan(b.seconds))
        and not abs(a.seconds - b.seconds) > 1e-3
        for a, b in zip(first, second, strict=True)
    )


def time_spent(steps: Iterable[tuple[dt.datetime, int]]) -> dict[int, float]:
    """Seconds by position, from when something was done where; position 0 is no question.

    The time of a question is what passed between a save of it and the step before. Of answers that
    were saved at once, the first on the paper has the time before.
    """
    seconds: dict[int, float] = {}
    before: dt.datetime | None = None
    for at, position in sorted(steps):
        if before is not None and position and at > before:
            seconds[position] = seconds.get(position, 0.0) + (at - before).total_seconds()
        before = at
    return seconds


def options_of(kind: Any, spec: Any) -> tuple[str, ...]:
    """The options one picks from, each of which has a bit; () for questions of another kind."""
    found: tuple[str, ...] = kind.pickable(spec)
    return found if len(found) <= MOST_OPTIONS else ()


def picked(answer: Mapping[str, Any]) -> list[str]:
    """The options an answer names."""
    return list(answer.get("picks") or [answer.get("value")])


def code_of(kind: Any, spec: Any, answer: Mapping[str, Any]) -> int:
    """The number that stands for ``answer`` in :attr:`Slot.given`."""
    if options := options_of(kind, spec):
        chosen = set(picked(answer))
        return sum(1 << place for place, key in enumerate(options) if key in chosen)
    pattern = kind.pattern(spec, answer) if kind.is_answered(answer) else None
    if pattern is None:
        return 0
    text = json.dumps(pattern, sort_keys=True, ensure_ascii=False, default=str)
    found = blake2b(" ".join(text.casefold().split()).encode(), digest_size=8).digest()
    return int.from_bytes(found, "little") >> 1 or 1
