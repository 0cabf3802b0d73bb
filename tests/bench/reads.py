"""Rows that only read: keystrokes and the monthly sheet."""

from functools import partial

from sqlalchemy import Connection, text

from tests.bench.measure import Row, median_of, p95, seconds, words
from volunteer_desk.domain.periods import Month
from volunteer_desk.domain.register_filters import ListQuery
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.monthly import build_sheet
from volunteer_desk.services.projects import project_ids
from volunteer_desk.services.teams import team_ids
from volunteer_desk.services.volunteers import search_volunteers
from volunteer_desk.store.questions import Columns
from volunteer_desk.store.register_search import MOST_NAMED
from volunteer_desk.store.search import SEEK, read_question

TYPED = (
    "wangjianguo", "zhangwei", "liyan", "chenxj", "wjg", "ouyang", "shan", "xieyl", "zhq",
    "王建国", "李秀英", "欧阳", "单", "张伟", "阿依古丽", "买买提江·吐尔逊", "䶮", "陈静", "刘强",
    "1380", "13912345678", "0012", "123X", "ZY2026000123", "幸福里党员", "王 幸福里",
)  # fmt: skip
"""What people type; every beginning of each is one keystroke."""
NAMES_TYPED = (
    "xingfulidangyuan", "xfldy", "qingnian", "zyfwd", "zhoumoqingjiejiayuan", "zmqjjy", "jingnao",
    "党员志愿服务队", "幸福里", "清洁家园", "智能手机助老课堂", "阳光党员队", "2期",
)  # fmt: skip
"""What people type who look for a team or a project."""
NAMES = Columns("{chars beside}", "{head pinyin beside}", "{chars beside}")

_MONTH = Month(2026, 10)
_BARE_SHEET = """
SELECT entry.team_id, project.category,
    SUM(CASE WHEN entry.served_on >= :first THEN entry.minutes ELSE 0 END),
    SUM(CASE WHEN entry.served_on >= :first THEN
        CASE WHEN entry.minutes > 0 THEN 1 ELSE -1 END ELSE 0 END),
    COUNT(DISTINCT CASE WHEN entry.served_on >= :first THEN entry.volunteer_id END),
    SUM(CASE WHEN entry.served_on BETWEEN :before AND :before_last THEN entry.minutes ELSE 0 END),
    SUM(entry.minutes)
FROM hour_entry AS entry
JOIN activity ON activity.id = entry.activity_id
JOIN project ON project.id = activity.project_id
WHERE entry.served_on BETWEEN :year AND :last
GROUP BY entry.team_id, project.category
"""


def keystrokes(desk: Desk) -> Row:
    """Every beginning of what people type: the service's rows against the bare index query."""
    strokes = [typed[:end] for typed in TYPED for end in range(1, len(typed) + 1)]
    ours, bare = [], []
    with desk.database.reading() as connection:
        for turn in range(3):
            for stroke in strokes:
                question = read_question(stroke)
                if question is None:
                    continue
                bare_took = seconds(partial(_ask_bare, connection, question.match))
                took = seconds(partial(search_volunteers, desk, stroke))
                if turn:
                    bare.append(bare_took)
                    ours.append(took)
    mine, limit = p95(ours), p95(bare)
    return Row(
        "keystroke → rows (p95)",
        words(limit),
        words(mine),
        f"{mine / limit:.1f}",
        "≤16 ms and ≤3× + 5 ms",
        mine <= 0.016 and mine <= 3 * limit + 0.005,
        f"{len(strokes)} keystrokes, service without painting",
    )


def _ask_bare(connection: Connection, match: str) -> object:
    return connection.exec_driver_sql(f"{SEEK} LIMIT 20", (match,)).all()


def name_keystrokes(desk: Desk) -> Row:
    """Every beginning of names of teams and projects, typed above their lists."""
    strokes = [typed[:end] for typed in NAMES_TYPED for end in range(1, len(typed) + 1)]
    ours, bare = [], []
    with desk.database.reading() as connection:
        for turn in range(2):
            for stroke in strokes:
                question = read_question(stroke, NAMES)
                if question is None:
                    continue
                limit = seconds(partial(_ask_names, connection, question.match))
                took = max(
                    seconds(partial(team_ids, desk, ListQuery(stroke))),
                    seconds(partial(project_ids, desk, ListQuery(stroke))),
                )
                if turn:
                    bare.append(limit)
                    ours.append(took)
    mine, limit = p95(ours), p95(bare)
    return Row(
        "keystroke → teams, projects (p95)",
        words(limit),
        words(mine),
        f"{mine / limit:.1f}",
        "≤16 ms",
        mine <= 0.016,
        f"{len(strokes)} keystrokes, the slower list of the two, {MOST_NAMED} at most",
    )


def _ask_names(connection: Connection, match: str) -> object:
    asked = "SELECT rowid FROM register_search WHERE register_search MATCH ? LIMIT ?"
    return connection.exec_driver_sql(asked, (match, MOST_NAMED)).all()


def monthly_sheet(desk: Desk) -> Row:
    """The summary of one month, against one GROUP BY that yields the same sums."""
    with desk.database.reading() as connection:
        asked = text(_BARE_SHEET)
        values = {
            "first": _MONTH.first.isoformat(),
            "last": _MONTH.last.isoformat(),
            "before": _MONTH.before().first.isoformat(),
            "before_last": _MONTH.before().last.isoformat(),
            "year": f"{_MONTH.year}-01-01",
        }
        limit = median_of(5, lambda: connection.execute(asked, values).all())
    mine = median_of(5, lambda: build_sheet(desk, _MONTH))
    return Row(
        "monthly sheet, computed",
        words(limit),
        words(mine),
        f"{mine / limit:.2f}",
        "≤1.5×",
        mine <= 1.5 * limit,
    )
