"""Checking a printed code against the register."""

from volunteer_desk.domain.certificates import CertificateStatus, Verdict
from volunteer_desk.domain.numbering import find_number, plain_text
from volunteer_desk.domain.verification import check_code, read_code, read_name, same_code
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.certificates import RegisteredPaper, papers_numbered, read_secret
from volunteer_desk.store.erasing import erased_code

VALID_WORD, VOID_WORD = "有效", "作废"


def verify_certificate(desk: Desk, text: str) -> Verdict:
    """Whether a scanned text, or a typed number with its check code, is a paper of this desk.

    The code is computed anew from the register, so that a changed row fails as well. The name is
    told only to whoever has the right code.
    """
    found = find_number(text)
    if found is None:
        return _no("", "文字里没有证书编号。")
    with desk.database.reading() as connection:
        numbered = papers_numbered(connection, found.year, found.serial)
        secret = read_secret(connection) or b""
        kept = {paper.number: erased_code(connection, paper.number) for paper in numbered}
    fitting = [one for one in numbered if found.before.endswith(plain_text(one.prefix))]
    if not fitting:
        return _no("", "登记簿里没有这个编号。")
    paper = max(fitting, key=lambda one: len(one.prefix))
    code = read_code(text)
    if code is None:
        return _no(paper.number, "没有校验码，只凭编号不能核验。")
    # Of a bearer whose name was removed the code can only be compared, not computed.
    expected = kept[paper.number] or check_code(
        secret, paper.number, paper.name, paper.minutes, paper.issued_on
    )
    if not same_code(code, expected):
        return _no(paper.number, "校验码不对，不是本单位发的原件。")
    return _verdict(paper, None if kept[paper.number] else read_name(text))


def _verdict(paper: RegisteredPaper, said_name: str | None) -> Verdict:
    if said_name is not None and said_name != plain_text(paper.name):
        return _no(paper.number, "姓名与登记的不符。")
    if paper.status == CertificateStatus.VOID:
        return Verdict(
            False, paper.number, paper.name, VOID_WORD, f"已作废：{paper.void_reason or '未写原因'}"
        )
    return Verdict(True, paper.number, paper.name, VALID_WORD, "")


def _no(number: str, reason: str) -> Verdict:
    return Verdict(False, number, "", "", reason)
