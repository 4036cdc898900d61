"""Drawing a paper from the bank. Pure and reproducible: the same seed and pool, the same paper.

Order comes from SHA-256 of the seed and a question's key, not from a random number generator, so
that a draw can be repeated years later in any language.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.rules import SectionRule
from lms.core.digest import digest


@dataclass(frozen=True)
class Candidate:
    """A published question as far as drawing needs it."""

    question: str
    version_id: int
    version_digest: str
    topic: str = ""
    difficulty: str = ""
    use: str = "exam"
    tags: frozenset[str] = frozenset()

    def to_json(self) -> list[Any]:
        return [
            self.question,
            self.version_id,
            self.version_digest,
            self.topic,
            self.difficulty,
            self.use,
            sorted(self.tags),
        ]

    @classmethod
    def from_json(cls, data: Sequence[Any]) -> "Candidate":
        question, version_id, version_digest, topic, difficulty, use, tags = data
        return cls(question, version_id, version_digest, topic, difficulty, use, frozenset(tags))


@dataclass(frozen=True)
class Shortage:
    """A section that cannot be filled: what it asks for and what there is for it."""

    section: int
    wanted: int
    found: int
    missing_keys: tuple[str, ...] = ()

    @property
    def missing(self) -> int:
        return self.wanted - self.found


@dataclass(frozen=True)
class Draw:
    """The drawn candidates of each section, and what is missing (empty when the paper is full)."""

    sections: tuple[tuple[Candidate, ...], ...]
    shortages: tuple[Shortage, ...]
    pool: tuple[Candidate, ...]

    @property
    def pool_digest(self) -> str:
        return pool_digest(self.pool)

    @property
    def questions(self) -> list[tuple[int, Candidate]]:
        return [(place, one) for place, drawn in enumerate(self.sections) for one in drawn]


def order_key(seed: str, *parts: Any) -> bytes:
    """The place of something in the order that ``seed`` gives."""
    return hashlib.sha256("\x1f".join([seed, *map(str, parts)]).encode()).digest()


def shuffled(items: Iterable[str], *, seed: str, purpose: str) -> list[str]:
    """``items`` in the order that ``seed`` gives for ``purpose``."""
    return sorted(items, key=lambda item: order_key(seed, purpose, item))


def matches(section: SectionRule, candidate: Candidate) -> bool:
    """Whether a question may be drawn for a random section."""
    return (
        (not section.topic or candidate.topic == section.topic)
        and (not section.difficulty or candidate.difficulty == section.difficulty)
        and (not section.use or candidate.use == section.use)
        and (not section.tag or section.tag in candidate.tags)
    )


def pool_json(pool: Iterable[Candidate]) -> list[list[Any]]:
    """A pool in the one order that its digest is taken in."""
    return sorted(one.to_json() for one in pool)


def pool_digest(pool: Iterable[Candidate]) -> str:
    """Names the version of the pool a paper was drawn from: every question, and all of it that
    decides what is drawn."""
    return digest(pool_json(pool))


def draw(
    sections: Sequence[SectionRule],
    pool: Collection[Candidate],
    *,
    seed: str,
    seen: Collection[str] = (),
) -> Draw:
    """Draw a paper, no question twice, with as few questions of ``seen`` as the pool allows.

    Fixed questions are taken first. Random sections whose pools overlap are filled by augmenting
    paths (Kuhn, "The Hungarian method", 1955), so a paper that can be filled is filled. A path
    never gives up a question that was drawn, so drawing first among the unseen ones alone draws
    the most of them.
    """
    by_key = {one.question: one for one in pool}
    fixed_keys = {
        key for section in sections if section.kind == "fixed" for key in section.questions
    }
    taken: dict[str, int] = {}
    random_sections = [place for place, one in enumerate(sections) if one.kind != "fixed"]
    options = {
        place: _options(sections[place], place, pool, fixed_keys, seed=seed, seen=set(seen))
        for place in random_sections
    }
    drawn_count = dict.fromkeys(random_sections, 0)
    unseen = {place: [key for key in keys if key not in seen] for place, keys in options.items()}
    for within in (unseen, options) if seen else (options,):
        for place in random_sections:
            while drawn_count[place] < sections[place].count and _claim(
                place, within, taken, set()
            ):
                drawn_count[place] += 1
    drawn: list[tuple[Candidate, ...]] = []
    shortages = []
    for place, section in enumerate(sections):
        if section.kind == "fixed":
            found = tuple(by_key[key] for key in section.questions if key in by_key)
            if len(found) < section.size:
                lost = tuple(key for key in section.questions if key not in by_key)
                shortages.append(Shortage(place, section.size, len(found), lost))
        else:
            mine = {key for key, owner in taken.items() if owner == place}
            found = tuple(by_key[key] for key in options[place] if key in mine)
            if drawn_count[place] < section.count:
                shortages.append(Shortage(place, section.count, drawn_count[place]))
        drawn.append(found)
    return Draw(tuple(drawn), tuple(shortages), tuple(sorted(pool, key=lambda one: one.question)))


def _options(
    section: SectionRule,
    place: int,
    pool: Iterable[Candidate],
    fixed_keys: Collection[str],
    *,
    seed: str,
    seen: Collection[str],
) -> list[str]:
    keys = [
        one.question for one in pool if one.question not in fixed_keys and matches(section, one)
    ]
    return sorted(keys, key=lambda key: (key in seen, order_key(seed, "draw", place, key)))


def _claim(
    place: int, options: dict[int, list[str]], taken: dict[str, int], tried: set[str]
) -> bool:
    """Give section ``place`` one more question, moving others' questions when that helps."""
    for key in options[place]:
        if key not in taken and key not in tried:
            taken[key] = place
            return True
    for key in options[place]:
        owner = taken.get(key, place)
        if owner == place or key in tried:
            continue
        tried.add(key)
        if _claim(owner, options, taken, tried):
            taken[key] = place
            return True
    return False
