"""Removing a person's data on request (个人信息保护法 art.47); totals and numbers stay."""

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.disclosure import DisclosureKind
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.acting import begin_act
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.disclosure import log_disclosure
from volunteer_desk.store.batches import record_change
from volunteer_desk.store.erasing import cards_of_one, erase_people, find_erased, merged_into
from volunteer_desk.store.volunteers import numbers_of

WARNING = (
    "将永久删除这位志愿者的姓名、证件、电话等全部个人资料，不能撤销。"
    "服务时长、已锁定的月报和证书编号保留，但不再能认出是谁。以前的备份里仍有原资料，请按规定清理。"
)
"""What a screen says before the second confirmation."""


def erase_volunteer(desk: Desk, volunteer_id: int, reason: str) -> Changed:
    """Empty a person's card for good; it cannot be undone, and the caller asked twice.

    Cards merged into it are the same person's and are emptied too. The ledger, locked months and
    certificate numbers stay as they are; certificates can no longer be printed again, but their
    codes can still be checked. Earlier batches that touched the card put nothing of it back.

    Raises:
        UserFacingError: No reason, no such person, erased already, or merged into another card.
    """
    today = desk.today()
    with desk.database.writing() as connection:
        number = numbers_of(connection, [volunteer_id]).get(volunteer_id)
        if number is None:
            raise UserFacingError("找不到这位志愿者。", "可能已被撤销，请刷新后再试。")
        if find_erased(connection, [volunteer_id]):
            raise UserFacingError("这张卡的资料已经删除过了。")
        if merged_into(connection, volunteer_id) is not None:
            raise UserFacingError("这张卡已并入另一张。", "请打开合并后的那张卡再删除。")
        log_disclosure(desk, connection, DisclosureKind.ERASE, reason, volunteer_id=volunteer_id)
        cards = cards_of_one(connection, volunteer_id)
        act = begin_act(desk, connection, BatchKind.ERASE, f"删除个人资料 {number}")
        erase_people(connection, cards, on=today, now=desk.now())
        for one in cards:
            # So that undoing the card's registration is refused: somebody depends on its number.
            record_change(
                connection, act.batch, "volunteer", one, {"erased_on": None}, {"erased_on": today}
            )
        erased = act.finish(
            action="erase",
            message=f"已删除 {number} 的个人资料，不能撤销。",
            rows=len(cards),
            nouns=frozenset({Noun.VOLUNTEER, Noun.TEAM, Noun.CERTIFICATE, Noun.HOURS}),
            row_id=volunteer_id,
            undoable=False,
        )
    desk.database.log.fold()  # the file itself holds the data until then
    return erased
