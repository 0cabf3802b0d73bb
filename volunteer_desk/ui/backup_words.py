"""When the last backup was made, in words."""

from datetime import date, datetime


def backup_words(last: str, today: date) -> str:
    """The rail's foot ("上次备份 今天 09:12") from the instant kept in the settings."""
    if not last:
        return "还没有备份过"
    made = datetime.fromisoformat(last).astimezone()
    days = (today - made.date()).days
    day = {0: "今天", 1: "昨天"}.get(days, f"{made.month}月{made.day}日")
    return f"上次备份 {day} {made:%H:%M}"
