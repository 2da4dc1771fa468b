"""The project's own content, loaded and built once, and what its PDFs say.

The tests of this folder say what content/ and bilag/ must hold; `make indhold` runs them. Whoever reads a failure is an
editor, so it is one Danish text: what is wrong, in which file, and how to mend it.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NoReturn

import pypdfium2
import pytest

from rammeaftale.base.diagnostics import Severity
from rammeaftale.model.agreement import Edition
from rammeaftale.shell.editions import editions_in
from rammeaftale.shell.pipeline import load
from rammeaftale.world import DiskWorld
from tests.checkouts import ROOT, copied, run

PARTS = ("content", "bilag", "templates", "rammeaftale", "krav", "build.py")


def wrong(words: str) -> NoReturn:
    """Fail with these words alone; pytest's own are for programmers."""
    pytest.fail(words, pytrace=False)


def editions() -> tuple[str, ...]:
    """The folders of editions in content/, oldest first."""
    return editions_in(DiskWorld(ROOT))


@cache
def loaded(edition: str) -> Edition:
    """An edition as it lies there."""
    checked = load(DiskWorld(ROOT), edition)
    found = [f"{one.span}: {one.message}" for one in checked.diagnostics if one.severity is Severity.ERROR]
    if checked.value is None or found:
        wrong(f"Udgaven {edition} har fejl. Ret dem først; »make tjek« viser dem:\n\n" + "\n".join(found))
    return checked.value


@cache
def built(edition: str) -> dict[str, bytes]:
    """The finished PDFs of an edition, by the id of the document."""
    with tempfile.TemporaryDirectory() as place:
        folder = copied(Path(place) / "klon", *PARTS)
        done = run(folder, "rammeaftale", "--udgave", edition)
        if done.returncode:
            wrong(f"Udgaven {edition} kan ikke bygges:\n\n{done.stderr}")
        ready = folder / "ud" / edition
        return {one.id: (ready / f"{one.stem}.pdf").read_bytes() for one in loaded(edition).documents}


@contextmanager
def opened(data: bytes) -> Iterator[list[pypdfium2.PdfTextPage]]:
    """The pages' text, as a reader's program sees it."""
    document = pypdfium2.PdfDocument(data)
    try:
        yield [page.get_textpage() for page in document]
    finally:
        document.close()


def squeezed(text: str) -> str:
    """Without white space and hyphens: a line may end at either, and the reader's program joins them in its own way."""
    return re.sub(r"[\s\u0002\u00a0\u00ad\u2010\u2011\ufffe-]+", "", text)


@cache
def words_of(edition: str, document: str) -> str:
    """All that a PDF says, squeezed."""
    with opened(built(edition)[document]) as pages:
        return squeezed("".join(page.get_text_bounded() for page in pages))
