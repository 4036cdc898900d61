"""The admin's views of a clinic that publish: they act on the version that was read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.snippets.views.snippets import EditView, WorkflowActionView

from certificates.directory.exceptions import ChangedMeanwhile
from certificates.directory.services.approving import holding_newest

DECIDING = ("publish", "workflow-action")


class ClinicWorkflowActionView(WorkflowActionView):
    """Approve or send back from the home page's list, where each row stands for one version."""

    task_state: Any

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with holding_newest(self.object.pk, read=self.task_state.revision_id):
                # what was loaded before the lock may have been decided or called off since
                self.task_state = self.get_task_state()
                if self.task_state.status != self.task_state.STATUS_IN_PROGRESS:
                    self.add_not_in_moderation_error()
                    return self._leave(self.redirect_url)
                response: HttpResponse = super().post(request, *args, **kwargs)
                return response
        except ChangedMeanwhile as error:
            messages.error(request, str(error))
            return self._leave(reverse(self.redirect_url_name, args=[self.object.pk]))

    def _leave(self, url: str) -> HttpResponse:
        # a comment is sent from a dialog, which follows an address in JSON
        if self.request.headers.get("x-requested-with") == "XMLHttpRequest":
            response: HttpResponse = self.render_modal_json(
                self.request, {"step": "success", "redirect": url}
            )
            return response
        return redirect(url)


class ClinicEditView(EditView):
    """The form of a clinic: it publishes over nothing that its reader has not seen."""

    def form_valid(self, form: Any) -> HttpResponse:
        if self.action not in DECIDING:
            response: HttpResponse = super().form_valid(form)
            return response
        try:
            with holding_newest(self.object.pk, read=self._version_read()):
                response = super().form_valid(form)
        except ChangedMeanwhile as error:
            self.produced_error_code = "invalid_revision"
            self.produced_error_message = str(error)
            response = self.form_invalid(form)
        return response

    def _version_read(self) -> int | None:
        """The version the form was opened with, or the one it has saved by itself since."""
        sent = self.request.POST
        given = sent.get("overwrite_revision_id") or sent.get("loaded_revision_id") or ""
        return int(given) if given.isdecimal() else None
