"""Short ways to write questions and steps; they only fill in dictionaries."""

from collections.abc import Sequence
from typing import Any

Choice = dict[str, Any]
Question = dict[str, Any]


def step(title: str, text: str, image: str | None = None, alt: str = "") -> dict[str, Any]:
    """One step of a procedure."""
    return {"title": title, "text": text, "image": image, "alt": alt}


def right(text: str, feedback: str) -> Choice:
    """A correct choice."""
    return {"text": text, "correct": True, "feedback": feedback}


def wrong(text: str, feedback: str) -> Choice:
    """A choice that is not correct."""
    return {"text": text, "correct": False, "feedback": feedback}


class Questions:
    """Writes questions of one topic."""

    def __init__(self, topic: str) -> None:
        self.topic = topic

    def _question(
        self,
        kind: str,
        key: str,
        *,
        stem: str,
        why: str,
        tags: Sequence[str],
        source: str,
        url: str = "",
        difficulty: int = 1,
        critical: bool = False,
        practice: bool = False,
    ) -> Question:
        return {
            "key": key,
            "type": kind,
            "topic": self.topic,
            "difficulty": difficulty,
            "critical": critical,
            "use": "practice" if practice else "exam",
            "tags": list(tags),
            "source": source,
            "source_url": url,
            "stem": stem,
            "explanation": why,
        }

    def single(self, key: str, choices: Sequence[Choice], **about: Any) -> Question:
        """One correct choice."""
        return {**self._question("single", key, **about), "choices": list(choices)}

    def multiple(self, key: str, choices: Sequence[Choice], **about: Any) -> Question:
        """Two or more correct choices."""
        return {**self._question("multiple", key, **about), "choices": list(choices)}

    def true_false(self, key: str, *, answer: bool, feedback: str, **about: Any) -> Question:
        """A statement to accept or reject."""
        return {
            **self._question("true_false", key, **about),
            "answer": answer,
            "feedback": feedback,
        }

    def numeric(
        self, key: str, *, answer: str, tolerance: str, unit: str, **about: Any
    ) -> Question:
        """A number; answer and tolerance are decimals written as text, in ``unit``."""
        return {
            **self._question("numeric", key, **about),
            "answer": answer,
            "tolerance": tolerance,
            "unit": unit,
        }
