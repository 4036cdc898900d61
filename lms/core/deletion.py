"""What the history holds on to is not deleted, and whoever tries reads why and what to do instead.

The database refuses already (``PROTECT``); these hooks of Wagtail's admin ask before it must. A
model may say in ``instead_of_deleting`` what its editors do instead.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db import router
from django.db.models import Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder


def count_holders(instance: Model) -> dict[type[Model], int]:
    """How many rows of which model forbid that ``instance`` is deleted; empty when it may be."""
    using = router.db_for_write(type(instance), instance=instance)
    collector = Collector(using=using, origin=instance)
    try:
        collector.collect([instance])
    except ProtectedError as refusal:
        return Counter(type(row) for row in refusal.protected_objects)
    except RestrictedError as refusal:
        return Counter(type(row) for row in refusal.restricted_objects)
    return {}


def explain_refusal(instance: Model, holders: dict[type[Model], int]) -> str:
    """Why ``instance`` is kept, and what to do instead."""
    names = []
    for model, count in sorted(holders.items(), key=lambda item: (-item[1], item[0].__name__)):
        options = model._meta
        word = options.verbose_name if count == 1 else options.verbose_name_plural
        names.append(f"{count} {word}")
    reason = _("“%(name)s” cannot be deleted. What was recorded about it stays: %(records)s.") % {
        "name": capfirst(str(instance)),
        "records": ", ".join(names),
    }
    if isinstance(instance, get_user_model()):
        advice = _(
            "Take away “Active” instead, and nobody can sign in with this account. To remove what "
            "is personal, erase the person: Settings, Data protection."
        )
    else:
        advice = str(getattr(instance, "instead_of_deleting", ""))
    return f"{reason} {advice}".strip()


def keep_snippets(request: HttpRequest, instances: Iterable[Model]) -> HttpResponse | None:
    """Before snippets are deleted: back to where they are edited, when one of them must stay."""
    found = list(instances)
    if not _refuse(request, found):
        return None
    url = AdminURLFinder(request.user).get_edit_url(found[0]) if len(found) == 1 else None
    listing = found[0].snippet_viewset.get_url_name("list")  # type: ignore[attr-defined]
    return redirect(url or reverse(listing))


def keep_user(request: HttpRequest, user: Any) -> HttpResponse | None:
    """Before an account is deleted: back to it, when it has records."""
    if _refuse(request, [user]):
        return redirect(reverse("wagtailusers_users:edit", args=[user.pk]))
    return None


def keep_users(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> HttpResponse | None:
    """Before several accounts are deleted: none of them is, when one has records."""
    if action_type != "delete" or not issubclass(action.model, get_user_model()):
        return None
    if _refuse(request, objects):
        return redirect(reverse("wagtailusers_users:index"))
    return None


def _refuse(request: HttpRequest, instances: Sequence[Model]) -> bool:
    refused = False
    for instance in instances:
        if holders := count_holders(instance):
            messages.error(request, explain_refusal(instance, holders))
            refused = True
    return refused
