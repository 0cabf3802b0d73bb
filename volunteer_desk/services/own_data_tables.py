"""What hangs on one person as the lists of their own data, everything in full."""

from datetime import datetime, tzinfo

from volunteer_desk.domain.certificates import TemplateName
from volunteer_desk.domain.disclosure import DISCLOSURE_WORDS
from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.entries import EntryFilter
from volunteer_desk.domain.entry_notes import entry_remark
from volunteer_desk.domain.hours import HourRow, counted_minutes
from volunteer_desk.domain.own_data import OwnCell, OwnTable
from volunteer_desk.domain.records import MARKS, RECORD_WORDS, RecordRow
from volunteer_desk.domain.volunteers import STATUS_WORDS, VolunteerStatus
from volunteer_desk.services.exports import NATURE_WORDS, SOURCE_WORDS
from volunteer_desk.store.comings import comings_of, expected_at
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.disclosures import list_rows
from volunteer_desk.store.entries import hour_rows
from volunteer_desk.store.hour_history import unapproved_rows
from volunteer_desk.store.records import records_of
from volunteer_desk.store.status_changes import history_of, read_standings
from volunteer_desk.store.team_times import times_of
from volunteer_desk.store.timeline import papers_of

_ALL = 1_000_000
TEMPLATE_WORDS: dict[str, str] = {
    TemplateName.HONOUR: "荣誉证书",
    TemplateName.STAR: "星级证书",
    TemplateName.THANKS: "感谢信",
    TemplateName.APPOINTMENT: "聘书",
    "proof": "服务记录证明",
}


def statuses(connection: Connection, volunteer_id: int) -> OwnTable:
    """在册, 暂停, 注销 with their days and reasons."""
    (standing,) = read_standings(connection, [volunteer_id])
    rows: list[tuple[OwnCell, ...]] = [
        (STATUS_WORDS[line.status], line.changed_on, line.reason)
        for line in history_of(connection, volunteer_id)
    ]
    first = STATUS_WORDS[VolunteerStatus.ACTIVE]
    rows.append((first, standing.registered_on, "登记为志愿者"))
    return OwnTable("状态", ("状态", "日期", "原因"), (1.0, 1.3, 5.0), tuple(rows))


def teams(connection: Connection, volunteer_id: int) -> OwnTable:
    """Times in teams."""
    rows = times_of(connection, [volunteer_id]).get(volunteer_id, [])
    return OwnTable(
        "所属队伍",
        ("队伍", "角色", "加入日期", "退出日期"),
        (4.0, 1.5, 1.5, 1.5),
        tuple((row.team, row.role, row.from_on, row.to_on) for row in rows),
    )


def hours(connection: Connection, volunteer_id: int) -> OwnTable:
    """Every row of the ledger, and what waits beside it."""
    theirs = EntryFilter(volunteer_id=volunteer_id)
    waiting = unapproved_rows(connection, theirs, _ALL)
    rows = (*waiting, *hour_rows(connection, theirs, _ALL))
    said = f"合计{format_hours(counted_minutes(rows))}小时；冲销的记录与原记录相抵"
    said += "，待核和退回的不计入。" if waiting else "。"
    return OwnTable(
        "服务时长",
        ("服务日期", "项目", "队伍", "时长(小时)", "来源", "状态", "性质", "备注和原因"),
        (1.6, 2.9, 2.2, 1.35, 0.9, 1.1, 0.9, 2.3),
        tuple(
            (
                row.served_on,
                row.project,
                row.team,
                round(row.minutes / 60, 2),
                SOURCE_WORDS[row.source],
                _standing(row),
                NATURE_WORDS[row.nature].removesuffix("时长"),
                entry_remark(row),
            )
            for row in rows
        ),
        said if rows else "",
    )


def _standing(row: HourRow) -> str:
    if row.waiting:
        return "未生效" if row.reversed else "待核"
    if row.minutes < 0:
        return "冲销"
    return "已冲销" if row.reversed else "已生效"


def expected(connection: Connection, volunteer_id: int) -> OwnTable:
    """Activities on whose list the person stands."""
    rows = tuple(expected_at(connection, volunteer_id))
    return OwnTable("报名和安排", ("活动日期", "项目"), (1.5, 6.0), rows)


def comings(connection: Connection, volunteer_id: int, zone: tzinfo | None) -> OwnTable:
    """Comings and goings at the kiosk, in the desk's time."""
    rows = tuple(
        (one.held_on, one.project, _clock(one.came_at, zone), _clock(one.left_at, zone), one.note)
        for one in comings_of(connection, volunteer_id)
    )
    headers = ("活动日期", "项目", "签到", "签退", "备注")
    return OwnTable("签到签退", headers, (1.5, 3.0, 1.9, 1.9, 2.5), rows)


def records(connection: Connection, volunteer_id: int) -> OwnTable:
    """Trainings, awards, evaluations and complaints."""
    return OwnTable(
        "培训、表彰、评价和异议",
        ("种类", "日期", "名称", "单位", "内容", "处理结果"),
        (1.5, 1.4, 2.5, 2.0, 3.2, 2.0),
        tuple(_record(row) for row in records_of(connection, volunteer_id)),
    )


def _record(row: RecordRow) -> tuple[OwnCell, ...]:
    draft = row.draft
    said = [
        f"{format_hours(draft.minutes)}小时" if draft.minutes else "",
        draft.reference,
        "、".join(f"{mark}{given}分" for mark, given in zip(MARKS, draft.marks, strict=False)),
        draft.words,
    ]
    outcome = f"{draft.closed_on} {draft.outcome}" if draft.closed_on else draft.outcome
    content = "；".join(text for text in said if text)
    word = RECORD_WORDS[draft.kind]
    return (word, draft.held_on, draft.title, draft.by_unit, content, outcome)


def papers(connection: Connection, volunteer_id: int) -> OwnTable:
    """Certificates and proofs."""
    return OwnTable(
        "证书和证明",
        ("编号", "种类", "日期", "状态"),
        (4.0, 2.5, 1.5, 1.0),
        tuple(
            (
                paper.number,
                TEMPLATE_WORDS.get(paper.template, paper.template),
                paper.issued_on,
                "作废" if paper.status == "void" else "有效",
            )
            for paper in papers_of(connection, volunteer_id)
        ),
    )


def disclosures(connection: Connection, volunteer_id: int, zone: tzinfo | None) -> OwnTable:
    """Who saw or took out the data."""
    return OwnTable(
        "完整信息的查看和提供",
        ("时间", "经办人", "事项", "理由"),
        (2.0, 1.5, 2.0, 4.0),
        tuple(
            (
                _clock(row.at, zone),
                row.by,
                DISCLOSURE_WORDS[row.kind],
                row.reason,
            )
            for row in list_rows(connection, volunteer_id=volunteer_id, limit=_ALL)
        ),
    )


def _clock(at: datetime | None, zone: tzinfo | None) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if at else ""
