"""志愿者卡: who of a list gets one, frozen, then onto paper."""

from collections.abc import Sequence
from pathlib import Path

from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.papers import (
    CardFacts,
    CardLayout,
    CardRun,
    LeftOut,
)
from volunteer_desk.domain.volunteers import STATUS_WORDS, VolunteerStatus
from volunteer_desk.services.certificate_wording import explain_unprintable
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.register_papers import listed_people, note_written
from volunteer_desk.services.settings import read_settings
from volunteer_desk.store.erasing import find_erased
from volunteer_desk.store.memberships import open_teams


def card_run(desk: Desk, ids: Sequence[int], progress: Progress = no_progress) -> CardRun:
    """The cards of these people in this order, and who gets none and why.

    Only who is 在册 gets a card; a person whose name or team has a character that no font can
    print is left out, and the character named, before anything is printed.

    Raises:
        UserFacingError: The unit's own name cannot be printed.
    """
    from volunteer_desk.documents.volunteer_card import cards_missing

    unit = read_settings(desk).unit
    cards, left_out = [], []
    with desk.database.reading() as connection:
        erased, teams = find_erased(connection, ids), open_teams(connection, ids)
    for row in listed_people(desk, ids, False, progress):
        if row.id in erased:
            left_out.append(LeftOut(row.number, row.name, "资料已按要求删除"))
        elif row.status is not VolunteerStatus.ACTIVE:
            left_out.append(LeftOut(row.number, row.name, f"已{STATUS_WORDS[row.status]}"))
        else:
            team = _name_teams(teams.get(row.id, ()))
            cards.append(CardFacts(row.name, row.number, team, row.registered_on))
    lost = frozenset(cards_missing(CardRun(unit, tuple(cards))))
    if lost:
        if hit := [one for one in dict.fromkeys(unit) if one in lost]:
            raise UserFacingError(
                explain_unprintable("单位名称", hit), "请在设置里改用能打印的字。"
            )
        printable = []
        for card in cards:
            text = card.name + card.number + card.team
            if hit := [one for one in dict.fromkeys(text) if one in lost]:
                why = explain_unprintable("卡面", hit).removesuffix("。")
                left_out.append(LeftOut(card.number, card.name, why))
            else:
                printable.append(card)
        cards = printable
    return CardRun(unit, tuple(cards), tuple(left_out))


def cards_pdf_bytes(
    run: CardRun, layout: CardLayout | str = CardLayout.A4, progress: Progress = no_progress
) -> bytes:
    """The cards as the PDF that would be printed.

    Raises:
        UserFacingError: There is no card to print.
        ValueError: There is no such layout.
    """
    from volunteer_desk.documents.volunteer_card import volunteer_cards_pdf

    if not run.cards:
        why = f"，例如{run.left_out[0].number}：{run.left_out[0].reason}" if run.left_out else ""
        raise UserFacingError(f"没有可以打印的志愿者卡{why}。", "请选择在册的志愿者。")
    return volunteer_cards_pdf(run, CardLayout(layout), progress)


def write_cards(
    desk: Desk,
    ids: Sequence[int],
    out: Path,
    layout: CardLayout | str = CardLayout.A4,
    progress: Progress = no_progress,
) -> CardRun:
    """Write the cards of these people into a PDF and say whose they are, and who got none.

    Raises:
        UserFacingError: No card can be printed, or the file cannot be written.
        Cancelled: The user stopped it; no file is left.
    """
    from volunteer_desk.documents.safe_write import write_safely

    if out.suffix.lower() != ".pdf":
        raise UserFacingError("志愿者卡只能写成 PDF 文件。", "请把文件名写成 .pdf 结尾。")
    run = card_run(desk, ids)
    write_safely(out, cards_pdf_bytes(run, layout, progress))
    note_written(desk, "write_cards", len(run.cards), in_full=False)
    return run


def cards_path(desk: Desk, layout: CardLayout | str = CardLayout.A4) -> Path:
    """Where cards go unless somebody says otherwise: the papers folder, named by the day."""
    word = "A4每页10张" if CardLayout(layout) is CardLayout.A4 else "单张"
    return desk.folder.papers / "名册" / f"{CardRun.TITLE}_{word}_{desk.today()}.pdf"


def _name_teams(teams: Sequence[str]) -> str:
    """A card has room for one team: the first joined, and how many there are."""
    return f"{teams[0]} 等{len(teams)}支队伍" if len(teams) > 1 else "".join(teams)
