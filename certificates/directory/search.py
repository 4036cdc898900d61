"""What a client asked the directory for: a value that turns into an address and back. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol
from urllib.parse import urlencode

from certificates.directory.enums import ClinicType, Technique

MAX_TEXT = 80
CLINICS = "clinics"
PEOPLE = "people"
_TECHNIQUES = frozenset(Technique.values)
_TYPES = frozenset(ClinicType.values)


class Parameters(Protocol):
    """The part of a QueryDict that is read."""

    def get(self, key: str, default: Any = None) -> Any: ...

    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True)
class Search:
    """One search. Techniques must all be offered; of the types any one will do."""

    q: str = ""
    town: str = ""
    techniques: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    free_consultation: bool = False
    show: str = CLINICS
    page: int = 1

    @classmethod
    def read(cls, given: Parameters) -> Search:
        """Read the parameters of an address; what is not understood is left out."""
        page = str(given.get("page") or "1")
        return cls(
            q=_line(given.get("q")),
            town=_line(given.get("town")),
            techniques=_TECHNIQUES.intersection(given.getlist("technique")),
            types=_TYPES.intersection(given.getlist("type")),
            free_consultation=given.get("free") == "1",
            show=PEOPLE if given.get("show") == PEOPLE else CLINICS,
            page=int(page) if page.isdecimal() and len(page) < 7 and int(page) else 1,
        )

    def query(self) -> str:
        """Return the query string of this search, the same for the same search."""
        pairs: list[tuple[str, str]] = []
        if self.q:
            pairs.append(("q", self.q))
        if self.town:
            pairs.append(("town", self.town))
        pairs += [("technique", value) for value in Technique.values if value in self.techniques]
        pairs += [("type", value) for value in ClinicType.values if value in self.types]
        if self.free_consultation:
            pairs.append(("free", "1"))
        if self.show != CLINICS:
            pairs.append(("show", self.show))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return urlencode(pairs)

    @property
    def has_filters(self) -> bool:
        """Whether anything narrows the directory."""
        return bool(self.q or self.town or self.techniques or self.types or self.free_consultation)

    def first_page(self) -> Search:
        return replace(self, page=1)

    def at_page(self, page: int) -> Search:
        return replace(self, page=page)

    def showing(self, show: str) -> Search:
        return replace(self, show=show, page=1)

    def without(self, name: str, value: str = "") -> Search:
        """Return this search with one filter taken away, on its first page."""
        empty: Mapping[str, Any] = {
            "q": {"q": ""},
            "town": {"town": ""},
            "technique": {"techniques": self.techniques - {value} if value else frozenset()},
            "type": {"types": self.types - {value} if value else frozenset()},
            "free": {"free_consultation": False},
        }
        return replace(self, page=1, **empty[name])

    def chosen(self) -> list[tuple[str, str]]:
        """The filters that can be taken away one by one, as (name, value)."""
        found = [("technique", value) for value in Technique.values if value in self.techniques]
        found += [("type", value) for value in ClinicType.values if value in self.types]
        if self.free_consultation:
            found.append(("free", "1"))
        return found

    def wider(self) -> Iterator[tuple[str, Search]]:
        """Name the next wider searches, the smallest concession first, all of them different."""
        for name, given in (
            ("free", self.free_consultation),
            ("type", self.types),
            ("technique", self.techniques),
            ("q", self.q),
            ("town", self.town),
        ):
            if given:
                yield name, self.without(name)


def _line(text: Any) -> str:
    return " ".join(str(text or "").split())[:MAX_TEXT]
