"""The columns of the tab 签到: activities, sheets, and whom the kiosk heard."""

from datetime import datetime

from volunteer_desk.domain.attendance import Ending
from volunteer_desk.domain.dates import short_date
from volunteer_desk.domain.durations import format_hours, format_minutes
from volunteer_desk.domain.kiosk import AttendanceLine
from volunteer_desk.domain.sign_codes import spaced_code
from volunteer_desk.domain.sign_sheets import SheetRow, SignOccasion
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import Tone


def _state(row: SignOccasion) -> tuple[str, Tone]:
    if row.credited:
        return f"已登记 {row.credited}", Tone.OK
    if row.present:
        return f"签到 {row.present}", Tone.INFO
    if row.sheets:
        return f"{row.sheets} 张表", Tone.WAITING
    return "", Tone.PLAIN


OCCASION_COLUMNS: tuple[Column[SignOccasion], ...] = (
    Column("held_on", "日期", lambda row: short_date(row.held_on), 98, "soft",
           tip=lambda row: f"{row.held_on:%Y-%m-%d}"),
    Column("project", "活动", width=96, tip=lambda row: f"{row.project} {row.times} {row.place}",
           stretch=True),
    Column("state", "", lambda row: _state(row)[0], 100, "pill", tone=lambda row: _state(row)[1]),
)  # fmt: skip

SHEET_ROW_COLUMNS: tuple[Column[SheetRow], ...] = (
    Column("code", "编号", lambda row: spaced_code(row.code), 112, "mono"),
    Column("printed_at", "打印时间", lambda row: _when(row.printed_at), 116, "soft", stretch=True),
    Column("people", "名单", lambda row: f"{row.people} 人", 76, "number"),
    Column("blank_rows", "空白", lambda row: f"{row.blank_rows} 行", 76, "number"),
    Column(
        "logged",
        "状态",
        lambda row: "已登记" if row.logged else "未登记",
        86,
        "pill",
        tone=lambda row: Tone.OK if row.logged else Tone.WAITING,
    ),
)


def _when(at: datetime) -> str:
    return f"{at:%m-%d %H:%M}"


def clock_of(at: datetime | None) -> str:
    """A time of day, "" where there is none."""
    return f"{at:%H:%M}" if at else ""


def came_clock(row: AttendanceLine) -> str:
    """签到: the first coming, and how many more there were."""
    more = f" 等{len(row.stays)}次" if len(row.stays) > 1 else ""
    return clock_of(row.stays[0].came_at) + more


def left_clock(row: AttendanceLine) -> str:
    """签退: the last going; one that somebody gave is said to be so."""
    last = row.stays[-1]
    assumed = "（补）" if last.ending is Ending.ASSUMED else ""
    return clock_of(last.left_at) + assumed


def attendance_state(row: AttendanceLine) -> tuple[str, Tone]:
    """What is to be said of somebody, and its tone."""
    if row.logged:
        return "已登记", Tone.OK
    if row.dropped:
        return "不计", Tone.PLAIN
    if row.problem:
        tone = Tone.WAITING if row.waivable or row.open_stay else Tone.URGENT
        return row.problem.partition("，请")[0].rstrip("。"), tone
    if row.warning:
        return row.warning.partition("，请")[0].rstrip("。"), Tone.WAITING
    early = f"，早到 {row.attended.early} 分不计" if row.attended.early else ""
    spent = row.attended.minutes
    rounded = f"，{format_minutes(spent)}取整" if row.counted != spent else ""
    return f"可登记{early}{rounded}", Tone.OK


def attendance_cells(row: AttendanceLine) -> tuple[str, ...]:
    """The columns that what is said of somebody is about."""
    if row.logged or row.dropped or not (row.problem or row.warning):
        return ()
    return ("left",) if row.open_stay else ("came", "left", "counted")


def _counted(row: AttendanceLine) -> str:
    return format_hours(row.counted) if row.counted else ""


def _note(row: AttendanceLine) -> str:
    return "；".join(stay.note for stay in row.stays if stay.note)


ATTENDANCE_COLUMNS: tuple[Column[AttendanceLine], ...] = (
    Column("name", "志愿者", width=204, tip=lambda row: row.name),
    Column("number", "编号", width=132, kind="soft", tip=lambda row: row.number),
    Column("team", "队伍", width=120, kind="soft", tip=lambda row: row.team),
    Column("came", "签到", came_clock, 110, "number"),
    Column("left", "签退", left_clock, 110, "number"),
    Column("counted", "小时", _counted, 62, "number"),
    Column(
        "state",
        "核对",
        lambda row: attendance_state(row)[0],
        200,
        "pill",
        tone=lambda row: attendance_state(row)[1],
        tip=lambda row: row.problem or row.warning,
        stretch=True,
    ),
    Column("note", "备注", _note, 120, "soft", tip=_note),
)
