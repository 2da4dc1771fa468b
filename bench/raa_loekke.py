"""The yardstick: every document through a plain loop of `HTML(...).write_pdf()` in one process, as a first script.

Usage: raa_loekke.py MARKUPS, a pickle that byggetid.py made.
"""

import pickle
import sys
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from rammeaftale.model.product import Markup


class Assets(URLFetcher):
    """Serves a document's own files."""

    def __init__(self, markup: Markup) -> None:
        super().__init__()
        self._assets = markup.assets

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002  the engine's signature
        """The bytes of `asset:<name>`."""
        return URLFetcherResponse(url, self._assets[url.removeprefix("asset:")])


def main() -> None:
    """Write every document and throw it away."""
    markups: list[Markup] = pickle.loads(Path(sys.argv[1]).read_bytes())
    for markup in markups:
        assets, fonts = Assets(markup), FontConfiguration()
        css = weasyprint.CSS(string=markup.css, url_fetcher=assets, font_config=fonts)
        html = weasyprint.HTML(string=markup.html, url_fetcher=assets)
        html.write_pdf(stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    main()
