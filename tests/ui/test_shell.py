from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.shell import MainWindow


def test_context_is_made(context: PageContext) -> None:
    assert context.settings().unit == ""


def test_an_empty_desk_is_asked_for_its_unit(window: MainWindow) -> None:
    assert window.current_page() == ""
