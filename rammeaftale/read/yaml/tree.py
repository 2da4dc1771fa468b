"""Takes the bytes of a YAML file, gives its tree with places; whatever YAML would read silently otherwise is a finding.

The only importer of `yaml`. The tree is built from the parser's events on a stack of our own: no alias is followed, no
tag obeyed, nothing recursive, so that no input can blow up or end in a traceback. Values stay text; the schema reads
them the Danish way (motor.md 2.1).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import yaml
from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, TextSpan, error
from rammeaftale.model.extent import Extent
from rammeaftale.read.text_file import decode_text, first_unseen
from rammeaftale.read.text_form import as_it_stands
from rammeaftale.read.yaml.lines import COMPLEX_KEY, PLAIN_QUOTES, Trouble, diagnose
from rammeaftale.read.yaml.nodes import Mapping, Scalar, Sequence, YamlNode
from rammeaftale.read.yaml.places import Places
from rammeaftale.read.yaml.plain import MEANT, plain_findings
from rammeaftale.world import Source

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_NODES = 100_000
MAX_MENDED_LINES = 50

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
    tree = as_it_stands(source, text.value, _parse_mending(source.path, text.value))
    return Checked(tree.value, text.diagnostics + tree.diagnostics)


def _parse_mending(path: str, text: str) -> Checked[YamlNode | None]:
    """Parse; where the parser stumbles and the line can be mended for sure, mend it and find the next fault."""
    lines = text.split("\n")
    faults: dict[int, Diagnostic] = {}
    while True:
        builder = _Builder(path, lines, frozenset(faults))
        trouble = builder.build()
        if trouble is None:
            break
        diagnosis = diagnose(path, lines, trouble)
        known = diagnosis.line in faults or len(faults) >= MAX_MENDED_LINES
        if diagnosis.mended is None or known:
            found = () if known and faults else (diagnosis.diagnostic,)
            return Checked(None, (*faults.values(), *found, *builder.found))
        faults[diagnosis.line] = diagnosis.diagnostic
        lines[diagnosis.line] = diagnosis.mended
    if builder.root is None and not builder.found and not faults:
        hint = "skriv indholdet, hent en ældre version i git, eller slet filen, hvis den kan undværes"
        return Checked(None, (error("fil-tom", "filen er tom", FileSpan(path), hint),))
    return Checked(builder.root, (*faults.values(), *builder.found))


@dataclass
class _Frame:
    """A mapping or list that is being read."""

    event: Any
    span: TextSpan
    is_mapping: bool
    items: list[YamlNode] = field(default_factory=list)
    rows: list[Extent | None] = field(default_factory=list)
    entries: dict[str, tuple[Scalar, YamlNode]] = field(default_factory=dict)
    key: Scalar | None = None
    last: Extent | None = None

    @property
    def wants_key(self) -> bool:
        return self.is_mapping and self.key is None


class _Builder:
    """Builds the tree of one file from the parser's events and gathers what is found on the way."""

    def __init__(self, path: str, lines: list[str], mended: frozenset[int]) -> None:
        self.path = path
        self.lines = lines
        self.root: YamlNode | None = None
        self.found: list[Diagnostic] = []
        self._mended = mended
        self._places = Places(path, lines, mended)
        self._stack: list[_Frame] = []
        self._documents = 0
        self._nodes = 0

    def build(self) -> Trouble | None:
        """Read all events; gives the trouble when the parser or a shape that no schema has stops it."""
        try:
            for event in yaml.parse("\n".join(self.lines), Loader=_LOADER):
                if fault := self._beyond(event):
                    self.found.append(fault)
                    self.root = None
                    return None
                trouble = self._take(event)
                if trouble is not None:
                    return trouble
        except yaml.MarkedYAMLError as problem:
            return _trouble(problem)
        except (yaml.YAMLError, ValueError, RecursionError) as problem:
            return Trouble(str(problem), 0, 0)
        return None

    def _take(self, event: Any) -> Trouble | None:
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            return self._open(event)
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._close(event)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        return None

    def _beyond(self, event: Any) -> Diagnostic | None:
        """What ends the reading: a limit is passed, or a second document begins."""
        self._nodes += 1
        self._documents += isinstance(event, yaml.DocumentStartEvent)
        if self._nodes > MAX_NODES or len(self._stack) > MAX_DEPTH:
            what = f"mere end {MAX_DEPTH} niveauer" if len(self._stack) > MAX_DEPTH else f"mere end {MAX_NODES} værdier"
            hint = "læg store tabeller i et regneark"
            return error("yaml-for-stor", f"filen har {what}", self._span(event), hint)
        if self._documents > 1:
            message = "linjen »---« begynder et nyt dokument, og resten af filen ville ikke blive læst"
            return error("yaml-flere-dokumenter", message, self._span(event), "slet linjen")
        return None

    def _open(self, event: Any) -> Trouble | None:
        if self._stack and self._stack[-1].wants_key:
            return Trouble(COMPLEX_KEY, event.start_mark.line, event.start_mark.column)
        self._refuse_properties(event)
        self._stack.append(_Frame(event, self._span(event), isinstance(event, yaml.MappingStartEvent)))
        return None

    def _close(self, event: Any) -> None:
        frame = self._stack.pop()
        extent = self._places.between(frame.event.start_mark, event.end_mark)
        if not frame.event.flow_style:
            extent = extent.to(frame.last) if extent and frame.last else None
        if frame.is_mapping:
            self._put(Mapping(tuple(frame.entries.values()), frame.span, extent=extent, inner=extent))
        else:
            rows = tuple(frame.rows)
            self._put(Sequence(tuple(frame.items), frame.span, rows, extent=extent, inner=extent))

    def _scalar(self, event: Any) -> None:
        self._refuse_properties(event)
        plain = not event.style
        extent, inner = self._places.scalar(event)
        scalar = Scalar(event.value, self._content_span(event), plain, extent=extent, inner=inner)
        if plain:
            self.found += plain_findings(scalar, self.lines, event.end_mark.line, event.end_mark.column)
            scalar = replace(scalar, value=MEANT.get(event.value.lower(), event.value))
        if event.style == '"':
            self._escaped(event)
        if event.value == "" and event.style not in ("'", '"'):
            self._empty(event)
        self._put(scalar)

    def _escaped(self, event: Any) -> None:
        """In double quotes an escape makes what no file may hold as it is: a control, a turned direction."""
        is_one_line = event.start_mark.line == event.end_mark.line
        letter = first_unseen(event.value) or ("\n" if is_one_line and "\n" in event.value else "")
        if letter:
            message = f"en omvendt skråstreg (\\) laver her et tegn, som ikke kan ses (U+{ord(letter):04X})"
            self.found.append(error("yaml-skraastreg", message, self._content_span(event), PLAIN_QUOTES))

    def _empty(self, event: Any) -> None:
        key = self._stack[-1].key if self._stack else None
        message = f"nøglen »{key.value}« har ingen værdi" if key else "her mangler en værdi"
        span = key.span if key else self._span(event)
        self.found.append(error("yaml-tom-vaerdi", message, span, "skriv en værdi, eller slet linjen"))

    def _alias(self, event: Any) -> None:
        message = f"»*{event.anchor}« henviser i YAML til et andet sted i filen; det bruges ikke her"
        span = self._span(event)
        self.found.append(error("yaml-stjerne", message, span, f'sæt anførselstegn om værdien: "*{event.anchor}"'))
        self._put(Scalar("*" + event.anchor, span, plain=False))

    def _put(self, node: YamlNode) -> None:
        if not self._stack:
            self.root = self.root or node
            return
        self._stack[-1].last = node.extent
        if not self._stack[-1].is_mapping:
            self._stack[-1].items.append(node)
            is_flow = self._stack[-1].event.flow_style
            self._stack[-1].rows.append(node.extent if is_flow else self._places.row(node.extent))
        elif self._stack[-1].key is None and isinstance(node, Scalar):
            self._stack[-1].key = node
        else:
            self._put_value(self._stack[-1], node)

    def _put_value(self, frame: _Frame, node: YamlNode) -> None:
        key, frame.key = frame.key, None
        if key is None:
            return
        if key.value == "<<" and key.plain:
            message = "»<<« fletter i YAML en anden blok ind; det bruges ikke her"
            self.found.append(error("yaml-fletning", message, key.span, "skriv nøglerne ud"))
        elif key.value in frame.entries:
            first = frame.entries[key.value][0].span
            message = f"nøglen »{key.value}« står her for anden gang; den stod allerede i linje {first.line}"
            found = error("noegle-dobbelt", message, key.span, "slet den ene af de to linjer")
            self.found.append(replace(found, related=((first, "første gang"),)))
        else:
            frame.entries[key.value] = key, node

    def _refuse_properties(self, event: Any) -> None:
        messages = {
            f"»&{event.anchor}« er i YAML et navn på værdien og ville forsvinde": event.anchor,
            "et ord med ! foran er i YAML en besked til maskinen og ville forsvinde": event.tag,
        }
        for message, present in messages.items():
            if present is not None:
                hint = "sæt anførselstegn om hele værdien"
                self.found.append(error("yaml-tegn-foran", message, self._span(event), hint))

    def _span(self, event: Any) -> TextSpan:
        start, end = event.start_mark, event.end_mark
        if start.line >= len(self.lines):  # nothing after the file's last line: the parser puts it on the next
            return TextSpan(self.path, len(self.lines), max(len(self.lines[-1]), 1))
        last = end.column if end.line == start.line else len(self.lines[start.line])
        return TextSpan(self.path, start.line + 1, start.column + 1, max(last - start.column, 1))

    def _content_span(self, event: Any) -> TextSpan:
        """The place of the first letter: inside quotes that the editor wrote, or on the line after `|` and `>`."""
        span = self._span(event)
        if event.style in ("'", '"') and event.start_mark.line in self._mended:
            return replace(span, length=max(span.length - 2, 1))
        if event.style in ("'", '"'):
            return replace(span, column=span.column + 1, length=max(span.length - 2, 1))
        if event.style in ("|", ">"):
            for number in range(event.start_mark.line + 1, min(event.end_mark.line + 1, len(self.lines))):
                line = self.lines[number]
                if line.strip():
                    return TextSpan(self.path, number + 1, len(line) - len(line.lstrip()) + 1, len(line.strip()))
        return span


def _trouble(problem: yaml.MarkedYAMLError) -> Trouble:
    mark = problem.problem_mark or problem.context_mark
    context = problem.context_mark
    return Trouble(
        problem.problem or "",
        mark.line if mark else 0,
        mark.column if mark else 0,
        problem.context or "",
        context.line if context else None,
        context.column if context else 0,
    )
