"""Text of a CSV file → a Grid: the separator is found by counting, quotes and rows are read as Excel reads them.

Every value is text; numbers are the business of whoever knows the columns. Rows count as Excel would show them: a
line break in quotes makes no new row, and a first line `sep=;` is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, islice

from rammeaftale.base.diagnostics import CellSpan, Diagnostic, FileSpan, error, note
from rammeaftale.read.tables.grid import Grid
from rammeaftale.read.tables.values import column_letters, text_value

SEPARATORS = {";": "»;«", ",": "»,«", "\t": "tabulator"}
_QUOTED_LINE = re.compile(r'(?:\A|(?<=[\r\n]))"([^"\r\n]*(?:""[^"\r\n]*)*)"(?=[\r\n]|\Z)')
_SAMPLE_ROWS = 300
_MUCH = 1.9
"""How much more a table the text must be without the quotes; a note in quotes makes it a little more."""
_COMMA_COUNTS = 0.5
"""A comma weighs half, as it also stands in Danish numbers and in sentences."""
_SEPARATOR_LINE = re.compile(r'"?sep=([;,\t])"?(?:\r\n|\r|\n|\Z)', re.IGNORECASE)


def read_csv(path: str, text: str) -> tuple[Grid, str, tuple[Diagnostic, ...]]:
    """The grid, the separator, and what is wrong with the text as a table."""
    separator, text, findings = _prepared(path, text)
    grid = Grid("")
    for row, column, text_of_field in _fields(text, separator):
        if text_of_field is None:
            span = CellSpan(path, "", f"{column_letters(column)}{row}")
            message = (
                'cellen begynder med et citationstegn ("), som aldrig slutter, '
                "så resten af filen bliver læst som én celle"
            )
            fault = error("csv-citationstegn", message, span, "ret cellen, eller gem filen som Excel")
            return grid, separator, (*findings, fault)
        grid.put(row, column, text_value(text_of_field))
        grid.lengths[row] = column
    if text.endswith(separator):  # and an empty cell, which nothing ends
        grid.lengths[row] += 1
    return grid, separator, findings


def _prepared(path: str, text: str) -> tuple[str, str, tuple[Diagnostic, ...]]:
    """The separator, and the text without a line that names it and without quotes around whole lines.

    Such quotes come when a file was opened as one column, and saved again.
    """
    if named := _SEPARATOR_LINE.match(text):
        return named[1], text[named.end() :], ()
    separator, weight = _heaviest(text)
    bare = _QUOTED_LINE.sub(lambda line: line[1].replace('""', '"'), text)
    if bare != text and (other := _heaviest(bare))[1] > _MUCH * weight:
        message = "hele linjer står i citationstegn; de er læst, som om citationstegnene ikke var der"
        return other[0], bare, (note("csv-linjer-i-citationstegn", message, FileSpan(path)),)
    return separator, text, ()


def _heaviest(text: str) -> tuple[str, float]:
    """The separator with the most weight, and its weight."""
    weights = {separator: _weight(text, separator) for separator in SEPARATORS}
    return max(weights.items(), key=lambda item: item[1])


def _weight(text: str, separator: str) -> float:
    """How many separators the rows have that agree with most rows on their number."""
    widths: Counter[int] = Counter()
    for _, fields in islice(groupby(_fields(text, separator), lambda field: field[0]), _SAMPLE_ROWS):
        texts = [text_of_field for _, _, text_of_field in fields]
        if None not in texts:
            widths[len(texts)] += 1
    most = max(((rows * (width - 1)) for width, rows in widths.items()), default=0)
    return most * (_COMMA_COUNTS if separator == "," else 1)


def _fields(text: str, separator: str) -> Iterator[tuple[int, int, str | None]]:
    """Row, column and text of every field. A quote counts only where a field begins; after its end all is text.

    A field that begins with a quote that never ends has no text and is the last.
    """
    match_field = re.compile(
        rf'(?:"([^"]*(?:""[^"]*)*)"(?!")([^{separator}\r\n]*)|([^{separator}\r\n]*))({separator}|\r\n|\r|\n|\Z)'
    ).match
    row = column = 1
    position, end = 0, len(text)
    while position < end and (field := match_field(text, position)):
        quoted, rest, plain, stop = field.groups()
        if quoted is not None:
            yield row, column, quoted.replace('""', '"') + rest
        elif plain.startswith('"'):
            yield row, column, None
            return
        else:
            yield row, column, plain
        position = field.end()
        if stop == separator:
            column += 1
        else:
            row, column = row + 1, 1
