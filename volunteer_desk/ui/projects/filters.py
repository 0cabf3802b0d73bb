"""The boxes of the panels 筛选 of projects, teams and units."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QWidget

from volunteer_desk.domain.register_filters import (
    PHASE_WORDS,
    PROJECT_LACKS,
    TEAM_LACKS,
    Phase,
    ProjectFilter,
    ProjectLack,
    TeamFilter,
    TeamLack,
    UnitFilter,
)
from volunteer_desk.domain.units import UNIT_KIND_WORDS, UNIT_LACKS, UnitKind, UnitLack
from volunteer_desk.ui.fields import ComboField, Field, FieldBox
from volunteer_desk.ui.filters_panel import ANY, AskedFields, F, span_of, span_words
from volunteer_desk.ui.name_field import Finding, PickField

_PER_LINE = 2
_LATELY = (ANY, (True, "今年没有活动"))


class _Boxes(AskedFields[F]):
    """Boxes two in a line."""

    def parts(self) -> Sequence[FieldBox]:
        """The boxes, in their order."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """The box to begin with."""
        return self.parts()[0]

    def settle(self) -> None:
        """Take the height the boxes have at this text size."""
        for part in self.parts():
            part.ensurePolished()
        self._grid.invalidate()
        self.updateGeometry()

    def place(self) -> None:
        """Place the boxes, once they are made."""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for place, part in enumerate(self.parts()):
            self._grid.addWidget(part, place // _PER_LINE, place % _PER_LINE)
            self._grid.setColumnStretch(place % _PER_LINE, 1)
            part.changed.connect(self.changed)


class ProjectFields(_Boxes[ProjectFilter]):
    """What the list of projects may be narrowed to.

    Args:
        categories: (code, word) of 服务类别.
        recipients: (code, word) of 服务对象.
        teams: Where teams are sought.
        units: Where units are.
    """

    def __init__(
        self,
        categories: Sequence[tuple[str, str]],
        recipients: Sequence[tuple[str, str]],
        teams: Finding,
        units: Finding,
    ) -> None:
        super().__init__(ProjectFilter())
        self.lack = ComboField("缺什么", [ANY, *PROJECT_LACKS.items()])
        self.phase = ComboField("情况", [ANY, *PHASE_WORDS.items()])
        self.category = ComboField("类别", [ANY, *categories])
        self.recipient = ComboField("对象", [ANY, *recipients])
        self.team = PickField("队伍", teams, "不限")
        self.unit = PickField("单位", units, "不限，含下级")
        self.brand = ComboField("品牌", [ANY, (True, "品牌项目")])
        self.idle = ComboField("活动", _LATELY)
        self.place()

    def parts(self) -> Sequence[FieldBox]:
        """The fields, in their order."""
        return (
            self.lack, self.phase, self.category, self.recipient, self.team, self.unit,
            self.brand, self.idle,
        )  # fmt: skip

    def show_where(self, where: ProjectFilter) -> None:
        """Put a filter into the fields."""
        self.lack.choose(where.lack)
        self.phase.choose(where.phase)
        self.category.choose(where.category)
        self.recipient.choose(where.recipient)
        self.team.choose(where.team_id)
        self.unit.choose(where.unit_id)
        self.brand.choose(where.brand or None)
        self.idle.choose(where.idle or None)

    def read(self, where: ProjectFilter) -> ProjectFilter:
        """With what the fields ask for now."""
        lack, phase = self.lack.key(), self.phase.key()
        return replace(
            where,
            lack=None if lack is None else ProjectLack(str(lack)),
            phase=None if phase is None else Phase(str(phase)),
            category=_text(self.category.key()),
            recipient=_text(self.recipient.key()),
            team_id=_picked(self.team),
            unit_id=_picked(self.unit),
            brand=self.brand.key() is True,
            idle=self.idle.key() is True,
        )


class TeamFields(_Boxes[TeamFilter]):
    """What the list of teams may be narrowed to; ``units`` is where units are sought."""

    def __init__(self, units: Finding) -> None:
        super().__init__(TeamFilter())
        self.lack = ComboField("缺什么", [ANY, *TEAM_LACKS.items()])
        self.kind = ComboField("类型", [ANY])
        self.unit = PickField("单位", units, "不限，含下级")
        self.members = Field("队员", placeholder="几个人，如 5-20")
        self.idle = ComboField("活动", _LATELY)
        self.place()

    def offer_kinds(self, kinds: Sequence[str]) -> None:
        """Offer these kinds."""
        kept = self.kind.key()
        self.kind.set_choices([ANY, *((one, one) for one in kinds)])
        self.kind.choose(kept)

    def parts(self) -> Sequence[FieldBox]:
        """The fields, in their order."""
        return self.lack, self.kind, self.unit, self.members, self.idle

    def show_where(self, where: TeamFilter) -> None:
        """Put a filter into the fields."""
        self.lack.choose(where.lack)
        self.kind.choose(where.kind)
        self.unit.choose(where.unit_id)
        self.members.set_text(span_words(where.members_from, where.members_to))
        self.idle.choose(where.idle or None)

    def read(self, where: TeamFilter) -> TeamFilter:
        """With what the fields ask for now."""
        lack, (low, high) = self.lack.key(), span_of(self.members, "5")
        return replace(
            where,
            lack=None if lack is None else TeamLack(str(lack)),
            kind=_text(self.kind.key()),
            unit_id=_picked(self.unit),
            members_from=None if low is None else int(low),
            members_to=None if high is None else int(high),
            idle=self.idle.key() is True,
        )


class UnitFields(_Boxes[UnitFilter]):
    """What the tree of units may be narrowed to; ``units`` is where units are sought."""

    def __init__(self, units: Finding) -> None:
        super().__init__(UnitFilter())
        self.lack = ComboField("缺什么", [ANY, *UNIT_LACKS.items()])
        self.kind = ComboField("类型", [ANY, *UNIT_KIND_WORDS.items()])
        self.below = PickField("上级", units, "不限")
        self.teamless = ComboField("队伍", [ANY, (True, "没有队伍")])
        self.place()

    def parts(self) -> Sequence[FieldBox]:
        """The fields, in their order."""
        return self.lack, self.kind, self.below, self.teamless

    def show_where(self, where: UnitFilter) -> None:
        """Put a filter into the fields."""
        self.lack.choose(where.lack)
        self.kind.choose(where.kind)
        self.below.choose(where.below)
        self.teamless.choose(where.teamless or None)

    def read(self, where: UnitFilter) -> UnitFilter:
        """With what the fields ask for now."""
        lack, kind = self.lack.key(), self.kind.key()
        return replace(
            where,
            lack=None if lack is None else UnitLack(str(lack)),
            kind=None if kind is None else UnitKind(str(kind)),
            below=_picked(self.below),
            teamless=self.teamless.key() is True,
        )


def _picked(field: PickField) -> int | None:
    """What was picked; half a name asks for nothing yet, and the field says so."""
    field.show_problem("请从提示里选（按 ↓ 看常用的）" if field.is_unknown() else "")
    return field.key()


def _text(key: object) -> str | None:
    return key if isinstance(key, str) else None
