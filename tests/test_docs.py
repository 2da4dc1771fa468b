"""The guides are true: every kind, command, frame and form is described, and nothing that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import click
import pytest

from rammeaftale.base import danish
from rammeaftale.base.diagnostics import Severity
from rammeaftale.decode.computed_facts import OPERATIONS
from rammeaftale.decode.facts import decode_facts
from rammeaftale.model.facts import FactKind
from rammeaftale.model.names import DRAWINGS, INSERTS
from rammeaftale.model.takst_columns import COLUMNS, UNITS
from rammeaftale.model.takster import DataState
from rammeaftale.read.markdown.containers import SHAPES
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.resolve.facts import FORMS
from rammeaftale.shell.cli import commands
from rammeaftale.world import Source
from tests.guides import ROOT, anchors, blocks, guide, headings, kinds_in_code, links, pages

FACT_FORMS = {form for forms in FORMS.values() for form in forms} - {""}
SEVERITIES = "|".join(severity.value for severity in Severity)
_HEAD = re.compile(rf"^(?:{SEVERITIES})\[([a-z0-9-]+)\]: .+$", re.MULTILINE)
_HINT = re.compile(r"^ +=[ ](.+)$", re.MULTILINE)
_GIVEN = re.compile(
    r"^(?P<severity>[a-zæøå]+)\[(?P<kind>[a-z0-9-]+)\] .*\n  (?P<message>.+)\n(?P<hints>(?:  → .+\n)*)", re.MULTILINE
)
_ENTRY = re.compile(r"^### `([a-z0-9-]+)`\n(.*?)(?=^##)", re.MULTILINE | re.DOTALL)
_ROW = re.compile(r"^\| `([a-z0-9-]+)` \|", re.MULTILINE)
_EXAMPLE = re.compile(r"^\| `(\w+)` \| [^|]+ \| `\{(\w+: \[.+\])\}` \| ([\d.,]+) \|$", re.MULTILINE)
_COLUMN = re.compile(r"^\| ([^|]+) \| [^|]+ \| (ja|nej) \|$", re.MULTILINE)


def _entries() -> list[str]:
    """The kinds that meddelelser.md describes: a heading each, and the rows about finished products."""
    text, _, products = guide("meddelelser").partition("\n## Den færdige PDF\n")
    return [kind for kind, _ in _ENTRY.findall(text + "\n##")] + _ROW.findall(products)


def test_every_kind_of_finding_is_described_once() -> None:
    assert sorted(kinds_in_code() - set(_entries())) == []
    assert sorted(set(_entries()) - kinds_in_code()) == []
    assert len(_entries()) == len(set(_entries()))


def test_every_description_has_an_example_of_its_own_kind() -> None:
    text = guide("meddelelser").partition("\n## Den færdige PDF\n")[0] + "\n##"
    wrong = [kind for kind, words in _ENTRY.findall(text) if [kind] != _HEAD.findall("\n".join(blocks(words)))]
    assert wrong == []


def test_descriptions_stand_in_order_within_their_group() -> None:
    for group in guide("meddelelser").split("\n## ")[1:]:
        kinds = [heading.strip("`") for heading in headings(group)]
        assert kinds == sorted(kinds)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_messages_that_are_quoted_have_a_kind_that_exists(page: Path) -> None:
    quoted = set(_HEAD.findall("\n".join(blocks(page.read_text("utf-8")))))
    assert sorted(quoted - kinds_in_code()) == []


def test_messages_that_a_case_gives_are_quoted_word_for_word_with_their_hints() -> None:
    """What the cases give stands in cases/beskeder.txt: tests/test_cases.py sees to it."""
    given: dict[str, dict[str, set[str]]] = {}
    for kind, message, hints in _given_by_cases():
        given.setdefault(kind, {}).setdefault(message, set()).update(hints)
    text = guide("meddelelser").partition("\n## ")[2]
    quoted = [(match, block) for block in blocks(text) for match in _HEAD.finditer(block) if match[1] in given]
    assert [match[0] for match, _ in quoted if match[0] not in given[match[1]]] == []
    told = ((hint, given[match[1]][match[0]]) for match, block in quoted for hint in _HINT.findall(block))
    assert [hint for hint, hints in told if hint not in hints] == []
    assert len(quoted) > len(given) // 2


def _given_by_cases() -> Iterator[tuple[str, str, list[str]]]:
    """The kind of each finding of the cases, its message as the guide has it, and its hints."""
    for match in _GIVEN.finditer((ROOT / "tests/cases/beskeder.txt").read_text("utf-8")):
        hints = _in_the_guide(match["hints"]).splitlines()
        message = f"{match['severity']}[{match['kind']}]: {match['message']}"
        yield match["kind"], _in_the_guide(message), [hint.removeprefix("  → ") for hint in hints]


def _in_the_guide(message: str) -> str:
    """The made-up edition of the cases lies ten years after the one that the guide takes its examples from."""
    return message.replace("2031-32", "2021-22").replace("2031", "2021").replace("2032", "2022")


def _command_words(group: click.Group) -> Iterator[str]:
    """The names of the commands, their options, and what an option lets choose between; of the groups in it too."""
    for name, command in group.commands.items():
        yield name
        if isinstance(command, click.Group):
            yield from _command_words(command)
        for parameter in command.params:
            yield from parameter.opts
            yield from parameter.type.choices if isinstance(parameter.type, click.Choice) else ()


def test_every_command_and_option_is_described() -> None:
    text = guide("byg-og-udgiv")
    assert isinstance(commands, click.Group)
    names = {*_command_words(commands), *commands.context_settings["help_option_names"]} - {
        "folder",
        "pdf",
        "before",
        "after",
        "place",
        "id_",
    }
    assert [name for name in sorted(names) if name not in text] == []
    takster = commands.commands["takster"]
    assert isinstance(takster, click.Group)
    options = {word for word in _command_words(takster) if word.startswith("-")}
    assert [name for name in sorted(options) if name not in guide("takster")] == []
    assert [name for name in takster.commands if f"build.py takster {name} " not in guide("takster")] == []


def test_every_target_of_make_that_editors_use_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {name for page in pages() for name in re.findall(r"(?<!to )\bmake ([a-z]+)", page.read_text("utf-8"))}
    assert sorted(named - targets) == []
    assert {"rammeaftale", "tjek", "test", "ryd"} <= named


def test_everything_that_texts_and_registers_may_name_is_described() -> None:
    writing, facts = guide("skriv-tekst"), guide("ret-oplysninger")
    assert [name for name in {*INSERTS, *DRAWINGS, *FACT_FORMS} if f"`{name}`" not in writing] == []
    assert [name for name in SHAPES if f"| `::: {name}" not in writing] == []
    assert [kind.value for kind in FactKind if f"| `{kind.value}` |" not in facts] == []
    assert sorted(OPERATIONS) == sorted(name for name, _, _ in _EXAMPLE.findall(facts))


def test_the_examples_of_operations_give_what_the_guide_says() -> None:
    for name, recipe, result in _EXAMPLE.findall(guide("ret-oplysninger")):
        source = f"a:\n  b:\n    beregnes: {{{recipe}}}\n    kilde: beregnet\n"
        tree = parse_yaml(Source("fakta.yaml", source.encode())).value
        assert tree is not None
        fact = decode_facts(tree).value["a.b"]
        assert isinstance(fact.value, Decimal)
        assert danish.format_number(fact.value) == result, name


def test_the_columns_of_a_takstfil_are_described_in_order_with_what_is_required() -> None:
    described = [(heading, needed == "ja") for heading, needed in _COLUMN.findall(guide("takster"))]
    assert described == [(column.heading, column.is_required) for column in COLUMNS]
    assert [word for word in UNITS if word not in guide("takster")] == []


def test_the_states_of_data_are_described() -> None:
    assert [state.value for state in DataState if f"`{state.value}`" not in guide("bilag-og-dokumenter")] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_local_link_and_picture_leads_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in links(text):
        if target.startswith(("https://", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        place = page.parent / path if path else page
        assert place.exists(), target
        assert not anchor or anchor in anchors(place.read_text("utf-8")), target


def test_every_guide_begins_with_what_the_reader_gets() -> None:
    for page in (ROOT / "docs" / "vejledning").glob("*.md"):
        title, _, first = page.read_text("utf-8").split("\n", 2)
        assert title.startswith("# ")
        assert "du" in first.lstrip().split("\n\n")[0].split()
