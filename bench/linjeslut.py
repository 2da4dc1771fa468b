"""Words with a hyphen or a slash at the ends of lines, columns and pages: `python -m bench.linjeslut [antal] [frø]`.

So many dense pages made from seeds (tests/tagging/line_end_pages.py), then the edition's own texts on pages of twelve
other widths. Each word that is not read as the source has it is told; ends with the counts.
"""

from __future__ import annotations

import gc
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from bench.dokumenter import EDITION
from rammeaftale.engine.inspect.completeness import compare
from rammeaftale.engine.pdf import typeset
from rammeaftale.engine.versions import fonts
from rammeaftale.model.page import MEASURES
from rammeaftale.model.product import Markup
from rammeaftale.shell.memo import Memo
from rammeaftale.shell.pipeline import composer, load
from rammeaftale.shell.recipes import read_kit
from rammeaftale.world import PROGRAM, DiskWorld
from tests.tagging.line_end_pages import dense_page
from tests.tagging.rendering import element_tree, tagged

_WIDTHS = 12
_READ_WRONG = ("ord-delt", "ord-sammen", "tekst-dobbelt", "tekst-flyttet", "tekst-uden-kilde")


def main(pages: int = 400, seed: int = 0) -> None:
    """Typeset, compare, count."""
    gc.disable()
    counted: Counter[tuple[str, bool]] = Counter()
    for number in range(seed, seed + pages):
        html = dense_page(number)
        found = compare(element_tree(html), tagged(html).tree.root)
        wrong = [finding.message for finding in found if "uden for siden" not in finding.message]
        counted["tætte sider", bool(wrong)] += 1
        _tell(f"frø {number}", wrong)
    for markup, width in _edition(Random(seed)):
        wrong = [finding.message for finding in typeset(markup).diagnostics if finding.kind in _READ_WRONG]
        counted["dokumenter", bool(wrong)] += 1
        _tell(f"{markup.stem}, venstre margen {width} mm", wrong)
    for (what, is_wrong), number in sorted(counted.items()):
        print(f"{what}: {number} {'med fejl' if is_wrong else 'uden fejl'}")


def _edition(chance: Random) -> Iterator[tuple[Markup, int]]:
    """The documents of plain text, each on pages whose left margin takes more or less of the text's column."""
    edition = load(DiskWorld(Path.cwd()), EDITION).value
    if edition is None:
        sys.exit(f"{EDITION} kan ikke læses")
    kit = read_kit(PROGRAM, fonts(), {})
    with tempfile.TemporaryDirectory() as store:
        for width in sorted(chance.sample(range(24, 90), _WIDTHS)):
            measures = re.sub(r"--venstre: \d+mm", f"--venstre: {width}mm", kit.templates[MEASURES])
            narrow = replace(kit, templates={**kit.templates, MEASURES: measures})
            for document in edition.documents:
                if document.takster is None:
                    yield composer(edition, narrow, Memo(Path(store)))(document).value, width


def _tell(where: str, messages: list[str]) -> None:
    for message in messages:
        print(f"{where}: {message}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
