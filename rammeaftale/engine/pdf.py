"""Markup → PDF bytes (PDF/UA-1 and PDF/A in one file), judged and complete, or diagnostics: the typesetting step.

Nothing but the markup's own assets reaches the page: the fetcher knows no files and no network, and fontconfig is
pointed at an empty configuration, so that the machine's fonts do not exist.
"""

from __future__ import annotations

import logging
from xml.etree.ElementTree import Element

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, Refused, Span, error
from rammeaftale.engine.inspect.completeness import LOST, compare, place_of
from rammeaftale.engine.inspect.judge import judge
from rammeaftale.engine.layout.gate import layout_findings
from rammeaftale.engine.log import explain
from rammeaftale.engine.names import place_name, put_names
from rammeaftale.engine.speed import install
from rammeaftale.engine.tagging.install import write_tagged_pdf
from rammeaftale.model.product import Markup
from rammeaftale.read.pictures.picture import plain_picture

_FONT_ENDING = ".ttf"
_OUR_ENDINGS = (_FONT_ENDING, ".svg")
"""Fonts, figures and ornaments; what lies beside a text is a picture, and none of those is named so."""

install()


class _Assets(URLFetcher):
    """Serves `asset:<name>` from the markup and refuses everything else, fatally.

    Raises Refused for a file that is neither a drawing or a font of ours nor a picture that can be printed.
    """

    def __init__(self, markup: Markup) -> None:
        super().__init__(allowed_protocols={"asset"}, allow_redirects=False)
        self._assets = {name: _printed(name, data) for name, data in markup.assets.items()}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002  # the engine's signature
        name = url.removeprefix("asset:")
        if name == url or name not in self._assets:
            raise FatalURLFetchingError(url)
        return URLFetcherResponse(url, self._assets[name])


def _printed(name: str, data: bytes) -> bytes:
    """An asset as the engine gets it: what else a picture's file says would go into the PDF."""
    return data if name.endswith(_OUR_ENDINGS) else plain_picture(data)


class _Log(logging.Handler):
    """Gathers what the engine says at level warning and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class _StyleSheets:
    """The last style sheet that was read, with its fonts: most documents of an edition have the same.

    Reading one takes as long as two pages. One that the engine had something to say of is read again each time, so that
    every document is told.
    """

    def __init__(self) -> None:
        self._read: tuple[object, weasyprint.CSS, FontConfiguration] | None = None

    def of(self, markup: Markup, assets: _Assets, log: _Log) -> tuple[weasyprint.CSS, FontConfiguration]:
        """The style sheet of a document, and the fonts that it names."""
        key = (markup.css, {name: data for name, data in markup.assets.items() if name.endswith(_FONT_ENDING)})
        if self._read is None or self._read[0] != key:
            fonts = FontConfiguration()
            css = weasyprint.CSS(string=markup.css, url_fetcher=assets, font_config=fonts)
            self._read = (key, css, fonts)
        _, css, fonts = self._read
        if log.messages:
            self._read = None
        return css, fonts


_STYLE_SHEETS = _StyleSheets()


def typeset(markup: Markup) -> Checked[bytes]:
    """Lay out, tag, write and judge one document.

    An error here is: anything on the engine's log, a word of the source that is not in the tag tree in its place, and
    whatever the judge finds in the finished file.
    """
    log = _Log()
    logger = logging.getLogger("weasyprint")
    logger.handlers = [log]
    logger.propagate = False
    product = f"{markup.stem}.pdf"
    try:
        data, source, lost = _write(markup, log)
    except FatalURLFetchingError as problem:
        message = f"dokumentet henviser til »{problem}«, som ikke må hentes"
        return Checked(b"", (error("sats-adresse-ulovlig", message, FileSpan(product)),))
    except Refused as problem:
        return Checked(b"", (problem.at(FileSpan(product)),))
    causes = explain(log.messages, markup)
    places = {cause.span for cause in causes}  # of a picture that cannot be read, the words are read twice there
    told = (*causes, *(finding for finding in lost if finding.span not in places))
    return Checked(data, told or judge(data, source, name=product))


def _write(markup: Markup, log: _Log) -> tuple[bytes, Element, tuple[Diagnostic, ...]]:
    """The file, the source as it was typeset, and what of it is not in the tag tree."""
    assets = _Assets(markup)
    css, fonts = _STYLE_SHEETS.of(markup, assets, log)
    source = weasyprint.HTML(string=markup.html, url_fetcher=assets)
    put_names(source.etree_element, markup.document)
    document = source.render(stylesheets=[css], font_config=fonts)
    tagged = write_tagged_pdf(
        document,
        modern=markup.modern,
        data_files=markup.data_files,
        dated=markup.dated,
        prefix=place_name(markup.document, ""),
    )
    html = source.etree_element
    return tagged.data, html, _told_once(html, layout_findings(document.pages, html), compare(html, tagged.tree.root))


def _told_once(html: Element, layout: tuple[Diagnostic, ...], lost: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Both, without the text that fell out where, or inside what, the layout says why: it was too large for a page."""
    places: set[Span | None] = {finding.span for finding in layout} | ({None} if layout else set())
    if lost and layout:
        known = [(element, place) for element in html.iter() if (place := place_of(element.get("data-kilde") or ""))]
        named = [element for element, place in known if place in places]
        places |= {place_of(inner.get("data-kilde") or "") for element in named for inner in element.iter()}
    return (*layout, *(finding for finding in lost if finding.kind != LOST or finding.span not in places))
