"""What a certificate rests on, read from the evidence of its results. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from certificates.enums import GroundKind

# results that no person judged
_NOBODY = frozenset(["", "automatic", "self"])
_LONGEST = 120


@dataclass(frozen=True)
class Ground:
    """``value`` is compared; ``label`` says in words what it is a key of."""

    kind: GroundKind
    value: str
    label: str = ""


def grounds_of(title: str, evidence: Mapping[str, Any]) -> list[Ground]:
    """The grounds in the evidence of one result of the unit ``title``.

    ``judged_by`` and ``judges`` name assessors by their account, ``version_digest`` what was asked,
    ``pigment_batch`` or ``pigment_batches`` what was used; each may be one text or a list.
    """
    batches = [*_texts(evidence.get("pigment_batch")), *_texts(evidence.get("pigment_batches"))]
    found = [Ground(GroundKind.ASSESSOR, one) for one in judges_of(evidence)]
    found += [
        Ground(GroundKind.EXAM_VERSION, one, title)
        for one in _texts(evidence.get("version_digest"))
        if one
    ]
    found += [Ground(GroundKind.PIGMENT_BATCH, fold_batch(one)) for one in batches if one]
    return list({(one.kind, one.value): one for one in found}.values())


def judges_of(evidence: Mapping[str, Any]) -> list[str]:
    """Every person who judged the result, once each."""
    named = [*_texts(evidence.get("judged_by")), *_texts(evidence.get("judges"))]
    return [one for one in dict.fromkeys(named) if one not in _NOBODY]


def fold_batch(text: str) -> str:
    """A batch number as it is compared: capitals, without spaces."""
    return "".join(text.split()).upper()[:_LONGEST]


def _texts(value: Any) -> Iterable[str]:
    if value is None:
        return ()
    values = value if isinstance(value, list | tuple) else (value,)
    return [str(one).strip()[:_LONGEST] for one in values]
