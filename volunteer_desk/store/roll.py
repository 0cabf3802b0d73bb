"""The people that a file's numbers, documents, phones and names could mean, looked up at once."""

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
    numbers: Collection[str] = (),
) -> Iterator[Known]:
    """Everyone who bears one of the name keys, phones, document or own numbers, by index.

    One statement for 10,000 of a kind; somebody who fits twice comes twice. A card merged away
    stands for the person it went into, under its own name, phone and document; its number stands
    under both names.
    """
    for column, values in (
        ("number", numbers),
        ("id_number", documents),
        ("phone", phones),
        ("name_key", keys),
    ):
        wanted = sorted({value for value in values if value})
        for start in range(0, len(wanted), _CHUNK):
            part = wanted[start : start + _CHUNK]
            found = connection.exec_driver_sql(
                "SELECT COALESCE(kept.id, card.id), card.name_key, card.phone, "
                "COALESCE(card.id_number, kept.id_number), "
                "COALESCE(kept.status, card.status), card.number, kept.name_key "
                "FROM volunteer AS card "
                "LEFT JOIN volunteer AS kept ON kept.id = card.merged_into_id "
                f"WHERE card.{column} IN ({','.join('?' * len(part))})",
                tuple(part),
            ).all()
            for person, key, phone, document, status, number, kept in found:
                known = Known(person, key, phone, document, status == "active", number)
                yield known
                if kept is not None and column == "number":
                    yield known._replace(key=kept)
