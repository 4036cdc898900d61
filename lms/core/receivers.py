"""What the session remembers from sign-in."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest


@receiver(user_logged_in)
def remember_editor(request: HttpRequest | None, user: Any, **kwargs: Any) -> None:
    """Note in the session who may enter Wagtail's admin, so that pages need not ask each time."""
    session = getattr(request, "session", None)
    if session is not None and user.has_perm("wagtailadmin.access_admin"):
        session["lms_editor"] = True
