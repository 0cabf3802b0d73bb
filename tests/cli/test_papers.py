import re
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from .conftest import Line

YEAR = ["--from", "2026-01-01", "--to", "2026-11-21"]


@pytest.fixture
def filled(line: Line) -> Line:
    line("demo")
    return line


def test_certificates_are_numbered_without_gaps(filled: Line, tmp_path: Path) -> None:
    said = filled(
        "certificates", "issue", "--min-hours", 90, *YEAR, "--out", tmp_path / "证书", "--json"
    ).json
    assert len(said["issued"]) > 2
    assert [one["number"] for one in said["issued"]] == [
        f"志服证〔2026〕第{serial:04d}号" for serial in range(1, len(said["issued"]) + 1)
    ]
    for one in said["issued"]:
        assert (tmp_path / "证书" / Path(one["file"]).name).read_bytes().startswith(b"%PDF")
        assert re.fullmatch(r"ZY\d{10}", one["volunteer"])
        assert one["name"]
    assert Path(said["merged"]).is_file()
    assert filled("check", "--json").json["sound"] is True


def test_a_printed_number_is_verified(filled: Line, tmp_path: Path) -> None:
    first = filled(
        "certificates", "issue", "--min-hours", 90, *YEAR, "--out", tmp_path, "--json"
    ).json["issued"][0]
    said = filled("certificates", "verify", first["number"], "--json")
    assert said.code == 0
    assert set(said.json) == {"valid", "number", "name", "status", "reason"}
    assert said.json["number"] == first["number"]
    said = filled("certificates", "verify", "志服证〔2026〕第9999号", "--json")
    assert said.json["valid"] is False
    assert said.json["reason"]


@pytest.mark.parametrize("hours", ["-1", "nan", "inf"])
def test_hours_that_no_one_can_serve(filled: Line, tmp_path: Path, hours: str) -> None:
    words = ["certificates", "issue", "--min-hours", hours, *YEAR, "--out", tmp_path / "x"]
    assert filled(*words).code == 1
    assert not (tmp_path / "x").exists()


def test_a_proof_for_a_number_or_a_name_that_one_person_bears(filled: Line, tmp_path: Path) -> None:
    issued = filled(
        "certificates", "issue", "--min-hours", 90, *YEAR, "--out", tmp_path, "--json"
    ).json["issued"]
    one = issued[0]
    out = tmp_path / "证明.pdf"
    said = filled("proof", one["volunteer"], *YEAR, "--out", out, "--json")
    assert said.code == 0, said.err
    assert said.json["number"].startswith("志服明〔2026〕第0001号")
    assert out.read_bytes().startswith(b"%PDF")

    named = filled("proof", "欧阳·买买提江·吐尔逊", *YEAR, "--out", out)
    assert named.code == 0, named.err
    nobody = filled("proof", "查无此人", *YEAR, "--out", out)
    assert (nobody.code, nobody.err[:8]) == (1, "找不到这个志愿者")


@pytest.mark.parametrize(("what", "rows"), [("volunteers", 600), ("hours", 9_000)])
def test_an_export_is_masked_unless_a_reason_is_given(
    filled: Line, tmp_path: Path, what: str, rows: int
) -> None:
    out = tmp_path / "名单.xlsx"
    said = filled("export", what, out, "--json")
    assert said.code == 0, said.err
    assert said.json["masked"] is True
    assert said.json["rows"] <= rows
    masked = text_of(out)
    assert not re.search(r"[1-9]\d{16}[\dX]", masked)
    assert not re.search(r"\b1[3-9]\d{9}\b", masked)

    said = filled("export", what, out, "--unmasked", "--reason", "上级核对", "--json")
    assert (said.code, said.json["masked"]) == (0, False)


def text_of(workbook: Path) -> str:
    """Every cell of the first sheet, one after another."""
    with workbook.open("rb") as stream:
        rows = CalamineWorkbook.from_filelike(stream).get_sheet_by_index(0).to_python()
    return "\n".join(str(cell) for row in rows for cell in row)
