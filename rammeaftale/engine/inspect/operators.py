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
_NESTED = 5
_WHITE = rb"\x00\t\n\f\r "
_REGULAR = rb"[^" + _WHITE + rb"()<>\[\]{}/%]"
_END = rb"(?!" + _REGULAR + rb")"


def _literal(depth: int) -> bytes:
    inner = rb"|" + _literal(depth - 1) if depth else b""
    return rb"\((?:[^()\\]++|\\[\s\S]" + inner + rb")*\)"


_COMMENT = rb"%[^\r\n]*+"
_STRING = rb"<[0-9A-Fa-f" + _WHITE + rb"]*+>|" + _literal(_NESTED)
_PARTS = (
    rb"[-+.0-9" + _WHITE + rb"]++",
    rb"/" + _REGULAR + rb"*+",
    _STRING,
    rb"<<|>>|\[|\]",
    rb"(?:true|false|null)" + _END,
    _COMMENT,
)
_OPERANDS = rb"(?:" + rb"|".join(_PARTS) + rb")*"
_WANTED = rb"(?:BDC|BMC|EMC|Tj|TJ|'|\"|Tf|Do|q|Q)" + _END
# A picture inside the stream is bytes of any kind between its two operators.
_PICTURE = rb"ID[" + _WHITE + rb"][\s\S]*?[" + _WHITE + rb"]EI" + _END
# An operator begins with a letter or a quotation mark, an operand with neither, save these three words.
_OTHER = (
    rb"(?!" + _WANTED + rb"|(?:true|false|null)" + _END + rb")(?:" + _PICTURE + rb"|[A-Za-z'\"]" + _REGULAR + rb"*+)"
)

_EACH_STRING = re.compile(_COMMENT + rb"|(" + _STRING + rb")")
_INSTRUCTION = re.compile(rb"(?:" + _OPERANDS + _OTHER + rb")*(" + _OPERANDS + rb")(" + _WANTED + rb")?")


def instructions(stream: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Operator and operands, in order. Raises pikepdf.PdfError at the first byte that is none of PDF's."""
    for match in _INSTRUCTION.finditer(stream):
        operands, operator = match.groups()
        if operator is not None:
            yield operator, operands
        elif match.end() < len(stream):
            raise pikepdf.PdfError(f"content stream: byte {match.end()}")


def strings(operands: bytes) -> bytes:
    """The bytes of all strings among the operands, joined."""
    return b"".join([_string(written) for written in _EACH_STRING.findall(operands)])


def _string(written: bytes) -> bytes:
    try:
        return unhexlify(written.strip(b"<>"))
    except ValueError:  # not plain hexadecimal
        return bytes(pikepdf.Object.parse(written))
