"""What the directory's pages show, each in a number of queries that does not grow with the rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from certificates.directory.enums import CheckKind, ClinicType, ConsentKind, Technique
from certificates.directory.models import (
    Clinic,
    ClinicPractitioner,
    ClinicService,
    ListingConsent,
    Practitioner,
)
from certificates.directory.search import CLINICS, PEOPLE, Search
from certificates.directory.standing import (
    Mark,
    consenting,
    list_competence,
    list_listed,
    marks_of,
)

PER_PAGE = 20
# what includes/picture.html and includes/portrait.html ask for
PICTURE = "fill-480x360|format-webp"
PORTRAIT = "fill-240x240|format-webp"
TILES = ("tile-hairline", "tile-scar", "tile-crown", "tile-temple")


def tile_for(clinic: Clinic) -> str:
    """Class of the drawing that stands in for a missing photo; the same for the same clinic."""
    return TILES[sum(clinic.slug.encode()) % len(TILES)]


@dataclass(frozen=True)
class Person:
    """A listed practitioner as a client sees them; ``name`` is empty without consent to it."""

    name: str
    url: str
    role: str
    photo: Any
    marks: tuple[Mark, ...]
    places: tuple[Clinic, ...] = ()
    languages: str = ""

    @property
    def initials(self) -> str:
        """Stand in for a portrait: first letters of the first and last word of the name."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    @property
    def covers(self) -> tuple[str, ...]:
        """What the valid certificates cover, each once, in their order."""
        return tuple(dict.fromkeys(line for mark in self.marks for line in mark.covers))


@dataclass(frozen=True)
class ClinicCard:
    """A clinic in the list."""

    clinic: Clinic
    services: tuple[ClinicService, ...]
    people: tuple[Person, ...]

    @property
    def named(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people if person.name)

    @property
    def unnamed(self) -> int:
        return sum(1 for person in self.people if not person.name)

    @property
    def several(self) -> bool:
        """Whether each mark has to say whose it is."""
        return len(self.named) > 1

    @property
    def tile(self) -> str:
        return tile_for(self.clinic)


@dataclass(frozen=True)
class Facet:
    """A filter that can be ticked, and how many results it would leave."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Wider:
    """A wider search that does find something."""

    label: str
    query: str
    count: int


@dataclass(frozen=True)
class Chip:
    """A chosen filter and the address without it."""

    label: str
    query: str


@dataclass(frozen=True)
class Results:
    """One page of answers."""

    search: Search
    total: int
    total_clinics: int
    total_people: int
    cards: tuple[ClinicCard, ...] = ()
    people: tuple[Person, ...] = ()
    techniques: tuple[Facet, ...] = ()
    types: tuple[Facet, ...] = ()
    free: Facet | None = None
    chips: tuple[Chip, ...] = ()
    wider: tuple[Wider, ...] = ()
    number_of_pages: int = 1
    previous_query: str | None = None
    next_query: str | None = None
    checked_at: dt.datetime | None = None

    @property
    def clinics_query(self) -> str:
        return self.search.showing(CLINICS).query()

    @property
    def people_query(self) -> str:
        return self.search.showing(PEOPLE).query()


@dataclass(frozen=True)
class CheckLine:
    """One thing a client may want checked: when and by whom, or that it was not."""

    label: str
    checked_on: dt.date | None = None
    checked_by: str = ""
    finding: str = ""


@dataclass(frozen=True)
class ClinicView:
    """Everything on a clinic's page."""

    clinic: Clinic
    services: tuple[ClinicService, ...]
    people: tuple[Person, ...]
    checked: tuple[CheckLine, ...]
    unchecked: tuple[CheckLine, ...]
    checked_at: dt.datetime

    @property
    def tile(self) -> str:
        return tile_for(self.clinic)

    @property
    def named(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people if person.name)

    @property
    def unnamed(self) -> int:
        return sum(1 for person in self.people if not person.name)


@dataclass(frozen=True)
class PractitionerView:
    """Everything on a practitioner's page."""

    practitioner: Practitioner
    person: Person
    checked_at: dt.datetime
    roles: tuple[ClinicPractitioner, ...] = field(default=())


@dataclass(frozen=True)
class ListingState:
    """Whether the directory counts a person now, and whether it names them."""

    is_listed: bool
    is_named: bool


@dataclass(frozen=True)
class ListingView:
    """A person's own entry: what is shown of it, and what stands in the way."""

    practitioner: Practitioner | None
    is_listed: bool
    is_named: bool
    reasons: tuple[str, ...]
    marks: tuple[Mark, ...]
    places: tuple[ClinicPractitioner, ...]
    history: tuple[ListingConsent, ...]
    initial: dict[str, bool]


def search_directory(search: Search, *, now: dt.datetime, per_page: int = PER_PAGE) -> Results:
    """Answer ``search`` as of ``now``, sorted by name and town, never by payment.

    A page beyond the last is the last page. An empty answer comes with the wider searches that
    are not empty, smallest concession first.
    """
    clinics = find_clinics(search, now)
    people = find_people(search, now)
    totals = {CLINICS: clinics.count(), PEOPLE: people.count()}
    total = totals[search.show]
    pages = max(1, -(-total // per_page))
    search = search.at_page(min(search.page, pages))
    rows = slice((search.page - 1) * per_page, search.page * per_page)
    return Results(
        search=search,
        total=total,
        total_clinics=totals[CLINICS],
        total_people=totals[PEOPLE],
        cards=_cards(clinics[rows], now) if search.show == CLINICS and total else (),
        people=_people(people[rows], now) if search.show == PEOPLE and total else (),
        techniques=_technique_facets(search, clinics),
        types=_type_facets(search, now),
        free=_free_facet(search, clinics),
        chips=_chips(search),
        wider=() if total else _wider(search, now),
        number_of_pages=pages,
        previous_query=search.at_page(search.page - 1).query() if search.page > 1 else None,
        next_query=search.at_page(search.page + 1).query() if search.page < pages else None,
        checked_at=now,
    )


def find_clinics(search: Search, now: dt.datetime) -> QuerySet[Clinic]:
    """Published clinics where at least one listed practitioner works and ``search`` holds."""
    listed = list_listed(now)
    found = _narrow(Clinic.objects.live(), search).filter(
        pk__in=ClinicPractitioner.objects.filter(practitioner__in=listed.values("pk")).values(
            "clinic_id"
        )
    )
    if search.q:
        named = listed.filter(consenting(ConsentKind.NAME, now), display_name__icontains=search.q)
        found = found.filter(
            Q(name__icontains=search.q)
            | Q(town__icontains=search.q)
            | Q(
                pk__in=ClinicPractitioner.objects.filter(
                    practitioner__in=named.values("pk")
                ).values("clinic_id")
            )
        )
    return found.order_by("name", "town", "pk")


def find_people(search: Search, now: dt.datetime) -> QuerySet[Practitioner]:
    """Listed practitioners who show their name, at clinics for which the filters hold."""
    found = list_listed(now).filter(consenting(ConsentKind.NAME, now))
    narrows = search.town or search.techniques or search.types or search.free_consultation
    if narrows:
        clinics = _narrow(Clinic.objects.live(), search)
        found = found.filter(
            pk__in=ClinicPractitioner.objects.filter(clinic__in=clinics.values("pk")).values(
                "practitioner_id"
            )
        )
    if search.q:
        at_clinic = Clinic.objects.live().filter(
            Q(name__icontains=search.q) | Q(town__icontains=search.q)
        )
        found = found.filter(
            Q(display_name__icontains=search.q)
            | Q(
                pk__in=ClinicPractitioner.objects.filter(clinic__in=at_clinic.values("pk")).values(
                    "practitioner_id"
                )
            )
        )
    return found.order_by("display_name", "pk")


def describe_clinic(clinic: Clinic, *, now: dt.datetime) -> ClinicView:
    """Everything the page of ``clinic`` says, as of ``now``."""
    places = ClinicPractitioner.objects.filter(
        clinic_id=clinic.pk, practitioner__in=list_listed(now).values("pk")
    )
    roles = {place.practitioner_id: place.role for place in places}
    people = list(
        list_listed(now).filter(pk__in=roles).select_related("photo").order_by("display_name", "pk")
    )
    marks = marks_of([person.user_id for person in people], now)
    rows = {row.kind: row for row in clinic.checks.all()}
    lines = [(kind, rows.get(kind.value)) for kind in CheckKind]
    return ClinicView(
        clinic=clinic,
        services=tuple(clinic.services.all()),
        people=tuple(_person(p, marks, role=roles[p.pk]) for p in people),
        checked=tuple(
            CheckLine(str(kind.label), row.checked_on, row.checked_by, row.finding)
            for kind, row in lines
            if row
        ),
        unchecked=tuple(CheckLine(str(kind.label)) for kind, row in lines if not row),
        checked_at=now,
    )


def find_practitioner(slug: str, *, now: dt.datetime) -> Practitioner | None:
    """The practitioner at this address, if they are listed by name at ``now``."""
    return (
        list_listed(now)
        .filter(consenting(ConsentKind.NAME, now), slug=slug)
        .select_related("photo")
        .prefetch_related("places__clinic")
        .first()
    )


def describe_practitioner(practitioner: Practitioner, *, now: dt.datetime) -> PractitionerView:
    """Everything the page of ``practitioner`` says, as of ``now``."""
    marks = marks_of([practitioner.user_id] if practitioner.user_id else [], now)
    places = tuple(place for place in practitioner.places.all() if place.clinic.live)
    return PractitionerView(
        practitioner=practitioner,
        person=_person(practitioner, marks, named=True),
        checked_at=now,
        roles=places,
    )


def describe_listing(user: Any, *, now: dt.datetime) -> ListingView:
    """What the directory shows of ``user`` now, and why it shows no more."""
    practitioner = Practitioner.objects.filter(user=user).first()
    rows = list(practitioner.consents.all()) if practitioner else []
    standing = {row.kind: row.given_at for row in rows if row.withdrawn_at is None}
    marks = marks_of([user.pk], now).get(user.pk, ())
    places = tuple(practitioner.places.select_related("clinic")) if practitioner else ()
    reasons: list[str] = []
    if ConsentKind.LISTED not in standing:
        reasons.append(_("You have not allowed it."))
    if not marks:
        reasons.append(_("You hold no certificate of competence that is valid today."))
    if practitioner and not practitioner.live:
        reasons.append(_("Your entry is with our registrars and not published at the moment."))
    return ListingView(
        practitioner=practitioner,
        is_listed=not reasons,
        is_named=not reasons and ConsentKind.NAME in standing,
        reasons=tuple(reasons),
        marks=marks,
        places=tuple(place for place in places if place.clinic.live),
        history=tuple(rows),
        initial={kind.value: kind in standing for kind in ConsentKind},
    )


def find_listing_state(user: Any, *, now: dt.datetime) -> ListingState | None:
    """What the directory shows of ``user`` now, in at most two queries.

    None for a person without an entry and without a certificate to be found by.
    """
    valid = list_competence([user.pk], now)
    entry = (
        Practitioner.objects.filter(user=user)
        .annotate(
            has_consent=consenting(ConsentKind.LISTED, now),
            shows_name=consenting(ConsentKind.NAME, now),
            is_certified=Exists(valid),
        )
        .values_list("live", "has_consent", "is_certified", "shows_name")
        .first()
    )
    if entry is None:
        return ListingState(is_listed=False, is_named=False) if valid.exists() else None
    is_listed = all(entry[:3])
    return ListingState(is_listed=is_listed, is_named=is_listed and entry[3])


def _narrow(clinics: QuerySet[Clinic], search: Search) -> QuerySet[Clinic]:
    if search.town:
        clinics = clinics.filter(
            Q(town__icontains=search.town) | Q(postcode__istartswith=search.town)
        )
    if search.types:
        clinics = clinics.filter(type__in=search.types)
    if search.free_consultation:
        clinics = clinics.filter(free_consultation=True)
    for technique in sorted(search.techniques):
        clinics = clinics.filter(
            pk__in=ClinicService.objects.filter(technique=technique).values("clinic_id")
        )
    return clinics


def _cards(clinics: QuerySet[Clinic], now: dt.datetime) -> tuple[ClinicCard, ...]:
    rows = list(_with_photos(clinics, PICTURE).prefetch_related("services"))
    staff = _staff([clinic.pk for clinic in rows], now)
    return tuple(
        ClinicCard(clinic, tuple(clinic.services.all()), staff.get(clinic.pk, ()))
        for clinic in rows
    )


def _with_photos(rows: QuerySet[Any], spec: str) -> QuerySet[Any]:
    """Photos with ``rows``, and their renditions of ``spec`` in one more query if there are any."""
    renditions = get_image_model().get_rendition_model().objects.filter(filter_spec=spec)
    return rows.select_related("photo").prefetch_related(
        Prefetch("photo__renditions", queryset=renditions, to_attr="prefetched_renditions")
    )


def _staff(clinic_ids: Sequence[int], now: dt.datetime) -> dict[int, tuple[Person, ...]]:
    """The listed practitioners of each clinic, by name, in three queries."""
    places = list(
        ClinicPractitioner.objects.filter(
            clinic_id__in=clinic_ids, practitioner__in=list_listed(now).values("pk")
        ).values_list("clinic_id", "practitioner_id", "role")
    )
    listed = list_listed(now).in_bulk({pk for _clinic, pk, _role in places})
    marks = marks_of({person.user_id for person in listed.values()}, now)
    found: dict[int, list[Person]] = {}
    for clinic_id, practitioner_id, role in places:
        if person := listed.get(practitioner_id):
            found.setdefault(clinic_id, []).append(
                _person(person, marks, role=role, with_photo=False)
            )
    return {pk: tuple(sorted(people, key=_by_name)) for pk, people in found.items()}


def _people(people: QuerySet[Practitioner], now: dt.datetime) -> tuple[Person, ...]:
    rows = list(_with_photos(people, PORTRAIT))
    marks = marks_of([person.user_id for person in rows], now)
    places: dict[int, list[Clinic]] = {}
    for place in (
        ClinicPractitioner.objects.filter(practitioner__in=rows, clinic__live=True)
        .select_related("clinic")
        .order_by("sort_order", "pk")
    ):
        places.setdefault(place.practitioner_id, []).append(place.clinic)
    return tuple(_person(row, marks, places=tuple(places.get(row.pk, ()))) for row in rows)


def _by_name(person: Person) -> tuple[bool, str]:
    return (not person.name, person.name)


def _person(
    row: Practitioner,
    marks: dict[int, tuple[Mark, ...]],
    *,
    role: str = "",
    places: tuple[Clinic, ...] = (),
    named: bool | None = None,
    with_photo: bool = True,
) -> Person:
    named = row.is_named if named is None else named
    shows_photo = named and with_photo and getattr(row, "has_photo_consent", False)
    return Person(
        name=row.display_name if named else "",
        url=row.get_absolute_url() if named and row.slug else "",
        role=role,
        photo=row.photo if shows_photo else None,
        marks=marks.get(row.user_id, ()) if row.user_id and named else (),
        places=places,
        languages=row.languages,
    )


def _technique_facets(search: Search, clinics: QuerySet[Clinic]) -> tuple[Facet, ...]:
    counts = dict(
        ClinicService.objects.filter(clinic__in=clinics.order_by().values("pk"))
        .order_by()
        .values_list("technique")
        .annotate(Count("clinic", distinct=True))
    )
    return tuple(
        Facet(t.value, str(t.label), counts.get(t.value, 0), t.value in search.techniques)
        for t in Technique
    )


def _type_facets(search: Search, now: dt.datetime) -> tuple[Facet, ...]:
    counts = dict(
        find_clinics(search.without("type"), now)
        .order_by()
        .values_list("type")
        .annotate(Count("pk"))
    )
    return tuple(
        Facet(t.value, str(t.label), counts.get(t.value, 0), t.value in search.types)
        for t in ClinicType
    )


def _free_facet(search: Search, clinics: QuerySet[Clinic]) -> Facet:
    count = clinics.filter(free_consultation=True).count()
    return Facet("1", _("Free consultation"), count, search.free_consultation)


def _chips(search: Search) -> tuple[Chip, ...]:
    return tuple(
        Chip(_label(name, value), search.without(name, value).query())
        for name, value in search.chosen()
    )


def _label(name: str, value: str) -> str:
    if name == "technique":
        return str(Technique(value).label)
    if name == "type":
        return str(ClinicType(value).label)
    return _("Free consultation")


def _wider(search: Search, now: dt.datetime) -> tuple[Wider, ...]:
    labels = {
        "free": _("Without asking for a free consultation"),
        "type": _("In any type of clinic"),
        "technique": _("With any technique"),
        "q": _("Without the name you typed"),
        "town": _("In any town"),
    }
    found = [
        Wider(labels[name], wider.query(), count)
        for name, wider in search.wider()
        if (count := _count(wider, now))
    ]
    if not found and search.has_filters:
        everything = Search(show=search.show)
        if count := _count(everything, now):
            found.append(Wider(_("The whole directory"), everything.query(), count))
    return tuple(found)


def _count(search: Search, now: dt.datetime) -> int:
    find = find_clinics if search.show == CLINICS else find_people
    return find(search, now).count()
