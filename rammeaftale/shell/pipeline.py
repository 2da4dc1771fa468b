"""The whole way, from the repository's files to finished PDFs. Read this file first.

    read ──▶ parse ──▶ decode ──▶ resolve ──▶ check ──▶ compose ──▶ typeset

Each stage is a function from one frozen type to the next and gives `Checked(value, diagnostics)`. All findings of a
stage are gathered over all files; between stages the way ends if any of them is an error. The cheap stages run every
time; only figures and typesetting are remembered, by the bytes that they receive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from rammeaftale.base.diagnostics import Checked, Diagnostic, in_order
from rammeaftale.check import run_checks
from rammeaftale.check.content import check_templates
from rammeaftale.decode.edition import decode_edition
from rammeaftale.engine.typesetters import Typesetters
from rammeaftale.figures import draw_figures
from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.inline import Text
from rammeaftale.model.product import Markup
from rammeaftale.model.text import Figure, Insert
from rammeaftale.model.walk import blocks_of, inlines_of_chapter
from rammeaftale.render.html import compose
from rammeaftale.render.style_sheets import page_measures, page_templates
from rammeaftale.resolve import resolve_edition
from rammeaftale.shell.content import read_content
from rammeaftale.shell.memo import Memo, Recipe
from rammeaftale.shell.recipes import Kit, document_recipe, drawing_recipe, register_recipe
from rammeaftale.takster.register.encode import register_csv
from rammeaftale.takster.workbooks.register_xlsx import register_xlsx
from rammeaftale.world import PROGRAM, World

WEIGHT_OF_A_LINE = {"takster": 100, "pladser": 30}
WEIGHT_OF_AN_INSERT = 2000
REGISTER_FILES = {".csv": register_csv, ".xlsx": register_xlsx}
PICTURES = (".png", ".jpg", ".jpeg")

Progress = Callable[[str, str], None]
"""Told of each product: its file name and, in a few Danish words, why it was or was not made."""


def load(world: World, folder: str) -> Checked[Edition | None]:
    """Read, parse, decode, resolve and check one edition; None when it cannot be put together at all."""
    read = read_content(world, folder)
    found = [*read.diagnostics]
    if read.value is None:
        return Checked(None, in_order(found))
    content = read.value
    draft = decode_edition(folder, content.yaml, content.texts, content.sources)
    found += draft.diagnostics
    if draft.value is None or not Checked(None, tuple(found)).ok:
        return Checked(None, in_order(found))
    pictures = {path: source.data for path, source in content.sources.items() if path.endswith(PICTURES)}
    resolved = resolve_edition(replace(draft.value, pictures=pictures))
    found += resolved.diagnostics
    found += run_checks(resolved.value)
    found += check_templates(resolved.value, page_templates(PROGRAM))
    return Checked(resolved.value, in_order(found))


def build(
    edition: Edition, kit: Kit, memo: Memo, typesetters: Typesetters, tell: Progress
) -> Checked[Mapping[str, bytes]]:
    """Compose and typeset every document of a checked edition. Gives the products' bytes by file name."""
    work = _Work(edition, kit, memo, typesetters, tell)
    work.compose_and_send()
    for recipe, make in _register_products(edition, kit):
        kept = memo.get(recipe)
        work.products[recipe.name] = make() if kept is None else kept
        tell(recipe.name, "uændret" if kept is not None else _reason(memo.why(recipe)))
        if kept is None:
            memo.put(recipe, work.products[recipe.name])
    for stem, result in typesetters.results():
        work.found += result.diagnostics
        if result.ok:
            tell(f"{stem}.pdf", _reason(memo.why(work.recipes[stem])))
            memo.put(work.recipes[stem], result.value)
            work.products[f"{stem}.pdf"] = result.value
    return Checked(work.products, in_order(work.found))


class _Work:
    """One build on its way: what is composed, what was kept, what has been sent to the typesetters."""

    def __init__(self, edition: Edition, kit: Kit, memo: Memo, typesetters: Typesetters, tell: Progress) -> None:
        self.products: dict[str, bytes] = {}
        self.recipes: dict[str, Recipe] = {}
        self.found: list[Diagnostic] = []
        self._edition = edition
        self._compose = _composer(edition, kit, memo)
        self._kit = kit
        self._memo = memo
        self._typesetters = typesetters
        self._tell = tell

    def compose_and_send(self) -> None:
        """Send what must be typeset: the first plain text that has changed at once, then the dearest first.

        Plain texts are composed in no time, figures and what is made of the register are not: composed last, they cost
        an editor who mends a sentence nothing. When nothing was ever made, the dearest document comes before all.
        """
        ordered = sorted(self._edition.documents, key=_weight, reverse=True)
        is_first = not self._memo.has_made(f"{ordered[0].stem}.pdf")
        plain = [] if is_first else [one for one in ordered if one.takster is None and not _figures(one)]
        texts: dict[str, Markup | None] = {}
        for document in plain:
            markup = self._changed(document)
            if not any(texts.values()):
                self._send(markup)
            texts[document.id] = markup
        sent = next((id_ for id_, markup in texts.items() if markup), None)
        for document in ordered:
            if document.id != sent:
                self._send(texts[document.id] if document.id in texts else self._changed(document))

    def _changed(self, document: Document) -> Markup | None:
        """The document's markup when it must be typeset; None when the product was kept or it cannot be composed."""
        composed = self._compose(document)
        self.found += composed.diagnostics
        product, recipe = f"{composed.value.stem}.pdf", document_recipe(composed.value, self._kit)
        kept = self._memo.get(recipe)
        if kept is not None:
            self.products[product] = kept
            self._tell(product, "uændret")
            return None
        self.recipes[composed.value.stem] = recipe
        return composed.value if composed.ok else None

    def _send(self, markup: Markup | None) -> None:
        if markup is not None:
            self._typesetters.send(markup)


def product_count(edition: Edition) -> int:
    """How many files a build gives."""
    return len(edition.documents) + len(REGISTER_FILES) * (edition.takst_basis is not None)


def _register_products(edition: Edition, kit: Kit) -> Iterator[tuple[Recipe, Callable[[], bytes]]]:
    """The takst register of the year as CSV, for programs, and as a workbook, for people."""
    if edition.takst_basis is None:
        return
    register = edition.takst_basis.register
    for ending, write in REGISTER_FILES.items():
        recipe = register_recipe(f"takstregister-{register.year}{ending}", register, kit)
        yield recipe, partial(write, register)


def compose_all(edition: Edition, kit: Kit, memo: Memo) -> Checked[tuple[Markup, ...]]:
    """Every document of the edition as markup, the dearest to typeset first."""
    ordered = sorted(edition.documents, key=_weight, reverse=True)
    composed = tuple(map(_composer(edition, kit, memo), ordered))
    return Checked(tuple(one.value for one in composed), tuple(d for one in composed for d in one.diagnostics))


def _composer(edition: Edition, kit: Kit, memo: Memo) -> Callable[[Document], Checked[Markup]]:
    """A function that composes a document with the figures that it shows."""
    page = page_measures(kit.templates)

    def composer(document: Document) -> Checked[Markup]:
        drawn = draw_figures(edition, _figures(document), page, _remembered(memo, kit))
        composed = compose(edition, document, drawn, kit.templates, kit.fonts)
        return replace(composed, value=replace(composed.value, modern=kit.modern and bool(composed.value.data_files)))

    return composer


def _weight(document: Document) -> int:
    """About how long a document takes to typeset: letters of its text, lines of its lists, its tables and charts."""
    texts = (one for chapter in document.chapters for one in inlines_of_chapter(chapter) if isinstance(one, Text))
    lines = len(document.takster.takster) if document.takster else 0
    inserted = tuple(blocks_of(document, Insert))
    lists = sum(WEIGHT_OF_A_LINE.get(insert.name, 0) for insert in inserted)
    return sum(len(text.value) for text in texts) + lines * lists + WEIGHT_OF_AN_INSERT * len(inserted)


def _figures(document: Document) -> frozenset[str]:
    return frozenset(figure.name for figure in blocks_of(document, Figure))


def _reason(changed: tuple[str, ...]) -> str:
    return f"lavet, fordi dette er ændret: {', '.join(changed)}" if changed else "lavet for første gang"


def _remembered(memo: Memo, kit: Kit) -> Callable[[str, bytes, Callable[[], bytes]], bytes]:
    """A function that gives the drawing of a figure, from the store when the same was drawn before."""

    def remember(name: str, spec: bytes, draw: Callable[[], bytes]) -> bytes:
        recipe = drawing_recipe(name, spec, kit)
        drawn = memo.get(recipe)
        if drawn is None:
            drawn = draw()
            memo.put(recipe, drawn)
        return drawn

    return remember
