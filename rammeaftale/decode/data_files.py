"""The parsed YAML files of an edition, decoded one by one: the value of each, and one finding where it is missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from rammeaftale.base.diagnostics import Checked, FileSpan
from rammeaftale.base.findings import Findings
from rammeaftale.decode.paths import missing_file
from rammeaftale.read.yaml.nodes import YamlNode

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DataFiles:
    """Trees by repository path, the paths of all files that exist, and what is found. `known` are the names in use.

    A file that exists but has no tree could not be parsed: that was reported where it was found.
    """

    trees: Mapping[str, YamlNode]
    paths: Collection[str]
    known: frozenset[str]
    findings: Findings

    def decode(self, path: str, decoder: Callable[[YamlNode], Checked[T]]) -> T | None:
        """The file's value; None when it is missing, which is reported here, or could not be parsed, which was."""
        tree = self.trees.get(path)
        if tree is not None:
            return self.findings.take(decoder(tree))
        if path not in self.paths:
            others = [other for other in self.paths if other not in self.known]
            self.findings.add(missing_file(path, path, FileSpan(path), others))
        return None

    def decode_if_there(self, path: str, decoder: Callable[[YamlNode], Checked[T]]) -> T | None:
        """The value of a file that may be left out."""
        return self.decode(path, decoder) if path in self.paths else None
