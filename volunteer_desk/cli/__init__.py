"""The command line (Typer): a composition root beside the window, over the same services."""

import errno
import io
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from volunteer_desk import __version__
from volunteer_desk.cli import imports, keeping, months, papers
from volunteer_desk.cli.output import Session
from volunteer_desk.domain.errors import Cancelled, UserFacingError
from volunteer_desk.logs import LOGGER, start_log
from volunteer_desk.paths import DataFolder, data_folder

DONE, REFUSED, USAGE = 0, 1, 2

_UsageError = typer.BadParameter.__mro__[1]  # typer names its children, not the family
_DISK = {
    errno.ENOSPC: ("磁盘已满，没有写完。", "请清理磁盘空间后再试一次。"),
    errno.EDQUOT: ("磁盘配额已满，没有写完。", "请清理磁盘空间后再试一次。"),
    errno.EROFS: ("要写入的位置是只读的。", "请换一个可以写入的文件夹。"),
    errno.EACCES: ("没有权限读写这个位置。", "请检查文件夹的权限，或换一个文件夹。"),
    errno.EPERM: ("没有权限读写这个位置。", "请检查文件夹的权限，或换一个文件夹。"),
    errno.EISDIR: ("这个位置是文件夹，不是文件。", "请写出文件名。"),
    errno.ENOTDIR: ("路径中有一段不是文件夹。", "请检查文件的位置。"),
}

app = typer.Typer(
    name="volunteer-desk",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("demo", help="在空的数据文件夹里填入虚构的示例数据。")(keeping.demo)
app.command("paste", help="按群接龙文本登记时长。")(imports.paste)
app.command("undo", help="撤销一个批次。")(imports.undo)
app.command("sheet", help="出月报表。")(papers.sheet)
app.command("proof", help="出具志愿服务记录证明。")(papers.proof)
app.command("backup", help="把数据备份成一个文件，核对无误才算完成。")(keeping.backup)
app.command("restore", help="用备份恢复数据；原来的数据另存一份，不会丢。")(keeping.restore)
app.command("check", help="核对数据是否前后一致；只指出，不改动。")(keeping.check)
app.add_typer(imports.import_app, name="import")
app.add_typer(months.months_app, name="month")
app.add_typer(papers.certificates_app, name="certificates")
app.add_typer(papers.reminders_app, name="reminders")
app.add_typer(papers.export_app, name="export")


@app.callback(invoke_without_command=True, help="志愿服务台：不写命令时打开窗口。")
def _begin(
    context: typer.Context,
    data: Annotated[
        Path | None, typer.Option("--data", help="数据文件夹（或环境变量 VOLUNTEER_DESK_DATA）")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="标准输出只有一个 JSON 对象")] = False,
    version: Annotated[bool, typer.Option("--version", help="版本号")] = False,
) -> None:
    """Read the global options; without a verb the window is wanted."""
    if version:
        typer.echo(f"志愿服务台 {__version__}")
        raise typer.Exit
    session = context.find_object(Session)
    if session is None:
        raise RuntimeError("run() makes the session")
    session.folder = data_folder(data)
    session.as_json = as_json
    session.window_wanted = context.invoked_subcommand is None


def run(argv: Sequence[str], session: Session | None = None) -> int | DataFolder:
    """Run one command line.

    Args:
        argv: Words after the program's name; ``--data`` and ``--json`` may stand anywhere.
        session: For tests: its clock is used.

    Returns:
        The exit code (0 done, 1 refused, 2 wrong usage), or the data folder whose window is
        wanted when there was no verb.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    session = session or Session(data_folder(), as_json=False)
    try:
        left = app(_globals_first(argv), standalone_mode=False, obj=session)
    except UserFacingError as fault:
        session.refuse(fault)
        return REFUSED
    except (Cancelled, KeyboardInterrupt):
        typer.echo("已取消，没有写入。", err=True)
        return REFUSED
    except typer.Abort:
        return REFUSED
    except Exception as fault:
        if isinstance(fault, _UsageError):
            typer.echo(f"{_say_usage(fault)} 加 --help 看用法。", err=True)
            return USAGE
        return _explain(session, fault)
    if isinstance(left, int) and left:
        return left
    return session.folder if session.window_wanted else DONE


def _globals_first(argv: Sequence[str]) -> list[str]:
    """Move ``--data X`` and ``--json`` before the verb, so that they may stand anywhere."""
    front: list[str] = []
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            return [*front, *rest, word, *words]
        if word == "--json" or word.startswith("--data="):
            front.append(word)
        elif word == "--data":
            front += [word, *([value] if (value := next(words, None)) is not None else [])]
        else:
            rest.append(word)
    return front + rest


def _say_usage(fault: Exception) -> str:
    """What is wrong with the words typed."""
    parameter = getattr(fault, "param", None)
    name = "" if parameter is None else (parameter.opts or [""])[0] or parameter.name
    match type(fault).__name__:
        case "MissingParameter":
            return f"命令缺少 {name}。"
        case "NoSuchOption":
            return f"没有 {getattr(fault, 'option_name', '')} 这个选项。"
        case "BadParameter":
            choices = getattr(getattr(parameter, "type", None), "choices", ())
            allowed = "、".join(str(choice) for choice in choices)
            return f"{name} 的值不对。" + (f"可以写：{allowed}。" if allowed else "")
        case "NoArgsIsHelpError":
            return f"还要写出子命令。\n{fault}\n"
        case _:
            return f"命令的用法不对（{getattr(fault, 'message', '')}）。"


def _explain(session: Session, fault: Exception) -> int:
    """An exception no service explained: the disk's, or a bug, which goes to the log."""
    known = _DISK.get(fault.errno or 0) if isinstance(fault, OSError) else None
    if known is None:
        start_log(session.folder.logs)
        logging.getLogger(LOGGER).error("command failed", exc_info=fault)
        known = ("程序出错，没有完成。", f"详情已记入 {session.folder.logs}，请联系维护人员。")
    session.refuse(UserFacingError(*known))
    return REFUSED
