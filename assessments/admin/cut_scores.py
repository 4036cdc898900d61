"""A helper for cut scores: two methods, each with its answer."""

from typing import Any

import numpy as np
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy

from assessments.admin.pages import StatisticsPage
from assessments.cut_scores import angoff_cut_score, borderline_cut_score
from assessments.queries.question_reports import percent

MAX_LINES = 2000


def _numbers(text: str) -> list[list[float]]:
    """Lines of numbers, split at commas, semicolons, tabs or blanks. Raises ValidationError."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MAX_LINES:
        raise forms.ValidationError(gettext("At most %(n)s lines.") % {"n": MAX_LINES})
    found = []
    for place, line in enumerate(lines, 1):
        try:
            found.append([float(part) for part in line.replace(";", " ").replace(",", " ").split()])
        except ValueError:
            raise forms.ValidationError(
                gettext("Line %(n)s holds something that is not a number.") % {"n": place}
            ) from None
    if len({len(row) for row in found}) > 1:
        raise forms.ValidationError(gettext("Every line needs the same number of figures."))
    return found


class AngoffForm(forms.Form):
    """One line per judge, one figure per question."""

    prefix = "angoff"
    ratings = forms.CharField(
        label=gettext_lazy("Ratings"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "One line for each judge, one figure for each question: of 100 trainees who are just "
            "good enough, how many get it right?"
        ),
    )

    def clean_ratings(self) -> float:
        rows = _numbers(self.cleaned_data["ratings"])
        try:
            return angoff_cut_score(np.array(rows) / 100)
        except ValueError:
            raise forms.ValidationError(gettext("Every figure lies between 0 and 100.")) from None


class BorderlineForm(forms.Form):
    """One line per person: score and overall rating."""

    prefix = "borderline"
    ratings = forms.CharField(
        label=gettext_lazy("Scores and ratings"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "One line for each person: the score in percent, then an overall rating by somebody "
            "who knows their work (1 clear fail, 2 borderline, 3 pass, 4 good)."
        ),
    )

    def clean_ratings(self) -> float:
        rows = _numbers(self.cleaned_data["ratings"])
        if not rows or len(rows[0]) != 2 or any(not 0 <= row[0] <= 100 for row in rows):
            raise forms.ValidationError(
                gettext("Give a score from 0 to 100 and a rating on each line.")
            )
        figures = np.array(rows)
        try:
            return borderline_cut_score(
                figures[:, 0] / 100, figures[:, 1].astype(np.int_), borderline=2
            )
        except ValueError:
            raise forms.ValidationError(
                gettext("At least two different ratings are needed.")
            ) from None


class CutScoreView(StatisticsPage):
    """Where should the pass mark be? Two methods, each with its answer."""

    template_name = "lms_assessments/admin/cut_score.html"
    page_subtitle = gettext_lazy("Cut score")
    methods = {"angoff": AngoffForm, "borderline": BorderlineForm}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        forms_ = {name: form() for name, form in self.methods.items()}
        return {**forms_, **super().get_context_data(**kwargs)}

    def post(self, request: HttpRequest) -> HttpResponse:
        name = request.POST.get("method", "")
        if name not in self.methods:
            raise Http404
        form = self.methods[name](request.POST)
        found = {f"{name}_result": percent(form.cleaned_data["ratings"])} if form.is_valid() else {}
        return self.render_to_response(self.get_context_data(**{name: form}, **found))
