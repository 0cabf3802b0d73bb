"""A roster's dry run made again under another wish of the user's, the file left alone."""

from dataclasses import replace

from volunteer_desk.services.desk import Desk
from volunteer_desk.services.long_work import uncollected
from volunteer_desk.services.roster_custom import compare_own
from volunteer_desk.services.roster_meant import load_meant
from volunteer_desk.services.roster_plan import RosterPlan, Settled
from volunteer_desk.services.roster_settling import settle_rows
from volunteer_desk.services.volunteer_import import read_again, sensitive_after, words_of_lists
from volunteer_desk.store.roster import register_moment


def keep_filled(desk: Desk, plan: RosterPlan, keep: bool) -> RosterPlan:
    """The dry run as it is when filled fields of known people stay, or when they are updated.

    Cells that were put right stay so; nothing is written.
    """
    words = words_of_lists(desk)
    with uncollected(), desk.database.reading() as connection:
        moment = register_moment(connection)
        read = [read_again(row) for row in plan.rows]
        known, young = load_meant(connection, read), sensitive_after(desk, connection)
        settled = settle_rows(read, known, words, young, keep_filled=keep)
        if plan.own:
            fields = [field for field, _at in plan.own]
            settled = compare_own(connection, settled, read, fields, keep_filled=keep)
    rows = tuple(settled)
    return replace(plan, rows=rows, settled=Settled(rows, moment), keep_filled=keep)
