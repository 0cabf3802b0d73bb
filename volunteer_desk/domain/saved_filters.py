"""Filters of lists under a name, and what a filter asks for, field by field."""

from dataclasses import asdict, dataclass, fields
from typing import Any, Generic, TypeVar

F = TypeVar("F")


@dataclass(frozen=True)
class SavedFilter(Generic[F]):
    """A filter under a name; ``own`` ones were made at this desk and can be removed."""

    name: str
    where: F
    own: bool = False


def asked(where: Any) -> dict[str, Any]:
    """What a filter (a dataclass whose defaults ask for nothing) asks for."""
    nothing = type(where)()
    given = {one.name: getattr(where, one.name) for one in fields(where)}
    return {name: value for name, value in given.items() if value != getattr(nothing, name)}


def holds(whole: object, part: object) -> bool:
    """Whether everything the part asks is asked by the whole."""
    return all(getattr(whole, name) == value for name, value in asked(part).items())


def filter_to_plain(where: Any) -> dict[str, Any]:
    """What is asked for as JSON takes it; what is not asked for is left out."""
    plain = asdict(where)
    return {name: plain[name] for name in asked(where)}
