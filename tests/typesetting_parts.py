"""Documents that are set in the tests of the typesetting processes."""

from rammeaftale.base.diagnostics import Checked
from rammeaftale.engine.typesetters import Typesetters
from rammeaftale.engine.versions import fonts
from rammeaftale.model.product import Markup

CSS = """
@font-face { font-family: "RA Sans"; src: url(asset:SourceSansPro-Regular.ttf) }
html { font-family: "RA Sans" }
"""


FONTS = fonts()


def markup_of(stem: str, body: str, css: str = CSS) -> Markup:
    html = f'<!DOCTYPE html><html lang="da"><head><title>{stem}</title></head><body>{body}</body></html>'
    return Markup(stem, html, css, FONTS)


def typeset(*markups: Markup) -> dict[str, Checked[bytes]]:
    with Typesetters(2) as waiting:
        for markup in markups:
            waiting.send(markup)
        return dict(waiting.results())


def kinds(checked: Checked[bytes]) -> list[tuple[str, str]]:
    return [(d.kind, str(d.span)) for d in checked.diagnostics]
