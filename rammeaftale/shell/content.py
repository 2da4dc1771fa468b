"""An edition's files: read through the door, parsed, and brought to the form of today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, Refused
from rammeaftale.decode.older import to_current
from rammeaftale.decode.older.files import Files
from rammeaftale.read.markdown.tree import MarkdownText, parse_markdown
from rammeaftale.read.yaml.nodes import YamlNode
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.shell.publish import edition_folders
from rammeaftale.world import PROGRAM, Source, World

TEXT = ".md"


@dataclass(frozen=True, slots=True)
class Content:
    """The files of an edition by repository path: as they were read, and parsed in the form of today.

    What the program supplies for an older form has a tree and no source; what could not be parsed has only a source.
    """

    sources: Mapping[str, Source]
    yaml: Mapping[str, YamlNode]
    texts: Mapping[str, MarkdownText]


def read_content(world: World, folder: str, *, with_texts: bool = True) -> Checked[Content | None]:
    """All that an edition is made of; None when its form is not known, which is then the one finding.

    Without the texts when only the data are asked for: they may be half written.
    """
    read = _read(world, folder)
    wanted = [source for source in read.value if with_texts or not source.path.endswith(TEXT)]
    parsed = _parse(wanted)
    yaml, texts = parsed.value
    files = Files(yaml, {source.path: source for source in read.value})
    current = to_current(folder, files, _program_tree)
    if current.value is None:
        return Checked(None, read.diagnostics + current.diagnostics)
    return Checked(Content(current.value.sources, current.value.trees, texts), read.diagnostics + parsed.diagnostics)


def _read(world: World, folder: str) -> Checked[tuple[Source, ...]]:
    """Every file of the edition. A file that cannot be read is a finding; the others are read all the same."""
    sources: list[Source] = []
    found: list[Diagnostic] = []
    for place in edition_folders(folder):
        try:
            paths = world.list(place)
        except Refused as problem:
            found.append(problem.at(FileSpan(place)))
            continue
        for path in paths:
            try:
                sources.append(world.read(path))
            except Refused as problem:
                found.append(problem.at(FileSpan(path)))
    return Checked(tuple(sources), tuple(found))


def _parse(sources: Iterable[Source]) -> Checked[tuple[Mapping[str, YamlNode], Mapping[str, MarkdownText]]]:
    """Every YAML and Markdown file as a tree."""
    yaml: dict[str, YamlNode] = {}
    texts: dict[str, MarkdownText] = {}
    found: list[Diagnostic] = []
    for source in sources:
        if source.path.endswith((".yaml", ".yml")):
            tree = parse_yaml(source)
            found += tree.diagnostics
            if tree.value is not None:
                yaml[source.path] = tree.value
        elif source.path.endswith(TEXT):
            text = parse_markdown(source)
            found += text.diagnostics
            texts[source.path] = text.value
    return Checked((yaml, texts), tuple(found))


def _program_tree(path: str) -> YamlNode:
    """A YAML file of the program's own."""
    tree = parse_yaml(PROGRAM.read(path)).value
    if tree is None:
        raise ValueError(f"{path} cannot be parsed")
    return tree
