"""志愿服务记录证明 onto A4: who, when, how long, what, and by whom it is proved."""

from functools import partial

from reportlab.pdfgen.canvas import Canvas

from volunteer_desk.documents.fonts import SERIF, SERIF_BOLD, missing_characters
from volunteer_desk.documents.lettering import draw_text
from volunteer_desk.documents.paging import Block, draw_blocks, paginate
from volunteer_desk.documents.paper_table import Slot, share_width, table_row
from volunteer_desk.documents.paper_text import (
    MARGIN_FOOT,
    MARGIN_TOP,
    MARGIN_X,
    NOTE_SIZE,
    TEXT_SIZE,
    draw_page_number,
    text_block,
)
from volunteer_desk.documents.pdf_file import A4, MM, make_pdf
from volunteer_desk.documents.qr import qr_ink
from volunteer_desk.documents.sheet_words import write_hours
from volunteer_desk.domain.certificates import ProofFacts
from volunteer_desk.domain.dates import chinese_date, plain_date

TITLE = "志愿服务记录证明"
STATEMENT = (
    "本证明由本单位根据志愿服务记录出具，按照“谁记录、谁证明”的原则，仅证明本单位所记录的上述志愿服务"
    "情况，不代表国家或其他机构的认证。出具本证明不收取任何费用。"
)
"""民政部令第67号 art.15: by whoever recorded, truthful, free of charge."""

WIDTH = A4[0] - 2 * MARGIN_X
HEADING, CONTINUED = 66.0, 26.0
QR_SIDE = 24 * MM
SIGNATURES = 132.0


def proof_pdf(facts: ProofFacts) -> bytes:
    """The proof as a PDF; a long record runs on over pages with its header repeated."""
    room = A4[1] - MARGIN_TOP - MARGIN_FOOT

    def draw(canvas: Canvas) -> None:
        pages = paginate(_blocks(facts), room - HEADING, room - CONTINUED)
        top = A4[1] - MARGIN_TOP
        for at, page in enumerate(pages, 1):
            if at == 1:
                _draw_heading(canvas, facts, top)
                draw_blocks(canvas, page, top - HEADING)
            else:
                words = f"{TITLE}（续）　{facts.number}"
                draw_text(canvas, MARGIN_X, top - 10, words, SERIF, NOTE_SIZE, width=WIDTH)
                draw_blocks(canvas, page, top - CONTINUED)
            draw_page_number(canvas, A4[0] / 2, at, len(pages))
            canvas.showPage()

    return make_pdf(A4, TITLE, draw)


def proof_missing(facts: ProofFacts) -> tuple[str, ...]:
    """The characters of a proof that no font has; it must not be printed with any."""
    lines = [text for line in facts.lines for text in (line.project, line.place, line.content)]
    people = (facts.name, facts.issuer, facts.head, facts.handler, facts.contact)
    return missing_characters(*people, facts.number, facts.id_type, facts.id_number, *lines)


def _draw_heading(canvas: Canvas, facts: ProofFacts, top: float) -> None:
    draw_text(canvas, A4[0] / 2, top - 22, TITLE, SERIF_BOLD, 22.0, align="centre", spacing=5.0)
    number = f"证明编号：{facts.number}"
    draw_text(canvas, MARGIN_X + WIDTH, top - HEADING + 12, number, SERIF, TEXT_SIZE, align="right")


def _blocks(facts: ProofFacts) -> list[Block]:
    decimals = 1 if all(line.minutes % 6 == 0 for line in facts.lines) else 2
    hours = write_hours(facts.minutes, decimals)
    period = f"{plain_date(facts.from_on)}至{plain_date(facts.to_on)}"
    blocks = _person_rows(facts, period, f"{facts.attendances:,}次，{hours}小时")
    proved = (
        f"兹证明{facts.name}（志愿者编号{facts.volunteer_number}）于{period}"
        f"参加志愿服务{facts.attendances:,}次，累计服务时长{hours}小时，具体如下："
    )
    blocks.append(text_block(proved, WIDTH, before=10, after=6, indent=2 * TEXT_SIZE, keep=True))
    blocks.extend(_record_rows(facts, decimals))
    if facts.rounding:
        blocks.append(text_block(facts.rounding, WIDTH, size=NOTE_SIZE, before=4, keep=True))
    # Statement and seal stay with the last lines: a sealed page without content invites abuse.
    blocks.append(text_block(STATEMENT, WIDTH, before=6, indent=2 * TEXT_SIZE, keep=True))
    blocks.append(Block(SIGNATURES, partial(_draw_signatures, facts)))
    return blocks


def _person_rows(facts: ProofFacts, period: str, total: str) -> list[Block]:
    edges = share_width([1.3, 3.4, 1.3, 3.4], MARGIN_X, WIDTH)
    slots = [
        Slot(left, width, align, whole=True)
        for (left, width), align in zip(edges, ("centre", "left") * 2, strict=True)
    ]
    rows = (
        ("姓名", facts.name, "志愿者编号", facts.volunteer_number),
        ("证件类型", facts.id_type, "证件号码", facts.id_number),
        ("服务期间", period, "服务合计", total),
    )
    return [table_row(row, slots) for row in rows]


def _record_rows(facts: ProofFacts, decimals: int) -> list[Block]:
    edges = share_width([1.0, 3.0, 4.1, 3.5, 3.7, 1.9], MARGIN_X, WIDTH)
    aligns = ("right", "left", "left", "left", "left", "right")
    slots = [Slot(left, width, a) for (left, width), a in zip(edges, aligns, strict=True)]
    heads = ("序号", "服务日期", "服务项目", "服务地点", "服务内容", "时长(小时)")
    header = table_row(heads, slots, bold=True, centred=True, tinted=True, keep=True)
    rows = [
        table_row(
            (
                str(at),
                plain_date(line.served_on),
                line.project,
                line.place,
                line.content,
                write_hours(line.minutes, decimals),
            ),
            slots,
            header=header,
            keep=at == len(facts.lines),
        )
        for at, line in enumerate(facts.lines, 1)
    ]
    total = ("合计", "", f"{facts.attendances:,}次", "", "", write_hours(facts.minutes, decimals))
    return [header, *rows, table_row(total, slots, bold=True, header=header, keep=True)]


def _draw_signatures(facts: ProofFacts, canvas: Canvas, top: float) -> None:
    left, room = MARGIN_X + WIDTH * 0.46, WIDTH * 0.54
    words = (
        f"出具单位（盖章）：{facts.issuer}",
        f"负责人：{facts.head or '　　　　　　'}　　经办人：{facts.handler}",
        f"联系方式：{facts.contact}",
        f"出具日期：{chinese_date(facts.issued_on)}",
    )
    for at, line in enumerate(words):
        draw_text(canvas, left, top - 36 - at * 25, line, SERIF, TEXT_SIZE, width=room)
    if facts.verify_text:
        base = top - 36 - QR_SIDE + 8
        canvas.addLiteral(qr_ink(facts.verify_text, MARGIN_X, base, QR_SIDE))
        draw_text(canvas, MARGIN_X, base - 13, "扫码可核验真伪", SERIF, NOTE_SIZE)
