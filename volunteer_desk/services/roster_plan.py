"""The dry run of a roster with the sheet it was made of, and the moment it holds for."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from volunteer_desk.domain.custom_fields import CustomFieldRow
from volunteer_desk.domain.imports import PlannedVolunteer, VolunteerImportPlan
from volunteer_desk.domain.mapping import FileMapping
from volunteer_desk.intake import RawTable
from volunteer_desk.store.roster import Moment


@dataclass(frozen=True)
class Settled:
    """Proof that rows were settled against the register of one moment.

    Attributes:
        rows: The very rows; a plan with others has no proof.
        moment: The register's.
    """

    rows: tuple[PlannedVolunteer, ...]
    moment: Moment

    def holds(self, plan: VolunteerImportPlan, moment: Moment) -> bool:
        """Whether nothing was written since, so that settling again would find the same."""
        return self.rows is plan.rows and self.moment == moment


@dataclass(frozen=True, kw_only=True)
class RosterPlan(VolunteerImportPlan):
    """A plan with the sheet it was made of; ``rows`` and ``table.rows`` go side by side.

    Attributes:
        table: The raw rows.
        mapping: What every column is taken for.
        own: The office's own fields that the table fills, each with its column.
        fixes: Place in ``rows`` → field → what the user typed instead of the file's cell.
        settled: The moment for which the rows were settled, while no cell was put right.
        keep_filled: What known people's cards say already stays.
    """

    table: RawTable
    mapping: FileMapping
    own: tuple[tuple[CustomFieldRow, int], ...] = ()
    fixes: Mapping[int, Mapping[str, str]] = dataclass_field(default_factory=dict)
    settled: Settled | None = None
    keep_filled: bool = False
