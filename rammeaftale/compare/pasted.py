"""Proposals → entries of afstamning.yaml, ready to be pasted in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rammeaftale.compare.changes import Proposal
from rammeaftale.compare.ids import is_derived
from rammeaftale.model.provision import Provision
from rammeaftale.read.yaml.lines import quoted

_PLAIN = re.compile(r"[a-z][a-z0-9/.-]*(?::[a-z0-9-]+)?")  # what begins with a digit could be taken for a number


def entries(proposals: Sequence[Proposal], revision: str) -> Iterator[str]:
    """The lines of the entries for provisions whose id is written, the most alike first."""
    for new, alike in _by_new(proposals).items():
        if new.is_written:
            yield f"  - ny: {_scalar(new.id)}  # {round(100 * alike[0].likeness)} pct. ens"
            yield f"    fra: [{', '.join(_scalar(proposal.old.id) for proposal in alike)}]"
            if any(_is_address(proposal.old) for proposal in alike):
                yield f"    i: {_scalar(revision)}"


def to_be_marked(proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The proposals for provisions that must have an id written first."""
    return tuple(proposal for proposal in proposals if not proposal.new.is_written)


def _by_new(proposals: Iterable[Proposal]) -> Mapping[Provision, list[Proposal]]:
    alike: dict[Provision, list[Proposal]] = {}
    for proposal in proposals:
        alike.setdefault(proposal.new, []).append(proposal)
    return alike


def _is_address(proposal: Provision) -> bool:
    return not proposal.is_written or is_derived(proposal.id)


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else quoted(text)
