"""The panel 筛选 of the roll."""

from volunteer_desk.domain.volunteer_filters import VolunteerFilter
from volunteer_desk.ui.filters_panel import FiltersPanel
from volunteer_desk.ui.volunteers.codes import CodeWords
from volunteer_desk.ui.volunteers.filter_fields import FilterFields


class VolunteerFilters(FiltersPanel[VolunteerFilter]):
    """What the roll may be narrowed to."""

    fields: FilterFields

    def __init__(self, codes: CodeWords) -> None:
        super().__init__(FilterFields(codes))
