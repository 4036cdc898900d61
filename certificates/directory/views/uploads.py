"""Views that take pictures: what is too large is not kept, and the page still says why."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from certificates.directory.services.portfolio import MEGABYTES
from lms.core.uploads import Limit

View = Callable[..., HttpResponse]


def takes_pictures(most: int) -> Callable[[View], View]:
    """Let a view take ``most`` pictures; it gets the :class:`Limit` after the request.

    The limit has to be set before anything reads the body, so the token is checked after it.
    """

    def decorate(view: View) -> View:
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            limit = Limit(request, most=(most * MEGABYTES + 1) * 1024 * 1024)
            request.upload_handlers.insert(0, limit)
            return protected(request, limit, *args, **kwargs)

        return limited

    return decorate


def too_large() -> str:
    """What to say when the limit was exceeded."""
    return _(
        "These files are larger than %(n)s MB each. Most phones can share a picture in a smaller "
        "size; send that one."
    ) % {"n": MEGABYTES}
