from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.volunteers import VolunteerQuery
from volunteer_desk.services.projects import list_projects
from volunteer_desk.services.teams import list_teams
from volunteer_desk.services.units import list_units
from volunteer_desk.services.volunteers import volunteer_ids, volunteer_rows
from volunteer_desk.store.name_terms import name_terms
from volunteer_desk.ui.finder import Finder
from volunteer_desk.ui.projects.page import ProjectsPage
from volunteer_desk.ui.shell import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def open_finder(window: MainWindow) -> Finder:
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    assert window.finder.isVisible()
    return window.finder


def test_a_person_is_found_by_name_and_opened(filled_window: MainWindow) -> None:
    desk = filled_window.desk
    person = volunteer_rows(desk, volunteer_ids(desk, VolunteerQuery())[:1])[0]
    finder = open_finder(filled_window)
    finder.line.setText(person.name)
    assert person.id in [hit.subject for hit in finder.shown_hits()]
    first = finder.shown_hits()[0]
    QTest.keyClick(finder.line, Qt.Key.Key_Return)
    assert not finder.isVisible()
    assert first.noun is Noun.VOLUNTEER
    assert filled_window.current_page() == "volunteers"


def test_a_person_is_found_by_number(filled_window: MainWindow) -> None:
    desk = filled_window.desk
    person = volunteer_rows(desk, volunteer_ids(desk, VolunteerQuery())[:1])[0]
    finder = open_finder(filled_window)
    finder.line.setText(person.number)
    assert finder.shown_hits()[0].subject == person.id


def test_teams_and_projects_are_found_by_name(filled_window: MainWindow) -> None:
    team = list_teams(filled_window.desk)[0]
    project = list_projects(filled_window.desk)[0]
    finder = open_finder(filled_window)
    finder.line.setText(team.name)
    assert (Noun.TEAM, team.id) in [(hit.noun, hit.subject) for hit in finder.shown_hits()]
    assert finder.shown_hits()[0].noun is Noun.TEAM  # before its people, who are found by it too
    finder.line.setText(name_terms(team.name)[0].split()[1])  # initials
    assert (Noun.TEAM, team.id) in [(hit.noun, hit.subject) for hit in finder.shown_hits()]
    finder.line.setText(project.name)
    assert (Noun.PROJECT, project.id) in [(hit.noun, hit.subject) for hit in finder.shown_hits()]


def test_a_unit_is_found_by_initials_and_opened(filled_window: MainWindow) -> None:
    own = next(row for row in list_units(filled_window.desk) if row.own)
    finder = open_finder(filled_window)
    finder.line.setText(name_terms(own.name)[0].split()[1])
    place = [(hit.noun, hit.subject) for hit in finder.shown_hits()].index((Noun.UNIT, own.id))
    for _ in range(place):
        QTest.keyClick(finder.line, Qt.Key.Key_Down)
    QTest.keyClick(finder.line, Qt.Key.Key_Return)
    page = filled_window.pages["projects"]
    assert isinstance(page, ProjectsPage)
    assert page.unit_detail.isVisible()
    assert page.unit_detail.name.text() == own.name


def test_arrows_move_and_escape_closes(filled_window: MainWindow) -> None:
    finder = open_finder(filled_window)
    finder.line.setText("王")
    assert len(finder.shown_hits()) > 2
    QTest.keyClick(finder.line, Qt.Key.Key_Down)
    assert finder.hits.currentIndex().row() == 1
    QTest.keyClick(finder.line, Qt.Key.Key_Up)
    QTest.keyClick(finder.line, Qt.Key.Key_Up)
    assert finder.hits.currentIndex().row() == 0
    QTest.keyClick(finder.line, Qt.Key.Key_Escape)
    assert not finder.isVisible()
    assert filled_window.current_page() == "overview"


def test_nothing_found_says_what_to_try(filled_window: MainWindow) -> None:
    finder = open_finder(filled_window)
    finder.line.setText("查无此人查无此队")
    assert finder.shown_hits() == []
    assert "没有找到" in finder.says()


def test_hits_never_show_a_whole_phone_or_document(filled_window: MainWindow) -> None:
    finder = open_finder(filled_window)
    finder.line.setText("王")
    for hit in finder.shown_hits():
        if hit.noun is Noun.VOLUNTEER:
            assert not any(len(word) > 10 and word.isdigit() for word in hit.detail.split(" · "))
