"""Template tags shared by every screen: the site's frame, drawings, dates, states, form fields."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import template
from django.apps import apps
from django.conf import settings
from django.core.paginator import Page
from django.forms import BoundField
from django.template.base import NodeList, Parser, Token
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from lms.core import art
from lms.core.conf import lms_settings
from lms.core.contrast import TOKENS, read_theme

register = template.Library()

NBSP = "\u00a0"


# --- the site's frame


@register.simple_tag
def site_name() -> str:
    """The name in the header and in every page title: Wagtail's own setting."""
    return str(getattr(settings, "WAGTAIL_SITE_NAME", "") or lms_settings.LMS_ISSUER_NAME)


@register.simple_tag
@cache
def theme_color(theme: str) -> str:
    """The page's ground in "light" or "dark", for the frame that a browser draws around it."""
    return read_theme(TOKENS.read_text(encoding="utf-8"), theme)["ground"]


@register.simple_tag
def footer_text() -> str:
    """The line at the foot of every page."""
    return str(lms_settings.LMS_FOOTER_TEXT)


@register.simple_tag
def footer_links() -> list[tuple[str, str]]:
    """Label and address of the links at the foot that exist on this site."""
    return [(str(label), url) for label, to in lms_settings.LMS_FOOTER_LINKS if (url := _url(to))]


@register.simple_tag
def url_or(name: str, fallback: str = "", *args: Any) -> str:
    """The address called ``name``, or ``fallback`` where the site has no such address."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return fallback


@dataclass(frozen=True)
class NavItem:
    """One entry of the main navigation."""

    key: str
    label: str
    url: str
    current: str = ""


class SiteNavNode(template.Node):
    """Renders the main navigation; what it encloses names the current entry."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        request = context.get("request")
        key = self.nodelist.render(context).strip()
        path = getattr(request, "path", "")
        items = [_nav_item(key, path, *entry) for entry in lms_settings.LMS_NAVIGATION]
        engine = context.template.engine  # type: ignore[union-attr]
        with context.push(
            items=[item for item in items if item.url], account=_account(context, key, path)
        ):
            # the wide and the narrow navigation hold the same links
            links = engine.get_template("lms_core/includes/nav_links.html").render(context)
            with context.push(links=links):
                return engine.get_template("lms_core/includes/nav.html").render(context)


@register.tag
def site_nav(parser: Parser, token: Token) -> SiteNavNode:
    """``{% site_nav %}key of the current entry, or nothing{% endsite_nav %}``."""
    nodelist = parser.parse(("endsite_nav",))
    parser.delete_first_token()
    return SiteNavNode(nodelist)


def _nav_item(current: str, path: str, key: str, label: Any, target: str) -> NavItem:
    url = _url(target)
    if key == current or (not current and path == url):
        mark = "page"
    elif not current and len(url) > 1 and path.startswith(url):
        mark = "true"
    else:
        mark = ""
    return NavItem(key, str(label), url, mark)


def _account(context: template.Context, current: str, path: str) -> NavItem:
    user = context.get("user")
    if user is not None and user.is_authenticated:
        label = user.get_full_name() or _("My account")
        return _nav_item(current, path, "account", label, lms_settings.LMS_ACCOUNT_URL)
    return _nav_item(current, path, "account", _("Sign in"), str(settings.LOGIN_URL))


def _url(target: str) -> str:
    return target if target.startswith(("/", "http", "mailto:")) else url_or(target)


class TitleNode(template.Node):
    """Joins a page's title with the site's name."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        title = " ".join(self.nodelist.render(context).split())
        name = format_html("{}", site_name())
        if not title:
            return name
        return mark_safe(title if title.endswith(name) else f"{title} · {name}")


@register.tag
def document_title(parser: Parser, token: Token) -> TitleNode:
    """``{% document_title %}Title{% enddocument_title %}`` gives "Title · name of the site"."""
    nodelist = parser.parse(("enddocument_title",))
    parser.delete_first_token()
    return TitleNode(nodelist)


@register.simple_tag(takes_context=True)
def editor_bar(context: template.Context) -> SafeString | str:
    """Wagtail's user bar, for people whose session says that they may enter the admin.

    The flag is set at sign-in, so that trainees and visitors cost no permission query.
    """
    session = getattr(context.get("request"), "session", None)
    if session is None or not session.get("lms_editor") or not apps.is_installed("wagtail.admin"):
        return ""
    from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

    return wagtailuserbar(context)


@register.simple_tag
def htmx() -> SafeString | str:
    """htmx for the pages that use it, where django-htmx is installed; pages work without it."""
    if not apps.is_installed("django_htmx"):
        return ""
    return format_html('<script src="{}" defer></script>', static("django_htmx/htmx-2.min.js"))


@register.inclusion_tag("lms_core/includes/pagination.html", takes_context=True)
def pagination(context: template.Context, page_obj: Page[Any]) -> dict[str, Any]:
    """Links to the pages of a list; the other parts of the query string stay."""
    numbers = page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1)
    return {"page_obj": page_obj, "page_numbers": list(numbers), "request": context["request"]}


# --- drawings

_SPOKEN = {
    "done": gettext_noop("Done"),
    "now": gettext_noop("You are here"),
    "todo": gettext_noop("Not started"),
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon; progress dots say their state to screen readers unless another label is given."""
    if not label and name in _SPOKEN:
        label = _(_SPOKEN[name])
    return mark_safe(art.icon(name, label=label))


@register.simple_tag
def state(kind: str, word: str, icon: str = "") -> SafeString:
    """A state in words with its mark. ``kind``: ok, warn, stop, none or now.

    ``icon`` replaces the mark of the kind, for example pause for a suspended certificate.
    """
    drawing = art.icon(icon or kind)
    return format_html('<span class="state is-{}">{}{}</span>', kind, mark_safe(drawing), word)


@register.simple_tag
def seal(kind: str) -> SafeString:
    """The large mark of a register answer: ok, warn, pause, next, stop or none."""
    return mark_safe(art.seal(kind))


@register.simple_tag
def ring(total: int, done: int, current: int | None = None, label: str = "") -> SafeString:
    """Progress of a course, one dot for each unit."""
    shown = min(max(done, 0), max(total, 0))
    label = label or _("%(done)s of %(total)s units done") % {"done": shown, "total": total}
    return mark_safe(art.ring(total, done, current, label=label, of_text=_("of {total}")))


@register.simple_tag
def unit_dots(states: Iterable[str]) -> SafeString:
    """Progress within a module or topic; put the same in words beside it."""
    return mark_safe(art.unit_dots(states))


@register.simple_tag
def hours_dots(theory: float, practical: float) -> SafeString:
    """Hours of a course, one dot for each."""
    label = _("%(total)s hours: %(theory)s theory, %(practical)s practical") % {
        "total": f"{(theory or 0) + (practical or 0):g}",
        "theory": f"{theory or 0:g}",
        "practical": f"{practical or 0:g}",
    }
    return mark_safe(art.hours(theory or 0, practical or 0, label=label))


# --- dates and durations


@register.filter(name="long_date")
def long_date(value: dt.date | dt.datetime | None) -> str:
    """22 November 2026, with a space that does not break after the day."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return date_format(value, "j F Y").replace(" ", NBSP, 1)


register.simple_tag(long_date, name="long_date")


@register.simple_tag
def long_datetime(value: dt.datetime | None) -> str:
    """22 November 2026 at 14:05 GMT, in the site's time zone."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    clock = f"{time_format(local, 'H:i')}{NBSP}{local.tzname()}"
    return _("%(date)s at %(time)s") % {"date": long_date(value), "time": clock}


@register.filter(name="duration")
def duration(minutes: int | None) -> str:
    """A length of time as people say it: "about 20 minutes", "about 2 hours"."""
    if not minutes or minutes < 0:
        return ""
    hours, rest = divmod(int(minutes), 60)
    words = []
    if hours:
        words.append(ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours})
    if rest:
        words.append(ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest})
    said = " ".join(word.replace(" ", NBSP, 1) for word in words)
    return _("about %(duration)s") % {"duration": said}


register.simple_tag(duration, name="duration")


# --- forms


@register.simple_tag
def field(bound: BoundField, **options: Any) -> SafeString:
    """One form field: label, hint, error, control, each tied to the other for screen readers.

    Options: ``label`` and ``hint`` replace the form's words; ``optional=False`` leaves out the word
    "optional"; anything else becomes an attribute of the control (``inputmode="numeric"``), where
    False takes one away (``placeholder=False``).
    """
    kind = _field_kind(bound.field.widget)
    label = options.pop("label", bound.label)
    bound.help_text = options.pop("hint", bound.help_text)
    optional = options.pop("optional", True) and not bound.field.required
    attrs = {name.replace("_", "-"): value for name, value in options.items()}
    css = {"tick": "", "file": "file", "select": "select"}.get(kind, "input")
    attrs["class"] = " ".join(filter(None, [css, bound.field.widget.attrs.get("class", "")]))
    grouped = kind in {"radios", "ticks"}
    return _render(
        "lms_core/forms/field.html",
        {
            "field": bound,
            "kind": kind,
            "grouped": grouped,
            "control": "" if grouped else bound.as_widget(attrs=attrs),
            "described": bound.aria_describedby if grouped else "",
            "label": label,
            "hint": bound.help_text,
            "optional": optional,
        },
    )


@register.simple_tag
def form_fields(form: Any) -> SafeString:
    """Every field of ``form``, the hidden ones too."""
    hidden = [bound.as_widget() for bound in form.hidden_fields()]
    shown = [field(bound, placeholder=False) for bound in form.visible_fields()]
    return mark_safe("".join(hidden + shown))


@register.simple_tag
def form_errors(form: Any, advice: str = "") -> SafeString:
    """What is wrong, above a form: errors of the whole form, then a link to each wrong field.

    ``advice`` is a sentence on what to do about it.
    """
    return _render("lms_core/forms/errors.html", {"form": form, "advice": advice})


def _field_kind(widget: Any) -> str:
    kind = getattr(widget, "input_type", "")
    if kind == "select":
        return "select"
    if kind == "radio":
        return "radios"
    if kind == "checkbox":
        return "ticks" if getattr(widget, "allow_multiple_selected", False) else "tick"
    return "file" if kind == "file" else "input"


def _render(name: str, context: dict[str, Any]) -> SafeString:
    return render_to_string(name, context)
