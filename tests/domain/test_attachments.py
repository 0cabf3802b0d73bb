import pytest

from tests.services.pictures_made import a_compound, a_docx, a_photo, a_zip
from volunteer_desk.domain import attachments as at
from volunteer_desk.domain.attachments import FileType, caption_of, size_words, type_of


@pytest.mark.parametrize(
    ("data", "name", "meant"),
    [
        (a_photo(8, 8), "x.jpg", at.JPEG),
        (a_photo(8, 8, form="PNG"), "说是.jpg", at.PNG),
        (a_photo(8, 8, form="WEBP"), "x", at.WEBP),
        (b"%PDF-1.7\n%", "x.jpg", at.PDF),
        (b"\xef\xbb\xbf\n%PDF-1.4", "x.pdf", at.PDF),
        (a_docx(), "方案.docx", at.DOCX),
        (a_zip("xl/workbook.xml"), "名单.xlsx", at.XLSX),
        (a_zip("ppt/presentation.xml"), "x.pptx", at.PPTX),
        (a_zip("OFD.xml"), "通知.ofd", at.OFD),
        (a_compound("WordDocument"), "x.doc", at.DOC),
        (a_compound("WordDocument"), "x.WPS", at.WPS),
        (a_compound("Workbook"), "x.et", at.ET),
        (a_compound("Workbook"), "x.xls", at.XLS),
        (a_compound("PowerPoint Document"), "x.dps", at.DPS),
    ],
)
def test_a_file_is_what_its_content_says(data: bytes, name: str, meant: FileType) -> None:
    assert type_of(data, name) == meant


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "x.jpg", "空文件"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "IMG_1.HEIC", "HEIC"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0", "IMG_1.jpg", "兼容性最佳"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "x.mp4", "视频"),
        (b"GIF89a", "x.gif", "JPEG 或 PNG"),
        (b"MZ\x90\0", "照片.jpg", "不能附"),
        (b"<svg onload='x'>", "x.png", "不能附"),
        (a_zip("a.txt"), "x.docx", "压缩包"),
        (a_zip("word/document.xml", "word/vbaProject.bin"), "x.docx", "宏"),
        (b"PK\x03\x04 broken", "x.docx", "损坏"),
        (a_compound("EncryptedPackage"), "x.docx", "密码"),
        (a_compound("Setup"), "x.msi", "不能附"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(data: bytes, name: str, said: str) -> None:
    refused = type_of(data, name)
    assert isinstance(refused, str)
    assert said in refused


@pytest.mark.parametrize(
    ("name", "caption"),
    [
        ("清洁楼道.jpg", "清洁楼道"),
        ("IMG_20261114_0912.jpg", ""),
        ("微信图片_20261114091230.png", ""),
        ("mmexport1763090000000.jpg", ""),
        ("DSC0012 (2).JPG", ""),
        ("P1010123.jpg", ""),
        ("20261114.jpg", ""),
        ("第3.5号楼", "第3.5号楼"),
        ("欧阳·买买提江·吐尔逊和㛃.jpeg", "欧阳·买买提江·吐尔逊和㛃"),
        ("新建项目启动.jpg", "新建项目启动"),
    ],
)
def test_a_camera_s_name_is_no_caption(name: str, caption: str) -> None:
    assert caption_of(name) == caption


def test_sizes_read_well() -> None:
    assert size_words(2_345_678) == "2.3 MB"
    assert size_words(640_400) == "640 KB"
    assert size_words(12) == "1 KB"
