"""Bytes → located tree. What each trap of YAML says is in cases/yaml; here are shapes, places, limits and chance."""

from __future__ import annotations

import importlib
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rammeaftale.base.diagnostics import Checked, TextSpan
from rammeaftale.read.yaml import tree as yaml_tree
from rammeaftale.read.yaml.lines import quoted
from rammeaftale.read.yaml.nodes import Mapping, Scalar, Sequence, YamlNode
from rammeaftale.read.yaml.tree import MAX_BYTES, MAX_DEPTH, parse_yaml
from rammeaftale.world import Source


def _parse(text: str) -> Checked[YamlNode | None]:
    return parse_yaml(Source("a.yaml", text.encode()))


def _kinds(text: str) -> list[str]:
    return [diagnostic.kind for diagnostic in _parse(text).diagnostics]


def _value(text: str) -> YamlNode | None:
    tree = _parse(f"a: {text}").value
    return tree.get("a") if isinstance(tree, Mapping) else None


@pytest.mark.parametrize(
    "text",
    ["1.10", "010", "1:30", "1_000", "2026-01-01", "2026-13-01", "+4512345678", ".nan", "ja", "nej", "y", "0x1F"],
)
def test_scalars_stay_text(text: str) -> None:
    assert _value(text) == Scalar(text, TextSpan("a.yaml", 1, 4, len(text)))


def test_the_place_of_quoted_text_is_its_first_letter() -> None:
    assert _value('"æ: b"') == Scalar("æ: b", TextSpan("a.yaml", 1, 5, 4), plain=False)
    assert _value("''") == Scalar("", TextSpan("a.yaml", 1, 5, 1), plain=False)


def test_the_place_of_a_block_text_is_its_first_line() -> None:
    assert _value("|\n\n    en\n    to\n") == Scalar("\nen\nto\n", TextSpan("a.yaml", 3, 5, 2), plain=False)


def test_lists_and_mappings_know_their_place() -> None:
    tree = _parse("a:\n  - b: c\n").value
    assert isinstance(tree, Mapping)
    items = tree.get("a")
    assert isinstance(items, Sequence)
    assert items.span == TextSpan("a.yaml", 2, 3, 1)
    assert items.items[0].span == TextSpan("a.yaml", 2, 5, 1)


def test_a_double_key_shows_both_places_and_keeps_the_first() -> None:
    checked = _parse("a: 1\na: 2\n")
    (problem,) = checked.diagnostics
    assert problem.span == TextSpan("a.yaml", 2, 1)
    assert problem.related == ((TextSpan("a.yaml", 1, 1), "første gang"),)
    assert isinstance(checked.value, Mapping)
    assert len(checked.value.entries) == 1


def test_every_fault_is_found_in_one_run_and_the_mended_tree_is_given() -> None:
    checked = _parse("a: Bilag 3: Priser\nb: %x\nc: 'd'\nc: 2\n")
    assert [(d.kind, str(d.span)) for d in checked.diagnostics] == [
        ("yaml-kolon", "a.yaml:1:4"),
        ("yaml-tegn-foran", "a.yaml:2:4"),
        ("noegle-dobbelt", "a.yaml:4:1"),
    ]
    assert isinstance(checked.value, Mapping)
    assert checked.value.get("a") == Scalar("Bilag 3: Priser", TextSpan("a.yaml", 1, 4, 15), plain=False)


def test_a_long_quoted_text_is_not_blamed_for_a_fault_below_it() -> None:
    assert _kinds('a: "en\n  to"\nb:\n  c: 1\n d: 2\n') == ["yaml-indrykning"]


@pytest.mark.parametrize("text", ["# kun en kommentar\n", "---\n", "\n\n", ""])
def test_a_file_without_content_says_so(text: str) -> None:
    assert _kinds(text)[0] in ("fil-tom", "yaml-tom-vaerdi")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[" * (MAX_DEPTH + 5) + "]" * (MAX_DEPTH + 5), "yaml-for-stor"),
        ("[" * 100_000, "yaml-for-stor"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "yaml-tegn-foran"),
    ],
)
def test_bombs_are_defused(text: str, kind: str) -> None:
    assert kind in _kinds(text)


def test_too_many_values_and_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _kinds("#" * (MAX_BYTES + 1)) == ["fil-for-stor"]
    monkeypatch.setattr(yaml_tree, "MAX_NODES", 20)
    assert _kinds("- a\n" * 30) == ["yaml-for-stor"]


@pytest.mark.parametrize("value", ["ord", 'et "ord"', "it's", "a\\b", "både \" og '", "x: y"])
def test_the_proposed_quotes_give_the_value_back(value: str) -> None:
    node = _value(quoted(value))
    assert isinstance(node, Scalar)
    assert node.value == value


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    checked = parse_yaml(Source("a.yaml", data))
    assert checked.value is not None or not checked.ok


@example("---")
@example("---\n")
@example("- \n-\n")
@given(st.text(alphabet=st.sampled_from("ab: -\n#[]{}\"'*&!|>%@,?\\~<=0")))
def test_any_signs_are_read_or_refused(text: str) -> None:
    checked = _parse(text)
    assert checked.value is not None or not checked.ok
    lines = text.removesuffix("\n").split("\n")
    for diagnostic in checked.diagnostics:
        assert diagnostic.hints
        if isinstance(diagnostic.span, TextSpan):
            assert 1 <= diagnostic.span.line <= len(lines)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="\ufffd")))
def test_quoted_text_is_read_as_it_stands(text: str) -> None:
    node = _value(quoted(text))
    assert isinstance(node, Scalar)
    assert node.value == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("loader", ["CBaseLoader", "BaseLoader"])
def test_both_parsers_give_the_same_findings(loader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_tree, "_LOADER", getattr(importlib.import_module("yaml"), loader))
    text = 'a: Bilag: 3\nb: @x\nc: *y* z\nd: [x] y\ne: "f" g\nh: > 5\ni: {{ j }}\nk: "l\nm: n\n'
    assert [str(d.span) for d in _parse(text).diagnostics] == [f"a.yaml:{line}:4" for line in range(1, 9)]
