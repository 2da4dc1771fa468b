"""What .github/workflows/udgiv.yml does, as a program that also runs, and is tested, elsewhere.

    python3 -m tools.udgiv maerke v2021-22.3           which edition the tag publishes: »udgave=2021-22«
    python3 -m tools.udgiv udgiv v2021-22.3 MAPPE      publish the edition's finished files, which lie in the folder

Needs Python and git, `udgiv` also gh; no package, so the job that may write to the repository installs nothing.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from rammeaftale.base.diagnostics import Refused
from rammeaftale.base.unseen import harmless
from rammeaftale.shell.editions import current_edition, editions_in
from rammeaftale.shell.publish import MANIFEST, Manifest, read_inputs, read_manifest, sha256
from rammeaftale.world import DiskWorld, Folder
from rammeaftale.world.source import printable
from tools.udgivelse import About, Gh, gh, release

ROOT = Path(__file__).resolve().parent.parent
_TAG = re.compile(r"v(?P<edition>[0-9]{4}(?:-[0-9]{2})?)\.[1-9][0-9]{0,3}")
_FINAL = "endelig"
_MAIN = "origin/main"


def edition_of(tag: str, root: Path) -> str:
    """The edition that a tag publishes. Raises Refused when it is no such tag, or there is no such edition."""
    match = _TAG.fullmatch(tag)
    remedy = f"slet mærket (git push --delete origin {printable(shlex.quote(tag))}), og sæt et nyt"
    if match is None:
        reason = (
            f"»{printable(tag)}« er ikke et mærke, der kan udgive: det er v, udgavens periode, punktum og et nummer"
        )
        raise Refused("udgiv-maerke", reason, "et rigtigt mærke er fx v2021-22.3", remedy)
    known = editions_in(DiskWorld(root))
    if match["edition"] not in known:
        reason = f"mærket {tag} er til udgaven {match['edition']}, som ikke findes"
        raise Refused("udgiv-udgave", reason, f"disse findes: {', '.join(known) or 'ingen'}", remedy)
    return match["edition"]


def check_commit(root: Path, tag: str) -> None:
    """Raises Refused unless what is checked out has come into main, where everything is read by two."""
    if _git(root, "merge-base", "--is-ancestor", "HEAD", _MAIN) is None:
        reason = f"mærket {tag} sidder på noget, som ikke er på grenen main"
        raise Refused("udgiv-gren", reason, "få ændringen ind på main, og sæt mærket dér")


def check_tag(root: Path, tag: str, run: Gh) -> None:
    """Raises Refused when the tag has been moved since this commit was checked out for it."""
    there = run("api", f"repos/{{owner}}/{{repo}}/commits/{tag}", "--jq", ".sha").strip()
    if there != (_git(root, "rev-parse", "HEAD") or "").strip():
        reason = f"mærket {tag} er flyttet, siden udgivelsen begyndte"
        raise Refused("udgiv-flyttet", reason, "lad et mærke sidde; sæt et nyt med det næste nummer")


def _git(root: Path, *words: str) -> str | None:
    """What git says; None when it says no."""
    done = subprocess.run(["git", "-C", root, *words], capture_output=True, text=True, check=False)  # noqa: S607
    return None if done.returncode else done.stdout


def checked_files(root: Path, folder: Path, edition: str) -> tuple[Manifest, Mapping[str, str]]:
    """The manifest of a folder of finished files, and the sha256 of each file with that of the manifest itself.

    Raises Refused unless the folder holds the products of the manifest, whole, and nothing else, and unless they were
    made of the sources and the program that are checked out.
    """
    files = Folder(folder)
    manifest = read_manifest(files)
    if manifest is None or manifest.edition != edition:
        raise Refused("udgiv-manifest", f"{MANIFEST} er ikke et manifest for udgaven {edition}")
    found = {name: sha256(files.read(name) or b"") for name in files.names()}
    wanted = {**manifest.products, MANIFEST: found[MANIFEST]}
    if wrong := sorted(name for name in {*found, *wanted} if found.get(name) != wanted.get(name)):
        raise Refused("udgiv-filer", f"filerne er ikke dem, som manifestet siger: {printable(', '.join(wrong))}")
    world = DiskWorld(root)
    if manifest.inputs != read_inputs(world, world, edition):
        raise Refused(
            "udgiv-kilder", "filerne er lavet af andre kilder eller et andet program end det, mærket sidder på"
        )
    return manifest, wanted


def about(tag: str, manifest: Manifest, *, is_current: bool) -> About:
    """What the release says: the same each time, since a release may be begun several times."""
    lines = [
        f"Udgaven {manifest.edition}, {manifest.status}: {len(manifest.products)} filer.",
        f"Udestående: {manifest.gaps}. Advarsler: {manifest.warnings}.",
        f"{MANIFEST} siger, hvad filerne er lavet af, og har et fingeraftryk (sha256) af hver.",
    ]
    if manifest.status != _FINAL:
        lines.insert(1, "Det er et udkast og ikke den vedtagne aftale.")
    title = f"Rammeaftale {tag.removeprefix('v')} ({manifest.status})"
    return About(title, "\n\n".join(lines), manifest.status == _FINAL, is_current)


def main(words: list[str], root: Path = ROOT, run: Gh = gh) -> int:
    """Do what the words say and return the exit status."""
    try:
        match words:
            case ["maerke", tag]:
                edition = edition_of(tag, root)
                check_commit(root, tag)
                print(f"udgave={edition}")
            case ["udgiv", tag, folder]:
                edition = edition_of(tag, root)
                check_tag(root, tag, run)
                manifest, digests = checked_files(root, Path(folder), edition)
                is_current = current_edition(DiskWorld(root)).value == edition
                print(release(run, tag, Path(folder), digests, about(tag, manifest, is_current=is_current)))
            case _:
                print(__doc__, file=sys.stderr)
                return 2
    except Refused as refused:
        said = (f"fejl[{refused.kind}]: {refused.message}", *refused.hints)
        print(*map(harmless, said), sep="\n   = ", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
