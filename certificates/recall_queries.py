"""Finding certificates by what they rest on."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Q

from certificates.enums import GroundKind
from certificates.models import Certificate, CertificateGround
from certificates.models.register import CertificateQuerySet
from certificates.recall import fold_batch
from certificates.snapshot import is_account_key, somebody

_SHOWN = 100


def find_recalled(kind: GroundKind, value: str) -> CertificateQuerySet:
    """Every certificate that rests on this assessor (by account), exam version or batch."""
    value = fold_batch(value) if kind == GroundKind.PIGMENT_BATCH else value.strip()
    found: CertificateQuerySet = Certificate.objects.filter(
        grounds__kind=kind, grounds__value=value
    )
    return found


def list_grounds(kind: GroundKind, *, query: str = "") -> list[dict[str, Any]]:
    """What certificates rest on, the most used first: ``value``, ``words`` and ``count``."""
    rows = CertificateGround.objects.filter(kind=kind)
    if query and kind == GroundKind.PIGMENT_BATCH:
        rows = rows.filter(value__contains=fold_batch(query))
    elif query and kind == GroundKind.EXAM_VERSION:
        rows = rows.filter(label__icontains=query)
    elif query:
        rows = rows.filter(value__in=_accounts_like(query))
    counted = (
        rows.values("value")
        .annotate(count=Count("certificate"), label=Max("label"))
        .order_by("-count", "value")[:_SHOWN]
    )
    found: list[dict[str, Any]] = [dict(row) for row in counted]
    names = name_accounts([row["value"] for row in found]) if kind == GroundKind.ASSESSOR else {}
    for row in found:
        row["words"] = _words(kind, row["value"], row["label"], names)
    return found


def name_ground(kind: GroundKind, value: str) -> str:
    """One ground in words: the assessor's name, the exam's title, the batch."""
    names = name_accounts([value]) if kind == GroundKind.ASSESSOR else {}
    row = CertificateGround.objects.filter(kind=kind, value=value).exclude(label="").first()
    return _words(kind, value, row.label if row else "", names)


def _words(kind: GroundKind, value: str, label: str, names: dict[str, str]) -> str:
    if kind == GroundKind.ASSESSOR:
        return names.get(value, value)
    if kind == GroundKind.EXAM_VERSION:
        return f"{label}, {value[:12]}" if label else value[:12]
    return value


def name_accounts(values: Iterable[str]) -> dict[str, str]:
    """The names of those of ``values`` that are keys of accounts, for staff. One query."""
    users = _accounts_of(values)
    return {str(user.pk): user.get_full_name() or user.get_username() for user in users}


def print_accounts(values: Iterable[str]) -> dict[str, str]:
    """What is printed for those of ``values`` that are keys of accounts. One query.

    Never an account's key or its user name, which may be an address: somebody without a name, or
    erased since, is an assessor of the academy.
    """
    keys = [value for value in values if is_account_key(value)]
    names = {str(user.pk): user.get_full_name() for user in _accounts_of(keys)}
    return {key: names.get(key) or somebody() for key in keys}


def _accounts_of(values: Iterable[str]) -> Iterable[Any]:
    """The accounts among ``values``; keys of another kind than this site's are nobody's."""
    model: Any = get_user_model()
    keys = []
    for value in filter(is_account_key, values):
        with suppress(ValidationError):
            keys.append(model._meta.pk.clean(value, None))
    found: Iterable[Any] = model._default_manager.filter(pk__in=keys)
    return found


def _accounts_like(query: str) -> list[str]:
    named = Q(first_name__icontains=query) | Q(last_name__icontains=query)
    users = get_user_model()._default_manager.filter(named | Q(username__icontains=query))
    return [str(pk) for pk in users.values_list("pk", flat=True)[:_SHOWN]]
