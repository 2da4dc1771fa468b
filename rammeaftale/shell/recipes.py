"""All that each expensive step depends on: the recipes of documents, of drawings and of the register's own files.

And those of a commit's findings. In every recipe is the whole program, as one digest, and in those of products the
versions of what it stands on. Nobody keeps a list of the modules behind a step: such a list is right until the next
change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from rammeaftale.model.product import DataFile, Markup
from rammeaftale.model.takster import Takstregister
from rammeaftale.render.style_sheets import read_templates
from rammeaftale.shell.memo import Recipe
from rammeaftale.world import World
from rammeaftale.world.program import one_digest, program_digests

_WORDS = {
    "html": "tekst og data",
    "css": "stilark",
    "dated": "dato",
    "modern": "standard",
    "document": "dokument-id",
}
"""What `--forklar` calls the fields of a markup."""
_ELSEWHERE = frozenset(("stem", "assets", "data_files"))
"""Those that have a name of their own: the product's name, and each file by itself."""


@dataclass(frozen=True, slots=True)
class Kit:
    """What composing and typesetting need besides the edition: templates and fonts by name.

    For the recipes, the versions of packages and libraries, and `program`, a digest of the whole program. `modern` asks
    for the newest standards.
    """

    templates: Mapping[str, str]
    fonts: Mapping[str, bytes]
    versions: Mapping[str, str]
    program: bytes
    modern: bool = False


def read_kit(program: World, fonts: Mapping[str, bytes], versions: Mapping[str, str], *, modern: bool = False) -> Kit:
    """The kit of the checkout that runs. Raises what `World` raises."""
    digest = one_digest(program_digests(program)).encode()
    return Kit(read_templates(program), fonts, versions, digest, modern)


def document_recipe(markup: Markup, kit: Kit) -> Recipe:
    """A document's: every field of its markup, with words that `--forklar` can show."""
    plain = [field.name for field in fields(markup) if field.name not in _ELSEWHERE]
    inputs = {_WORDS.get(name, name): _bytes(getattr(markup, name)) for name in plain}
    inputs |= {f"fil {name}": data for name, data in markup.assets.items()}
    for number, file in enumerate(markup.data_files, 1):
        inputs[f"vedhæftet fil {number} ({file.name})"] = _with_about(file)
    return Recipe(f"{markup.stem}.pdf", {**inputs, **_program(kit)})


def _bytes(value: object) -> bytes:
    return value.encode() if isinstance(value, str) else repr(value).encode()


def _with_about(file: DataFile) -> bytes:
    """A file inside a document, with what else is said of it there."""
    about = [(field.name, getattr(file, field.name)) for field in fields(file) if field.name != "data"]
    return repr(about).encode() + b"\n" + file.data


def drawing_recipe(name: str, spec: bytes, kit: Kit) -> Recipe:
    """A figure's: its specification, and the fonts that its words are measured with."""
    fonts = {f"fil {font}": data for font, data in kit.fonts.items()}
    return Recipe(f"{name}.svg", {"figur": spec, **fonts, **_program(kit)})


def register_recipe(product: str, register: Takstregister, kit: Kit) -> Recipe:
    """That of a file of the register: each line and every setting."""
    return Recipe(product, {"takstregistret": repr(register).encode(), **_program(kit)})


def findings_recipe(edition: str, files: str, program: str) -> Recipe:
    """That of what is found in an edition of a commit: digests of its files, and of the program that looks at them."""
    return Recipe(f"fund-{edition}", {"filerne": files.encode(), "programmet": program.encode()})


def _program(kit: Kit) -> Mapping[str, bytes]:
    versions = {f"version af {name}": version.encode() for name, version in kit.versions.items()}
    return {"programmet": kit.program, **versions}
