"""One stream taken out of a compound file, the container of .xls and .et ([MS-CFB])."""

import struct
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

_MARKS = 0xFFFFFFFA
"""Sector numbers from here on are no sectors: a free one, the end of a chain."""
_ENTRY = 128
"""Bytes of an entry of the directory."""
_NAME = 64
"""Bytes of its name, UTF-16."""
_START = 116
"""Where an entry says its first sector and its size."""
_IN_HEADER = 109
"""Numbers of the table's own sectors that stand in the header."""


class _Sectors(NamedTuple):
    """Sectors of one size, and which of them follows which."""

    content: bytes
    size: int
    following: Sequence[int]

    def read(self, first: int) -> bytes:
        """The sectors of a chain, one after another; a chain in a circle ends."""
        return b"".join(islice(self._chain(first), len(self.following)))

    def _chain(self, sector: int) -> Iterator[bytes]:
        while sector < _MARKS:
            yield self.content[sector * self.size : (sector + 1) * self.size]
            sector = self.following[sector]


def read_stream(content: bytes, *names: str) -> bytes:
    """The content of the first of these streams that the file has.

    Raises:
        ValueError: The file has none of them.
        struct.error, IndexError: The file is damaged.
    """
    shift, mini_shift = struct.unpack_from("<HH", content, 0x1E)
    (directory,) = struct.unpack_from("<I", content, 0x30)
    least, minis = struct.unpack_from("<II", content, 0x38)
    body = content[1 << shift :]
    sectors = _Sectors(body, 1 << shift, _table(content, body, 1 << shift))
    entries = sectors.read(directory)
    first, size = _find(entries, names)
    if size >= least:
        return sectors.read(first)[:size]
    (container,) = struct.unpack_from("<I", entries, _START)
    small = _Sectors(sectors.read(container), 1 << mini_shift, _numbers(sectors.read(minis)))
    return small.read(first)[:size]


def _find(entries: bytes, names: Sequence[str]) -> tuple[int, int]:
    """(first sector, bytes) of a stream."""
    named = {entries[at : at + _NAME]: at for at in range(0, len(entries), _ENTRY)}
    for name in names:
        at = named.get(name.encode("utf-16-le").ljust(_NAME, b"\0"))
        if at is not None:
            first, size = struct.unpack_from("<II", entries, at + _START)
            return first, size
    raise ValueError("the file has no such stream")


def _table(content: bytes, body: bytes, size: int) -> Sequence[int]:
    """Which sector follows which, of the whole file; the sectors of this table are listed first."""
    more, count = struct.unpack_from("<II", content, 0x44)
    places = list(struct.unpack_from(f"<{_IN_HEADER}I", content, 0x4C))
    for _turn in range(count):
        *further, more = _numbers(body[more * size : (more + 1) * size])
        places += further
    return _numbers(b"".join(body[at * size : (at + 1) * size] for at in places if at < _MARKS))


def _numbers(content: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])
