"""Lineage and the provisions that it names: what lasts must hang on an id that lasts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Diagnostic, error
from rammeaftale.compare.ids import how_to_write, is_derived, table_of
from rammeaftale.model.agreement import Edition
from rammeaftale.model.keys import Name
from rammeaftale.model.lineage import Descent
from rammeaftale.model.provision import Provision


def check_lineage(edition: Edition) -> Iterator[Diagnostic]:
    """Lineage names provisions of this edition by ids that are written, and those before it too, or in a commit."""
    if not edition.lineage:
        return
    from rammeaftale.compare.provisions import provisions  # costs a build that has no lineage a moment

    own = {provision.id: provision for provision in provisions(edition)}
    for descent in edition.lineage:
        provision = own.get(descent.new.value)
        if provision is None:
            yield _unknown(descent.new, own)
        elif not provision.is_written:
            message = f"»{descent.new.value}« er kun en adresse, som skifter, når teksten omkring den ændres"
            yield error("afstamning-adresse", message, descent.new.span, how_to_write(provision, own))
        yield from _derived_without_revision(descent)


def _unknown(name: Name, own: Mapping[str, Provision]) -> Diagnostic:
    table = table_of(name.value, own)
    if table:
        message = f"rækken »{name.value.removeprefix(f'{table}/')}« findes ikke i tabellen »{table}«"
        near = suggestion(name.value, [other.id for other in own.values() if other.above == table])
        hint = "en rækkes id er tabellens med teksten i den første celle: ret det, eller slet linjen"
        return error("afstamning-raekke", message, name.span, *near, hint)
    near = suggestion(name.value, [other.id for other in own.values() if other.is_written])
    hints = near or ("skriv id'et på en bestemmelse i denne udgave",)
    return error("afstamning-ukendt", f"bestemmelsen »{name.value}« findes ikke i udgaven", name.span, *hints)


def _derived_without_revision(descent: Descent) -> Iterator[Diagnostic]:
    for name in descent.old:
        if descent.revision is None and is_derived(name.value):
            message = f"»{name.value}« er kun en adresse; den gælder i én version"
            hint = "tilføj en linje med »i: …« og det mærke eller commit, som adressen er fra"
            yield error("afstamning-version", message, name.span, hint)
