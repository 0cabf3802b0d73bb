"""The sweep for people registered twice: how long it takes and what it finds, for information."""

from tests.bench.measure import Row, seconds, words
from volunteer_desk.domain.duplicates import DuplicatePair
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.duplicates import sweep_duplicates

LIKELY = 0.9
"""Of one: pairs that hardly leave a doubt."""


def sweep(desk: Desk) -> Row:
    """Everybody compared with whoever is alike; the invented people hold no true pairs but chance.

    No goal: the sweep runs beside the window, with a strip and 取消. Its precision and recall are
    measured on sets with known truth (``tests.bench.test_duplicates_measured``, ``make slow``).
    """
    found: list[DuplicatePair] = []
    took = seconds(lambda: found.extend(sweep_duplicates(desk)))
    with desk.database.reading() as connection:
        people = connection.exec_driver_sql("SELECT COUNT(*) FROM volunteer").scalar_one()
    sure = sum(pair.score >= LIKELY for pair in found)
    note = f"{people:,} people, {len(found):,} pairs listed, {sure:,} of them scored ≥{LIKELY}"
    return Row("sweep for duplicates", "–", words(took), "–", "–", None, note)
