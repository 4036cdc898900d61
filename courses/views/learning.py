"""Small requests from lesson pages."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST
from wagtail.models import Page

from courses.models import UnitPage
from courses.services.learning import remember_position


@require_POST
@login_required
def position(request: HttpRequest, pk: int) -> HttpResponse:
    """Remember the block at which the trainee is. 204, or 403 when the unit is closed to them."""
    page = get_object_or_404(Page.objects.live(), pk=pk).specific
    if not isinstance(page, UnitPage):
        return HttpResponse(status=404)
    kept = remember_position(request.user, page, request.POST.get("position", ""))
    return HttpResponse(status=204 if kept else 403)
