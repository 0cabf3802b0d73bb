"""Instants: aware in Python, UTC in the database; and the UUIDv7 rows travel by."""

import os
import time
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored as UTC; a naive one is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """To the database: UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """From the database: aware UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


def new_uid() -> bytes:
    """A 16-byte UUIDv7 (RFC 9562): milliseconds, a counter that keeps order, and chance."""
    return new_uids(1)[0]


def new_uids(count: int) -> list[bytes]:
    """``count`` UUIDv7 in ascending order, quickly enough for two million rows."""
    head = (time.time_ns() // 1_000_000).to_bytes(6, "big")
    chance = os.urandom(10 * count)
    uids = []
    step = max(1, 0x3FFFFFFF // max(1, count))
    for index in range(count):
        order = index * step  # 30 bits: 12 after the version, 18 after the variant
        tail = chance[index * 10 + 5 : index * 10 + 10]
        uids.append(
            head
            + (0x7000 | (order >> 18)).to_bytes(2, "big")
            + (0x800000 | ((order & 0x3FFFF) << 4) | (tail[0] & 0xF)).to_bytes(3, "big")
            + tail
        )
    return uids
