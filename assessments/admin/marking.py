"""The marking queue in the admin: one answer at a time, without names."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin import messages

from assessments.admin.pages import StaffMenuItem, StaffPage
from assessments.exceptions import MarkRefused
from assessments.models import Attempt
from assessments.queries.marking import Sheet, Waiting, get_sheet, list_waiting
from assessments.services.marking import mark_answer

PERMISSION = "lms_assessments.add_gradeevent"


class MarkForm(forms.Form):
    mark = forms.DecimalField(label=gettext_lazy("Mark"), min_value=0)
    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For staff; kept with the grade."),
    )

    def __init__(self, *args: Any, most: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = most
        self.fields["mark"].help_text = gettext("From 0 to %(most)s.") % {
            "most": format(most.normalize() + 0, "f")
        }

    def clean_mark(self) -> Decimal:
        mark: Decimal = self.cleaned_data["mark"]
        if mark > self.most:
            raise forms.ValidationError(gettext("This is more than the question is worth."))
        return mark


class MarkingPage(StaffPage):
    home_name = "lms_marking"
    header_icon = "edit"
    page_title = gettext_lazy("Marking")
    permission_required = PERMISSION


class MarkingIndex(MarkingPage):
    """What waits, the longest first."""

    template_name = "lms_assessments/admin/marking.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(waiting=list_waiting(), **kwargs)


class MarkView(MarkingPage):
    """One answer with its question and guide."""

    template_name = "lms_assessments/admin/mark.html"
    page_subtitle = gettext_lazy("Mark an answer")

    @cached_property
    def sheet(self) -> Sheet:
        try:
            return get_sheet(self.kwargs["attempt_id"], self.kwargs["position"])
        except (Attempt.DoesNotExist, LookupError):
            raise Http404 from None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "form": MarkForm(most=self.sheet.item.points),
            **super().get_context_data(**kwargs),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        points = self.sheet.item.points
        form = MarkForm(request.POST, most=points)
        if form.is_valid():
            try:
                mark_answer(
                    self.sheet.attempt.pk,
                    position=self.sheet.item.position,
                    fraction=form.cleaned_data["mark"] / points,
                    comment=form.cleaned_data["comment"],
                    marker=request.user,
                )
            except MarkRefused as refused:
                form.add_error(None, str(refused))
            else:
                return self._next()
        return self.render_to_response({**self.get_context_data(), "form": form})

    def _next(self) -> HttpResponse:
        waiting: list[Waiting] = list_waiting()
        if not waiting:
            messages.success(self.request, gettext("Marked. Nothing waits any more."))
            return redirect("lms_marking")
        messages.success(self.request, gettext("Marked. %(n)s more to go.") % {"n": len(waiting)})
        return redirect("lms_mark", waiting[0].attempt_id, waiting[0].position)


def marking_urls() -> list[URLPattern]:
    return [
        path("marking/", MarkingIndex.as_view(), name="lms_marking"),
        path("marking/<int:attempt_id>/<int:position>/", MarkView.as_view(), name="lms_mark"),
    ]


class MarkingMenuItem(StaffMenuItem):
    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Marking"), "lms_marking", icon="edit", order=224, permission=PERMISSION
        )
