"""Facts shown over and over: what they replace is gone, and never a window of its own."""

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from volunteer_desk.ui.facts import Facts
from volunteer_desk.ui.widgets import Card, discard


def test_facts_shown_twice_at_once_leave_no_window(qtbot: QtBot, dressed: QApplication) -> None:
    card = Card()
    qtbot.addWidget(card)
    facts = Facts()
    card.body.addWidget(facts)
    card.show()
    qtbot.waitExposed(card)
    for value in ("王伟", "欧阳·买买提江·吐尔逊"):  # a page reloads, then opens its subject
        facts.show_facts([("姓名", value)])
    alone = [one for one in QApplication.topLevelWidgets() if isinstance(one, QLabel)]
    QApplication.processEvents()
    assert not [one.text() for one in alone if one.isVisible()]
    assert card.isActiveWindow()
    assert [one.text() for one in facts.findChildren(QLabel)] == ["姓名", "欧阳·买买提江·吐尔逊"]


def test_what_is_discarded_is_out_of_its_page_at_once(qtbot: QtBot, dressed: QApplication) -> None:
    card = Card()
    qtbot.addWidget(card)
    card.show()
    gone = QWidget()
    card.body.addWidget(gone)  # it would be shown by the next event
    discard(gone)
    assert gone.parent() is None
    QApplication.processEvents()
    assert gone.isHidden()
