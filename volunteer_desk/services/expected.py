"""Who is to come to an activity: the list, and giving the activity another one."""

from collections.abc import Sequence

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.expected import MOST_EXPECTED, ExpectedRow
from volunteer_desk.domain.masking import mask_phone
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import settings_from
from volunteer_desk.services.volunteer_masking import is_child
from volunteer_desk.store import expected as store
from volunteer_desk.store.activities import read_occasion
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch, record_change
from volunteer_desk.store.memberships import open_teams
from volunteer_desk.store.settings import read_values


def expected_people(desk: Desk, activity_id: int) -> tuple[ExpectedRow, ...]:
    """Who is to come, in the order of the list; phones are masked."""
    today = desk.today()
    with desk.database.reading() as connection:
        rows = store.expected_rows(connection, activity_id)
        teams = open_teams(connection, [row.id for row in rows])
        under = settings_from(read_values(connection)).sensitive_under
    return tuple(
        ExpectedRow(
            row.id,
            row.number,
            row.name,
            "、".join(teams.get(row.id, ())),
            "" if is_child(row.birth, today, under) else mask_phone(row.phone),
            row.status == "active",
            row.minutes,
        )
        for row in rows
    )


def set_expected(desk: Desk, activity_id: int, volunteer_ids: Sequence[int]) -> Changed:
    """Give an activity this list in this order; one batch, undoable.

    Somebody named twice stands once; a card that was erased or merged away is left out.

    Raises:
        UserFacingError: No such activity, or more people than any activity has.
    """
    wanted = list(dict.fromkeys(volunteer_ids))
    if len(wanted) > MOST_EXPECTED:
        raise UserFacingError(
            f"一场活动的计划名单最多{MOST_EXPECTED}人，这里有{len(wanted)}人。", "请分成几场活动。"
        )
    with desk.database.writing() as connection:
        if read_occasion(connection, activity_id) is None:
            raise UserFacingError("这场活动已经不在了。", "请刷新列表后再试。")
        known = store.known_among(connection, wanted)
        wanted = [one for one in wanted if one in known]
        before = store.expected_ids(connection, activity_id)
        if before == wanted:
            return Changed(frozenset(), None, "计划名单没有改动。", 0, activity_id)
        batch = open_batch(
            connection,
            kind=BatchKind.EXPECTED,
            label=f"计划名单改为{len(wanted)}人" if wanted else "清空计划名单",
            now=desk.now(),
            by=desk.operator,
        )
        store.write_expected(connection, activity_id, wanted, batch)
        record_change(
            connection,
            batch,
            store.EXPECTED,
            activity_id,
            {"people": store.expected_json(before)},
            {"people": store.expected_json(wanted)},
        )
        moved = len(set(before) ^ set(wanted)) or len(wanted)
        close_batch(connection, batch, moved)
        append_audit(
            connection,
            now=desk.now(),
            by=desk.operator,
            action="expect",
            noun=Noun.ACTIVITY,
            row_id=activity_id,
            batch_id=batch,
            detail={"rows": moved},
        )
    nouns = frozenset({Noun.ACTIVITY, Noun.BATCH})
    return Changed(nouns, batch, _told(before, wanted), moved, activity_id)


def _told(before: Sequence[int], after: Sequence[int]) -> str:
    """What was done to the list, in words."""
    came, went = len(set(after) - set(before)), len(set(before) - set(after))
    if not after:
        return f"已清空计划名单（{went}人）。"
    parts = [f"加入{came}人" if came else "", f"移出{went}人" if went else ""]
    done = "，".join(filter(None, parts)) or "换了次序"
    return f"计划名单已{done}，现在{len(after)}人。"
