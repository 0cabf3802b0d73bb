"""One row of a roster's dry run, field by field, beside what the register says."""

from volunteer_desk.domain.imports import PlannedVolunteer, RowState
from volunteer_desk.domain.mapping import CUSTOM
from volunteer_desk.services.volunteer_checks import LABELS
from volunteer_desk.services.volunteer_masking import HIDDEN, HIDDEN_IN_FILE
from volunteer_desk.ui.importing.row_detail import FieldLine, mask_text
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.volunteers.import_columns import document_warning

NUMBER = "number"
"""志愿者编号 fills no field of a card; it tells whom the row means, and may be wrong."""
_ALWAYS = ("name", "id_number", "phone", "birth", "gender", "team")
"""Fields that may be filled in here though the file has no such column."""


def field_lines(
    row: PlannedVolunteer,
    texts: dict[str, str],
    labels: dict[str, str],
    *,
    keep_filled: bool = False,
) -> list[FieldLine]:
    """The row's fields: those with a problem first, then what changes, then the others.

    Args:
        row: The planned row.
        texts: Field → text of the file's cell (or what was typed instead).
        labels: ``custom:<id>`` → name.
        keep_filled: A field that does not change may be another than the register's.
    """
    changed = {one.field: one for one in row.differences}
    wrong: dict[str, str] = {}
    for problem in row.problems:
        wrong[problem.field] = wrong.get(problem.field, "") + problem.message
    bad = ("问题", Tone.URGENT)
    if warning := document_warning(row):  # only a row without problems has one
        wrong["id_number"], bad = warning, ("提醒", Tone.WAITING)
    own = [field for field in texts if field.startswith(CUSTOM)]
    shown = [field for field in LABELS if field in texts or field in _ALWAYS]
    shown += [NUMBER, *own] if NUMBER in texts else own
    lines = []
    for field in shown:
        raw, difference = texts.get(field, ""), changed.get(field)
        mark, tone = bad if field in wrong else ("", Tone.PLAIN)
        old = ""
        if difference:
            mark, tone = mark or "改动", tone if mark else Tone.INFO
            old = difference.old or "空"
        elif row.volunteer_id is not None and raw and field != NUMBER:
            old = "照旧" if keep_filled else "相同"
        secret = row.hidden and (field in HIDDEN_IN_FILE or field.startswith(CUSTOM))
        said = HIDDEN if secret and raw else mask_text(field, raw)
        if not raw and row.volunteer_id is not None and row.state is not RowState.PROBLEM:
            said = "空白，不改"
        label = "志愿者编号" if field == NUMBER else LABELS.get(field) or labels.get(field, "")
        lines.append(FieldLine(field, label, mark, tone, old, said, raw, wrong.get(field, "")))
    return sorted(lines, key=lambda line: (not line.problem, not line.mark))
