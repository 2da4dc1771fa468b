"""Digests that never change: those of the edition in fast/, as they were written down when its form was made.

Where one of these tests fails, the canonical form is another, and every digest that anybody has kept (an approval, a
review) holds no longer. Then mend the form; or, if it must be another, give it a new VERSION and a file of its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator

from rammeaftale.compare.canonical import VERSION, canonical, digests, document_digests, edition_digest
from rammeaftale.compare.places import Places
from rammeaftale.compare.provisions import provisions
from tests.compare.changed_editions import HERE, fixed_files, loaded
from tests.printing import ROOT

KEPT = HERE / f"kanonisk-{VERSION}.json"
EDITION = loaded(fixed_files())
PROGRAM = """
from tests.compare.changed_editions import fixed_files, loaded
from rammeaftale.compare.canonical import edition_digest
print(edition_digest(loaded(fixed_files())))
"""


def _now() -> dict[str, object]:
    """The digests and forms in the shape in which they are kept."""
    places = Places(EDITION.documents)
    found = provisions(EDITION)
    return {
        "udgaven": edition_digest(EDITION),
        "dokumenter": dict(document_digests(EDITION)),
        "trykt": {one.id: digests(one).printed for one in found},
        "skrevet": {one.id: digests(one).written for one in found},
        "former": {document.id: canonical(EDITION, document, places) for document in EDITION.documents},
    }


def test_the_digests_are_those_that_were_written_down(*, accept: bool) -> None:
    if accept and not KEPT.exists():
        KEPT.write_text(json.dumps(_now(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    kept = json.loads(KEPT.read_text("utf-8"))
    current = _now()
    assert current["former"] == kept["former"]
    assert {name: value for name, value in current.items() if name != "former"} == {
        name: value for name, value in kept.items() if name != "former"
    }


def test_anybody_can_reckon_a_digest_from_the_form() -> None:
    kept = json.loads(KEPT.read_text("utf-8"))
    for id_, form in kept["former"].items():
        assert kept["dokumenter"][id_] == _digest(form)
    assert kept["udgaven"] == _digest(list(kept["dokumenter"].values()))


def _digest(form: object) -> str:
    text = json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_field_that_is_empty_is_left_out() -> None:
    """One that comes later, and is empty in what was there before, must not change a digest."""
    places = Places(EDITION.documents)
    for document in EDITION.documents:
        assert list(_empty(canonical(EDITION, document, places))) == []


def _empty(form: object, way: str = "") -> Iterator[str]:
    """Where a field of the form is empty."""
    if isinstance(form, dict):
        yield from (f"{way}/{name}" for name, value in form.items() if value in ("", 0, [], {}, None, False))
        for name, value in form.items():
            yield from _empty(value, f"{way}/{name}")
    elif isinstance(form, list):
        for value in form:
            yield from _empty(value, way)


def test_another_process_with_another_hash_seed_gives_the_same_digest() -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == edition_digest(EDITION)
