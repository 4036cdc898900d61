"""What a certificate says, frozen at issue: a value that never changes and has a digest. Pure.

The holder's name stands beside the snapshot, which holds only a salted hash of it: so a name can be
erased and the digest, and the ledger that rests on it, stay whole.
"""

import datetime as dt
import hashlib
import json
import re
import unicodedata
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from certificates.enums import AwardKind
from lms.core.digest import canonical_json, digest

SCHEMA = 1
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True)
class ScopeFacts:
    """One technique on one condition, as the closed lists name them."""

    technique: str
    condition: str


@dataclass(frozen=True)
class AwardFacts:
    """The award as it was worded in the version that was issued.

    ``scope`` and ``exclusions`` say in closed terms what ``covers`` and ``excludes`` say in words;
    they are empty where an award was worded before there were such terms.
    """

    key: str
    title: str
    kind: AwardKind
    version: int
    digest: str
    covers: tuple[str, ...]
    excludes: tuple[str, ...]
    notes: tuple[str, ...]
    scope: tuple[ScopeFacts, ...] = ()
    exclusions: tuple[ScopeFacts, ...] = ()


@dataclass(frozen=True)
class IssuerFacts:
    """Who issued it, in words."""

    name: str
    line: str
    contact: str


@dataclass(frozen=True)
class Signatory:
    """Somebody who answers for it."""

    name: str
    role: str


@dataclass(frozen=True)
class BasisFacts:
    """A completed course it rests on, with the version that was completed."""

    course_key: str
    course_title: str
    version: int
    version_digest: str
    completed_on: dt.date


@dataclass(frozen=True)
class ResultFacts:
    """One assessed result it rests on; ``score`` is 0..1 and never shown in public."""

    course_key: str
    unit_key: str
    title: str
    kind: str
    outcome: str
    score: Decimal | None
    version_digest: str
    judged_by: str


@dataclass(frozen=True)
class Snapshot:
    """Every material fact of one certificate; hours are None where the award states none.

    ``verify_origin`` is the scheme and host its address of verification starts with.
    """

    number: str
    language: str
    name: str
    name_salt: str
    award: AwardFacts
    hours_theory: Decimal | None
    hours_practical: Decimal | None
    issued_on: dt.date
    valid_until: dt.date | None
    issuer: IssuerFacts
    verify_origin: str
    signatories: tuple[Signatory, ...]
    assessors: tuple[str, ...]
    basis: tuple[BasisFacts, ...]
    results: tuple[ResultFacts, ...]
    units_passed: int
    eligibility: dict[str, Any]
    schema: int = SCHEMA

    @property
    def assessor_names(self) -> tuple[str, ...]:
        """Everybody who assessed, as they are printed."""
        return tuple(dict.fromkeys(name_judges(one) for one in self.assessors))

    @property
    def hours_total(self) -> Decimal:
        """Theory and practical hours together."""
        return (self.hours_theory or Decimal(0)) + (self.hours_practical or Decimal(0))

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values without the name itself; :meth:`from_json` is the way back."""
        value: dict[str, Any] = json.loads(canonical_json(asdict(self)))
        value["name_digest"] = hash_name(value.pop("name"), self.name_salt)
        for member in ("scope", "exclusions"):
            # snapshots that never had such terms keep the digest they were issued with
            if not value["award"][member]:
                del value["award"][member]
        return value

    def digest(self) -> str:
        """SHA-256 of the canonical JSON."""
        return digest(self.as_json())

    @classmethod
    def from_json(cls, value: dict[str, Any], *, name: str) -> "Snapshot":
        """Rebuild a snapshot; ``name`` is empty once it has been erased.

        Raises KeyError, TypeError or ValueError if ``value`` is no snapshot of this schema.
        """
        if value["schema"] != SCHEMA:
            raise ValueError(f"a snapshot of schema {value['schema']} cannot be read")
        award = value["award"]
        return cls(
            number=value["number"],
            language=value["language"],
            name=name,
            name_salt=value["name_salt"],
            award=AwardFacts(
                key=award["key"],
                title=award["title"],
                kind=AwardKind(award["kind"]),
                version=award["version"],
                digest=award["digest"],
                covers=tuple(award["covers"]),
                excludes=tuple(award["excludes"]),
                notes=tuple(award["notes"]),
                scope=tuple(ScopeFacts(**row) for row in award.get("scope", ())),
                exclusions=tuple(ScopeFacts(**row) for row in award.get("exclusions", ())),
            ),
            hours_theory=_decimal(value["hours_theory"]),
            hours_practical=_decimal(value["hours_practical"]),
            issued_on=dt.date.fromisoformat(value["issued_on"]),
            valid_until=_date(value["valid_until"]),
            issuer=IssuerFacts(**value["issuer"]),
            verify_origin=value["verify_origin"],
            signatories=tuple(Signatory(**row) for row in value["signatories"]),
            assessors=tuple(value["assessors"]),
            basis=tuple(
                BasisFacts(**{**row, "completed_on": dt.date.fromisoformat(row["completed_on"])})
                for row in value["basis"]
            ),
            results=tuple(
                ResultFacts(**{**row, "score": _decimal(row["score"])}) for row in value["results"]
            ),
            units_passed=value["units_passed"],
            eligibility=value["eligibility"],
        )


def somebody() -> str:
    """What an assessor is called whose name is not known."""
    return _("an assessor of the academy")


def name_judges(judged_by: str) -> str:
    """Who judged, as it is printed; certificates of earlier days hold accounts instead of names."""
    return somebody() if is_account_key(judged_by) else judged_by


def is_account_key(text: str) -> bool:
    """Whether this is how evidence names an account, rather than a person's name.

    A number, or a UUID where a site's own user model has such keys.
    """
    return text.isdecimal() or _UUID.fullmatch(text) is not None


def hash_name(name: str, salt: str) -> str:
    """SHA-256 of a name with its salt; spelling in composed or decomposed letters is the same."""
    return hashlib.sha256(f"{salt}:{unicodedata.normalize('NFC', name)}".encode()).hexdigest()


def fold_name(name: str) -> str:
    """A name as two people would both type it: capitals, spaces and letter forms do not matter."""
    # marks of direction and joiners are invisible, so nobody can be asked to type them
    seen = "".join(character for character in name if unicodedata.category(character) != "Cf")
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
    return " ".join(folded.split())


def hash_typed_name(name: str, salt: str) -> str:
    """SHA-256 of :func:`fold_name` with a salt: what a typed name is compared by once erased."""
    return hashlib.sha256(f"typed:{salt}:{fold_name(name)}".encode()).hexdigest()


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _date(value: str | None) -> dt.date | None:
    return None if value is None else dt.date.fromisoformat(value)


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day ``months`` later, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    first_of_next = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (first_of_next - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, last))
