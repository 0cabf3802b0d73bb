"""The open transaction as services pass it from one store function to the next."""

from sqlalchemy import Connection

__all__ = ["Connection"]
