"""The document of a form: it fills birth and gender, and is compared with what was typed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from volunteer_desk.domain.identity import RESIDENT, DocumentCheck, check_document
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.ui.fields import FieldBox
from volunteer_desk.ui.volunteers.person_fields import PersonBoxes


class PersonDocument(QObject):
    """Reads the number while it is typed; what somebody typed elsewhere it never writes over."""

    filled = Signal()
    """Birth may be another now."""

    def __init__(self, boxes: PersonBoxes, say: Callable[[str], None]) -> None:
        super().__init__()
        self._boxes = boxes
        self._say = say
        self._birth = self._gender = self._said = ""
        number = boxes.texts["id_number"]
        number.changed.connect(self._read)
        boxes.codes["id_type"].changed.connect(self._read)
        number.entered.connect(self._tell)
        boxes.days["birth"].entered.connect(self._tell)

    def begin(self, shown: VolunteerDraft) -> None:
        """Another card: what stands beside its document came out of that."""
        known = bool(shown.id_number) and shown.id_type in (None, RESIDENT)
        self._birth = shown.birth.isoformat() if known and shown.birth else ""
        self._gender = (shown.gender or "") if known else ""

    def _check(self) -> DocumentCheck | None:
        number = self._boxes.texts["id_number"].text()
        if not number or "*" in number:
            return None
        kind = self._boxes.codes["id_type"].key()
        return check_document(kind if isinstance(kind, str) else RESIDENT, number)

    def _read(self) -> None:
        """Fill birth and gender from a true number, and mark at once one that is none."""
        field = self._boxes.texts["id_number"]
        field.show_problem("")
        if self._said:
            self._said = ""
            self._say("")
        check = self._check()
        if check is None or len(field.text()) < 15:
            return
        if check.problem:
            field.show_problem(check.reason if len(field.text()) >= 18 else "")
            return
        birth, gender = self._boxes.days["birth"], self._boxes.codes["gender"]
        if check.birth and birth.text() in ("", self._birth):
            self._birth = check.birth.isoformat()
            birth.set_text(self._birth)
        if check.gender and gender.key() in (None, self._gender):
            self._gender = check.gender
            gender.choose(check.gender)
        self.filled.emit()

    def _tell(self) -> None:
        """Say in words what is wrong or odd, when the number or the birth is left."""
        check = self._check()
        if check is None:
            return
        said, field = _found(check, self._boxes)
        if said or self._said:
            self._said = said
            self._say(said)
        if field is not None:
            field.show_problem(said)


def _found(check: DocumentCheck, boxes: PersonBoxes) -> tuple[str, FieldBox | None]:
    """What to say, and the field it marks; "" when all is well."""
    if check.problem:
        return check.reason, boxes.texts["id_number"]
    birth = boxes.day("birth")
    if check.birth and birth and birth != check.birth:
        return f"出生日期与证件号不一致（证件上是 {check.birth}），请核对。", boxes.days["birth"]
    if check.gender and boxes.codes["gender"].key() not in (None, check.gender):
        return "性别与证件号不一致，请核对。", boxes.codes["gender"]
    return check.warning, None
