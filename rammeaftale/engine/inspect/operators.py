"""Takes a content stream; gives the operators that mark, show or draw, each with its operands as written.

A page holds far more lines and colours than text. One pattern passes over those, so that only a wanted operator costs
more than its characters (ISO 32000-1, 7.2 to 7.8).
"""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Iterator

import pikepdf

# Only single letters are matched without going back (`++`): Python before 3.11.4 does not do it right for groups. The
# parts of a group begin with different letters, so that going back finds nothing else.
# Parentheses inside a string need no mark as long as they are balanced; so many levels are understood.
NESTED = 5
WHITE = rb"\x00\t\n\f\r "
REGULAR = rb"[^" + WHITE + rb"()<>\[\]{}/%]"
END = rb"(?!" + REGULAR + rb")"


def _literal(depth: int) -> bytes:
    inner = rb"|" + _literal(depth - 1) if depth else b""
    return rb"\((?:[^()\\]++|\\[\s\S]" + inner + rb")*\)"


_COMMENT = rb"%[^\r\n]*+"
_STRING = rb"<[0-9A-Fa-f" + WHITE + rb"]*+>|" + _literal(NESTED)
_PARTS = (
    rb"[-+.0-9" + WHITE + rb"]++",
    rb"/" + REGULAR + rb"*+",
    _STRING,
    rb"<<|>>|\[|\]",
    rb"(?:true|false|null)" + END,
    _COMMENT,
)
_OPERANDS = rb"(?:" + rb"|".join(_PARTS) + rb")*"
_WANTED = rb"(?:BDC|BMC|EMC|Tj|TJ|'|\"|Tf|Do|q|Q)" + END
# A picture inside the stream is bytes of any kind between its two operators.
_PICTURE = rb"ID[" + WHITE + rb"][\s\S]*?[" + WHITE + rb"]EI" + END
# An operator begins with a letter or a quotation mark, an operand with neither, save these three words.
_OTHER = rb"(?!" + _WANTED + rb"|(?:true|false|null)" + END + rb")(?:" + _PICTURE + rb"|[A-Za-z'\"]" + REGULAR + rb"*+)"

STRING = re.compile(_COMMENT + rb"|(" + _STRING + rb")")
INSTRUCTION = re.compile(rb"(?:" + _OPERANDS + _OTHER + rb")*(" + _OPERANDS + rb")(" + _WANTED + rb")?")


def instructions(stream: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Operator and operands, in order. Raises pikepdf.PdfError at the first byte that is none of PDF's."""
    for found in INSTRUCTION.finditer(stream):
        operands, operator = found.groups()
        if operator is not None:
            yield operator, operands
        elif found.end() < len(stream):
            raise pikepdf.PdfError(f"content stream: byte {found.end()}")


def strings(operands: bytes) -> bytes:
    """The bytes of all strings among the operands, joined."""
    return b"".join([_string(one) for one in STRING.findall(operands)])


def _string(written: bytes) -> bytes:
    try:
        return unhexlify(written.strip(b"<>"))
    except ValueError:  # not plain hexadecimal
        return bytes(pikepdf.Object.parse(written))
