"""The trigger that fires again and again."""

from datetime import tzinfo

class IntervalTrigger:
    def __init__(self, *, seconds: float = ..., timezone: tzinfo | None = ...) -> None: ...
