from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import Published
from volunteer_desk.domain.hour_rules import Level
from volunteer_desk.services.hour_rules_now import rules_of
from volunteer_desk.services.settings import change_settings, shown_settings
from volunteer_desk.store.settings import write_values
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.settings.page import SettingsPage

Show = Callable[[Page], None]


def _page(context: PageContext, show: Show) -> SettingsPage:
    page = SettingsPage(context)
    show(page)
    return page


def test_each_rule_is_as_strict_as_chosen(context: PageContext, show: Show) -> None:
    rules = _page(context, show).rules
    field = rules.levels["rule_outside_project"]
    assert field.text() == "写明原因才登记"
    field.choose(Level.REFUSE)
    field.changed.emit()
    assert rules_of(context.desk).outside_project is Level.REFUSE
    late = rules.levels["rule_late_hours"]
    assert [late.combo.itemText(at) for at in range(late.combo.count())] == [
        "写明原因才登记",
        "不能登记",
    ]


def test_limits_are_hours_here_and_minutes_there(context: PageContext, show: Show) -> None:
    rules = _page(context, show).rules
    field = rules.hours["minor_day_minutes"]
    field.spin.setValue(4)
    QTest.keyClick(field.spin, Qt.Key.Key_Return)
    assert rules_of(context.desk).minor_day_minutes == 240
    rules.hours["minor_until"].spin.setValue(3)
    QTest.keyClick(rules.hours["minor_until"].spin, Qt.Key.Key_Return)
    assert "早于" in context.notices.messages()[-1]
    assert rules.hours["minor_until"].value() == 22


def test_a_limit_between_hours_is_left_alone_when_only_looked_at(
    context: PageContext, show: Show, published: Published
) -> None:
    change_settings(context.desk, minor_day_minutes=450)
    field = _page(context, show).rules.hours["minor_day_minutes"]
    QTest.keyClick(field.spin, Qt.Key.Key_Return)
    assert published == []
    assert rules_of(context.desk).minor_day_minutes == 450


def test_rounding_is_chosen_and_explained(context: PageContext, show: Show) -> None:
    page = _page(context, show)
    assert not page.rules.way.isEnabled()
    page.rules.step.choose(15)
    page.rules.step.changed.emit()
    page.reload()
    assert rules_of(context.desk).rounding.words == "按15分钟取整（满一半进一，至少15分钟）"
    assert page.rules.way.isEnabled()
    assert "至少15分钟" in page.rules.note.text()


def test_a_broken_choice_is_named_and_mended_at_a_word(context: PageContext, show: Show) -> None:
    with context.desk.database.writing() as connection:
        write_values(connection, {"rule_after_leaving": "{", "report_day": '"x"'})
    page = _page(context, show)
    assert page.broken.isVisibleTo(page)
    assert "“月报日”、“暂停或注销以后”" in page.broken.said.text()
    page.broken.mend.click()
    assert shown_settings(context.desk).broken == ()
    page.reload()
    assert not page.broken.isVisibleTo(page)


def test_approval_is_switched_on_and_off(context: PageContext, show: Show) -> None:
    page = _page(context, show)
    field = page.rules.approval
    assert field.text() == "不用审核，登记就生效"
    for wanted in (True, False):
        field.choose(wanted)
        field.changed.emit()
        assert shown_settings(context.desk).approval is wanted
        page.reload()
        assert field.key() is wanted
        assert ("待核" in page.rules.note.text()) is wanted
