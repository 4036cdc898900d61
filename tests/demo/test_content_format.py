"""The demo academy's content is data: these tests hold every module file to one format.

Pure Python on purpose, so that an author can run them without a database or a site.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from lms.demo.content.guide import GUIDE

CONTENT = Path(__file__).resolve().parents[2] / "lms" / "demo" / "content"
ART = CONTENT / "art"

TOPICS = {
    "m1": "law",
    "m2": "infection-control",
    "m3": "consultation",
    "m4": "hairline-design",
    "m5": "depth",
    "m6": "pigment",
    "m7": "sessions",
    "m8": "healing",
    "m9": "records",
}
DRAWINGS = {
    "skin-section",
    "skin-too-shallow",
    "skin-right",
    "skin-too-deep",
    "hairline-landmarks",
    "hairline-too-low",
    "hairline-natural",
    "hairline-ruler-straight",
    "density-gradient",
    "session-layers",
    *(f"handwash-{step}" for step in range(1, 11)),
    "dilution",
    "tray-setup",
    "norwood-scale",
    "ludwig-scale",
    "five-views",
    "cartridge-membrane",
    "dot-spacing",
    "dot-grid-bad",
    "dot-clumped-bad",
    "healing-timeline",
}
GUIDE_DRAWINGS = {
    "before-scalp",
    "after-scalp",
    "verify-phone",
    *(f"clinic-{number}" for number in range(1, 5)),
}
DOCUMENTS = {"doc:hygiene-checklist", "doc:consultation-form", "doc:aftercare-sheet"}

FILMS = CONTENT / "films"

TAGS = {"p", "b", "i", "a", "ul", "ol", "li", "h3"}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
URL = re.compile(r"https?://[^\s<>\"]+")
LINK = re.compile(rf"{URL.pattern}|/(directory|verify)/[^\s<>\"]*")
NUMERIC_DATE = re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b")
MARKUP = re.compile(r"<[a-zA-Z/!]|&[a-z]+;|&#")
# Statutes and source titles keep their own spelling; they live in fields that are not checked.
BRITISH = re.compile(
    r"\b\w*(?:colour|sterilis|licence|centre\b|practis|organis|recognis|"
    r"millimetre|behaviour|anaesth|haemo|oedema|programme\b|labelled|judgement|\bgrey\b|"
    r"immunis|minimis|specialis(?!t)|favour|metre\b)\w*",
    re.IGNORECASE,
)

# Field kinds: "text" is plain, "text?" may be empty, "html" is limited markup.
Kinds = dict[str, str]
BLOCKS: dict[str, Kinds] = {
    "heading": {"text": "text"},
    "image": {"image": "art", "alt": "text", "caption": "text", "synthetic": "true"},
    "gallery": {"title": "text", "images": "list"},
    "figure": {"image": "art", "alt": "text", "caption": "text", "points": "list"},
    "comparison": {
        "before_image": "art",
        "before_alt": "text",
        "after_image": "art",
        "after_alt": "text",
        "before_label": "text",
        "after_label": "text",
        "caption": "text",
    },
    "steps": {"title": "text", "steps": "list"},
    "checklist": {"title": "text", "items": "texts"},
    "warning": {"level": "level", "title": "text", "text": "html"},
    "key_fact": {"fact": "text", "source": "source", "source_url": "url?"},
    "disagree": {
        "question": "text",
        "intro": "text",
        "positions": "list",
        "unit": "text?",
        "teach": "html",
    },
    "definitions": {"title": "text?", "items": "list"},
    "table": {"caption": "text", "columns": "texts", "rows": "rows"},
    "document": {"document": "doc", "title": "text", "description": "text"},
    "video": {
        "title": "text",
        "url": "url?",
        "file": "film",
        "captions": "film",
        "transcript": "html",
    },
    "quote": {"text": "quoted", "attribution": "source", "source_url": "url?"},
    "self_check": {"title": "text", "questions": "texts"},
}
ITEMS: dict[tuple[str, str], Kinds] = {
    ("gallery", "images"): {"image": "art", "alt": "text", "caption": "text"},
    ("figure", "points"): {"x": "percent", "y": "percent", "label": "text", "text": "text"},
    ("steps", "steps"): {"title": "text", "text": "html", "image": "art?", "alt": "text?"},
    ("disagree", "positions"): {
        "claim": "text",
        "source": "source",
        "source_url": "url?",
        "low": "number?",
        "high": "number?",
    },
    ("definitions", "items"): {"term": "text", "definition": "html"},
}
INSTRUCTIVE = {"figure", "steps", "checklist", "table", "comparison"}

QUESTION: Kinds = {
    "key": "slug",
    "type": "type",
    "topic": "slug",
    "difficulty": "difficulty",
    "critical": "bool",
    "use": "use",
    "tags": "texts",
    "source": "source",
    "source_url": "url?",
    "stem": "html",
    "explanation": "html",
}
ANSWERS: dict[str, Kinds] = {
    "single": {"choices": "choices"},
    "multiple": {"choices": "choices"},
    "true_false": {"answer": "bool", "feedback": "text"},
    "numeric": {"answer": "decimal", "tolerance": "decimal", "unit": "text"},
}


class Markup(HTMLParser):
    """Collects what is wrong with a piece of limited HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[str] = []
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.problems.append(f"<{tag}> is not allowed")
        given = dict(attrs)
        if tag == "a":
            if set(given) != {"href"} or not LINK.fullmatch(given.get("href") or ""):
                self.problems.append(f"a link needs one address, complete or ours: {given}")
        elif given:
            self.problems.append(f"<{tag}> must have no attributes")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.open:
            self.problems.append(f"text outside a paragraph: {data.strip()[:40]!r}")
        self.text.append(data)


class Walk:
    """Checks values against field kinds and keeps the words a reader sees."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.words: list[str] = []
        self.art: set[str] = set()

    def _say(self, where: str, problem: str) -> None:
        self.problems.append(f"{where}: {problem}")

    def _visible(self, where: str, text: str) -> None:
        self.words.extend(text.split())
        if found := BRITISH.search(text):
            self._say(where, f"American spelling, please: {found.group()!r}")
        if NUMERIC_DATE.search(text):
            self._say(where, "write dates as 22 November 2026")

    def fields(self, where: str, value: Any, kinds: Kinds) -> None:
        if not isinstance(value, dict) or set(value) != set(kinds):
            keys = sorted(value) if isinstance(value, dict) else type(value).__name__
            self._say(where, f"needs exactly {sorted(kinds)}, has {keys}")
            return
        for name, kind in kinds.items():
            if kind != "list":
                self.value(f"{where}.{name}", value[name], kind)

    def value(self, where: str, value: Any, kind: str) -> None:
        if kind.endswith("?"):
            if value is None or value == "":
                return
            kind = kind[:-1]
        check = getattr(self, f"_check_{kind}", None)
        assert check is not None, f"unknown kind {kind}"
        check(where, value)

    def _plain(self, where: str, value: Any) -> bool:
        if not isinstance(value, str) or not value.strip():
            self._say(where, "needs text")
        elif value != value.strip() or MARKUP.search(value) or "  " in value:
            self._say(where, f"needs plain, trimmed text: {value[:60]!r}")
        else:
            return True
        return False

    def _check_text(self, where: str, value: Any) -> None:
        if self._plain(where, value):
            self._visible(where, value)

    def _check_quoted(self, where: str, value: Any) -> None:
        if self._plain(where, value):
            self.words.extend(value.split())

    def _check_source(self, where: str, value: Any) -> None:
        self._plain(where, value)

    def _check_html(self, where: str, value: Any) -> None:
        if not isinstance(value, str) or not value.startswith("<"):
            self._say(where, "needs HTML that starts with a tag")
            return
        markup = Markup()
        markup.feed(value)
        markup.close()
        for problem in markup.problems:
            self._say(where, problem)
        if markup.open:
            self._say(where, f"not closed: {markup.open}")
        if "<p></p>" in value or "  " in value:
            self._say(where, "empty paragraph or double space")
        self._visible(where, " ".join(markup.text))

    def _check_texts(self, where: str, value: Any) -> None:
        if not isinstance(value, list) or not value:
            self._say(where, "needs a list of texts")
            return
        for number, text in enumerate(value):
            self._check_text(f"{where}[{number}]", text)

    def _check_rows(self, where: str, value: Any) -> None:
        if not isinstance(value, list) or not value:
            self._say(where, "needs rows")
            return
        for number, row in enumerate(value):
            self._check_texts(f"{where}[{number}]", row)

    def _check_art(self, where: str, value: Any) -> None:
        name = value.removeprefix("art:") if isinstance(value, str) else ""
        known = DRAWINGS | GUIDE_DRAWINGS
        if not isinstance(value, str) or not value.startswith("art:") or name not in known:
            self._say(where, f"unknown drawing {value!r}")
        self.art.add(name)

    def _check_doc(self, where: str, value: Any) -> None:
        if value not in DOCUMENTS:
            self._say(where, f"unknown document {value!r}")

    def _check_film(self, where: str, value: Any) -> None:
        name = value.removeprefix("film:") if isinstance(value, str) else ""
        if not name or name == value or not (FILMS / name).is_file():
            self._say(where, f"unknown film {value!r}")

    def _check_url(self, where: str, value: Any) -> None:
        if not isinstance(value, str) or not URL.fullmatch(value):
            self._say(where, f"not a complete address: {value!r}")

    def _check_slug(self, where: str, value: Any) -> None:
        if not isinstance(value, str) or not SLUG.fullmatch(value):
            self._say(where, f"not a slug: {value!r}")

    def _check_level(self, where: str, value: Any) -> None:
        if value not in {"danger", "caution"}:
            self._say(where, f"level is danger or caution, not {value!r}")

    def _check_type(self, where: str, value: Any) -> None:
        if value not in ANSWERS:
            self._say(where, f"unknown question type {value!r}")

    def _check_use(self, where: str, value: Any) -> None:
        if value not in {"exam", "practice"}:
            self._say(where, f"use is exam or practice, not {value!r}")

    def _check_true(self, where: str, value: Any) -> None:
        if value is not True:
            self._say(where, "must be True: the demo shows drawings, never people")

    def _check_bool(self, where: str, value: Any) -> None:
        if not isinstance(value, bool):
            self._say(where, "must be True or False")

    def _check_difficulty(self, where: str, value: Any) -> None:
        if value not in {1, 2, 3} or isinstance(value, bool):
            self._say(where, "difficulty is 1, 2 or 3")

    def _check_percent(self, where: str, value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
            self._say(where, f"not a percentage: {value!r}")

    def _check_number(self, where: str, value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._say(where, f"not a number: {value!r}")

    def _check_decimal(self, where: str, value: Any) -> None:
        try:
            number = Decimal(value) if isinstance(value, str) else None
        except InvalidOperation:
            number = None
        if number is None or not number.is_finite():
            self._say(where, f"not a decimal written as text: {value!r}")

    def _check_choices(self, where: str, value: Any) -> None:
        if not isinstance(value, list) or not 3 <= len(value) <= 6:
            self._say(where, "needs three to six choices")
            return
        for number, choice in enumerate(value):
            kinds = {"text": "text", "correct": "bool", "feedback": "text"}
            self.fields(f"{where}[{number}]", choice, kinds)
        texts = [choice["text"] for choice in value]
        if len(set(texts)) != len(texts):
            self._say(where, "two choices read the same")
        if any(re.match(r"(all|none) of the", text, re.IGNORECASE) for text in texts):
            self._say(where, "no 'all of the above'")

    def block(self, where: str, block: Any) -> None:
        if not isinstance(block, tuple) or len(block) != 2:
            self._say(where, "a block is a pair of name and value")
            return
        name, value = block
        if name == "rich_text":
            self.value(where, value, "html")
            return
        if name not in BLOCKS:
            self._say(where, f"unknown block {name!r}")
            return
        before = len(self.problems)
        self.fields(f"{where} {name}", value, BLOCKS[name])
        if len(self.problems) > before:
            return
        for field, kind in BLOCKS[name].items():
            if kind != "list":
                continue
            if not isinstance(value[field], list) or not value[field]:
                self._say(f"{where} {name}.{field}", "needs a list")
                continue
            for number, item in enumerate(value[field]):
                self.fields(f"{where} {name}.{field}[{number}]", item, ITEMS[name, field])


MODULES: dict[str, dict[str, Any]] = {
    path.stem: import_module(f"lms.demo.content.{path.stem}").MODULE
    for path in sorted(CONTENT.glob("m[1-9]_*.py"))
}
EVERY_MODULE = pytest.mark.parametrize("name", sorted(MODULES))


def _lessons(name: str) -> list[dict[str, Any]]:
    return list(MODULES[name]["lessons"])


def _blocks(name: str, kind: str) -> list[tuple[str, Any]]:
    return [
        (lesson["slug"], value)
        for lesson in _lessons(name)
        for block, value in lesson["body"]
        if block == kind
    ]


def _questions(name: str, *, use: str = "") -> list[dict[str, Any]]:
    return [q for q in MODULES[name]["questions"] if not use or q["use"] == use]


def test_there_is_content() -> None:
    assert MODULES


@EVERY_MODULE
def test_module_says_what_it_is(name: str) -> None:
    module = MODULES[name]
    assert set(module) == {
        "slug",
        "title",
        "topic",
        "summary",
        "outcomes",
        "lessons",
        "quiz",
        "questions",
    }
    assert module["topic"] == TOPICS[name[:2]]
    walk = Walk()
    walk.value("slug", module["slug"], "slug")
    walk.value("title", module["title"], "text")
    walk.value("summary", module["summary"], "text")
    walk.value("outcomes", module["outcomes"], "texts")
    assert walk.problems == []
    assert 3 <= len(module["outcomes"]) <= 5
    assert all(outcome.startswith("You can ") for outcome in module["outcomes"])


@EVERY_MODULE
def test_lessons_are_real_teaching(name: str) -> None:
    lessons = _lessons(name)
    assert len(lessons) >= 3
    assert len({lesson["slug"] for lesson in lessons}) == len(lessons)
    problems: list[str] = []
    for lesson in lessons:
        where = lesson.get("slug", "?")
        assert set(lesson) == {"slug", "title", "minutes", "required", "summary", "body"}, where
        walk = Walk()
        walk.value(where, lesson["slug"], "slug")
        walk.value(where, lesson["title"], "text")
        walk.value(where, lesson["summary"], "text")
        walk.value(where, lesson["required"], "bool")
        assert 5 <= lesson["minutes"] <= 60, where
        for number, block in enumerate(lesson["body"]):
            walk.block(f"{where}[{number}]", block)
        problems += walk.problems
        kinds = [block[0] for block in lesson["body"]]
        if not INSTRUCTIVE & set(kinds):
            problems.append(f"{where}: needs a figure, steps, checklist, table or comparison")
        if not 8 <= len(kinds) <= 18:
            problems.append(f"{where}: {len(kinds)} blocks")
        if not 450 <= len(walk.words) <= 1250:
            problems.append(f"{where}: {len(walk.words)} words")
    assert problems == []


@pytest.mark.parametrize("page", GUIDE, ids=lambda page: page["slug"])
def test_the_guide_for_clients_keeps_the_format_of_the_lessons(page: dict[str, Any]) -> None:
    walk = Walk()
    walk.value(page["slug"], page["slug"], "slug")
    walk.value(page["slug"], page["title"], "text")
    walk.value(page["slug"], page["summary"], "text")
    for number, (name, value) in enumerate(page["body"]):
        where = f"{page['slug']}[{number}]"
        walk.block(where, (name, value))
        if name == "table" and {len(row) for row in value["rows"]} != {len(value["columns"])}:
            walk.problems.append(f"{where}: a row needs a cell for every column")
    kinds = [name for name, _value in page["body"]]
    with_title = {"steps", "gallery", "checklist", "warning", "key_fact", "disagree", "definitions"}
    first = next(number for number, name in enumerate(kinds) if name in with_title)
    assert "heading" in kinds[:first], "titles of blocks are one level below a heading"
    assert walk.problems == []
    assert walk.art <= {path.stem for path in ART.glob("*.svg")}


@EVERY_MODULE
def test_tables_have_a_cell_for_every_column(name: str) -> None:
    for slug, table in _blocks(name, "table"):
        for row in table["rows"]:
            assert len(row) == len(table["columns"]), (slug, row)


@EVERY_MODULE
def test_disagreement_has_sides_and_a_plot_has_ranges(name: str) -> None:
    for slug, card in _blocks(name, "disagree"):
        positions = card["positions"]
        assert len(positions) >= 2, slug
        for position in positions:
            low, high = position["low"], position["high"]
            assert (low is None) == (high is None), (slug, position)
            assert low is None or low <= high, (slug, position)
        if all(position["low"] is not None for position in positions):
            assert card["unit"], slug


@EVERY_MODULE
def test_a_step_with_a_picture_describes_it(name: str) -> None:
    for slug, procedure in _blocks(name, "steps"):
        for step in procedure["steps"]:
            assert bool(step["image"]) == bool(step["alt"]), (slug, step["title"])


@EVERY_MODULE
def test_self_checks_ask_practice_questions_of_this_module(name: str) -> None:
    practice = {question["key"] for question in _questions(name, use="practice")}
    asked: list[str] = []
    for slug, check in _blocks(name, "self_check"):
        assert 1 <= len(check["questions"]) <= 3, slug
        assert set(check["questions"]) <= practice, slug
        asked += check["questions"]
    assert sorted(asked) == sorted(practice), "each practice question is asked once"


@EVERY_MODULE
def test_questions_are_well_formed(name: str) -> None:
    problems: list[str] = []
    for question in _questions(name):
        where = question.get("key", "?")
        kinds = QUESTION | ANSWERS.get(question.get("type"), {})
        walk = Walk()
        walk.fields(where, question, kinds)
        problems += walk.problems
        if question["topic"] != MODULES[name]["topic"]:
            problems.append(f"{where}: topic {question['topic']}")
        if question["type"] in {"single", "multiple"}:
            right = sum(choice["correct"] for choice in question["choices"])
            wrong = len(question["choices"]) - right
            if question["type"] == "single" and right != 1:
                problems.append(f"{where}: {right} correct choices in a single-choice question")
            if question["type"] == "multiple" and (right < 2 or wrong < 1):
                problems.append(f"{where}: {right} correct and {wrong} wrong choices")
        if question["type"] == "numeric" and Decimal(question["tolerance"]) < 0:
            problems.append(f"{where}: negative tolerance")
    assert problems == []


@EVERY_MODULE
def test_there_are_enough_questions_of_several_types(name: str) -> None:
    exam = _questions(name, use="exam")
    assert len(_questions(name)) >= 11
    assert len(exam) >= 9
    assert len({question["type"] for question in exam}) >= 3
    assert MODULES[name]["quiz"]["question_count"] <= len(exam)


@EVERY_MODULE
def test_quiz_fits_its_module(name: str) -> None:
    quiz = MODULES[name]["quiz"]
    assert set(quiz) == {"slug", "title", "minutes", "question_count", "pass_mark"}
    walk = Walk()
    walk.value("slug", quiz["slug"], "slug")
    walk.value("title", quiz["title"], "text")
    assert walk.problems == []
    assert 5 <= quiz["minutes"] <= 60
    assert quiz["question_count"] >= 5
    assert 50 <= quiz["pass_mark"] <= 100


@EVERY_MODULE
def test_the_key_is_not_given_away_by_length_or_place(name: str) -> None:
    single = [q for q in _questions(name) if q["type"] == "single"]
    longest = 0
    places: set[int] = set()
    for question in single:
        lengths = {len(c["text"]): c["correct"] for c in question["choices"]}
        longest += lengths[max(lengths)]
        places.add([c["correct"] for c in question["choices"]].index(True))
    assert longest <= len(single) / 2, f"the key is the longest in {longest} of {len(single)}"
    assert len(places) >= min(3, len(single))


@EVERY_MODULE
def test_no_question_asks_for_a_needle_depth_in_millimeters(name: str) -> None:
    """Published figures contradict each other: layer and visible sign are graded instead."""
    for question in _questions(name):
        if question["type"] == "numeric" and question["topic"] == "depth":
            assert question["unit"] != "mm", question["key"]


def test_question_keys_and_lesson_slugs_are_unique_in_the_course() -> None:
    keys = [question["key"] for name in MODULES for question in _questions(name)]
    assert sorted(keys) == sorted(set(keys))
    slugs = [lesson["slug"] for name in MODULES for lesson in _lessons(name)]
    assert sorted(slugs) == sorted(set(slugs))
    assert len({module["slug"] for module in MODULES.values()}) == len(MODULES)
    assert len({module["quiz"]["slug"] for module in MODULES.values()}) == len(MODULES)


def test_every_drawing_that_a_lesson_shows_exists() -> None:
    """Only once drawings are in the folder: text and art may be written apart."""
    drawn = {path.stem for path in ART.glob("*.svg")}
    walk = Walk()
    for name in MODULES:
        for lesson in _lessons(name):
            for number, block in enumerate(lesson["body"]):
                walk.block(f"{lesson['slug']}[{number}]", block)
    if drawn:
        assert walk.art - drawn == set()
