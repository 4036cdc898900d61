"""Turns the plain content of ``lms.demo.content`` into what a StreamField stores."""

from collections.abc import Mapping, Sequence
from typing import Any

from lms.demo.build.media import Media, stable_id

Body = Sequence[tuple[str, Any]]


def to_stream(
    body: Body, *, media: Media, questions: Mapping[str, int], scope: str
) -> list[dict[str, Any]]:
    """Raw StreamField data of ``body``; ``questions`` maps question keys to primary keys."""
    return [
        {
            "type": name,
            "id": stable_id(scope, str(index)),
            "value": _value(
                name, value, media=media, questions=questions, scope=f"{scope}/{index}"
            ),
        }
        for index, (name, value) in enumerate(body)
    ]


def _value(name: str, value: Any, *, media: Media, questions: Mapping[str, int], scope: str) -> Any:
    if name == "self_check":
        keys = [questions[key] for key in value["questions"]]
        return {"title": value["title"], "questions": _resolve(keys, media, scope)}
    return _resolve(value, media, scope)


def _resolve(value: Any, media: Media, scope: str) -> Any:
    if isinstance(value, dict):
        return {key: _resolve(item, media, f"{scope}/{key}") for key, item in value.items()}
    if isinstance(value, list):
        return [
            {
                "type": "item",
                "id": stable_id(scope, str(index)),
                "value": _resolve(item, media, f"{scope}/{index}"),
            }
            for index, item in enumerate(value)
        ]
    if isinstance(value, str) and value.startswith("art:"):
        return media.image(value.removeprefix("art:")).pk
    if isinstance(value, str) and value.startswith("doc:"):
        return media.document(value.removeprefix("doc:")).pk
    if isinstance(value, str) and value.startswith("film:"):
        return media.film(value.removeprefix("film:")).pk
    return value
