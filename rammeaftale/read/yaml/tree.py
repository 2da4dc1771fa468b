"""Takes the bytes of a YAML file, gives its tree with spans; whatever YAML would read silently otherwise is a finding.

The only importer of `yaml`. The tree is built from the parser's events on a stack of our own: no alias is followed, no
tag obeyed, nothing recursive, so that no input can blow up or end in a traceback. Values stay text; the schema reads
them the Danish way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import yaml
from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, Span, TextSpan, error
from rammeaftale.base.unseen import pile_of_marks
from rammeaftale.model.extent import Extent
from rammeaftale.read.text_file import decode_text, first_unseen, plain_hyphens
from rammeaftale.read.text_form import as_it_stands
from rammeaftale.read.yaml.lines import COMPLEX_KEY, PLAIN_QUOTES, Trouble, diagnose
from rammeaftale.read.yaml.nodes import Mapping, Scalar, Sequence, YamlNode
from rammeaftale.read.yaml.plain import MEANT, plain_findings
from rammeaftale.read.yaml.positions import Positions
from rammeaftale.world import Source

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_NODES = 100_000
_MAX_CORRECTED_LINES = 50
"""The file is parsed anew for each; who has made so many faults has not written YAML."""
_MAX_PARSED = 1_000_000
"""Characters that are parsed anew for all of them together: in a large file fewer faults are found at once."""

_NOTHING = re.compile(r"\s*(?:#.*)?|(?:---|\.\.\.)\s*(?:#.*)?|%.*")
"""A line that has no value: blank, a comment, or the mark between two documents."""

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def parse_yaml(source: Source) -> Checked[YamlNode | None]:
    """The file's tree, or None when it has none to trust."""
    if len(source.data) > MAX_BYTES:
        message = f"filen er større end {MAX_BYTES // 1_000_000} MB"
        hint = "læg store tabeller i et regneark"
        return Checked(None, (error("fil-for-stor", message, FileSpan(source.path), hint),))
    text = decode_text(source)
    if not text.ok:
        return Checked(None, text.diagnostics)
    tree = as_it_stands(source, text.value, _parse_correcting(source.path, text.value))
    return Checked(tree.value, text.diagnostics + tree.diagnostics)


def _parse_correcting(path: str, text: str) -> Checked[YamlNode | None]:
    """Parse; where the parser stumbles and the line can be corrected for sure, do so and find the next fault."""
    lines = text.split("\n")
    faults: dict[int, Diagnostic] = {}
    most = min(_MAX_CORRECTED_LINES, _MAX_PARSED // max(len(text), 1))
    while True:
        builder = _Builder(Positions(path, lines, frozenset(faults)))
        problem = builder.build()
        if problem is None:
            break
        diagnosis = diagnose(_trouble(path, lines, problem))
        known = diagnosis.line in faults or len(faults) >= most
        if diagnosis.corrected is None or known:
            last = () if known and faults else (diagnosis.diagnostic,)
            return Checked(None, (*faults.values(), *last, *builder.findings))
        faults[diagnosis.line] = diagnosis.diagnostic
        lines[diagnosis.line] = diagnosis.corrected
    if (builder.root is None and not builder.findings and not faults) or all(map(_NOTHING.fullmatch, lines)):
        hint = "skriv indholdet, hent en ældre version i git, eller slet filen, hvis den kan undværes"
        return Checked(None, (error("fil-tom", "filen er tom", FileSpan(path), hint),))
    return Checked(builder.root, (*faults.values(), *builder.findings))


def _trouble(path: str, lines: list[str], problem: yaml.MarkedYAMLError) -> Trouble:
    mark, context = problem.problem_mark or problem.context_mark, problem.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    begun = (context.line, context.column) if context else None
    return Trouble(path, lines, problem.problem or "", line, column, problem.context or "", begun)


@dataclass
class _Frame:
    """A mapping or list that is being read."""

    event: Any
    span: TextSpan
    items: list[YamlNode] = field(default_factory=list)
    rows: list[Extent | None] = field(default_factory=list)
    entries: dict[str, tuple[Scalar, YamlNode]] = field(default_factory=dict)
    key: Scalar | None = None
    last: Extent | None = None

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.event, yaml.MappingStartEvent)


class _Builder:
    """Builds the tree of one file from the parser's events and gathers what is found on the way."""

    def __init__(self, positions: Positions) -> None:
        self.root: YamlNode | None = None
        self.findings: list[Diagnostic] = []
        self._positions = positions
        self._stack: list[_Frame] = []
        self._documents = 0
        self._nodes = 0

    def build(self) -> yaml.MarkedYAMLError | None:
        """Read all events; gives the problem when the parser or a shape that no schema has stops it."""
        try:
            events: Iterator[Any] = yaml.parse("\n".join(self._positions.lines), Loader=_LOADER)
            for event in events:
                if fault := self._beyond(event):
                    self.findings.append(fault)
                    self.root = None
                    return None
                if isinstance(event, yaml.CollectionStartEvent) and self._wants_key():
                    mark: Any = event.start_mark
                    return yaml.MarkedYAMLError(problem=COMPLEX_KEY, problem_mark=mark)
                self._take(event)
        except yaml.MarkedYAMLError as problem:
            return problem
        except (yaml.YAMLError, ValueError, RecursionError) as problem:
            return yaml.MarkedYAMLError(problem=str(problem))
        return None

    def _take(self, event: Any) -> None:
        match event:
            case yaml.CollectionStartEvent():
                self._open(event)
            case yaml.CollectionEndEvent():
                self._close(event)
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.AliasEvent():
                self._alias(event)

    def _beyond(self, event: Any) -> Diagnostic | None:
        """What ends the reading: a limit is passed, or a second document begins."""
        self._nodes += 1
        self._documents += isinstance(event, yaml.DocumentStartEvent)
        if self._nodes > MAX_NODES or len(self._stack) > MAX_DEPTH:
            what = f"mere end {MAX_DEPTH} niveauer" if len(self._stack) > MAX_DEPTH else f"mere end {MAX_NODES} værdier"
            return error(
                "yaml-for-stor", f"filen har {what}", self._positions.span(event), "læg store tabeller i et regneark"
            )
        if self._documents > 1:
            message = "linjen »---« begynder et nyt dokument, og resten af filen ville ikke blive læst"
            return error("yaml-flere-dokumenter", message, self._positions.span(event), "slet linjen")
        return None

    def _wants_key(self) -> bool:
        return bool(self._stack) and self._stack[-1].is_mapping and self._stack[-1].key is None

    def _error(
        self, kind: str, message: str, span: Span, hint: str, related: tuple[tuple[Span, str], ...] = ()
    ) -> None:
        self.findings.append(replace(error(kind, message, span, hint), related=related))

    def _open(self, event: Any) -> None:
        self._refuse_properties(event)
        self._stack.append(_Frame(event, self._positions.span(event)))

    def _close(self, event: Any) -> None:
        frame = self._stack.pop()
        extent = self._positions.between(frame.event.start_mark, event.end_mark)
        if not frame.event.flow_style:
            extent = extent.to(frame.last) if extent and frame.last else None
        if frame.is_mapping:
            self._put(Mapping(tuple(frame.entries.values()), frame.span, extent=extent, inner=extent))
        else:
            self._put(Sequence(tuple(frame.items), frame.span, tuple(frame.rows), extent=extent, inner=extent))

    def _scalar(self, event: Any) -> None:
        self._refuse_properties(event)
        extent, inner, span = self._positions.scalar(event, event.style)
        scalar = Scalar(plain_hyphens(event.value), span, not event.style, extent=extent, inner=inner)
        if scalar.plain:
            end = event.end_mark
            self.findings += plain_findings(scalar, self._positions.lines, end.line, end.column)
            scalar = replace(scalar, value=MEANT.get(event.value.lower(), event.value))
        if event.style == '"':
            self._check_escapes(event, span)
        if event.value == "" and event.style not in ("'", '"'):
            self._refuse_empty(event)
        self._put(scalar)

    def _check_escapes(self, event: Any, span: TextSpan) -> None:
        """In double quotes an escape makes what no file may hold as it is: a control, a turned direction."""
        is_one_line = event.start_mark.line == event.end_mark.line
        letter = first_unseen(event.value) or ("\n" if is_one_line and "\n" in event.value else "")
        if pile := pile_of_marks(event.value):
            letter = event.value[pile[0]]
        if letter:
            message = f"en omvendt skråstreg (\\) laver her et tegn, som ikke kan ses (U+{ord(letter):04X})"
            self._error("yaml-skraastreg", message, span, PLAIN_QUOTES)

    def _refuse_empty(self, event: Any) -> None:
        """A point that is left empty; of a key the reader of the tree knows whether it can be done without."""
        if not self._stack or self._stack[-1].key is None:
            hint = "skriv en værdi, eller slet linjen"
            self._error("yaml-tom-vaerdi", "her mangler en værdi", self._positions.span(event), hint)

    def _alias(self, event: Any) -> None:
        message = f"»*{event.anchor}« henviser i YAML til et andet sted i filen; det bruges ikke her"
        span = self._positions.span(event)
        self._error("yaml-stjerne", message, span, f'sæt anførselstegn om værdien: "*{event.anchor}"')
        self._put(Scalar("*" + event.anchor, span, plain=False))

    def _put(self, node: YamlNode) -> None:
        if not self._stack:
            self.root = self.root or node
            return
        frame = self._stack[-1]
        frame.last = node.extent
        if not frame.is_mapping:
            frame.items.append(node)
            frame.rows.append(node.extent if frame.event.flow_style else self._positions.row(node.extent))
        elif frame.key is not None:
            self._put_value(frame, frame.key, node)
            frame.key = None
        elif isinstance(node, Scalar):
            frame.key = node

    def _put_value(self, frame: _Frame, key: Scalar, node: YamlNode) -> None:
        if key.value == "<<" and key.plain:
            message = "»<<« fletter i YAML en anden blok ind; det bruges ikke her"
            self._error(
                "yaml-fletning", message, key.span, "slet linjen, og skriv de nøgler, der skal være, på hver sin linje"
            )
        elif key.value in frame.entries:
            first = frame.entries[key.value][0].span
            message = f"nøglen »{key.value}« står her for anden gang; den stod allerede i linje {first.line}"
            related = ((first, "første gang"),)
            self._error("noegle-dobbelt", message, key.span, "slet den ene af de to linjer", related)
        else:
            frame.entries[key.value] = key, node

    def _refuse_properties(self, event: Any) -> None:
        for value, message in (
            (event.anchor, f"»&{event.anchor}« er i YAML et navn på værdien og ville forsvinde"),
            (event.tag, "et ord med ! foran er i YAML en besked til maskinen og ville forsvinde"),
        ):
            if value is not None:
                span = self._positions.span(event)
                self._error("yaml-tegn-foran", message, span, "sæt anførselstegn om hele værdien")
