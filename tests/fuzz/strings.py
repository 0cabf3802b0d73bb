"""Strings to seek: what people type, what breaks queries, and mixtures of both."""

import random

from hypothesis import strategies as st

from tests.fuzz.oracle import REGISTER

PIECES = (
    "王", "建", "国", "建国", "单", "张", "伟", "欧阳", "阿依古丽", "买买提", "·", "・", "㛃",
    "𠮷", "李", "巾帼", "党员", "志愿服务队", "先锋队", "学雷锋", "2", "wang", "wan", "jian",
    "guo", "shan", "san", "zhang", "zang", "wei", "chen", "cheng", "jing", "jin", "ning",
    "ling", "nin", "lin", "oy", "wjg", "lv", "lu", "anna", "Li", "ai", "hong", "W", "z", "c",
    "s", "1380", "1111", "138", "0001", "002x", "002X", "zy2026", "ZY2026000003", "H12345678",
    "5678", "11010519491231002X", " ", "\u3000", "\t", "\"", "'", "%", "_", "*", "(", ")", "-",
    "^", ":", ";", "--", "/*", "*/", "\\", "\u0000", "AND", "OR", "NOT", "NEAR(", "NEAR/2",
    "chars:", "pinyin :", "{chars team}", "' OR 1=1 --", "\" OR \"", "DROP", "😀",
    "👨\u200d👩\u200d👧", "\u200b", "\u200d", "\ufeff", "\u202e", "\ud800", "José", "Núñ", "é",
    "Ж", "ئا", "ß",
    "İ", "ﬁ", "１", "Ａ", "ｗａｎｇ", "〇", "々", "①", "Ⅷ", "٣", "\ue863", "\U0010ffff",
    "\u007f", "\n", "138-0000-1111", "(020) 8888", "+86 ", "1234",
)  # fmt: skip
"""Tokens that generated strings are made of."""


def some_strings(seed: int, count: int) -> list[str]:
    """Strings from a seed: one to five tokens, now and then cut short or full of any characters."""
    chance = random.Random(seed)
    names = [one.written for one in REGISTER]
    made = []
    for _ in range(count):
        kind = chance.random()
        if kind < 0.15:
            text = "".join(chr(chance.randrange(0x3000)) for _ in range(chance.randint(1, 6)))
        elif kind < 0.25:
            text = "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randint(1, 4)))
        else:
            text = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 5)))
            if kind > 0.85:
                text = chance.choice(names) + text
            if kind > 0.7:
                text = text[: chance.randint(1, len(text))]
        made.append(text)
    return made


STRINGS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=5).map("".join),
    st.text(max_size=10),
)
"""The same for hypothesis, which shrinks what fails."""
