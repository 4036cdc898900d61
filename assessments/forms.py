"""What the exam editor checks before an exam can be published."""

from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminPageForm

from assessments.enums import Behavior, SectionKind
from assessments.feedback import FeedbackMatrix
from assessments.rules import SectionRule


class ExamPageForm(WagtailAdminPageForm):
    """Says at the section how many questions its pool lacks, and which fixed ones are not live."""

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        if self.is_deferred_validation:
            return True
        return self._check_rules() and self._check_sections()

    def _check_rules(self) -> bool:
        data = self.cleaned_data
        opens_at, closes_at = data.get("opens_at"), data.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", _("The exam closes after it opens."))
        if "feedback" in data:
            matrix = FeedbackMatrix.from_json(data["feedback"])
            if matrix.during and data.get("behavior") != Behavior.PRACTICE:
                self.add_error(
                    "feedback",
                    _(
                        "Feedback as soon as an answer is checked needs practice. Choose practice, "
                        "or clear the first column."
                    ),
                )
            if matrix.closed and not closes_at:
                self.add_error(
                    "feedback",
                    _(
                        "This exam never closes, so the last column would never come. Say when it "
                        "closes, or clear that column."
                    ),
                )
        return not self.errors

    def _check_sections(self) -> bool:
        # by path: models know this form, so it may not import what stands above models
        draw_for = import_string("assessments.queries.bank.draw_for")
        forms = [form for form in self.formsets["sections"].forms if _kept(form)]
        rules = [_rule_of(form) for form in forms]
        if not rules:
            self.add_error(None, _("Add at least one section with questions."))
            return False
        shortages = draw_for(rules, seed="check").shortages
        for shortage in shortages:
            form, rule = forms[shortage.section], rules[shortage.section]
            if rule.kind == SectionKind.FIXED:
                keys = ", ".join(shortage.missing_keys)
                form.add_error(
                    "kind",
                    _("These questions are not published: %(keys)s. Publish or remove them.")
                    % {"keys": keys},
                )
            else:
                form.add_error("count", _short(shortage))
        for form, rule in zip(forms, rules, strict=True):
            if not rule.size:
                form.add_error("kind", _("Choose the questions of this section."))
        return not any(form.errors for form in forms)


def _short(shortage: Any) -> str:
    return ngettext(
        "The pool is too small: %(missing)s question is missing. %(wanted)s are asked for, "
        "%(found)s published ones match and are not used by other sections.",
        "The pool is too small: %(missing)s questions are missing. %(wanted)s are asked for, "
        "%(found)s published ones match and are not used by other sections.",
        shortage.missing,
    ) % {"missing": shortage.missing, "wanted": shortage.wanted, "found": shortage.found}


def _kept(form: Any) -> bool:
    return bool(form.cleaned_data) and not form.cleaned_data.get("DELETE")


def _rule_of(form: Any) -> SectionRule:
    data = form.cleaned_data
    if data["kind"] == SectionKind.FIXED:
        rows = [row for row in form.formsets["questions"].forms if _kept(row)]
        keys = tuple(row.cleaned_data["question"].key for row in rows)
        return SectionRule(kind=data["kind"], questions=keys)
    return SectionRule(
        kind=data["kind"],
        count=data.get("count") or 0,
        topic=data["topic"].slug if data.get("topic") else "",
        difficulty=str(data.get("difficulty") or ""),
        tag=(data.get("tag") or "").strip().casefold(),
        use=data.get("use") or "",
    )
