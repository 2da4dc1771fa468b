"""Case files: a small edition with something wrong, and every finding that it must give.

A file is a Danish title, then sections:

    === content/2031-32/forord.md [kodning=cp1252|utf-16] [linjeskift=crlf|cr] [bom] [afkortet]
    the whole file, new or in place of the basis's
    === ret content/2031-32/udgave.yaml
    - lines of the basis
    + lines in their place
    === slet content/2031-32/styring.md
    === forventet
    fejl noegle-ukendt content/2031-32/udgave.yaml:3:1

`«U+00A0»` stands for a character that cannot be seen. The basis is the folder grundlag/; the findings are the whole
list in order; the column may be left out. `[afkortet]` is a file whose last line has no end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rammeaftale.base.diagnostics import CellSpan, Diagnostic, FileSpan, TextSpan

CASES = Path(__file__).parent / "cases"
BASIS = CASES / "grundlag"
EDITION = "2031-32"

_CHARACTER = re.compile(r"«U\+([0-9A-F]{4,6})»")
_ATTRIBUTES = re.compile(r"(?P<head>.*?)(?P<attributes>(?: \[[^\]]*\])*)")
_FINDING = re.compile(r"(fejl|advarsel|oplysning|udestår) ([a-z-]+) (\S.*)")
_ENCODINGS = ("utf-8", "cp1252", "utf-16")
_LINE_ENDS = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}


@dataclass(frozen=True)
class Section:
    head: str
    attributes: Mapping[str, str]
    text: str


@dataclass(frozen=True)
class Case:
    title: str
    files: Mapping[str, bytes]
    expected: tuple[str, ...]


def case_paths() -> tuple[Path, ...]:
    return tuple(sorted(CASES.rglob("*.case")))


def basis() -> dict[str, bytes]:
    return {
        path.relative_to(BASIS).as_posix(): path.read_bytes() for path in sorted(BASIS.rglob("*")) if path.is_file()
    }


def read_case(text: str, files: Mapping[str, bytes] | None = None) -> Case:
    """A case upon these files, else upon the basis."""
    title, *sections = _sections(text)
    if not title.head or not sections or sections[-1].head != "forventet":
        raise ValueError("et tilfælde har en titel først og »=== forventet« sidst")
    changed = basis() if files is None else dict(files)
    for section in sections[:-1]:
        _apply(section, changed)
    return Case(title.head, changed, tuple(line for line in sections[-1].text.split("\n") if line.strip()))


def matches(expected: str, finding: str) -> bool:
    """Whether a finding is the expected one; an expected place without column fits any column."""
    if _FINDING.fullmatch(expected) is None:
        raise ValueError(f"linjen kan ikke læses: {expected}")
    return finding == expected or finding.rpartition(":")[0] == expected


def show(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.severity.value} {diagnostic.kind} {_place(diagnostic)}"


def _place(diagnostic: Diagnostic) -> str:
    match diagnostic.span:
        case TextSpan(path, line, column):
            return f"{path}:{line}:{column}"
        case CellSpan(path, sheet, cell):
            return f"{path}!{sheet}!{cell}"
        case FileSpan(path):
            return path
        case None:
            return "-"


def _sections(text: str) -> Iterator[Section]:
    title, *parts = re.split(r"^=== ", text, flags=re.MULTILINE)
    yield Section(title.strip(), {}, "")
    for part in parts:
        first, _, body = part.partition("\n")
        match = _ATTRIBUTES.fullmatch(first)
        if match is None:
            raise ValueError(first)
        words = re.findall(r"\[([^\]]*)\]", match["attributes"])
        attributes = dict((*word.split("=", 1), "ja")[:2] for word in words)
        if unknown := set(attributes) - {"kodning", "linjeskift", "bom", "afkortet"}:
            raise ValueError(f"ukendt egenskab: {unknown}")
        yield Section(match["head"], attributes, body)


def _apply(section: Section, files: dict[str, bytes]) -> None:
    verb, _, path = section.head.rpartition(" ")
    text = _CHARACTER.sub(lambda match: chr(int(match[1], 16)), section.text)
    if verb == "slet":
        if text.strip():
            raise ValueError("en sletning har intet indhold")
        del files[path]
        return
    if verb == "ret":
        text = _patched(files[path].decode("utf-8"), text)
    elif verb:
        raise ValueError(f"ukendt afsnit: {section.head}")
    data = _encoded(text, section.attributes)
    if files.get(path) == data:
        raise ValueError(f"{path} er den samme som i grundlaget")
    files[path] = data


def _patched(text: str, patch: str) -> str:
    """Each group of `- ` lines, which must stand there once, gives way to the `+ ` lines after it."""
    for group in re.findall(r"((?:-(?: .*)?\n)+)((?:\+(?: .*)?\n)*)", patch):
        old, new = ("".join(line[2:] + "\n" for line in part.splitlines()) for part in group)
        if text.count(old) != 1:
            raise ValueError(f"står {text.count(old)} gange i grundlaget: {old}")
        text = text.replace(old, new)
    if re.sub(r"^[-+](?: .*)?\n", "", patch, flags=re.MULTILINE).strip():
        raise ValueError(f"en rettelse har kun linjer med - og +: {patch}")
    return text


def _encoded(text: str, attributes: Mapping[str, str]) -> bytes:
    encoding = attributes.get("kodning", "utf-8")
    if encoding not in _ENCODINGS:
        raise ValueError(f"ukendt kodning: {encoding}")
    if "afkortet" in attributes:
        text = text.removesuffix("\n")
    text = text.replace("\n", _LINE_ENDS[attributes.get("linjeskift", "lf")])
    return ("\ufeff" if "bom" in attributes else "").encode("utf-8") + text.encode(encoding)
