"""One small fault in the bytes of a table file, or in the XML inside it: what a broken or hostile program may write."""

from __future__ import annotations

import re
from random import Random

from tests.takster.zips import pack, unpack

NASTY = (
    *("", " ", "0", "1", "-1", "1e999", "NaN", "inf", "1_000", "٣", "2147483648", "9" * 400, "1.5", "0x10"),
    *("_xD801_", "_xDC00__xD801_", "_xD83D__xDE00_", "_x0000_", "_x005F_x0041_", "_xFFFF_", "_x001B_", "_x00_"),
    *("#REF!", "TRUE", "true", "e", "s", "n", "b", "d", "str", "inlineStr", "A1", "A0", "XFD1048576", "ZZZZ9", "B2:A1"),
    *("2021-13-45", "0000-00-00", "2021-01-01", "hidden", "collapse", "1048577", "&#0;", "&#xD800;"),
    *("]]>", "\u202e", "\0"),
)  # fmt: skip
_BYTES = (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff", b'"', b";", b"\n")
_TAG = re.compile(r"<[^<>]+>|[^<>]+")
_ATTRIBUTE = re.compile(r'([\w:.-]+)="([^"]*)"')


def faulty(data: bytes, random: Random) -> bytes:
    """The file with one to three faults; a zip is opened first, most of the time."""
    for _ in range(random.randint(1, 3)):
        if data.startswith(b"PK\3\4") and random.random() < 0.9:
            data = _zipped(data, random)
        else:
            data = _bytes(data, random)
    return data


def _zipped(data: bytes, random: Random) -> bytes:
    try:
        parts = unpack(data)
    except (ValueError, LookupError, OSError, NotImplementedError, RuntimeError):
        return _bytes(data, random)
    except Exception as problem:  # zipfile's and zlib's own classes
        assert type(problem).__module__ in {"zipfile", "zlib"}, problem
        return _bytes(data, random)
    name = random.choice([name for name in parts if name.endswith((".xml", ".rels"))] or list(parts))
    match random.random():
        case chance if chance < 0.8:
            parts[name] = _xml(parts[name].decode("utf-8", "replace"), random).encode("utf-8", "replace")
        case chance if chance < 0.9:
            parts[name] = _bytes(parts[name], random)
        case chance if chance < 0.95:
            del parts[name]
        case _:
            parts[name] = parts[random.choice(list(parts))]
    return pack(parts)


def _bytes(data: bytes, random: Random) -> bytes:
    """Some bytes are changed, lost, repeated or cut off."""
    if not data:
        return bytes(random.randrange(256) for _ in range(8))
    at = random.randrange(len(data))
    length = random.choice((1, 1, 2, 4, 16, 200))
    match random.randrange(6):
        case 0:
            return data[:at] + bytes((random.randrange(256),)) + data[at + 1 :]
        case 1:
            return data[:at] + data[at + length :]
        case 2:
            return data[:at] + data[at : at + length] + data[at:]
        case 3:
            return data[:at] + random.choice(NASTY).encode() + data[at:]
        case 4:
            return data[:at] + random.choice(_BYTES) + data[at + 4 :]
        case _:
            return data[:at]


def _xml(text: str, random: Random) -> str:
    """A tag, an attribute or a text of it is changed, lost, repeated or moved."""
    tokens = _TAG.findall(text)
    if len(tokens) < 3:
        return text + random.choice(NASTY)
    at, other = random.randrange(len(tokens)), random.randrange(len(tokens))
    match random.randrange(7):
        case 0:
            del tokens[at]
        case 1:
            tokens.insert(other, tokens[at])
        case 2:
            tokens[at], tokens[other] = tokens[other], tokens[at]
        case 3:
            begin, end = sorted((at, other))
            tokens[begin:begin] = tokens[begin : min(end, begin + 12)]
        case 4 if texts := [index for index, token in enumerate(tokens) if not token.startswith("<")]:
            tokens[random.choice(texts)] = random.choice(NASTY)
        case _:
            tokens[at] = _attribute(tokens[at], random)
    return "".join(tokens)


def _attribute(tag: str, random: Random) -> str:
    found = list(_ATTRIBUTE.finditer(tag))
    if not found:
        return tag.replace(">", f' {random.choice(("t", "r", "s", "hidden", "ht"))}="{random.choice(NASTY)}">', 1)
    chosen = random.choice(found)
    if random.random() < 0.2:
        return tag[: chosen.start()] + tag[chosen.end() :]
    return tag[: chosen.start(2)] + random.choice(NASTY) + tag[chosen.end(2) :]
