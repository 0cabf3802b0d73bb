"""Programs of others read what we print."""

import csv
import re
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.documents.sheets import PEOPLE, make_sheet
from tests.documents.test_certificate import make_facts
from volunteer_desk.documents.certificate import certificate_pdf
from volunteer_desk.documents.sheet_pdf import sheet_pdf
from volunteer_desk.documents.sheet_xlsx import sheet_xlsx
from volunteer_desk.domain.monthly import SheetKind

pytestmark = pytest.mark.judge


def ask(judge: str, *words: str) -> str:
    program = shutil.which(judge)
    if program is None:
        pytest.skip(f"{judge} is not installed")
    done = subprocess.run([program, *words], capture_output=True, check=True, timeout=60)
    return done.stdout.decode()


def forget_values(book: Path, out: Path) -> Path:
    """The same workbook with no stored values, so that every formula must be computed."""
    with ZipFile(book) as kept, ZipFile(out, "w") as spoilt:
        for name in kept.namelist():
            data = kept.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data, count = re.subn(rb"</f><v>[^<]*</v>", b"</f>", data)
                assert count
            spoilt.writestr(name, data)
    return out


@pytest.mark.parametrize("paper", ["certificate", "sheet"])
def test_pdffonts_shows_every_font_embedded_and_subset(tmp_path: Path, paper: str) -> None:
    out = tmp_path / "paper.pdf"
    facts = [make_facts(name, at) for at, name in enumerate(PEOPLE)]
    made = certificate_pdf(facts) if paper == "certificate" else sheet_pdf(make_sheet())
    out.write_bytes(made)
    fonts = [line.split() for line in ask("pdffonts", str(out)).splitlines()[2:]]
    assert len(fonts) >= 2
    for font in fonts:
        # name, type, encoding, emb, sub, uni, object, generation
        assert font[-5:-2] == ["yes", "yes", "yes"]


def test_pdftotext_gives_back_every_name(tmp_path: Path) -> None:
    out = tmp_path / "paper.pdf"
    names = (*PEOPLE, "阿卜杜热西提·买买提明·吐尔逊江·艾合买提江")
    out.write_bytes(certificate_pdf([make_facts(name, at) for at, name in enumerate(names)]))
    said = ask("pdftotext", "-layout", str(out), "-")
    for name in names:
        assert f"{name} 同志：" in said
    out.write_bytes(sheet_pdf(make_sheet(SheetKind.HOURS)))
    said = "".join(ask("pdftotext", str(out), "-").split())
    assert all(name in said for name in PEOPLE)


def test_libreoffice_recalculates_the_same_totals(tmp_path: Path) -> None:
    sheet = make_sheet()
    book = forget_values(sheet_xlsx(sheet, tmp_path / "kept.xlsx"), tmp_path / "sheet.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    ask(
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76",
        "--outdir",
        str(tmp_path),
        str(book),
    )
    with (tmp_path / "sheet.csv").open(encoding="utf-8", newline="") as read:
        totals = [row for row in csv.reader(read) if row and row[0] == "合计"]
    figures = sheet.figures
    expected = [
        "合计",
        str(figures.activities),
        str(figures.attendances),
        str(figures.people),
        f"{figures.minutes / 60:.1f}",
    ]
    assert [row[:5] for row in totals] == [expected, expected]
    assert [row[6] for row in totals] == [f"{figures.minutes_year / 60:.1f}"] * 2
