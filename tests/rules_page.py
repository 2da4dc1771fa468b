"""docs/regler.md read as data: the rules that are in force, and those to come."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tests.guides import ROOT

PAGE = ROOT / "docs" / "regler.md"
_ENTRY = re.compile(r"^### ([TPRUG][0-9]+) [^\n]+\n(.*?)(?=^##)", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r"^- (\w[\w ]*): (.*(?:\n  .*)*)", re.MULTILINE)
_LIMIT = re.compile(r"`(\w+)` ([0-9.,]+)[^,;]*, bekræftet: (ja|nej)")
_TO_COME = re.compile(r"^\| ([TPRUG][0-9]+) \|", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """What the page says of one rule. `limits`: a limit's name to its value and whether it is confirmed."""

    fields: Mapping[str, str]
    limits: Mapping[str, tuple[str, str]]

    def names(self, field: str) -> tuple[str, ...]:
        """What stands in code marks in a field."""
        return tuple(re.findall(r"`([^`]+)`", self.fields.get(field, "")))


@cache
def rules() -> Mapping[str, Rule]:
    """Those in force, by number."""
    entries = _ENTRY.findall(PAGE.read_text("utf-8"))
    assert len({number for number, _ in entries}) == len(entries)
    return {number: _rule(words) for number, words in entries}


def to_come() -> frozenset[str]:
    """The numbers of those that are not built."""
    return frozenset(_TO_COME.findall(PAGE.read_text("utf-8")))


def _rule(words: str) -> Rule:
    fields = dict(_FIELD.findall(words))
    limits = {name: (value, confirmed) for name, value, confirmed in _LIMIT.findall(fields.get("Grænse", ""))}
    return Rule(fields, limits)
