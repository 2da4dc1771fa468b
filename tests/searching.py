"""What a reader would search for in a finished PDF, and whether a plain search finds it."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

import pypdfium2


def source_words(markup: str) -> set[str]:
    """The words of three letters or more of a composed text, and those put together with - or /."""
    body = re.sub(r"(?s)<(head|style|script)\b.*?</\1>", " ", markup)
    text = html.unescape(re.sub(r"<[^>]+>", "\n", body)).replace("\u00ad", "").replace("\u200b", "")
    return {*re.findall(r"[^\W\d_]{3,}", text), *re.findall(r"\w+(?:[-/]\w+)+", text)}


def not_found(pages: Sequence[pypdfium2.PdfTextPage], words: set[str]) -> list[str]:
    """By PDFium's own search, nothing joined or taken away, with both »whole words« and »match case«."""
    return sorted(word for word in words if not any(_finds(page, word) for page in pages))


def _finds(page: pypdfium2.PdfTextPage, word: str) -> bool:
    return page.search(word, match_case=True, match_whole_word=True).get_next() is not None
