"""The question bank of the demo, written through drafts and published like an author would."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from assessments.models import Question
from courses.models import Topic
from lms.demo.build.media import stable_id

# every critical item carries it, so that an exam can draw some of them for certain
SAFETY_TAG = "safety"


def add_questions(
    questions: Iterable[Mapping[str, Any]], *, topics: Mapping[str, Topic], author: Any
) -> dict[str, int]:
    """Publish what is missing; returns primary keys by question key."""
    keys = dict(Question.objects.values_list("key", "pk"))
    for data in questions:
        if data["key"] in keys:
            continue
        question = Question(
            key=data["key"],
            topic=topics[data["topic"]],
            difficulty=data["difficulty"],
            critical=data["critical"],
            use=data["use"],
            source=data.get("source", ""),
            source_url=data.get("source_url", ""),
            live=False,
            content=[
                {
                    "type": data["type"],
                    "id": stable_id("question", data["key"]),
                    "value": question_value(data),
                }
            ],
        )
        question.tags.add(*data["tags"], *([SAFETY_TAG] if data["critical"] else []))
        with transaction.atomic():
            question.save()
            question.save_revision(user=author, log_action=True).publish(user=author)
        keys[data["key"]] = question.pk
    return keys


def question_value(data: Mapping[str, Any]) -> dict[str, Any]:
    """The editor block's raw value of one question of the content files."""
    value: dict[str, Any] = {"stem": data["stem"], "explanation": data["explanation"]}
    if data["type"] in {"single", "multiple"}:
        value["choices"] = [
            {
                "type": "item",
                "id": stable_id("choice", data["key"], str(index)),
                "value": {
                    "text": choice["text"],
                    "correct": choice["correct"],
                    "feedback": choice.get("feedback", ""),
                },
            }
            for index, choice in enumerate(data["choices"])
        ]
    elif data["type"] == "true_false":
        value["answer"] = "true" if data["answer"] else "false"
        value["feedback"] = data.get("feedback", "")
    elif data["type"] in {"essay", "file_answer"}:
        value |= data["answer"]
    else:
        value |= {
            "answer": data["answer"],
            "tolerance": data["tolerance"],
            "tolerance_kind": "absolute",
            "unit": data["unit"],
        }
    return value
