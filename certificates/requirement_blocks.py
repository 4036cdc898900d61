"""How the requirements of an award are edited: blocks for each leaf, and groups to choose from.

Blocks keep keys, which outlive pages, with the title beside them as it was when last seen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from certificates.enums import HoursCategory, ResultKind
from certificates.requirements import (
    MAX_MONTHS,
    AgeRequired,
    AllOf,
    AwardRequired,
    CourseRequired,
    HoursRequired,
    IdentityRequired,
    Requirement,
    ResultRequired,
    SomeOf,
)

# a group in a group in the tree itself: deeper than that, nobody can follow it
_DEPTH = 2


def _courses() -> list[tuple[str, str]]:
    from courses.api import course_choices

    return course_choices()


def _exams() -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = list(_units(ResultKind.EXAM))
    former = _named_by_awards(former_exams())
    return [*found, (str(_("Practice now: choose an exam instead")), former)] if former else found


def former_exams() -> dict[str, str]:
    """Titles of the units that are practice, and may have been exams before, by key."""
    from courses.api import list_unit_choices

    units = list_unit_choices(ResultKind.EXAM, result_kind="practice")
    return {unit.key: unit.title for unit in units}


def _named_by_awards(units: Mapping[str, str]) -> list[tuple[str, str]]:
    """Those of ``units`` that an award asks for, published or in its draft."""
    if not units:
        return []
    awards = apps.get_model("lms_certificates", "Award").objects.all()
    # as text: the trees as blocks would ask for their choices, which are being made here
    columns = ("requirement_tree", "renewal_tree", "latest_revision__content")
    trees = awards.values_list(*(Cast(name, TextField()) for name in columns))
    text = "".join(filter(None, chain.from_iterable(trees)))
    return [(key, title) for key, title in units.items() if key in text]


def _practicals() -> list[tuple[str, str]]:
    return _units(ResultKind.PRACTICAL)


def _units(kind: str) -> list[tuple[str, str]]:
    from courses.api import list_unit_choices

    return [(unit.key, f"{unit.course_title}: {unit.title}") for unit in list_unit_choices(kind)]


def _awards() -> list[tuple[str, str]]:
    rows = apps.get_model("lms_certificates", "Award").objects.order_by("title")
    return [(str(key), title) for key, title in rows.values_list("key", "title")]


class KeptBlock(blocks.CharBlock):
    """A text that the form carries along and nobody edits."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, form_classname="lms-kept", **options)
        self.field.widget = forms.HiddenInput()


class RememberedBlock(blocks.StructBlock):
    """A choice by key; saving the form keeps the title of what was chosen beside it."""

    key_name = ""
    title = KeptBlock()

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        choices = self.child_blocks[self.key_name].field.choices
        value["title"] = dict(choices).get(value[self.key_name], "") or value["title"] or ""
        return value


def _score() -> blocks.DecimalBlock:
    return blocks.DecimalBlock(
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=2,
        label=_("With at least (percent)"),
        help_text=_("Leave empty where passing is enough."),
    )


def _months() -> blocks.IntegerBlock:
    return blocks.IntegerBlock(
        required=False,
        min_value=1,
        max_value=MAX_MONTHS,
        label=_("Within the last (months)"),
        help_text=_("Leave empty for no limit."),
    )


def made_practice(title: str) -> str:
    """Why an award cannot ask for a unit that was an exam once, and what to do."""
    return gettext(
        "“%(title)s” was made practice, which proves nothing: nobody can earn this award by it any "
        "more. Choose an exam, or make it an exam again."
    ) % {"title": title}


class CourseBlock(RememberedBlock):
    key_name = "course"
    course = blocks.ChoiceBlock(choices=_courses, label=_("Course"))

    class Meta:
        icon = "openquote"
        label = _("Course completed")
        label_format = _("Course completed: {course}")


class ExamBlock(RememberedBlock):
    key_name = "unit"
    unit = blocks.ChoiceBlock(choices=_exams, label=_("Exam"))
    min_score = _score()
    months = _months()

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        title = former_exams().get(str(value["unit"]))
        if title is not None:
            raise blocks.StructBlockValidationError({"unit": ValidationError(made_practice(title))})
        return value

    class Meta:
        icon = "clipboard-list"
        label = _("Exam passed")
        label_format = _("Exam passed: {unit}")


class PracticalBlock(RememberedBlock):
    key_name = "unit"
    unit = blocks.ChoiceBlock(choices=_practicals, label=_("Practical"))
    min_score = _score()
    months = _months()

    class Meta:
        icon = "edit"
        label = _("Practical passed")
        label_format = _("Practical passed: {unit}")


class CasesBlock(RememberedBlock):
    key_name = "course"
    count = blocks.IntegerBlock(min_value=1, max_value=500, default=1, label=_("How many"))
    course = blocks.ChoiceBlock(
        choices=_courses,
        required=False,
        label=_("Of the course"),
        help_text=_("Leave empty where practicals of any course count."),
    )
    min_score = _score()
    months = _months()

    class Meta:
        icon = "group"
        label = _("A number of practicals passed")
        label_format = _("Practicals passed: {count}")


class HoursBlock(blocks.StructBlock):
    category = blocks.ChoiceBlock(choices=HoursCategory.choices, label=_("Counted"))
    hours = blocks.DecimalBlock(
        min_value=Decimal("0.5"), max_value=10_000, decimal_places=1, label=_("Hours")
    )
    months = _months()

    class Meta:
        icon = "time"
        label = _("Hours of completed courses")
        label_format = _("Hours: {hours}, {category}")


class AwardBlock(RememberedBlock):
    key_name = "award"
    award = blocks.ChoiceBlock(choices=_awards, label=_("Award"))

    class Meta:
        icon = "certificate"
        label = _("Another award, held and valid")
        label_format = _("Award held: {award}")


class AgeBlock(blocks.StructBlock):
    years = blocks.IntegerBlock(min_value=1, max_value=99, default=18, label=_("Years"))

    class Meta:
        icon = "user"
        label = _("Minimum age on the day of issue")
        label_format = _("At least {years} years old")


def _leaves() -> list[tuple[str, blocks.Block]]:
    return [
        ("course", CourseBlock()),
        ("exam", ExamBlock()),
        ("practical", PracticalBlock()),
        ("cases", CasesBlock()),
        ("hours", HoursBlock()),
        ("award", AwardBlock()),
        ("age", AgeBlock()),
        (
            "identity",
            blocks.StaticBlock(
                icon="key",
                label=_("Identity checked by staff"),
                admin_text=_("A named member of staff has checked an official document."),
            ),
        ),
    ]


def _group(depth: int) -> blocks.StructBlock:
    return blocks.StructBlock(
        [
            (
                "count",
                blocks.IntegerBlock(
                    required=False,
                    min_value=1,
                    label=_("How many of them"),
                    help_text=_("At least so many have to be met. Leave empty for all of them."),
                ),
            ),
            ("parts", blocks.StreamBlock(tree_blocks(depth), min_num=1, label=_("Parts"))),
        ],
        icon="list-ul",
        label=_("Group: all, or some of these"),
        label_format=_("Group, needed: {count}"),
    )


def tree_blocks(depth: int = _DEPTH) -> list[tuple[str, blocks.Block]]:
    """What a tree can hold; groups nest ``depth`` deep."""
    return [*_leaves(), *([("group", _group(depth - 1))] if depth else [])]


# --- from blocks to values


@dataclass
class Titles:
    """What keys are called now; asked once for a whole tree, and only where it names such a key."""

    _units: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def courses(self) -> dict[str, str]:
        return dict(_courses())

    @cached_property
    def awards(self) -> dict[str, str]:
        return dict(_awards())

    def units(self, kind: str) -> Mapping[str, Any]:
        from courses.api import list_unit_choices

        if kind not in self._units:
            self._units[kind] = {unit.key: unit for unit in list_unit_choices(kind)}
        return self._units[kind]


def read_tree(stream: Iterable[Any]) -> AllOf:
    """The tree that a stream of :func:`tree_blocks` says; every top block has to be met."""
    titles = Titles()
    return AllOf(tuple(_read(child.block_type, child.value, titles) for child in stream))


def _read(name: str, value: Any, titles: Titles) -> Requirement:
    if name == "group":
        parts = tuple(_read(child.block_type, child.value, titles) for child in value["parts"])
        return AllOf(parts) if value["count"] is None else SomeOf(value["count"], parts)
    if name == "course":
        key = str(value["course"])
        return CourseRequired(key, titles.courses.get(key) or value.get("title") or key)
    if name in ("exam", "practical"):
        return _read_unit(ResultKind(name), value, titles)
    if name == "cases":
        key = str(value["course"] or "")
        return ResultRequired(
            kind=ResultKind.PRACTICAL,
            title=titles.courses.get(key) or value.get("title") or key if key else "",
            course_key=key,
            count=value["count"],
            min_score=_share(value["min_score"]),
            months=value["months"],
        )
    if name == "hours":
        hours = HoursCategory(value["category"])
        return HoursRequired(hours, Decimal(value["hours"]).normalize(), value["months"])
    if name == "award":
        key = str(value["award"])
        return AwardRequired(key, titles.awards.get(key) or value.get("title") or key)
    if name == "age":
        return AgeRequired(value["years"])
    return IdentityRequired()


def _read_unit(kind: ResultKind, value: Any, titles: Titles) -> ResultRequired:
    key = str(value["unit"])
    units = titles.units(kind)
    unit = units.get(key)
    title = unit.title if unit else value.get("title") or key
    if unit and sum(other.title == title for other in units.values()) > 1:
        title = f"{title} ({unit.course_title})"
    return ResultRequired(
        kind=kind,
        title=title,
        unit_key=key,
        course_key=unit.course_key if unit else "",
        min_score=_share(value["min_score"]),
        months=value["months"],
    )


def _share(percent: Any) -> Decimal | None:
    return None if percent is None else (Decimal(percent) / 100).normalize()
