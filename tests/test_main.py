import os
import subprocess
import sys
from pathlib import Path


def run(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "volunteer_desk", *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "VOLUNTEER_DESK_DATA": str(folder)},
    )


def test_the_program_runs_as_a_module_on_the_folder_named_in_the_environment(
    tmp_path: Path,
) -> None:
    done = run("--json", "demo", folder=tmp_path / "data")
    assert (done.returncode, done.stderr) == (0, "")
    assert '"volunteers": 600' in done.stdout
    assert (tmp_path / "data" / "desk.sqlite3").is_file()


def test_the_exit_code_reaches_the_shell(tmp_path: Path) -> None:
    done = run("restore", str(tmp_path / "missing"), folder=tmp_path / "data")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("找不到这个备份文件")
    assert run("fly", folder=tmp_path / "data").returncode == 2


def test_the_window_does_not_load_the_command_line() -> None:
    asked = (
        "import sys, volunteer_desk.__main__; "
        "print([name for name in ('typer', 'alembic', 'PySide6') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "[]\n"
