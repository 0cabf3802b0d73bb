"""Crediting the hours of one occasion: found or made, checked, and appended as one batch."""

from collections.abc import Callable, Sequence

from volunteer_desk.domain.approval import WaitingFilter
from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.dates import short_date
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import (
    HourLine,
    HoursNature,
    HoursSource,
    LoggedHours,
    OccasionDraft,
)
from volunteer_desk.domain.projects import ActivityState
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hour_checks import Checked, check_lines
from volunteer_desk.services.projects import plain_name
from volunteer_desk.services.taking_hours import take_hours
from volunteer_desk.store.activities import (
    ActivityValue,
    Occasion,
    add_activities,
    occasions_on,
    read_occasion,
)
from volunteer_desk.store.activity_states import mark_recorded
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import batch_by_request, close_batch, open_batch, record_change
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.ledger import Credit, credited_by
from volunteer_desk.store.projects import add_projects, project_named
from volunteer_desk.store.settings import read_values
from volunteer_desk.store.waiting_rows import waiting_totals

PrepareOccasion = Callable[[Connection, int, Occasion], Occasion]
"""Makes what an occasion still lacks (project, activity) within its batch."""


def credited_before(connection: Connection, request: str | None) -> LoggedHours | None:
    """What the same request made when it came the first time, or None."""
    made = None if request is None else batch_by_request(connection, request)
    if made is None:
        return None
    done = credited_by(connection, made)
    waits = waiting_totals(connection, WaitingFilter(batch_id=made)).rows > 0
    return LoggedHours(made, done.people, done.minutes, waiting=waits)


def find_occasion(connection: Connection, draft: OccasionDraft) -> Occasion:
    """The activity a draft means; one still to be made has no id (0).

    Raises:
        UserFacingError: No project named, or the activity chosen is gone.
    """
    if draft.activity_id is not None:
        return read_held(connection, draft.activity_id)
    name = plain_name(draft.project)
    if not name:
        raise UserFacingError("还没有写项目名称。", "请选择项目，或写一个新的。")
    project_id = None if draft.another else project_named(connection, name)
    if project_id is not None:
        held = occasions_on(connection, [project_id], draft.on, draft.on)
        found = held.get((project_id, draft.on))
        if found is not None:
            return Occasion(found.id, name, found.team_id, draft.on, found.state)
    return Occasion(0, name, None, draft.on, ActivityState.RECORDED)


def read_held(connection: Connection, activity_id: int) -> Occasion:
    """One activity.

    Raises:
        UserFacingError: It is gone.
    """
    occasion = read_occasion(connection, activity_id)
    if occasion is None:
        raise UserFacingError("这场活动已经不在了。", "请重新选择活动。")
    return occasion


def making(draft: OccasionDraft) -> PrepareOccasion:
    """What makes the project and the activity of a draft where they lack."""

    def make(connection: Connection, batch_id: int, occasion: Occasion) -> Occasion:
        if occasion.id:
            return occasion
        project_id = project_named(connection, occasion.project)
        if project_id is None:
            add_projects(connection, [{"name": occasion.project}], batch_id)
            project_id = project_named(connection, occasion.project)
        row: dict[str, ActivityValue] = {
            "project_id": project_id,
            "held_on": occasion.held_on,
            "starts": draft.starts,
            "ends": draft.ends,
            "place": draft.place.strip(),
            "state": ActivityState.RECORDED.value,
        }
        (number,) = add_activities(connection, [row], batch_id)
        return occasion._replace(id=number)

    return make


def credit_occasion(
    connection: Connection,
    desk: Desk,
    occasion: Occasion,
    lines: Sequence[HourLine],
    *,
    kind: BatchKind,
    source: HoursSource,
    nature: HoursNature = HoursNature.CREDIT,
    request: str | None = None,
    prepare: PrepareOccasion | None = None,
) -> LoggedHours:
    """Check, round and credit lines in the caller's transaction, as ``log_hours`` says.

    A line's own nature and source come before the call's. Lines of a closed month are 补录. The
    caller has asked ``credited_before`` whether the request is a new one.
    """
    stored = read_values(connection)
    checked = check_lines(connection, desk, occasion, lines, stored)
    if checked.problems:
        return LoggedHours(None, 0, 0, checked.problems, checked.warnings)
    now = desk.now()
    batch = open_batch(
        connection,
        kind=kind,
        label=f"登记“{occasion.project}”{short_date(occasion.held_on)}时长 {len(lines)}人",
        now=now,
        by=desk.operator,
        request=request,
    )
    if prepare is not None:
        occasion = prepare(connection, batch, occasion)
    rows = _credits(occasion, checked, source, nature)
    waits = take_hours(connection, rows, batch_id=batch, now=now, stored=stored)
    if occasion.state in (ActivityState.PLANNED, ActivityState.CHECKED):  # to be checked anew
        mark_recorded(connection, [occasion.id])
        before, after = {"state": occasion.state.value}, {"state": ActivityState.RECORDED.value}
        record_change(connection, batch, "activity", occasion.id, before, after)
    minutes = sum(line.minutes for line in checked.lines)
    close_batch(connection, batch, len(lines))
    append_audit(
        connection,
        now=now,
        by=desk.operator,
        action="log",
        noun="hours",
        row_id=occasion.id,
        batch_id=batch,
        detail=_told(checked, minutes),
    )
    return LoggedHours(batch, len(lines), minutes, warnings=checked.warnings, waiting=waits)


def _credits(
    occasion: Occasion, checked: Checked, source: HoursSource, nature: HoursNature
) -> list[Credit]:
    """The checked lines as the ledger takes them; a reason is kept where it set a rule aside."""
    late = checked.late_month
    usual_nature = nature.value
    usual_source = (source if late is None else HoursSource.LATE).value
    return [
        Credit(
            line.volunteer_id,
            occasion.id,
            occasion.team_id or checked.servers[line.volunteer_id].team_id,
            occasion.held_on,
            line.starts,
            line.ends,
            line.minutes,
            line.nature.value if line.nature else usual_nature,
            line.source.value if line.source and late is None else usual_source,
            line.remark,
            line.reason.strip() if waived else "",
            line.spent,
            late,
            waived,
        )
        for line, waived in zip(checked.lines, checked.waived, strict=True)
    ]


def _told(checked: Checked, minutes: int) -> dict[str, int | str]:
    """What the audit keeps: counts, never a reason or a person."""
    waived = sum(1 for codes in checked.waived if codes)
    return {
        "rows": len(checked.lines),
        "minutes": minutes,
        **({"waived": waived} if waived else {}),
        **({"late_month": checked.late_month} if checked.late_month else {}),
    }
