import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from volunteer_desk.logs import LOGGER, start_log, stop_log


@pytest.fixture(autouse=True)
def _closed(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    stop_log()
    caplog.clear()


def written(folder: Path) -> str:
    return (folder / "desk.log").read_text(encoding="utf-8")


def test_names_and_numbers_are_taken_out(tmp_path: Path) -> None:
    start_log(tmp_path)
    logging.getLogger(LOGGER + ".store").warning(
        "row 12 of %s refused, %s %s", "王建国", "11010519491231002X", "13800001111"
    )
    assert "row 12 of … refused, # #" in written(tmp_path)


def test_an_exception_keeps_its_place_and_loses_its_text(tmp_path: Path) -> None:
    start_log(tmp_path)
    try:
        raise ValueError("Aygul 13800001111")
    except ValueError:
        logging.getLogger(LOGGER).exception("import failed")
    said = written(tmp_path)
    assert "ValueError\n  test_logs.py:" in said
    assert "Aygul" not in said


def test_starting_twice_writes_once(tmp_path: Path) -> None:
    start_log(tmp_path)
    start_log(tmp_path)
    logging.getLogger(LOGGER).info("started")
    assert written(tmp_path).count("started") == 1


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    start_log(tmp_path / "file")
    assert not logging.getLogger(LOGGER).handlers
