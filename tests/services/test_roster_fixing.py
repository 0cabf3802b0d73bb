from pathlib import Path

from tests.factories import a_draft
from tests.services.test_import_mapping import a_sheet
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.roster_fixing import fix_row
from volunteer_desk.services.roster_plan import RosterPlan
from volunteer_desk.services.volunteer_import import plan_volunteer_import
from volunteer_desk.services.volunteers import save_volunteer

HEAD = ["姓名", "手机", "志愿者编号"]


def told(plan: RosterPlan) -> list[tuple[str, list[str]]]:
    return [(row.state.value, [one.code.value for one in row.problems]) for row in plan.rows]


def test_whom_a_row_means_once_it_is_put_right_another_row_may_mean_already(
    desk: Desk, tmp_path: Path
) -> None:
    save_volunteer(
        desk, a_draft(name="王伟", phone="13800001111", id_number=None, id_type=None, birth=None)
    )
    first, wrong = ["王伟", "13800001111", ""], ["王伟", "打不通", "ZY2026000001"]
    plan = plan_volunteer_import(desk, a_sheet(tmp_path, HEAD, first, wrong))
    fixed = fix_row(desk, plan, 1, {"phone": "13800002222"})
    right = ["王伟", "13800002222", "ZY2026000001"]
    whole = plan_volunteer_import(desk, a_sheet(tmp_path, HEAD, first, right))
    assert told(fixed) == told(whole) == [("unchanged", []), ("problem", ["duplicate_in_file"])]
