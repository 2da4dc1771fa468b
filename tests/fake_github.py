"""GitHub's releases of one repository in a folder, spoken to by the words of `gh`; can be stopped at any step."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from rammeaftale.base.diagnostics import Refused


class Stopped(BaseException):
    """The network is gone, or the machine."""


class FakeGitHub:
    """`commit` is what the tags are on; `stop_at` the step, counted from 0, in the middle of which all ends."""

    def __init__(self, home: Path, commit: str, stop_at: int | None = None) -> None:
        self._assets, self._about = home / "filer", home / "udgivelse.json"
        self._commit = commit
        self._stop_at = stop_at
        self.steps = 0

    def __call__(self, *words: str) -> str:
        match words:
            case ("api", path, "--jq", ".sha"):
                assert path.startswith("repos/{owner}/{repo}/commits/v")
                return f"{self._commit}\n"
            case ("release", "create", tag, "--draft", "--verify-tag", *options):
                assert not self._about.exists(), "a second draft of one tag"
                self._step()
                self._write({"tag": tag, "isDraft": True, **_options(options)})
            case ("release", "view", tag, "--json", "isDraft,assets"):
                assets = [{"name": path.name} for path in sorted(self._assets.glob("*"))]
                return json.dumps({"isDraft": self._known(tag)["isDraft"], "assets": assets})
            case ("release", "upload", tag, "--clobber", *files):
                assert self._known(tag)["isDraft"], "a published release is changed"
                for file in map(Path, files):
                    self._upload(file)
            case ("release", "delete-asset", tag, name, "--yes"):
                assert self._known(tag)["isDraft"], "a published release is changed"
                self._step()
                (self._assets / name).unlink()
            case ("release", "download", tag, "--dir", folder):
                self._known(tag)
                shutil.copytree(self._assets, folder, dirs_exist_ok=True)
            case ("release", "edit", tag, "--draft=false", *options):
                known = self._known(tag)
                assert known["isDraft"], "a published release is changed"
                self._step()
                self._write({**known, "isDraft": False, **_options(options)})
                self._step()  # the answer is lost
            case _:
                raise AssertionError(words)
        return ""

    def _upload(self, file: Path) -> None:
        """As GitHub has it: what was there goes, the new one is there by name before it is there whole."""
        self._assets.mkdir(parents=True, exist_ok=True)
        self._step()
        (self._assets / file.name).unlink(missing_ok=True)
        self._step()
        (self._assets / file.name).write_bytes(b"")
        self._step()
        shutil.copy(file, self._assets)

    def _known(self, tag: str) -> dict[str, Any]:
        if not self._about.exists():
            raise Refused("udgiv-gh", "»gh release view« mislykkedes (release not found)")
        known: dict[str, Any] = json.loads(self._about.read_text("utf-8"))
        assert known["tag"] == tag
        return known

    def _write(self, known: dict[str, Any]) -> None:
        self._about.parent.mkdir(parents=True, exist_ok=True)
        self._about.write_text(json.dumps(known), "utf-8")

    def _step(self) -> None:
        if self.steps == self._stop_at:
            raise Stopped
        self.steps += 1


def _options(words: list[str]) -> dict[str, str]:
    """`--title x --latest=false --verify-tag` as a mapping."""
    options: dict[str, str] = {}
    for word, following in zip(words, [*words[1:], "--"], strict=True):
        if word.startswith("--"):
            name, mark, value = word.partition("=")
            options[name] = value if mark else "" if following.startswith("--") else following
    return options


if __name__ == "__main__":  # as an executable: the home and the commit, then the words of gh
    try:
        sys.stdout.write(FakeGitHub(Path(sys.argv[1]), sys.argv[2])(*sys.argv[3:]))
    except Refused:
        sys.exit("release not found")
