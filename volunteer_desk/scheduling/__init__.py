"""The only APScheduler room: ticks call services."""
