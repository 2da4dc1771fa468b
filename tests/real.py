"""The project's own texts as they lie in content/ and bilag/, for tests of what must hold of any good text.

Such a test goes red for a fault of the program only.
"""

from __future__ import annotations

from rammeaftale.read.markdown_tree import parse_markdown
from rammeaftale.read.yaml_tree import parse_yaml
from rammeaftale.world import DiskWorld, Source
from tests.checkouts import ROOT
from tests.conftest import reading_content


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
