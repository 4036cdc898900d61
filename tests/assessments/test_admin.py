"""Authors write, preview and publish; staff read; nobody deletes what was asked."""

import json
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from assessments.models import ExamPage, Question
from assessments.permissions import GROUPS, ensure_groups
from assessments.pictures import picture_url
from tests.factories.assessments import (
    make_exam,
    make_learner,
    make_question,
    make_questions,
    take_exam,
)
from tests.factories.courses import make_topic, make_user

pytestmark = pytest.mark.django_db
ADD = "wagtailsnippets_lms_assessments_question:add"
EDIT = "wagtailsnippets_lms_assessments_question:edit"


@pytest.fixture
def instructor(signed_in: Any) -> Client:
    user = make_user()
    user.groups.add(Group.objects.get(name="Instructors"))
    return signed_in(user)


@pytest.fixture
def boss(signed_in: Any) -> Client:
    return signed_in(get_user_model().objects.create_superuser("boss", "boss@example.org", "x"))


def single(*options: tuple[str, bool]) -> dict[str, Any]:
    rows = [
        {"text": text, "correct": "on" if right else "", "feedback": ""} for text, right in options
    ]
    for row in rows:
        if not row["correct"]:
            del row["correct"]
    choices = streamfield([("", row) for row in rows])
    choices = {key.replace("-type", "-x"): value for key, value in choices.items()}
    return {
        "stem": rich_text("<p>Which one?</p>"),
        "choices": choices,
        "explanation": rich_text(""),
    }


def form(value: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return nested_form_data(
        {
            "content": streamfield([("single", value)]),
            "topic": make_topic().pk,
            "difficulty": "2",
            "use": "exam",
            "tags": "",
            "source": "",
            "source_url": "",
            "key": "new-one",
            **fields,
        }
    )


def test_a_question_is_written_and_published_in_the_editor(instructor: Client) -> None:
    data = form(single(("Wash", True), ("Wait", False)))
    page = instructor.post(reverse(ADD), {**data, "action-publish": "1"})
    assert page.status_code == 302, page.context["form"].errors
    question = Question.objects.get(key="new-one")
    assert question.live
    assert question.versions.get().payload["choices"][0]["text"] == "Wash"


def test_the_editor_says_what_is_wrong_at_the_field(instructor: Client) -> None:
    data = form(single(("Same", True), ("same", True)))
    page = instructor.post(reverse(ADD), {**data, "action-publish": "1"})
    assert page.status_code == 200
    assert not Question.objects.exists()
    html = page.content.decode()
    assert "This is the same as option 1." in html
    assert "Mark only one option as right" in html
    error = page.context["form"].errors.as_data()["content"][0]
    choices = error.block_errors[0].block_errors["choices"]
    assert list(choices.block_errors) == [1]
    assert list(choices.block_errors[1].block_errors) == ["text"]


def test_an_unfinished_question_can_be_kept_as_a_draft(instructor: Client) -> None:
    page = instructor.post(reverse(ADD), form(single(("Only one", False))))
    assert page.status_code == 302
    question = Question.objects.get(key="new-one")
    assert not question.live
    assert not question.versions.exists()


def test_only_authors_reach_a_picture_by_its_number(instructor: Client, client: Client) -> None:
    address = reverse("lms_question_picture", args=[7])
    assert instructor.get(address).url == picture_url(7)
    client.force_login(make_user())
    assert "/pictures/" not in client.get(address).url


def test_a_new_question_is_previewed_before_anything_else_is_chosen(instructor: Client) -> None:
    address = reverse("wagtailsnippets_lms_assessments_question:preview_on_add")
    content = streamfield([("single", single(("Wash", False)))])
    data = nested_form_data({"content": content, "difficulty": "2", "use": "exam", "bank": ""})
    assert instructor.post(address, data).json() == {"is_valid": True, "is_available": True}
    shown = instructor.get(address, {"mode": "learner"}).content.decode()
    assert "Which one?" in shown
    assert "Wash" in shown


@pytest.mark.parametrize("type_name", ["single", "multiple", "true_false", "numeric"])
def test_both_previews_show_the_question_and_only_one_the_key(type_name: str, boss: Client) -> None:
    question = make_question(type_name)
    request = boss.get("/").wsgi_request
    learner = question.make_preview_request(request, "learner").content.decode()
    key = question.make_preview_request(request, "key").content.decode()
    for html in (learner, key):
        assert "about safe work?" in html
    assert "SECRET" not in learner
    assert "SECRET" in key


def test_the_bank_is_filtered_and_searched(instructor: Client) -> None:
    law = make_topic("law")
    one = make_question("numeric", topic=law, critical=True, tags=["ppm"], key="first-key")
    two = make_question("single", use="practice", key="second-key")
    url = reverse("wagtailsnippets_lms_assessments_question:list")
    tag = one.tags.get()
    for query in (
        f"topic={law.pk}",
        "type=numeric",
        "use=exam",
        "critical=true",
        f"tags={tag.pk}",
        "q=first-key",
    ):
        html = instructor.get(f"{url}?{query}").content.decode()
        assert one.key in html, query
        assert two.key not in html, query


def test_a_published_question_cannot_be_deleted_from_the_admin(boss: Client) -> None:
    question = make_question()
    url = reverse("wagtailsnippets_lms_assessments_question:delete", args=[question.pk])
    boss.get(url)
    boss.post(url)
    assert Question.objects.filter(pk=question.pk).exists()


def test_instructors_may_edit_but_not_delete(instructor: Client) -> None:
    question = make_question()
    assert instructor.get(reverse(EDIT, args=[question.pk])).status_code == 200
    url = reverse("wagtailsnippets_lms_assessments_question:delete", args=[question.pk])
    assert instructor.post(url).status_code == 302
    assert Question.objects.filter(pk=question.pk).exists()


# --- exams


def exam_form(exam: ExamPage, *sections: dict[str, Any]) -> dict[str, Any]:
    return nested_form_data(
        {
            "title": exam.title,
            "slug": exam.slug,
            "intro": rich_text("<p>Hello</p>"),
            "minutes": "10",
            "required": "on",
            "pass_mark": "80",
            "time_limit": "",
            "attempts_allowed": "",
            "cooling_hours": "0",
            "marking_tolerance": "10",
            "appeal_days": "14",
            "behavior": "exam",
            "counts": "best",
            "feedback-submitted-marks": "on",
            "presentation": "all",
            "seo_title": "",
            "search_description": "",
            "show_in_menus": "",
            "sections": inline_formset(list(sections)),
        }
    )


def section(**fields: Any) -> dict[str, Any]:
    return {
        "title": "",
        "kind": "random",
        "count": "",
        "topic": "",
        "difficulty": "",
        "tag": "",
        "use": "exam",
        "questions": inline_formset([]),
        **fields,
    }


def publish(client: Client, exam: ExamPage, *sections: dict[str, Any]) -> Any:
    url = reverse("wagtailadmin_pages:edit", args=[exam.pk])
    return client.post(url, {**exam_form(exam, *sections), "action-publish": "1"})


def test_the_rules_of_an_exam_are_changed_while_its_sections_stay(instructor: Client) -> None:
    make_questions(1)
    exam = make_exam(count=1)
    kept = section(id=exam.sections.get().pk, ORDER="1", count="1")
    url = reverse("wagtailadmin_pages:edit", args=[exam.pk])
    form = exam_form(exam)
    form.update(nested_form_data({"sections": inline_formset([kept], initial=1)}))
    done = instructor.post(url, {**form, "feedback-passed-answer": "on", "action-publish": "1"})
    assert done.status_code == 302
    exam.refresh_from_db()
    assert exam.feedback == {"submitted": ["marks"], "passed": ["correctness", "answer"]}


def test_the_editor_counts_what_a_pool_lacks(instructor: Client) -> None:
    make_questions(3)
    exam = make_exam(count=1)
    page = publish(instructor, exam, section(count="2"), section(count="4"))
    assert page.status_code == 200
    assert "3 questions are missing" in page.content.decode()
    done = publish(instructor, exam, section(count="3"))
    assert done.status_code == 302


def test_a_section_without_questions_and_an_unpublished_one_are_named(instructor: Client) -> None:
    make_questions(2)
    exam = make_exam(count=1)
    page = publish(instructor, exam, section(kind="fixed"))
    assert "Choose the questions of this section." in page.content.decode()
    draft = make_question(live=False, key="not-yet")
    fixed = section(kind="fixed", questions=inline_formset([{"question": draft.pk}]))
    page = publish(instructor, exam, fixed)
    assert "not published: not-yet" in page.content.decode()
    page = publish(instructor, exam, section())
    assert "Say how many questions are drawn." in page.content.decode()


def test_a_draft_exam_may_be_unfinished(instructor: Client) -> None:
    exam = make_exam(count=1)
    url = reverse("wagtailadmin_pages:edit", args=[exam.pk])
    page = instructor.post(url, exam_form(exam, section(count="50")))
    assert page.status_code == 302


def test_an_exam_is_previewed_as_a_trainee_sees_it(boss: Client) -> None:
    make_questions(4)
    exam = make_exam(count=4, time_limit=20)
    request = boss.get("/").wsgi_request
    paper = exam.make_preview_request(request, "paper").content.decode()
    assert "Question 4 of 4" in paper
    assert "20 minutes left" in paper
    assert "SECRET" not in paper
    assert "Start attempt 1" in exam.make_preview_request(request, "").content.decode()
    small = make_exam(count=9)
    html = small.make_preview_request(request, "paper").content.decode()
    assert "pool is too small" in html


# --- records


def test_staff_read_an_attempt_in_full(instructor: Client) -> None:
    make_questions(4)
    exam = make_exam(count=4)
    attempt = take_exam(exam, make_learner(exam, first_name="Noor", last_name="Haddad"), wrong=(1,))
    html = instructor.get(
        reverse("lms_assessments_attempts:inspect", args=[attempt.pk])
    ).content.decode()
    assert "Noor Haddad" in html
    assert attempt.paper_digest in html
    assert "3 of 4" in html
    assert html.count("Answer saved") == 4


def test_the_list_of_attempts_is_filtered(instructor: Client) -> None:
    make_questions(4)
    one, two = make_exam(count=4), make_exam(count=2)
    take_exam(one, make_learner(one, first_name="Noor"))
    take_exam(two, make_learner(two, first_name="Sam"), wrong=(1, 2))
    url = reverse("lms_assessments_attempts:index")
    for query in (f"exam={one.pk}", "outcome=pass", "q=Noor", "state=graded&outcome=pass"):
        html = instructor.get(f"{url}?{query}").content.decode()
        assert "Noor" in html, query
        assert "Sam" not in html, query


def test_nobody_changes_an_attempt(boss: Client) -> None:
    exam = make_exam(questions=make_questions(1))
    attempt = take_exam(exam, make_learner(exam))
    for name in ("edit", "delete"):
        url = reverse(f"lms_assessments_attempts:{name}", args=[attempt.pk])
        assert boss.post(url, {"exam_title": "x"}).status_code == 302
    attempt.refresh_from_db()
    assert attempt.exam_title == exam.title


def test_the_home_page_names_odd_questions_and_recent_fails(instructor: Client) -> None:
    question = make_question("true_false")
    exam = make_exam(questions=[question])
    for n in range(5):
        take_exam(exam, make_learner(exam, last_name=f"Nobody{n}"), wrong=(1,))
    html = instructor.get(reverse("wagtailadmin_home")).content.decode()
    assert "0 of 5 right" in html
    assert "Nobody got it right." in html
    assert "Nobody4" in html


@pytest.mark.parametrize("size", [1, 20])
def test_the_list_of_attempts_costs_the_same(
    size: int, instructor: Client, django_assert_max_num_queries: Any
) -> None:
    exam = make_exam(questions=[make_question("true_false")])
    for _n in range(size):
        take_exam(exam, make_learner(exam))
    url = reverse("lms_assessments_attempts:index")
    instructor.get(url)
    with django_assert_max_num_queries(14):
        instructor.get(url)


def test_groups_are_given_the_same_permissions_again() -> None:
    before = {name: set(Group.objects.get(name=name).permissions.all()) for name in GROUPS}
    ensure_groups()
    assert {name: set(Group.objects.get(name=name).permissions.all()) for name in GROUPS} == before
    codes = {one.codename for one in before["Instructors"]}
    assert {"add_question", "publish_question", "view_attempt", "access_admin"} <= codes
    assert "delete_question" not in codes


def test_every_column_is_named_as_personal_or_not() -> None:
    from django.apps import apps

    from assessments.privacy import CONTENT_MODELS, NOT_PERSONAL, PERSONAL_DATA

    for model in apps.get_app_config("lms_assessments").get_models():
        name = model.__name__
        if name in CONTENT_MODELS:
            continue
        columns = {field.name for field in model._meta.concrete_fields}
        assert columns == set(PERSONAL_DATA[name]) | NOT_PERSONAL[name], name
        assert not set(PERSONAL_DATA[name]) & NOT_PERSONAL[name]


def test_a_wrong_question_type_is_a_check_error(settings: Any) -> None:
    from assessments.checks import check_question_types

    assert check_question_types(None) == []
    settings.LMS_QUESTION_TYPES = {
        "gone": "nowhere.Type",
        "odd": "json.dumps",
        "other": "assessments.question_types.true_false.TrueFalse",
    }
    found = check_question_types(None)
    assert [one.id for one in found] == [
        "lms_assessments.E001",
        "lms_assessments.E001",
        "lms_assessments.E002",
    ]
    assert all(one.hint for one in found)


def test_the_choice_editor_keeps_ids_so_that_a_digest_stays(instructor: Client) -> None:
    question = make_question("single", key="keeps")
    before = question.versions.get().digest
    raw = question.content.get_prep_value()
    assert json.dumps(raw).count('"id"') >= 3
    question.save_revision().publish()
    assert question.versions.get().digest == before
