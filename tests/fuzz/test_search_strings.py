from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from sqlalchemy import Connection

from tests.fuzz.oracle import REGISTER, answers
from tests.fuzz.register import ask, write_register
from tests.fuzz.strings import STRINGS, some_strings
from volunteer_desk.services.desk import Desk


@pytest.fixture
def register(desk: Desk) -> Iterator[Connection]:
    with desk.database.writing() as connection:
        write_register(connection)
    with desk.database.reading() as connection:
        yield connection


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=400)
@given(text=STRINGS)
@example("' OR 1=1 --")
@example('" OR "王')
@example("NEAR(王 建)")
@example("%")
@example("王_")
@example("𠮷")
@example("先锋队巾帼")
@example("😀 wjg")
@example("王\u200b建\ufeff国")
@example("٣shan")
def test_any_string_is_answered_as_plain_python_would(register: Connection, text: str) -> None:
    assert ask(register, text) == answers(text)


def test_two_thousand_strings_of_the_long_run(register: Connection) -> None:
    wrong = [text for text in some_strings(7, 2000) if ask(register, text) != answers(text)]
    assert wrong == []


@pytest.mark.parametrize("person", REGISTER, ids=lambda one: one.written)
def test_the_oracle_knows_everyone(person: object) -> None:
    assert person in [one for one in REGISTER if one.id in answers(one.number)]
