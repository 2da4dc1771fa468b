"""Our pages are XML too, and read as such they are the tree that the rules of HTML give."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring, tostring

import pytest
import weasyprint

from rammeaftale.engine.speed.source import read
from tests.printing import printed_pages

PRINTED = printed_pages()


class Source(weasyprint.HTML):
    """A document as the quicker form reads it."""

    def __init__(self, page: str, fetcher: weasyprint.urls.URLFetcher | None) -> None:
        read(self, string=page, url_fetcher=fetcher)


def tree(source: weasyprint.HTML) -> str:
    """Without the white space around head and body, which the rules of HTML drop or move."""
    root = source.etree_element
    head, body = root
    root.text = head.tail = body.tail = body[-1].tail = None
    return tostring(root, "unicode")


@pytest.mark.parametrize("page", PRINTED.values(), ids=PRINTED)
def test_a_page_read_as_xml_is_the_page_read_as_html(page: str) -> None:
    assert fromstring(page) is not None  # noqa: S314 - ours
    assert tree(Source(page, None)) == tree(weasyprint.HTML(string=page))


def test_a_page_keeps_its_fetcher_and_is_made_for_print() -> None:
    fetcher = weasyprint.urls.URLFetcher()
    page = PRINTED["faktaark"]
    ours, engine = Source(page, fetcher), weasyprint.HTML(string=page, base_url=None, url_fetcher=fetcher)
    assert vars(ours).keys() == vars(engine).keys()
    assert (ours.base_url, ours.media_type, ours.url_fetcher) == (engine.base_url, engine.media_type, fetcher)


def test_a_letter_that_xml_does_not_know_is_typeset_all_the_same() -> None:
    page = PRINTED["faktaark"].replace("</h1>", "\x0b</h1>")
    assert tree(Source(page, None)) == tree(weasyprint.HTML(string=page))
