"""Publishing a question freezes it; editing it afterwards changes nothing that was asked."""

import pytest
from django.db.models import ProtectedError
from wagtail.models import ReferenceIndex

from assessments.exceptions import QuestionNotReady
from assessments.models import Question, QuestionVersion
from assessments.models.append_only import HistoryIsFixed
from assessments.services.bank import freeze_question
from tests.factories.assessments import make_question, raw_question
from tests.factories.courses import make_topic

pytestmark = pytest.mark.django_db


def edit(question: Question, **changes: object) -> None:
    block = question.content[0].block
    question.content = [
        (question.type_name, block.to_python({**raw_question(question.type_name), **changes}))
    ]
    question.save_revision().publish()


@pytest.mark.parametrize("type_name", ["single", "multiple", "true_false", "numeric"])
def test_publishing_freezes_a_version_that_grades_like_the_editor_said(type_name: str) -> None:
    question = make_question(type_name)
    version = question.versions.get()
    assert (version.number, version.type) == (1, type_name)
    assert version.kind.grade(version.spec, version.kind.key_response(version.spec)).is_right
    assert question.live
    assert question.title.startswith("Question")


def test_a_draft_has_no_version() -> None:
    question = make_question(live=False)
    question.save_revision()
    assert not question.versions.exists()
    assert not question.live


def test_publishing_again_without_a_change_makes_no_version() -> None:
    question = make_question()
    question.save_revision().publish()
    assert question.versions.count() == 1
    question.critical = True
    question.save_revision().publish()
    assert [version.number for version in question.versions.all()] == [2, 1]


def test_an_edit_makes_a_new_version_and_leaves_the_old_one() -> None:
    question = make_question("true_false")
    first = question.versions.get()
    edit(question, answer="true")
    second = question.versions.first()
    assert (first.payload["answer"], second.payload["answer"]) == ("false", "true")
    assert first.digest != second.digest


def test_an_incomplete_question_cannot_go_live_by_any_way() -> None:
    raw = raw_question("single")
    for item in raw["choices"]:
        item["value"]["correct"] = False
    question = make_question("single", raw=raw, live=False)
    with pytest.raises(QuestionNotReady, match="Mark the right option") as caught:
        question.save_revision().publish()
    assert caught.value.problems[0].path == ("choices",)
    question.refresh_from_db()
    assert not question.live
    assert not QuestionVersion.objects.exists()
    with pytest.raises(QuestionNotReady, match="no content"):
        freeze_question(Question(key="empty", topic=make_topic()))


def test_a_version_is_written_once() -> None:
    version = make_question().versions.get()
    version.number = 9
    with pytest.raises(HistoryIsFixed):
        version.save()
    with pytest.raises(HistoryIsFixed):
        version.delete()
    with pytest.raises(HistoryIsFixed):
        QuestionVersion.objects.update(number=9)
    with pytest.raises(HistoryIsFixed):
        QuestionVersion.objects.all().delete()


def test_a_published_question_is_never_deleted() -> None:
    question = make_question()
    with pytest.raises(ProtectedError):
        question.delete()
    ReferenceIndex.create_or_update_for_object(question.versions.get())
    assert ReferenceIndex.get_grouped_references_to(question).is_protected


def test_the_same_raw_value_gives_the_same_digest() -> None:
    one = make_question("single", raw=raw_question("single"))
    two = make_question("single", raw=raw_question("single"))
    assert one.versions.get().digest == two.versions.get().digest
