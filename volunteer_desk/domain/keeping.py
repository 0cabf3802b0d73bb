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
        attachments: Photos and documents that lie beside the backup, or were brought back.
    """

    sound: bool
    findings: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    file: str = ""
    attachments: int = 0

    def beside_words(self) -> str:
        """What to say of the photos and documents beside a backup, "" where there are none."""
        lie = f"{self.attachments}个照片和文件在旁边的“附件”文件夹里，请和备份放在一起。"
        return (lie if self.attachments else "") + "".join(self.findings)
