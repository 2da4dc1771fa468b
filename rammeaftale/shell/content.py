"""An edition's files: read through the door, parsed, and brought to the form of today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from rammeaftale.base.diagnostics import Checked, FileSpan, Refused
from rammeaftale.base.findings import Findings
from rammeaftale.decode.older import to_current
from rammeaftale.decode.older.files import Files
from rammeaftale.read.cut_off import unended
from rammeaftale.read.markdown.tree import MarkdownText, parse_markdown
from rammeaftale.read.merge_markers import merge_markers
from rammeaftale.read.text_file import shown_lines
from rammeaftale.read.yaml.nodes import YamlNode
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.shell.publish import read_edition
from rammeaftale.world import PROGRAM, Source, World


@dataclass(frozen=True, slots=True)
class Content:
    """The files of an edition by repository path: as they were read, and parsed in the form of today.

    What the program supplies for an older form has a tree and no source; what could not be parsed has only a source.
    That of a file in `unread` says nothing: the file cannot be read (`refused`), or git has left two versions in it.
    """

    sources: Mapping[str, Source]
    yaml: Mapping[str, YamlNode]
    texts: Mapping[str, MarkdownText]
    unread: frozenset[str]
    refused: frozenset[str]


def read_content(world: World, folder: str, *, with_texts: bool = True) -> Checked[Content | None]:
    """All that an edition is made of; None when its form is not known, which is then the one finding.

    None too when a folder cannot be read: of what may lie in it nothing is known.

    Without the texts when only the data are asked for: they may be half written.
    """
    findings, parsed = Findings(), Findings()
    sources: dict[str, Source] = {}
    yaml: dict[str, YamlNode] = {}
    texts: dict[str, MarkdownText] = {}
    unread: set[str] = set()
    refused: set[str] = set()
    for path, read in read_edition(world, folder):
        if isinstance(read, Refused):
            findings.add(read.at(FileSpan(path)))
            sources[path] = Source(path, b"")
            refused.add(path)
            continue
        sources[path] = read
        is_text = path.endswith(".md")
        if (with_texts or not is_text) and (conflict := merge_markers(read)):
            findings.add(conflict)
            unread.add(path)
            continue
        if cut := unended(read):
            parsed.add(cut)
        if path.endswith((".yaml", ".yml")):
            tree = parsed.take(parse_yaml(read))
            if tree is not None:
                yaml[path] = tree
        elif with_texts and is_text:
            texts[path] = parsed.take(parse_markdown(read))
    if any(map(_may_be_folder, refused)):
        return Checked(None, findings.all + parsed.all)
    current = to_current(folder, Files(yaml, sources), _program_tree)
    if current.value is None:
        return Checked(None, findings.all + current.diagnostics)
    content = Content(
        current.value.sources, current.value.trees, texts, frozenset(unread | refused), frozenset(refused)
    )
    return Checked(content, findings.all + current.diagnostics + parsed.all)


def _may_be_folder(path: str) -> bool:
    """Whether what cannot be read may have files in it, which then are not missing."""
    return "." not in path.rpartition("/")[2]


def source_lines(world: World) -> Callable[[str], list[str]]:
    """A function that gives the lines of a file by path as they are shown; none of one that cannot be read."""

    @cache
    def lines(path: str) -> list[str]:
        try:
            return shown_lines(world.read(path).data)
        except Refused:
            return []

    return lines


def _program_tree(path: str) -> YamlNode:
    """A YAML file of the program's own."""
    tree = parse_yaml(PROGRAM.read(path)).value
    if tree is None:
        raise ValueError(f"{path} cannot be parsed")
    return tree
