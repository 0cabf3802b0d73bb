import pytest

from volunteer_desk.domain.units import UnitKind, UnitRow, clean_code, code_head, code_problem


@pytest.mark.parametrize(
    ("code", "kind", "above"),
    [
        ("", UnitKind.STREET, "320506"),
        ("320500", UnitKind.CITY, ""),
        ("320500", UnitKind.CITY, "320000"),
        ("320506", UnitKind.COUNTY, "320500"),
        ("320506001", UnitKind.STREET, "320506"),
        ("320506001003", UnitKind.COMMUNITY, "320506001"),
        ("320506001003", UnitKind.STATION, "320506001"),
    ],
)
def test_a_code_that_fits_its_kind_and_the_unit_above(
    code: str, kind: UnitKind, above: str
) -> None:
    assert code_problem(code, kind, above) == ""


@pytest.mark.parametrize(
    ("code", "kind", "above", "said"),
    [
        ("32050A", UnitKind.COUNTY, "", "只能是数字"),
        ("3205", UnitKind.COUNTY, "", "6位数字，现在是4位"),
        ("320506", UnitKind.STREET, "", "9位数字，现在是6位"),
        ("320506001", UnitKind.COMMUNITY, "", "12位数字，现在是9位"),
        ("3205060", UnitKind.BASE, "", "6位、9位或12位"),
        ("320506", UnitKind.CITY, "", "以00结尾"),
        ("320500", UnitKind.COUNTY, "", "不以00结尾"),
        ("320106", UnitKind.COUNTY, "320500", "以上级单位的“3205”开头"),
        ("320507001", UnitKind.STREET, "320506", "“320506”开头"),
        ("320506002003", UnitKind.COMMUNITY, "320506001", "“320506001”开头"),
    ],
)
def test_a_code_that_does_not_fit_says_why(
    code: str, kind: UnitKind, above: str, said: str
) -> None:
    assert said in code_problem(code, kind, above)


def test_the_bureaus_padded_codes_become_the_kinds_own_length() -> None:
    assert clean_code(" 320506 001000 ", UnitKind.STREET) == "320506001"
    assert clean_code("320506000000", UnitKind.COUNTY) == "320506"
    assert clean_code("320506001003", UnitKind.COMMUNITY) == "320506001003"
    assert clean_code("320506001003", UnitKind.STREET) == "320506001003"
    assert clean_code("３２０５００", UnitKind.CITY) == "320500"


def test_what_codes_below_begin_with() -> None:
    heads = [code_head(code) for code in ("", "320000", "320500", "320506", "320506001")]
    assert heads == ["", "32", "3205", "320506", "320506001"]


def test_a_unit_says_what_it_lacks() -> None:
    row = UnitRow(1, "朝阳社区", UnitKind.COMMUNITY, "", None, 0, False, True, "", "")
    assert row.gaps == ("缺代码", "缺联系人", "缺联系电话")
    base = UnitRow(2, "实践基地", UnitKind.BASE, "", None, 0, False, True, "王建国", "138****1111")
    assert base.gaps == ()
