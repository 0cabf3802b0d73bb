"""What is particular about a ledger row, in words: 补录, a rule set aside and why, rounding."""

from volunteer_desk.domain.hours import HourRow
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.problems import ProblemCode
from volunteer_desk.domain.rounding import rounded_words

WAIVED_WORDS: dict[str, str] = {
    ProblemCode.DAY_LONG.value: "一天时间长",
    ProblemCode.BEFORE_REGISTRATION.value: "在注册以前",
    ProblemCode.AFTER_LEAVING.value: "在暂停或注销以后",
    ProblemCode.MINOR_LIMIT.value: "未成年人",
    ProblemCode.OUTSIDE_PROJECT.value: "项目期间以外",
}
"""A rule that gave way to a reason; a closed month is said as 补录."""


def entry_note(row: HourRow) -> str:
    """``补录，登记在2026年11月；项目期间以外；原因：延期一周；实际1小时52分，取整为2小时``.

    A reversal says why it was made; an entry of which there is nothing to say gives "".
    """
    said = []
    if row.late_month is not None:
        said.append(f"补录，登记在{Month(*divmod(row.late_month, 100)).words}")
    said += (WAIVED_WORDS[code] for code in row.waived.split() if code in WAIVED_WORDS)
    if row.reason and (row.waived or row.minutes < 0):
        said.append(f"原因：{row.reason}")
    if words := rounded_words(row.minutes, row.spent):
        said.append(words)
    return "；".join(said)


def entry_remark(row: HourRow) -> str:
    """The remark of a row and what is particular about it, each said once."""
    note = entry_note(row)
    known = not row.remark or (row.remark == row.reason and f"原因：{row.reason}" in note)
    return note if known else "；".join(filter(None, (row.remark, note)))
