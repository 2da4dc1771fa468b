"""Publishing by a tag: which edition, complete, checked, and the same however often it is stopped and begun again."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from rammeaftale.shell.publish import MANIFEST, Manifest, publish, read_inputs, sha256
from rammeaftale.world import DiskWorld, Folder
from rammeaftale.world.source import printable
from tests.checkouts import ROOT
from tests.fake_github import FakeGitHub, Stopped
from tests.world.repositories import committed, git
from tools.udgiv import main

TAG = "v2031-32.3"
PRODUCTS = {"rammeaftale-2031-32.pdf": b"A", "takstregister-2031.csv": b"B", "takstregister-2031.xlsx": b"C"}
FILES = {
    "build.py": b"",
    "krav/drift.txt": b"",
    "content/aktuel.yaml": b"udgave: 2031-32\n",
    "content/2031-32/udgave.yaml": b"titel: x\n",
    "content/2029-30/udgave.yaml": b"titel: y\n",
}
Said = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small checkout of two editions, whose commit is on main."""
    folder = tmp_path_factory.mktemp("arkiv") / "klon"
    committed(folder, FILES)
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    return folder


@pytest.fixture
def root(tmp_path: Path, repository: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(repository, tmp_path / "klon"))


def _built(
    root: Path, edition: str = "2031-32", status: str = "udkast", products: Mapping[str, bytes] = PRODUCTS
) -> Path:
    """The finished files of an edition, as the job that builds gives them."""
    folder = root.parent / "filer"
    world = DiskWorld(root)
    digests = {name: sha256(data) for name, data in products.items()}
    inputs = read_inputs(world, world, edition)
    publish(Folder(folder), products, Manifest(edition, status, inputs, digests, {}, warnings=1, gaps=2))
    return folder


def _github(root: Path, name: str = "github", stop_at: int | None = None) -> FakeGitHub:
    return FakeGitHub(root.parent / name, git(root, "rev-parse", "HEAD"), stop_at)


def _state(root: Path, name: str = "github") -> tuple[dict[str, Any], dict[str, bytes]]:
    home = root.parent / name
    assets = {path.name: path.read_bytes() for path in (home / "filer").glob("*")}
    about = home / "udgivelse.json"
    return json.loads(about.read_text("utf-8")) if about.exists() else {}, assets


def test_a_tag_publishes_its_edition_complete(root: Path, capsys: Said) -> None:
    folder = _built(root)
    assert main(["maerke", TAG], root) == 0
    assert main(["udgiv", TAG, str(folder)], root, _github(root)) == 0
    assert capsys.readouterr().out == f"udgave=2031-32\n{TAG} er udgivet med 4 filer\n"
    about, assets = _state(root)
    assert assets == {**PRODUCTS, MANIFEST: (folder / MANIFEST).read_bytes()}
    assert (about["isDraft"], about["--prerelease"], about["--latest"]) == (False, "true", "false")
    assert about["--title"] == "Rammeaftale 2031-32.3 (udkast)"
    assert "Det er et udkast og ikke den vedtagne aftale." in about["--notes"]


@pytest.mark.parametrize(("edition", "latest"), [("2031-32", "true"), ("2029-30", "false")])
def test_what_is_decided_is_the_latest_when_it_is_the_current_edition(root: Path, edition: str, latest: str) -> None:
    folder = _built(root, edition, "endelig")
    assert main(["udgiv", f"v{edition}.1", str(folder)], root, _github(root)) == 0
    about, _ = _state(root)
    assert (about["--prerelease"], about["--latest"]) == ("false", latest)
    assert about["--title"] == f"Rammeaftale {edition}.1 (endelig)"
    assert "udkast" not in about["--notes"]


@pytest.mark.parametrize(
    "tag",
    [
        *("v1", "v2031-32", "2031-32.1", "v2031-32.0", "v2031-32.01", "v2031-32.1-rc", "v2031-2032.1", "v;reboot"),
        *("v2031-32.1\n", "v2031-32.1\n::error::x", "v../x.1", "v2031-32.99999", "V2031-32.1", "v٢٠٣١-32.1"),
    ],
)
def test_a_tag_that_can_mean_anything_else_is_refused(root: Path, capsys: Said, tag: str) -> None:
    folder = _built(root)
    for words in (["maerke", tag], ["udgiv", tag, str(folder)]):
        assert main(words, root, _github(root)) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith("fejl[udgiv-maerke]: »")
        assert said.err.count("\n") == 3
        assert f"git push --delete origin {printable(shlex.quote(tag))})" in said.err
    assert _state(root) == ({}, {})


def test_a_tag_of_an_edition_that_is_not_there_is_refused(root: Path, capsys: Said) -> None:
    assert main(["maerke", "v2033-34.1"], root) == 1
    said = capsys.readouterr().err
    assert "mærket v2033-34.1 er til udgaven 2033-34, som ikke findes" in said
    assert "disse findes: 2029-30, 2031-32" in said
    assert "git push --delete origin v2033-34.1" in said


def test_a_tag_on_what_is_not_on_main_is_refused(root: Path, capsys: Said) -> None:
    committed(root)
    assert main(["maerke", TAG], root) == 1
    assert "fejl[udgiv-gren]" in capsys.readouterr().err
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    assert main(["maerke", TAG], root) == 0


def test_a_tag_that_was_moved_meanwhile_publishes_nothing(root: Path, capsys: Said) -> None:
    folder = _built(root)
    github = FakeGitHub(root.parent / "github", "0" * 40)
    assert main(["udgiv", TAG, str(folder)], root, github) == 1
    assert "fejl[udgiv-flyttet]" in capsys.readouterr().err
    assert _state(root) == ({}, {})


def _no_manifest(folder: Path) -> None:
    (folder / MANIFEST).unlink()


def _no_csv(folder: Path) -> None:
    (folder / "takstregister-2031.csv").unlink()


def _other_bytes(folder: Path) -> None:
    (folder / "rammeaftale-2031-32.pdf").write_bytes(b"a")


def _one_more(folder: Path) -> None:
    (folder / "fortroligt.pdf").write_bytes(b"x")


def _a_link(folder: Path) -> None:
    (folder / "rammeaftale-2031-32.pdf").unlink()
    (folder / "rammeaftale-2031-32.pdf").symlink_to(folder / "takstregister-2031.csv")


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (_no_manifest, "udgiv-manifest"),
        (_no_csv, "udgiv-filer"),
        (_other_bytes, "udgiv-filer"),
        (_one_more, "udgiv-filer"),
        (_a_link, "udgiv-filer"),
    ],
)
def test_files_that_are_not_those_of_the_manifest_are_not_published(
    root: Path, capsys: Said, spoil: Any, kind: str
) -> None:
    folder = _built(root)
    spoil(folder)
    assert main(["udgiv", TAG, str(folder)], root, _github(root)) == 1
    assert capsys.readouterr().err.startswith(f"fejl[{kind}]: ")
    assert _state(root) == ({}, {})


def test_files_of_other_sources_or_of_another_edition_are_not_published(root: Path, capsys: Said) -> None:
    folder = _built(root)
    assert main(["udgiv", "v2029-30.1", str(folder)], root, _github(root)) == 1
    assert "fejl[udgiv-manifest]" in capsys.readouterr().err
    (root / "content/2031-32/udgave.yaml").write_text("titel: z\n", "utf-8")
    assert main(["udgiv", TAG, str(folder)], root, _github(root)) == 1
    assert "fejl[udgiv-kilder]" in capsys.readouterr().err
    assert _state(root) == ({}, {})


def test_a_release_that_is_stopped_at_any_step_is_the_same_in_the_end(root: Path) -> None:
    folder = _built(root)
    whole = _github(root)
    assert main(["udgiv", TAG, str(folder)], root, whole) == 0
    assert whole.steps == 1 + 3 * 4 + 2
    for step in range(whole.steps):
        name = f"github{step}"
        with pytest.raises(Stopped):
            main(["udgiv", TAG, str(folder)], root, _github(root, name, step))
        about, _ = _state(root, name)
        assert about.get("isDraft") is (None if step == 0 else step < whole.steps - 1)
        assert main(["udgiv", TAG, str(folder)], root, _github(root, name)) == 0
        assert _state(root, name) == _state(root)


def test_what_was_begun_with_other_files_is_put_right_while_it_is_a_draft(root: Path) -> None:
    older = {**PRODUCTS, "bilag-9-udgaaet.pdf": b"x", "takstregister-2031.csv": b"old"}
    with pytest.raises(Stopped):
        main(["udgiv", TAG, str(_built(root, products=older))], root, _github(root, stop_at=14))
    folder = _built(root)
    assert main(["udgiv", TAG, str(folder)], root, _github(root)) == 0
    about, assets = _state(root)
    assert about["isDraft"] is False
    assert set(assets) == {*PRODUCTS, MANIFEST}


def test_a_published_release_is_never_changed(root: Path, capsys: Said) -> None:
    main(["udgiv", TAG, str(_built(root))], root, _github(root))
    published = _state(root)
    assert main(["udgiv", TAG, str(_built(root))], root, _github(root)) == 0
    assert "er allerede udgivet med netop disse 4 filer" in capsys.readouterr().out
    for other in ({**PRODUCTS, "bilag-1-ny.pdf": b"x"}, {**PRODUCTS, "rammeaftale-2031-32.pdf": b"a"}):
        assert main(["udgiv", TAG, str(_built(root, products=other))], root, _github(root)) == 1
        said = capsys.readouterr().err
        assert "fejl[udgiv-anden]: v2031-32.3 er allerede udgivet med andre filer" in said
        assert "sæt et nyt mærke med det næste nummer" in said
    assert _state(root) == published


def test_the_program_runs_with_python_alone_and_the_gh_of_the_machine(root: Path) -> None:
    """As the job that publishes runs it: no package is installed there."""
    commands = root.parent / "bin"
    commands.mkdir()
    gh = commands / "gh"
    commit = git(root, "rev-parse", "HEAD")
    gh.write_text(f'#!/bin/sh\nexec {sys.executable} -m tests.fake_github {root.parent / "github"} {commit} "$@"\n')
    gh.chmod(0o755)
    code = "import sys; from pathlib import Path; from tools.udgiv import main; "
    code += f"sys.exit(main(sys.argv[1:], Path({str(root)!r})))"
    environment = {"PATH": f"{commands}:/usr/bin:/bin", "PYTHONPATH": os.fspath(ROOT), "LANG": "C.UTF-8"}
    command = [str(Path(sys.executable).resolve()), "-S", "-c", code, "udgiv", TAG, str(_built(root))]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{TAG} er udgivet med 4 filer\n", "")
    assert _state(root)[0]["isDraft"] is False
    (commands / "gh").unlink()
    done = subprocess.run(command, env={**environment, "PATH": "/nowhere"}, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)


def _jobs(name: str) -> dict[str, Any]:
    workflow = yaml.load((ROOT / f".github/workflows/{name}.yml").read_text("utf-8"), yaml.SafeLoader)
    jobs: dict[str, Any] = workflow["jobs"]
    return jobs


def test_only_the_job_that_comes_after_all_checks_may_write_and_it_builds_nothing() -> None:
    jobs = _jobs("udgiv")
    writers = [name for name, job in jobs.items() if "write" in str(job.get("permissions"))]
    assert writers == ["udgiv"]
    assert set(jobs["udgiv"]["needs"]) >= {"kontrol", "byg", "verapdf"}
    assert [step["run"] for step in jobs["udgiv"]["steps"] if "run" in step] == [
        'python3 -m tools.udgiv udgiv "$TAG" filer'
    ]
    assert all(jobs[name]["needs"] == "maerke" for name in ("kontrol", "byg"))


@pytest.mark.parametrize("name", ["udgiv", "kontrol", "verapdf"])
def test_no_job_restores_a_store(name: str) -> None:
    text = (ROOT / f".github/workflows/{name}.yml").read_text("utf-8")
    assert "cache" not in text
    assert "ud/lager" not in text
