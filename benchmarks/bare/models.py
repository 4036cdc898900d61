"""The least a Wagtail page with content can be: the baseline of every page measurement."""

from wagtail.fields import RichTextField
from wagtail.models import Page


class BarePage(Page):
    """A title and a text."""

    body = RichTextField()

    template = "bare/bare_page.html"
