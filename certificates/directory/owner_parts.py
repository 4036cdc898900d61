"""The owner's form in parts: what each holds, what it says now, and what differs from the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from certificates.directory.enums import Technique, Weekday
from certificates.directory.owner_forms import ClinicOwnerForm
from certificates.directory.prices import price_words

PARTS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "place": (
        gettext_lazy("Name, address and contact"),
        ("name", "type", "street", "town", "postcode", "country", "phone", "email", "website"),
    ),
    "about": (
        gettext_lazy("About the clinic"),
        ("description", "registration_number", "registration_authority"),
    ),
    "hours": (
        gettext_lazy("Opening hours"),
        (*(f"day_{day.value}" for day in Weekday), "opening_hours"),
    ),
    "services": (
        gettext_lazy("Services and prices"),
        ("currency", "price_words", "free_consultation", "payment_plans"),
    ),
    "hygiene": (
        gettext_lazy("Hygiene and pigments"),
        ("hygiene_statement", "sterilization_statement", "pigments", "pigment_statement"),
    ),
    "access": (gettext_lazy("Languages and access"), ("languages", "access")),
}


@dataclass(frozen=True)
class OfferedService:
    """One technique: whether it is offered, in one line, and the fields about it."""

    label: str
    words: str
    tick: Any
    details: list[Any]
    has_errors: bool


@dataclass(frozen=True)
class Part:
    """One part of the form. ``differs`` is whether the public page says something else."""

    key: str
    title: str
    words: str
    fields: list[Any]
    has_errors: bool
    differs: bool


def list_parts(form: ClinicOwnerForm, published: ClinicOwnerForm | None) -> list[Part]:
    """The parts of ``form``; ``published`` is the form of the page clients see, if there is one."""
    return [
        Part(
            key,
            str(title),
            _summary(form, key),
            [form[name] for name in names],
            has_errors=any(name in form.errors for name in _all_names(key)),
            differs=published is not None
            and any(
                _plain(form.initial_of(name)) != _plain(published.initial_of(name))
                for name in _all_names(key)
            ),
        )
        for key, (title, names) in PARTS.items()
    ]


def list_services(form: ClinicOwnerForm) -> list[OfferedService]:
    """What the clinic does, a row for each technique."""
    return [
        OfferedService(
            str(technique.label),
            _service_words(form, technique),
            form[f"service_{technique.value}"],
            [form[name] for name in _service_names(technique)[1:]],
            has_errors=any(name in form.errors for name in _service_names(technique)),
        )
        for technique in Technique
    ]


def _service_names(technique: Technique) -> list[str]:
    key = f"service_{technique.value}"
    return [key, *(f"{key}_{end}" for end in ("from", "to", "unit", "note"))]


def _all_names(key: str) -> Iterator[str]:
    yield from PARTS[key][1]
    if key == "services":
        for technique in Technique:
            yield from _service_names(technique)


def _plain(value: Any) -> Any:
    """A value as it is compared: nothing is nothing, and the order of ticks says nothing."""
    return sorted(map(str, value)) if isinstance(value, list) else value or ""


def _service_words(form: ClinicOwnerForm, technique: Technique) -> str:
    tick, low, high, unit, _note = (form[name].value() for name in _service_names(technique))
    if not tick:
        return _("Not offered")
    try:
        price = price_words(int(low), int(high), form["currency"].value(), unit)
    except (TypeError, ValueError, KeyError):  # as it was typed: not complete, or no number
        price = ""
    return price or _("Offered, without a price")


def _summary(form: ClinicOwnerForm, key: str) -> str:
    if key == "place":
        return _joined(form[name].value() for name in ("street", "postcode", "town"))
    if key == "hours":
        days = sum(bool(form[f"day_{day.value}"].value()) for day in Weekday)
        return ngettext("Open on %d day", "Open on %d days", days) % days if days else _("None yet")
    if key == "services":
        count = sum(bool(form[f"service_{t.value}"].value()) for t in Technique)
        return ngettext("%d technique", "%d techniques", count) % count if count else _("None yet")
    if key == "access":
        spoken, features = (len(form[name].value() or ()) for name in ("languages", "access"))
        return _joined(
            (
                ngettext("%d language", "%d languages", spoken) % spoken,
                ngettext("%d feature", "%d features", features) % features,
            )
        )
    names = PARTS[key][1]
    filled = sum(bool(form[name].value()) for name in names)
    return _("%(filled)d of %(all)d answered") % {"filled": filled, "all": len(names)}


def _joined(values: Iterable[Any]) -> str:
    return ", ".join(str(value) for value in values if value)
