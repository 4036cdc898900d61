"""Hypothesis strategies for questions in neutral form, in the subset every format can say."""

import html
import io
import unicodedata

from hypothesis import strategies as st
from PIL import Image

from assessments.interchange.build import blank, step_key
from assessments.interchange.html import clean_markup
from assessments.interchange.images import asset_name
from assessments.interchange.model import ImportedQuestion
from lms.core.sanitize import clean_text


def picture(color: str = "red", size: tuple[int, int] = (40, 20)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, color).save(buffer, "PNG")
    return buffer.getvalue()


def _settled(text: str) -> bool:
    return bool(text) and text == clean_text(text) and text == html.unescape(text)


_LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")
)
# everyday words, and every sign some format gives a meaning
plain_texts = st.one_of(
    st.sampled_from(
        [
            "Yes",
            "a = b",
            "~ tilde",
            "50% of it",
            "%50%x",
            "{brace}",
            "# hash",
            "back\\slash",
            "\\n",
            "a:b",
            "::a::",
            "x < y & z > w",
            "<b>not bold</b>",
            "[html]x",
            "[x] marked",
            "=1+1",
            "-3",
            "'quoted'",
            "»Größe« 5 µm",
            "日本語",
            "]]>",
            "R2D2",
            "True",
            "+ plus",
            "* star",
            "a, b; c | d",
            "// no comment",
            "$CATEGORY: x",
            "ANSWER: B",
            "A) first",
            "[[b1]]",
            "{1:SHORTANSWER:=x}",
        ]
    ),
    st.text(_LETTERS, min_size=1, max_size=25)
    .map(lambda text: clean_text(unicodedata.normalize("NFC", text)))
    .filter(_settled),
)
feedbacks = st.one_of(st.just(""), plain_texts)


def _rich(parts: list[str]) -> str:
    return clean_markup("".join(parts), picture=lambda s, a: s, lost=lambda m: None)


labels = st.one_of(
    plain_texts.map(lambda text: html.escape(text, quote=False)),
    plain_texts.map(lambda text: f"<strong>{html.escape(text, quote=False)}</strong> x"),
)
_blocks = st.one_of(
    plain_texts.map(lambda t: f"<p>{html.escape(t, quote=False)}</p>"),
    st.tuples(plain_texts, plain_texts).map(
        lambda t: f"<p>{html.escape(t[0])} <strong>{html.escape(t[1])}</strong></p>"
    ),
    st.lists(plain_texts, min_size=1, max_size=3).map(
        lambda ts: "<ul>" + "".join(f"<li>{html.escape(t)}</li>" for t in ts) + "</ul>"
    ),
    plain_texts.map(lambda t: f"<p>H<sub>2</sub>O<br>{html.escape(t)}</p>"),
)
stems = st.lists(_blocks, min_size=1, max_size=3).map(_rich).filter(bool)
explanations = st.one_of(st.just(""), stems)
numbers = st.decimals(-10000, 10000, places=3).map(lambda d: _number(d))
margins = st.decimals(0, 50, places=2).map(lambda d: _number(d))


def _number(value: object) -> str:
    from decimal import Decimal

    from assessments.interchange.text import plain_number

    return plain_number(Decimal(str(value)))


fractions = st.sampled_from(["1", "0.5", "0.33333", "0.25", "0"])


@st.composite
def choices(draw: st.DrawFn, *, several: bool) -> dict:
    texts = draw(st.lists(plain_texts, min_size=2, max_size=6, unique_by=str.casefold))
    if several:
        right = draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)).filter(any))
    else:
        place = draw(st.integers(0, len(texts) - 1))
        right = [index == place for index in range(len(texts))]
    rows = [
        {"text": text, "correct": ok, "feedback": draw(feedbacks)}
        for text, ok in zip(texts, right, strict=True)
    ]
    # two options "True" and "False" are a question of their own type in QTI
    if sorted(text.casefold() for text in texts) == ["false", "true"]:
        rows[0]["text"] = "Maybe"
    return {"stem": draw(stems), "choices": rows, "explanation": draw(explanations)}


@st.composite
def true_false(draw: st.DrawFn) -> dict:
    return {
        "stem": draw(stems),
        "answer": draw(st.sampled_from(["true", "false"])),
        "feedback": draw(feedbacks),
        "explanation": draw(explanations),
    }


@st.composite
def numeric(draw: st.DrawFn, *, units: bool = True, relative: bool = True) -> dict:
    kinds = ["absolute", "relative"] if relative else ["absolute"]
    raw = {
        "stem": draw(stems),
        "answer": draw(numbers),
        "tolerance": draw(margins),
        "tolerance_kind": draw(st.sampled_from(kinds)),
        "unit": draw(st.sampled_from(["", "ml", "%", "µg/ml"])) if units else "",
        "explanation": draw(explanations),
    }
    if raw["tolerance"] == "0":
        raw["tolerance_kind"] = "absolute"
    if raw["unit"] and draw(st.booleans()):
        raw["unit_required"] = True
    return raw


@st.composite
def answers(draw: st.DrawFn, told: bool = True) -> list[dict]:
    texts = draw(st.lists(plain_texts, min_size=1, max_size=4, unique_by=str.casefold))
    rows = [
        {
            "text": text,
            "fraction": draw(fractions),
            "feedback": draw(feedbacks) if told else "",
        }
        for text in texts
    ]
    rows[draw(st.integers(0, len(rows) - 1))]["fraction"] = "1"
    return rows


@st.composite
def short_text(draw: st.DrawFn, *, flags: bool = True) -> dict:
    return {
        "stem": draw(stems),
        "answers": draw(answers()),
        "case_sensitive": draw(st.booleans()) if flags else False,
        "hold_near_misses": False,
        "explanation": draw(explanations),
    }


@st.composite
def matching(draw: st.DrawFn) -> dict:
    lefts = draw(st.lists(labels, min_size=2, max_size=5, unique=True))
    pool = draw(st.lists(plain_texts, min_size=2, max_size=5, unique=True))
    rights = [draw(st.sampled_from(pool)) for _left in lefts]
    spare = [text for text in pool if text not in rights]
    return {
        "stem": draw(stems),
        "pairs": [
            {"left": left, "right": right} for left, right in zip(lefts, rights, strict=True)
        ],
        "distractors": spare,
        "explanation": draw(explanations),
    }


@st.composite
def ordering(draw: st.DrawFn, *, pairs: bool = True) -> dict:
    texts = draw(st.lists(plain_texts, min_size=2, max_size=6, unique=True))
    steps = [{"key": step_key(place, text), "text": text} for place, text in enumerate(texts)]
    keys = [step["key"] for step in steps]
    chosen = draw(st.lists(st.tuples(st.integers(0, len(keys) - 2), st.booleans()), max_size=2))
    return {
        "stem": draw(stems),
        "steps": steps,
        "pairs": [
            {"before": keys[place], "after": keys[place + 1], "critical": critical}
            for place, critical in (chosen if pairs else [])
        ],
        "explanation": draw(explanations),
    }


@st.composite
def essay(draw: st.DrawFn, *, details: bool = True) -> dict:
    return {
        "stem": draw(stems),
        "minimum_words": draw(st.sampled_from([None, 50])) if details else None,
        "maximum_words": draw(st.sampled_from([None, 300])) if details else None,
        "guide": draw(explanations) if details else "",
        "explanation": draw(explanations),
    }


@st.composite
def file_answer(draw: st.DrawFn) -> dict:
    return {
        "stem": draw(stems),
        "extensions": draw(st.sampled_from(["jpg,png", "pdf", "docx,odt"])),
        "maximum_files": draw(st.integers(1, 5)),
        "maximum_megabytes": draw(st.integers(1, 50)),
        "guide": draw(explanations),
        "explanation": draw(explanations),
    }


@st.composite
def blanks(draw: st.DrawFn, *, units: bool = True) -> dict:
    found, parts = [], []
    for place in range(1, draw(st.integers(1, 4)) + 1):
        name = f"b{place}"
        kind = draw(st.sampled_from(["text", "numeric", "select"]))
        weight = draw(st.sampled_from(["1", "2"]))
        if kind == "text":
            made = blank(name, kind, weight=weight, answers=draw(answers()))
        elif kind == "numeric":
            made = blank(
                name,
                kind,
                weight=weight,
                answer=draw(numbers),
                tolerance=draw(margins),
                unit=draw(st.sampled_from(["", "ml"])) if units else "",
            )
        else:
            options = draw(st.lists(plain_texts, min_size=2, max_size=4, unique=True))
            right = {"text": options[-1], "fraction": "1", "feedback": draw(feedbacks)}
            made = blank(name, kind, weight=weight, options=options, answers=[right])
        found.append(made)
        parts.append(
            f"<p>{draw(st.sampled_from(['Take', 'Mix with', 'x &lt; y']))} [[{name}]] now</p>"
        )
    return {"stem": "".join(parts), "blanks": found, "explanation": draw(explanations)}


PICTURE = picture()
PICTURE_NAME = asset_name(PICTURE, "png")


@st.composite
def hotspot(draw: st.DrawFn) -> dict:
    corner = st.decimals(1, 99, places=2).map(_number)
    regions = [
        {
            "label": draw(plain_texts),
            "points": " ".join(f"{draw(corner)},{draw(corner)}" for _corner in range(3)),
            "weight": draw(st.sampled_from(["1", "0.5", "2"])),
            "correct": draw(st.booleans()) or place == 0,
            "critical": draw(st.booleans()),
        }
        for place in range(draw(st.integers(1, 3)))
    ]
    return {
        "stem": draw(stems),
        "image": {"file": PICTURE_NAME},
        "alt": draw(feedbacks),
        "regions": regions,
        "false_click_cost": draw(st.sampled_from(["0", "0.5"])),
        "explanation": draw(explanations),
    }


@st.composite
def image_choice(draw: st.DrawFn) -> dict:
    rows = [
        {
            "image": {"file": PICTURE_NAME},
            "alt": draw(plain_texts),
            "correct": place == 0,
            "feedback": draw(feedbacks),
        }
        for place in range(draw(st.integers(2, 4)))
    ]
    return {
        "stem": draw(stems),
        "choices": rows,
        "several": draw(st.booleans()),
        "explanation": draw(explanations),
    }


@st.composite
def calculated(draw: st.DrawFn) -> dict:
    return {
        "stem": "<p>Mix {a} ml with {b} ml.</p>",
        "parameters": [
            {"name": name, "minimum": "1", "maximum": "10", "step": "0.5"} for name in "ab"
        ],
        "formula": "a * (a + b) / 100",
        "unit": draw(st.sampled_from(["", "ml"])),
        "tolerance": draw(margins),
        "tolerance_kind": draw(st.sampled_from(["absolute", "relative"])),
        "decimals": draw(st.integers(0, 4)),
        "steps": [{"label": "Sum", "formula": "a + b", "tolerance": "0", "fraction": "0.5"}],
        "explanation": draw(explanations),
    }


def question(kind: str, raw: dict) -> ImportedQuestion:
    assets = {PICTURE_NAME: PICTURE} if PICTURE_NAME in str(raw) else {}
    return ImportedQuestion("test", "A question", kind, raw, assets=assets)


BY_FORMAT = {
    "gift": {
        "single": choices(several=False),
        "multiple": choices(several=True),
        "true_false": true_false(),
        "numeric": numeric(units=False, relative=False),
        "short_text": short_text(flags=False),
        "matching": matching(),
        "essay": essay(details=False),
    },
    "moodlexml": {
        "single": choices(several=False),
        "multiple": choices(several=True),
        "true_false": true_false(),
        "numeric": numeric(relative=False),
        "short_text": short_text(),
        "matching": matching(),
        "ordering": ordering(pairs=False),
        "essay": essay(),
        "file_answer": file_answer(),
        "blanks": blanks(units=False),
        "image_choice": image_choice(),
    },
    "qti3": {
        "single": choices(several=False),
        "multiple": choices(several=True),
        "true_false": true_false(),
        "numeric": numeric(),
        "short_text": short_text(),
        "matching": matching(),
        "ordering": ordering(),
        "essay": essay(),
        "file_answer": file_answer(),
        "blanks": blanks(),
        "image_choice": image_choice(),
        "hotspot": hotspot(),
    },
    "csv": {
        "single": choices(several=False),
        "multiple": choices(several=True),
        "true_false": true_false(),
        "numeric": numeric(),
        "short_text": short_text(),
        "matching": matching(),
        "ordering": ordering(),
        "essay": essay(),
        "file_answer": file_answer(),
        "blanks": blanks(),
        "calculated": calculated(),
    },
}
