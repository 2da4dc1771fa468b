"""A name from data is never refused for its length: it is divided on covers and in heads too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.layout.chapters import composed, told
from tests.printing import full_edition

LONG = "Specialundervisningskonsulentfunktionsbeskrivelsesarbejdsgruppen" * 2


@pytest.mark.parametrize("template", ["dokument", "faktaark", "ledelsesinformation"])
def test_a_long_name_of_the_sender_is_divided(template: str) -> None:
    edition = full_edition()
    contact = replace(edition.registers.contact, name=LONG)
    long = replace(edition, registers=replace(edition.registers, contact=contact))
    assert told(composed(long, replace(edition.documents[1], template=template))) == []
