"""One row of an hour sheet's dry run, field by field: what the file says, and what is wrong."""

from collections.abc import Mapping

from volunteer_desk.domain.imports import PlannedHours
from volunteer_desk.ui.importing.row_detail import FieldLine, mask_text
from volunteer_desk.ui.tokens import Tone

_ALWAYS = ("name", "number", "phone", "id_number", "served_on", "project", "hours")
"""Fields that may be filled in here though the file has no such column."""
_LENGTHS = ("hours", "minutes", "starts")
"""Where a problem of the length is shown: the first of these that the file has."""


def field_lines(
    row: PlannedHours, texts: Mapping[str, str], labels: Mapping[str, str]
) -> list[FieldLine]:
    """The row's fields, those with a problem first.

    Args:
        row: The planned row.
        texts: Field → text of the file's cell (or what was typed instead).
        labels: Field → what it is called.
    """
    shown = [field for field in labels if field in texts or field in _ALWAYS]
    if "hours" not in texts and any(field in texts for field in _LENGTHS[1:]):
        shown.remove("hours")
    length = next((field for field in _LENGTHS if field in shown), "hours")
    wrong: dict[str, str] = {}
    for problem in row.problems:
        field = length if problem.field == "hours" else problem.field
        field = field if field in shown else "name"
        wrong[field] = wrong.get(field, "") + problem.message
    lines = []
    for field in shown:
        raw = texts.get(field, "")
        mark, tone = ("问题", Tone.URGENT) if field in wrong else ("", Tone.PLAIN)
        said = mask_text(field, raw)
        lines.append(
            FieldLine(field, labels[field], mark, tone, "", said, raw, wrong.get(field, ""))
        )
    return sorted(lines, key=lambda line: not line.problem)
