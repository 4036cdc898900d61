"""Practicals in the admin: what assessors recorded, recording, and correcting."""

import uuid
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from assessments.admin.pages import FormPage, PersonField, StaffMenuItem, StaffPage
from assessments.enums import PracticalOutcome
from assessments.exceptions import PracticalRefused
from assessments.models import PracticalPage, PracticalResult
from assessments.pigments import Pigment, read_pigments
from assessments.queries.practicals import list_results
from assessments.services.practicals import correct_practical, record_practical
from lms.core import clock
from lms.core.sanitize import clean_lines

PER_PAGE = 50
_OUTCOMES = [one for one in PracticalOutcome.choices if one[0] != PracticalOutcome.VOID]


class SeenForm(forms.Form):
    """What an assessor saw."""

    seen_on = forms.DateField(label=gettext_lazy("Seen on"), widget=AdminDateInput)
    pigments = forms.CharField(
        label=gettext_lazy("Pigments"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "One to a line: the name, a comma, and the batch number on the label. For example: "
            "Carbon Shade 2, LOT 4471-B. Certificates are found by it when a batch is recalled."
        ),
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("Result"), choices=_OUTCOMES, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("Words for the trainee"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What went well, and what comes next. Never name the client."),
    )

    def clean_pigments(self) -> tuple[Pigment, ...]:
        try:
            return read_pigments(clean_lines(self.cleaned_data["pigments"]))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_words(self) -> str:
        return clean_lines(self.cleaned_data["words"])


class RecordForm(SeenForm):
    person = PersonField()
    practical = forms.ModelChoiceField(
        label=gettext_lazy("Practical"), queryset=PracticalPage.objects.live().order_by("title")
    )
    case = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("person", "practical", "seen_on", "pigments", "outcome", "words", "case")


class CorrectForm(SeenForm):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Result"), choices=PracticalOutcome.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it is corrected"), widget=forms.Textarea(attrs={"rows": 2})
    )


class PracticalsPage(StaffPage):
    home_name = "lms_practicals"
    header_icon = "edit"
    page_title = gettext_lazy("Practicals")
    permission_required = "lms_assessments.add_practicalresult"


class PracticalsIndex(PracticalsPage):
    """What was recorded, the latest first; of a case that was corrected, what counts."""

    template_name = "lms_assessments/admin/practicals.html"
    permission_required = "lms_assessments.view_practicalresult"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(list_results(), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(page=page, **kwargs)


class SeenPage(FormPage, PracticalsPage):
    """A form about one case; what was seen is kept, and the trainee reads it."""

    refusal = PracticalRefused

    def keep(self, data: dict[str, Any]) -> None:
        raise NotImplementedError

    def act(self, form: SeenForm) -> HttpResponse:
        self.keep(form.cleaned_data)
        messages.success(self.request, gettext("Recorded. The trainee sees it on the page."))
        return redirect("lms_practicals")


class RecordView(SeenPage):
    form_class = RecordForm
    page_subtitle = gettext_lazy("Record a result")
    action_label = gettext_lazy("Record")

    def get_initial(self) -> dict[str, Any]:
        return {"case": uuid.uuid4(), "seen_on": clock.today()}

    def keep(self, data: dict[str, Any]) -> None:
        record_practical(
            data.pop("practical"), user=data.pop("person"), actor=self.request.user, **data
        )


class CorrectView(SeenPage):
    form_class = CorrectForm
    page_subtitle = gettext_lazy("Correct a result")
    action_label = gettext_lazy("Correct it")

    @cached_property
    def row(self) -> PracticalResult:
        rows = PracticalResult.objects.select_related("user", "practical", "enrollment")
        return get_object_or_404(rows, pk=self.kwargs["result_id"])

    @property
    def explanation(self) -> str:
        return gettext(
            "%(result)s. What was recorded before stays on record. A certificate that rests on it "
            "does not change; a registrar is shown it where the result is another one."
        ) % {"result": self.row}

    def get_initial(self) -> dict[str, Any]:
        row = self.row
        pigments = "\n".join(str(one) for one in row.used)
        same = {name: getattr(row, name) for name in ("outcome", "seen_on", "words")}
        return {**same, "pigments": pigments}

    def keep(self, data: dict[str, Any]) -> None:
        correct_practical(self.row, actor=self.request.user, **data)


def practical_urls() -> list[URLPattern]:
    return [
        path("practicals/", PracticalsIndex.as_view(), name="lms_practicals"),
        path("practicals/record/", RecordView.as_view(), name="lms_practical_record"),
        path(
            "practicals/<int:result_id>/correct/",
            CorrectView.as_view(),
            name="lms_practical_correct",
        ),
    ]


class PracticalsMenuItem(StaffMenuItem):
    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Practicals"),
            "lms_practicals",
            icon="edit",
            order=226,
            permission="lms_assessments.view_practicalresult",
        )
