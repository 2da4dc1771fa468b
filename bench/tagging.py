"""What our tags and the completeness gate cost against WeasyPrint's own `pdf/ua-1`, in CPU seconds.

    python bench/tagging.py [rows]

Writes one line of JSON: layout, writing with the engine's tags, writing with ours, the gate, and the extra in per cent.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from rammeaftale.engine.inspect.completeness import compare
from rammeaftale.engine.tagging.install import write_tagged_pdf
from tests.tagging.rendering import element_tree, laid_out, page

RUNS = 3
SENTENCE = "Kommunalbestyrelserne og regionsrådet indgår hvert andet år en rammeaftale, som handler om samarbejdet. "
CSS = "@page { size: A4; margin: 20mm } table { table-layout: fixed; width: 100% } body { hyphens: auto }"


def document(rows: int) -> str:
    """A report: sections with paragraphs and lists, and one long table."""
    sections = "".join(
        f'<h2 id="k{n}">Afsnit {n}</h2><p data-kilde="b.md:{n}">{SENTENCE * 4}</p><ul><li>Et punkt</li><li>To</li></ul>'
        for n in range(rows // 10)
    )
    head = "".join(f'<th scope="col">Kolonne {n}</th>' for n in range(6))
    body = "".join(
        f'<tr data-kilde="a.csv:{n}"><th scope="row">Tilbud {n}</th><td>Tekst {n}</td>'
        + f"<td>{n}.000</td>" * 4
        + "</tr>"
        for n in range(rows)
    )
    return page(f"<h1>Måling</h1>{sections}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>", CSS)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds and the result."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def main(rows: int) -> None:
    """Measure and print."""
    gc.disable()
    html = document(rows)
    figures: dict[str, list[float]] = {"layout": [], "stock": [], "ours": [], "gate": []}
    for _ in range(RUNS):
        seconds, first = timed(partial(laid_out, html))
        figures["layout"].append(seconds)
        figures["stock"].append(timed(partial(first.write_pdf, pdf_variant="pdf/ua-1"))[0])
        second = laid_out(html)
        seconds, tagged = timed(partial(write_tagged_pdf, second))
        figures["ours"].append(seconds)
        figures["gate"].append(timed(partial(compare, element_tree(html), tagged.tree.root))[0])
    medians = {name: round(median(values), 2) for name, values in figures.items()}
    extra = (medians["ours"] + medians["gate"] - medians["stock"]) / (medians["layout"] + medians["stock"]) * 100
    print(json.dumps({"rows": rows, **medians, "extra_pct": round(extra, 1)}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
