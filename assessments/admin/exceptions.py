"""Exceptions for one person, and voiding an attempt, in the admin."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from assessments import wording
from assessments.admin.pages import FormPage, PersonField, StaffMenuItem, StaffPage
from assessments.exceptions import ExceptionRefused
from assessments.models import Attempt, ExamException, ExamPage
from assessments.rules import Allowance
from assessments.services.exceptions import end_exception, grant_exception, void_attempt
from lms.core import clock

PER_PAGE = 50


class GrantForm(forms.Form):
    person = PersonField()
    exam = forms.ModelChoiceField(
        label=gettext_lazy("Exam"), queryset=ExamPage.objects.order_by("title")
    )
    more_time = forms.IntegerField(
        label=gettext_lazy("More time in percent"),
        min_value=0,
        max_value=400,
        initial=0,
        help_text=gettext_lazy("25 makes 50 minutes of 40."),
    )
    extra_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes added for breaks"),
        min_value=0,
        max_value=600,
        initial=0,
        help_text=gettext_lazy("The clock goes on: whoever rests takes it from this."),
    )
    break_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes of breaks that stop the clock"),
        min_value=0,
        max_value=600,
        initial=0,
        help_text=gettext_lazy(
            "All breaks together. The trainee takes them when they need to; the questions are "
            "hidden meanwhile."
        ),
    )
    extra_attempts = forms.IntegerField(
        label=gettext_lazy("More attempts"), min_value=0, max_value=20, initial=0
    )
    waive_wait = forms.BooleanField(
        label=gettext_lazy("No wait after a failed attempt"), required=False
    )
    closes_at = forms.DateTimeField(
        label=gettext_lazy("Exam open until"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("For an exam that closes: later than for the others."),
    )
    until = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=AdminDateInput,
        help_text=gettext_lazy("Leave empty if it holds for good."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept on record; the trainee sees what is granted, not the reason."),
    )

    @property
    def allowance(self) -> Allowance:
        data = self.cleaned_data
        return Allowance(
            time_factor=1 + Decimal(data["more_time"]) / 100,
            extra_minutes=data["extra_minutes"],
            extra_attempts=data["extra_attempts"],
            waive_wait=data["waive_wait"],
            closes_at=data["closes_at"],
            break_minutes=data["break_minutes"],
        )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class ExceptionsPage(StaffPage):
    home_name = "lms_exam_exceptions"
    header_icon = "user"
    page_title = gettext_lazy("Exam exceptions")
    permission_required = "lms_assessments.add_examexception"


class ExceptionsIndex(ExceptionsPage):
    """Everything that was ever granted, the latest first."""

    template_name = "lms_assessments/admin/exceptions.html"
    permission_required = "lms_assessments.view_examexception"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = ExamException.objects.select_related("user", "granted_by", "end__ended_by")
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        today = clock.today()
        listed = [
            {
                "row": row,
                "granted": wording.allowance_words(row.allowance),
                "end": getattr(row, "end", None),
                "holds": not hasattr(row, "end") and (row.until is None or row.until >= today),
            }
            for row in page
        ]
        return super().get_context_data(listed=listed, page=page, **kwargs)


class GrantView(FormPage, ExceptionsPage):
    form_class = GrantForm
    refusal = ExceptionRefused
    page_subtitle = gettext_lazy("Grant an exception")
    action_label = gettext_lazy("Grant")

    def act(self, form: GrantForm) -> HttpResponse:
        data = form.cleaned_data
        grant_exception(
            data["exam"],
            user=data["person"],
            allowance=form.allowance,
            actor=self.request.user,
            reason=data["reason"],
            until=data["until"],
        )
        messages.success(self.request, gettext("Granted. The trainee sees it on the exam's page."))
        return redirect("lms_exam_exceptions")


class EndView(FormPage, ExceptionsPage):
    form_class = ReasonForm
    refusal = ExceptionRefused
    page_subtitle = gettext_lazy("End an exception")
    action_label = gettext_lazy("End it")

    @cached_property
    def exception(self) -> ExamException:
        return get_object_or_404(
            ExamException.objects.select_related("user"), pk=self.kwargs["exception_id"]
        )

    @property
    def explanation(self) -> str:
        return gettext("%(exception)s. An attempt in progress keeps its time.") % {
            "exception": self.exception
        }

    def act(self, form: ReasonForm) -> HttpResponse:
        end_exception(
            self.exception.pk, actor=self.request.user, reason=form.cleaned_data["reason"]
        )
        messages.success(self.request, gettext("The exception has ended."))
        return redirect("lms_exam_exceptions")


class VoidView(FormPage, ExceptionsPage):
    form_class = ReasonForm
    refusal = ExceptionRefused
    permission_required = "lms_assessments.add_attemptvoid"
    home_name = "lms_assessments_attempts:index"
    header_icon = "form"
    page_title = gettext_lazy("Exam attempts")
    page_subtitle = gettext_lazy("Void an attempt")
    action_label = gettext_lazy("Void it")

    @cached_property
    def attempt(self) -> Attempt:
        rows = Attempt.objects.without_paper().select_related("user")
        return get_object_or_404(rows, pk=self.kwargs["attempt_id"])

    @property
    def explanation(self) -> str:
        return gettext(
            "%(attempt)s. It will not count, neither as passed nor as one of the attempts allowed. "
            "Answers and grades stay on record. The trainee reads the reason. A certificate that "
            "was issued does not change by this."
        ) % {"attempt": self.attempt}

    def act(self, form: ReasonForm) -> HttpResponse:
        void_attempt(self.attempt.pk, actor=self.request.user, reason=form.cleaned_data["reason"])
        messages.success(self.request, gettext("The attempt is voided."))
        return redirect("lms_assessments_attempts:inspect", self.attempt.pk)


def exception_urls() -> list[URLPattern]:
    return [
        path("exam-exceptions/", ExceptionsIndex.as_view(), name="lms_exam_exceptions"),
        path("exam-exceptions/grant/", GrantView.as_view(), name="lms_exam_exception_grant"),
        path(
            "exam-exceptions/<int:exception_id>/end/",
            EndView.as_view(),
            name="lms_exam_exception_end",
        ),
        path("exam-attempts/<int:attempt_id>/void/", VoidView.as_view(), name="lms_attempt_void"),
    ]


class ExceptionsMenuItem(StaffMenuItem):
    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Exam exceptions"),
            "lms_exam_exceptions",
            icon="user",
            order=227,
            permission="lms_assessments.view_examexception",
        )
