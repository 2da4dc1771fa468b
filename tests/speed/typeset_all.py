"""Typesets every document of the tests and prints its digest, with the engine as it is or with our quicker forms.

python -m tests.speed.typeset_all [--som-motoren]
"""

from __future__ import annotations

import hashlib
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

from rammeaftale.engine.speed import install
from rammeaftale.engine.tagging.install import write_tagged_pdf
from tests.tagging.rendering import NAMES, corpus, laid_out

CASES = sorted((Path(__file__).parent / "cases").glob("*.html"))


def documents() -> Iterator[tuple[str, bytes]]:
    """The corpus of the tags as we write it, and cases that ask what the quicker forms remember, as the engine does."""
    for name in NAMES:
        yield f"corpus/{name}", write_tagged_pdf(laid_out(corpus(name))).data
    for path in CASES:
        yield f"cases/{path.stem}", laid_out(path.read_text("utf-8")).write_pdf(pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # some cases are no accessible documents on purpose
    quick = "--som-motoren" not in sys.argv and install()
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in documents()}
    sys.stdout.write(json.dumps({"quick": quick, "digests": digests}))
