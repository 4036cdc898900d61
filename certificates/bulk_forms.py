"""Forms of work on many certificates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.enums import LedgerKind
from certificates.exceptions import RowsRefused
from certificates.forms import ActionForm
from certificates.models import Award
from certificates.rows import MAX_BYTES, Row, read_rows
from courses.api import list_cohorts


class BulkIssueForm(forms.Form):
    """An award, and who gets it: the trainees of a cohort, or an uploaded list."""

    award = forms.ModelChoiceField(
        label=_("Award"),
        queryset=Award.objects.none(),
        help_text=_("Issued to those who have met everything it asks for; the others are named."),
    )
    cohort = forms.ModelChoiceField(
        label=_("Everybody in a cohort"), queryset=Award.objects.none(), required=False
    )
    file = forms.FileField(
        label=_("Or the people in a CSV file"),
        required=False,
        help_text=_(
            "One person to a row, by email address or user name, in a column called “email” or "
            "“username”. At most 20,000 rows and 2 MB."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: list[Row] = []
        self.fields["award"].queryset = Award.objects.published()  # type: ignore[attr-defined]
        self.fields["cohort"].queryset = list_cohorts()  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file:
            return file
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 2 MB. Divide it into several."))
        try:
            self.rows = read_rows(file.read())
        except RowsRefused as error:
            raise forms.ValidationError(str(error)) from error
        return file

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "file" in self.errors:
            return given
        if bool(given.get("cohort")) == bool(given.get("file")):
            raise forms.ValidationError(_("Choose a cohort or a file, one of the two."))
        return given


class RecallForm(ActionForm):
    """Why everything that rests on something is suspended."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, kind=LedgerKind.SUSPENDED, **kwargs)
