"""The project's own texts as they lie in content/ and bilag/, for tests of what must hold of any good text.

Such a test goes red for a fault of the program only.
"""

from __future__ import annotations

from functools import cache

from rammeaftale.model.agreement import Edition
from rammeaftale.read.markdown.tree import parse_markdown
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.shell.editions import editions_in
from rammeaftale.shell.pipeline import load
from rammeaftale.world import DiskWorld, Source
from tests.checkouts import ROOT
from tests.conftest import reading_content
from tests.memory_world import MemoryWorld


def _good(source: Source) -> bool:
    """A Markdown text without an error: what an editor has not finished is told by `tjek`."""
    return source.path.endswith(".md") and parse_markdown(source).ok


def _good_yaml(source: Source) -> bool:
    return source.path.endswith(".yaml") and parse_yaml(source).ok


_WORLD = DiskWorld(ROOT)
with reading_content():
    _SOURCES = [_WORLD.read(path) for folder in ("content", "bilag") for path in _WORLD.list(folder)]
REAL = [source.data.decode() for source in _SOURCES if _good(source)]
REAL_YAML = [source.data.decode() for source in _SOURCES if _good_yaml(source)]


@cache
def editions() -> tuple[Edition, ...]:
    """Every edition without an error, oldest first."""
    world = MemoryWorld({source.path: source.data for source in _SOURCES})
    loaded = (load(world, folder) for folder in editions_in(world))
    return tuple(checked.value for checked in loaded if checked.ok and checked.value is not None)
