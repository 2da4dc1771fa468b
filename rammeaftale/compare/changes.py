"""What the matcher answers: which provisions are the same, what has changed, and what only looks alike."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rammeaftale.model.provision import Provision

Links = frozenset[tuple[str, str]]
"""Lineage as the matcher takes it: (id in the old, id in the new), as many to many as it was written down."""


class ChangeKind(Enum):
    """What happened to a provision; the value is the Danish word for it."""

    NEW = "ny"
    GONE = "udgået"
    MOVED = "flyttet"
    REWORDED = "omformuleret"
    REFILLED = "ny værdi"
    """Only what is filled in has changed: a fact's value."""
    RESOURCED = "ny kilde"
    """A reader is given the same words; the source takes other facts or references, or writes them out."""
    RECAST = "anden form"
    """It is another kind or stands otherwise: a paragraph has become a point, or a note in the margin."""
    SPLIT = "delt"
    JOINED = "samlet"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the provisions before and after, none of them for what is new or gone.

    Kinds go together where more than one happened (moved, reworded); several provisions stand on a side only where one
    was split or joined, in reading order.
    """

    kinds: frozenset[ChangeKind]
    old: tuple[Provision, ...]
    new: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Lineage that may be written down: two provisions that are only alike. `likeness` is above 0 and at most 1."""

    old: Provision
    new: Provision
    likeness: float


@dataclass(frozen=True, slots=True)
class Match:
    """Two editions held against each other.

    `pairs` are the provisions that are the same one (old, new), in the new's reading order; every other provision is
    new or gone, or a later part of one that was split or joined. `changes` follow the new's reading order, what is gone
    stands after what it stood after.
    """

    pairs: tuple[tuple[Provision, Provision], ...]
    changes: tuple[Change, ...]
    proposals: tuple[Proposal, ...]
