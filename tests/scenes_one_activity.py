"""One activity in the calendar, for the pictures: whole, its people, its photos, its line."""

from collections.abc import Callable
from datetime import date, time
from io import BytesIO

from PIL import Image, ImageDraw

from tests.services.pictures_made import a_docx
from volunteer_desk.domain.activities import ActivityDraft
from volunteer_desk.domain.volunteers import VolunteerQuery
from volunteer_desk.services.activities import list_activities, save_activity
from volunteer_desk.services.attachments import IncomingFile, add_attachments, list_attachments
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.expected import expected_people, set_expected
from volunteer_desk.services.volunteers import volunteer_ids
from volunteer_desk.ui.activities.detail import PEOPLE, PHOTOS, ActivityDetail
from volunteer_desk.ui.activities.view import ActivitiesView
from volunteer_desk.ui.hours.page import ACTIVITIES, HoursPage
from volunteer_desk.ui.shell import MainWindow

_PROJECT = "“我们的节日·重阳”敬老爱老志愿服务"


def activity_in_full(window: MainWindow) -> None:
    """Facts, state and clocks."""
    _detail(window)


def activity_people(window: MainWindow) -> None:
    """Its planned list."""
    _detail(window).tabs.turn(PEOPLE)


def activity_photos(window: MainWindow) -> None:
    """Its photos and documents."""
    _detail(window).tabs.turn(PHOTOS)


def activity_changed(window: MainWindow) -> None:
    """The line, unfolded."""
    detail = _detail(window)
    if detail.facts is not None:
        _view(window).edit_activity(detail.facts.id)


def _view(window: MainWindow) -> ActivitiesView:
    window.show_page("hours")
    page = window.pages["hours"]
    assert isinstance(page, HoursPage)
    page.show_tab(ACTIVITIES)
    view = page.view(ACTIVITIES)
    assert isinstance(view, ActivitiesView)
    return view


def _detail(window: MainWindow) -> ActivityDetail:
    view = _view(window)
    view.show_activity(_activity(view.context.desk))
    assert view.side.detail is not None
    return view.side.detail


def _activity(desk: Desk) -> int:
    """The activity of the pictures, made when it is not there."""
    known = [row.id for row in list_activities(desk, limit=2000) if row.project == _PROJECT]
    draft = ActivityDraft(
        0,
        date(2026, 11, 28),
        time(9),
        time(11, 30),
        "社区日间照料中心",
        "欧阳·买买提江·吐尔逊",
        "陪老人聊天、量血压、包饺子，结束后打扫活动室。",
        planned_people=30,
        beneficiaries=46,
        recipients="老年人",
        weather="晴",
    )
    activity = known[0] if known else save_activity(desk, draft, project=_PROJECT).row_id or 0
    if not expected_people(desk, activity):
        set_expected(desk, activity, list(volunteer_ids(desk, VolunteerQuery()))[:28])
    if not list_attachments(desk, activity):
        names = (
            "包饺子.jpg",
            "欧阳·买买提江·吐尔逊和㛃奶奶.jpg",
            "IMG_20261128.jpg",
            "量血压.jpg",
            "合影.jpg",
        )
        files = [IncomingFile(name, data=_photo(number)) for number, name in enumerate(names)]
        add_attachments(desk, activity, [*files, IncomingFile("活动方案.docx", data=a_docx())])
    return activity


def _photo(number: int) -> bytes:
    """A picture of coloured hills, another one for each number."""
    image = Image.new("RGB", (800, 1000) if number == 1 else (1000, 750), "#bcd6e8")
    draw = ImageDraw.Draw(image)
    for layer in range(5):
        top = 250 + layer * 110 + number * 13
        colour = (60 + layer * 30, 110 + (number * 31 + layer * 17) % 90, 70 + layer * 12)
        draw.ellipse((-400 + layer * 170 - number * 60, top, 1300 - layer * 90, 2200), fill=colour)
    sink = BytesIO()
    image.save(sink, "JPEG", quality=88)
    return sink.getvalue()


SCENES: dict[str, tuple[str, Callable[[MainWindow], None]]] = {
    "activity": ("hours", activity_in_full),
    "activity-people": ("hours", activity_people),
    "activity-photos": ("hours", activity_photos),
    "activity-line": ("hours", activity_changed),
}
"""Scene → the page it plays on, and what makes it."""
