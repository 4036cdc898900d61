"""Regrades in the admin: ask, see the difference, decide."""

import uuid
from functools import partial
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin import messages

from assessments import wording
from assessments.admin.pages import StaffMenuItem, StaffPage
from assessments.enums import RegradeState, RegradeWay
from assessments.exceptions import RegradeRefused, RegradeStale
from assessments.models import Question, QuestionVersion, Regrade
from assessments.queries.regrades import (
    ExamChoice,
    VersionChoice,
    entries_of,
    exam_choices,
    list_regrades,
    progress_of,
    version_choices,
)
from assessments.regrade_tasks import apply_regrade, compare_regrade
from assessments.services.regrades import (
    discard_regrade,
    look_again,
    request_apply,
    request_regrade,
)

VIEW, ADD = "lms_assessments.view_regrade", "lms_assessments.add_regrade"
PER_PAGE = 100
REFRESH_SECONDS = "3"


def _version_label(choice: VersionChoice) -> str:
    return gettext("Version %(n)s of %(day)s, answered %(count)s times. Right: %(key)s") % {
        "n": choice.version.number,
        "day": wording.long_day(choice.version.created_at),
        "count": choice.answers,
        "key": choice.key or "–",
    }


class RegradeForm(forms.Form):
    """What takes the place of the key, and on whose papers."""

    way = forms.ChoiceField(
        label=gettext_lazy("What is done"), choices=RegradeWay.choices, widget=forms.RadioSelect
    )
    version = forms.TypedChoiceField(
        label=gettext_lazy("Corrected version"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy(
            "Only for grading again. Publish the question with the right key first; it is listed "
            "here then."
        ),
    )
    versions = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Papers with"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    exam = forms.TypedChoiceField(
        label=gettext_lazy("In"), coerce=uuid.UUID, empty_value=None, required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Trainees whose mark changes read this on their result."),
    )

    def __init__(
        self,
        *args: Any,
        choices: list[VersionChoice],
        exams: list[ExamChoice],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        labels = [(one.version.pk, _version_label(one)) for one in choices]
        self.known = {one.version.pk: one.version for one in choices}
        fields: Any = self.fields
        fields["version"].choices = [("", gettext("None")), *labels]
        fields["versions"].choices = labels
        fields["exam"].choices = [
            ("", gettext("all exams")),
            *((str(one.key), one.title) for one in exams),
        ]

    @property
    def asked(self) -> dict[str, Any]:
        """What the service takes. A corrected version is none of those to be regraded."""
        data = self.cleaned_data
        chosen: list[QuestionVersion] = [self.known[pk] for pk in data["versions"]]
        by_version = data["way"] == RegradeWay.VERSION
        return {
            "way": data["way"],
            "version": self.known.get(data["version"]) if by_version else None,
            "versions": chosen,
            "exam_key": data["exam"],
            "reason": data["reason"],
        }


class RegradePage(StaffPage):
    home_name = "lms_regrades"
    header_icon = "resubmit"
    page_title = gettext_lazy("Regrades")
    permission_required = VIEW


class RegradesIndex(RegradePage):
    """Every regrade, the latest first."""

    template_name = "lms_assessments/admin/regrades.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(list_regrades(), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(page=page, **kwargs)


class AskView(RegradePage):
    """The form that asks what a regrade would change."""

    template_name = "lms_assessments/admin/regrade_ask.html"
    permission_required = ADD
    page_subtitle = gettext_lazy("Regrade a question")

    @cached_property
    def question(self) -> Question:
        return get_object_or_404(Question, pk=self.kwargs["question_id"])

    def _form(self, data: Any = None) -> RegradeForm:
        choices = version_choices(self.question)
        ids = [one.version.pk for one in choices]
        asked = self.request.GET.get("version", "")
        # the newest is the corrected one, unless it is the one that was asked about
        chosen = [int(asked)] if asked.isdecimal() and int(asked) in ids else ids[1:] or ids
        corrected = next((pk for pk in ids[:1] if pk not in chosen), None)
        initial = {
            "way": RegradeWay.VERSION if corrected else RegradeWay.EVERYONE,
            "version": corrected,
            "versions": chosen,
            "exam": self.request.GET.get("exam", ""),
        }
        return RegradeForm(
            data, choices=choices, exams=exam_choices(self.question), initial=initial
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "question": self.question,
            "form": kwargs.get("form") or self._form(),
            **super().get_context_data(**kwargs),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if form.is_valid():
            try:
                row = request_regrade(self.question, actor=request.user, **form.asked)
            except RegradeRefused as refused:
                form.add_error(None, str(refused))
            else:
                transaction.on_commit(partial(compare_regrade.enqueue, row.pk))
                return redirect("lms_regrade", row.pk)
        return self.render_to_response(self.get_context_data(form=form))


class RegradeView(RegradePage):
    """One regrade: its difference while it is undecided, its progress, what came of it."""

    template_name = "lms_assessments/admin/regrade.html"

    @cached_property
    def row(self) -> Regrade:
        return get_object_or_404(list_regrades(), pk=self.kwargs["regrade_id"])

    def get_page_subtitle(self) -> str:
        return str(self.row.question)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = self.render_to_response(self.get_context_data(**kwargs))
        if self.row.state in {RegradeState.COMPARING, RegradeState.APPLYING}:
            response["Refresh"] = REFRESH_SECONDS
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = Paginator(entries_of(self.row), PER_PAGE)
        return super().get_context_data(
            row=self.row,
            versions=list(self.row.versions.order_by("number")),
            counts=self.row.counts,
            progress=progress_of(self.row),
            page=entries.get_page(self.request.GET.get("p")),
            may_decide=self.request.user.has_perm(ADD),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(ADD):
            return self.handle_no_permission()
        match request.POST.get("do"):
            case "apply":
                self._apply(request)
            case "discard":
                discard_regrade(self.row)
                messages.success(request, gettext("Discarded. Nothing was changed."))
                return redirect("lms_regrades")
            case "again":
                again = look_again(self.row, actor=request.user)
                transaction.on_commit(partial(compare_regrade.enqueue, again.pk))
                return redirect("lms_regrade", again.pk)
            case "continue":
                work = apply_regrade if self.row.state == RegradeState.APPLYING else compare_regrade
                transaction.on_commit(partial(work.enqueue, self.row.pk))
        return redirect("lms_regrade", self.row.pk)

    def _apply(self, request: HttpRequest) -> None:
        try:
            row = request_apply(self.row, digest=request.POST.get("digest", ""), actor=request.user)
        except RegradeStale as stale:
            again = messages.button(
                reverse("lms_regrade", args=[self.row.pk]) + "#again", gettext("Look again")
            )
            messages.warning(request, str(stale), buttons=[again])
        except RegradeRefused as refused:
            messages.error(request, str(refused))
        else:
            transaction.on_commit(partial(apply_regrade.enqueue, row.pk))
            messages.success(request, gettext("Decided. The new grades are being written."))


def regrade_urls() -> list[URLPattern]:
    return [
        path("regrades/", RegradesIndex.as_view(), name="lms_regrades"),
        path("regrades/ask/<int:question_id>/", AskView.as_view(), name="lms_regrade_ask"),
        path("regrades/<int:regrade_id>/", RegradeView.as_view(), name="lms_regrade"),
    ]


class RegradesMenuItem(StaffMenuItem):
    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Regrades"), "lms_regrades", icon="resubmit", order=228, permission=VIEW
        )
