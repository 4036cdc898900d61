"""Forms of the enrollment screens."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from courses.models import Cohort, CoursePage


class ReasonForm(forms.Form):
    """A step of an enrollment: why, and for some steps until when."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with the enrollment, with your name and the time."),
    )
    expires_on = forms.DateField(
        label=_("New last day of access"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Leave empty to keep the present one."),
    )

    def __init__(self, *args: Any, action: str, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needs_reason
        if action != "reinstate":
            del self.fields["expires_on"]


class StaffEnrollForm(forms.Form):
    """Enroll somebody by their name or address."""

    person = forms.CharField(
        label=_("Who"), help_text=_("User name or e-mail address of an existing account.")
    )
    course = forms.ModelChoiceField(
        label=_("Course"), queryset=CoursePage.objects.live().order_by("title")
    )
    cohort = forms.ModelChoiceField(
        label=_("Cohort"),
        queryset=Cohort.objects.select_related("course").order_by("-starts_on"),
        required=False,
    )

    def clean_person(self) -> Any:
        given = self.cleaned_data["person"].strip()
        users = get_user_model()._default_manager
        name = get_user_model().USERNAME_FIELD
        found = users.filter(Q(**{f"{name}__iexact": given}) | Q(email__iexact=given))
        if len(found) != 1:
            raise forms.ValidationError(gettext("There is no single account with this name."))
        return found[0]
