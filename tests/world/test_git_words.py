"""What is said when git cannot give a commit stands in the guide."""

from __future__ import annotations

from pathlib import Path

from rammeaftale.world import git_failures
from tests.guides import guide


def test_the_guide_quotes_each_refusal_word_for_word() -> None:
    root = Path("/data/rammeaftale")
    refusals = [
        git_failures.no_git(),
        git_failures.no_repository(),
        git_failures.no_revision("--alle"),
        git_failures.unknown("v2021-22.1", is_shallow=True),
        git_failures.unknown("v2021-22.9", is_shallow=False),
        git_failures.too_slow(30),
        git_failures.too_much(),
        git_failures.failure("dubious ownership", root, is_partial=False),
        git_failures.failure("promisor", root, is_partial=True),
        git_failures.failure("fatal: bad object HEAD", root, is_partial=False),
    ]
    assert len({refusal.kind for refusal in refusals}) == 10
    text = guide("meddelelser")
    for refusal in refusals:
        assert "\n   = ".join([f"fejl[{refusal.kind}]: {refusal.message}", *refusal.hints]) in text
