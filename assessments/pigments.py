"""The pigments of a practical case, as an assessor writes them down. Pure."""

from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

LONGEST = 120
MOST = 20


@dataclass(frozen=True)
class Pigment:
    """One bottle: its name, and the batch reference that its label has to carry (EU REACH 75)."""

    name: str
    batch: str

    def __post_init__(self) -> None:
        if not (self.name and self.batch):
            raise ValueError(_("A pigment has a name and a batch number."))
        if max(len(self.name), len(self.batch)) > LONGEST:
            raise ValueError(
                _("Names and batch numbers have at most %(n)d characters.") % {"n": LONGEST}
            )

    def __str__(self) -> str:
        return f"{self.name}, {self.batch}"

    def to_json(self) -> dict[str, str]:
        return asdict(self)


def read_pigments(text: str) -> tuple[Pigment, ...]:
    """One pigment to a line, "name, batch"; the last comma divides. The same again counts once.

    Raises ValueError, which names the line that is no pigment with a batch number.
    """
    found: dict[Pigment, None] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        name, _comma, batch = (" ".join(part.split()) for part in line.rpartition(","))
        try:
            found[Pigment(name, batch)] = None
        except ValueError as error:
            raise ValueError(
                _("Line %(n)d: write the name, a comma, and the batch number. %(why)s")
                % {"n": number, "why": error}
            ) from error
    if len(found) > MOST:
        raise ValueError(_("More than %(n)d pigments are no one case.") % {"n": MOST})
    return tuple(found)
