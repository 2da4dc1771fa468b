"""Takes a line that the YAML parser stumbled over, gives what is wrong and, where that is certain, a corrected line.

The parser's own words are of no use to an editor, and the position it names is often after the fault: so the line
itself is looked at. A corrected line lets the reader go on and find the next fault in the same run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rammeaftale.base.diagnostics import Diagnostic, TextSpan, error

COMPLEX_KEY = "complex key"
"""The problem that the tree builder itself finds: a key that is a mapping or a list."""
PLAIN_QUOTES = "skriv \\\\, eller brug '…' i stedet for \"…\""

_LINE = re.compile(
    r"(?P<lead>\s*(?:- +)*(?:(?:\"[^\"]*\"|'[^']*'|[^\s\"'#\[\]{}>|*&!%@`,?-][^:]*?):\s+)?)"
    r"(?P<value>\S.*?)(?P<tail>\s+#\s.*|\s*)"
)
_LONGEST_LINE = 2_000
"""Characters; longer lines are left alone, since the patterns look back and forth in them."""
_SHORT = 60
"""Characters of a line that a message repeats."""
_LINES_BACK = 10
"""How far above the line where the parser gave up an open quote is looked for."""
_NO_SPACE_AFTER_DASH = re.compile(r"\s*(?:- +)*-(?=[a-zæøå_]+:(?:\s|$))")
"""`-fil: x`, which YAML takes for a key that is called `-fil`."""
_POINT_WITHOUT_COLON = re.compile(r"( *- +)([a-zæøå_]+) +([^\s:#][^:#]*)")
_RECIPE = re.compile(r"(\s*)beregnes:\s+(\w+):\s+\[?([^\[\]{}#\s][^\[\]{}#]*?)\]?\s*")
_NO_SPACE = re.compile(r"\s*(?:- +)*[a-zæøå_]+:\S")

# What a value may not be without quotes: (pattern of the whole value, kind, what is wrong). The first that fits counts.
_BARE = "en værdi kan ikke begynde med »{}« uden anførselstegn"
_VALUE_FAULTS = (
    (r"\{\{.*", "yaml-kroelleparentes", "en værdi, der begynder med »{{{{«, skal stå i anførselstegn"),
    (r"\{[^}]*\}\s*[^\s,}\]].*", "yaml-kroelleparentes", _BARE),
    (r"\[[^\]]*\]\s*[^\s,}\]].*", "yaml-klamme", _BARE),
    (r"\*.*", "yaml-stjerne", _BARE),
    (r"[%@`&!\]},?>|].*", "yaml-tegn-foran", _BARE),
    (r"\"[^\"]*\"\s*[^\s:].*|'[^']*'\s*[^\s:].*", "yaml-anfoerselstegn", "kun en del af værdien står i anførselstegn"),
    (r"[^\"'\[{].*:(\s.*|)", "yaml-kolon", "en værdi med kolon skal stå i anførselstegn"),
)
_UNCLOSED = re.compile(r"\"(?:[^\"\\]|\\.)*|'(?:[^']|'')*")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Where in a file the parser gave up: 0-based line and column of the fault, and of what it was reading then."""

    path: str
    lines: Sequence[str]
    problem: str
    line: int
    column: int
    context: str = ""
    begun: tuple[int, int] | None = None

    def match(self, index: int) -> re.Match[str] | None:
        """A line taken apart into what leads up to its value, the value, and what comes after."""
        if 0 <= index < len(self.lines) and len(self.lines[index]) <= _LONGEST_LINE:
            return _LINE.fullmatch(self.lines[index])
        return None

    def error(self, kind: str, message: str, start: tuple[int, int], text: str, *hints: str) -> Diagnostic:
        """The finding about a text that begins at a line and column."""
        return error(kind, message, TextSpan(self.path, start[0] + 1, start[1] + 1, max(len(text), 1)), *hints)


@dataclass(frozen=True, slots=True)
class _Diagnosis:
    """The finding; `corrected` goes in at index `line`, and is None when the fault cannot be corrected for sure."""

    diagnostic: Diagnostic
    line: int = 0
    corrected: str | None = None


def diagnose(trouble: Trouble) -> _Diagnosis:
    """The best explanation of the parser's trouble."""
    for attempt in (
        _unclosed_quote,
        _unclosed_bracket,
        _escape,
        _no_space_after_dash,
        _point_without_colon,
        _recipe_without_brackets,
        _value_fault,
        _complex_key,
        _no_space,
        _missing_colon,
        _list_on_line,
    ):
        diagnosis = attempt(trouble)
        if diagnosis is not None:
            return diagnosis
    return _indentation(trouble)


def _unclosed_quote(trouble: Trouble) -> _Diagnosis | None:
    """A quote that is opened and not closed on its line: the parser notices at the next quote or at the end."""
    if "quoted scalar" in trouble.context and trouble.begun is not None:
        candidates: Sequence[int] = (trouble.begun[0],)
    elif re.search("expected key|<block end>", trouble.problem) or "simple key" in trouble.context:
        last = min(trouble.line, len(trouble.lines) - 1)
        candidates = range(last, max(trouble.line - _LINES_BACK, -1), -1)
    else:
        return None
    for index in candidates:
        match = trouble.match(index)
        if match and _UNCLOSED.fullmatch(match["value"]):
            quote = match["value"][0]
            if any(quote in line for line in trouble.lines[index + 1 : trouble.line]):
                continue  # closed on a later line: a long text, not the fault
            message = f"anførselstegnet {quote} åbnes her, men bliver ikke lukket på linjen"
            start, hint = (index, match.start("value")), f"sæt {quote} til sidst i værdien"
            finding = trouble.error("yaml-anfoerselstegn", message, start, match["value"], hint)
            return _Diagnosis(finding, index, match["lead"] + match["value"] + quote + match["tail"])
    return None


def _unclosed_bracket(trouble: Trouble) -> _Diagnosis | None:
    if "flow" not in trouble.context:
        return None
    line, column = _last_opening(trouble)
    rest = trouble.lines[line][column:]
    fault = _value_fault(replace(trouble, problem="", line=line, column=column, context=""))
    if fault is not None and ("]" in rest or "}" in rest):
        return fault
    opening = rest[:1]
    closing = {"[": "]", "{": "}"}.get(opening, "]")
    message = f"klammen »{opening}« åbnes her, men »{closing}« mangler, eller der er et komma for lidt"
    hint = f"sæt »{closing}«, eller sæt anførselstegn om hele værdien"
    return _Diagnosis(trouble.error("yaml-klamme", message, (line, column), opening, hint))


def _last_opening(trouble: Trouble) -> tuple[int, int]:
    """Where the bracket was opened: as the parser says, or else the nearest above the line where it gave up."""
    line, column = trouble.begun or (0, 0)
    if line < len(trouble.lines) and trouble.lines[line][column : column + 1] in ("[", "{"):
        return line, column
    for index in range(min(trouble.line, len(trouble.lines) - 1), -1, -1):
        if (column := max(map(trouble.lines[index].rfind, "[{"))) >= 0:
            return index, column
    return 0, 0


def _escape(trouble: Trouble) -> _Diagnosis | None:
    if "escape" not in trouble.problem and "hex" not in trouble.problem:
        return None
    message = 'en omvendt skråstreg (\\) har en særlig betydning inden for "…"'
    start = trouble.line, trouble.column
    return _Diagnosis(trouble.error("yaml-skraastreg", message, start, "\\", PLAIN_QUOTES))


def _value_fault(trouble: Trouble) -> _Diagnosis | None:
    """A value that YAML reads as something else than text."""
    match = trouble.match(trouble.line)
    if match is None or "simple key" in trouble.context:
        return None
    value = match["value"]
    for pattern, kind, message in _VALUE_FAULTS:
        if re.fullmatch(pattern, value):
            written, what = quoted(value), "sæt anførselstegn om værdien"
            if kind == "yaml-anfoerselstegn" and value.count(value[0]) % 2 == 0:  # as words they would be refused
                written = re.sub(f"{value[0]}([^{value[0]}]*){value[0]}", r"»\1«", value)
                what = "skriv »…« om ord, der nævnes"
            start, hint = (trouble.line, match.start("value")), f"{what}: {written}"
            finding = trouble.error(kind, message.format(value[0]), start, value, hint)
            return _Diagnosis(finding, trouble.line, match["lead"] + written + match["tail"])
    return None


def _no_space_after_dash(trouble: Trouble) -> _Diagnosis | None:
    """`-fil: x`; what the parser stumbles over is that line or one of the next."""
    for index in range(min(trouble.line, len(trouble.lines) - 1), max(trouble.line - _LINES_BACK, -1), -1):
        line = trouble.lines[index]
        if match := _NO_SPACE_AFTER_DASH.match(line):
            corrected = f"{match[0]} {line[match.end() :]}"
            message, hint = "der mangler et mellemrum efter bindestregen", f"skriv »{_short(corrected.strip())}«"
            finding = trouble.error("yaml-liste", message, (index, match.end() - 1), "-", hint)
            return _Diagnosis(finding, index, corrected)
    return None


def _point_without_colon(trouble: Trouble) -> _Diagnosis | None:
    """`- id takster` over `  titel: Takster`; the parser stumbles over the line after."""
    index = trouble.line - 1
    match = _POINT_WITHOUT_COLON.fullmatch(trouble.lines[index]) if 0 <= index < len(trouble.lines) else None
    after = trouble.lines[trouble.line] if trouble.line < len(trouble.lines) else ""
    if match is None or not re.match(rf" {{{len(match[1])}}}[a-zæøå_]+:(?:\s|$)", after):
        return None
    corrected = f"{match[1]}{match[2]}: {match[3]}"
    message, hint = f"der mangler et kolon efter »{match[2]}«", f"skriv »{_short(corrected.strip())}«"
    finding = trouble.error("yaml-kolon-mangler", message, (index, match.start(2)), match[2], hint)
    return _Diagnosis(finding, index, corrected)


def _recipe_without_brackets(trouble: Trouble) -> _Diagnosis | None:
    """`beregnes: sum: a, b`: in quotes it would be no recipe."""
    line = trouble.lines[trouble.line] if trouble.line < len(trouble.lines) else ""
    match = _RECIPE.fullmatch(line)
    if match is None:
        return None
    lead, operation, operands = match.groups()
    corrected = f"beregnes: {{{operation}: [{operands}]}}"
    message, hint = "en beregning skal stå i klammer", f"skriv »{_short(corrected)}«"
    finding = trouble.error(
        "yaml-kolon", message, (trouble.line, match.start(2)), line[match.start(2) :].rstrip(), hint
    )
    return _Diagnosis(finding, trouble.line, lead + corrected)


def _complex_key(trouble: Trouble) -> _Diagnosis | None:
    """`{{ … }}` inside a list in brackets, where the whole value cannot be quoted for the editor."""
    if trouble.problem != COMPLEX_KEY:
        return None
    message, hint = "klammer inden i klammer kan ikke læses her", 'sæt anførselstegn om: "{{ … }}"'
    return _Diagnosis(trouble.error("yaml-kroelleparentes", message, (trouble.line, trouble.column), "{", hint))


def _missing_colon(trouble: Trouble) -> _Diagnosis | None:
    if "simple key" not in trouble.context or trouble.begun is None:
        return None
    text = trouble.lines[trouble.begun[0]].strip()
    message = f"linjen »{_short(text)}« er hverken en nøgle med kolon eller en del af teksten ovenfor"
    key, _, value = text.partition(" ")
    pair = f"{key}: {value.lstrip('= ').strip()}" if re.fullmatch("[a-zæøå_]+", key) and value else "nøgle: værdi"
    hints = (
        f"er det en nøgle, så skriv »{_short(pair)}«",
        "hører linjen til teksten ovenfor, så ryk den ind med to mellemrum",
    )
    return _Diagnosis(trouble.error("yaml-kolon-mangler", message, trouble.begun, text, *hints))


def _no_space(trouble: Trouble) -> _Diagnosis | None:
    """`titel:Aftale` is one word to YAML; the parser complains on the line after."""
    for index in (trouble.line - 1, trouble.line):
        line = trouble.lines[index] if 0 <= index < len(trouble.lines) else ""
        if _NO_SPACE.match(line) and "://" not in line:
            column = line.index(":")
            corrected = f"{line[: column + 1]} {line[column + 1 :]}"
            message, hint = "der mangler et mellemrum efter kolon", f"skriv »{_short(corrected.strip())}«"
            finding = trouble.error("yaml-kolon-mangler", message, (index, column), ":", hint)
            return _Diagnosis(finding, index, corrected)
    return None


def _list_on_line(trouble: Trouble) -> _Diagnosis | None:
    if "sequence entries" not in trouble.problem:
        return None
    message = "en liste kan ikke begynde på samme linje som nøglen"
    hints = ("sæt hvert »- punkt« på sin egen linje under nøglen", "er det tekst, så sæt anførselstegn om værdien")
    return _Diagnosis(trouble.error("yaml-liste", message, (trouble.line, trouble.column), "-", *hints))


def _indentation(trouble: Trouble) -> _Diagnosis:
    line = min(trouble.line, max(len(trouble.lines) - 1, 0))
    written = trouble.lines[line] if trouble.lines else ""
    text, column = written.strip(), len(written) - len(written.lstrip())
    message = f"linjen »{_short(text)}« passer ikke sammen med linjerne ovenfor"
    hints = (
        "ryk linjen lige så langt ind som de linjer, den hører sammen med",
        "er det en del af en tekst, så sæt anførselstegn om hele teksten",
    )
    return _Diagnosis(trouble.error("yaml-indrykning", message, (line, column), text, *hints))


def quoted(value: str) -> str:
    """The value in the quotes that need no further signs inside."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else text[:_SHORT] + " …"
