"""The documents of the edition as the typesetter receives them: `python -m bench.dokumenter FILE` writes them there."""

from __future__ import annotations

import pickle
import sys
import tempfile
from pathlib import Path

from rammeaftale.engine.versions import fonts, versions
from rammeaftale.model.product import Markup
from rammeaftale.shell.memo import Memo
from rammeaftale.shell.pipeline import composer, load
from rammeaftale.shell.recipes import read_kit
from rammeaftale.world import PROGRAM, DiskWorld

EDITION = "2021-22"


def composed() -> tuple[Markup, ...]:
    """Every document of the edition in the working folder, the one with the most text first."""
    edition = load(DiskWorld(Path.cwd()), EDITION).value
    if edition is None:
        sys.exit(f"{EDITION} kan ikke læses")
    font_files = fonts()
    kit = read_kit(PROGRAM, font_files, versions(PROGRAM, font_files))
    with tempfile.TemporaryDirectory() as store:
        made = map(composer(edition, kit, Memo(Path(store))), edition.documents)
        return tuple(sorted((one.value for one in made), key=lambda markup: len(markup.html), reverse=True))


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(pickle.dumps(list(composed())))
