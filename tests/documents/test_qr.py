import pytest
import segno

from volunteer_desk.documents.qr import MASK, qr_ink, qr_modules


def rows_of(text: str) -> list[str]:
    side, packed = qr_modules(text)
    wide = -(-side // 8)
    return [
        f"{int.from_bytes(packed[at * wide : (at + 1) * wide]):0{wide * 8}b}"[:side]
        for at in range(side)
    ]


@pytest.mark.parametrize("length", [1, 13, 14, 25, 26, 41, 61, 83, 100, 105, 121, 151, 179, 200])
def test_every_module_is_segnos(length: int) -> None:
    text = (
        ("文明〔2026〕第0043号 " * 12).encode()[:length].decode(errors="ignore").ljust(length, "z")
    )
    code = segno.make(
        text, error="m", mode="byte", encoding="utf-8", mask=MASK, micro=False, boost_error=False
    )
    assert rows_of(text) == ["".join(map(str, row)) for row in code.matrix]


def test_a_print_run_that_differs_in_few_characters_is_segnos_too() -> None:
    for at in range(40):
        name, check = f"王建{chr(0x4E00 + 37 * at)}", f"{at * 7919:08X}"
        text = f"幸福里社区 荣誉证书\n编号 文明〔2026〕第{at:04d}号\n姓名 {name}\n校验码 {check}"
        code = segno.make(
            text, error="m", mode="byte", encoding="utf-8", mask=MASK, boost_error=False
        )
        assert rows_of(text) == ["".join(map(str, row)) for row in code.matrix]


def test_the_ink_is_short() -> None:
    assert len(qr_ink("志愿服务台 文明〔2026〕第0043号 7K3M9QXA", 10, 10, 70)) < 600
