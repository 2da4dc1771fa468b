"""Lineage and the provisions that it names: what lasts must hang on an id that lasts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Diagnostic, error
from rammeaftale.compare.ids import how_to_write, is_derived, table_of
from rammeaftale.model.agreement import Edition
from rammeaftale.model.lineage import Descent, Named
from rammeaftale.model.provision import Provision


def check_lineage(edition: Edition) -> Iterator[Diagnostic]:
    """Lineage names provisions of this edition by ids that are written, and those before it too, or in a commit."""
    if not edition.lineage:
        return
    from rammeaftale.compare.provisions import provisions  # costs a build that has no lineage a moment

    own = {one.id: one for one in provisions(edition)}
    for descent in edition.lineage:
        found = own.get(descent.new.id)
        if found is None:
            yield _unknown(descent.new, own)
        elif not found.is_written:
            yield _may_not_last(descent.new, found, own)
        yield from _derived_without_revision(descent)


def _unknown(named: Named, own: Mapping[str, Provision]) -> Diagnostic:
    table = table_of(named.id, own)
    if table:
        message = f"rækken »{named.id.removeprefix(f'{table}/')}« findes ikke i tabellen »{table}«"
        near = suggestion(named.id, [one.id for one in own.values() if one.above == table])
        hint = "en rækkes id er tabellens med teksten i den første celle: ret det, eller slet linjen"
        return error("afstamning-raekke", message, named.span, *near, hint)
    near = suggestion(named.id, [one.id for one in own.values() if one.is_written])
    hints = near or ("skriv id'et på en bestemmelse i denne udgave",)
    return error("afstamning-ukendt", f"bestemmelsen »{named.id}« findes ikke i udgaven", named.span, *hints)


def _may_not_last(named: Named, found: Provision, own: Mapping[str, Provision]) -> Diagnostic:
    message = f"»{named.id}« er kun en adresse, som skifter, når teksten omkring den ændres"
    return error("afstamning-adresse", message, named.span, how_to_write(found, own))


def _derived_without_revision(descent: Descent) -> Iterator[Diagnostic]:
    for named in descent.old:
        if descent.revision is None and is_derived(named.id):
            message = f"»{named.id}« er kun en adresse; den gælder i én version"
            hint = "tilføj en linje med »i: …« og det mærke eller commit, som adressen er fra"
            yield error("afstamning-version", message, named.span, hint)
