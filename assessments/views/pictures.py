"""Pictures in questions, under an address that does not tell the name of their file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model

from assessments.pictures import read_picture_token

# a drawing stays one; every other kind of file becomes WebP
FILTER = "max-1600x1600|format-webp|preserve-svg"


@require_safe
@cache_control(private=True, max_age=24 * 3600)
def picture(request: HttpRequest, token: str) -> HttpResponse:
    """The picture for a token that one of our pages made; 404 for anything else."""
    image = get_object_or_404(get_image_model(), pk=read_picture_token(token))
    rendition = image.get_rendition(FILTER)
    kind = "image/svg+xml" if image.is_svg() else "image/webp"
    with rendition.file.open("rb") as file:
        return HttpResponse(file.read(), content_type=kind)
