"""The least a Wagtail page with content can be: the baseline of every page measurement."""

from django.db import models
from django.http import HttpRequest
from wagtail.fields import RichTextField
from wagtail.models import Page


class BarePage(Page):
    """A title and a text: in a document of its own, or framed by the site's base template."""

    body = RichTextField()
    framed = models.BooleanField(default=False)

    def get_template(self, request: HttpRequest, *args: object, **kwargs: object) -> str:
        return "bare/framed_page.html" if self.framed else "bare/bare_page.html"
