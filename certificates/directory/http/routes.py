"""The directory for programs: the same search as the page for people, from the same function.

One page of twenty at a time, at most four hundred results of a search, and a rate per client:
enough for a map on somebody's site, too little to copy everybody's names.
"""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Query, Schema, Status

from certificates.directory.enums import ClinicType, Technique
from certificates.directory.http.schemas import DirectoryOut, RefusalOut, directory_out
from certificates.directory.queries import search_directory
from certificates.directory.search import CONDITIONS, RADII, Search
from certificates.directory.views.limits import wait_for_search
from lms.core import clock

_HEADERS = {
    # the answer is public and no cookie is read, so any site's script may ask
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Retry-After",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}

api = NinjaAPI(
    title="Directory of clinics and practitioners",
    version="1",
    description=(
        "Clinics where somebody's certificate is valid at this moment, and practitioners who show "
        "their name. No key and no account. Do not keep answers: ask again when you rely on one."
    ),
    urls_namespace="lms_directory_api",
    docs_url=None,
    openapi_url="/directory/openapi.json",
)


class Asked(Schema):
    """The parameters of the page for people. What is not understood is left out, as there."""

    q: str = Query("", description="Beginnings of words of a clinic's or practitioner's name.")
    town: str = Query("", description="A town or a postcode, whole or its beginning.")
    which: str = Query(
        "", description='Which of the towns of one name: "51.59,-3.00"; see namesakes.'
    )
    near: str = Query("", description='Instead of a town: "51.45,-2.59"; rounded to a kilometer.')
    radius: str = Query(
        "25", description=f"Kilometers: {', '.join(str(km or 'any') for km in RADII)}."
    )
    technique: list[Technique] = Query([], description="All of these must be offered.")
    condition: str = Query(
        "", description=f"Covered by a valid certificate: {', '.join(CONDITIONS)}."
    )
    certified: Literal["", "1"] = Query("", description="1: a certificate covers the techniques.")
    type: list[ClinicType] = Query([], description="Any of these.")
    free: Literal["", "1"] = Query("", description="1: with a free consultation.")
    plans: Literal["", "1"] = Query("", description="1: with payment in stages.")
    healed: Literal["", "1"] = Query("", description="1: with pictures of healed work.")
    language: str = Query("", description="ISO 639 code of a language spoken there.")
    sort: Literal["distance", "name"] = Query("distance", description="Never by payment.")
    show: Literal["clinics", "people"] = Query("clinics", description="What is listed.")
    page: int = Query(1, ge=1, le=20)


@api.get(
    "/directory",
    url_name="search",
    response={200: DirectoryOut, 429: RefusalOut},
    summary="Search the directory",
)
def search(request: HttpRequest, response: HttpResponse, asked: Query[Asked]) -> Any:
    """Answer one search, a page at a time."""
    for name, value in _HEADERS.items():
        response[name] = value
    if wait := wait_for_search(request):
        response["Retry-After"] = str(wait)
        return Status(429, RefusalOut(detail=_("Too many searches in a short time.")))
    results = search_directory(Search.read(request.GET), now=clock.now(), with_map=False)
    return Status(200, directory_out(results, origin=request.build_absolute_uri("/")[:-1]))
