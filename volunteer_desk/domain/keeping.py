"""What keeping the data safe reports: a backup, a restore or a check."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class KeepingReport:
    """The outcome of a backup, a restore or a check.

    Attributes:
        sound: Nothing was found wrong.
        findings: What is wrong, one Chinese sentence each, without personal data.
        counts: Rows by table.
        file: The name of the file written (backup) or of the copy kept of what was there before
            (restore), "" where there is none; without its folder.
    """

    sound: bool
    findings: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    file: str = ""
