"""Typesets the documents of the tests and prints their digests: with our quicker forms, without one, and without all.

python -m tests.speed.typeset_all
"""

from __future__ import annotations

import hashlib
import json
import logging
import sys
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

from rammeaftale.engine import speed
from rammeaftale.engine.tagging.install import write_tagged_pdf
from tests.tagging.rendering import NAMES, corpus, laid_out

CASES = sorted((Path(__file__).parent / "cases").glob("*.html"))
Digests = dict[str, str]


def cases() -> Iterator[tuple[str, bytes]]:
    """Documents that ask what the quicker forms remember, as the engine writes them."""
    for path in CASES:
        yield f"cases/{path.stem}", laid_out(path.read_text("utf-8")).write_pdf(pdf_variant="pdf/ua-1")


def documents() -> Iterator[tuple[str, bytes]]:
    """The corpus of the tags as we write it, and the cases."""
    for name in NAMES:
        yield f"corpus/{name}", write_tagged_pdf(laid_out(corpus(name))).data
    yield from cases()


def digests(made: Iterator[tuple[str, bytes]]) -> Digests:
    """The documents' digests."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in made}


def without(name: str) -> Digests:
    """With all forms but that, the cases alone; with all forms, everything. Once in a process."""
    form = speed.FORMS.pop(name, None)
    speed.install()
    return digests(cases() if form else documents())


def main() -> dict[str, Digests]:
    """By what was left out: `alle` as the engine is, and the children have what is made at first use from that."""
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # some cases are no accessible documents on purpose
    engine = digests(documents())
    with get_context("fork").Pool(1, maxtasksperchild=1) as pool:
        return {"alle": engine, **{name: pool.apply(without, (name,)) for name in ("", *speed.FORMS)}}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()))
