import threading
import time
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.errors import Cancelled, UserFacingError
from volunteer_desk.ui.immediate_tasks import ImmediateTasks
from volunteer_desk.ui.tasks import Refusal, Tasks
from volunteer_desk.ui.worker_tasks import WorkerTasks


class Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.values: list[int] = []
        self.threads: list[threading.Thread] = []
        self.refusals: list[Refusal] = []

    def take(self, value: int) -> None:
        self.values.append(value)
        self.threads.append(threading.current_thread())

    def refuse(self, fault: Refusal) -> None:
        self.refusals.append(fault)


def echo(number: int, _progress: Progress) -> int:
    return number


def refuse_work(_progress: Progress) -> int:
    raise UserFacingError("不行。", "换一个。")


def break_work(_progress: Progress) -> int:
    raise ZeroDivisionError


def test_a_result_arrives_in_the_threads_of_the_window(qtbot: QtBot) -> None:
    tasks, receiver = WorkerTasks(), Receiver()
    worked_in: list[threading.Thread] = []

    def work(progress: Progress) -> int:
        worked_in.append(threading.current_thread())
        progress(1, 2)
        return 7

    with qtbot.waitSignal(tasks.finished):
        tasks.run(work, receiver.take, label="正在算")
    qtbot.waitUntil(lambda: receiver.values == [7])
    tasks.close()
    assert worked_in[0] is not threading.main_thread()
    assert receiver.threads == [threading.main_thread()]


def test_writes_run_one_after_another(qtbot: QtBot) -> None:
    tasks, receiver = WorkerTasks(), Receiver()
    for number in range(5):
        tasks.run(partial(echo, number), receiver.take, label="正在写")
    assert tasks.busy()
    qtbot.waitUntil(lambda: receiver.values == [0, 1, 2, 3, 4])
    assert not tasks.busy()
    tasks.close()


def test_cancel_stops_work_at_its_next_progress(qtbot: QtBot) -> None:
    tasks, receiver = WorkerTasks(), Receiver()
    going, stopped = threading.Event(), threading.Event()

    def work(progress: Progress) -> int:
        going.set()
        while not stopped.wait(0.005):
            progress(1, 2)
        return 1

    with qtbot.waitSignal(tasks.refused) as told:
        tasks.run(work, receiver.take, label="正在导入", failed=receiver.refuse)
        assert going.wait(5)
        tasks.cancel()
    stopped.set()
    tasks.close()
    assert isinstance(told.args[0], Cancelled)
    assert isinstance(receiver.refusals[0], Cancelled)
    assert receiver.values == []


@pytest.mark.parametrize("made", [WorkerTasks, ImmediateTasks])
def test_a_refusal_is_told_and_a_bug_is_another_thing(qtbot: QtBot, made: type[Tasks]) -> None:
    tasks, receiver = made(), Receiver()
    with qtbot.waitSignal(tasks.refused):
        tasks.run(refuse_work, receiver.take, label="", failed=receiver.refuse)
    qtbot.waitUntil(lambda: len(receiver.refusals) == 1)
    with qtbot.waitSignal(tasks.broke) as told:
        tasks.run(break_work, receiver.take, label="")
    tasks.close()
    assert isinstance(told.args[0], ZeroDivisionError)
    assert receiver.values == []


def test_a_quiet_refusal_goes_to_the_page_alone(qtbot: QtBot) -> None:
    tasks, receiver = ImmediateTasks(), Receiver()
    with qtbot.assertNotEmitted(tasks.refused):
        tasks.run(refuse_work, receiver.take, label="", failed=receiver.refuse, quiet=True)
    assert len(receiver.refusals) == 1


def test_of_reads_with_one_key_only_the_last_is_shown(qtbot: QtBot) -> None:
    tasks, receiver = WorkerTasks(), Receiver()
    gate = threading.Event()

    def slow() -> int:
        gate.wait(5)
        return 1

    tasks.read(slow, receiver.take, key="find")
    tasks.read(lambda: 2, receiver.take, key="find")
    tasks.read(lambda: 3, receiver.take, key="find")
    gate.set()
    qtbot.waitUntil(lambda: receiver.values == [3])
    tasks.close()


def test_a_result_for_a_page_that_is_gone_is_dropped(qtbot: QtBot) -> None:
    tasks, receiver = WorkerTasks(), Receiver()
    gate = threading.Event()

    def wait(_progress: Progress) -> int:
        gate.wait(5)
        return 1

    tasks.run(wait, receiver.take, label="")
    receiver.deleteLater()
    qtbot.wait(10)
    with qtbot.waitSignal(tasks.finished):
        gate.set()
    tasks.close()
    assert receiver.values == []


def test_only_bound_methods_of_window_objects_may_receive() -> None:
    tasks = ImmediateTasks()
    with pytest.raises(TypeError):
        tasks.run(lambda _: 1, lambda _value: None, label="")


def test_closing_joins_the_threads_and_delivers_nothing_more(qtbot: QtBot) -> None:
    tasks, receiver = WorkerTasks(), Receiver()
    tasks.run(lambda _: 1, receiver.take, label="")
    tasks.close()
    qtbot.wait(20)
    assert receiver.values == []


class Watcher(Receiver):
    """Also hears how far a drawing is."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[int, int]] = []

    def tell(self, done: int, total: int) -> None:
        self.told.append((done, total))


def test_a_drawing_tells_how_far_it_is_and_another_stops_it(qtbot: QtBot) -> None:
    tasks, watcher = WorkerTasks(), Watcher()
    going, stopped = threading.Event(), threading.Event()

    def endless(progress: Progress) -> int:
        going.set()
        try:
            while True:
                progress(1, 4)
                time.sleep(0.001)
        except Cancelled:
            stopped.set()
            raise

    tasks.draw(endless, watcher.take, key="paper", told=watcher.tell, failed=watcher.refuse)
    assert going.wait(5)
    qtbot.waitUntil(lambda: watcher.told != [])
    assert watcher.told[0] == (1, 4)
    tasks.draw(partial(echo, 2), watcher.take, key="paper", told=watcher.tell)
    assert stopped.wait(5)
    qtbot.waitUntil(lambda: watcher.values == [2])
    assert watcher.refusals == []  # nobody waits for the first any more
    tasks.close()


def test_a_stopped_drawing_delivers_nothing_and_closing_stops_one(qtbot: QtBot) -> None:
    tasks, watcher = WorkerTasks(), Watcher()
    going = threading.Event()

    def endless(progress: Progress) -> int:
        going.set()
        while True:
            progress(1, 4)
            time.sleep(0.001)

    tasks.draw(endless, watcher.take, key="paper", told=watcher.tell)
    assert going.wait(5)
    tasks.stop("paper")
    assert not tasks.reading_slowly()
    going.clear()
    tasks.draw(endless, watcher.take, key="another", told=watcher.tell)
    assert going.wait(5)
    tasks.close()  # joins the thread
    assert watcher.values == []
