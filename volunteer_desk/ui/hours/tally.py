"""The sums of a sheet, moved row by row."""

from volunteer_desk.domain.durations import format_hours
from volunteer_desk.ui.hours.rows import GridRow


class Tally:
    """Rows, those that can be credited, and their minutes as they will count."""

    def __init__(self) -> None:
        self.rows = self.settled = self.minutes = 0

    def add(self, row: GridRow, times: int) -> None:
        """Count what a row brings in, so many times (-1 takes it out)."""
        if row.verdict.settled and row.time is not None:
            self.settled += times
            self.minutes += times * row.minutes

    @property
    def waiting(self) -> int:
        """Rows that cannot be credited yet."""
        return self.rows - self.settled

    @property
    def words(self) -> str:
        """``30 人 · 75.5 小时 · 2 处要看``: what would be credited, and what waits."""
        if not self.rows:
            return "还没有人"
        parts = [f"{self.rows:,} 人", f"{format_hours(self.minutes)} 小时"]
        if self.waiting:
            parts.append(f"{self.waiting} 处要看")
        return " · ".join(parts)
