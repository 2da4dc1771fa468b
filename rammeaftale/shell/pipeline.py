"""The whole way, from the repository's files to finished PDFs. Read this file first.

    read ──▶ parse ──▶ decode ──▶ resolve ──▶ check ──▶ compose ──▶ typeset

Each stage is a function from one frozen type to the next and gives `Checked(value, diagnostics)`. All findings are
gathered over all files, and each stage up to check goes on with what the one before could make; if any of them is an
error, the way ends there. The cheap stages run every time; only figures and typesetting are remembered, by the bytes
that they receive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from rammeaftale.base.diagnostics import Checked, Diagnostic, in_order
from rammeaftale.base.findings import Findings
from rammeaftale.check import run_checks
from rammeaftale.check.content import check_templates
from rammeaftale.check.final import check_final
from rammeaftale.check.unknown import Unknown, not_asked, not_printed, unknown_of, unused_in, without_basis
from rammeaftale.check.unsettled import as_warnings, settled, unused_files, waits_for
from rammeaftale.decode.edition import decode_edition
from rammeaftale.decode.paths import PICTURE_ENDINGS
from rammeaftale.engine.typesetters import Typesetters
from rammeaftale.figures import draw_figures
from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.inline import Text
from rammeaftale.model.page import page_of
from rammeaftale.model.product import Markup, Printed
from rammeaftale.model.text import Figure, Insert
from rammeaftale.model.walk import blocks_of, inlines_of_chapter
from rammeaftale.read.cut_off import cut_files, with_cut_files
from rammeaftale.render.fitting import check_widths
from rammeaftale.render.html import compose
from rammeaftale.render.printed import printed_words
from rammeaftale.render.style_sheets import page_measures, page_templates, read_templates
from rammeaftale.resolve import resolve_edition
from rammeaftale.shell.content import Content, read_content
from rammeaftale.shell.memo import Memo, Recipe
from rammeaftale.shell.recipes import Kit, document_recipe, drawing_recipe, register_recipe
from rammeaftale.takster.register.encode import register_csv
from rammeaftale.takster.workbooks.register_xlsx import register_xlsx
from rammeaftale.world import PROGRAM, World

_LETTERS_OF_A_LINE = {"takster": 100, "pladser": 30}
_LETTERS_OF_AN_INSERT = 2000
"""How many letters of plain text take as long to typeset as a line of these lists, or as any other insert: measured."""
_REGISTER_FILES = {".csv": register_csv, ".xlsx": register_xlsx}

Progress = Callable[[str, str], None]
"""Called for each product with its file name and, in a few Danish words, why it was made or not."""


def load(world: World, folder: str) -> Checked[Edition | None]:
    """Read, parse, decode, resolve and check one edition; None when not all of it could be read and put together.

    Each stage goes on with what the one before could make of files that have faults. What is found then holds: nothing
    is said of what may be missing in such a file, and one sentence tells which questions are open because of it.
    """
    content = read_content(world, folder)
    if content.value is None:
        return Checked(None, in_order(content.diagnostics))
    return _loaded(content.value, content.diagnostics, folder)


def _loaded(content: Content, read: tuple[Diagnostic, ...], folder: str) -> Checked[Edition | None]:
    decoded = decode_edition(folder, content.yaml, content.texts, content.sources, content.unread)
    pictures = {path: source.data for path, source in content.sources.items() if path.endswith(PICTURE_ENDINGS)}
    draft = decoded.value.edition
    found = (*read, *(one for one in decoded.diagnostics if not _is_told(one, content)))
    unknown = unknown_of(folder, decoded.value.lost, content.yaml, read, found)
    unknown = replace(unknown, skipped=tuple(not_asked(draft, content.yaml, unused_in(found), unknown)))
    made = as_warnings(found, unused_files(found, unknown) - content.refused)
    findings = Findings()
    findings.add(*made)
    edition = findings.take(resolve_edition(without_basis(replace(draft, pictures=pictures), unknown)))
    findings.add(*run_checks(edition), *check_templates(edition, page_templates(PROGRAM)))
    findings.add(*check_widths(edition, page_measures(PROGRAM)))
    # What is wrong in another way may not be printed at all.
    unprinted = tuple(not_printed(edition, findings.all))
    findings.add(*check_final(edition, tuple if unprinted else partial(_printed, edition)))
    told = _holding(findings.all, replace(unknown, skipped=unknown.skipped + unprinted), content)
    return Checked(edition if Checked(None, made).ok else None, in_order(told))


def _is_told(finding: Diagnostic, content: Content) -> bool:
    """Whether it says of a file which cannot be read that nothing uses it."""
    return finding.kind == "fil-ubrugt" and finding.span is not None and finding.span.path in content.refused


def _holding(found: tuple[Diagnostic, ...], unknown: Unknown, content: Content) -> tuple[Diagnostic, ...]:
    """The findings that hold, with files that were cut named as that."""
    unused = unused_files(found, unknown)

    def is_missed(path: str) -> bool:
        alone = Unknown(unknown.folder).with_vague({path})
        return path not in unused and any(waits_for(finding, alone) for finding in found)

    cut = cut_files(found, content.sources, is_missed)
    return settled(with_cut_files(found, cut), unknown.with_vague(cut.paths).with_stand_ins(found))


def _printed(edition: Edition) -> tuple[Printed, ...]:
    return tuple(printed_words(edition, read_templates(PROGRAM)))


def build(
    edition: Edition, kit: Kit, memo: Memo, typesetters: Typesetters, tell: Progress, only: Document | None = None
) -> Checked[Mapping[str, bytes]]:
    """Compose and typeset every document of a checked edition. Gives the products' bytes by file name.

    `only` is the one document to make: it is the same as among all, and the register's own files are left out.
    """
    work = _Build(edition, kit, memo, typesetters, tell)
    work.send_documents((only,) if only else edition.documents)
    for recipe, make in () if only else _register_products(edition, kit):
        if not work.has_kept(recipe):
            work.keep(recipe, make())
    for stem, typeset in typesetters.results():
        pdf = work.findings.take(typeset)
        if typeset.ok:
            work.keep(work.recipes[stem], pdf)
    return Checked(work.products, in_order(work.findings.all))


class _Build:
    """One build on its way: the products so far, the findings, and the recipe of each document by its file's stem."""

    def __init__(self, edition: Edition, kit: Kit, memo: Memo, typesetters: Typesetters, tell: Progress) -> None:
        self.products: dict[str, bytes] = {}
        self.recipes: dict[str, Recipe] = {}
        self.findings = Findings()
        self._compose = composer(edition, kit, memo)
        self._kit = kit
        self._memo = memo
        self._typesetters = typesetters
        self._tell = tell

    def send_documents(self, documents: Iterable[Document]) -> None:
        """Send what must be typeset: the first plain text that has changed at once, then the most expensive first.

        Plain texts are composed in no time, figures and what is made of the register are not: composed last, they cost
        an editor who corrects a sentence nothing. When nothing was ever made, the most expensive comes before all.
        """
        ordered = sorted(documents, key=_weight, reverse=True)
        is_first_build = not self._memo.has_made(f"{ordered[0].stem}.pdf")
        plain = [] if is_first_build else [text for text in ordered if text.takster is None and not _figures(text)]
        waiting: dict[str, Markup | None] = {}
        is_begun = False
        for document in plain:
            markup = self._changed(document)
            waiting[document.id] = markup if is_begun else None
            if markup and not is_begun:
                self._typesetters.send(markup)
                is_begun = True
        for document in ordered:
            markup = waiting[document.id] if document.id in waiting else self._changed(document)
            if markup:
                self._typesetters.send(markup)

    def _changed(self, document: Document) -> Markup | None:
        """The document's markup when it must be typeset; None when the product was kept or it cannot be composed."""
        composed = self._compose(document)
        markup = self.findings.take(composed)
        recipe = document_recipe(markup, self._kit)
        if self.has_kept(recipe):
            return None
        self.recipes[markup.stem] = recipe
        return markup if composed.ok else None

    def has_kept(self, recipe: Recipe) -> bool:
        """Whether the store has the product, which is one of this build then."""
        product = self._memo.get(recipe)
        if product is None:
            return False
        self.products[recipe.name] = product
        self._tell(recipe.name, "uændret")
        return True

    def keep(self, recipe: Recipe, product: bytes) -> None:
        """Take a product that was made into the build and into the store."""
        changed = self._memo.why(recipe)
        reason = f"lavet, fordi dette er ændret: {', '.join(changed)}" if changed else "lavet for første gang"
        self._tell(recipe.name, reason)
        self._memo.put(recipe, product)
        self.products[recipe.name] = product


def product_count(edition: Edition) -> int:
    """How many files a build gives."""
    return len(edition.documents) + len(_REGISTER_FILES) * (edition.takst_basis is not None)


def _register_products(edition: Edition, kit: Kit) -> Iterator[tuple[Recipe, Callable[[], bytes]]]:
    """The takst register of the year as CSV, for programs, and as a workbook, for people."""
    if edition.takst_basis is None:
        return
    register = edition.takst_basis.register
    for ending, write in _REGISTER_FILES.items():
        recipe = register_recipe(f"takstregister-{register.year}{ending}", register, kit)
        yield recipe, partial(write, register)


def composer(edition: Edition, kit: Kit, memo: Memo) -> Callable[[Document], Checked[Markup]]:
    """A function that composes a document with the figures that it shows, which are drawn once only."""
    page = page_of(kit.templates)

    def remembered(name: str, spec: bytes, draw: Callable[[], bytes]) -> bytes:
        return memo.made(drawing_recipe(name, spec, kit), draw)

    def composed(document: Document) -> Checked[Markup]:
        drawn = draw_figures(edition, _figures(document), page, remembered)
        checked = compose(edition, document, drawn, kit.templates, kit.fonts)
        return replace(checked, value=replace(checked.value, modern=kit.modern))

    return composed


def _weight(document: Document) -> int:
    """About how long a document takes to typeset, in letters of plain text."""
    texts = (run for chapter in document.chapters for run in inlines_of_chapter(chapter) if isinstance(run, Text))
    lines = len(document.takster.takster) if document.takster else 0
    inserts = tuple(blocks_of(document, Insert))
    per_line = sum(_LETTERS_OF_A_LINE.get(insert.name, 0) for insert in inserts)
    return sum(len(text.value) for text in texts) + lines * per_line + _LETTERS_OF_AN_INSERT * len(inserts)


def _figures(document: Document) -> frozenset[str]:
    return frozenset(figure.name for figure in blocks_of(document, Figure))
