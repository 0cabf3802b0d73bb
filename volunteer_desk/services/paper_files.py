"""Papers of one batch on disk: all written aside first, then put in place by renaming."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from volunteer_desk.documents.safe_write import write_safely
from volunteer_desk.domain.errors import UserFacingError


class PaperFiles:
    """Files waiting in a hidden folder beside their place. Make it with ``papers_aside``."""

    def __init__(self, out: Path, aside: Path) -> None:
        self._out = out
        self._aside = aside
        self._names: list[str] = []

    def add(self, name: str, data: bytes) -> None:
        """Write one file aside.

        Raises:
            UserFacingError: The disk refuses, or a file of that name cannot be replaced.
        """
        target = self._out / name
        if target.exists():
            _check_replaceable(target)
        write_safely(self._aside / name, data)
        self._names.append(name)

    def put_in_place(self) -> None:
        """Rename every file to its place.

        Raises:
            UserFacingError: A file could not be renamed; those not renamed are lost, reprint them.
        """
        try:
            for name in self._names:
                (self._aside / name).replace(self._out / name)
        except OSError as fault:
            raise UserFacingError(
                "证书已登记编号，但有的 PDF 没有放进文件夹。", "请在证书登记簿里补打。"
            ) from fault


@contextmanager
def papers_aside(out: Path) -> Iterator[PaperFiles]:
    """Lend a place to write a batch's papers; whatever is not put in place is removed at the end.

    Raises:
        UserFacingError: The folder cannot be made or written.
    """
    aside = out / f".issuing-{secrets.token_hex(4)}"
    made = [folder for folder in (out, *out.parents) if not folder.exists()]
    try:
        aside.mkdir(parents=True)
    except OSError as fault:
        raise UserFacingError(
            f"“{out.name}”这个文件夹不能写入，没有制作证书。", "请换一个文件夹。"
        ) from fault
    try:
        yield PaperFiles(out, aside)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        for folder in made:  # empty ones that were made for nothing
            try:
                folder.rmdir()
            except OSError:
                break


def _check_replaceable(target: Path) -> None:
    try:
        with target.open("r+b"):
            pass
    except OSError as fault:
        raise UserFacingError(
            f"“{target.name}”正被别的程序打开，没有制作证书。", "请先关闭它，或换一个文件夹。"
        ) from fault
