"""Takes the pages of an opened PDF; gives the text of every marked-content sequence and what lies outside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rammeaftale.engine.inspect.objects import Objects, number_of, parsed, said
from rammeaftale.engine.inspect.operators import instructions
from rammeaftale.engine.inspect.unicode_maps import FontText

MAX_DEPTH = 12
# A sequence is known by its page, the group that holds it (0 for the page itself) and its MCID.
Key = tuple[int, int, int]


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

    artifact: bool
    key: Key | None
    covered: bool
    in_artifact: bool
    in_tagged: bool


OUTSIDE = _Mark(artifact=False, key=None, covered=False, in_artifact=False, in_tagged=False)


def read_content(objects: Objects) -> Content:
    """Read every page."""
    content = Content()
    shared = _Shared(objects)
    for number, page in enumerate(objects.pages):
        contents = page.get("/Contents")
        parts = [objects.stream(one) or b"" for one in objects.array(contents) or [contents]]
        _Reader(content, shared, number).stream(b"\n".join(parts), objects.dictionary(page.get("/Resources")), 0, 0)
    return content


class _Shared:
    """What the pages have in common: fonts by the identity of their dictionary, and operands seen before."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects
        self._fonts: dict[int, FontText] = {}
        self._operands: dict[bytes, list[Any]] = {}

    def operands(self, written: bytes) -> list[Any]:
        found = self._operands.get(written)
        if found is None:
            found = self._operands[written] = parsed(written)
        return found

    def font(self, font: dict[str, Any]) -> FontText:
        found = self._fonts.get(id(font))
        if found is None:
            found = self._fonts[id(font)] = FontText(font, self.objects)
        return found

    def resource(self, resources: dict[str, Any], group: str, name: Any) -> Any:
        """The resource of that name, as it stands there: mostly a reference."""
        return self.objects.dictionary(resources.get(group)).get(name)


class _Reader:
    """Reads one page and the forms that it draws."""

    def __init__(self, content: Content, shared: _Shared, page: int) -> None:
        self.content, self.shared, self.page = content, shared, page
        self.marks: list[_Mark] = []
        self.font: FontText | None = None
        self.saved: list[FontText | None] = []

    def stream(self, data: bytes, resources: dict[str, Any], group: int, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        for operator, written in instructions(data):
            if operator == b"q":
                self.saved.append(self.font)
            elif operator == b"Q":
                self.font = self.saved.pop() if self.saved else self.font
            elif operator == b"EMC":
                if self.marks:
                    self.marks.pop()
            elif operator in (b"BDC", b"BMC"):
                self._begin(self.shared.operands(written), resources, group)
            elif operator == b"Tf":
                self._font(self.shared.operands(written), resources)
            elif operator == b"Do":
                self._draw(self.shared.operands(written), resources, depth)
            else:
                self._show(written)

    def _begin(self, operands: list[Any], resources: dict[str, Any], group: int) -> None:
        artifact = operands[0] == "/Artifact"
        around = self.marks[-1] if self.marks else OUTSIDE
        values = self._properties(operands, resources)
        mcid = values.get("/MCID")
        key = None if mcid is None else (self.page, group, int(self.shared.objects.at(mcid)))
        if (artifact and around.in_tagged) or (key is not None and around.in_artifact):
            self.content.mixed.append(self.page)
        if key is not None:
            if key in self.content.texts:
                self.content.twice.append(key)
            self.content.texts.setdefault(key, [])
            if artifact:
                self.content.artifact_ids.append(key)
        tagged = around.in_tagged or key is not None
        self.marks.append(_Mark(artifact, key, around.covered, around.in_artifact or artifact, tagged))
        actual = self.shared.objects.at(values.get("/ActualText"))
        if actual is not None and not around.covered:
            self._say(said(actual))
            self.marks[-1].covered = True

    def _properties(self, operands: list[Any], resources: dict[str, Any]) -> dict[str, Any]:
        """A sequence's properties stand beside it or among the resources."""
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, str):
            properties = self.shared.resource(resources, "/Properties", properties)
        return self.shared.objects.dictionary(properties)

    def _font(self, operands: list[Any], resources: dict[str, Any]) -> None:
        font = self.shared.objects.at(self.shared.resource(resources, "/Font", operands[0]))
        if not isinstance(font, dict):
            self.font = None
            return
        self.font = self.shared.font(font)
        if not self.font.mapped:
            self.content.fonts_without_text.add(str(font.get("/BaseFont", operands[0])))

    def _draw(self, operands: list[Any], resources: dict[str, Any], depth: int) -> None:
        objects = self.shared.objects
        reference = self.shared.resource(resources, "/XObject", operands[0])
        form = objects.dictionary(reference)
        data = objects.stream(reference) if form.get("/Subtype") == "/Form" else None
        if data is not None:
            inner = objects.dictionary(form["/Resources"]) if "/Resources" in form else resources
            self.stream(data, inner, number_of(reference), depth + 1)

    def _show(self, written: bytes) -> None:
        if self.marks and self.marks[-1].covered:
            return
        self._say(self.font.shown(written) if self.font is not None else "")

    def _say(self, text: str) -> None:
        for mark in reversed(self.marks):
            if mark.key is not None:
                self.content.texts[mark.key].append(text)
                return
            if mark.artifact:
                return
        if text.strip():
            self.content.unmarked.setdefault(self.page, []).append(text)
