"""`build.py sammenlign` and the versions that lineage names, as an editor meets them, in a small repository of git."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.case_files import BASIS
from tests.world.repositories import committed, git, write

TEXT = "bilag/2031-32/styringsaftale/tekst.md"
STYRING = "content/2031-32/styring.md"
LINEAGE = "content/2031-32/afstamning.yaml"
LONG = "Driftsherren sender regningen den første hverdag i måneden, og kommunen betaler inden tredive dage efter det."
BEGUN = LONG[: LONG.index(" tredive")]
FIRST, REST = LONG[:59], LONG[60:]
FIFTH = LONG.replace("den første", "den femte")

Answer = tuple[int, str, str]
"""Exit status, what is printed, and what is printed of faults."""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The small edition of the case files, committed and marked v1."""
    root = tmp_path / "klon"
    shutil.copytree(BASIS, root)
    committed(root)
    git(root, "tag", "v1")
    return root


def _append(root: Path, path: str, text: str) -> None:
    (root / path).write_text((root / path).read_text("utf-8") + text, "utf-8")


def test_nothing_has_changed(clone: Path, build: Callable[..., Answer]) -> None:
    commit = git(clone, "rev-parse", "HEAD")[:12]
    told = f"2031-32 i v1 ({commit}) er sammenlignet med 2031-32 i mappen her:\ningen ændringer.\n"
    assert build(clone, "sammenlign", "v1") == (0, told, "")
    assert build(clone, "sammenlign", commit, "v1")[1].endswith(f"med 2031-32 i v1 ({commit}):\ningen ændringer.\n")


def test_each_change_has_its_document_its_places_and_some_words(clone: Path, build: Callable[..., Answer]) -> None:
    _append(clone, TEXT, f"\n{LONG}\n\n## Tillæg {{#tillaeg}}\n\n- En\n- To\n")
    write(clone, {STYRING: "# Styring {#styring}\n\nParterne følger op hvert andet år.\n".encode()})
    status, told, wrong = build(clone, "sammenlign", "v1")
    assert (status, wrong) == (0, "")
    assert told.split("\n", 1)[1] == (
        "5 ændringer: 4 nye og 1 omformuleret.\n"
        "\nRammeaftale 2031-32\n"
        "  omformuleret: stykke under »Styring«\n"
        f"    før: {STYRING}:3  »Parterne følger op hvert år.«\n"
        f"    nu:  {STYRING}:3  »Parterne følger op hvert andet år.«\n"
        "\nStyringsaftale\n"
        "  ny: stykke under »Formål«\n"
        f"    nu:  {TEXT}:5  »{BEGUN} …«\n"
        "  ny: afsnit med 2 bestemmelser under »Formål«\n"
        f"    nu:  {TEXT}:7  »Tillæg«\n"
    )


def test_what_is_gone_and_split_is_told_with_all_its_places(clone: Path, build: Callable[..., Answer]) -> None:
    _append(clone, TEXT, f"\n{LONG}\n")
    committed(clone)
    git(clone, "tag", "v2")
    write(clone, {TEXT: f"# Formål {{#formaal}}\n\n{FIRST}\n\n{REST}\n".encode()})
    told = build(clone, "sammenlign", "v2")[1]
    assert told.split("\n", 1)[1] == (
        "2 ændringer: 1 udgået og 1 delt.\n"
        "\nStyringsaftale\n"
        "  udgået: stykke under »Formål«\n"
        f"    før: {TEXT}:3  »Styringsaftalen fastlægger taksterne.«\n"
        "  delt: stykke under »Formål«\n"
        f"    før: {TEXT}:5  »{BEGUN} …«\n"
        f"    nu:  {TEXT}:3  »{FIRST}«\n"
        f"    nu:  {TEXT}:5  »{REST}«\n"
    )


def test_a_proposal_that_is_pasted_in_is_believed(clone: Path, build: Callable[..., Answer]) -> None:
    _append(clone, TEXT, f"\n{LONG}\n")
    committed(clone)
    write(clone, {TEXT: (BASIS / TEXT).read_bytes()})
    _append(clone, STYRING, f"\n{FIFTH}\n")
    told = build(clone, "sammenlign", "HEAD")[1]
    assert "2 ændringer: 1 ny og 1 udgået." in told
    assert "\n  styring/stykke-2 ligner formaal/stykke-2 (" in told
    assert told.endswith("\n    = giv bestemmelsen et id med ».venv/bin/python build.py maerk styring/stykke-2«\n")
    assert build(clone, "maerk", "styring/stykke-2")[0] == 0
    told = build(clone, "sammenlign", "HEAD")[1]
    pasted = told[told.index("afstamning:\n") :]
    commit = git(clone, "rev-parse", "HEAD")[:12]
    assert pasted.replace('"', "").split("\n")[2:4] == ["    fra: [formaal/stykke-2]", f"    i: {commit}"]
    write(clone, {LINEAGE: pasted.encode()})
    assert build(clone, "tjek") == (0, "Kontrolleret: ingen fejl.\n", "")
    for revision in ("HEAD", "HEAD^0"):
        told = build(clone, "sammenlign", revision)[1]
        assert "1 ændring: 1 flyttet og 1 omformuleret." in told
        assert "flyttet og omformuleret: stykke under »Styring«" in told


def test_lineage_of_a_third_version_is_seen_through(clone: Path, build: Callable[..., Answer]) -> None:
    """Its addresses are those of v2; in v3 the paragraph has another one."""
    _append(clone, TEXT, f"\n{LONG}\n")
    committed(clone)
    git(clone, "tag", "v2")
    more = "# Formål {#formaal}\n\nNyt stykke foran.\n\nStyringsaftalen fastlægger taksterne.\n"
    write(clone, {TEXT: f"{more}\n{LONG}\n".encode()})
    committed(clone)
    write(clone, {TEXT: more.encode()})
    _append(clone, STYRING, f"\n{FIFTH} {{#regning}}\n")
    write(clone, {LINEAGE: b"afstamning:\n  - ny: regning\n    fra: [formaal/stykke-2]\n    i: v2\n"})
    assert "1 ændring: 1 flyttet og 1 omformuleret." in build(clone, "sammenlign", "HEAD")[1]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("findes-ikke",), "git-version-ukendt"),
        (("--", "--output=x"), "git-version-ulovlig"),
        (("v1", "findes-ikke"), "git-version-ukendt"),
    ],
)
def test_a_version_that_is_not_there_is_told(
    clone: Path, build: Callable[..., Answer], words: tuple[str, ...], kind: str
) -> None:
    status, told, wrong = build(clone, "sammenlign", *words)
    assert (status, told) == (1, "")
    assert wrong.startswith(f"fejl[{kind}]: ")


def test_an_edition_that_the_old_version_lacks_is_told_with_the_option(
    clone: Path, build: Callable[..., Answer]
) -> None:
    for path in (clone / "content/2031-32", clone / "bilag/2031-32"):
        shutil.copytree(path, path.parent / "2033-34")
    (clone / "content/aktuel.yaml").write_text("udgave: 2033-34\n", "utf-8")
    status, _, wrong = build(clone, "sammenlign", "v1")
    assert status == 2
    assert "Udgaven »2033-34« findes ikke. Vælg en med --fra-udgave. Disse findes i content/: 2031-32." in wrong
    status, told, wrong = build(clone, "sammenlign", "v1", "--fra-udgave", "2031-32")
    assert (status, wrong) == (0, "Bemærk: Udgaven 2033-34 i mappen her har fejl. Der er sammenlignet alligevel.\n")
    assert told.endswith("er sammenlignet med 2033-34 i mappen her:\ningen ændringer.\n")


def test_a_commit_says_itself_which_edition_is_current(clone: Path, build: Callable[..., Answer]) -> None:
    """One from before that was said, and with several, says none; the commit at v1 has one and need not say it."""
    for path in (clone / "content/2031-32", clone / "bilag/2031-32"):
        shutil.copytree(path, path.parent / "2033-34")
    committed(clone)
    git(clone, "tag", "v2")
    status, _, wrong = build(clone, "sammenlign", "v1", "v2")
    assert (status, "fejl[aktuel-mangler]" in wrong, "vælg en udgave med --udgave" in wrong) == (1, True, True)
    assert build(clone, "sammenlign", "v1", "v2", "--udgave", "2031-32")[0] == 0
    committed(clone, {"content/aktuel.yaml": b"udgave: 2031-32\n"})
    git(clone, "tag", "v3")
    (clone / "content/aktuel.yaml").write_text("udgave: 2033-34\n", "utf-8")
    assert " med 2031-32 i v3 " in build(clone, "sammenlign", "v1", "v3")[1]


def test_an_old_version_that_cannot_be_read_is_told_with_its_findings(
    clone: Path, build: Callable[..., Answer]
) -> None:
    whole = (clone / "content/2031-32/udgave.yaml").read_bytes()
    committed(clone, {"content/2031-32/udgave.yaml": whole.replace(b"titel:", b"tittel:")})
    write(clone, {"content/2031-32/udgave.yaml": whole})
    status, told, wrong = build(clone, "sammenlign", "HEAD")
    assert (status, told) == (1, "")
    assert "nøglen »tittel« kendes ikke her\n  --> content/2031-32/udgave.yaml:1:1" in wrong
    assert "Udgaven 2031-32 i HEAD kan ikke læses. Der er intet at sammenligne.\n" in wrong


def test_of_two_versions_that_cannot_be_read_both_are_told(clone: Path, build: Callable[..., Answer]) -> None:
    _append(clone, TEXT, "\nEn <b>fed</b>.\n")
    committed(clone)
    write(clone, {TEXT: (BASIS / TEXT).read_bytes()})
    _append(clone, STYRING, "\n`kode`\n")
    status, told, wrong = build(clone, "sammenlign", "HEAD")
    assert (status, told, wrong.count("fejl[html-i-tekst]"), wrong.count("fejl[kode-i-tekst]")) == (1, "", 2, 1)
    said = " ".join(f"Udgaven 2031-32 i {place} kan ikke læses." for place in ("mappen her", "HEAD"))
    assert wrong.endswith(f"3 fejl. {said} Der er intet at sammenligne.\n")


def test_an_old_version_with_faults_is_compared_all_the_same(clone: Path, build: Callable[..., Answer]) -> None:
    _append(clone, TEXT, "\nSe [](afsnit:findes-ikke) og {{ findes.ikke }}.\n")
    committed(clone)
    write(clone, {TEXT: (BASIS / TEXT).read_bytes()})
    status, told, wrong = build(clone, "sammenlign", "HEAD")
    assert (status, wrong) == (0, "Bemærk: Udgaven 2031-32 i HEAD har fejl. Der er sammenlignet alligevel.\n")
    assert "1 ændring: 1 udgået." in told


def test_an_id_that_stands_there_twice_is_compared_all_the_same(clone: Path, build: Callable[..., Answer]) -> None:
    _append(clone, TEXT, "\n## Formål {#formaal}\n\nIgen.\n")
    committed(clone)
    write(clone, {TEXT: b"# Andet {#andet}\n\nNoget andet.\n"})
    status, told, _ = build(clone, "sammenlign", "HEAD")
    assert status == 0
    assert "  udgået: kapitel" in told


@pytest.mark.parametrize(
    ("revision", "old", "finding"),
    [
        ("v1", "formaal/stykke-1", ""),
        (
            "v1",
            "formaal/stykke-2",
            "fejl[afstamning-ukendt-dengang]: bestemmelsen »formaal/stykke-2« findes ikke i versionen »v1«",
        ),
        ("v9", "formaal", "fejl[afstamning-version-ukendt]: »v9« er hverken et mærke eller et commit i arkivet"),
        ("main", "formaal", "fejl[afstamning-version-ukendt]: »main« er hverken et mærke eller et commit i arkivet"),
    ],
)
def test_the_check_looks_up_what_lineage_names(
    clone: Path, build: Callable[..., Answer], revision: str, old: str, finding: str
) -> None:
    write(clone, {LINEAGE: f"afstamning:\n  - ny: styring\n    fra: [{old}]\n    i: {revision}\n".encode()})
    status, _, wrong = build(clone, "tjek")
    assert status == (1 if finding else 0)
    assert wrong.startswith(finding)
    assert ("HEAD kan ikke bruges her" in wrong) == ("version-ukendt" in finding)


@pytest.mark.parametrize(
    ("new", "old", "told"),
    [
        (
            "hensigt",
            "formal",
            "oplysning[afstamning-ikke-brugt]: bestemmelsen »formal« findes ikke i den gamle",
        ),
        ("hensigt", "formaal", ""),
        ("formaal", "fra-en-aeldre-udgave", ""),  # it was there in the old version, whatever it came from
    ],
)
def test_a_line_of_lineage_that_counts_for_nothing_is_told(
    clone: Path, build: Callable[..., Answer], new: str, old: str, told: str
) -> None:
    """`tjek` cannot know which version an id without one is from, so a misspelt one would never be found."""
    text = (clone / TEXT).read_bytes()
    write(clone, {LINEAGE: f"afstamning:\n  - ny: {new}\n    fra: [{old}]\n".encode()})
    write(clone, {TEXT: text.replace(b"{#formaal}", f"{{#{new}}}".encode())})
    status, _, wrong = build(clone, "sammenlign", "v1")
    assert status == 0
    assert wrong.startswith(told) and bool(wrong) == bool(told)
    assert ("= mente du »formaal«?" in wrong) == bool(told)


def test_without_git_lineage_is_not_looked_up_and_that_is_told(clone: Path, build: Callable[..., Answer]) -> None:
    write(clone, {LINEAGE: b"afstamning:\n  - ny: styring\n    fra: [formaal]\n    i: v1\n"})
    shutil.rmtree(clone / ".git")
    status, told, wrong = build(clone, "tjek")
    assert (status, told) == (0, "Kontrolleret: ingen fejl og 1 oplysning.\n")
    assert wrong.startswith(
        "oplysning[afstamning-ukontrolleret]: afstamningen fra »v1« kunne ikke kontrolleres: projektets mappe er ikke"
    )
