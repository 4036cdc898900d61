"""Forms of the trainee's screens."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.enums import EnrollmentPolicy
from courses.models import Cohort, CoursePage
from courses.queries.catalog import list_next_cohorts
from courses.queries.course_screen import CohortRow, places_left
from lms.core.templatetags.lms_core import long_date


class CohortChoice(forms.ModelChoiceField):
    """Cohorts by date, with the places that are left."""

    def label_from_instance(self, obj: Any) -> str:
        row = CohortRow(obj, places_left(obj, obj.seats_taken))
        parts = [obj.title, long_date(obj.starts_on), row.places_text]
        return " · ".join(part for part in parts if part)


class EnrollForm(forms.Form):
    """The code, when the course asks for one, and the cohort, when there are some."""

    code = forms.CharField(
        label=_("Enrollment code"),
        max_length=40,
        help_text=_("The school gave it to you, on paper or by mail."),
        widget=forms.TextInput(
            attrs={"class": "code", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    cohort = CohortChoice(
        label=_("When do you want to start?"),
        queryset=Cohort.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, course: CoursePage, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if course.enrollment_policy != EnrollmentPolicy.CODE:
            del self.fields["code"]
        cohorts: Any = list_next_cohorts(today).filter(course=course)
        choice = self.fields["cohort"]
        assert isinstance(choice, CohortChoice)
        choice.queryset = cohorts
        first = next((c for c in cohorts if places_left(c, c.seats_taken) != 0), None)
        if not cohorts:
            del self.fields["cohort"]
        elif first is not None:
            self.initial.setdefault("cohort", first.pk)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why are you leaving?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the school reads this."),
    )
