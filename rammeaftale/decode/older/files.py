"""What a step from one version of the form to the next takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rammeaftale.read.yaml.nodes import YamlNode
from rammeaftale.world import Source


@dataclass(frozen=True, slots=True)
class Files:
    """An edition's files by the path that its version of the form has them at: the parsed YAML, and all as read.

    A tree and a source know the path that they were read from, so a finding stands where the old file has it.
    """

    trees: Mapping[str, YamlNode]
    sources: Mapping[str, Source]


Program = Callable[[str], YamlNode]
"""Gives a YAML file of the program's own by its path: what a version of the form took for granted."""
Step = Callable[[str, Files, Program], Files]
"""From one version to the next; first the edition's folder."""
