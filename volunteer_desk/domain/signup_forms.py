"""Sign-up texts written as forms, a label a line: put into one line a person."""

import re

_LABELLED = re.compile(
    r"\s*(?:\d{1,3}\s*[.．、)）]\s*)?"
    r"(?P<label>姓名|名字|电话|手机号?码?|联系电话|联系方式|(?:服务)?(?:时长|小时数?|时间)|备注)"
    r"\s*[:：]\s*(?P<value>.*?)\s*"
)
_NAMES = ("姓名", "名字")
_HOURS = re.compile(r"\d{1,2}(?:\.\d{1,2})?")


def join_forms(text: str) -> str:
    """The same text, labelled lines moved up to the 姓名 they belong to; line numbers stay.

    Only where a 姓名 stands alone on its line and other labels follow it.
    """
    lines = text.splitlines()
    found = [_LABELLED.fullmatch(line) for line in lines]
    if not any(one and one["label"] in _NAMES for one in found):
        return text
    joined, at = list(lines), -1
    for number, one in enumerate(found):
        if one is None:
            continue
        if one["label"] in _NAMES:
            at = number
            joined[number] = one["value"]
        elif at >= 0:
            joined[at] += f" {_as_said(one['label'], one['value'])}"
            joined[number] = ""
    return "\n".join(joined)


def _as_said(label: str, value: str) -> str:
    """The value as a line would say it: a bare number under 时长 is hours."""
    hours = label.endswith(("时长", "小时", "小时数"))
    return f"{value}小时" if hours and _HOURS.fullmatch(value) else value
