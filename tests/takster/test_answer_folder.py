"""The folder of answers: no answer of an earlier run lies there to be sent, and nobody's own file is touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rammeaftale.shell.answer_folder import LIST, Laid, lay
from rammeaftale.world import Folder
from tests import frozen
from tests.checkouts import run

_MAIL = "871-askehoej-mail.txt"


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_answer_that_is_not_given_again_goes(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "svar")
    assert lay(folder, {"a.xlsx": b"a", _MAIL: b"b"}) == Laid((), (), (), ())
    assert lay(folder, {"a.xlsx": b"a"}) == Laid((_MAIL,), (), (), ())
    assert _names(folder.root) == ["a.xlsx", LIST]


def test_a_file_that_was_changed_or_is_not_ours_is_left_and_named(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "svar")
    lay(folder, {"a.xlsx": b"a", _MAIL: b"b"})
    folder.write("egen-mail.txt", b"min")
    folder.write(_MAIL, b"b med frist")
    assert lay(folder, {"a.xlsx": b"a"}) == Laid((), (), (), (_MAIL, "egen-mail.txt"))
    assert folder.read(_MAIL) == b"b med frist"


def test_what_was_written_by_hand_stays_while_the_answer_is_the_same(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "svar")
    lay(folder, {_MAIL: b"b"})
    folder.write(_MAIL, b"b med frist")
    for _ in range(2):
        assert lay(folder, {_MAIL: b"b"}) == Laid((), (_MAIL,), (), ())
        assert folder.read(_MAIL) == b"b med frist"
    assert lay(folder, {_MAIL: b"ny"}) == Laid((), (), (_MAIL,), ())
    assert folder.read(_MAIL) == b"ny"


@pytest.mark.parametrize("listed", [b"", b"[", b"[]", b'{"../x.txt": "a", "x.txt": 3, ".x.txt": "a"}', b"\xff"])
def test_a_list_that_no_run_wrote_removes_nothing(tmp_path: Path, listed: bytes) -> None:
    (tmp_path / "x.txt").write_bytes(b"x")
    folder = Folder(tmp_path / "svar")
    for name in ("x.txt", ".x.txt"):
        folder.write(name, b"x")
    folder.write(LIST, listed)
    assert lay(folder, {}) == Laid((), (), (), ("x.txt",))
    assert (tmp_path / "x.txt").exists() and folder.read(".x.txt") == b"x"


def test_the_answers_to_a_mended_and_a_removed_file_replace_the_earlier(tmp_path: Path) -> None:
    checkout = frozen.checkout(tmp_path / "klon", "rammeaftale", "templates", "build.py")
    post, sent = checkout / "post", checkout / frozen.SENT / "2031"
    post.mkdir()
    (post / "873-egemose.xlsx").write_bytes(b"PK\x03\x04halv")
    for name in ("871-askehoej.xlsx", "881-aakaer.xlsx"):
        shutil.copy(sent / name, post)
    run(checkout, "takster", "svar", "post")
    folder = checkout / "ud/2031-32/svar"
    assert {"873-egemose-xlsx-mail.txt", "881-aakaer.xlsx"} <= set(_names(folder))
    (post / "873-egemose.xlsx").unlink()
    (post / "881-aakaer.xlsx").unlink()
    shutil.copy(sent / "873-egemose.csv", post)
    done = run(checkout, "takster", "svar", "post")
    assert _names(folder) == [
        "871-askehoej-mail.txt",
        "871-askehoej.xlsx",
        "873-egemose-mail.txt",
        "873-egemose.xlsx",
        LIST,
    ]
    gone = "873-egemose-xlsx-mail.txt, 881-aakaer-mail.txt og 881-aakaer.xlsx"
    assert f"Slettet, fordi de er svar fra før og ikke gælder mere: {gone}\n" in done.stdout
    refused = run(checkout, "takster", "svar", "post", "--til", "post")
    assert (refused.returncode, _names(post)) == (2, ["871-askehoej.xlsx", "873-egemose.csv"])
    assert "de ville erstatte filerne" in refused.stderr
