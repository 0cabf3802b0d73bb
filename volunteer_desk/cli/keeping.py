"""Commands that fill, keep and check the data folder: demo, backup, restore, check."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from volunteer_desk.cli.output import RefusedError, session_of
from volunteer_desk.domain.keeping import KeepingReport


class Size(StrEnum):
    """Sizes of sample data."""

    COMMUNITY = "community"
    STREET = "street"
    CITY = "city"


def demo(
    context: typer.Context,
    size: Annotated[Size, typer.Option(help="community 600人，street 6000人，city 45万人")] = (
        Size.COMMUNITY
    ),
) -> None:
    """Fill an empty data folder with invented sample data."""
    from volunteer_desk.services.demo import fill_demo

    session = session_of(context)
    name: Literal["community", "street", "city"] = size.value
    with session.opened() as desk:
        counts = fill_demo(desk, name, session.progress("生成示例"))
    session.tell(
        counts,
        f"示例数据已就绪：{counts['volunteers']}名志愿者、{counts['teams']}支队伍、"
        f"{counts['projects']}个项目、{counts['entries']}条时长记录。",
    )


def backup(context: typer.Context, file: Annotated[Path, typer.Argument(help="备份文件")]) -> None:
    """Back the data up into one file that is checked before it counts."""
    from volunteer_desk.services.keeping import back_up

    session = session_of(context)
    with session.opened() as desk:
        report = back_up(desk, file)
    session.tell(
        _report(report),
        f"已备份到“{report.file}”，{_people(report)}，核对无误。{report.beside_words()}",
    )


def restore(context: typer.Context, file: Annotated[Path, typer.Argument(help="备份文件")]) -> None:
    """Put a backup back; what it replaces is kept."""
    from volunteer_desk.services import keeping

    session = session_of(context)
    report = keeping.restore(session.folder, file, session.clock)
    kept = f"原来的数据保存在 backups/{report.file}。" if report.file else ""
    session.tell(_report(report), f"已恢复，{_people(report)}。{kept}{''.join(report.findings)}")


def check(context: typer.Context) -> None:
    """Look for differences; show them, mend nothing."""
    from volunteer_desk.services import keeping

    session = session_of(context)
    with session.opened() as desk:
        report = keeping.check(desk)
    if not report.sound:
        raise RefusedError(
            f"发现{len(report.findings)}处不一致，没有改动任何数据。",
            "请先备份现状，再用最近一份核对无误的备份恢复。",
            _report(report),
            report.findings,
        )
    session.tell(_report(report), f"数据核对无误：{_people(report)}。")


def _report(report: KeepingReport) -> dict[str, object]:
    return {
        "sound": report.sound,
        "findings": list(report.findings),
        "counts": report.counts,
        "file": report.file,
        "attachments": report.attachments,
    }


def _people(report: KeepingReport) -> str:
    return f"{report.counts['volunteer']}名志愿者、{report.counts['hour_entry']}条时长记录"
