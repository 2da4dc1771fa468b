"""Takes the pages of an opened PDF; gives the text of every marked-content sequence and what lies outside them."""

from __future__ import annotations

from dataclasses import dataclass, field

import pikepdf

from rammeaftale.engine.inspect.objects import Json, Objects, number_of, parsed
from rammeaftale.engine.inspect.operators import instructions
from rammeaftale.engine.inspect.unicode_maps import FontText

Key = tuple[int, int, int]
"""A sequence is known by its page, the group that holds it (0 for the page itself) and its MCID."""

_MAX_DEPTH = 12
"""Forms may draw forms; a file of ours has two levels, and one of others that draws itself must come to an end."""


@dataclass(slots=True)
class Content:
    """What the content streams of a whole file hold."""

    texts: dict[Key, list[str]] = field(default_factory=dict)
    twice: list[Key] = field(default_factory=list)
    artifact_ids: list[Key] = field(default_factory=list)
    unmarked: dict[int, list[str]] = field(default_factory=dict)
    mixed: list[int] = field(default_factory=list)
    fonts_without_text: set[str] = field(default_factory=set)

    def text(self, key: Key) -> str:
        """The text of one sequence."""
        return "".join(self.texts.get(key, ()))


@dataclass(slots=True)
class _Mark:
    """An open sequence. `in_artifact` and `in_tagged` count the sequence itself and those around it."""

    artifact: bool = False
    key: Key | None = None
    covered: bool = False
    in_artifact: bool = False
    in_tagged: bool = False


def read_content(objects: Objects) -> Content:
    """Read every page."""
    reader = _Reader(objects)
    for number, page in enumerate(objects.pages):
        contents = page.get("/Contents")
        parts = [objects.stream(part) or b"" for part in objects.array(contents) or [contents]]
        reader.page(number, b"\n".join(parts), objects.dictionary(page.get("/Resources")))
    return reader.content


class _Reader:
    """Reads one page after the other, and the forms that they draw; remembers fonts and operands met before."""

    def __init__(self, objects: Objects) -> None:
        self.objects, self.content = objects, Content()
        self._fonts: dict[int, FontText] = {}
        self._operands: dict[bytes, list[Json]] = {}

    def page(self, number: int, data: bytes, resources: dict[str, Json]) -> None:
        """Read one page."""
        self._page = number
        self._marks = [_Mark()]
        self._font: FontText | None = None
        self._saved: list[FontText | None] = []
        self._stream(data, resources, 0, 0)

    def _stream(self, data: bytes, resources: dict[str, Json], group: int, depth: int) -> None:
        for operator, written in instructions(data):
            if operator == b"q":
                self._saved.append(self._font)
            elif operator == b"Q":
                self._font = self._saved.pop() if self._saved else self._font
            elif operator == b"EMC":
                if len(self._marks) > 1:
                    self._marks.pop()
            elif operator in (b"BDC", b"BMC"):
                self._begin(self._read(written), resources, group)
            elif operator == b"Tf":
                self._set_font(self._read(written), resources)
            elif operator == b"Do":
                self._draw(self._read(written), resources, depth)
            elif not self._marks[-1].covered:
                self._say(self._font.shown(written) if self._font is not None else "")

    def _read(self, written: bytes) -> list[Json]:
        operands = self._operands.get(written)
        if operands is None:
            operands = self._operands[written] = parsed(written)
        if not operands:
            raise pikepdf.PdfError("content stream: an operator without operands")
        return operands

    def _resource(self, resources: dict[str, Json], group: str, name: Json) -> Json:
        """The resource of that name, as it stands there: mostly a reference."""
        return self.objects.dictionary(resources.get(group)).get(str(name))

    def _begin(self, operands: list[Json], resources: dict[str, Json], group: int) -> None:
        artifact, around = operands[0] == "/Artifact", self._marks[-1]
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, str):
            properties = self._resource(resources, "/Properties", properties)
        values = self.objects.dictionary(properties)
        key = (self._page, group, self.objects.number(values["/MCID"])) if "/MCID" in values else None
        if (artifact and around.in_tagged) or (key is not None and around.in_artifact):
            self.content.mixed.append(self._page)
        if key is not None:
            if key in self.content.texts:
                self.content.twice.append(key)
            self.content.texts.setdefault(key, [])
            if artifact:
                self.content.artifact_ids.append(key)
        tagged = around.in_tagged or key is not None
        self._marks.append(_Mark(artifact, key, around.covered, around.in_artifact or artifact, tagged))
        if "/ActualText" in values and not around.covered:
            self._say(self.objects.text(values["/ActualText"]))
            self._marks[-1].covered = True

    def _set_font(self, operands: list[Json], resources: dict[str, Json]) -> None:
        font = self.objects.dictionary(self._resource(resources, "/Font", operands[0]))
        self._font = None
        if font:
            if id(font) not in self._fonts:
                self._fonts[id(font)] = FontText(font, self.objects)
            self._font = self._fonts[id(font)]
            if not self._font.mapped:
                self.content.fonts_without_text.add(str(font.get("/BaseFont", operands[0])))

    def _draw(self, operands: list[Json], resources: dict[str, Json], depth: int) -> None:
        reference = self._resource(resources, "/XObject", operands[0])
        form = self.objects.dictionary(reference)
        data = self.objects.stream(reference) if form.get("/Subtype") == "/Form" else None
        if data is not None and depth < _MAX_DEPTH:
            inner = self.objects.dictionary(form["/Resources"]) if "/Resources" in form else resources
            self._stream(data, inner, number_of(reference), depth + 1)

    def _say(self, text: str) -> None:
        for mark in reversed(self._marks):
            if mark.key is not None:
                self.content.texts[mark.key].append(text)
                return
            if mark.artifact:
                return
        if text.strip():
            self.content.unmarked.setdefault(self._page, []).append(text)
