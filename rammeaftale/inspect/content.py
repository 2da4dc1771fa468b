"""Takes the pages of an opened PDF; gives the text of every marked-content sequence and what lies outside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pikepdf

from rammeaftale.inspect.unicode_maps import FontText

OPERATORS = "BDC BMC EMC Tj TJ ' \" Tf Do q Q"
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
    artifact: bool
    key: Key | None
    covered: bool


def read_content(pdf: pikepdf.Pdf) -> Content:
    """Read every page."""
    content = Content()
    fonts: dict[tuple[int, int], FontText] = {}
    for number, page in enumerate(pdf.pages):
        _Reader(content, fonts, number).stream(page.obj, page.obj.get("/Resources", pikepdf.Dictionary()), 0, 0)
    return content


class _Reader:
    """Reads one page and the forms that it draws."""

    def __init__(self, content: Content, fonts: dict[tuple[int, int], FontText], page: int) -> None:
        self.content, self.fonts, self.page = content, fonts, page
        self.marks: list[_Mark] = []
        self.font: FontText | None = None
        self.saved: list[FontText | None] = []

    def stream(self, holder: Any, resources: Any, group: int, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        for instruction in pikepdf.parse_content_stream(holder, OPERATORS):
            operands, name = list(instruction.operands), str(instruction.operator)
            if name in ("BDC", "BMC"):
                self._begin(operands, resources, group)
            elif name == "EMC":
                if self.marks:
                    self.marks.pop()
            elif name == "Tf":
                self._font(operands, resources)
            elif name == "q":
                self.saved.append(self.font)
            elif name == "Q":
                self.font = self.saved.pop() if self.saved else self.font
            elif name == "Do":
                self._draw(operands, resources, depth)
            else:
                self._show(operands)

    def _begin(self, operands: list[Any], resources: Any, group: int) -> None:
        role = str(operands[0])
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            properties = resources.get("/Properties", {}).get(str(properties))
        values = properties if isinstance(properties, pikepdf.Dictionary) else pikepdf.Dictionary()
        mcid = values.get("/MCID")
        key = None if mcid is None else (self.page, group, int(mcid))
        inside_artifact = any(mark.artifact for mark in self.marks)
        inside_tagged = any(mark.key is not None for mark in self.marks)
        if (role == "/Artifact" and inside_tagged) or (key is not None and inside_artifact):
            self.content.mixed.append(self.page)
        if key is not None:
            if key in self.content.texts:
                self.content.twice.append(key)
            self.content.texts.setdefault(key, [])
            if role == "/Artifact":
                self.content.artifact_ids.append(key)
        actual = values.get("/ActualText")
        covered = bool(self.marks and self.marks[-1].covered)
        self.marks.append(_Mark(role == "/Artifact", key, covered))
        if actual is not None and not covered:
            self._say(str(actual))
            self.marks[-1].covered = True

    def _font(self, operands: list[Any], resources: Any) -> None:
        font = resources.get("/Font", {}).get(str(operands[0]))
        if font is None:
            self.font = None
            return
        known = self.fonts.get(font.objgen) if font.objgen != (0, 0) else None
        self.font = known or FontText(font)
        self.fonts[font.objgen] = self.font
        if not self.font.mapped:
            self.content.fonts_without_text.add(str(font.get("/BaseFont", operands[0])))

    def _draw(self, operands: list[Any], resources: Any, depth: int) -> None:
        form = resources.get("/XObject", {}).get(str(operands[0]))
        if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form":
            self.stream(form, form.get("/Resources", resources), form.objgen[0], depth + 1)

    def _show(self, operands: list[Any]) -> None:
        if self.marks and self.marks[-1].covered:
            return
        parts = operands[-1] if operands and isinstance(operands[-1], pikepdf.Array) else operands[-1:]
        data = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
        text = self.font.text(data) if self.font is not None else ""
        self._say(text)

    def _say(self, text: str) -> None:
        for mark in reversed(self.marks):
            if mark.key is not None:
                self.content.texts[mark.key].append(text)
                return
            if mark.artifact:
                return
        if text.strip():
            self.content.unmarked.setdefault(self.page, []).append(text)
