"""队伍负责人通讯录: the frozen list that the screen shows and the papers print."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LeaderLine:
    """One team with its leader; ``phone`` as it may be shown."""

    team: str
    kind: str
    unit: str
    leader: str
    phone: str
    members: int


@dataclass(frozen=True)
class PhoneList:
    """Every active team's leader; ``in_full`` says that phones are not masked."""

    unit: str
    made_on: date
    in_full: bool
    lines: tuple[LeaderLine, ...]

    TITLE = "志愿服务队负责人通讯录"

    @property
    def note(self) -> str:
        """The line below the title: how many, how many lack a phone, and what is hidden."""
        lacking = sum(not line.phone for line in self.lines)
        said = f"共{len(self.lines)}支队伍"
        if lacking:
            said += f"，{lacking}支没有联系电话"
        return f"{said}。{'内部使用，请勿外传。' if self.in_full else '电话已脱敏。'}"
