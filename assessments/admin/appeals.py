"""Appeals in the admin: what waits, and one decision at a time."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin import messages

from assessments.admin.pages import StaffMenuItem, StaffPage
from assessments.exceptions import AppealRefused
from assessments.models import Appeal
from assessments.queries.appeals import AppealSheet, get_appeal_sheet, list_appeals
from assessments.services.appeals import decide_appeal

VIEW, DECIDE = "lms_assessments.view_appeal", "lms_assessments.decide_appeal"
PER_PAGE = 50


class DecideForm(forms.Form):
    """A field for each question, empty for "stays as it is"."""

    explanation = forms.CharField(
        label=gettext_lazy("Why"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The trainee reads it."),
    )

    def __init__(self, *args: Any, sheet: AppealSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for row in sheet.record.rows:
            self.fields[f"mark{row.item.position}"] = forms.DecimalField(
                label=gettext("New mark of question %(n)s") % {"n": row.item.position},
                required=False,
                min_value=0,
                max_value=sheet.scale(row),
                widget=forms.NumberInput(attrs={"step": "any", "class": "lms-mark"}),
            )

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "row": row,
                "given": f"{self.sheet.given(row):.2f}".rstrip("0").rstrip("."),
                "scale": self.sheet.scale(row),
                "field": self[f"mark{row.item.position}"],
            }
            for row in self.sheet.record.rows
        ]

    @property
    def marks(self) -> dict[int, Decimal]:
        """The marks that were given, as fractions by position."""
        found = {}
        for row in self.sheet.record.rows:
            mark = self.cleaned_data.get(f"mark{row.item.position}")
            if mark is not None:
                found[row.item.position] = mark / self.sheet.scale(row)
        return found


class AppealsPage(StaffPage):
    home_name = "lms_appeals"
    header_icon = "help"
    page_title = gettext_lazy("Appeals")
    permission_required = VIEW


class AppealsIndex(AppealsPage):
    template_name = "lms_assessments/admin/appeals.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(list_appeals(), PER_PAGE).get_page(self.request.GET.get("p"))
        listed = [{"appeal": one, "outcome": getattr(one, "outcome", None)} for one in page]
        return super().get_context_data(listed=listed, page=page, **kwargs)


class AppealView(AppealsPage):
    """One appeal with the whole attempt; the decision for those who may."""

    template_name = "lms_assessments/admin/appeal.html"
    page_subtitle = gettext_lazy("An appeal")

    @cached_property
    def sheet(self) -> AppealSheet:
        try:
            return get_appeal_sheet(self.kwargs["appeal_id"])
        except Appeal.DoesNotExist:
            raise Http404 from None

    @property
    def may_decide(self) -> bool:
        return self.sheet.outcome is None and bool(self.request.user.has_perm(DECIDE))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "blind": self.sheet.record.paper.marking.blind,
            "may_decide": self.may_decide,
            "form": DecideForm(sheet=self.sheet),
            **super().get_context_data(**kwargs),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(DECIDE):
            return self.handle_no_permission()
        form = DecideForm(request.POST, sheet=self.sheet)
        if form.is_valid():
            upheld = "reject" not in request.POST
            try:
                if upheld and not form.marks:
                    raise AppealRefused(
                        gettext("To uphold the appeal, raise the mark of at least one question.")
                    )
                decide_appeal(
                    self.sheet.appeal.pk,
                    actor=request.user,
                    marks=form.marks if upheld else {},
                    explanation=form.cleaned_data["explanation"],
                )
            except AppealRefused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, gettext("Decided. The trainee is told by mail."))
                return redirect("lms_appeals")
        return self.render_to_response({**self.get_context_data(), "form": form})


def appeal_urls() -> list[URLPattern]:
    return [
        path("appeals/", AppealsIndex.as_view(), name="lms_appeals"),
        path("appeals/<int:appeal_id>/", AppealView.as_view(), name="lms_appeal"),
    ]


class AppealsMenuItem(StaffMenuItem):
    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Appeals"), "lms_appeals", icon="help", order=226, permission=VIEW
        )
