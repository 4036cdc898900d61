"""What the screens for staff share: title, way back, permission."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from assessments.exceptions import AssessmentError


class PersonField(forms.CharField):
    """One account, by user name or email address."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Person"), help_text=gettext_lazy("User name or email address.")
        )

    def clean(self, value: Any) -> Any:
        model: Any = get_user_model()
        text = super().clean(value)
        found = list(model.objects.filter(**{model.USERNAME_FIELD: text})[:1])
        found = found or list(model.objects.filter(email__iexact=text)[:2])
        if not found:
            raise forms.ValidationError(
                gettext("Nobody here has this user name or email address. Look for a slip in it.")
            )
        if len(found) > 1:
            raise forms.ValidationError(
                gettext("Several people have this email address. Give the user name instead.")
            )
        return found[0]


class StaffPage(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """A screen of its own in the admin, below the list called ``home_name``."""

    permission_required: Any = "lms_assessments.view_response"
    home_name: str
    page_title: Any

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = self.get_page_subtitle()
        items = [
            *super().get_breadcrumbs_items(),
            {"url": reverse(self.home_name), "label": self.page_title},
        ]
        return [*items, {"url": "", "label": here}] if here else items


class FormPage(StaffPage):
    """A form that does one thing; what the service refuses (``refusal``) is said at the form."""

    template_name = "lms_assessments/admin/form.html"
    form_class: Any
    refusal: type[AssessmentError]
    action_label: Any
    explanation: Any = ""

    def get_initial(self) -> dict[str, Any]:
        return {}

    def act(self, form: Any) -> HttpResponse:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "form": kwargs.get("form") or self.form_class(initial=self.get_initial()),
            "action_label": self.action_label,
            "explanation": self.explanation,
            **super().get_context_data(**kwargs),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST)
        if form.is_valid():
            try:
                return self.act(form)
            except self.refusal as refused:
                form.add_error(None, str(refused))
        return self.render_to_response(self.get_context_data(form=form))


class StatisticsPage(StaffPage):
    """A screen of the statistics."""

    home_name = "lms_exam_statistics"
    header_icon = "table"
    page_title = gettext_lazy("Exam statistics")


class StaffMenuItem(MenuItem):
    """A menu item for those who hold ``permission``."""

    def __init__(
        self, label: str | Promise, url_name: str, *, icon: str, order: int, permission: str
    ) -> None:
        super().__init__(
            label, reverse(url_name), name=slugify(url_name), icon_name=icon, order=order
        )
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(self.permission))
