"""Which repeating activities lack occasions: asked at every start, so nothing else is loaded."""

from datetime import date

from sqlalchemy import Connection

LACKING = (
    "series.active AND project.active AND series.from_on <= ?"
    " AND (series.made_to IS NULL OR (series.made_to < ?"
    " AND (series.to_on IS NULL OR series.made_to < series.to_on)))"
)
"""A series of a project in use whose occasions are not made up to a day (twice ``?``) yet."""


def any_lacking(connection: Connection, until: date) -> bool:
    """Whether any series lacks occasions up to a day."""
    found = connection.exec_driver_sql(
        "SELECT EXISTS (SELECT 1 FROM activity_series AS series"
        f" JOIN project ON project.id = series.project_id WHERE {LACKING})",
        (until.isoformat(), until.isoformat()),
    )
    return bool(found.scalar_one())
