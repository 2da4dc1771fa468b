"""Takes the tree of afstamning.yaml, gives the lineage of an edition's provisions.

Whether the ids exist is seen when the edition is whole (check/lineage.py).
"""

from __future__ import annotations

from pydantic import Field

from rammeaftale.base.diagnostics import Checked
from rammeaftale.base.findings import Findings
from rammeaftale.decode.paths import content_folder
from rammeaftale.decode.registers import first_of_each
from rammeaftale.decode.schema import Shape, Words, validate
from rammeaftale.model.lineage import Descent, Named
from rammeaftale.read.yaml.nodes import Scalar, YamlNode


class AfstamningShape(Shape):
    """What one provision of this edition comes from."""

    new: Words = Field(alias="ny")
    old: tuple[Words, ...] = Field(alias="fra", min_length=1)
    revision: Words | None = Field(alias="i", default=None)


class AfstamningerShape(Shape):
    """afstamning.yaml."""

    descents: tuple[AfstamningShape, ...] = Field(alias="afstamning")


def lineage_file(folder: str) -> str:
    """Where the edition's lineage lies; there need not be any."""
    return f"{content_folder(folder)}/afstamning.yaml"


def decode_lineage(tree: YamlNode) -> Checked[tuple[Descent, ...]]:
    """The entries in the file's order; each new id stands once, and each old one once in it."""
    findings = Findings()
    shape = findings.take(validate(AfstamningerShape, tree))
    rows = shape.descents if shape else ()
    findings.add(*first_of_each([row.new for row in rows], "id'et"))
    for row in rows:
        findings.add(*first_of_each(row.old, "id'et"))
    return Checked(tuple(_descent(row) for row in rows), findings.all)


def _descent(row: AfstamningShape) -> Descent:
    revision = _named(row.revision) if row.revision else None
    return Descent(_named(row.new), tuple(map(_named, row.old)), revision)


def _named(scalar: Scalar) -> Named:
    return Named(scalar.value, scalar.span)
