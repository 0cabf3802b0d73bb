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

    One statement for 10,000 of a kind; somebody who fits twice comes twice. A card merged away
    stands for the person it went into, under its own name, phone and document.
    """
    for column, values in (("id_number", documents), ("phone", phones), ("name_key", keys)):
        wanted = sorted({value for value in values if value})
        for start in range(0, len(wanted), _CHUNK):
            part = wanted[start : start + _CHUNK]
            found = connection.exec_driver_sql(
                "SELECT COALESCE(kept.id, card.id), card.name_key, card.phone, "
                "COALESCE(card.id_number, kept.id_number), "
                "COALESCE(kept.status, card.status) FROM volunteer AS card "
                "LEFT JOIN volunteer AS kept ON kept.id = card.merged_into_id "
                f"WHERE card.{column} IN ({','.join('?' * len(part))})",
                tuple(part),
            ).all()
            for number, key, phone, document, status in found:
                yield Known(number, key, phone, document, status == "active")
