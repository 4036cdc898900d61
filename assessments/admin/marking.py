"""The marking queue in the admin: one answer at a time, in one pair of hands."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from assessments.admin.pages import StaffMenuItem, StaffPage
from assessments.exceptions import MarkRefused
from assessments.models import Attempt
from assessments.queries.marking import Sheet, get_sheet
from assessments.queries.marking_queue import MARK, SETTLE, Turns, may_take, topics_of
from assessments.services.attempts import close_expired
from assessments.services.marking import claim_answer, mark_answer, release_answer
from lms.core import clock

PER_PAGE = 50


class MarkForm(forms.Form):
    mark = forms.DecimalField(
        label=gettext_lazy("Mark"),
        min_value=0,
        widget=forms.NumberInput(attrs={"autofocus": True, "data-mark": "", "step": "any"}),
    )
    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For staff; kept with the grade."),
    )

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = most
        self.fields["mark"].help_text = gettext(
            "From 0 to %(most)s. Typing a number comes here from anywhere on the page; Enter saves."
        ) % {"most": most}

    def clean_mark(self) -> Decimal:
        mark: Decimal = self.cleaned_data["mark"]
        if mark > self.most:
            raise forms.ValidationError(
                gettext("This is more than the question is worth: %(most)s.") % {"most": self.most}
            )
        return mark


@method_decorator(never_cache, name="dispatch")
class MarkingPage(StaffPage):
    home_name = "lms_marking"
    header_icon = "edit"
    page_title = gettext_lazy("Marking")

    def has_permission(self) -> bool:
        return may_mark(self.request.user)


class MarkingIndex(MarkingPage):
    """What waits for whoever looks, the longest first; what ran out with nobody there too."""

    template_name = "lms_assessments/admin/marking.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = clock.now()
        close_expired(now=now)
        turns = Turns(self.request.user, now=now)
        page = Paginator(cast("Any", turns), PER_PAGE).get_page(self.request.GET.get("p"))
        topics = topics_of(page)
        return super().get_context_data(
            total=turns.count(),
            first=turns.first_free,
            page=page,
            listed=[(turn, topics[turn.attempt_id, turn.position]) for turn in page],
            **kwargs,
        )


class MarkView(MarkingPage):
    """One answer with its question and guide; opening it takes it in hand."""

    template_name = "lms_assessments/admin/mark.html"
    page_subtitle = gettext_lazy("Mark an answer")

    @cached_property
    def sheet(self) -> Sheet:
        try:
            return get_sheet(self.kwargs["uuid"], self.kwargs["position"])
        except (Attempt.DoesNotExist, LookupError):
            raise Http404 from None

    def _taken(self) -> str:
        """ "", or why it is not this person's turn."""
        sheet = self.sheet
        if sheet.waiting and not may_take(sheet.role, self.request.user):
            return gettext("This mark is not yours to give: it is decided by quality assurance.")
        try:
            claim_answer(sheet.attempt.pk, position=sheet.item.position, marker=self.request.user)
        except MarkRefused as refused:
            return str(refused)
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        refusal = kwargs.pop("refusal", None)
        refusal = self._taken() if refusal is None else refusal
        return {
            "sheet": self.sheet,
            "refusal": refusal,
            "form": MarkForm(most=self.sheet.scale),
            **super().get_context_data(**kwargs),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sheet = self.sheet
        if "release" in request.POST:
            release_answer(sheet.attempt.pk, position=sheet.item.position, marker=request.user)
            return redirect("lms_marking")
        form = MarkForm(request.POST, most=sheet.scale)
        if form.is_valid():
            try:
                mark_answer(
                    sheet.attempt.pk,
                    position=sheet.item.position,
                    fraction=form.cleaned_data["mark"] / sheet.scale,
                    comment=form.cleaned_data["comment"],
                    marker=request.user,
                )
            except MarkRefused as refused:
                return self.render_to_response(self.get_context_data(refusal=str(refused)))
            return self._next()
        return self.render_to_response({**self.get_context_data(), "form": form})

    def _next(self) -> HttpResponse:
        turns = Turns(self.request.user, now=clock.now())
        free = turns.first_free
        if free is None:
            messages.success(self.request, gettext("Marked. Nothing waits for you any more."))
            return redirect("lms_marking")
        messages.success(self.request, gettext("Marked. %(n)s more to go.") % {"n": turns.count()})
        return redirect("lms_mark", free.uuid, free.position)


def may_mark(user: Any) -> bool:
    return bool(user.has_perm(MARK) or user.has_perm(SETTLE))


def marking_urls() -> list[URLPattern]:
    return [
        path("marking/", MarkingIndex.as_view(), name="lms_marking"),
        path("marking/<uuid:uuid>/<int:position>/", MarkView.as_view(), name="lms_mark"),
    ]


class MarkingMenuItem(StaffMenuItem):
    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Marking"), "lms_marking", icon="edit", order=224, permission=MARK
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return may_mark(request.user)
