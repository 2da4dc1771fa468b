"""Lineage: which provisions of an earlier edition the provisions of this one come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from rammeaftale.model.keys import Key, Name


@dataclass(frozen=True, slots=True)
class Descent:
    """One entry of afstamning.yaml: `new` of this edition is made of `old`, of any edition before it.

    `revision` is a commit or tag, which cannot change: there also derived ids may be named; None when there is none.
    """

    new: Annotated[Name, Key("ny", once="id'et")]
    old: Annotated[tuple[Name, ...], Key("fra", once="id'et")]
    revision: Annotated[Name | None, Key("i")] = None
