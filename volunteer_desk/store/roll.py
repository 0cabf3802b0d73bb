"""The registered people that a file's documents, phones and names could mean, looked up at once."""

from collections.abc import Collection, Iterator

from sqlalchemy import Connection

from volunteer_desk.domain.matching import Known

_CHUNK = 10_000


def known_people(
    connection: Connection,
    *,
    keys: Collection[str] = (),
    phones: Collection[str] = (),
    documents: Collection[str] = (),
) -> Iterator[Known]:
    """Everyone who bears one of the name keys, phones or document numbers, by their indexes.

    One statement for 10,000 of a kind; somebody who fits twice comes twice.
    """
    for column, values in (("id_number", documents), ("phone", phones), ("name_key", keys)):
        wanted = sorted({value for value in values if value})
        for start in range(0, len(wanted), _CHUNK):
            part = wanted[start : start + _CHUNK]
            found = connection.exec_driver_sql(
                "SELECT id, name_key, phone, id_number, status FROM volunteer "
                f"WHERE {column} IN ({','.join('?' * len(part))})",
                tuple(part),
            ).all()
            for number, key, phone, document, status in found:
                yield Known(number, key, phone, document, status == "active")
