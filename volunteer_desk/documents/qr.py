"""QR codes as PDF ink: a one-bit stencil, sharp at every size and some 200 bytes long.

Segno draws the patterns of each size once; from then on only the data is computed, so that a
thousand codes cost what a few dozen would. A test compares every module with Segno's own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter

import segno
from segno import consts

MASK = 2
"""One data mask for all: ISO/IEC 18004 lets the encoder choose by looks."""

_BLOCKS = {
    1: (10, (16,)),
    2: (16, (28,)),
    3: (26, (44,)),
    4: (18, (32,) * 2),
    5: (24, (43,) * 2),
    6: (16, (27,) * 4),
    7: (18, (31,) * 4),
    8: (22, (38, 38, 39, 39)),
    9: (22, (36, 36, 36, 37, 37)),
}
"""Version → check bytes a block, data bytes of each block, at level M (ISO/IEC 18004 table 9)."""

_DATA = frozenset((consts.TYPE_DATA_DARK, consts.TYPE_DATA_LIGHT))


@dataclass(frozen=True)
class _Stencil:
    """One size of code.

    Attributes:
        side: Modules a side.
        flip: The bits that the mask turns over, in the order of the data.
        bits: Data and check bits in all, with the few left over.
        pick: From the data bits followed by "01", every module of rows padded to whole bytes.
    """

    side: int
    flip: int
    bits: int
    pick: Callable[[str], tuple[str, ...]]


@cache
def _stencil(version: int) -> _Stencil:
    code = segno.make("z", error="m", version=version, mask=MASK, boost_error=False, mode="byte")
    types = [list(row) for row in code.matrix_iter(border=0, verbose=True)]
    dark = [list(row) for row in code.matrix]
    side = len(dark)
    # Segno calls this one a format module, but it is filled with data like its neighbours.
    types[8][side - 9] = consts.TYPE_DATA_DARK
    places = [(y, x) for y, x in _walk(side) if types[y][x] in _DATA]
    flip = int("".join("1" if x % 3 == 0 else "0" for _, x in places), 2)
    order = {place: at for at, place in enumerate(places)}
    light, black = len(places), len(places) + 1
    wide = -(-side // 8) * 8
    pick = [
        light if x >= side else order.get((y, x), black if dark[y][x] else light)
        for y in range(side)
        for x in range(wide)
    ]
    return _Stencil(side, flip, len(places), itemgetter(*pick))


def _walk(side: int) -> Iterator[tuple[int, int]]:
    """Every module (row, column) in the order in which data fills them: two columns at a time."""
    right, upwards = side - 1, True
    while right > 0:
        if right == 6:
            right -= 1  # the timing column holds no data
        for step in range(side):
            y = side - 1 - step if upwards else step
            yield y, right
            yield y, right - 1
        right, upwards = right - 2, not upwards


@cache
def _powers() -> tuple[list[int], list[int]]:
    """Exponents and logarithms of GF(256) over 0x11D."""
    powers, logs, value = [0] * 512, [0] * 256, 1
    for at in range(255):
        powers[at] = powers[at + 255] = value
        logs[value] = at
        value = value << 1 ^ (0x11D if value & 0x80 else 0)
    return powers, logs


@cache
def _check_steps(count: int) -> tuple[int, ...]:
    """For each leading byte, what it adds to a register of ``count`` check bytes."""
    powers, logs = _powers()
    generator = [1]
    for at in range(count):
        longer = [*generator, 0]
        for index, factor in enumerate(generator):
            longer[index + 1] ^= powers[logs[factor] + at] if factor else 0
        generator = longer
    return tuple(
        int.from_bytes(
            bytes(powers[logs[lead] + logs[one]] if lead and one else 0 for one in generator[1:])
        )
        for lead in range(256)
    )


def _check_bytes(data: bytes, count: int) -> bytes:
    steps, register = _check_steps(count), 0
    top, keep = 8 * (count - 1), (1 << 8 * (count - 1)) - 1
    for byte in data:
        register = (register & keep) << 8 ^ steps[register >> top ^ byte]
    return register.to_bytes(count)


def qr_modules(text: str) -> tuple[int, bytes]:
    """The code of a text, level M (ISO/IEC 18004): side in modules, and rows packed into bytes."""
    message = text.encode()
    for version, (checks, blocks) in _BLOCKS.items():
        if len(message) + 2 <= sum(blocks):
            return _compose(message, version, checks, blocks)
    code = segno.make(text, error="m", micro=False, boost_error=False, encoding="utf-8", mask=MASK)
    side, wide = len(code.matrix), -(-len(code.matrix) // 8)
    rows = (int("".join(map(str, row)).ljust(wide * 8, "0"), 2) for row in code.matrix)
    return side, b"".join(row.to_bytes(wide) for row in rows)


def _lay_out(
    message: bytes, version: int, checks: int, blocks: tuple[int, ...]
) -> tuple[int, bytes]:
    room = sum(blocks)
    # Byte mode 0100, eight bits of length, the bytes, terminator 0000, then the two pad bytes.
    head = (4 << 8 | len(message)) << 8 * len(message) | int.from_bytes(message)
    data = (head << 4).to_bytes(len(message) + 2)
    # Readers ignore what follows the terminator; the zero byte is Segno's, to stay comparable.
    data += (b"\x00" + b"\xec\x11" * room)[: room - len(data)]
    parts, start = [], 0
    for size in blocks:
        parts.append(data[start : start + size])
        start += size
    ends = [_check_bytes(part, checks) for part in parts]
    mixed = _interleave(parts) + _interleave(ends)
    stencil = _stencil(version)
    bits = (int.from_bytes(mixed) << stencil.bits - 8 * len(mixed)) ^ stencil.flip
    source = f"{bits:0{stencil.bits}b}01"
    picked = "".join(stencil.pick(source))
    return stencil.side, int(picked, 2).to_bytes(len(picked) // 8)


MANY = 120
"""Differing bits from which laying a message out anew is the cheaper way."""


def _compose(
    message: bytes, version: int, checks: int, blocks: tuple[int, ...]
) -> tuple[int, bytes]:
    """Lay a message out by its difference from the first one of its length.

    Every module is a sum modulo 2 of message bits, check bits included, so a bit that differs
    turns over the same modules in every message of that length. Codes of one print run differ in
    a few characters.
    """
    first = _first_of(len(message)).setdefault("message", message)
    changed = int.from_bytes(first) ^ int.from_bytes(message)
    if changed.bit_count() > MANY:
        return _lay_out(message, version, checks, blocks)
    side, picture, size = _picture(first, version, checks, blocks)
    while changed:
        lowest = changed & -changed
        picture ^= _turned(len(message), lowest, version, checks, blocks)
        changed ^= lowest
    return side, picture.to_bytes(size)


@cache
def _first_of(_length: int) -> dict[str, bytes]:
    """Remembers the first message of a length; which one it was changes no picture."""
    return {}


@lru_cache(maxsize=256)
def _picture(
    message: bytes, version: int, checks: int, blocks: tuple[int, ...]
) -> tuple[int, int, int]:
    side, rows = _lay_out(message, version, checks, blocks)
    return side, int.from_bytes(rows), len(rows)


@lru_cache(maxsize=16_384)
def _turned(length: int, bit: int, version: int, checks: int, blocks: tuple[int, ...]) -> int:
    """The modules that one message bit turns over."""
    _, plain, _ = _picture(bytes(length), version, checks, blocks)
    _, rows = _lay_out(bit.to_bytes(length), version, checks, blocks)
    return int.from_bytes(rows) ^ plain


def _interleave(parts: list[bytes]) -> bytes:
    """First bytes of all parts, then second bytes, …; the longer parts, which come last, end it."""
    shortest, ways = len(parts[0]), len(parts)
    mixed = bytearray(shortest * ways)
    for at, part in enumerate(parts):
        mixed[at::ways] = part[:shortest]
    return bytes(mixed) + b"".join(part[shortest:] for part in parts)


def qr_ink(text: str, x: float, y: float, side: float) -> str:
    """PDF operators that draw a text's code as a square of ``side`` points at (x, y)."""
    modules, rows = qr_modules(text)
    return (
        f"q 0 0 0 rg {side:.2f} 0 0 {side:.2f} {x:.2f} {y:.2f} cm "
        f"BI /W {modules} /H {modules} /IM true /D [1 0] /F /AHx ID {rows.hex()}> EI Q"
    )
