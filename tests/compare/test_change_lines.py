"""Changes in words, and proposals as lines for afstamning.yaml."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rammeaftale.base.diagnostics import CellSpan, TextSpan
from rammeaftale.compare.change_lines import MAX_LINES, WIDTH, Names, change_lines, counted
from rammeaftale.compare.changes import Change, ChangeKind, Proposal
from rammeaftale.compare.pasted import entries, to_be_marked
from rammeaftale.decode.schema import read_list
from rammeaftale.model.lineage import Descent
from rammeaftale.model.provision import Provision, ProvisionKind
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.world import Source

COUNT = 25
ONE = Provision("x", True, ProvisionKind.PARAGRAPH, "d", "", "Ord", "Ord", TextSpan("d.md", 3))


def _lines(changes: list[Change], *, all_lines: bool = False) -> list[str]:
    provisions = {one.id: one for change in changes for one in (*change.old, *change.new)}
    names = Names(provisions, {"d": "Titel"})
    return [*change_lines(changes, names, names, all_lines=all_lines)]


def _change(kind: ChangeKind, one: Provision = ONE, other: Provision = ONE) -> Change:
    return Change(frozenset({kind}), (one,), (other,))


def test_many_takster_are_shown_only_when_asked_for() -> None:
    line = replace(ONE, kind=ProvisionKind.TAKST, span=CellSpan("t.csv", "", "A2"))
    changes = [
        Change(frozenset({kind}), (), (replace(line, id=f"takst:{kind.value}{n}"),))
        for n in range(COUNT)
        for kind in (ChangeKind.NEW, ChangeKind.REWORDED)
    ]
    shown = _lines(changes)
    assert sum("t.csv, celle A2" in one for one in shown) == 2 * MAX_LINES
    assert shown[-2:] == [
        f"  … og {COUNT - MAX_LINES} takster mere: ny (vis dem med --alle)",
        f"  … og {COUNT - MAX_LINES} takster mere: omformuleret (vis dem med --alle)",
    ]
    assert sum("t.csv" in one for one in _lines(changes, all_lines=True)) == 2 * COUNT


def test_of_a_long_text_the_words_around_the_difference_are_shown() -> None:
    before = " ".join(f"ord{n}" for n in range(100))
    after = before.replace("ord50", "noget andet")
    old, new = (replace(ONE, printed=text) for text in (before, after))
    *_, first, second = _lines([_change(ChangeKind.REWORDED, old, new)])
    assert first.startswith("    før: d.md:3  »… ord46 ord47 ord48 ord49 ord50 ord51")
    assert second.startswith("    nu:  d.md:3  »… ord46 ord47 ord48 ord49 noget andet ord51")
    assert all(one.endswith(" …«") and len(one) < WIDTH + 40 for one in (first, second))


def test_what_was_of_another_kind_is_told_with_that() -> None:
    assert "  anden form: punkt, før stykke" in _lines(
        [_change(ChangeKind.RECAST, ONE, replace(ONE, kind=ProvisionKind.ITEM))]
    )


def test_what_stands_otherwise_is_told_with_how_it_stood() -> None:
    margin = replace(ONE, standing="margen")
    assert "  anden form: stykke (margen), før almindelig tekst" in _lines([_change(ChangeKind.RECAST, ONE, margin)])


def test_where_the_words_are_the_same_the_source_is_shown() -> None:
    old, new = (replace(ONE, printed="Se →", written=f"Se [](afsnit:{id_})", beyond=(id_,)) for id_ in "ab")
    assert _lines([_change(ChangeKind.REWORDED, old, new)])[3:] == [
        "    før: d.md:3  »Se [](afsnit:a)«",
        "    nu:  d.md:3  »Se [](afsnit:b)«",
    ]


def test_another_picture_with_the_same_words_is_told() -> None:
    old, new = (replace(ONE, kind=ProvisionKind.PICTURE, beyond=(pixels,)) for pixels in "ab")
    assert "  omformuleret: billede (filen er en anden)" in _lines([_change(ChangeKind.REWORDED, old, new)])


def test_no_control_character_reaches_the_screen() -> None:
    told_so = _lines([_change(ChangeKind.REWORDED, ONE, replace(ONE, printed="a\x1b[2Jb\u202ec"))])
    assert "    nu:  d.md:3  »a·[2Jb·c«" in told_so
    assert all(line.isprintable() for line in told_so)


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ([], "ingen ændringer"),
        (["ny"], "1 ændring: 1 ny"),
        (
            ["ny", "ny", "udgået", "anden form", "ny værdi", "ny værdi"],
            "6 ændringer: 2 nye, 1 udgået, 2 med nye værdier og 1 med anden form",
        ),
    ],
)
def test_changes_are_counted_in_danish(kinds: list[str], words: str) -> None:
    assert counted([_change(ChangeKind(kind)) for kind in kinds]) == words


def test_what_is_pasted_is_read_as_it_was_meant() -> None:
    def provision(id_: str, *, written: bool = True) -> Provision:
        return replace(ONE, id=id_, is_written=written)

    odd = 'tabel/{{ a.b }}: "c" # d, [e]'
    proposals = [
        Proposal(provision("gammel"), provision("ny"), 0.8),
        Proposal(provision("gammel/stykke-1", written=False), provision("ny"), 0.7),
        Proposal(provision(odd), provision("forum:kkr"), 0.6),
        Proposal(provision("x"), provision("ny/punkt-1", written=False), 0.6),
    ]
    lines = "\n".join(["afstamning:", *entries(proposals, "0123456789ab")])
    tree = parse_yaml(Source("afstamning.yaml", lines.encode()))
    assert tree.value is not None
    read = read_list(Descent, "afstamning", tree.value)
    assert (tree.diagnostics, read.diagnostics) == ((), ())
    first, second = read.value
    assert (first.new.value, [one.value for one in first.old]) == ("ny", ["gammel", "gammel/stykke-1"])
    assert first.revision is not None
    assert first.revision.value == "0123456789ab"
    assert (second.new.value, [one.value for one in second.old], second.revision) == ("forum:kkr", [odd], None)
    assert to_be_marked(proposals) == (proposals[3],)
