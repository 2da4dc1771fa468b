"""Which provisions a text has, what they are called and which words are theirs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rammeaftale.compare.provisions import provisions
from rammeaftale.compare.words import normal
from rammeaftale.model.agreement import Document
from rammeaftale.model.provision import Provision, ProvisionKind
from rammeaftale.resolve import resolve_edition
from tests.editions import document, edition, fact

EVERYTHING = """# Takster {#takster}

::: indledning
Ca. {{ pladser.i_alt }} pladser.
:::

Se [](bilag:x) og [reglen](afsnit:regel).[^a] KKR beslutter.

- Et *punkt*
  1. Under
  2. Under
- To

## Regel {#regel}

::: faktaboks Hvad er en takst?
En pris.
:::

::: udestår Takstgruppen
Tallene.
:::

> Citeret.

::: formel
a = b
:::

::: tabel Priser {#priser .sum}
| Hvem | Kr. |
|---|---:|
| Nord | 1 |
| Syd | 2 |
| Syd | 3 |
:::

| A | B |
|---|---|
| [c]{sprog=en} | [d](https://d.example) |

::: figur organisation {#fig}
Sådan.
:::

::: indsæt bilagsliste
:::

[^a]: Noten.
"""


def _found(*documents: Document) -> tuple[Provision, ...]:
    resolved = resolve_edition(edition(*documents, facts=(fact("pladser.i_alt", Decimal(10000)),)))
    assert resolved.diagnostics == ()
    return provisions(resolved.value)


def _line(one: Provision) -> str:
    mark = "" if one.is_written else "~"
    standing = f" ({one.standing})" if one.standing else ""
    beyond = f" ⇒ {', '.join(one.beyond)}" if one.beyond else ""
    return f"{mark}{one.id} < {one.above}{standing}: {one.printed}{beyond}"


def test_every_kind_of_provision_has_an_id_and_its_own_words() -> None:
    found = _found(document("aftale", EVERYTHING), document("x", "# Tom {#tom}\n", 1))
    assert [_line(one) for one in found] == [
        "aftale/forside/titel <  (titel): Aftale",
        "aftale/forside/periode <  (periode): 2031-01-01/2032-12-31",
        "takster < : Takster",
        "~takster/stykke-1 < takster (indledning): Ca. 10.000 pladser.",
        "~takster/stykke-2 < takster: Se → og reglen.† KKR beslutter. ⇒ → X, , → Aftale / Regel, reglen",
        "~takster/note-1 < takster/stykke-2: Noten.",
        "~takster/punkt-1 < takster: Et punkt",
        "~takster/punkt-2 < takster/punkt-1 (1.): Under",
        "~takster/punkt-3 < takster/punkt-1 (1.): Under",
        "~takster/punkt-4 < takster: To",
        "regel < takster (niveau 2): Regel",
        "~regel/boks-1 < regel: Hvad er en takst?",
        "~regel/stykke-1 < regel/boks-1: En pris.",
        "~regel/udestaar-1 < regel: Takstgruppen",
        "~regel/stykke-2 < regel/udestaar-1: Tallene.",
        "~regel/stykke-3 < regel (citat): Citeret.",
        "~regel/formel-1 < regel: a = b",
        "priser < regel: Priser | Hvem | Kr.",
        "priser/Nord < priser: Nord | 1",
        "~priser/Syd < priser: Syd | 2",
        "~priser/Syd~2 < priser (sum): Syd | 3",
        "~regel/tabel-2 < regel:  | A | B",
        "~regel/tabel-2/c < regel/tabel-2: c | d ⇒ sprog en, c, → https://d.example, d",
        "fig < regel (organisation): Sådan.",
        "~regel/indsat-1 < regel (bilagsliste): X",
        "x/forside/titel <  (titel): X",
        "tom < : Tom",
    ]


def test_a_provision_is_written_with_facts_and_references_by_name() -> None:
    found = {one.id: one for one in _found(document("aftale", EVERYTHING), document("x", "# Tom {#tom}\n", 1))}
    assert found["takster/stykke-1"].written == "Ca. {{ pladser.i_alt }} pladser."
    assert found["takster/stykke-2"].written == "Se [](bilag:x) og [reglen](afsnit:regel).† KKR beslutter."


def test_an_id_of_its_own_stands_in_place_of_the_address() -> None:
    text = "# Et {#et}\n\nFørst.\n\nSidst.\n"
    (*_, first, last) = _found(document("aftale", text))
    assert (first.id, last.id, last.is_written) == ("et/stykke-1", "et/stykke-2", False)
    assert (first.kind, first.document) == (ProvisionKind.PARAGRAPH, "aftale")


def test_rows_keep_apart_whatever_stands_in_their_cells() -> None:
    rows = ("| Syd | 1 |", "| Syd | 2 |", "| Syd~2 | 3 |", r"| a \| b | c |", r"| a | b \| c |", "| | |")
    text = "# K {#k}\n\n::: tabel T {#t}\n\n| x | y |\n|---|---|\n" + "\n".join(rows) + "\n:::\n"
    found = [one for one in _found(document("aftale", text)) if one.kind is ProvisionKind.ROW]
    assert [(one.id, one.is_written, one.printed) for one in found] == [
        ("t/Syd", False, "Syd | 1"),
        ("t/Syd~2", False, "Syd | 2"),
        ("t/Syd~2~2", False, "Syd~2 | 3"),
        ("t/a | b", True, r"a \| b | c"),
        ("t/a", True, r"a | b \| c"),
        ("t/", False, " | "),
    ]


def test_a_row_is_called_by_its_first_cell_as_the_source_writes_it() -> None:
    cell = "**Ca.** [{{ pladser.i_alt }}]{sprog=en} [x](https://x.example)[^a]"
    text = f"# K {{#k}}\n\n::: tabel T {{#t}}\n\n| x |\n|---|\n| {cell} |\n:::\n\n[^a]: N.\n"
    (row,) = (one for one in _found(document("aftale", text)) if one.kind is ProvisionKind.ROW)
    assert (row.id, row.is_written, row.printed) == ("t/Ca. {{ pladser.i_alt }} x", True, "Ca. 10.000 x†")


def test_a_line_of_a_register_stands_once_with_the_first_document_that_prints_it() -> None:
    text = "# K {{#{}}}\n\n::: indsæt lovgrundlag\n:::\n"
    draft = edition(document("aftale", text.format("a")), document("x", text.format("b"), 1))
    resolved = resolve_edition(replace(draft, legal_basis=draft.registers.laws)).value
    (law,) = (one for one in provisions(resolved) if one.kind is ProvisionKind.LAW)
    assert (law.id, law.document, law.printed) == (
        "lov:sel",
        "aftale",
        "kort=serviceloven | titel=Lov om social service",
    )


def test_every_white_space_is_one_blank_and_letters_are_composed() -> None:
    assert normal(" A\u00a0\n b\u202fe\u0301 ") == "A b é"
