"""Markup → PDF bytes (PDF/UA-1, tagged), or diagnostics. The only importer of the typesetting engine.

Nothing but the markup's own assets reaches the page: the fetcher knows no files and no network, and fontconfig is
pointed at an empty configuration, so that the machine's fonts do not exist.
"""

from __future__ import annotations

import logging

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from rammeaftale.diagnostics import Checked, FileSpan, error
from rammeaftale.model.product import Markup
from rammeaftale.render.engine_log import explain

ENGINE = "70.0"
VARIANT = "pdf/ua-1"


class _Assets(URLFetcher):  # type: ignore[misc]  # the engine has no type information
    """Serves `asset:<name>` from the markup and refuses everything else, fatally."""

    def __init__(self, markup: Markup) -> None:
        super().__init__(allowed_protocols={"asset"}, allow_redirects=False)
        self._assets = markup.assets

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002  # the engine's signature
        name = url.removeprefix("asset:")
        if name == url or name not in self._assets:
            raise FatalURLFetchingError(url)
        return URLFetcherResponse(url, self._assets[name])


class _Log(logging.Handler):
    """Gathers what the engine says at level warning and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def typeset(markup: Markup) -> Checked[bytes]:
    """Lay out and write one document. Any warning or error on the engine's log is an error here.

    Raises RuntimeError when the engine is another version than the one that everything is measured and tested with.
    """
    if weasyprint.__version__ != ENGINE:
        raise RuntimeError(f"WeasyPrint {weasyprint.__version__} er installeret; der skal bruges {ENGINE}")
    log = _Log()
    logger = logging.getLogger("weasyprint")
    logger.handlers = [log]
    logger.propagate = False
    try:
        data = _write(markup)
    except FatalURLFetchingError as problem:
        message = f"dokumentet henviser til »{problem}«, som ikke må hentes"
        return Checked(b"", (error("sats-adresse-ulovlig", message, FileSpan(f"{markup.stem}.pdf")),))
    return Checked(data, explain(log.messages, markup))


def _write(markup: Markup) -> bytes:
    assets = _Assets(markup)
    fonts = FontConfiguration()
    css = weasyprint.CSS(string=markup.css, url_fetcher=assets, font_config=fonts)
    document = weasyprint.HTML(string=markup.html, url_fetcher=assets).render(stylesheets=[css], font_config=fonts)
    return bytes(document.write_pdf(pdf_variant=VARIANT))
