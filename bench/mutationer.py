"""Changes to a text file: of its bytes, as a bad disk or an attacker makes them, and of its lines, as a hand does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

_SCRAPS = (
    *(
        b"\0",
        b"\x07",
        b"\x1b[31m",
        b"\x0c",
        b"\x7f",
        b"\xff",
        b"\xc3",
        b"\xed\xa0\x81",
        b"\xf4\x90\x80\x80",
        b"\r",
        b"\r\n",
    ),
    *(
        letter.encode()
        for letter in "\u0085\u00a0\u00ad\u200b\u202e\u2028\ufeff\ufffd\ue000\ufe0f\U000e0041\u0301\u3164æØ"
    ),
    *(b"\n::error file=a::x\n", b"##[add-mask]x", b"%0A::x::", b"\t", b"  ", b"\n", b"\n\n", b"- ", b": ", b":", b"#"),
    *(b"## ", b"# # ", b"{#a}", b"{#", b"}", b"{{ a.b }}", b"{{", b"}}", b"[^a]", b"[^a]: b", b"[](bilag:a)", b"]("),
    *(b"![a](b.png)", b"|", b"|---|", b":::", b"::: boks A {#a}\n", b"::: tabel", b"::: margen", b"> ", b"1. ", b"a) "),
    *(
        b"*",
        b"**",
        b"_",
        b"`",
        b"\\",
        b"<b>",
        b"&amp;",
        b"~~",
        b"---",
        b"---\n",
        b"&a ",
        b"*a",
        b"!!python/x ",
        b"<<: ",
    ),
    *(
        b'"',
        b"'",
        b'"\\x1b"',
        b'"\\u202e"',
        b'"a\\n::x"',
        b"|\n",
        b">\n",
        b"[",
        b"]",
        b"{",
        b"}",
        b"? ",
        b"yes",
        b"null",
    ),
    *(
        b"1e999999999",
        b"9" * 400,
        b"-0",
        b"0,1",
        b"1.2.3",
        b"31. februar 2031",
        b"2031-13-45",
        b"../../x",
        b"=1+1",
        b";",
    ),
    *(b"@SUM(A1)", b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> x\n", b"(" * 200, b"[" * 200, b"*" * 200, b">" * 200),
)
_MOST_CHANGES = 4
_Lines = list[bytes]


def mutated(rng: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """The file with one to four changes; `others` are files that pieces are taken from."""
    for _ in range(rng.randint(1, _MOST_CHANGES)):
        data = rng.choice(_CHANGES)(rng, data, others)
    return data


def _place(rng: Random, data: bytes) -> int:
    return rng.randint(0, len(data))


def _scrap(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    at = _place(rng, data)
    return data[:at] + rng.choice(_SCRAPS) * rng.choice((1, 1, 1, 2, 40)) + data[at:]


def _bit(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    if not data:
        return data
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]


def _cut(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    begin = _place(rng, data)
    return data[:begin] + data[begin + rng.choice((1, 2, 5, 30, 500)) :]


def _end(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    return data[: _place(rng, data)]


def _twice(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    begin = _place(rng, data)
    end = begin + rng.choice((3, 20, 200))
    return data[:end] + data[begin:end] * rng.choice((1, 1, 30)) + data[end:]


def _piece(rng: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other = rng.choice(others)
    at, begin = _place(rng, data), _place(rng, other)
    return data[:at] + other[begin : begin + rng.choice((10, 80, 800))] + data[at:]


def _lines_away(rng: Random, lines: _Lines, at: int) -> None:
    del lines[at : at + rng.randint(1, 3)]


def _line_twice(rng: Random, lines: _Lines, at: int) -> None:
    lines.insert(rng.randint(0, len(lines)), lines[at])


def _lines_swapped(rng: Random, lines: _Lines, at: int) -> None:
    other = rng.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _further_in(rng: Random, lines: _Lines, at: int) -> None:
    lines[at] = b" " * rng.randint(1, 5) + lines[at]


def _further_out(rng: Random, lines: _Lines, at: int) -> None:
    lines[at] = lines[at][rng.randint(1, 3) :]


def _joined(rng: Random, lines: _Lines, at: int) -> None:
    lines[at : at + 2] = [rng.choice((b"", b" ")).join(lines[at : at + 2])]


def _parted(rng: Random, lines: _Lines, at: int) -> None:
    cut = _place(rng, lines[at])
    lines[at : at + 1] = [lines[at][:cut], *[b""] * rng.randint(0, 1), lines[at][cut:]]


def _another_value(rng: Random, lines: _Lines, at: int) -> None:
    """After the first colon, separator or stroke of the line."""
    sign = next((sign for sign in (b": ", b";", b"|", b",", b" ") if sign in lines[at]), b"")
    lines[at] = lines[at].partition(sign or b"x")[0] + sign + rng.choice(_SCRAPS)


def _of_lines(change: Callable[[Random, _Lines, int], None]) -> Callable[[Random, bytes, Sequence[bytes]], bytes]:
    def changed(rng: Random, data: bytes, _: Sequence[bytes]) -> bytes:
        lines = data.split(b"\n")
        change(rng, lines, rng.randrange(len(lines)))
        return b"\n".join(lines)

    return changed


_CHANGES = (
    *(_scrap, _scrap, _scrap, _bit, _cut, _end, _twice, _piece, _piece),
    *map(_of_lines, (_lines_away, _line_twice, _lines_swapped, _further_in, _further_out, _joined, _parted)),
    *map(_of_lines, (_another_value, _another_value)),
)
