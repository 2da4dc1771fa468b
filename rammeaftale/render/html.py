"""Edition × document × templates → Markup: the only importer of the template engine.

Autoescape is always on and unknown names are errors. Templates hold no arithmetic, no assignment and no calls but of
macros and of our own filters (tests/test_templates.py). They print the model; what it does not say is in `view.py`.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from functools import lru_cache

import jinja2

from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, Span, TextSpan, error
from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.drawing import Drawing
from rammeaftale.model.page import Page, page_of
from rammeaftale.model.product import Markup
from rammeaftale.render.data_files import data_files
from rammeaftale.render.filters import filters
from rammeaftale.render.style_sheets import (
    ASSET,
    FOLDER,
    ornaments,
    style_sheet,
    style_sheet_names,
)
from rammeaftale.render.view import document_view


def compose(
    edition: Edition,
    document: Document,
    drawings: Mapping[str, Drawing],
    templates: Mapping[str, str],
    fonts: Mapping[str, bytes],
) -> Checked[Markup]:
    """One document as HTML and CSS with the bytes of all that they name as `asset:<name>`.

    `templates` are the files below templates/ by path ("print/dokument.html", "print/tekst.css"); `fonts` are the font
    files by name. A page template has a style sheet of its own name. A template that is missing or cannot be filled in
    is a finding with its file and line, and the markup is empty. Raises Refused when a measure of the page is missing.
    """
    page = page_of(templates)
    view = document_view(edition, document, drawings, page)
    printed = _print(f"print/{document.template}.html", _compiled(tuple(sorted(templates.items())), page), view)
    if isinstance(printed, Diagnostic):
        return Checked(Markup(document.stem, "", "", {}), (printed,))
    if missing := [name for name in style_sheet_names(document.template) if name not in templates]:
        return Checked(Markup(document.stem, "", "", {}), tuple(_missing(name) for name in missing))
    css = style_sheet(templates, document.template)
    svg = {f"{name}.svg": drawing.svg.encode() for name, drawing in drawings.items()}
    available = {**fonts, **edition.pictures, **svg, **ornaments(templates)}
    named = sorted({*ASSET.findall(css), *ASSET.findall(printed)} & available.keys())
    assets = {name: available[name] for name in named}
    files = data_files(document)
    return Checked(Markup(document.stem, printed, css, assets, files, edition.dated, document=document.id))


@lru_cache(maxsize=1)
def _compiled(files: tuple[tuple[str, str], ...], page: Page) -> jinja2.Environment:
    """One environment for all documents of a build: compiling the templates costs more than filling them in."""
    return environment(dict(files), page)


def environment(templates: Mapping[str, str], page: Page) -> jinja2.Environment:
    """The engine as strict as it can be set, with our own filters only.

    A template's file name is its path in the repository.
    """

    def load(name: str) -> tuple[str, str, None]:
        if name not in templates:
            raise jinja2.TemplateNotFound(name)
        return templates[name], f"{FOLDER}/{name}", None

    engine = jinja2.Environment(
        loader=jinja2.FunctionLoader(load),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    engine.filters = dict(filters(page))
    return engine


def _print(name: str, engine: jinja2.Environment, view: object) -> str | Diagnostic:
    try:
        return engine.get_template(name).render(dok=view)
    except jinja2.TemplateNotFound as problem:
        return _missing(str(problem.name or name))
    except jinja2.TemplateError as problem:
        return _fault(problem.message or "", _last_frame(problem, name))


def _last_frame(problem: BaseException, name: str) -> Span:
    """File and line: the last frame of the traceback that is a template."""
    frames = (frame for frame in traceback.extract_tb(problem.__traceback__) if frame.filename.startswith(f"{FOLDER}/"))
    last = list(frames)[-1:]
    return TextSpan(last[0].filename, last[0].lineno or 1) if last else FileSpan(f"{FOLDER}/{name}")


def _missing(name: str) -> Diagnostic:
    message = f"skabelonen »{name}« findes ikke"
    return error("skabelon-mangler", message, FileSpan(f"{FOLDER}/{name}"), "se efter, om filnavnet er stavet rigtigt")


def _fault(reason: str, span: Span) -> Diagnostic:
    message = f"skabelonen kan ikke udfyldes: {reason}"
    return error("skabelon-fejl", message, span, "skabeloner rettes af den, der passer programmet")
