"""Takes a line that the YAML parser stumbled over, gives what is wrong and, where that is certain, a mended line.

The parser's own words are of no use to an editor, and the place it names is often after the fault: so the line itself
is looked at (motor.md 2.1). A mended line lets the reader go on and find the next fault in the same run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rammeaftale.base.diagnostics import Diagnostic, TextSpan, error

COMPLEX_KEY = "complex key"
PLAIN_QUOTES = "skriv \\\\, eller brug '…' i stedet for \"…\""
"""The trouble that the tree builder itself finds: a key that is a mapping or a list."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Where the parser gave up: 0-based line and column of the fault and of what it was reading then."""

    problem: str
    line: int
    column: int
    context: str = ""
    context_line: int | None = None
    context_column: int = 0


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The finding; `mended` goes in at index `line`, and is None when the fault cannot be mended for sure."""

    diagnostic: Diagnostic
    line: int = 0
    mended: str | None = None


@dataclass(frozen=True, slots=True)
class _Scene:
    """The file's lines and where in them the parser gave up."""

    path: str
    lines: Sequence[str]
    trouble: Trouble


_LINE = re.compile(
    r"(?P<lead>\s*(?:- +)*(?:(?:\"[^\"]*\"|'[^']*'|[^\s\"'#\[\]{}>|*&!%@`,?-][^:]*?):\s+)?)"
    r"(?P<value>\S.*?)(?P<tail>\s+#\s.*|\s*)"
)
_LONGEST_LINE = 2_000
_NO_SPACE = re.compile(r"\s*(?:- +)*[a-zæøå_]+:\S")

# What a value may not be without quotes: (pattern of the whole value, kind, what is wrong). The first that fits counts.
_BARE = "en værdi kan ikke begynde med »{}« uden anførselstegn"
VALUE_FAULTS = (
    (r"\{\{.*", "yaml-kroelleparentes", "en værdi, der begynder med »{{{{«, skal stå i anførselstegn"),
    (r"\{[^}]*\}\s*[^\s,}\]].*", "yaml-kroelleparentes", _BARE),
    (r"\[[^\]]*\]\s*[^\s,}\]].*", "yaml-klamme", _BARE),
    (r"\*.*", "yaml-stjerne", _BARE),
    (r"[%@`&!\]},?>|].*", "yaml-tegn-foran", _BARE),
    (r"\"[^\"]*\"\s*[^\s:].*|'[^']*'\s*[^\s:].*", "yaml-anfoerselstegn", "kun en del af værdien står i anførselstegn"),
    (r"[^\"'\[{].*:(\s.*|)", "yaml-kolon", "en værdi med kolon skal stå i anførselstegn"),
)
_UNCLOSED = re.compile(r"\"(?:[^\"\\]|\\.)*|'(?:[^']|'')*")


def diagnose(path: str, lines: Sequence[str], trouble: Trouble) -> Diagnosis:
    """The best explanation of the parser's trouble."""
    scene = _Scene(path, lines, trouble)
    for attempt in (
        _unclosed_quote,
        _unclosed_bracket,
        _escape,
        _value_fault,
        _complex_key,
        _no_space,
        _missing_colon,
        _list_on_line,
    ):
        found = attempt(scene)
        if found is not None:
            return found
    return _indentation(scene)


def _unclosed_quote(scene: _Scene) -> Diagnosis | None:
    """A quote that is opened and not closed on its line: the parser notices at the next quote or at the end."""
    if "quoted scalar" in scene.trouble.context and scene.trouble.context_line is not None:
        candidates: Sequence[int] = (scene.trouble.context_line,)
    elif (
        "expected key" in scene.trouble.problem
        or "<block end>" in scene.trouble.problem
        or "simple key" in scene.trouble.context
    ):
        candidates = range(min(scene.trouble.line, len(scene.lines) - 1), max(scene.trouble.line - 10, -1), -1)
    else:
        return None
    for index in candidates:
        match = _match(scene.lines, index)
        if match and _UNCLOSED.fullmatch(match["value"]):
            quote = match["value"][0]
            if any(quote in line for line in scene.lines[index + 1 : scene.trouble.line]):
                continue  # closed on a later line: a long text, not the fault
            message = f"anførselstegnet {quote} åbnes her, men bliver ikke lukket på linjen"
            span = _span(scene.path, index, match.start("value"), match["value"])
            mended = match["lead"] + match["value"] + quote + match["tail"]
            return Diagnosis(
                error("yaml-anfoerselstegn", message, span, f"sæt {quote} til sidst i værdien"), index, mended
            )
    return None


def _unclosed_bracket(scene: _Scene) -> Diagnosis | None:
    if "flow" not in scene.trouble.context:
        return None
    line, column = _last_opening(scene)
    rest = scene.lines[line][column:]
    found = _value_fault(replace(scene, trouble=Trouble("", line, column)))
    if found is not None and ("]" in rest or "}" in rest):
        return found
    opening = rest[:1]
    closing = {"[": "]", "{": "}"}.get(opening, "]")
    message = f"klammen »{opening}« åbnes her, men »{closing}« mangler, eller der er et komma for lidt"
    span = _span(scene.path, line, column, opening)
    return Diagnosis(error("yaml-klamme", message, span, f"sæt »{closing}«, eller sæt anførselstegn om hele værdien"))


def _last_opening(scene: _Scene) -> tuple[int, int]:
    """Where the bracket was opened: the parser's word for it, or else the nearest above the place where it gave up."""
    line, column = scene.trouble.context_line or 0, scene.trouble.context_column
    if line < len(scene.lines) and scene.lines[line][column : column + 1] in ("[", "{"):
        return line, column
    for index in range(min(scene.trouble.line, len(scene.lines) - 1), -1, -1):
        openings = [at for at, letter in enumerate(scene.lines[index]) if letter in "[{"]
        if openings:
            return index, openings[-1]
    return 0, 0


def _escape(scene: _Scene) -> Diagnosis | None:
    if "escape" not in scene.trouble.problem and "hex" not in scene.trouble.problem:
        return None
    message = 'en omvendt skråstreg (\\) har en særlig betydning inden for "…"'
    span = _span(scene.path, scene.trouble.line, scene.trouble.column, "\\")
    return Diagnosis(error("yaml-skraastreg", message, span, PLAIN_QUOTES))


def _value_fault(scene: _Scene) -> Diagnosis | None:
    """A value that YAML reads as something else than text."""
    match = _match(scene.lines, scene.trouble.line)
    if match is None or "simple key" in scene.trouble.context:
        return None
    value = match["value"]
    for pattern, kind, message in VALUE_FAULTS:
        if re.fullmatch(pattern, value):
            written = quoted(value)
            span = _span(scene.path, scene.trouble.line, match.start("value"), value)
            mended = match["lead"] + written + match["tail"]
            return Diagnosis(
                error(kind, message.format(value[0]), span, f"sæt anførselstegn om værdien: {written}"),
                scene.trouble.line,
                mended,
            )
    return None


def _complex_key(scene: _Scene) -> Diagnosis | None:
    """`{{ … }}` inside a list in brackets, where the whole value cannot be quoted for the editor."""
    if scene.trouble.problem != COMPLEX_KEY:
        return None
    span = _span(scene.path, scene.trouble.line, scene.trouble.column, "{")
    message = "klammer inden i klammer kan ikke læses her"
    return Diagnosis(error("yaml-kroelleparentes", message, span, 'sæt anførselstegn om: "{{ … }}"'))


def _missing_colon(scene: _Scene) -> Diagnosis | None:
    if "simple key" not in scene.trouble.context or scene.trouble.context_line is None:
        return None
    text = scene.lines[scene.trouble.context_line].strip()
    span = _span(scene.path, scene.trouble.context_line, scene.trouble.context_column, text)
    message = f"linjen »{_short(text)}« er hverken en nøgle med kolon eller en del af teksten ovenfor"
    hints = ("skriv »nøgle: værdi«", "hører linjen til teksten ovenfor, så ryk den ind med to mellemrum")
    return Diagnosis(error("yaml-kolon-mangler", message, span, *hints))


def _no_space(scene: _Scene) -> Diagnosis | None:
    """`titel:Aftale` is one word to YAML; the parser complains on the line after."""
    for index in (scene.trouble.line - 1, scene.trouble.line):
        if 0 <= index < len(scene.lines) and _NO_SPACE.match(scene.lines[index]) and "://" not in scene.lines[index]:
            column = scene.lines[index].index(":")
            message = "der mangler et mellemrum efter kolon"
            mended = scene.lines[index][: column + 1] + " " + scene.lines[index][column + 1 :]
            hint = f"skriv »{_short(mended.strip())}«"
            return Diagnosis(
                error("yaml-kolon-mangler", message, _span(scene.path, index, column, ":"), hint), index, mended
            )
    return None


def _list_on_line(scene: _Scene) -> Diagnosis | None:
    if "sequence entries" not in scene.trouble.problem:
        return None
    message = "en liste kan ikke begynde på samme linje som nøglen"
    hints = ("sæt hvert »- punkt« på sin egen linje under nøglen", "er det tekst, så sæt anførselstegn om værdien")
    return Diagnosis(
        error("yaml-liste", message, _span(scene.path, scene.trouble.line, scene.trouble.column, "-"), *hints)
    )


def _indentation(scene: _Scene) -> Diagnosis:
    line = min(scene.trouble.line, max(len(scene.lines) - 1, 0))
    text = scene.lines[line].strip() if scene.lines else ""
    column = len(scene.lines[line]) - len(scene.lines[line].lstrip()) if scene.lines else 0
    message = f"linjen »{_short(text)}« passer ikke sammen med linjerne ovenfor"
    hints = (
        "ryk linjen lige så langt ind som de linjer, den hører sammen med",
        "er det en del af en tekst, så sæt anførselstegn om hele teksten",
    )
    return Diagnosis(error("yaml-indrykning", message, _span(scene.path, line, column, text), *hints))


def quoted(value: str) -> str:
    """The value in the quotes that need no further signs inside."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _match(lines: Sequence[str], index: int) -> re.Match[str] | None:
    """The line taken apart; outsized lines are left alone, since the patterns look back and forth in them."""
    if 0 <= index < len(lines) and len(lines[index]) <= _LONGEST_LINE:
        return _LINE.fullmatch(lines[index])
    return None


def _span(path: str, line: int, column: int, text: str) -> TextSpan:
    return TextSpan(path, line + 1, column + 1, max(len(text), 1))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + " …"
