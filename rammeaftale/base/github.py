"""Findings as GitHub shows them in a pull request: a few on their lines, all of them in the job's summary.

A page holds ten annotations of each level from one step and drops the others in silence, so what is new comes first.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable, Sequence

from rammeaftale.base.danish import format_count
from rammeaftale.base.diagnostics import Diagnostic, Severity
from rammeaftale.base.newness import News
from rammeaftale.base.overview import Parts, nothing_new, parts
from rammeaftale.base.report import LEVELS, Lines, as_github, as_text, summary
from rammeaftale.base.unseen import harmless

_MOST_ANNOTATIONS = 10
"""Of each level, from one step (docs.github.com, "Workflow commands for GitHub Actions")."""
_OPEN, _CLOSE = "### {}\n\n<pre>\n", "</pre>\n\n"
_LEFT_OUT = "Her er ikke plads til {} fund mere. De kommer alle med »build.py tjek --format json«.\n"
_OTHER_BYTES = 2_000
"""More than the page's own words take: its titles, its first and its last line."""


def as_annotations(findings: Sequence[Diagnostic], news: News) -> tuple[str, ...]:
    """Workflow commands for errors, the new ones first, and for what else is new: at most as many as GitHub shows.

    For all when it is not known what is new. What was there before is none of the pull request's, and would stand in
    the way of its own.
    """
    told = parts(findings, news)
    errors = sorted(told.errors, key=lambda finding: finding not in news.new)
    others = told.new if news.since else (*told.new, *told.rest)
    left = Counter(dict.fromkeys(("error", "warning", "notice"), _MOST_ANNOTATIONS))
    commands = []
    for finding in (*errors, *others):
        level = LEVELS.get(finding.severity, "notice")
        if left[level]:
            left[level] -= 1
            commands.append(as_github(finding))
    return tuple(commands)


def job_summary(findings: Sequence[Diagnostic], news: News, lines: Lines, room: int) -> str:
    """All findings as Markdown of at most `room` bytes: as many as there is room for, the gravest first.

    What content says stands in `<pre>` with HTML's own escapes: there it is neither Markdown nor HTML, and GitHub makes
    no link of a name or a number.
    """
    if room < _OTHER_BYTES:
        return ""
    told = parts(findings, news)
    gaps, others = (
        tuple(finding for finding in told.rest if (finding.severity is Severity.GAP) is is_gap)
        for is_gap in (True, False)
    )
    page = _Page(room - _OTHER_BYTES)
    page.add("Fejl", told.errors, lambda finding: f"{as_text(finding, lines)}\n")
    page.add("Nyt", told.new, lambda finding: f"{as_text(finding, lines)}\n", _about(news, told))
    page.add("Fra før", others, _on_one_line)
    page.add("Udestående", tuple(sorted(gaps, key=lambda gap: gap.owed_by)), _on_one_line)
    return page.text(f"**{summary(findings).capitalize()}.**\n\n")


def _about(news: News, told: Parts) -> str:
    """Since when it is new, or why that is not known; empty when nothing was found."""
    if not (told.new or told.rest or told.errors):
        return ""
    if not news.since:
        return f"{harmless(f'Det vides ikke, hvad der er nyt: {news.remark}.')}\n"
    what = "Dette er nyt" if told.new else nothing_new(told, news)
    return f"{harmless(f'{what} siden {news.since}. {news.remark}'.strip())}\n"


def _on_one_line(finding: Diagnostic) -> str:
    place = f"{finding.span}: " if finding.span else ""
    return harmless(f"{place}{finding.severity.value}[{finding.kind}]: {finding.message}")


class _Page:
    """Markdown that grows as long as there is room, in bytes of UTF-8."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._written: list[str] = []
        self._left_out = 0

    def add(
        self, title: str, findings: Sequence[Diagnostic], write: Callable[[Diagnostic], str], first: str = ""
    ) -> None:
        """A section with these findings, or as many as there is room for; none without any."""
        rows = [_escaped(first)] if first else []
        for number, finding in enumerate(findings):
            row = _escaped(write(finding))
            self._room -= len(row.encode())
            if self._room < 0:
                self._left_out += len(findings) - number
                break
            rows.append(row)
        if rows:
            self._written += [_OPEN.format(title), *rows, _CLOSE]

    def text(self, head: str) -> str:
        """The page below its first line, with how many were left out."""
        left_out = _LEFT_OUT.format(format_count(self._left_out)) if self._left_out else ""
        return "".join((head, *self._written, left_out))


def _escaped(row: str) -> str:
    return f"{html.escape(row)}\n"
