"""Everything the page of one person shows, read at once."""

from dataclasses import dataclass

from volunteer_desk.domain.custom_fields import CustomFieldRow
from volunteer_desk.domain.disclosure import DisclosureRow
from volunteer_desk.domain.records import RecordRow
from volunteer_desk.domain.timeline import PersonFigures, TimelineEntry
from volunteer_desk.domain.volunteers import MembershipRow, VolunteerCard
from volunteer_desk.services import custom_fields as customs
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.disclosure import list_disclosures
from volunteer_desk.services.memberships import list_memberships
from volunteer_desk.services.records import list_records
from volunteer_desk.services.timeline import person_figures, timeline
from volunteer_desk.services.volunteers import volunteer_card


@dataclass(frozen=True)
class PersonShown:
    """One person's page; everything is masked."""

    card: VolunteerCard
    figures: PersonFigures
    story: tuple[TimelineEntry, ...]
    teams: tuple[MembershipRow, ...]
    records: tuple[RecordRow, ...]
    disclosures: tuple[DisclosureRow, ...]
    fields: tuple[CustomFieldRow, ...]
    values: dict[int, str]

    @property
    def id(self) -> int:
        """The volunteer's id."""
        return self.card.row.id


def read_person(desk: Desk, volunteer_id: int) -> PersonShown:
    """Read one person's page.

    Raises:
        UserFacingError: There is no such person.
    """
    card = volunteer_card(desk, volunteer_id)
    return PersonShown(
        card=card,
        figures=person_figures(desk, volunteer_id),
        story=timeline(desk, volunteer_id),
        teams=list_memberships(desk, volunteer_id),
        records=list_records(desk, volunteer_id),
        disclosures=list_disclosures(desk, volunteer_id),
        fields=customs.custom_fields(desk),
        values=customs.shown_values(desk, volunteer_id),
    )
