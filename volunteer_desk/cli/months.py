"""Commands that close a month and open it again."""

from typing import Annotated

import typer

from volunteer_desk.cli.output import session_of, words_of_hours
from volunteer_desk.domain.months import FrozenFigures, MonthState
from volunteer_desk.domain.periods import Month

months_app = typer.Typer(help="关账：锁定月份，或说明原因后解锁。", no_args_is_help=True)

MonthArgument = Annotated[str, typer.Argument(help="月份，如 2026-10")]


@months_app.command("close", help="关账：锁定一个月份，之后的登记都记为补录。")
def close(
    context: typer.Context,
    month: MonthArgument,
    confirm: Annotated[bool, typer.Option("--confirm", help="本月还没有过完也关账")] = False,
) -> None:
    """Close a month."""
    from volunteer_desk.services import months

    session, wanted = session_of(context), Month.parse(month)
    with session.opened() as desk:
        matters = months.open_matters(desk, wanted)
        changed = months.close_month(desk, wanted, confirmed=confirm)
        state = months.month_state(desk, wanted)
    session.tell(
        {
            **_payload(state),
            "unrecorded": matters.unrecorded,
            "waiting": matters.waiting,
            "over": matters.over,
        },
        changed.message,
    )


@months_app.command("reopen", help="解锁一个月份；原因会一直保留。")
def reopen(
    context: typer.Context,
    month: MonthArgument,
    reason: Annotated[str, typer.Option("--reason", help="为什么解锁")] = "",
) -> None:
    """Open a closed month again."""
    from volunteer_desk.services import months

    session, wanted = session_of(context), Month.parse(month)
    with session.opened() as desk:
        changed = months.reopen_month(desk, wanted, reason)
        state = months.month_state(desk, wanted)
    session.tell(_payload(state), changed.message)


@months_app.command("list", help="列出关过账的月份。")
def list_months(context: typer.Context) -> None:
    """List the months that were ever closed."""
    from volunteer_desk.services import months

    session = session_of(context)
    with session.opened() as desk:
        found = months.months_of(desk)
    session.tell(
        {"months": [_payload(state) for state in found]},
        *(_line(state) for state in found),
        *([] if found else ["还没有关过账。"]),
    )


def _payload(state: MonthState) -> dict[str, object]:
    return {
        "month": str(state.month),
        "closed": state.closed,
        "frozen": _figures(state.frozen),
        "events": [
            {
                "action": event.action.value,
                "at": event.at.isoformat(timespec="seconds"),
                "by": event.by,
                "reason": event.reason,
            }
            for event in state.events
        ],
    }


def _figures(figures: FrozenFigures | None) -> dict[str, int] | None:
    if figures is None:
        return None
    return {
        "minutes": figures.minutes,
        "attendances": figures.attendances,
        "activities": figures.activities,
        "people": figures.people,
        "late_minutes": figures.late_minutes,
        "late_attendances": figures.late_attendances,
    }


def _line(state: MonthState) -> str:
    kept = state.frozen
    figures = f"，{words_of_hours(kept.minutes)}，{kept.attendances}人次" if kept else ""
    return f"{state.month.words}：{'已关账' if state.closed else '已解锁'}{figures}"
