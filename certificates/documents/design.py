"""How a certificate looks, as a value: layout, inks, ornament, seal, logo and wording. Pure."""

import base64
from dataclasses import dataclass
from typing import Any

from certificates.documents.palette import GRAPHITE, INKS, Color
from certificates.enums import Inks, Layout, Ornament, SealStyle
from certificates.snapshot import Signatory

SCHEMA = 1


@dataclass(frozen=True)
class Logo:
    """A picture without transparency: rows of RGB, deflated, as they enter the file."""

    width: int
    height: int
    data: bytes


@dataclass(frozen=True)
class Design:
    """One design; empty words mean the register's own.

    ``signatories`` answer for awards that name none. The words for competence and attendance are
    apart, so that no design can make one read like the other.
    """

    layout: Layout = Layout.LANDSCAPE
    inks: Inks = Inks.CLAY
    ornament: Ornament = Ornament.FIELD
    seal: SealStyle = SealStyle.FULL
    opening: str = ""
    competence_words: str = ""
    attendance_words: str = ""
    signatories: tuple[Signatory, ...] = ()
    logo: Logo | None = None

    @property
    def accent(self) -> Color:
        """The ink of headings, rule and seal."""
        return INKS.get(self.inks, GRAPHITE)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values; :meth:`from_json` is the way back."""
        return {
            "schema": SCHEMA,
            "layout": str(self.layout),
            "inks": str(self.inks),
            "ornament": str(self.ornament),
            "seal": str(self.seal),
            "opening": self.opening,
            "competence_words": self.competence_words,
            "attendance_words": self.attendance_words,
            "signatories": [{"name": p.name, "role": p.role} for p in self.signatories],
            "logo": self.logo
            and {
                "width": self.logo.width,
                "height": self.logo.height,
                "data": base64.b64encode(self.logo.data).decode(),
            },
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Design":
        """Rebuild a design. Raises KeyError or ValueError if ``value`` is none of this schema."""
        if value["schema"] != SCHEMA:
            raise ValueError(f"a design of schema {value['schema']} cannot be read")
        logo = value["logo"]
        return cls(
            layout=Layout(value["layout"]),
            inks=Inks(value["inks"]),
            ornament=Ornament(value["ornament"]),
            seal=SealStyle(value["seal"]),
            opening=value["opening"],
            competence_words=value["competence_words"],
            attendance_words=value["attendance_words"],
            signatories=tuple(Signatory(**row) for row in value["signatories"]),
            logo=logo and Logo(logo["width"], logo["height"], base64.b64decode(logo["data"])),
        )


HOUSE = Design()
