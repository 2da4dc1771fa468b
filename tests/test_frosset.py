"""The frozen edition is what it says: its senders' files are made of what they are meant to say."""

from __future__ import annotations

from tests.frosset_files import FOLDER, FROZEN, files


def test_the_senders_files_are_made_the_same_again() -> None:
    made = dict(files())
    there = {path.relative_to(FROZEN).as_posix(): path.read_bytes() for path in (FROZEN / FOLDER).glob("*/*")}
    assert sorted(made) == sorted(there)
    assert [path for path, data in made.items() if data != there[path]] == []
