"""Statistics of exams in the admin: figures, pictures, files, and a helper for cut scores."""

import csv
import io
from typing import Any

from django import forms
from django.db.models import Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext, gettext_lazy

from assessments.admin.cut_scores import CutScoreView
from assessments.admin.pages import StaffMenuItem, StatisticsPage
from assessments.enums import AttemptKind
from assessments.models import Attempt, Question
from assessments.queries.question_reports import percent
from assessments.queries.question_statistics import (
    VersionReport,
    question_report,
    table_of_versions,
)
from assessments.queries.statistics import ExamReport, exam_report, list_exam_summaries, table_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class StatisticsIndex(StatisticsPage):
    """Every exam that somebody took, and practice apart from them."""

    template_name = "lms_assessments/admin/statistics_index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [
            {
                **row,
                "mean_text": percent(float(row["mean"])),
                "passed_text": percent(row["passes"] / row["attempts"]),
            }
            for row in list_exam_summaries()
        ]
        parts = [
            (heading, found)
            for kind, heading in (
                (AttemptKind.EXAM, gettext("Exams")),
                (AttemptKind.PRACTICE, gettext("Practice")),
            )
            if (found := [row for row in rows if row["kind"] == kind])
        ]
        return super().get_context_data(parts=parts, **kwargs)


class FiguresForm(forms.Form):
    """What the figures are about: exams or practice, and which cohort."""

    kind = forms.ChoiceField(required=False, choices=AttemptKind.choices)
    cohort = forms.IntegerField(required=False, min_value=1)


class FiguresPage(StatisticsPage):
    """A screen whose figures go out as a file too, with ``format`` csv or xlsx."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        match request.GET.get("format"):
            case "csv":
                return self._file(as_csv(self.get_table()), "text/csv; charset=utf-8", "csv")
            case "xlsx":
                return self._file(as_xlsx(self.get_table()), XLSX, "xlsx")
        return self.render_to_response(self.get_context_data(**kwargs))

    def get_table(self) -> list[list[Any]]:
        raise NotImplementedError

    def _file(self, data: bytes, content_type: str, extension: str) -> HttpResponse:
        name = f"{slugify(self.get_page_subtitle()) or 'exam'}-statistics.{extension}"
        return HttpResponse(
            data,
            content_type=content_type,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


class ExamStatisticsView(FiguresPage):
    """One exam."""

    template_name = "lms_assessments/admin/statistics.html"

    @cached_property
    def made(self) -> list[tuple[str, str]]:
        """The kinds of attempts there are, exams first, each with the latest title."""
        attempts = Attempt.objects.filter(exam_key=self.kwargs["exam_key"])
        latest = attempts.order_by("-started_at").values("exam_title")[:1]
        found = attempts.order_by("kind").values_list("kind", Subquery(latest)).distinct()
        if not found:
            raise Http404
        return list(found)

    def get_page_subtitle(self) -> str:
        return self.made[0][1]

    @cached_property
    def asked(self) -> dict[str, Any]:
        form = FiguresForm(self.request.GET)
        form.is_valid()
        return form.cleaned_data

    @property
    def cohort(self) -> int | None:
        return self.asked.get("cohort")

    @cached_property
    def kind(self) -> AttemptKind:
        return AttemptKind(self.asked.get("kind") or self.made[0][0])

    @cached_property
    def report(self) -> ExamReport:
        return exam_report(self.kwargs["exam_key"], kind=self.kind, cohort=self.cohort)

    def get_table(self) -> list[list[Any]]:
        return table_of(self.report)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = {"kind": self.kind.value, "cohort": self.cohort}
        return super().get_context_data(
            report=self.report,
            cohort=self.cohort,
            kind=self.kind,
            others=[kind for kind, _title in self.made if kind != self.kind],
            query=urlencode({name: value for name, value in asked.items() if value}),
            **kwargs,
        )


class QuestionStatisticsView(FiguresPage):
    """One question in every exam that asked it, version by version."""

    template_name = "lms_assessments/admin/question_statistics.html"

    @cached_property
    def question(self) -> Question:
        return get_object_or_404(Question, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.question)

    @cached_property
    def versions(self) -> tuple[VersionReport, ...]:
        return question_report(self.question)

    @cached_property
    def practice(self) -> tuple[VersionReport, ...]:
        return question_report(self.question, kind=AttemptKind.PRACTICE)

    def get_table(self) -> list[list[Any]]:
        return table_of_versions(self.versions, self.practice)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            question=self.question,
            parts=[
                part
                for part in (
                    (AttemptKind.EXAM, gettext("All exams"), self.versions),
                    (AttemptKind.PRACTICE, gettext("All practice"), self.practice),
                )
                if part[2]
            ],
            **kwargs,
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


def statistics_urls() -> list[URLPattern]:
    return [
        path("exam-statistics/", StatisticsIndex.as_view(), name="lms_exam_statistics"),
        path("exam-statistics/cut-score/", CutScoreView.as_view(), name="lms_cut_score"),
        path(
            "exam-statistics/<uuid:exam_key>/",
            ExamStatisticsView.as_view(),
            name="lms_exam_statistics_of",
        ),
        path(
            "exam-statistics/questions/<int:pk>/",
            QuestionStatisticsView.as_view(),
            name="lms_question_statistics",
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
