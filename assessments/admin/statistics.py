"""Statistics of exams in the admin: figures, pictures, files, and a helper for cut scores."""

import csv
import io
from typing import Any

import numpy as np
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext, gettext_lazy

from assessments.admin.pages import StaffMenuItem, StaffPage
from assessments.cut_scores import angoff_cut_score, borderline_cut_score
from assessments.models import Attempt
from assessments.queries.statistics import (
    ExamReport,
    exam_report,
    list_exam_summaries,
    percent,
    table_of,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MAX_LINES = 2000


class StatisticsPage(StaffPage):
    home_name = "lms_exam_statistics"
    header_icon = "table"
    page_title = gettext_lazy("Exam statistics")


class StatisticsIndex(StatisticsPage):
    """Every exam that somebody took."""

    template_name = "lms_assessments/admin/statistics_index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        exams = [
            {
                **row,
                "mean_text": percent(float(row["mean"])),
                "passed_text": percent(row["passes"] / row["attempts"]),
            }
            for row in list_exam_summaries()
        ]
        return super().get_context_data(exams=exams, **kwargs)


class CohortForm(forms.Form):
    """Which cohort the figures are about."""

    cohort = forms.IntegerField(required=False, min_value=1)


class ExamStatisticsView(StatisticsPage):
    """One exam; with ``format`` csv or xlsx the questions as a file."""

    template_name = "lms_assessments/admin/statistics.html"

    @cached_property
    def title(self) -> str:
        key = self.kwargs["exam_key"]
        titles = Attempt.objects.filter(exam_key=key).values_list("exam_title", flat=True)
        title = titles.order_by("-started_at").first()
        if title is None:
            raise Http404
        return str(title)

    def get_page_subtitle(self) -> str:
        return self.title

    @cached_property
    def cohort(self) -> int | None:
        form = CohortForm(self.request.GET)
        return form.cleaned_data["cohort"] if form.is_valid() else None

    @cached_property
    def report(self) -> ExamReport:
        return exam_report(self.kwargs["exam_key"], cohort=self.cohort)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        match request.GET.get("format"):
            case "csv":
                return self._file(as_csv(table_of(self.report)), "text/csv; charset=utf-8", "csv")
            case "xlsx":
                return self._file(as_xlsx(table_of(self.report)), XLSX, "xlsx")
        return self.render_to_response(self.get_context_data(**kwargs))

    def _file(self, data: bytes, content_type: str, extension: str) -> HttpResponse:
        name = f"{slugify(self.title) or 'exam'}-statistics.{extension}"
        return HttpResponse(
            data,
            content_type=content_type,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            report=self.report, cohort=self.cohort, exam_key=self.kwargs["exam_key"], **kwargs
        )


def _cell(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula is kept as text."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def as_csv(rows: list[list[Any]]) -> bytes:
    """Rows as CSV in UTF-8, with a mark that lets spreadsheets see the encoding."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow(["" if value is None else _cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: list[list[Any]]) -> bytes:
    """Rows as a workbook; numbers stay numbers."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(gettext("Questions"))
    for row in rows:
        sheet.append([_cell(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# --- cut scores


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


def statistics_urls() -> list[URLPattern]:
    return [
        path("exam-statistics/", StatisticsIndex.as_view(), name="lms_exam_statistics"),
        path("exam-statistics/cut-score/", CutScoreView.as_view(), name="lms_cut_score"),
        path(
            "exam-statistics/<uuid:exam_key>/",
            ExamStatisticsView.as_view(),
            name="lms_exam_statistics_of",
        ),
    ]


class StatisticsMenuItem(StaffMenuItem):
    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Exam statistics"),
            "lms_exam_statistics",
            icon="table",
            order=226,
            permission="lms_assessments.view_response",
        )
