"""Format 1 → format 2: the first had the region in the program, and stated how many kommuner there are."""

from __future__ import annotations

from rammeaftale.decode.facts import PARTIES
from rammeaftale.decode.older.files import Files, Program
from rammeaftale.decode.paths import OMRAADE, content_folder
from rammeaftale.read.yaml import nodes
from rammeaftale.read.yaml.nodes import Scalar, YamlNode

REGION = "rammeaftale/decode/older/omraade-1.yaml"
"""What the program of format 1 said of the region, in the form of today's omraade.yaml."""


def from_1(folder: str, files: Files, program: Program) -> Files:
    """The files with the region, unless another edition has brought it, and without facts that are counted now."""
    made = {OMRAADE: program(REGION), **files.trees} if OMRAADE not in files.trees else dict(files.trees)
    path = f"{content_folder(folder)}/fakta.yaml"
    if path in made:
        made[path] = _without_counted(made[path])
    return Files(made, files.sources)


def _without_counted(facts: YamlNode) -> YamlNode:
    if not isinstance(facts, nodes.Mapping):
        return facts
    groups: list[tuple[Scalar, YamlNode]] = []
    for key, group in facts.entries:
        if isinstance(group, nodes.Mapping) and group.entries:
            left = tuple(entry for entry in group.entries if f"{key.value}.{entry[0].value}" not in PARTIES)
            if left:
                groups.append((key, nodes.Mapping(left, group.span)))
        else:
            groups.append((key, group))
    return nodes.Mapping(tuple(groups), facts.span)
