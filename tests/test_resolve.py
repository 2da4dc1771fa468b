"""Numbers, facts, references and short forms, from the text that an editor writes to the words that are printed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.model.agreement import Chapter, Document, Edition, ShortForm
from rammeaftale.model.facts import FactKind
from rammeaftale.model.inline import (
    Abbreviation,
    Emphasis,
    FootnoteCall,
    Foreign,
    Inline,
    LineBreak,
    Link,
    Strong,
    Target,
    Text,
)
from rammeaftale.model.plain import plain_text
from rammeaftale.model.text import Block, Heading, Paragraph, Table
from rammeaftale.model.walk import Inlines, blocks_in, inline_runs, inlines_in, inlines_of_chapter, rewrite_chapter
from rammeaftale.render.links import Links
from rammeaftale.resolve import resolve_edition
from rammeaftale.resolve.short_forms import explained, used_in
from rammeaftale.resolve.texts import written
from tests import frozen
from tests.editions import SPAN, document, edition, fact
from tests.facit import agrees

FACTS = (
    fact("pladser.i_alt", Decimal(10000)),
    fact("udmeldinger.antal", Decimal(3)),
    fact("takst.reduktion", Decimal("2.5"), FactKind.PERCENT, 1),
    fact("takst.loft", Decimal(8_000_000), FactKind.KRONER),
    fact("kkr.dato", date(2020, 9, 9), FactKind.DATE),
    fact("kkr.navn", "styregruppen", FactKind.TEXT),
)


def _resolved(*documents: Document) -> tuple[Edition, tuple[Diagnostic, ...]]:
    checked = resolve_edition(edition(*documents, facts=FACTS))
    return checked.value, checked.diagnostics


def _printed(found: Edition, index: int = 0) -> Chapter:
    """The first chapter of a document with the words and addresses that its links have on paper."""
    links = Links(found, found.documents[index])
    return rewrite_chapter(found.documents[index].chapters[0], links.finished)


def _paragraphs(text: str) -> list[str]:
    found, diagnostics = _resolved(document("rammeaftale", f"# Et {{#et}}\n\n{text}\n"))
    assert diagnostics == ()
    return [plain_text(b.children) for b in _printed(found).blocks if isinstance(b, Paragraph)]


def _kinds(text: str) -> list[tuple[str, str]]:
    _, diagnostics = _resolved(document("rammeaftale", f"# Et {{#et}}\n\n{text}\n"))
    return [(d.kind, str(d.span)) for d in diagnostics]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Ca. {{ pladser.i_alt }} pladser.", "Ca. 10.000 pladser."),
        ("Der er {{ udmeldinger.antal | ord }}.", "Der er tre."),
        ("{{ udmeldinger.antal | stort }} er sendt.", "Tre er sendt."),
        ("Mindst {{ takst.reduktion }} i alt.", "Mindst 2,5 pct. i alt."),
        ("Mindst {{ takst.reduktion }}.", "Mindst 2,5 pct."),
        ("Højst {{ takst.loft }}.", "Højst 8.000.000 kr."),
        ("Højst {{ takst.loft | tal }}.", "Højst 8.000.000."),
        ("Den {{ kkr.dato }} ({{ kkr.dato | kort }}).", "Den 9. september 2020 (9.9.2020)."),
        ("{{ kkr.navn | stort }} mødes.", "Styregruppen mødes."),
        ("{{ udgave.titel }} gælder {{ udgave.periode }}.", "Rammeaftale 2031-32 gælder 2031-32."),
        ("*Kursiv {{ udmeldinger.antal }}* og **{{ pladser.i_alt }}**.", "Kursiv 3 og 10.000."),
    ],
)
def test_facts_are_printed_the_danish_way(written: str, printed: str) -> None:
    assert _paragraphs(written) == [printed]


def test_an_unknown_fact_and_a_form_that_does_not_fit() -> None:
    assert _kinds("Her {{ pladser.ialt }}.") == [("fakta-ukendt", "rammeaftale.md:3:5")]
    assert _kinds("{{ kkr.dato | ord }}") == [("fakta-form", "rammeaftale.md:3:1")]
    assert _kinds("{{ pladser.i_alt | kort }}") == [("fakta-form", "rammeaftale.md:3:1")]


def test_headings_figures_and_tables_are_numbered_by_order() -> None:
    text = "# A {#a}\n\n## B {#b}\n\n### C {#c}\n\n## D {#d}\n\n::: tabel T {#t}\n| x |\n|---|\n| 1 |\n:::\n"
    text += "\n# E {#e}\n\n## F {#f}\n"
    found, diagnostics = _resolved(document("rammeaftale", text))
    assert diagnostics == ()
    first, second = found.documents[0].chapters
    headings = [b.number for c in (first, second) for b in (c.heading, *c.blocks) if isinstance(b, Heading)]
    assert headings == ["1", "1.1", "1.1.1", "1.2", "2", "2.1"]
    assert [b.number for b in blocks_in(first.blocks) if isinstance(b, Table)] == ["1"]


MAIN = """# Et {#et}

Se [](bilag:styringsaftale), [](afsnit:to-et) og [](afsnit:takst). [](afsnit:takst) gælder.
[Egne ord](afsnit:takst-regel), [](dokument:rammeaftale), [](lov:sel) og [](tabel:priser).

# To {#to}

## To et {#to-et}
"""
BILAG = """# Takst {#takst}

## Regel {#takst-regel}

::: tabel Priser {#priser}
| a |
|---|
| 1 |
:::

Se [](afsnit:takst-regel) og [](afsnit:et).
"""


def test_references_say_where_and_lead_there() -> None:
    found, diagnostics = _resolved(document("rammeaftale", MAIN), document("styringsaftale", BILAG, 3))
    assert diagnostics == ()
    links = [
        (plain_text(inline.children), inline.url)
        for index in range(len(found.documents))
        for inline in inlines_of_chapter(_printed(found, index))
        if isinstance(inline, Link)
    ]
    bilag = "bilag-3-styringsaftale.pdf"
    assert links == [
        ("bilag 3", bilag),
        ("afsnit 2.1", "#to-et"),
        ("bilag 3, kapitel 1", f"{bilag}#styringsaftale.takst"),
        ("Bilag 3, kapitel 1", f"{bilag}#styringsaftale.takst"),
        ("Egne ord", f"{bilag}#styringsaftale.takst-regel"),
        ("Rammeaftale", "rammeaftale-2031-32.pdf"),
        ("bilag 3, tabel 1", f"{bilag}#styringsaftale.priser"),
        ("afsnit 1.1", "#takst-regel"),
        ("Rammeaftale, kapitel 1", "rammeaftale-2031-32.pdf#rammeaftale.et"),
    ]


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("Slut. ", "Kapitel 1"),
        ("Jo, jf. ", "kapitel 1"),
        ("Det er bl.a. ", "kapitel 1"),
        ("", "Kapitel 1"),
        ("I ", "kapitel 1"),
    ],
)
def test_a_reference_has_a_capital_where_it_opens_a_sentence(before: str, words: str) -> None:
    assert _paragraphs(f"{before}[](afsnit:et) gælder.") == [f"{before}{words} gælder."]


def test_moving_a_bilag_renumbers_every_reference() -> None:
    found, _ = _resolved(document("rammeaftale", MAIN), document("styringsaftale", BILAG, 5))
    text = plain_text(tuple(inlines_of_chapter(_printed(found))))
    assert "bilag 5" in text
    assert "bilag 3" not in text


def test_an_unknown_target_is_named_with_a_suggestion() -> None:
    _, (finding,) = _resolved(
        document("rammeaftale", "# Et {#et}\n\n## To {#takst-regulering}\n\n[](afsnit:takst-regulerin)\n")
    )
    assert (finding.kind, finding.hints) == ("henvisning-ukendt", ("mente du »takst-regulering«?",))
    _, (finding,) = _resolved(document("rammeaftale", "# Et {#et}\n\n[](bilag:et)\n"))
    assert finding.hints == ("mente du »afsnit:et«?",)


def test_an_id_used_twice_shows_both_places() -> None:
    _, (finding,) = _resolved(document("rammeaftale", "# Et {#et}\n"), document("x", "# To {#to}\n\n## Et {#et}\n", 1))
    assert (finding.kind, str(finding.span)) == ("id-dobbelt", "x.md:3:1")
    assert str(finding.related[0][0]) == "rammeaftale.md:1:1"


def test_a_short_form_is_marked_at_its_first_use_in_a_chapter() -> None:
    text = "# KKR {#et}\n\nI KKR og KKR.\n\n- **KKR**\n\n# To {#to}\n\nKKR-mødet og KKR.\n"
    found, _ = _resolved(document("rammeaftale", text))
    told = explained(found.documents[0], found.registers.short_forms)
    marks = [[i.value for i in inlines_of_chapter(c) if isinstance(i, Abbreviation)] for c in told.chapters]
    assert marks == [["KKR"], ["KKR"]]
    assert plain_text(told.chapters[1].blocks[0].children) == "KKR-mødet og KKR."  # type: ignore[union-attr]


def test_a_short_form_that_is_emphasised_is_used_too() -> None:
    found, _ = _resolved(document("rammeaftale", "# Et {#et}\n\nDet er **rådet (KKR)**, altså *KKR*, og KKR.\n"))
    told = explained(found.documents[0], found.registers.short_forms)
    (paragraph,) = told.chapters[0].blocks
    assert isinstance(paragraph, Paragraph)
    strong = paragraph.children[1]
    assert isinstance(strong, Strong)
    assert [(type(part), plain_text((part,))) for part in strong.children] == [
        (Text, "rådet ("),
        (Abbreviation, "KKR"),
        (Text, ")"),
    ]
    assert sum(isinstance(part, Abbreviation) for part in inlines_of_chapter(told.chapters[0])) == 1


def test_a_short_form_whose_words_stand_before_it_is_not_explained_twice() -> None:
    text = "# Et {#et}\n\nDet er **kommunekontaktrådet** (KKR), og KKR.\n\n# To {#to}\n\nKKR er Kommunekontaktrådet.\n"
    found, _ = _resolved(document("rammeaftale", text))
    told = explained(found.documents[0], found.registers.short_forms)
    assert [sum(isinstance(i, Abbreviation) for i in inlines_of_chapter(c)) for c in told.chapters] == [0, 1]


def test_the_short_forms_of_a_table_are_those_that_its_words_use() -> None:
    forms = [ShortForm(name, name.lower(), SPAN) for name in ("SEL", "BL", "ABL", "KD-net")]
    assert [form.short for form in used_in(("ABL § 105", "SELV", "KD-net; BL-sag"), forms)] == ["ABL", "KD-net"]
    assert used_in(("SEL",), ()) == ()


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("Ca. {{ pladser.i_alt }} pladser og {{ udmeldinger.antal | ord }}.", "Ca. 10.000 pladser og tre."),
        ("Mindst {{ takst.reduktion }}.", "Mindst 2,5 pct."),
        ("{{ takst.loft }}. Så {{ takst.loft }}, ja.", "8.000.000 kr. Så 8.000.000 kr., ja."),
        ("Efter [](lov:sel) gælder {{ pladser.i_alt }}.", "Efter serviceloven gælder 10.000."),
        ("[](lov:sel) og [den {{ udmeldinger.antal }}. lov](lov:sel).", "Serviceloven og den 3. lov."),
    ],
)
def test_a_text_remembers_which_words_came_from_where(source: str, printed: str) -> None:
    found, diagnostics = _resolved(document("rammeaftale", f"# Et {{#et}}\n\n{source}\n"))
    assert diagnostics == ()
    (paragraph,) = found.documents[0].chapters[0].blocks
    assert isinstance(paragraph, Paragraph)
    (text,) = paragraph.children
    assert isinstance(text, Text)
    assert (text.value, written(text)) == (printed, source)


def test_a_link_carries_its_place_also_when_it_has_words_of_its_own() -> None:
    text = "# Et {#et}\n\n## To {#to}\n\nSe [de {{ udmeldinger.antal }} ord](afsnit:to) og [](bilag:x).\n"
    found, _ = _resolved(document("rammeaftale", text), document("x", "# X {#xx}\n", 1))
    links = [one for one in inlines_of_chapter(found.documents[0].chapters[0]) if isinstance(one, Link)]
    assert [(link.target, link.reference, link.url) for link in links] == [
        (Target("rammeaftale", "to"), "afsnit:to", ""),
        (Target("x"), "bilag:x", ""),
    ]
    assert [plain_text(link.children) for link in links] == ["de 3 ord", ""]


def test_the_frozen_edition_says_what_it_should(accept: bool) -> None:
    """All its words with their numbers, as a reader gets them, and what the source writes where they come from it."""
    told = [line for document in frozen.edition().documents for line in _said(document)]
    agrees(frozen.FROZEN / "hensigt" / "tekst.txt", "\n".join(told) + "\n", accept=accept)


def _said(document: Document) -> Iterator[str]:
    links = Links(frozen.edition(), document)
    marked = explained(document, frozen.edition().registers.short_forms)
    yield f"== {document.stem}: {_marked(document.title)} | {_marked(document.subtitle)}"
    for chapter, with_forms in zip(document.chapters, marked.chapters, strict=True):
        printed = rewrite_chapter(chapter, links.finished)
        for block, other in zip(_blocks(printed), _blocks(with_forms), strict=True):
            name, id_ = f"{type(block).__name__} {getattr(block, 'number', '')}".strip(), getattr(block, "id", "")
            words = " | ".join(_marked(run) for run in inline_runs(block))
            forms = [one for run in inline_runs(other) for one in inlines_in(run) if isinstance(one, Abbreviation)]
            short = "".join(f" ({one.value}: {one.expansion})" for one in forms)
            yield f"{name}{id_ and f' {{#{id_}}}'}: {words}{short}"


def _blocks(chapter: Chapter) -> tuple[Block, ...]:
    return (chapter.heading, *blocks_in(chapter.blocks))


def _marked(run: Inlines) -> str:
    """The words of a run, with what else it says in brackets: where a link leads, what the source has."""
    return "".join(map(_mark, run))


def _mark(inline: Inline) -> str:
    match inline:
        case Text(value, _, origins):
            return f"{value}[= {written(inline)}]" if origins else value
        case Link(_, children, _, _, url):
            return f"{_marked(children)}[→ {url}]"
        case LineBreak():
            return " / "
        case FootnoteCall(label=label, children=children):
            return f"[{label}: {_marked(children)}]"
        case Emphasis() | Strong() | Foreign():
            return f"*{_marked(inline.children)}*"
    raise AssertionError(inline)
