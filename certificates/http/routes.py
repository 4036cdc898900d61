"""The register for programs: insurers, boards and clinics ask about one number at a time."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Status
from ninja.openapi.docs import DocsBase

from certificates.http.schemas import AnswerOut, RefusalOut, answer_out
from certificates.models.wording import verify_origin
from certificates.queries import verify as ask_register
from certificates.views.limits import seconds_to_wait
from lms.core import clock
from lms.core.conf import lms_settings

_HEADERS = {
    # the answer is public and no cookie is read, so any site's script may ask
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Retry-After",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


class PlainDocs(DocsBase):
    """The schema as a page of this site: no script, nothing from other hosts."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        schema = api.get_openapi_schema()
        members = schema["components"]["schemas"]
        context = {
            "title": api.title,
            "origin": verify_origin(),
            "path": reverse("lms_register_api:look_up", args=["SMP-7K3M-9QXW-4T2H-R"]),
            "schema_url": reverse("lms_register_api:openapi-json"),
            "rate": str(lms_settings.LMS_VERIFY_RATE),
            "parts": [_part(name, members[name]) for name in _PARTS],
        }
        return render(request, "lms_certificates/api_docs.html", context)


_PARTS = (
    "AnswerOut",
    "CertificateOut",
    "AwardOut",
    "CourseOut",
    "PersonOut",
    "EventOut",
    "LinkOut",
)


def _part(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    rows = [
        {"name": key, "type": _type_words(value), "meaning": value.get("description", "")}
        for key, value in schema["properties"].items()
    ]
    return {"name": _plain(name), "meaning": schema.get("description", ""), "rows": rows}


def _plain(name: str) -> str:
    return name.removesuffix("Out")


def _type_words(value: dict[str, Any]) -> str:
    """A JSON schema's type in a few words: "string (date) or null", "list of Event"."""
    if "$ref" in value:
        return _plain(value["$ref"].rpartition("/")[2])
    if "anyOf" in value or "allOf" in value:
        found = [_type_words(part) for part in value.get("anyOf") or value["allOf"]]
        return " or ".join(dict.fromkeys(found))
    if value.get("type") == "array":
        return f"list of {_type_words(value['items'])}"
    words = str(value.get("type", "any"))
    return f"{words} ({value['format']})" if "format" in value else words


api = NinjaAPI(
    title="Certificate register",
    version="1",
    description=(
        "What the public register says about one certificate number, at this moment. The same "
        "answer as the page for people, from the same function. No key and no account."
    ),
    urls_namespace="lms_register_api",
    docs=PlainDocs(),
)


@api.get(
    "/register/{path:number}",
    url_name="look_up",
    response={200: AnswerOut, 404: AnswerOut, 429: RefusalOut},
    summary="Look up one certificate",
    description=(
        "Capitals, spaces and dashes do not matter. A number that is unknown and text that is no "
        "number are both answered with 404 and the same members; a revoked or expired certificate "
        "is answered with 200 and its state. Do not keep answers: ask again when you rely on one."
    ),
)
def look_up(request: HttpRequest, number: str, response: HttpResponse) -> Any:
    """Answer about one number."""
    for name, value in _HEADERS.items():
        response[name] = value
    wait = seconds_to_wait(request)
    if wait:
        response["Retry-After"] = str(wait)
        return Status(429, RefusalOut(detail=_("Too many look-ups in a short time.")))
    answer = ask_register(number.strip("/"), now=clock.now())
    return Status(200 if answer.is_found else 404, answer_out(answer))


@api.api_operation(["OPTIONS"], "/register/{path:number}", include_in_schema=False)
def preflight(request: HttpRequest, number: str) -> HttpResponse:
    """What a browser asks before it lets another site's script ask."""
    response = HttpResponse(status=204)
    for name, value in _HEADERS.items():
        response[name] = value
    response["Access-Control-Allow-Methods"] = "GET, OPTIONS"
    response["Access-Control-Allow-Headers"] = "Accept, Content-Type"
    response["Access-Control-Max-Age"] = "86400"
    return response
