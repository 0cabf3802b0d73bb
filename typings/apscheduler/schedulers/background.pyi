"""The scheduler that runs on a thread of its own."""

from collections.abc import Callable
from datetime import tzinfo

from apscheduler.triggers.interval import IntervalTrigger

class BackgroundScheduler:
    running: bool
    def __init__(self, *, timezone: tzinfo, daemon: bool = ...) -> None: ...
    def add_job(
        self,
        func: Callable[[], object],
        trigger: IntervalTrigger,
        *,
        coalesce: bool = ...,
        misfire_grace_time: int | None = ...,
        max_instances: int = ...,
    ) -> object: ...
    def start(self) -> None: ...
    def shutdown(self, wait: bool = ...) -> None: ...
