"""Takes an edition's files in the form of yesterday, their YAML parsed, gives them in that of today.

udgave.yaml says the version of the form: `format: 3`; without it the form is the first. Each step leads from one
version to the next and works on trees, so that whatever is found later stands where the old file has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, error
from rammeaftale.decode.older.files import Files, Program, Step
from rammeaftale.decode.older.from_1 import from_1
from rammeaftale.decode.older.from_2 import from_2
from rammeaftale.decode.paths import content_folder
from rammeaftale.read.yaml import nodes
from rammeaftale.read.yaml.nodes import Scalar, YamlNode

_STEPS: tuple[Step, ...] = (from_1, from_2)
"""The first leads from version 1 to version 2."""
CURRENT = len(_STEPS) + 1
_VERSION = re.compile(r"[1-9][0-9]{0,3}")


def to_current(folder: str, files: Files, program: Program) -> Checked[Files | None]:
    """The files in the form of today; None, with the one finding that says why, when they cannot be brought there.

    Where the version is only written wrongly, that is told, and what udgave.yaml shows by itself counts. One that
    could not be parsed was reported. Nothing shown is the first version, which asks least of the other files.
    """
    home = content_folder(folder)
    path = f"{home}/udgave.yaml"
    if not any(other.startswith(f"{home}/") for other in files.sources):
        hint = "se efter, om udgavens mappe hedder sådan"
        return Checked(None, (error("fil-mangler", f"filen »{path}« findes ikke", FileSpan(path), hint),))
    udgave = files.trees.get(path)
    written = udgave.get("format") if isinstance(udgave, nodes.Mapping) else None
    if unknown := next(_unknown_forms(udgave, written), None):
        return Checked(None, (unknown,))
    slips = tuple(_slips(udgave, written))
    if slips and isinstance(udgave, nodes.Mapping):
        kept = replace(udgave, entries=tuple(entry for entry in udgave.entries if entry[0].value != "format"))
        files = replace(files, trees={**files.trees, path: kept})
        version = CURRENT if _sign_of_form_3(udgave) else 1
    else:
        version = int(written.value) if isinstance(written, Scalar) else 1
    for step in _STEPS[version - 1 :]:
        files = step(folder, files, program)
    return Checked(files, slips)


def _unknown_forms(udgave: YamlNode | None, written: YamlNode | None) -> Iterator[Diagnostic]:
    """Why nobody here knows what the files mean."""
    if isinstance(written, Scalar) and _VERSION.fullmatch(written.value) and int(written.value) > CURRENT:
        message = f"udgaven er skrevet i format {written.value}, men dette program kender kun format 1-{CURRENT}"
        hint = "hent den nyeste version af programmet; er det en slåfejl, så ret tallet"
        yield error("format-for-nyt", message, written.span, hint)
    elif written is None and (key := _sign_of_age(udgave)) is not None:
        message = "udgaven er skrevet i en form, der er ældre end format 1, og kan ikke læses"
        hints = (
            "brug programmet fra samme tid som udgaven: »git checkout« af den version i git",
            "er udgaven ny, så skriv »takster: ja« i stedet for »data«",
        )
        yield error("format-for-gammelt", message, key.span, *hints)


def _slips(udgave: YamlNode | None, written: YamlNode | None) -> Iterator[Diagnostic]:
    """What does not say the version rightly."""
    if written is None:
        if (key := _sign_of_form_3(udgave)) is not None:
            message = "linjen »format: …« mangler, og udgaven er ikke skrevet i den første form"
            yield error("format-mangler", message, key.span, f"tilføj en linje med »format: {CURRENT}«")
        return
    value = written.value if isinstance(written, Scalar) else ""
    if not _VERSION.fullmatch(value):
        message = f"»{value}« er ikke en version af formatet" if value else "her ventes versionen af formatet"
        yield error("format-ukendt", message, written.span, f"skriv »format: {CURRENT}«")


def _sign_of_age(udgave: YamlNode | None) -> Scalar | None:
    """The key `data` of a bilag or document, which only forms before the first version have."""
    lists = [udgave.get(name) for name in ("bilag", "dokumenter")] if isinstance(udgave, nodes.Mapping) else []
    entries = (entry for one in lists if isinstance(one, nodes.Sequence) for entry in one.items)
    keys = (entry.key("data") for entry in entries if isinstance(entry, nodes.Mapping))
    return next((key for key in keys if key is not None), None)


def _sign_of_form_3(udgave: YamlNode | None) -> Scalar | None:
    """The key of a takstregister that does not say where it lies, which it had to do before the third version."""
    if not isinstance(udgave, nodes.Mapping):
        return None
    register = udgave.get("takstregister")
    is_of_form_3 = isinstance(register, nodes.Mapping) and register.key("år") and register.key("mappe") is None
    return udgave.key("takstregister") if is_of_form_3 else None
