"""QR codes as PDF ink: a one-bit stencil, sharp at every size and some 200 bytes long."""

import segno


def qr_modules(text: str) -> tuple[int, bytes]:
    """The code of a text, level M (ISO/IEC 18004): side in modules, and rows packed into bytes."""
    code = segno.make(
        text, error="m", micro=False, boost_error=False, mode="byte", encoding="utf-8", mask=2
    )
    side = len(code.matrix)
    wide = -(-side // 8)
    rows = (int("".join(map(str, row)).ljust(wide * 8, "0"), 2) for row in code.matrix)
    return side, b"".join(row.to_bytes(wide) for row in rows)


def qr_ink(text: str, x: float, y: float, side: float) -> str:
    """PDF operators that draw a text's code as a square of ``side`` points at (x, y)."""
    modules, rows = qr_modules(text)
    return (
        f"q 0 0 0 rg {side:.2f} 0 0 {side:.2f} {x:.2f} {y:.2f} cm "
        f"BI /W {modules} /H {modules} /IM true /D [1 0] /F /AHx ID {rows.hex()}> EI Q"
    )
