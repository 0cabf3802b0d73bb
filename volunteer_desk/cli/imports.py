"""Commands that bring files and texts in, and take a batch back: import, paste, undo."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from volunteer_desk.cli.output import RefusedError, read_day, session_of, words_of_hours
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.imports import ImportReport, OnProblem
from volunteer_desk.domain.problems import Problem

import_app = typer.Typer(help="导入名册或时长表。", no_args_is_help=True)

FileArgument = Annotated[Path, typer.Argument(help=".xlsx .xls .et .csv 文件")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只检查，不写入")]
ProblemOption = Annotated[
    OnProblem, typer.Option("--on-problem", help="有问题时：stop 全部不写，skip 跳过有问题的行")
]


ReasonOption = Annotated[
    str, typer.Option("--reason", help="要写明原因才能登记的行（补录、项目期间以外等）用它，并保留")
]


FillOption = Annotated[
    bool, typer.Option("--fill-blanks-only", help="已有的人只补空白，已有的内容一概不动")
]


@import_app.command("volunteers", help="导入志愿者名册。")
def import_volunteers(
    context: typer.Context,
    file: FileArgument,
    dry_run: DryRun = False,
    on_problem: ProblemOption = OnProblem.STOP,
    fill_blanks_only: FillOption = False,
) -> None:
    """Bring a roster in."""
    from volunteer_desk.services import volunteer_import as roster
    from volunteer_desk.services.roster_again import keep_filled

    session = session_of(context)
    with session.opened() as desk:
        plan = roster.plan_volunteer_import(desk, file, session.progress("读取名册"))
        if fill_blanks_only:
            plan = keep_filled(desk, plan, True)
        report = roster.report_of(plan)
        _refuse_nothing(report)
        if not dry_run:
            _refuse_problems(report, on_problem)
            report = roster.commit_volunteer_import(
                desk, plan, on_problem, session.progress("写入名册")
            )
            _refuse_overtaken(report, on_problem)
    session.tell(_payload(report), *_lines(report, dry_run))


@import_app.command("hours", help="导入时长表；没有登记过的活动名会建成新项目。")
def import_hours(
    context: typer.Context,
    file: FileArgument,
    dry_run: DryRun = False,
    on_problem: ProblemOption = OnProblem.STOP,
    reason: ReasonOption = "",
) -> None:
    """Bring an hour sheet in; an unknown activity name makes a project."""
    from volunteer_desk.services import hours_import as hours

    session = session_of(context)
    with session.opened() as desk:
        plan = hours.plan_hours_import(desk, file, session.progress("读取时长表"), reason=reason)
        report = hours.report_of(plan)
        _refuse_nothing(report)
        if not dry_run:
            _refuse_problems(report, on_problem)
            report = hours.commit_hours_import(desk, plan, on_problem, session.progress("写入时长"))
            _refuse_overtaken(report, on_problem)
    session.tell(_payload(report), *_lines(report, dry_run))


def paste(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="群接龙文本文件")],
    project: Annotated[str, typer.Option("--project", help="项目名称")],
    date: Annotated[str, typer.Option("--date", help="活动日期，如 2026-10-18")],
    minutes: Annotated[int, typer.Option("--minutes", help="每人的分钟数")],
    dry_run: DryRun = False,
    reason: ReasonOption = "",
) -> None:
    """Log hours from a WeChat sign-up text."""
    from volunteer_desk.services import signup, volunteers

    session = session_of(context)
    day = read_day(date)
    text = _read_text(file)
    with session.opened() as desk:
        reading = signup.read_signup(desk, text, minutes)
        wanted = {one.volunteer_id for one in reading.lines if one.volunteer_id is not None}
        wanted |= {person for one in reading.lines for person in one.candidates}
        numbers = {row.id: row.number for row in volunteers.volunteer_rows(desk, sorted(wanted))}
        unknown = [
            one.name for one in reading.lines if one.volunteer_id is None and not one.candidates
        ]
        matched = [one for one in reading.lines if one.certain]
        payload: dict[str, object] = {
            "matched": [
                {
                    "name": one.name,
                    "volunteer": numbers[one.volunteer_id],
                    "minutes": one.minutes,
                }
                for one in matched
                if one.volunteer_id is not None
            ],
            "ambiguous": [
                {"name": one.name, "candidates": [numbers[person] for person in one.asked]}
                for one in reading.lines
                if one.asked
            ],
            "unknown": unknown,
            "batch": None,
        }
        lines = [f"对上{len(matched)}人。"]
        lines += [f"重名待选：{one.name}" for one in reading.lines if one.candidates]
        lines += [f"名册里没有：{name}" for name in unknown]
        said = signup.left_open(reading)
        if said:
            payload["warnings"] = [_problem(one) for one in said]
        lines += [f"请留意：第{one.row}行 {one.message}" for one in said]
        if not dry_run:
            logged = signup.log_signup(desk, reading, project, day, minutes=minutes, reason=reason)
            payload["batch"] = logged.batch
            if logged.problems:
                payload["problems"] = [_problem(one) for one in logged.problems]
            if logged.warnings:
                payload["warnings"] = [_problem(one) for one in (*said, *logged.warnings)]
            if logged.waiting:
                payload["waiting"] = True
            if logged.batch is None:
                raise RefusedError(
                    logged.problems[0].message if logged.problems else "没有可以登记的人。",
                    f"请改正文本后再登记{_reason_words(logged.problems)}",
                    payload,
                    tuple(lines),
                )
            waits = "，核准后生效" if logged.waiting else ""
            lines.append(
                f"已登记{logged.people}人，共{words_of_hours(logged.minutes)}{waits}，"
                f"批次{logged.batch}。"
            )
            lines += [f"请留意：第{one.row}行 {one.message}" for one in logged.warnings]
    session.tell(payload, *lines)


def undo(context: typer.Context, batch: Annotated[int, typer.Argument(help="批次号")]) -> None:
    """Take a batch back."""
    from volunteer_desk.services.batches import undo_batch

    session = session_of(context)
    with session.opened() as desk:
        changed = undo_batch(desk, batch)
    session.tell({"undone": batch, "rows": changed.rows, "batch": changed.batch}, changed.message)


def _read_text(file: Path) -> str:
    """The sign-up text: BOM, else UTF-8, else GB 18030."""
    from volunteer_desk.intake.delimited import decode

    try:
        if file.is_dir():
            raise UserFacingError(f"“{file.name}”是文件夹，不是文件。", "请选择一个文本文件。")
        content = file.read_bytes()
    except FileNotFoundError:
        raise UserFacingError(f"找不到文件“{file.name}”。", "请检查文件名和位置。") from None
    except OSError:
        raise UserFacingError(
            f"打不开“{file.name}”。", "请关闭正在使用它的程序，检查权限后再试。"
        ) from None
    return decode(content, file)


def _refuse_nothing(report: ImportReport) -> None:
    if not report.rows:
        raise UserFacingError("这个文件里没有数据行，没有写入任何内容。", "请检查表格是否选对。")


def _refuse_overtaken(report: ImportReport, on_problem: OnProblem) -> None:
    """Rows that were good when read may not be when written, if another window wrote between."""
    if report.batch is None:
        _refuse_problems(report, on_problem)


def _refuse_problems(report: ImportReport, on_problem: OnProblem) -> None:
    if report.problems and on_problem is OnProblem.STOP:
        raise RefusedError(
            f"有{len(report.problems)}处问题，没有写入任何内容。",
            "请在表格里改正后重新导入，或加 --on-problem skip 跳过有问题的行"
            + _reason_words(report.problems),
            _payload(report),
            _lines(report, dry_run=True),
        )


def _reason_words(problems: tuple[Problem, ...]) -> str:
    waiting = sum(1 for one in problems if one.waivable)
    return f"；其中{waiting}处写明原因就能登记，请加 --reason。" if waiting else "。"


def _payload(report: ImportReport) -> Mapping[str, object]:
    payload: dict[str, object] = {
        "rows": report.rows,
        "new": report.new,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "problems": [_problem(one) for one in report.problems],
        "batch": report.batch,
    }
    if report.minutes is not None:
        payload["minutes"] = report.minutes
        payload["new_projects"] = list(report.new_projects)
    if report.warnings:
        payload["warnings"] = [_problem(one) for one in report.warnings]
    if report.waiting:
        payload["waiting"] = True
    return payload


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "row": problem.row,
        "field": problem.field,
        "code": problem.code.value,
        "message": problem.message,
        **({"waivable": True} if problem.waivable else {}),
    }


def _lines(report: ImportReport, dry_run: bool) -> tuple[str, ...]:
    head = "试导入，没有写入：" if dry_run else "已导入："
    figures = (
        f"{report.rows}行，新增{report.new}，更新{report.updated}，不变{report.unchanged}，"
        f"问题{len(report.problems)}"
    )
    minutes = "" if report.minutes is None else f"，共{words_of_hours(report.minutes)}"
    waits = "，核准后生效" if report.waiting else ""
    batch = "" if report.batch is None else f"，批次{report.batch}"
    return (
        f"{head}{figures}{minutes}{waits}{batch}。",
        *(f"将建新项目：{name}" for name in report.new_projects if dry_run),
        *(f"第{one.row}行 {one.message}" for one in report.problems),
        *(f"请留意：第{one.row}行 {one.message}" for one in report.warnings),
    )
