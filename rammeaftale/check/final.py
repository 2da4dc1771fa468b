"""May the edition be final? Every reason why not is found here; a new one is a question and a line in `_QUESTIONS`.

A final edition has no hole, wherever it is printed: the frames are asked, the data, and the pages' own words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from rammeaftale.base.diagnostics import Diagnostic, FileSpan, Severity, Span, TextSpan, error
from rammeaftale.base.holes import DASH, hole_in, is_draft
from rammeaftale.model.agreement import Edition, Status
from rammeaftale.model.examples import is_example
from rammeaftale.model.extent import Extent
from rammeaftale.model.inline import Text
from rammeaftale.model.plain import plain_text
from rammeaftale.model.product import Printed
from rammeaftale.model.takst_columns import COLUMNS, Form
from rammeaftale.model.text import Gap, Paragraph
from rammeaftale.model.walk import blocks_of, inline_runs, inlines_of_chapter
from rammeaftale.resolve.signposts import Signposts

_AS_DRAFT = "sæt »status: udkast« igen"
_WORDS = tuple(column for column in COLUMNS if column.form is Form.TEXT)
"""The columns of a register that hold words."""
_SHOWN = 30
"""Letters on either side of a hole that a message quotes: enough to find it by."""

Words = Sequence[Printed]
_Question = Callable[[Edition, Words], Iterator[Diagnostic]]


def _example_data(edition: Edition, _: Words) -> Iterator[Diagnostic]:
    """No document is made from example data, nor the register, which is a product itself and is drawn in charts."""
    hint = f"læs de gældende takster ind, og skriv »data: gældende«, eller {_AS_DRAFT}"
    examples = [document for document in edition.documents if is_example(edition, document)]
    for document in examples:
        message = f"udgaven er endelig, men »{plain_text(document.title)}« er lavet af eksempeldata"
        yield error("eksempeldata-i-endelig", message, document.span, hint)
    if not examples and edition.takst_basis is not None and edition.takst_basis.register.is_example:
        message = "udgaven er endelig, men takstregistret er eksempeldata"
        yield error("eksempeldata-i-endelig", message, FileSpan(edition.takst_basis.register.path), hint)


def _open_gaps(edition: Edition, _: Words) -> Iterator[Diagnostic]:
    """Nobody owes the agreement a text."""
    for gap, who, what in _gaps(edition):
        message = f"udgaven er endelig, men dette udestår hos {who}: {what}"
        yield error("udestaar-i-endelig", message, gap.span, f"indsæt teksten, eller {_AS_DRAFT}")


def _unconfirmed_limits(edition: Edition, _: Words) -> Iterator[Diagnostic]:
    """What is printed of the takstaftale is confirmed: a limit in a table, or a fact that is one."""
    if edition.takst_basis is None:
        return
    from rammeaftale.compare.pieces import pieces  # costs a build of a draft a moment

    in_tables = {name for document in edition.documents for name in pieces(document).prints.limits}
    in_texts = _facts_in_texts(edition)
    for name, limit in edition.takst_basis.aftale.limits.items():
        if not limit.is_confirmed and (name in in_tables or limit.fact in in_texts):
            message = f"udgaven er endelig, men grænsen »{name}« bliver trykt og er ikke bekræftet"
            hint = f"få tallet bekræftet, og skriv »bekræftet: ja«, eller {_AS_DRAFT}"
            yield error("ubekraeftet-i-endelig", message, limit.span, hint)


def _unconfirmed_facts(edition: Edition, _: Words) -> Iterator[Diagnostic]:
    """The source of a fact that a text prints does not say that it is to be confirmed."""
    for name in sorted(_facts_in_texts(edition) & edition.facts.keys()):
        fact = edition.facts[name]
        if hole := hole_in(fact.source):
            message = f"udgaven er endelig, men oplysningen »{name}« bliver trykt, og dens kilde siger »{hole}«"
            hint = f"få oplysningen bekræftet, og ret kilden, eller {_AS_DRAFT}"
            yield error("ubekraeftet-i-endelig", message, fact.span, hint)


def _facts_in_texts(edition: Edition) -> set[str]:
    """The names of the facts that the documents' texts print."""
    texts = (
        inline
        for document in edition.documents
        for chapter in document.chapters
        for inline in inlines_of_chapter(chapter)
        if isinstance(inline, Text)
    )
    sources = (origin.source for text in texts for origin in text.origins)
    return {source.strip("{} ").split()[0] for source in sources if source.startswith("{{")}


def _holes_in_data(edition: Edition, _: Words) -> Iterator[Diagnostic]:
    """Nothing that is stated in a data file and printed elsewhere says that something is missing."""
    for what, words, span in _stated_with_holes(edition):
        message = f"udgaven er endelig, men {what} bliver trykt og siger »{words}«"
        yield error("hul-i-endelig", message, span, f"skriv det, der mangler, eller {_AS_DRAFT}")


def _stated_with_holes(edition: Edition) -> Iterator[tuple[str, str, Span | None]]:
    return ((what, words, span) for what, words, span in _stated(edition) if hole_in(words))


def _stated(edition: Edition) -> Iterator[tuple[str, str, Span | None]]:
    """What the pages have from data files: what it is called, its words, and where it is written."""
    for name in sorted(_facts_in_texts(edition) & edition.facts.keys()):
        fact = edition.facts[name]
        if isinstance(fact.value, str):
            yield f"oplysningen »{name}«", fact.value, fact.span
    titles = (("en titel", run) for document in edition.documents for run in (document.title, document.subtitle))
    for what, run in (*titles, ("»parter«", edition.parties)):
        if run and not is_draft(plain_text(run)):
            yield what, plain_text(run), run[0].span
    yield from _people(edition)
    for forum in edition.registers.fora:
        yield "et forum", plain_text(forum.name), forum.span
        yield "et forums »forbindelse«", forum.under_word, forum.span
    for short_form in edition.registers.short_forms:
        yield f"forkortelsen »{short_form.short}«", short_form.words, short_form.span


def _people(edition: Edition) -> Iterator[tuple[str, str, Span | None]]:
    for person in edition.signatories:
        for line in (person.name, *person.titles):
            yield "en underskriver", line, _beginning(person.extent)
    contact = edition.registers.contact
    for line in (contact.name, contact.address, contact.town):
        yield "»kontakt«", line, _beginning(contact.extent)


def _beginning(extent: Extent | None) -> Span | None:
    return extent and TextSpan(extent.path, extent.first_line, extent.first_column)


def _holes_in_words(edition: Edition, printed: Words) -> Iterator[Diagnostic]:
    """No page says that something is missing or made up, in whatever it prints. One finding for the same at a place."""
    stated = [words.casefold() for _, words, _ in _stated_with_holes(edition)]
    titles = {document.id: plain_text(document.title) for document in edition.documents}
    told: set[tuple[object, str]] = set()
    register = edition.takst_basis.register.path if edition.takst_basis else ""
    for run in printed:
        hole = run.words if run.is_total and run.words == DASH else hole_in(run.words, is_heading=run.is_heading)
        is_of_a_line = not run.is_total and run.span == FileSpan(register)  # told at the line itself, below
        is_told = any(hole.casefold() in words and words in run.words.casefold() for words in stated)
        if not hole or is_of_a_line or is_told or (run.span, hole) in told:
            continue
        told.add((run.span, hole))
        message = f"udgaven er endelig, men »{titles[run.document]}« trykker »{hole}«{_around(hole, run)}"
        remedy = "læs de tal, der mangler, ind i takstregistret" if run.is_total else "skriv det, der mangler"
        yield error("hul-i-endelig", message, run.span, f"{remedy}, eller {_AS_DRAFT}")


def _around(hole: str, run: Printed) -> str:
    """The words beside the hole, so that it can be found; nothing where it stands alone."""
    if run.is_total:
        return " for alle tilsammen i en tabel"
    before, _, after = run.words.partition(hole)
    if not before.strip() and not after.strip(" ."):
        return ""
    before = before if len(before) <= _SHOWN else f"… {before[-_SHOWN:].partition(' ')[2]}"
    after = after if len(after) <= _SHOWN else f"{after[:_SHOWN].rpartition(' ')[0]} …"
    return f": »{before}{hole}{after}«"


def _drafts_in_titles(edition: Edition, _: Words) -> Iterator[Diagnostic]:
    """No title calls the edition or a document of it a draft."""
    documents = (title for document in edition.documents for title in (document.title, document.subtitle))
    for title in (edition.title, edition.subtitle, *documents):
        if is_draft(words := plain_text(title)):
            message = f"udgaven er endelig, men en titel siger »{words}«"
            yield error("hul-i-endelig", message, title[0].span, f"ret titlen, eller {_AS_DRAFT}")


def _holes_in_register(edition: Edition, _: Words) -> Iterator[Diagnostic]:
    """No line of the register, which is printed, carried in a PDF and a product itself, says such a thing."""
    for takst in edition.takst_basis.register.takster if edition.takst_basis else ():
        for column in _WORDS:
            if hole := hole_in(getattr(takst, column.field)):
                message = f"udgaven er endelig, men »{column.heading}« i takstregistret siger »{hole}«"
                hint = f"få oplysningen fra driftsherren, og læs filen ind igen, eller {_AS_DRAFT}"
                yield error("hul-i-endelig", message, takst.span_of(column.field), hint)


_QUESTIONS: tuple[_Question, ...] = (
    _example_data,
    _open_gaps,
    _holes_in_data,
    _holes_in_words,
    _drafts_in_titles,
    _holes_in_register,
    _unconfirmed_limits,
    _unconfirmed_facts,
)
"""Each gives its reasons against a final edition. The worst first: what is false goes before what is missing."""


def why_not_final(edition: Edition, printed: Words) -> tuple[Diagnostic, ...]:
    """The answer to »må udgaven være endelig?« for any edition: all reasons why not, worst first; none when it may.

    `printed` is every run of text that its documents print (`render/printed.py`).
    """
    return tuple(reason for question in _QUESTIONS for reason in question(edition, printed))


def check_final(edition: Edition, printed: Callable[[], Words]) -> Iterable[Diagnostic]:
    """Nothing speaks against a final edition; while it is a draft, what is missing is listed, and nothing printed."""
    if edition.status is Status.FINAL:
        return why_not_final(edition, printed())
    return (
        Diagnostic(Severity.GAP, "udestaar", f"{who}: {what}", gap.span, owed_by=who)
        for gap, who, what in _gaps(edition)
    )


def _gaps(edition: Edition) -> Iterator[tuple[Gap, str, str]]:
    """Each gap with who must deliver, and what."""
    signposts = Signposts(edition.documents)
    for document in edition.documents:
        for gap in blocks_of(document, Gap):
            who = plain_text(signposts.named(gap.who, document.id))
            paragraphs = (part.children for part in gap.blocks if isinstance(part, Paragraph))
            what = " ".join(plain_text(signposts.named(run, document.id)) for run in paragraphs).rstrip(".:")
            what = what or _first_words(gap)
            if who:  # else the frame itself is at fault, which was told
                yield gap, who, what


def _first_words(gap: Gap) -> str:
    """What a gap without a sentence begins with: the headings of its table, its first points."""
    runs = [plain_text(run).strip() for block in gap.blocks[:1] for run in inline_runs(block)]
    words = ", ".join(run for run in runs if run)
    return words if len(words) <= 2 * _SHOWN else f"{words[: 2 * _SHOWN].rpartition(' ')[0]} …"
