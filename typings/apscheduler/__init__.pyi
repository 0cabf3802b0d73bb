"""The part of APScheduler 3 this project calls."""
