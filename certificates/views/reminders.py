"""Ending reminders from the address in a mail, and having them again: nobody has to sign in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from certificates.services.reminders import (
    read_unsubscribe_token,
    set_reminders,
    wants_reminders,
)
from certificates.views.register import discreet


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the address proves who may
@require_http_methods(["GET", "HEAD", "POST"])
@discreet
def choose(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing, because mail scanners look; the button does."""
    user_id = read_unsubscribe_token(token)
    if user_id is None:
        return render(request, "lms_certificates/reminders.html", {"is_known": False}, status=404)
    if request.method == "POST":
        # answered here: the mail programs that post do not follow redirections
        set_reminders(user_id, wanted=request.POST.get("wanted") == "yes")
    context = {"is_known": True, "wanted": wants_reminders(user_id)}
    return render(request, "lms_certificates/reminders.html", context)
