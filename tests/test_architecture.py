"""The shape of the house, proved in every run."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "volunteer_desk"
MODULES = sorted([*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")])
BANNED = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "base"}


def test_rooms_import_only_what_lies_below_them() -> None:
    # a process of its own: import-linter switches off the loggers it finds
    linter = Path(sys.executable).with_name("lint-imports")
    said = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_stay_small_and_named_for_what_they_hold(module: Path) -> None:
    lines = len(module.read_text(encoding="utf-8").splitlines())
    assert lines <= 400, f"{lines} lines: split it"
    assert module.stem not in BANNED


@pytest.mark.parametrize(
    "module", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_every_module_says_what_lives_in_it(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


def test_migrations_import_nothing_of_the_application() -> None:
    for migration in (ROOT / "db").rglob("*.py"):
        for node in ast.walk(ast.parse(migration.read_text(encoding="utf-8"))):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            assert not any(name.startswith("volunteer_desk") for name in names), migration


def test_nothing_reads_beyond_the_project() -> None:
    outside = "../" + "shared"
    for module in [*MODULES, ROOT / "Makefile", *(ROOT / ".ci").iterdir()]:
        assert outside not in module.read_text(encoding="utf-8"), module


def test_the_first_page_does_without_the_tables_declaration() -> None:
    first = ("services.overview", "services.reminders", "services.recent_batches")
    loading = "".join(f"import volunteer_desk.{module}; " for module in first)
    heavy = "{'sqlmodel', 'pydantic', 'sqlalchemy.orm'}"
    asking = f"import sys; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", loading + asking],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
    )
    assert done.stdout.strip() == "[]"
