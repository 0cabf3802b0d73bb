"""How alike two pieces of text are: one slip of the keyboard, one sound, one Latin name."""

import re

_BACK_NASAL = re.compile("ng(?![aeiouv])")
_SYLLABLE = re.compile(r"(zh|ch|sh|[a-z]??)([aeiouv]+)(ng(?![aeiouv])|n(?![aeiouv]))?")
_TOGGLES = {"zh": "z", "z": "zh", "ch": "c", "c": "ch", "sh": "s", "s": "sh", "l": "n", "n": "l"}
_MOST_SPELLINGS = 64


def fold_pinyin(text: str) -> str:
    """One spelling for sounds that many do not tell apart: zh z, ch c, sh s, l n, ing in, ang an.

    A beginning of a text folds to a beginning of the folded text, so that it works letter by
    letter. g before a vowel stays: it may begin a syllable (jian-guo).
    """
    text = text.replace("zh", "z").replace("ch", "c").replace("sh", "s")
    if "ng" in text:
        text = _BACK_NASAL.sub("n", text)
    return text.replace("l", "n")


def pinyin_spellings(text: str) -> tuple[str, ...]:
    """A plain pinyin text and everything that folds alike, 64 at most; itself comes first."""
    spelt = [""]
    at = 0
    for found in _SYLLABLE.finditer(text):
        head, vowels, tail = found[1], found[2], found[3] or ""
        heads = (head, _TOGGLES[head]) if head in _TOGGLES else (head,)
        nasal = tail and vowels[-1] in "aei"
        tails = (tail, "n" if tail == "ng" else "ng") if nasal else (tail,)
        between = text[at : found.start()]
        at = found.end()
        if len(spelt) * len(heads) * len(tails) > _MOST_SPELLINGS:
            heads, tails = heads[:1], tails[:1]
        spelt = [f"{one}{between}{h}{vowels}{t}" for one in spelt for h in heads for t in tails]
    return tuple(one + text[at:] for one in spelt)


def one_slip(a: str, b: str) -> bool:
    """Whether one wrong, one missing or one extra character, or two neighbours swapped, is all.

    Equal texts are no slip.
    """
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = 0
    shorter = min(len(a), len(b))
    while start < shorter and a[start] == b[start]:
        start += 1
    if len(a) != len(b):
        long, short = (a, b) if len(a) > len(b) else (b, a)
        return long[start + 1 :] == short[start:]
    if a[start + 1 :] == b[start + 1 :]:
        return True
    return a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]


def slips_of(text: str, alphabet: str = "0123456789") -> list[str]:
    """Every text of the same length that is one wrong character or one swap away."""
    found = {
        text[:at] + mark + text[at + 1 :]
        for at in range(len(text))
        for mark in alphabet
        if mark != text[at]
    }
    found |= {
        text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        for at in range(len(text) - 1)
        if text[at] != text[at + 1]
    }
    return sorted(found)


def jaro_winkler(a: str, b: str) -> float:
    """0 to 1, 1 for equal texts; a common beginning counts more (Winkler 1990)."""
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    reach = max(max(len(a), len(b)) // 2 - 1, 0)
    taken = [False] * len(b)
    ours: list[str] = []
    for at, mark in enumerate(a):
        for other in range(max(0, at - reach), min(len(b), at + reach + 1)):
            if not taken[other] and b[other] == mark:
                taken[other] = True
                ours.append(mark)
                break
    if not ours:
        return 0.0
    theirs = [mark for mark, used in zip(b, taken, strict=True) if used]
    swapped = sum(x != y for x, y in zip(ours, theirs, strict=True)) / 2
    common = len(ours)
    jaro = (common / len(a) + common / len(b) + (common - swapped) / common) / 3
    head = 0
    while head < min(4, len(a), len(b)) and a[head] == b[head]:
        head += 1
    return jaro + head * 0.1 * (1 - jaro)
