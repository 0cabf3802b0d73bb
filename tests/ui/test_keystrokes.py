from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.bench.keystrokes import JOBS, Job, keys_of
from volunteer_desk.paths import DataFolder

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support")


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.work.__name__)
def test_a_daily_job_takes_no_more_keys_than_promised(
    job: Job, tmp_path: Path, dressed: QApplication
) -> None:
    counted, _all = keys_of(job, DataFolder(tmp_path / "data"))
    assert counted <= job.limit
