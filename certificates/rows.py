"""Reading an uploaded list of people: one address or user name to a row. Pure."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from certificates.exceptions import RowsRefused

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 20_000
_HEADINGS = frozenset(["email", "e-mail", "email address", "mail", "username", "user name", "user"])
_LONGEST = 254


@dataclass(frozen=True)
class Row:
    """``position`` is the line in the file, as an editor counts them."""

    position: int
    text: str


def read_rows(data: bytes) -> list[Row]:
    """The people in a CSV file: the column headed "email" or "username", or the only column.

    Raises RowsRefused with what has to be done about the file.
    """
    if len(data) > MAX_BYTES:
        raise RowsRefused(_("The file is larger than 2 MB. Divide it into several."))
    lines = list(_lines(_decode(data)))
    if not lines:
        raise RowsRefused(_("The file is empty. Put one email address or user name into each row."))
    column, start = _column(lines[0][1])
    rows = [
        Row(position, text)
        for position, cells in lines[start:]
        if (text := (cells[column].strip() if column < len(cells) else ""))
    ]
    if not rows:
        raise RowsRefused(_("The file has a heading but no rows below it."))
    if len(rows) > MAX_ROWS:
        raise RowsRefused(
            _("The file has more than %(count)d rows. Divide it into several.")
            % {"count": MAX_ROWS}
        )
    if long := next((row for row in rows if len(row.text) > _LONGEST), None):
        raise RowsRefused(
            _("Row %(row)d is too long to be an address or a user name.") % {"row": long.position}
        )
    return rows


def _decode(data: bytes) -> str:
    for encoding in ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig",):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            break
        if "\x00" not in text:
            return text
    raise RowsRefused(
        _("The file is not text. Save the table as “CSV UTF-8” and choose that file.")
    )


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise RowsRefused(
            _("Row %(row)d cannot be read as a row of a table.") % {"row": reader.line_num}
        ) from error


def _column(first: list[str]) -> tuple[int, int]:
    """(which column, at which line the people begin)."""
    headings = [cell.strip().casefold() for cell in first]
    found = next((place for place, word in enumerate(headings) if word in _HEADINGS), None)
    if found is not None:
        return found, 1
    if len(first) == 1:
        return 0, 0
    raise RowsRefused(
        _("No column is called “email” or “username”. Name one of them in the first row.")
    )
