"""The parts of other packages that we replace, or use although nobody promised them to us, are as we know them.

`contract.json` has the sha256 of the source of each, which of our modules uses it, and what for. A package of another
version makes this fail with the names that changed; docs/vedligehold.md, »Opgradér motoren«, says what to look at then.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.engine.source import Definition, definition
from tests.engine.use import PACKAGES, PROGRAM, ROOT, modules, named_in_stubs, names_used, overridden

LIST = Path(__file__).parent / "contract.json"
GUIDE = "Opgradér motoren"
PUBLIC = (
    "cssselect2.tree.ElementWrapper",
    "markdown_it.main.MarkdownIt",
    "markdown_it.token.Token",
    "markdown_it.utils.EnvType",
    "pydyf",
    "weasyprint.Attachment",
    "weasyprint.CSS",
    "weasyprint.HTML",
    "weasyprint.__version__",
    "weasyprint.document.Document",
    "weasyprint.document.Page",
    "weasyprint.text.fonts.FontConfiguration",
    "weasyprint.urls",
)
"""What the packages' own documentation describes. Whoever replaces a part of it is under contract all the same."""

Contract = dict[str, dict[str, str]]
CONTRACT: Contract = json.loads(LIST.read_text("utf-8"))


def changed(contract: Contract) -> str:
    """What a maintainer is told of the entries whose source is another or gone; empty when all are as they were."""
    lines = []
    for name, entry in contract.items():
        now = definition(name)
        if now is None or now.sha256 != entry["sha256"]:
            lines.append(f"  {name}: {'changed' if now else 'gone'}; {entry['by']}: {entry['for']}")
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES.values())
    advice = f"docs/vedligehold.md, »{GUIDE}«, says what to look at for each; afterwards run with --accept"
    return "\n".join([f"not as it was ({versions}):", *lines, advice]) if lines else ""


def lacking(names: set[str], allowed: tuple[str, ...] = ()) -> list[str]:
    """Those that are neither on the list nor allowed, nor in or around what is; modules do not count."""
    found = {name: definition(name) or Definition(name, "") for name in names}
    known = (*CONTRACT, *allowed)
    return sorted(name for name, place in found.items() if not place.is_module and not _is_known(place.name, known))


def _is_known(name: str, known: tuple[str, ...]) -> bool:
    return any(f"{name}.".startswith(f"{other}.") or other.startswith(f"{name}.") for other in known)


def test_the_engine_is_as_we_know_it(accept: bool) -> None:
    told = changed(CONTRACT)
    if accept:
        for name, entry in CONTRACT.items():
            now = definition(name)
            assert now is not None, f"{name} is gone: take it out of the list, or find its new name"
            entry["sha256"] = now.sha256
        lines = (f"{json.dumps(name)}: {json.dumps(entry, ensure_ascii=False)}" for name, entry in CONTRACT.items())
        LIST.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    assert accept or not told, told


def test_a_changed_function_is_named_with_its_use_and_the_guide() -> None:
    name = "weasyprint.layout.float.avoid_collisions"
    told = changed({name: CONTRACT[name] | {"sha256": "0" * 64}, "pydyf.Gone": CONTRACT[name]}).splitlines()
    assert told[1].startswith(f"  {name}: changed; speed/flow: ")
    assert told[2].startswith("  pydyf.Gone: gone; ")
    assert told[3].startswith(f"docs/vedligehold.md, »{GUIDE}«, says what to look at")


def test_everything_that_is_replaced_is_on_the_list() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.engine.use"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    replaced = set(json.loads(done.stdout))
    assert replaced
    assert lacking(replaced) == []


def test_everything_that_is_used_is_on_the_list_or_public() -> None:
    used = {name for tree in modules().values() for name in names_used(tree) | overridden(tree)}
    used |= {name for name, is_attribute in named_in_stubs() if not is_attribute}
    assert lacking(used, PUBLIC) == []


def test_every_attribute_that_has_a_type_is_set_by_something_on_the_list() -> None:
    words = {word for name in CONTRACT if (place := definition(name)) for word in re.findall(r"\w+", place.text)}
    assert sorted(name for name, is_attribute in named_in_stubs() if is_attribute and name not in words) == []


def guide_section() -> str:
    text = (ROOT / "docs/vedligehold.md").read_text("utf-8")
    return text.partition(f"\n## {GUIDE}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("user", sorted({entry["by"] for entry in CONTRACT.values()}))
def test_every_user_is_there_and_in_the_guide(user: str) -> None:
    assert (PROGRAM / user).is_dir() or (PROGRAM / f"engine/{user}.py").is_file()
    assert f"`{user}" in guide_section()


@pytest.mark.parametrize("package", [*PACKAGES.values(), "pyyaml"])
def test_every_package_is_pinned_to_the_version_that_is_locked(package: str) -> None:
    pin = f"{package}=={version(package)}"
    assert pin in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    for lock in ("drift", "test"):
        assert f"\n{pin} \\\n" in (ROOT / f"krav/{lock}.txt").read_text("utf-8")
