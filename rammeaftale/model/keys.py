"""How a field of the model is written in an edition's YAML files, stated once, beside the field itself.

A frozen dataclass whose fields carry a `Key` describes a mapping, and `decode/schema.py` reads such a mapping into it.
The field's type says how its text is read, a default that the key may be left out, a `Must` what else has to hold;
`MUST` of the class what has to hold of its values together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from rammeaftale.base.danish import ascii_slug
from rammeaftale.base.diagnostics import TextSpan


@dataclass(frozen=True, slots=True)
class Key:
    """The Danish key of a field.

    `once` is for a value that may stand only once in its list, and says what it is called in the message: "koden".
    `advice` is how to choose among the words that may stand there, told where another does.
    """

    name: str
    once: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Must:
    """What has to hold of a value: of the text as written, of a number, running text or a mapping as read.

    When it does not, the editor is told `message`, with the text in place of `{}`, and `hint`; `kind` as in `error`.
    `meant` guesses what a text was to be: when that holds, the editor is told to write it, in place of `hint`.
    """

    kind: str
    holds: Callable[[Any], object]
    message: str
    hint: str
    meant: Callable[[str], str] = str

    def remedy(self, written: str) -> str:
        """What to do about a text of which this does not hold."""
        proposed = self.meant(written)
        return f"skriv »{proposed}«" if self.meant is not str and self.holds(proposed) else self.hint


@dataclass(frozen=True, slots=True)
class Name:
    """A text as an editor wrote it, with its place: what it names is looked up in another file."""

    value: str
    span: TextSpan = field(compare=False)


IS_ID = Must(
    "id-ulovligt",
    re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*").fullmatch,
    "{} kan ikke bruges som id",
    "brug små bogstaver a-z, tal og enkelte bindestreger: takst-regulering",
    ascii_slug,
)
