"""What a person is shown of many findings: errors, then what is new, then how many there are of the rest.

It fits on a screen as long as the errors and what is new do. All of them in full is another list, to be asked for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from rammeaftale.base.danish import counted, format_count, listed_key
from rammeaftale.base.diagnostics import Diagnostic, Severity
from rammeaftale.base.kinds import NAMES
from rammeaftale.base.newness import News
from rammeaftale.base.report import SEVERITY_NAMES, Lines, as_text
from rammeaftale.base.unseen import harmless

COLUMNS = 80
"""Of a terminal as it opens, and of the lines that are made for it."""
_SCREEN_LINES = 25
_FRAME_LINES = 7
"""Around the counts: their title, how to see the rest, blank lines, and what the command itself says at the end."""
_FEWEST_ROWS = 5
"""So many kinds are counted however much stands above them."""
_MOST_OWING_LINES = 3
_UNBROKEN = "\u00a0"
"""Between the words of a name, while lines are broken between names."""
_MOST = 100
"""Errors, and others when it is not known which are new: more in full only drown the first ones, and are counted."""
_MOST_NEW = 20
_MOST_OF_ALL = 2_000
"""Shown in full when all are asked for; a program may have more of them."""
_WORTH_A_REMARK = 5
"""Findings that stand there because nothing is known of the time before: fewer need no excuse."""
_BY_SEVERITY = tuple(Severity)
_FIRST_KINDS = ("fil-", "mappe-", "aktuel-", "format-", "tegnsaet-", "yaml-")
"""What is wrong with a file as such: nothing in it could be looked at, so it goes before what was found in others."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Findings in the order of their telling: errors, the worst first; what is new; the rest by severity."""

    errors: tuple[Diagnostic, ...]
    new: tuple[Diagnostic, ...]
    rest: tuple[Diagnostic, ...]


def parts(findings: Sequence[Diagnostic], news: News) -> Parts:
    """Errors, new ones and the rest of findings that are in the order of their places.

    When nothing is known of the time before, what is missing and what somebody answers for are not called new: of a
    draft, they are the greatest part.
    """
    quiet = () if news.since else (Severity.GAP, Severity.ACCEPTED)
    errors, new, rest = [], [], []
    for finding in findings:
        if finding.severity is Severity.ERROR:
            errors.append(finding)
        elif finding in news.new and finding.severity not in quiet:
            new.append(finding)
        else:
            rest.append(finding)
    errors.sort(key=lambda finding: (not finding.kind.startswith(_FIRST_KINDS), finding not in news.new))
    return Parts(tuple(errors), _graded(new), _graded(rest))


def _graded(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(findings, key=lambda finding: _BY_SEVERITY.index(finding.severity)))


def overview(findings: Sequence[Diagnostic], news: News, lines: Lines, ways: Sequence[str]) -> Iterator[str]:
    """The lines of a list that fits on a screen when it can; none when nothing was found.

    `ways` are lines that say how to see what is only counted.
    """
    told = parts(findings, news)
    errors, more_errors = _one_of_each(told.errors)
    full = [*_in_full(errors, lines)]
    most_new = _MOST_NEW if news.since else _MOST
    new = told.new[:most_new]
    if new and news.since:
        full += [f"Nyt siden {news.since}:", *([news.remark] if news.remark else []), ""]
    full += _in_full(new, lines)
    yield from _nothing_known(news) if news.is_asked else ()
    yield from full
    yield from _nothing_known(news) if len(told.new) >= _WORTH_A_REMARK and not news.is_asked else ()
    left = (*more_errors, *told.new[most_new:], *told.rest)
    if left:
        counts = _Counts(left)
        yield _title(told, news)
        yield from counts.rows(_SCREEN_LINES - _FRAME_LINES - sum(map(_height, full)))
        yield ""
        yield from (*(way.format(art=counts.first_kind) for way in ways), "") if ways else ()


def _one_of_each(errors: Sequence[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The errors to show, _MOST of them, and the others, both in their order: none of one file drowns another's.

    The first of each kind in each file is shown before a second of any, the second before a third.
    """
    times: Counter[tuple[str, str]] = Counter()
    ranks = []
    for index, finding in enumerate(errors):
        which = (finding.span.path if finding.span else "", finding.kind)
        ranks.append((times[which], index))
        times[which] += 1
    shown = {index for _, index in sorted(ranks)[:_MOST]}
    told: tuple[list[Diagnostic], list[Diagnostic]] = ([], [])
    for index, finding in enumerate(errors):
        told[index not in shown].append(finding)
    return told


def _nothing_known(news: News) -> tuple[str, ...]:
    """The reason why it is not known what is new; empty when it is known, or there is no reason to tell."""
    return (f"Det vides ikke, hvad der er nyt: {news.remark}.", "") if news.remark and not news.since else ()


def _in_full(findings: Iterable[Diagnostic], lines: Lines) -> Iterator[str]:
    for finding in findings:
        yield from (*as_text(finding, lines).split("\n"), "")


def _height(line: str) -> int:
    """How many lines of a terminal it takes."""
    return max(1, -(-len(line) // COLUMNS))


def _title(told: Parts, news: News) -> str:
    if not news.since or len(told.errors) > _MOST or len(told.new) > _MOST_NEW:
        return "Resten er kun talt:"
    if told.new:
        return "Resten var der før og er kun talt:"
    return f"{nothing_new(told, news)} siden {news.since}. Dette var der før:"


def nothing_new(told: Parts, news: News) -> str:
    """That nothing is new; or nothing else than an error."""
    return "Intet andet er nyt" if any(finding in news.new for finding in told.errors) else "Intet er nyt"


class _Counts:
    """How many findings there are of each kind: the gravest first, then the most frequent."""

    def __init__(self, findings: Sequence[Diagnostic]) -> None:
        self._gaps = [finding for finding in findings if finding.severity is Severity.GAP]
        others = [finding for finding in findings if finding.severity is not Severity.GAP]
        self._count = Counter((finding.severity, finding.kind) for finding in others)
        self._name = {finding.kind: NAMES.get(finding.kind, finding.message) for finding in reversed(others)}
        self._kinds = sorted(self._count, key=self._rank)
        self.first_kind = self._kinds[0][1] if self._kinds else self._gaps[0].kind

    def _rank(self, kind: tuple[Severity, str]) -> tuple[object, ...]:
        return _BY_SEVERITY.index(kind[0]), -self._count[kind], listed_key(kind[1])

    def rows(self, room: int) -> Iterator[str]:
        """A line for each kind, in at most so many lines as long as that is not too few; what is missing at the end."""
        owing = list(_owing(self._gaps, room - len(self._kinds) - 1)) if self._gaps else []
        most = max(_FEWEST_ROWS, room - bool(owing) - len(owing))
        shown = self._kinds if len(self._kinds) <= most else self._kinds[: most - 1]
        table = [(self._count[severity, kind], severity, kind, self._name[kind]) for severity, kind in shown]
        if self._gaps:
            kind = self._gaps[0].kind
            table.append((len(self._gaps), Severity.GAP, kind, NAMES[kind]))
        lines = list(_aligned(table))
        yield from lines[: len(shown)]
        if others := self._kinds[len(shown) :]:
            yield f"  … og {counted(sum(map(self._count.__getitem__, others)), 'fund', 'fund')} af andre slags"
        yield from lines[len(shown) :]
        yield from owing


def _aligned(table: Sequence[tuple[int, Severity, str, str]]) -> Iterator[str]:
    """Rows of a count, its word, a kind and its name in columns."""
    rows = [
        (format_count(count), SEVERITY_NAMES[severity][count != 1], kind, name) for count, severity, kind, name in table
    ]
    number, word, code = (max(len(row[column]) for row in rows) for column in range(3))
    for row in rows:
        yield _cut(f"{row[0]:>{number + 2}} {row[1]:<{word}}  {row[2]:<{code}}  {row[3]}")


def _owing(gaps: Iterable[Diagnostic], room: int) -> Iterator[str]:
    """`hos Takstgruppen 19, regionen 4`: who must deliver how much, in as many lines as there is room for."""
    owed = Counter(gap.owed_by for gap in gaps).most_common()
    named = ", ".join(f"{who} {count}".replace(" ", _UNBROKEN) for who, count in owed)
    for line in wrap(
        harmless(f"hos {named}"),
        COLUMNS,
        initial_indent=" " * 5,
        subsequent_indent=" " * 9,
        max_lines=max(1, min(_MOST_OWING_LINES, room)),
        placeholder=" …",
    ):
        yield line.replace(_UNBROKEN, " ")


def _cut(row: str) -> str:
    row = harmless(row)
    return row if len(row) <= COLUMNS else f"{row[: COLUMNS - 1]}…"


def whole(findings: Sequence[Diagnostic], news: News, lines: Lines, way: str) -> Iterator[str]:
    """The lines of all findings in full: errors, what is new, the rest; and what is missing by who must deliver it.

    `way` is what to do when even these are too many.
    """
    told = parts(findings, news)
    gaps = [finding for finding in findings if finding.severity is Severity.GAP]
    new, rest = (
        [finding for finding in part if finding.severity is not Severity.GAP] for part in (told.new, told.rest)
    )
    yield from _nothing_known(news) if news.is_asked else ()
    shown = 0
    for title, part in (("", told.errors), (f"Nyt siden {news.since}:", new), ("Fra før:", rest)):
        if part and title and news.since:
            yield from (title, "")
        yield from _in_full(part[: _MOST_OF_ALL - shown], lines)
        shown = min(_MOST_OF_ALL, shown + len(part))
    yield from _by_debtor(gaps[: _MOST_OF_ALL - shown])
    if len(findings) > _MOST_OF_ALL:
        left = format_count(len(findings) - _MOST_OF_ALL)
        yield from (f"… og {left} fund mere. {way}", "")


def _by_debtor(gaps: Iterable[Diagnostic]) -> Iterator[str]:
    """Gaps below who must deliver what is missing: who owes most first, a line each."""
    owed: dict[str, list[Diagnostic]] = defaultdict(list)
    for gap in gaps:
        owed[gap.owed_by].append(gap)
    for who, own in sorted(owed.items(), key=lambda item: -len(item[1])):
        yield harmless(f"{who} skal levere ({len(own)}):")
        yield from (harmless(f"  {gap.span}: {gap.message.removeprefix(f'{who}: ')}") for gap in own)
        yield ""
