"""The program knows no region: what format 1 had in it is nowhere in its code, words and templates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rammeaftale.decode.older.from_1 import REGION
from rammeaftale.decode.region import decode_region
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.world import PROGRAM

PLACES = ("rammeaftale", "templates")
EXCEPT = {
    REGION,
    "rammeaftale/render/delinger.txt",  # the words of all editions, with where they may be divided
    "rammeaftale/model/bredder.txt",  # widths of letters, among them every number
}


def _words() -> Iterator[str]:
    tree = parse_yaml(PROGRAM.read(REGION)).value
    assert tree is not None
    checked = decode_region(tree, ())
    assert checked.value is not None and checked.ok
    region = checked.value
    yield from (region.code, region.name, region.short, "midtjysk", *region.foreign)
    yield from (region.places.value,) if region.places else ()
    for count in region.counts:
        yield from (count.fact.value, count.table.value, *(name.value for name in count.uncertain))


def _strays(text: str, words: set[str]) -> list[str]:
    found = re.findall("|".join(rf"(?<![\w.-]){re.escape(word)}(?![\d-])" for word in words), text, re.IGNORECASE)
    return sorted(set(found))


def test_the_program_names_nothing_of_one_region() -> None:
    words = set(_words())
    assert {"1082", "773", "Kofoedsminde", "pladser.i_alt", "tvaerregional-tabel-sikrede"} <= words
    sources = [path for place in PLACES for path in PROGRAM.list(place) if path not in EXCEPT]
    assert len(sources) > 200
    strays = {
        path: _strays(PROGRAM.read(path).data.decode("utf-8", "replace"), words) for path in (*sources, "build.py")
    }
    assert {path: found for path, found in strays.items() if found} == {}


def test_the_search_finds_what_it_should() -> None:
    words = set(_words())
    text = 'REGION = "1082"  # fra Midtjyllands, midtjyske (773); {{ pladser.i_alt }} og #107731, a-773'
    assert _strays(text, words) == ["1082", "773", "Midtjylland", "midtjysk", "pladser.i_alt"]
