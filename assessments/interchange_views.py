"""Question banks in and out, in the admin. :func:`register_exchange` wires it all."""

import uuid
from functools import partial
from typing import Any

from django import forms
from django.apps import apps
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from assessments.exceptions import ExchangeRefused
from assessments.interchange import EXPORT_FORMATS, FORMAT_NAMES, ImportRefused
from assessments.interchange.model import MAX_FILE_BYTES, MAX_TEXT_BYTES, MEGABYTE
from assessments.interchange_tasks import commit_job
from assessments.services.interchange import MAIN_BANK, find_or_make_topic
from assessments.services.interchange_export import export_bank, list_banks
from assessments.services.interchange_jobs import (
    DONE,
    Job,
    get_job,
    get_report,
    request_again,
    request_commit,
    start_job,
)
from assessments.services.interchange_report import by_message, counts_in_words, report_groups


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "GIFT, Moodle XML, Aiken, QTI 1.2 to 3.0 or CSV: a file of at most %(single)s MB, or a "
            "zip package with its pictures of at most %(package)s MB."
        )
        % {"single": MAX_TEXT_BYTES // MEGABYTE, "package": MAX_FILE_BYTES // MEGABYTE},
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        choices=list(FORMAT_NAMES.items()),
        initial="auto",
        help_text=gettext_lazy("Choose one only if it is not found out rightly."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE_BYTES:
            raise forms.ValidationError(
                gettext("The file is larger than %(n)s MB.") % {"n": MAX_FILE_BYTES // MEGABYTE}
            )
        return file


class CommitForm(forms.Form):
    bank = forms.CharField(
        label=gettext_lazy("Bank"),
        max_length=120,
        initial=MAIN_BANK,
        widget=forms.TextInput(attrs={"list": "exchange-banks", "autocomplete": "off"}),
        help_text=gettext_lazy("The folder the questions go into; a new name makes a new one."),
    )
    topic: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=gettext_lazy("Topic"),
        queryset=None,
        help_text=gettext_lazy("All of them get this topic; it can be changed for each later."),
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Publish at once"),
        required=False,
        help_text=gettext_lazy("Otherwise they stay drafts until somebody has looked at them."),
    )

    def __init__(self, *args: Any, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = apps.get_model("lms_courses", "Topic").objects.order_by("sort_order", "title")
        topic: Any = self.fields["topic"]
        topic.queryset = topics
        if not topics.exists():
            # as the command does: nobody has to make a topic before the first import
            topic.required = False
            topic.empty_label = gettext("Imported questions")
            topic.help_text = gettext("There is no topic yet: this one is made.")
        if not may_publish:
            del self.fields["publish"]


class ExportForm(forms.Form):
    bank = forms.ChoiceField(label=gettext_lazy("Bank"))
    format = forms.ChoiceField(
        label=gettext_lazy("Format"), choices=list(EXPORT_FORMATS.items()), initial="qti3"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # it shares a page with the form of an upload
        self.auto_id = "id_export_%s"
        self.fields["bank"].choices = [  # type: ignore[attr-defined]
            (name, name) for name in list_banks()
        ]


class ExchangePage(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """What the screens share: title, way back, permission."""

    permission_required: Any = "lms_assessments.add_question"
    header_icon = "download"
    page_title = gettext_lazy("Move questions in and out")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = self.get_page_subtitle()
        items = [
            *super().get_breadcrumbs_items(),
            {"url": reverse("lms_question_exchange"), "label": self.page_title},
        ]
        return [*items, {"url": "", "label": here}] if here else items


class ExchangeView(ExchangePage):
    """Both forms; an upload leads to its dry run."""

    template_name = "lms_assessments/interchange/exchange.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        export = ExportForm()
        return {
            "upload_form": UploadForm(),
            "export_form": export,
            "has_banks": bool(export.fields["bank"].choices),  # type: ignore[attr-defined]
            **super().get_context_data(**kwargs),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                job = start_job(
                    file.read(),
                    filename=file.name,
                    format=form.cleaned_data["format"],
                    user=request.user,
                )
            except ImportRefused as error:
                form.add_error("file", str(error))
            else:
                return redirect("lms_question_import", job_id=uuid.UUID(job.id))
        return self.render_to_response(self.get_context_data(upload_form=form))


class ImportView(ExchangePage):
    """One import: its dry run with the form that commits it, its progress, its outcome."""

    template_name = "lms_assessments/interchange/import.html"
    page_subtitle = gettext_lazy("Import")

    @cached_property
    def job(self) -> Job:
        try:
            return get_job(self.kwargs["job_id"], user=self.request.user)
        except LookupError as error:
            raise Http404(str(error)) from error

    def _form(self, data: Any = None) -> CommitForm:
        may_publish = self.request.user.has_perm("lms_assessments.publish_question")
        return CommitForm(data, may_publish=may_publish)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = self.render_to_response(self.get_context_data(**kwargs))
        # a page that asks for a click stands still
        if self.job.is_running and not self.job.is_silent:
            response["Refresh"] = "2"
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        again = "again" in request.POST
        if not (again or form.is_valid()):
            return self.render_to_response(self.get_context_data(form=form))
        try:
            job = request_again(self.job) if again else self._request(form)
        except ExchangeRefused as error:
            messages.warning(request, str(error))
        else:
            transaction.on_commit(partial(commit_job.enqueue, job.id))
        return redirect("lms_question_import", job_id=self.kwargs["job_id"])

    def _request(self, form: CommitForm) -> Job:
        return request_commit(
            self.job,
            bank=form.cleaned_data["bank"].strip(),
            topic=form.cleaned_data["topic"] or find_or_make_topic(),
            publish=form.cleaned_data.get("publish", False),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = get_report(self.job)
        why = self.request.GET.get("why", "")
        return {
            "job": self.job,
            "job_uuid": self.kwargs["job_id"],
            "report": report,
            "format_name": FORMAT_NAMES.get(report["format"], report["format"]),
            "counts": " · ".join(counts_in_words(report["counts"], planned=self.job.state != DONE)),
            "groups": report_groups(report["questions"], why=why),
            "why": why,
            "form": self._form(),
            "banks": list_banks(),
            **super().get_context_data(**kwargs),
        }


class ReportView(ExchangePage):
    """The whole report of an import as JSON."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            job = get_job(self.kwargs["job_id"], user=request.user)
        except LookupError as error:
            raise Http404(str(error)) from error
        name = f"{slugify(job.filename) or 'import'}-report.json"
        return JsonResponse(
            get_report(job),
            json_dumps_params={"indent": 2, "ensure_ascii": False},
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


class ExportView(ExchangePage):
    """A bank as a file; what the format cannot hold is shown before the download."""

    permission_required = "lms_assessments.view_question"
    template_name = "lms_assessments/interchange/export.html"
    page_subtitle = gettext_lazy("Export")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ExportForm(request.GET)
        if not form.is_valid():
            messages.warning(request, gettext("Choose a bank and a format."))
            return redirect("lms_question_exchange")
        bank, format = form.cleaned_data["bank"], form.cleaned_data["format"]
        try:
            result = export_bank(bank, format)
        except ExchangeRefused as error:
            messages.warning(request, str(error))
            return redirect("lms_question_exchange")
        if (result.refused or result.notes) and "seen" not in request.GET:
            return self.render_to_response(
                self.get_context_data(
                    result=result,
                    refused=by_message((found.name, found.reason) for found in result.refused),
                    notes=by_message((name, note.message) for name, note in result.notes),
                    bank=bank,
                    format=format,
                    format_name=EXPORT_FORMATS[format],
                )
            )
        response = HttpResponse(result.data, content_type=result.content_type)
        name = f"{slugify(bank) or 'questions'}-{format}.{result.extension}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def admin_urls() -> list[URLPattern]:
    return [
        path("question-exchange/", ExchangeView.as_view(), name="lms_question_exchange"),
        path(
            "question-exchange/import/<uuid:job_id>/",
            ImportView.as_view(),
            name="lms_question_import",
        ),
        path(
            "question-exchange/import/<uuid:job_id>/report.json",
            ReportView.as_view(),
            name="lms_question_import_report",
        ),
        path("question-exchange/export/", ExportView.as_view(), name="lms_question_export"),
    ]


class _ExchangeItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("lms_assessments.add_question")


def menu_item() -> MenuItem:
    return _ExchangeItem(
        gettext_lazy("Import and export"),
        reverse("lms_question_exchange"),
        name="lms-question-exchange",
        icon_name="download",
        order=221,
    )


def register_exchange() -> None:
    """Wire addresses and the menu item; to be called once, from ``wagtail_hooks``."""
    hooks.register("register_admin_urls", admin_urls)
    hooks.register("register_admin_menu_item", menu_item)
