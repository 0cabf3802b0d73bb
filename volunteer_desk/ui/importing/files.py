"""Choosing the file that is brought, and the one its problem rows go into."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

SUFFIXES = (".xls", ".xlsx", ".et", ".csv", ".ods", ".txt")
"""Files a table may come in."""


def choose_table(parent: QWidget, what: str) -> Path | None:
    """Ask for a file (花名册, 时长表), None when the user thought better of it."""
    patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, f"选择{what}", "", f"{what} ({patterns});;所有文件 (*)"
    )
    return Path(chosen) if chosen else None


def choose_problem_file(parent: QWidget, source: str) -> Path | None:
    """Ask where the problem rows go, None when the user thought better of it."""
    return _choose_workbook(parent, "导出问题行", f"{Path(source).stem}_问题行.xlsx")


def choose_dry_run_file(parent: QWidget, source: str) -> Path | None:
    """Ask where a dry run goes that is to be kept, None when the user thought better of it."""
    return _choose_workbook(parent, "存试算清单", f"{Path(source).stem}_试算.xlsx")


def _choose_workbook(parent: QWidget, title: str, name: str) -> Path | None:
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, name, "Excel 工作簿 (*.xlsx)")
    return Path(chosen).with_suffix(".xlsx") if chosen else None


def dropped_file(dropped: QMimeData) -> Path | None:
    """The one local file that is dragged, or None."""
    urls = dropped.urls() if dropped.hasUrls() else []
    files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return files[0] if len(files) == 1 else None
