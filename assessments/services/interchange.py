"""Question banks into the database; files are the business of `interchange`.

An import is planned first (:func:`plan_import`, which writes nothing) and then committed in one
transaction. A question is known again by the identifier its file gives it, or by its content; when
it comes a second time unchanged, it is skipped.
"""

import hashlib
import io
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import Difficulty
from assessments.exceptions import ExchangeRefused
from assessments.interchange import ImportedQuestion, ImportResult, Level, Note
from assessments.interchange.model import QuestionRefused, Raw
from assessments.models import MAIN_BANK as MAIN_BANK
from assessments.models import Question
from assessments.question_types.base import Problem
from assessments.question_types.registry import question_types
from assessments.services.interchange_neutral import (
    NAMESPACE,
    fingerprint,
    neutral,
    spec_of,
    stored,
    with_files,
)
from assessments.services.interchange_report import ImportReport, ReportLine
from lms.core.digest import digest

_CHUNK = 400
Progress = Callable[[int, int], None]
Item = TypeVar("Item")


@dataclass
class _Planned:
    """A question of a file, decided upon."""

    question: ImportedQuestion
    key: str
    digest: str
    action: str = "imported"
    reason: str = ""
    notes: list[Note] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    existing: Question | None = None

    def line(self) -> ReportLine:
        return ReportLine(
            self.question.number,
            self.question.name,
            self.question.type,
            self.action,
            self.question.where,
            self.reason,
            (*self.question.notes, *self.notes),
        )


def _key_of(question: ImportedQuestion, bank: str, *, by_content: bool = False) -> str:
    """The reference a new question gets: the same for the same question in the same bank."""
    known_by = question.ref
    if not known_by or by_content:
        known_by = digest([question.type, question.raw])
    mark = hashlib.sha256("\0".join((bank, known_by)).encode()).hexdigest()
    return f"q-{mark[:16]}"


# --- planning


def plan_import(
    result: ImportResult, *, bank: str = MAIN_BANK, publish: bool = False
) -> ImportReport:
    """What :func:`commit_import` would do with ``result``; writes nothing.

    Raises ExchangeRefused for a name of a bank that is none.
    """
    return _report(result, _plan(result, bank=_bank_name(bank), publish=publish))


def _bank_name(bank: str) -> str:
    bank = bank.strip()
    if not bank or len(bank) > 120:
        raise ExchangeRefused(_("Name the bank in 1 to 120 letters."))
    return bank


def _report(result: ImportResult, planned: Sequence[_Planned]) -> ImportReport:
    lines = [plan.line() for plan in planned]
    lines += [
        ReportLine(found.number, found.name, found.type, "refused", found.where, found.reason)
        for found in result.refused
    ]
    lines.sort(key=lambda line: line.number)
    return ImportReport(result.format, tuple(lines), result.warnings)


def _plan(result: ImportResult, *, bank: str, publish: bool) -> list[_Planned]:
    kinds = question_types()
    planned: list[_Planned] = []
    seen: dict[str, _Planned] = {}
    for question in result.questions:
        kind = kinds.get(question.type)
        if kind is None:
            plan = _Planned(question, "", "", "refused")
            plan.reason = _("This site has no such question type: %(type)s.") % {
                "type": question.type
            }
            planned.append(plan)
            continue
        key = _key_of(question, bank)
        spec = spec_of(kind, question.raw)
        plan = _Planned(
            question,
            key,
            fingerprint(kind, spec, question.assets),
            problems=kind.validate(spec),
        )
        _against_earlier(plan, seen, bank)
        if plan.problems and plan.action == "imported":
            said = " ".join(problem.message for problem in plan.problems)
            text = (
                _("It stays a draft until an author corrects it: %(problems)s")
                if publish
                else _("Before it can be published: %(problems)s")
            )
            plan.notes.append(Note(Level.LOSS, text % {"problems": said}))
        planned.append(plan)
    _against_bank(planned, bank)
    return planned


def _against_earlier(plan: _Planned, seen: dict[str, _Planned], bank: str) -> None:
    """Compare with what stands earlier in the same file."""
    twin = seen.get(plan.key)
    if twin is not None and twin.digest != plan.digest:
        # the file gives two questions one identifier: this one is known by its content
        plan.key = _key_of(plan.question, bank, by_content=True)
        plan.notes.append(
            Note(
                Level.INFO,
                _("Its identifier is also that of question %(n)s in this file.")
                % {"n": twin.question.number},
            )
        )
        twin = seen.get(plan.key)
    if twin is not None:
        plan.action = "skipped"
        plan.reason = _("The same question stands earlier in this file: number %(n)s.") % {
            "n": twin.question.number
        }
    seen.setdefault(plan.key, plan)


def _against_bank(planned: Sequence[_Planned], bank: str) -> None:
    """Compare with what the bank holds: under our reference, or under the file's own identifier
    where that is a reference of this bank (a file that was exported here)."""
    open_plans: dict[str, _Planned] = {}
    for plan in planned:
        if plan.action == "imported":
            open_plans[plan.key] = plan
            open_plans.setdefault(plan.question.ref, plan)
    for chunk in _chunks([key for key in open_plans if key]):
        for question in Question.objects.filter(key__in=chunk, bank=bank):
            plan = open_plans[question.key]
            if plan.existing is not None:
                continue
            plan.existing = question
            if _says_the_same(question, plan.digest):
                plan.action = "skipped"
                plan.reason = _("The bank has this question already.")
            else:
                plan.notes.append(
                    Note(Level.INFO, _("It replaces what the bank has under the same identifier."))
                )


def _says_the_same(question: Question, wanted: str) -> bool:
    """Whether the question, or its newest draft, has the content whose digest is ``wanted``."""
    kinds = question_types()
    newest: Any = question
    for look_at_draft in (False, True):
        if look_at_draft:
            if not question.has_unpublished_changes:
                return False
            newest = question.get_latest_revision_as_object()
        kind = kinds.get(newest.type_name)
        if kind is None:
            continue
        try:
            raw, files = with_files(neutral(newest.content.raw_data[0]["value"]))
        except QuestionRefused:
            continue
        if fingerprint(kind, spec_of(kind, raw), files) == wanted:
            return True
    return False


def _chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]


# --- committing


def commit_import(
    result: ImportResult,
    *,
    bank: str = MAIN_BANK,
    topic: Any,
    user: AbstractBaseUser | None = None,
    publish: bool = False,
    progress: Progress = lambda done, total: None,
) -> ImportReport:
    """Put the questions of ``result`` into ``bank``, all of them or none.

    New questions become drafts, or are published with ``publish``. ``progress`` hears how many of
    how many are done. Raises ExchangeRefused for a name of a bank that is none.
    """
    bank = _bank_name(bank)
    with transaction.atomic():
        # two imports at once wait for each other, so that neither makes a question twice
        type(topic).objects.select_for_update().get(pk=topic.pk)
        planned = _plan(result, bank=bank, publish=publish)
        todo = [plan for plan in planned if plan.action == "imported"]
        done = 0
        for chunk in _chunks(todo):
            questions = [_filled(plan, bank=bank, topic=topic, user=user) for plan in chunk]
            # saved one by one, each new question would be indexed for search twice
            Question.objects.bulk_create([found for found in questions if found.pk is None])
            for plan, question in zip(chunk, questions, strict=True):
                progress(done, len(todo))
                _store(plan, question, user=user, publish=publish)
                done += 1
        progress(done, len(todo))
    return _report(result, planned)


def find_or_make_topic(slug: str = "") -> Any:
    """The topic called ``slug``, or that for imports without one. Raises ExchangeRefused."""
    topics = apps.get_model("lms_courses", "Topic").objects
    if not slug:
        return topics.get_or_create(slug="imported", defaults={"title": _("Imported questions")})[0]
    found = topics.filter(slug=slug).first()
    if found is None:
        known = ", ".join(topics.values_list("slug", flat=True)[:30])
        raise ExchangeRefused(
            _("There is no topic “%(slug)s”. Known ones: %(known)s.")
            % {"slug": slug, "known": known or "—"}
        )
    return found


def _filled(plan: _Planned, *, bank: str, topic: Any, user: AbstractBaseUser | None) -> Question:
    """The question a plan makes or changes, not saved yet; its pictures are."""
    source = plan.question
    raw = _with_pictures(source, user=user)
    question = plan.existing or Question(key=plan.key, topic=topic, bank=bank, live=False)
    question.content = Question._meta.get_field("content").to_python(
        [
            {
                "type": source.type,
                "id": str(uuid.uuid5(NAMESPACE, plan.key)),
                "value": stored(raw, plan.key),
            }
        ]
    )
    if source.difficulty is not None:
        question.difficulty = _difficulty(source.difficulty)
    question.fill_in()
    return question


def _store(
    plan: _Planned, question: Question, *, user: AbstractBaseUser | None, publish: bool
) -> None:
    if plan.question.tags:
        question.tags.add(*plan.question.tags)
        if plan.existing is None:
            question.tagged_items.commit()
    revision = question.save_revision(user=user, changed=True)
    if publish and not plan.problems:
        revision.publish(user=user)


def _difficulty(share: Decimal) -> Difficulty:
    if share < Decimal("0.34"):
        return Difficulty.EASY
    return Difficulty.MEDIUM if share < Decimal("0.67") else Difficulty.HARD


def _with_pictures(source: ImportedQuestion, *, user: AbstractBaseUser | None) -> Raw:
    """The raw value with its assets as images of the site."""
    if not source.assets:
        return source.raw
    images = {name: _image(name, data, user=user) for name, data in source.assets.items()}

    def put(value: Any) -> Any:
        if isinstance(value, Mapping):
            if set(value) == {"file"} and value["file"] in images:
                return images[value["file"]].pk
            return {key: put(item) for key, item in value.items()}
        if isinstance(value, list):
            return [put(item) for item in value]
        if isinstance(value, str) and "<img" in value:
            for name, image in images.items():
                value = value.replace(f'src="{name}"', f'src="{image.file.url}"')
        return value

    return dict(put(source.raw))


def _image(name: str, data: bytes, *, user: AbstractBaseUser | None) -> Any:
    """The image of the site with these bytes, made when there is none."""
    from wagtail.images import get_image_model

    model = get_image_model()
    mark = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    found = model.objects.filter(file_hash=mark).first()
    if found is not None:
        return found
    image = model(
        title=name,
        file=ImageFile(io.BytesIO(data), name=name),
        file_hash=mark,
        file_size=len(data),
        uploaded_by_user=user,
    )
    image.save()
    return image
