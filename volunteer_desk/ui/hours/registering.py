"""Registering somebody while hours are logged: the form's answers to the roll and back."""

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.volunteers import save_volunteer
from volunteer_desk.ui.hours.reading import read_people
from volunteer_desk.ui.hours.register_form import RegisterForm
from volunteer_desk.ui.hours.rows import Person
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tasks import Refusal


class Registering(QObject):
    """One person at a time, for a row of the grid or for the line."""

    registered = Signal(object, object)
    """(row key or None, ``Person``)."""

    def __init__(self, context: PageContext, over: QWidget) -> None:
        super().__init__(over)
        self._context = context
        self._key: int | None = None
        self.form = RegisterForm(over)
        self.form.registering.connect(self._register)

    def open_at(self, place: QRect, name: str, phone: str = "", key: int | None = None) -> None:
        """Ask for the person of a row (``key``), or of the line."""
        self._key = key
        self.form.open_at(place, name, phone)

    def _register(self, name: str, phone: str) -> None:
        desk = self._context.desk
        draft = VolunteerDraft(name, phone=phone or None, registered_on=desk.today())

        def work(_progress: Progress) -> tuple[Changed, Person]:
            return register(desk, draft)

        self._context.tasks.run(
            work, self._done, label="正在登记志愿者", failed=self._refused, quiet=True
        )

    def _done(self, made: tuple[Changed, Person]) -> None:
        changed, person = made
        key = self._key
        self.form.close_form()
        self._context.publish(changed)
        self.registered.emit(key, person)

    def _refused(self, fault: Refusal) -> None:
        self.form.show_problem(
            f"{fault.message}{fault.remedy}" if isinstance(fault, UserFacingError) else "已取消。"
        )


def register(desk: Desk, draft: VolunteerDraft) -> tuple[Changed, Person]:
    """Register a person and read them as the grid shows them.

    Raises:
        UserFacingError: A field cannot stand.
    """
    changed = save_volunteer(desk, draft)
    (person,) = read_people(desk, [changed.row_id or 0])
    return changed, person
