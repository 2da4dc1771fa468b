"""The two digests of a provision: printed is of what a reader is given, written of what the source says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from rammeaftale.compare.canonical import Digests, digests
from rammeaftale.compare.provisions import provisions
from tests.compare.changed_editions import Row, changed, fixed_files, loaded

FOREWORD, ECONOMY = "forord/stykke-2", "oekonomi/stykke-1"
WAGES = "tabel-beloeb/Løn, jf. [](lov:serviceloven)"
NAMED = "\n".join(
    (
        "fakta.yaml\n-   takst:\n+   pris:",
        "forord.md\n- {{ regel.takst }}\n+ {{ regel.pris }}",
        "samarbejdet.md\n- {{ regel.takst | tal }}\n+ {{ regel.pris | tal }}",
        "styringsaftale/tekst.md\n- {{ regel.takst | tal }}\n+ {{ regel.pris | tal }}",
    )
)


@cache
def _before() -> Mapping[str, Digests]:
    return {one.id: digests(one) for one in provisions(loaded(fixed_files()))}


@pytest.mark.parametrize(
    ("steps", "printed", "written"),
    [
        pytest.param("forord.md\n- Parterne er\n+ Vi er", {FOREWORD}, {FOREWORD}, id="words"),
        pytest.param("forord.md\n- *enige*\n+ enige", set(), set(), id="emphasis"),
        pytest.param("fakta.yaml\n- 2.500\n+ 2.600", {FOREWORD, ECONOMY, WAGES}, set(), id="a fact's value"),
        pytest.param(NAMED, set(), {FOREWORD, ECONOMY, WAGES}, id="a fact's name"),
        pytest.param("forord.md\n- {{ regel.takst }}\n+ 2.500 kr.", set(), {FOREWORD}, id="a fact written out"),
        pytest.param(
            "lovregister.yaml\n- kort: serviceloven\n+ kort: socialloven",
            {FOREWORD, WAGES, "lov:serviceloven"},
            {"lov:serviceloven"},
            id="a law's short form",
        ),
        pytest.param("forord.md\n- [](lov:serviceloven)\n+ serviceloven", set(), {FOREWORD}, id="a law written out"),
        pytest.param(
            "forord.md\n- (bilag:styringsaftale)\n+ (dokument:styringsaftale)", set(), {FOREWORD}, id="a scheme"
        ),
        pytest.param(
            "samarbejdet.md\n- [](afsnit:regler)\n+ [](afsnit:formaal)",
            {"samarbejdet/stykke-1"},
            {"samarbejdet/stykke-1"},
            id="a target",
        ),
        pytest.param(
            "styringsaftale/tekst.md\n- # Regler\n+ # Reglerne",
            {"regler", FOREWORD, "samarbejdet/stykke-1"},
            {"regler"},
            id="the words of a target",
        ),
        pytest.param("forord.md\n- Sidst den\n+ Senest den", {"forord/note-1"}, {"forord/note-1"}, id="a footnote"),
        pytest.param(
            "styringsaftale/tekst.md\n- over tre kommuner\n+ over kommuner",
            {"regler/billede-1"},
            {"regler/billede-1"},
            id="an alternative text",
        ),
        pytest.param("gør billede-en-prik", {"regler/billede-1"}, {"regler/billede-1"}, id="a pixel"),
        pytest.param("gør billede-som-jpeg", set(), set(), id="a picture's file"),
        pytest.param("samarbejdet.md\n- ### Kommunerne\n+ ## Kommunerne", {"kommunerne"}, {"kommunerne"}, id="a level"),
        pytest.param(
            "udgave.yaml\n- slags: Organisering\n+ slags: Andet", {"samarbejdet"}, {"samarbejdet"}, id="a kicker"
        ),
        pytest.param(
            "samarbejdet.md\n- ::: margen\n- Noten gælder [](afsnit:regler).\n- :::\n+ Noten gælder [](afsnit:regler).",
            {"samarbejdet/stykke-1"},
            {"samarbejdet/stykke-1"},
            id="a margin note",
        ),
        pytest.param(
            "styringsaftale/tekst.md\n- {#tabel-beloeb .sum}\n+ {#tabel-beloeb}",
            {"tabel-beloeb/I alt"},
            {"tabel-beloeb/I alt"},
            id="a sum",
        ),
        pytest.param(
            "udgave.yaml\n- titel: Takster (eksempel)\n+ titel: Priser (eksempel)",
            {"takster/forside/titel", "bilag-og-kontakt/indsat-1"},
            {"takster/forside/titel"},
            id="the title of a bilag on the list",
        ),
        pytest.param("2031.csv\n- ;310,25;\n+ ;311,25;", {"takst:872-0001"}, {"takst:872-0001"}, id="a takst"),
        pytest.param("2031.csv\n- ;2620000;\n+ ;2620001;", {"takst:1090-0001"}, {"takst:1090-0001"}, id="accounts"),
        pytest.param("2031.csv\n- ;99;3;5;\n+ ;99;4;5;", set(), set(), id="what is printed nowhere"),
        pytest.param(
            "fora.yaml\n- nedsat af\n+ udpeget af", {"forum:styregruppe"}, {"forum:styregruppe"}, id="an edge"
        ),
        pytest.param("gør fora-omvendt", set(), set(), id="the order of a register"),
    ],
)
def test_exactly_these_provisions_have_another_digest(steps: str, printed: set[str], written: set[str]) -> None:
    before = _before()
    after = {one.id: digests(one) for one in provisions(loaded(changed(Row("", tuple(steps.split("\n"))))))}
    assert before.keys() == after.keys()
    assert {id_ for id_ in before if before[id_].printed != after[id_].printed} == printed
    assert {id_ for id_ in before if before[id_].written != after[id_].written} == written


def test_a_place_is_no_part_of_a_provisions_digests() -> None:
    moved = changed(Row("", ("samarbejdet.md", "- Alle mødes", "+ Mere.", "+", "+ Alle mødes")))
    after = {one.id: digests(one) for one in provisions(loaded(moved))}
    assert after["samarbejdet/stykke-3"] == _before()["samarbejdet/stykke-2"]
