"""Values and rows of YAML files: every value is read back as it was meant, in the style that stood there if it can."""

from __future__ import annotations

from random import Random

import pytest

from rammeaftale.edit.yaml_file import OpenYaml, delete_row, insert_row_after, open_yaml, replace_value
from rammeaftale.edit.yaml_values import YamlData, as_data
from rammeaftale.model.extent import Extent
from rammeaftale.read.yaml.nodes import Mapping, Scalar, Sequence
from rammeaftale.world import Source
from tests.real import REAL_YAML
from tests.test_yaml_extents import STYLES, WRITTEN, every, rows, tree, values

ODD = (
    ": ", "#", " #", "- ", "ord", "æ", "{{ a.b }}", "[", "]", "{", "}", ",", "&a", "*", "!", "|", ">", "'", '"', "%",
    "@", "`", "1.250", "nej", "yes", "null", "~", "\\", "?", " ", "Bilag 3: x", "012", "---", ".",
)  # fmt: skip
LONG = "Dette er en meget lang tekst, som skal stå på flere linjer, fordi der højst er plads til 120 tegn. " * 2


def opened(text: str) -> OpenYaml:
    checked = open_yaml(Source("a.yaml", text.encode()))
    assert checked.value is not None
    return checked.value


def odd(random: Random) -> str:
    return "".join(random.choice(ODD) for _ in range(random.randint(1, 5))).strip() or "x"


def scalars(text: str) -> list[Scalar]:
    """The values, not the keys."""
    nodes = list(every(tree(text)))
    keys = {id(key) for node in nodes if isinstance(node, Mapping) for key, _ in node.entries}
    return [node for node in nodes if isinstance(node, Scalar) and id(node) not in keys]


@pytest.mark.parametrize("text", [STYLES, *WRITTEN, *REAL_YAML], ids=lambda text: str(len(text)))
def test_any_value_can_be_written_anywhere(text: str) -> None:
    random, file = Random(len(text)), opened(text)
    found = scalars(text)
    for node in random.sample(found, min(4, len(found))):
        assert node.extent is not None
        for value in (odd(random), LONG.strip()):
            made = replace_value(file, node.extent, value).value
            assert made is not None
            at = [one.extent for one in found].index(node.extent)
            assert scalars(made)[at].value.rstrip("\n") == value
            others = [one.value for one in found[:at] + found[at + 1 :]]
            assert [one.value for one in scalars(made)[:at] + scalars(made)[at + 1 :]] == others


def extent_of(file: OpenYaml, key: str) -> Extent:
    node = file.root.get(key) if isinstance(file.root, Mapping) else None
    assert node is not None and node.extent is not None
    return node.extent


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        ("plain", "nyt ord", "plain: nyt ord # slut"),
        ("plain", "a: b", 'plain: "a: b" # slut'),
        ("plain", "{{ x }}", 'plain: "{{ x }}" # slut'),
        ("plain", 'et "ord": x', "plain: 'et \"ord\": x' # slut"),
        ("plain", "\"a\" 'b': c\\", "plain: '\"a\" ''b'': c\\' # slut"),
        ("dobbelt", "jo", 'dobbelt: "jo"'),
        ("dobbelt", 'a"b\\c', 'dobbelt: "a\\"b\\\\c"'),
        ("enkelt", "it's", "enkelt: 'it''s'"),
        ("plain", "a\nb", 'plain: "a\n\n  b" # slut'),
        ("sidst", "a\nb", "sidst: |\n  a\n  b"),
        ("foldet", "a\nb", "foldet: >-\n  a\n\n  b"),
    ],
)
def test_the_style_stays_where_it_can(key: str, value: str, line: str) -> None:
    file = opened(STYLES)
    made = replace_value(file, extent_of(file, key), value).value
    assert made is not None and f"\n{line}\n" in made


def forms(random: Random) -> list[YamlData]:
    return [odd(random), {"a": odd(random), "b": ["c", {"d": odd(random)}]}, [odd(random)]]


def test_rows_come_and_go_and_the_others_stay() -> None:
    random = Random(5)
    for text in (STYLES, *WRITTEN):
        file = opened(text)
        places = [(row, node) for node in every(file.root) if not isinstance(node, Scalar) for row in rows(node)]
        for row, node in random.sample(places, min(6, len(places))):
            assert row is not None
            new = random.choice(forms(random))
            key = "" if isinstance(node, Sequence) else "nyt"
            more, less = insert_row_after(file, row, key, new), delete_row(file, row)
            if more.value is not None:
                assert len(values(tree(more.value))) > len(values(file.root))
            else:
                assert more.diagnostics[0].message.startswith("her kan der ikke sættes en række ind")
            if less.value is not None:
                assert len(values(tree(less.value))) < len(values(file.root))
            else:
                assert less.diagnostics[0].message.startswith(("rækken deler linje", "rækken kan ikke slettes for sig"))


def test_a_new_row_has_the_form_of_the_file() -> None:
    file = opened("kommuner:\n  - kode: 615\n    navn: Horsens\n  - kode: 727\n    navn: Odder\n")
    root = file.root
    assert isinstance(root, Mapping)
    towns = root.get("kommuner")
    assert isinstance(towns, Sequence) and towns.rows[0] is not None
    made = insert_row_after(file, towns.rows[0], "", {"kode": "661", "navn": "By: x"}).value
    new = '  - kode: 661\n    navn: "By: x"\n'
    assert made == f"kommuner:\n  - kode: 615\n    navn: Horsens\n{new}  - kode: 727\n    navn: Odder\n"
    assert delete_row(file, towns.rows[0]).value == "kommuner:\n  - kode: 727\n    navn: Odder\n"


def test_what_no_value_can_be_is_refused() -> None:
    file = opened(STYLES)
    assert replace_value(file, extent_of(file, "plain"), "a\x00").diagnostics[0].kind == "ret-styretegn"
    assert replace_value(file, extent_of(file, "punkter"), "a").diagnostics[0].kind == "ret-umulig"
    assert open_yaml(Source("a.yaml", b"\xef\xbb\xbfa: b\n")).diagnostics[0].kind == "ret-form"
    assert open_yaml(Source("a.yaml", b"a: b\na: c\n")).diagnostics[0].kind == "ret-fejl-i-filen"


def test_plain_data_keeps_its_order() -> None:
    assert as_data({"b": ["x", {"y": "z"}], "a": ""}) == (("b", ("x", (("y", "z"),))), ("a", ""))
