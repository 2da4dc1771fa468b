"""Takes a text, gives what is to be said of the characters in it that no face of the pages has, and what to write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rammeaftale.base.diagnostics import Refused
from rammeaftale.model.letters import missing_letters
from rammeaftale.read.signs import Remark

_JOINERS = "\u200d\ufe0e\ufe0f\U000e0020-\U000e007f"
"""What makes one picture of several characters, or chooses how it looks; nobody sees them."""
_KEY_CAP = "\u20e3"
_LOST = "\ufffd"
"""Stands for a letter that was lost; whoever reads the file tells of it."""
_SHOWN = 12  # characters of a run that a message shows
_CODES = 3  # and numbers
_INSTEAD = {
    **dict.fromkeys("✔🗸", "✓"),
    **dict.fromkeys("✗✘✖❌🗙", "×"),
    **dict.fromkeys("⟶➔➜➝➞⇒🡒", "→"),
    **dict.fromkeys("⟵⇐", "←"),
    **dict.fromkeys("□▢⬜🗌", "☐"),
    **dict.fromkeys("⸺⸻⸗", "–"),
    **dict.fromkeys("‧∙⋅", "·"),
    **dict.fromkeys("⟨〈", "‹"),
    **dict.fromkeys("⟩〉", "›"),
    "∼": "~",
    "∶": ":",
    "∗": "*",
    "∣": "|",
    "∅": "ø",
    "☎": "tlf.",
    "📞": "tlf.",
    "✉": "mail",
    "📧": "mail",
    "≙": "=",
    "≦": "≤",
    "≧": "≥",
}
"""Characters that are written for one that the faces have."""
_POINTS = "●▪◦‣○▫◘◙➢➣➤►▸▹⁃∘◇⬤🔹🔸🔵🔴"
_POINT = "er det et punkt i en liste, så begynd linjen med »- «; ellers"
_PICTURE = "eller skriv med ord, hvad det skal sige"
_LETTERS = (
    "slet tegnet, hvis det ikke skal stå der; er det et navn, så skriv det med danske bogstaver "
    "(spørg den, der har skrevet det)"
)


def unprinted(text: str) -> Iterator[Remark]:
    """A remark on every run of characters that cannot be printed; a picture of several characters is one."""
    missing = missing_letters(text) - {_LOST}
    if not missing:
        return
    letters = "".join(map(re.escape, sorted(missing)))
    marks = "".join(re.escape(letter) for letter in sorted(missing) if unicodedata.category(letter).startswith("M"))
    carrier = rf"(?:\w(?=[{marks}])|[0-9#*]\ufe0f?(?={_KEY_CAP}))?" if marks else ""
    for match in re.finditer(rf"{carrier}[{letters}][{letters}{_JOINERS}]*", text):
        found = [letter for letter in dict.fromkeys(match[0]) if letter in missing]
        yield Remark("tegn-mangler", match.start(), match.end(), _message(match[0], found), _hint(match))


def unprinted_value(text: str) -> Refused | None:
    """What is wrong with a value that is printed as it is written, to one who has never seen our pages."""
    remark = next(unprinted(text), None)
    if remark is None:
        return None
    run = text[remark.start : remark.end]
    found = [letter for letter in dict.fromkeys(run) if letter in missing_letters(run)]
    return Refused("tegn-mangler", f"{_shown(run, found)} kan ikke trykkes", remark.hint)


def is_joined(text: str, at: int) -> bool:
    """Whether the character there is one of _JOINERS in a picture that no face has."""
    if not re.match(f"[{_JOINERS}]", text[at]):
        return False
    begin = at
    while begin and re.match(f"[{_JOINERS}]", text[begin - 1]):
        begin -= 1
    around = text[max(begin - 1, 0) : begin] + text[at + 1 : at + 2].replace("\ufe0f", "")
    return bool(missing_letters(around))


def _message(run: str, found: list[str]) -> str:
    codes = ", ".join(f"U+{ord(letter):04X}" for letter in found[:_CODES])
    more = " …" if len(found) > _CODES else ""
    return f"skriften har ikke {_shown(run, found)} ({codes}{more})"


def _shown(run: str, found: list[str]) -> str:
    shown = run if len(run) <= _SHOWN else f"{run[:_SHOWN]}…"
    return f"{'tegnet' if len(found) == 1 else 'tegnene'} »{shown}«"


def _hint(run: re.Match[str]) -> str:
    letters = re.sub(f"[{_JOINERS}]", "", run[0])
    instead = "".join(map(_written, letters))
    if instead and not missing_letters(instead):
        return f"skriv »{instead}« i stedet"
    if letters[0] in _POINTS:
        return f"{_POINT} {deletion(run)}"
    return _LETTERS if unicodedata.category(letters[0]).startswith("L") else f"{deletion(run)}, {_PICTURE}"


def deletion(sign: re.Match[str]) -> str:
    """How to say that a sign is to be deleted: a blank on either side of it would be two."""
    before, after = sign.string[max(sign.start() - 1, 0) : sign.start()], sign.string[sign.end() : sign.end() + 1]
    return "slet tegnet og det ene mellemrum" if before == after == " " else "slet tegnet"


def _written(letter: str) -> str:
    """What is written for a character: itself, what is meant by it, or it without its marks."""
    if not missing_letters(letter):
        return letter
    if letter in _INSTEAD:
        return _INSTEAD[letter]
    plain = unicodedata.normalize("NFKC", letter)
    return "".join(part for part in unicodedata.normalize("NFD", plain) if unicodedata.category(part)[0] != "M")
