"""What hangs on a row, so that undo never takes a row from under another's feet."""

from dataclasses import dataclass

SEEN = "的完整资料被查看过"
"""The log of who saw whom is kept: nothing that is done later unties it."""

LEDGER = "的时长已冲销，但流水里要留着名字"
"""The ledger is append-only: a reversed credit keeps its person for good."""

_STANDS = (
    "{entry}.reverses_id IS NULL AND NOT EXISTS "
    "(SELECT 1 FROM hour_entry AS back WHERE back.reverses_id = {entry}.id)"
)
_CREDITED = _STANDS.format(entry="hour_entry")
_ONLY_REVERSED = (
    "NOT EXISTS (SELECT 1 FROM hour_entry AS live WHERE live.volunteer_id = "
    f"hour_entry.volunteer_id AND {_STANDS.format(entry='live')})"
)


@dataclass(frozen=True)
class Tie:
    """A table whose rows may hang on a row that should go.

    Attributes:
        table: The table.
        column: Its column that names the row.
        words: What to say of it.
        others_only: Rows of the same batch do not count: they go first.
        standing: SQL that rows must meet to count; "" for all of them.
    """

    table: str
    column: str
    words: str
    others_only: bool = False
    standing: str = ""


TIES: dict[str, tuple[Tie, ...]] = {
    "activity": (
        Tie("hour_entry", "activity_id", "登记过时长"),
        Tie("waiting_hours", "activity_id", "登记过时长"),
        Tie("attachment", "activity_id", "有照片或文件"),
        Tie("sign_sheet", "activity_id", "打印过签到表"),
        Tie("attendance", "activity_id", "有人签到"),
    ),
    "activity_series": (Tie("activity", "series_id", "排出了活动", others_only=True),),
    "attachment": (),
    "expected_person": (),
    "membership": (),
    "person_record": (),
    "project": (
        Tie("activity", "project_id", "办过活动"),
        Tie("activity_series", "project_id", "有重复的活动"),
    ),
    "series_exception": (),
    "team": (
        Tie("membership", "team_id", "有队员", others_only=True),
        Tie("project", "team_id", "有项目"),
        Tie("activity", "team_id", "有活动"),
        Tie("activity_series", "team_id", "有重复的活动"),
        Tie("hour_entry", "team_id", "登记过时长"),
        Tie("waiting_hours", "team_id", "登记过时长"),
    ),
    "unit": (
        Tie("unit", "parent_id", "有下级单位"),
        Tie("team", "unit_id", "有队伍"),
        Tie("project", "unit_id", "有项目"),
    ),
    "volunteer": (
        Tie("hour_entry", "volunteer_id", "登记过时长", standing=_CREDITED),
        Tie("hour_entry", "volunteer_id", LEDGER, standing=_ONLY_REVERSED),
        Tie("waiting_hours", "volunteer_id", "登记过时长"),
        Tie("attendance", "volunteer_id", "签到过"),
        Tie("sign_row", "volunteer_id", "印在签到表上"),
        Tie("expected_person", "volunteer_id", "在活动的计划名单里"),
        Tie("certificate", "volunteer_id", "发过证书"),
        Tie("team", "leader_id", "是队伍的负责人"),
        Tie("membership", "volunteer_id", "又加入了队伍", others_only=True),
        Tie("person_record", "volunteer_id", "有培训、奖励或评价记录"),
        Tie("disclosure", "volunteer_id", SEEN),
        Tie("merge", "kept_id", "合并过", standing="undone_by_id IS NULL"),
        Tie("merge", "merged_id", "合并过", standing="undone_by_id IS NULL"),
    ),
}
"""Row that may go → what keeps it."""

ALONG: dict[str, tuple[tuple[str, str], ...]] = {
    "activity": (("expected_person", "activity_id"),),
    "activity_series": (("series_exception", "series_id"),),
    "project": (("project_post", "project_id"), ("name_choice", "project_id")),
    "volunteer": (
        ("name_choice", "volunteer_id"),
        ("custom_value", "volunteer_id"),
        ("status_change", "volunteer_id"),
        ("distinct_pair", "low_id"),
        ("distinct_pair", "high_id"),
        ("merge", "kept_id"),  # undone ones; the audit trail keeps what was done
        ("merge", "merged_id"),
    ),
}
"""Row that goes → (table, column) of what hangs on it alone and goes with it."""
