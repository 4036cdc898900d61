"""Forms that are open to anybody and closed to machines, without asking people a riddle.

Machines are told by a field nobody sees and by their haste. What they send is thanked for and
dropped by the view; a person who was too fast is asked to wait a moment.
"""

import time
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

MIN_SECONDS = 3
MAX_SECONDS = 24 * 3600
SALT = "lms_core.human"


def _stamp() -> str:
    return signing.dumps(int(time.time()), salt=SALT)


class HumanForm(forms.Form):
    """Adds a trap and a signed stamp of the time; render ``lms_core/forms/human.html`` with it."""

    website = forms.CharField(required=False)
    stamp = forms.CharField(required=False, initial=_stamp, widget=forms.HiddenInput)

    @property
    def is_from_machine(self) -> bool:
        """Whether the field that no person sees was filled in."""
        return bool(self.cleaned_data.get("website"))

    @property
    def fresh_stamp(self) -> str:
        """When this page was made, signed; not what an earlier page said."""
        return _stamp()

    @property
    def fields_for_people(self) -> list[Any]:
        """The fields to show, in their order."""
        return [self[name] for name in self.fields if name not in {"website", "stamp"}]

    def clean_stamp(self) -> str:
        stamp: str = self.cleaned_data["stamp"]
        try:
            made = signing.loads(stamp, salt=SALT, max_age=MAX_SECONDS)
        except signing.BadSignature:
            made = None
        if not isinstance(made, int) or time.time() - made < MIN_SECONDS:
            raise forms.ValidationError(_("Wait a moment, then send it once more."))
        return stamp
