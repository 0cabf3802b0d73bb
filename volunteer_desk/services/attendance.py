"""Scans at the kiosk: each is one committed row at once, so that a crash loses none."""

from datetime import datetime

from volunteer_desk.domain.attendance import Ending, Heard, Stay, add_up, hear_scan
from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.dates import short_date
from volunteer_desk.domain.durations import format_minutes
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.kiosk import (
    Answer,
    Choice,
    Presence,
    ScanAnswer,
    clean_scan,
    is_like_card,
)
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.domain.sign_codes import read_sign_code
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.presence import name_shown, occasion_times
from volunteer_desk.services.settings import settings_from
from volunteer_desk.services.volunteers import search_volunteers
from volunteer_desk.store import attendance as store
from volunteer_desk.store.attendance import Card
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.settings import read_values
from volunteer_desk.store.sign_occasions import read_sign_occasion
from volunteer_desk.store.sign_sheets import read_rows, read_sheet

MOST_CHOICES = 9
"""Each has a digit of the keyboard."""
_STATUS = {"paused": "暂停", "left": "注销"}


def hear_card(desk: Desk, activity_id: int, text: str, *, confirmed: bool = False) -> ScanAnswer:
    """What a scanned card or a typed text means at an activity; who comes or leaves is written.

    A 志愿者编号 (of a merged card too) and the code of a row of this activity's 签到表 count at
    once. Names, pinyin, phones and last fours give choices.

    Args:
        desk: The desk.
        activity_id: The activity of the kiosk.
        text: What the scanner sent or somebody typed.
        confirmed: Whether somebody expected elsewhere insists.

    Raises:
        UserFacingError: The activity is gone.
    """
    with desk.database.writing() as connection:
        scene = _Scene(desk, connection, activity_id)
        wanted = clean_scan(text, scene.settings.kiosk_prefix)
        card = store.card_by_number(connection, wanted) or store.card_by_number(
            connection, wanted.upper()
        )
        if card is not None:
            return _hear(scene, card, confirmed)
        code = read_sign_code(wanted)
        if code is not None:
            return _hear_row(scene, code.sheet, code.position, confirmed)
        presence = store.count_presence(connection, activity_id)
    if not wanted or is_like_card(wanted):
        return ScanAnswer(
            Answer.UNKNOWN, "", "没有这张卡", "请找工作人员，或打姓名、手机后四位。", presence
        )
    return _offer(desk, scene.settings, wanted, presence)


def hear_person(
    desk: Desk, activity_id: int, volunteer_id: int, *, confirmed: bool = False
) -> ScanAnswer:
    """The same for somebody chosen among the choices.

    Raises:
        UserFacingError: The activity is gone.
    """
    with desk.database.writing() as connection:
        scene = _Scene(desk, connection, activity_id)
        card = store.card_by_id(connection, volunteer_id)
        if card is None:
            return scene.say(Answer.UNKNOWN, None, "没有这个人", "请找工作人员。")
        return _hear(scene, card, confirmed)


class _Scene:
    """One scan being heard: the desk, the transaction, the activity."""

    def __init__(self, desk: Desk, connection: Connection, activity_id: int) -> None:
        found = read_sign_occasion(connection, activity_id)
        if found is None:
            raise UserFacingError("这场活动已经不在了。", "请工作人员重新选择活动。")
        self.desk, self.connection, self.here = desk, connection, found
        self.settings = settings_from(read_values(connection))
        self.times = occasion_times(desk, self.settings, found)
        self.now = desk.now()

    def say(self, answer: Answer, card: Card | None, headline: str, detail: str = "") -> ScanAnswer:
        """An answer with the counts as they are now."""
        presence = store.count_presence(self.connection, self.here.id)
        name = name_shown(self.settings)(card.name) if card else ""
        return ScanAnswer(answer, name, headline, detail, presence, card.id if card else None)

    def clock(self, at: datetime) -> str:
        """A time of day, with its day when that is another one."""
        local = at.astimezone(self.times.zone)
        day = "" if local.date() == self.now.date() else f"{short_date(local.date())} "
        return f"{day}{local:%H:%M}"

    def note(self, action: str, stay_id: int) -> None:
        """The audit row of a scan."""
        append_audit(
            self.connection,
            now=self.now,
            by=self.desk.operator,
            action=action,
            noun=Noun.ACTIVITY,
            row_id=self.here.id,
            detail={"attendance": stay_id},
        )


def _hear(scene: _Scene, card: Card, confirmed: bool) -> ScanAnswer:
    if card.gone:
        return scene.say(Answer.UNKNOWN, None, "没有这张卡", "请找工作人员。")
    if card.status != "active":
        status = _STATUS.get(card.status, "停用")
        return scene.say(
            Answer.REFUSED, card, f"已{status}，不能签到", "请找工作人员恢复在册后再签到。"
        )
    stays = store.stays_of(scene.connection, scene.here.id, card.id)
    heard = hear_scan(stays, scene.now, scene.settings.kiosk_double_seconds)
    if heard is Heard.CAME:
        return _come(scene, card, stays, confirmed)
    last = max(stays, key=lambda one: one.left_at or one.came_at)
    if heard is Heard.LEFT:
        return _leave(scene, card, stays)
    if heard is Heard.DOUBLE:
        done, at = ("签退", last.left_at) if last.left_at else ("签到", last.came_at)
        return scene.say(
            Answer.DOUBLE, card, "刚才已经扫过", f"{scene.clock(at)} 已{done}，不用再扫。"
        )
    if heard is Heard.STALE:
        since = scene.clock(last.came_at)
        return scene.say(
            Answer.REFUSED, card, "上次没有签退", f"{since} 签到后没有签退，请工作人员先处理。"
        )
    return scene.say(
        Answer.REFUSED, card, "电脑的时间不对", "时间比上一次扫码还早，请工作人员校准。"
    )


def _come(scene: _Scene, card: Card, stays: list[Stay], confirmed: bool) -> ScanAnswer:
    here, connection = scene.here, scene.connection
    expected = store.is_expected(connection, card.id, here.id)
    other = store.expected_elsewhere(connection, card.id, here.id, here.held_on)
    if other is not None and not (expected or stays or confirmed):
        where = f"（{other.where}）" if other.where else ""
        return scene.say(
            Answer.ELSEWHERE,
            card,
            "报的不是这场活动",
            f"报的是“{other.project}”{where}。确实参加这场，请再扫一次。",
        )
    left_open = store.open_elsewhere(connection, card.id, here.id)
    stay = store.add_stay(connection, here.id, card.id, scene.now)
    scene.note("sign_in", stay)
    said = []
    begins = scene.times.begins
    if scene.times.from_start and begins is not None and scene.now < begins:
        said.append(f"来得早，时长从{scene.clock(begins)}算起。")
    if here.expected and not expected:
        said.append("不在名单上，已记下。")
    if left_open is not None:
        said.append(f"“{left_open.project}”还没有签退，请告诉工作人员。")
    return scene.say(Answer.CAME, card, f"签到 {scene.clock(scene.now)}", "".join(said))


def _leave(scene: _Scene, card: Card, stays: list[Stay]) -> ScanAnswer:
    ended = [
        Stay(one.id, one.volunteer_id, one.came_at, scene.now, Ending.SCANNED, one.note)
        if one.open
        else one
        for one in stays
    ]
    for before, after in zip(stays, ended, strict=True):
        if before.open:
            store.write_stay(scene.connection, after)
            scene.note("sign_out", after.id)
    done = add_up([one for one in ended if not one.logged], scene.times)
    said = (
        done.problem + "，没有时长。" if done.problem else f"这次{format_minutes(done.minutes)}。"
    )
    return scene.say(Answer.LEFT, card, f"签退 {scene.clock(scene.now)}", said)


def _hear_row(scene: _Scene, sheet: str, position: int | None, confirmed: bool) -> ScanAnswer:
    """Somebody's row of a 签到表 in the place of a card."""
    stored = read_sheet(scene.connection, code=sheet)
    if stored is None or position is None:
        return scene.say(Answer.UNKNOWN, None, "这不是志愿者卡", "请扫志愿者卡。")
    if stored.activity_id != scene.here.id:
        return scene.say(
            Answer.REFUSED, None, "不是这场活动", "这是另一场活动的签到表，请扫志愿者卡。"
        )
    rows = read_rows(scene.connection, stored.id)
    person = next((row.volunteer_id for row in rows if row.position == position), None)
    card = None if person is None else store.card_by_id(scene.connection, person)
    if card is None:
        return scene.say(Answer.UNKNOWN, None, "这一行没有名字", "请扫志愿者卡。")
    return _hear(scene, card, confirmed)


def _offer(desk: Desk, settings: DeskSettings, text: str, presence: Presence) -> ScanAnswer:
    show = name_shown(settings)
    found = search_volunteers(desk, text, MOST_CHOICES)
    if not found:
        return ScanAnswer(
            Answer.UNKNOWN, "", "没有找到", "请打姓名、拼音首字母或手机后四位。", presence
        )
    choices = tuple(
        Choice(hit.id, show(hit.name), " · ".join(filter(None, (_tail(hit.phone_tail), hit.team))))
        for hit in found
    )
    return ScanAnswer(
        Answer.CHOOSE, "", "是哪一位？", "按数字再按 Enter；都不是按 Esc。", presence, None, choices
    )


def _tail(digits: str) -> str:
    return f"尾号{digits}" if digits else ""
