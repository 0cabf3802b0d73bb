"""Why a row of a brought file waits: code, place, and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class ProblemCode(StrEnum):
    """The stable codes of the command-line contract."""

    NAME_MISSING = "name_missing"
    ID_CHECKSUM = "id_checksum"
    ID_PRECISION_LOST = "id_precision_lost"
    ID_LENGTH = "id_length"
    BIRTH_MISMATCH = "birth_mismatch"
    PHONE_INVALID = "phone_invalid"
    DATE_INVALID = "date_invalid"
    DATE_FUTURE = "date_future"
    GENDER_MISMATCH = "gender_mismatch"
    DUPLICATE_IN_FILE = "duplicate_in_file"
    DUPLICATE_EXISTING = "duplicate_existing"
    VOLUNTEER_UNKNOWN = "volunteer_unknown"
    VOLUNTEER_AMBIGUOUS = "volunteer_ambiguous"
    HOURS_INVALID = "hours_invalid"
    HOURS_OVER_DAY = "hours_over_day"
    OVERLAP = "overlap"
    MONTH_LOCKED = "month_locked"
    PROJECT_UNKNOWN = "project_unknown"
    CHARACTER_INVISIBLE = "character_invisible"
    CUSTOM_INVALID = "custom_invalid"
    DAY_LONG = "day_long"
    BEFORE_REGISTRATION = "before_registration"
    AFTER_LEAVING = "after_leaving"
    MINOR_LIMIT = "minor_limit"
    OUTSIDE_PROJECT = "outside_project"
    SETTING_BROKEN = "setting_broken"
    NAME_UNCLEAR = "name_unclear"
    DITTO_MARK = "ditto_mark"
    FORMULA_ERROR = "formula_error"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one row.

    Attributes:
        row: The sheet's own row number (1-based), or the line number of pasted text.
        field: The field's English name ("id_number", "phone", "birth", "hours", …).
        code: The stable code.
        message: What is wrong and what to do, in Chinese.
        waivable: Whether a reason, which is kept, may set this rule aside.
    """

    row: int
    field: str
    code: ProblemCode
    message: str
    waivable: bool = False
