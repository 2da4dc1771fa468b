"""What an id tells by its form, and how a provision gets one that lasts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rammeaftale.base.diagnostics import PROGRAM_CALL
from rammeaftale.model.provision import Provision, ProvisionKind

_KINDS = "|".join(kind.value for kind in ProvisionKind)
_DERIVED = re.compile(rf"(?:^|/)(?:{_KINDS})-[1-9][0-9]*(?:/|$)|~[1-9][0-9]*$")


def is_derived(id_: str) -> bool:
    """Whether an id is an address, which holds within one commit: `tilsyn/stykke-2`, and the rows of such a table."""
    return _DERIVED.search(id_) is not None


def table_of(id_: str, own: Mapping[str, Provision]) -> str:
    """The id of the table whose row an id would be; empty when it is none."""
    ends = (position for position, letter in enumerate(id_) if letter == "/")
    tables = (id_[:end] for end in ends if id_[:end] in own and own[id_[:end]].kind is ProvisionKind.TABLE)
    return next(tables, "")


def how_to_write(provision: Provision, own: Mapping[str, Provision]) -> str:
    """How a provision without a written id gets one, in Danish; `own` are all of its edition by id."""
    table = own.get(provision.above, provision)
    match provision.kind:
        case ProvisionKind.ROW if table.is_written:
            return "giv rækken en tekst i den første celle, som ingen anden række i tabellen har"
        case ProvisionKind.ROW | ProvisionKind.TABLE:
            around = own.get(table.above) if provision.kind is ProvisionKind.ROW else own.get(provision.above)
            is_framed = around is not None and around.kind in (ProvisionKind.BOX, ProvisionKind.GAP)
            begin = "flyt tabellen ud af rammen, og sæt den i en" if is_framed else "sæt tabellen i en ramme"
            return f"{begin} med titel og id: »::: tabel Titel {{#id}}«"
        case ProvisionKind.INSERT:
            return "det bliver lavet af data og kan ikke have et id; nævn overskriften over det"
        case _:
            return f"giv bestemmelsen et id med »{PROGRAM_CALL} maerk {provision.id}«"
