"""A directory of any size, copied by the server from a few real clinics and people."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

PER_CLINIC = 5
TOWNS = 500
# keys of copies start here; the originals stay below
FIRST = 1_000_000
# a town's number in letters: with a digit it would be taken for a postcode
DIGITS = str.maketrans("0123456789", "abcdefghij")
NAMES = ("Ann", "Bianca", "Chidi", "Dora", "Emil", "Fatima", "Goran", "Hana", "Idris", "Jo")


@dataclass(frozen=True)
class Originals:
    """Keys of the rows that are copied in turns, in the order of the turns."""

    clinics: tuple[int, ...]
    people: tuple[int, ...]
    users: tuple[int, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> "Originals":
        return cls(*(tuple(given[name]) for name in ("clinics", "people", "users")))


def make_originals() -> Originals:
    """Four clinics, one of each type, with one person each: two kinds of award, healed work once.

    They are made through the services, so that every column holds what a real row holds.
    """
    from django.utils import timezone

    from certificates.directory.enums import ClinicType, Moderation, Technique
    from certificates.directory.models import ClinicLanguage, PortfolioCase
    from certificates.models import AwardScope
    from tests.factories.directory import School, make_clinic, make_practitioner

    hairline = AwardScope(technique=Technique.HAIRLINE, condition="pattern_loss")
    anything = [AwardScope(technique=t, condition="any") for t in ("density", "scar")]
    schools = [School(scope=[hairline]), School(scope=anything)]
    clinics, people = [], []
    offers = [("hairline",), ("hairline", "scar"), ("density",), ("density", "scar", "hairline")]
    for n, (kind, techniques) in enumerate(zip(ClinicType, offers, strict=True)):
        clinic = make_clinic(
            name=f"Original {n}",
            type=kind,
            techniques=techniques,
            free_consultation=n % 2 == 0,
            payment_plans=n == 3,
        )
        clinic.spoken = [
            ClinicLanguage(code=code) for code in (("en", "pl") if n == 1 else ("en",))
        ]
        clinic.save()
        person = make_practitioner(clinic, name=f"{NAMES[n]} Original")
        schools[n % 2].certify(person)
        clinics.append(clinic)
        people.append(person)
    PortfolioCase.objects.create(
        practitioner=people[2],
        technique=Technique.DENSITY,
        sessions=3,
        months_healed=8,
        state=Moderation.PUBLISHED,
        created_at=timezone.now(),
        published_at=timezone.now(),
        consent_reference="17",
        consent_signed_on=timezone.localdate(),
    )
    return Originals(
        clinics=tuple(one.pk for one in clinics),
        people=tuple(one.pk for one in people),
        users=tuple(one.user_id for one in people),
    )


def fill(originals: Originals, people: int) -> None:
    """Make ``people`` copies at a fifth as many clinics all over a country of 400 by 300 km.

    The copies belong to accounts and enrollments that do not exist, so the server is told not to
    look for them. Raises RuntimeError where the rows are not all there afterwards.
    """
    from django.db import connection

    from certificates.directory import models
    from certificates.models import Certificate

    clinics = people // PER_CLINIC
    copies = _Copies(connection, len(originals.clinics))
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        town = f"translate((n % {TOWNS})::text, '0123456789', 'abcdefghij')"
        copies.make(
            models.Clinic,
            clinics,
            owner="id",
            originals=originals.clinics,
            id=f"{FIRST} + n",
            name="'Studio ' || n",
            slug="'bench-' || n",
            town=f"'Town ' || {town}",
            town_key=f"'town ' || {town}",
            sort_name=f"'studio0' || n || '00town0' || {town}",
            # spread evenly and the same each time: multiples of the golden ratio
            latitude="50.4 + (n * 0.6180339887 - floor(n * 0.6180339887)) * 3.6",
            longitude="-3.6 + (n * 0.7548776662 - floor(n * 0.7548776662)) * 4.4",
        )
        names = ", ".join(f"'{name}'" for name in NAMES)
        copies.make(
            models.Practitioner,
            people,
            owner="id",
            originals=originals.people,
            id=f"{FIRST} + n",
            user_id=f"{FIRST} + n",
            display_name=f"(ARRAY[{names}])[n % {len(NAMES)} + 1] || ' W' || n",
            sort_name=f"lower((ARRAY[{names}])[n % {len(NAMES)} + 1]) || '0w' || n",
            slug="'bench-' || n",
        )
        for model in (models.ClinicService, models.ClinicLanguage):
            copies.make(model, clinics, originals=originals.clinics, clinic_id=f"{FIRST} + n")
        person = {"practitioner_id": f"{FIRST} + n"}
        copies.make(
            models.ClinicPractitioner,
            people,
            originals=originals.people,
            owner="practitioner_id",
            # five at each, of the same turn: what the clinic offers its people are certified in
            clinic_id=f"{FIRST} + 1 + (n - 1) % {clinics}",
            **person,
        )
        copies.make(
            models.ListingConsent,
            people,
            originals=originals.people,
            owner="practitioner_id",
            **person,
        )
        copies.make(
            models.PortfolioCase,
            people,
            originals=originals.people,
            owner="practitioner_id",
            key="gen_random_uuid()",
            **person,
        )
        copies.make(
            Certificate,
            people,
            originals=originals.users,
            owner="user_id",
            number="'Z' || lpad(n::text, 12, '0')",
            user_id=f"{FIRST} + n",
            enrollment_id=f"{FIRST} + n",
        )
        _make_words(cursor)
        _make_towns()
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")
    _expect(models.Clinic, clinics + len(originals.clinics))
    _expect(models.Practitioner, people + len(originals.people))
    _expect(models.ClinicPractitioner, people + len(originals.people))
    _expect(models.ListingConsent, 2 * (people + len(originals.people)))
    _expect(Certificate, people + len(originals.people))


class _Copies:
    """Rows copied from ``turns`` originals in turns, row ``n`` from the original of its turn."""

    def __init__(self, connection: Any, turns: int) -> None:
        self.connection, self.turns = connection, turns

    def make(
        self,
        model: Any,
        count: int,
        *,
        originals: tuple[int, ...],
        owner: str = "clinic_id",
        **changes: str,
    ) -> None:
        """Copy every row of each original ``count`` times in all, with ``changes`` in SQL."""
        table = model._meta.db_table
        columns = [field.column for field in model._meta.concrete_fields]
        changes.setdefault("id", f"nextval(pg_get_serial_sequence('{table}', 'id'))")
        values = [changes.get(column, f'row."{column}"') for column in columns]
        quoted = ", ".join(f'"{column}"' for column in columns)
        turn = f"(ARRAY[{', '.join(map(str, originals))}])[n % {self.turns} + 1]"
        with self.connection.cursor() as cursor:
            # names of tables and columns come from the models, numbers from here
            cursor.execute(
                f"INSERT INTO {table} ({quoted}) SELECT {', '.join(values)} "  # noqa: S608
                f"FROM generate_series(1, {count}) AS n JOIN {table} AS row ON row.{owner} = {turn}"
            )


def _make_words(cursor: Any) -> None:
    from certificates.directory import models

    for words, owner, source, name in (
        (models.ClinicWord, "clinic_id", models.Clinic, "name || ' ' || town"),
        (models.PractitionerWord, "practitioner_id", models.Practitioner, "display_name"),
    ):
        # names of tables come from the models
        cursor.execute(
            f"INSERT INTO {words._meta.db_table} ({owner}, word) "  # noqa: S608
            f"SELECT DISTINCT id, unnest(string_to_array(lower({name}), ' ')) "
            f"FROM {source._meta.db_table} WHERE id > {FIRST}"
        )


def _make_towns() -> None:
    from certificates.directory.enums import PlaceKind
    from certificates.directory.models import Place

    Place.objects.bulk_create(
        Place(
            kind=PlaceKind.TOWN,
            country="GB",
            key=town_of(n).casefold(),
            name=town_of(n),
            population=1000 * (n % 97 + 1),
            latitude=50.4 + n * 0.618 % 1 * 3.6,
            longitude=-3.6 + n * 0.755 % 1 * 4.4,
        )
        for n in range(TOWNS)
    )


def town_of(number: int) -> str:
    """The name of a town: "Town jh" for 97."""
    return f"Town {number % TOWNS}".translate(DIGITS)


def _expect(model: Any, count: int) -> None:
    found = model.objects.count()
    if found != count:
        raise RuntimeError(f"{found} rows of {model.__name__} instead of {count}")
