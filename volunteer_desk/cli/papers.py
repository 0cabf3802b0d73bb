"""Commands that bring papers and lists out: sheet, certificates, proof, reminders, export."""

import math
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from volunteer_desk.cli.output import (
    plain_dict,
    read_span,
    session_of,
    words_of_hours,
)
from volunteer_desk.domain.certificates import TemplateName
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.monthly import Basis, SheetKind
from volunteer_desk.domain.names import clean_name
from volunteer_desk.domain.periods import Month
from volunteer_desk.services.desk import Desk

certificates_app = typer.Typer(help="荣誉证书。", no_args_is_help=True)
reminders_app = typer.Typer(help="提醒。", no_args_is_help=True)
export_app = typer.Typer(help="导出名单或时长，默认脱敏。", no_args_is_help=True)

FromOption = Annotated[str, typer.Option("--from", help="开始日期，如 2026-01-01")]
ToOption = Annotated[str, typer.Option("--to", help="结束日期，如 2026-12-31")]
ExportArgument = Annotated[Path, typer.Argument(help=".xlsx 文件")]
Unmasked = Annotated[bool, typer.Option("--unmasked", help="不脱敏，需写明理由")]
Reason = Annotated[str, typer.Option("--reason", help="不脱敏的理由，会记入日志")]


def sheet(
    context: typer.Context,
    month: Annotated[str, typer.Argument(help="月份，如 2026-10")],
    out: Annotated[Path, typer.Option("--out", help=".pdf 或 .xlsx 文件")],
    kind: Annotated[
        SheetKind, typer.Option("--kind", help="summary 汇总 activities 活动 hours 时长")
    ] = SheetKind.SUMMARY,
    basis: Annotated[
        Basis, typer.Option("--basis", help="补录算在哪个月：recorded 登记月份 served 服务月份")
    ] = Basis.RECORDED,
) -> None:
    """Write the monthly sheet."""
    from volunteer_desk.services.monthly import build_sheet, write_sheet

    session = session_of(context)
    wanted = Month.parse(month)
    with session.opened() as desk:
        made = build_sheet(desk, wanted, kind, basis)
        written = write_sheet(desk, made, out)
    figures = made.figures
    session.tell(
        {**plain_dict(made), "file": str(written)},
        f"{wanted.words}：活动{figures.activities}场，{figures.attendances}人次，"
        f"{words_of_hours(figures.minutes)}。",
        *([f"另有补录{words_of_hours(made.adjusted_minutes)}。"] if made.adjustments else []),
        *([made.difference] if made.difference else []),
        f"月报表已存到 {written}",
    )


@certificates_app.command("issue", help="给时长达到要求的人制作证书。")
def issue_certificates(
    context: typer.Context,
    min_hours: Annotated[float, typer.Option("--min-hours", help="至少多少小时")],
    first: FromOption,
    last: ToOption,
    out: Annotated[Path, typer.Option("--out", help="存放 PDF 的文件夹")],
    template: Annotated[TemplateName, typer.Option("--template", help="证书样式")] = (
        TemplateName.HONOUR
    ),
) -> None:
    """Print a certificate for everyone over so many hours."""
    from volunteer_desk.services import certificates

    session = session_of(context)
    span = read_span(first, last)
    if not math.isfinite(min_hours) or min_hours < 0:
        raise UserFacingError("小时数要是不小于零的数。", "请检查 --min-hours。")
    with session.opened() as desk:
        result = certificates.issue_certificates(
            desk,
            template,
            math.ceil(round(min_hours * 60, 6)),
            span,
            out,
            progress=session.progress("制作证书"),
        )
    session.tell(
        {
            "issued": [
                {
                    "number": one.number,
                    "volunteer": one.volunteer_number,
                    "name": one.name,
                    "file": one.file,
                }
                for one in result.issued
            ],
            "refused": [
                {"volunteer": one.volunteer_number, "name": one.name, "reason": one.refusal}
                for one in result.refused
            ],
            "merged": None if result.merged is None else str(result.merged),
            "batch": result.batch,
        },
        f"已制作{len(result.issued)}份证书。",
        *(f"没有制作：{one.name}，{one.refusal}" for one in result.refused),
        *([f"合并的 PDF：{result.merged}"] if result.merged else []),
    )


@certificates_app.command("verify", help="查验一份证书。")
def verify_certificate(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="证书上二维码的内容或编号")],
) -> None:
    """Check a printed code."""
    from volunteer_desk.services import certificates

    session = session_of(context)
    with session.opened() as desk:
        verdict = certificates.verify_certificate(desk, text)
    session.tell(
        plain_dict(verdict),
        f"{verdict.number} {verdict.name}：有效。" if verdict.valid else f"无效：{verdict.reason}",
    )


def proof(
    context: typer.Context,
    volunteer: Annotated[str, typer.Argument(help="志愿者编号，或没有重名的姓名")],
    first: FromOption,
    last: ToOption,
    out: Annotated[Path, typer.Option("--out", help=".pdf 文件")],
) -> None:
    """Write a service record certificate."""
    from volunteer_desk.services.proofs import issue_proof

    session = session_of(context)
    span = read_span(first, last)
    with session.opened() as desk:
        person = _find_person(desk, volunteer)
        made = issue_proof(desk, person, span, out)
    session.tell(
        {"number": made.number, "volunteer": made.volunteer_number, "file": str(out)},
        f"证明{made.number}已存到 {out}",
    )


@reminders_app.command("due", help="列出等着办的事。")
def reminders_due(
    context: typer.Context,
    at: Annotated[str, typer.Option("--at", help="什么时刻，如 2026-11-22T09:00:00+08:00")] = "",
) -> None:
    """List what is due."""
    from volunteer_desk.services.reminders import due

    session = session_of(context)
    with session.opened() as desk:
        instant = _read_instant(at) if at else desk.now()
        found = due(desk, instant)
    session.tell(
        {"at": instant.isoformat(timespec="seconds"), "reminders": [plain_dict(o) for o in found]},
        *(f"[{one.pill}] {one.title} {one.detail}".rstrip() for one in found),
        *([] if found else ["没有等着办的事。"]),
    )


class Exported(StrEnum):
    """What can be exported."""

    VOLUNTEERS = "volunteers"
    HOURS = "hours"


@export_app.command("volunteers", help="导出花名册。")
def export_volunteers(
    context: typer.Context, file: ExportArgument, unmasked: Unmasked = False, reason: Reason = ""
) -> None:
    """Write the roll into a workbook."""
    _export(context, Exported.VOLUNTEERS, file, unmasked, reason)


@export_app.command("hours", help="导出时长台账。")
def export_hours(
    context: typer.Context, file: ExportArgument, unmasked: Unmasked = False, reason: Reason = ""
) -> None:
    """Write the ledger into a workbook."""
    _export(context, Exported.HOURS, file, unmasked, reason)


def _export(
    context: typer.Context, what: Exported, file: Path, unmasked: bool, reason: str
) -> None:
    session = session_of(context)
    if unmasked and not reason.strip():
        raise UserFacingError("不脱敏导出要写明理由。", "请用 --reason 写明用途。")
    from volunteer_desk.services import exports

    run = exports.export_volunteers if what is Exported.VOLUNTEERS else exports.export_hours
    with session.opened() as desk:
        rows = run(desk, file, unmasked=unmasked, reason=reason.strip())
    session.tell(
        {"rows": rows, "masked": not unmasked, "file": str(file)}, f"已导出{rows}行到 {file}"
    )


def _find_person(desk: Desk, text: str) -> int:
    """The person of a number, or of a name that only one person bears.

    Raises:
        UserFacingError: Nobody, or several.
    """
    from volunteer_desk.services.volunteers import search_volunteers, volunteer_by_number

    found = volunteer_by_number(desk, text.strip())
    if found is not None:
        return found
    name = clean_name(text)
    hits = [one for one in search_volunteers(desk, name, 50) if clean_name(one.name) == name]
    if len(hits) == 1:
        return hits[0].id
    if hits:
        numbers = "、".join(one.number for one in hits)
        raise UserFacingError("有几个人同名。", f"请改用志愿者编号：{numbers}。")
    raise UserFacingError("找不到这个志愿者。", "请检查编号或姓名。")


def _read_instant(text: str) -> datetime:
    """An ISO instant; without an offset it is local time.

    Raises:
        UserFacingError: It is none.
    """
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise UserFacingError(
            f"“{text}”不是时刻。", "请写成 2026-11-22T09:00 这样的日期和时间。"
        ) from None
    return found if found.tzinfo else found.astimezone()
