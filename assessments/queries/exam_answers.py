"""When questions of an exam were answered, and what was chosen, by attempt and question."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from assessments.enums import EventKind
from assessments.models import Attempt, AttemptEvent, QuestionVersion, Response
from assessments.queries.exam_slots import Slots
from assessments.queries.exam_sql import Joined, Moment
from assessments.question_types.base import words_of
from assessments.statistics import Floats, ItemChoices

CHUNK = 2000
LONGEST = len("2026-11-28 09:30:00.250000")
# steps that end the time spent on a question, or begin it
TIMED = (
    EventKind.STARTED,
    EventKind.ANSWERED,
    EventKind.FLAGGED,
    EventKind.CHECKED,
    EventKind.BREAK_ENDED,
)
Ints = npt.NDArray[np.int64]


def moments(texts: Sequence[str]) -> npt.NDArray[np.datetime64]:
    """Points in time from texts with one or more of what :class:`Moment` gives, and commas."""
    joined = ",".join(texts)
    count = joined.count(",") + 1
    if len(joined) + 1 == count * (LONGEST + 1):
        # all have microseconds, so that they can be read where they stand
        cells = np.frombuffer(f"{joined},".encode(), dtype=f"S{LONGEST + 1}")
        return cells.astype(f"S{LONGEST}").astype("datetime64[us]")
    return np.array(joined.split(","), dtype="datetime64[us]")


def read_times(
    counting: QuerySet[Attempt],
    row_of: Mapping[int, int],
    slots: Slots,
    *,
    only: Collection[int] | None = None,
) -> Floats:
    """Seconds by attempt and question, of the columns ``only`` if given. One query.

    Of answers that were saved at once, the first on the paper has the time before.
    """
    wanted = np.arange(len(slots.column_of)) if only is None else np.array(only, dtype=np.int64)
    seconds: Floats = np.full((len(row_of), wanted.size), np.nan)
    place_of = np.full(len(slots.column_of), -1)
    place_of[wanted] = np.arange(wanted.size)
    events = (
        AttemptEvent.objects.filter(attempt__in=counting.order_by().values("pk"))
        .filter(kind__in=TIMED)
        .order_by()
        .values("attempt_id")
        .annotate(
            positions=Joined(Coalesce("position", 0)),
            moments=Joined(Moment("at")),
        )
        .values_list("attempt_id", "positions", "moments")
    )
    for attempts, positions, times in _chunks(events):
        at = moments(times)
        rows = _rows_of(attempts, [text.count(",") + 1 for text in positions], row_of)
        place = _numbers(positions)
        if not _is_sorted(rows, at, place):
            order = np.lexsort((place, at, rows))
            rows, place, at = rows[order], place[order], at[order]
        spent = np.diff(at) / np.timedelta64(1, "s")
        counts = (rows[1:] == rows[:-1]) & (rows[1:] >= 0) & (place[1:] > 0) & (spent > 0)
        rows, place, spent = rows[1:][counts], place[1:][counts], spent[counts]
        columns = place_of[slots.columns[slots.starts[rows] + place - 1]]
        rows, columns, spent = (one[columns >= 0] for one in (rows, columns, spent))
        seconds[rows, columns] = np.nan_to_num(seconds[rows, columns])
        np.add.at(seconds, (rows, columns), spent)
    return seconds


def _is_sorted(rows: Ints, at: npt.NDArray[np.datetime64], place: Ints) -> bool:
    """Steps stand in their order within each row, as they nearly always do."""
    later = (at[1:] > at[:-1]) | ((at[1:] == at[:-1]) & (place[1:] >= place[:-1]))
    return bool((later | (rows[1:] != rows[:-1])).all())


def options_of(version: QuestionVersion) -> list[tuple[str, str, bool]]:
    """Id, words and correctness of the options of a question one picks from, [] for others."""
    spec, kind = version.spec, version.kind
    key = kind.key_response(spec)
    if version.type == "true_false":
        words = {"true": _("True"), "false": _("False")}
        return [(value, text, key.get("value") == value) for value, text in words.items()]
    shown = getattr(kind.view(spec), "options", ())
    if "picks" not in key or not all(hasattr(one, "id") for one in shown):
        return []
    # a picture is named by what it shows
    texts = (str(getattr(one, "text", "") or getattr(one, "alt", "")) for one in shown)
    return [
        (one.id, words_of(text, 90) or one.id, one.id in key["picks"])
        for one, text in zip(shown, texts, strict=True)
    ]


def read_choices(
    counting: QuerySet[Attempt],
    row_of: Mapping[int, int],
    versions: tuple[QuestionVersion, ...],
) -> dict[str, ItemChoices]:
    """What was chosen of the ``versions`` one picks from, in the row of each attempt. One query."""
    options = {version.pk: found for version in versions if (found := options_of(version))}
    answers = (
        Response.objects.filter(attempt__in=counting.order_by().values("pk"))
        .filter(version__in=list(options))
        .order_by()
        .values("attempt_id")
        .annotate(
            versions=Joined("version_id"),
            answers=Joined(Cast("answer", TextField()), between="\n"),
        )
        .values_list("attempt_id", "versions", "answers")
    )
    # few different texts stand in very many rows; which one it is, -1 for none
    code_of, place_of = _Codes(), _Codes({str(pk): place for place, pk in enumerate(options)})
    given = np.full((len(options), len(row_of)), -1, dtype=np.int32)
    for attempts, keys, texts in _chunks(answers):
        codes = code_of.read("\n".join(texts).split("\n"))
        places = place_of.read(",".join(keys).split(","))
        rows = _rows_of(attempts, [text.count(",") + 1 for text in keys], row_of)
        known = rows >= 0
        given[places[known], rows[known]] = codes[known]
    picks = [_picks(text) for text in code_of]
    return {
        str(pk): _choices(found, chosen, picks)
        for (pk, found), chosen in zip(options.items(), given, strict=True)
    }


class _Codes(dict[str, int]):
    """Numbers for different texts, as they come."""

    def __missing__(self, text: str) -> int:
        self[text] = code = len(self)
        return code

    def read(self, texts: list[str]) -> npt.NDArray[np.int32]:
        return np.array([*map(self.__getitem__, texts)], dtype=np.int32)


def _picks(text: str) -> list[Any]:
    answer = json.loads(text)
    return answer.get("picks") or [answer.get("value")]


def _choices(
    options: list[tuple[str, str, bool]], given: npt.NDArray[np.int32], picks: list[list[Any]]
) -> ItemChoices:
    """The choices on one question; ``given`` says which of the ``picks`` is each attempt's."""
    place_of = {key: place for place, (key, _text, _right) in enumerate(options)}
    chosen: Any
    # the last row is for attempts without an answer
    if sum(right for *_rest, right in options) == 1:
        single = np.full(len(picks) + 1, -1, dtype=np.int16)
        for code in np.unique(given[given >= 0]):
            for key in picks[code]:
                single[code] = place_of.get(key, single[code])
        chosen = single[given]
    else:
        many = np.zeros((len(picks) + 1, len(options)), dtype=np.bool_)
        for code in np.unique(given[given >= 0]):
            many[code, [place_of[key] for key in picks[code] if key in place_of]] = True
        chosen = many[given]
    return ItemChoices(
        [key for key, _text, _right in options], [right for _key, _text, right in options], chosen
    )


def _chunks(found: QuerySet[Any, Any]) -> Iterator[tuple[tuple[Any, ...], ...]]:
    """The rows of a query as columns, some thousand at a time."""
    rows = found.iterator(chunk_size=CHUNK)
    while group := list(islice(rows, CHUNK)):
        yield tuple(zip(*group, strict=True))


def _numbers(texts: Sequence[str]) -> Ints:
    return np.fromstring(",".join(texts), dtype=np.int64, sep=",")


def _rows_of(attempts: Sequence[int], counts: Sequence[int], row_of: Mapping[int, int]) -> Ints:
    """The row of each figure of these attempts, -1 for one graded since they were read."""
    return np.repeat(np.array([row_of.get(pk, -1) for pk in attempts], dtype=np.int64), counts)
