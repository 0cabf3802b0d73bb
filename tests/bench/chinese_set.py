"""A generated Chinese register with its duplicates and their truth, always the same."""

from dataclasses import replace
from datetime import date
from random import Random

from volunteer_desk.domain.duplicates import Card
from volunteer_desk.domain.invented import Inventor
from volunteer_desk.domain.names import name_key
from volunteer_desk.store.duplicates import sound_of

_HOMOPHONES = (
    "伟玮炜维", "建健剑", "国果", "华桦", "英瑛莹颖", "芳方", "丽莉俐", "静敬婧", "敏闵",
    "军君均", "明铭鸣", "文雯", "秀绣", "玲灵林琳", "红宏虹洪", "梅媚", "雪薛", "志智", "强墙",
    "磊垒", "勇永", "杰洁婕", "涛滔", "平萍", "辉晖慧", "飞菲", "鑫馨欣心", "波博", "斌彬宾",
    "宇雨玉", "浩皓昊", "凯楷", "俊骏", "帆凡", "峰锋丰", "亮量", "晨辰", "旭序", "轩宣", "娜纳",
    "艳燕", "娟涓", "霞侠", "兰岚", "佳嘉家", "倩茜", "瑶遥", "怡宜", "珍真", "云芸", "月悦",
    "晶菁京", "蕾雷", "张章", "李黎",
)  # fmt: skip
_SOUND_ALIKE = {mark: group.replace(mark, "") for group in _HOMOPHONES for mark in group}
"""What a clerk who hears a name may write instead."""


def chinese_set(people: int, seed: int = 3) -> tuple[list[Card], set[tuple[int, int]]]:
    """About ``people`` cards, one in six a second card of somebody, and the true pairs of ids.

    A second card differs as they do in offices: a homophone in the name, a blank in it, two
    digits swapped or one wrong in the document, no document, another phone, a digit of it wrong,
    no day of birth. Some keep a team or a phone only. Families share phones; namesakes are born
    on different days.
    """
    rng = Random(seed)
    inventor = Inventor(rng, date(2026, 11, 22))
    cards: list[Card] = []
    truth: set[tuple[int, int]] = set()
    while len(cards) < people:
        one = inventor.invent()
        number = len(cards) + 1
        cards.append(_card(number, one.name, one.gender, one.birth, one.id_number, one.phone, rng))
        original = cards[-1]
        roll = rng.random()
        if roll < 1 / 5:
            second = _again(original, rng, number + 1)
            cards.append(second)
            truth.add((number, number + 1))
        elif roll < 1 / 4:  # a relative who shares the phone
            kin = inventor.invent()
            cards.append(
                _card(number + 1, kin.name, kin.gender, kin.birth, kin.id_number, one.phone, rng)
            )
    return cards, truth


def _card(
    number: int, name: str, gender: str, birth: date, document: str, phone: str, rng: Random
) -> Card:
    key = name_key(name)
    made = Card(number, key, sound_of(key), birth, gender, document, "01", phone)
    return replace(made, teams=frozenset((rng.randrange(60),)))


def _again(card: Card, rng: Random, number: int) -> Card:
    """The second card of a person; one to three things went differently."""
    second = replace(card, id=number)
    for slip in rng.sample(_SLIPS, rng.choice((1, 1, 2, 2, 3))):
        second = slip(second, rng)
    return replace(second, sound=sound_of(second.key))


def _homophone(card: Card, rng: Random) -> Card:
    places = [at for at, mark in enumerate(card.key) if mark in _SOUND_ALIKE]
    if not places:
        return card
    at = rng.choice(places)
    other = rng.choice(_SOUND_ALIKE[card.key[at]])
    return replace(card, key=card.key[:at] + other + card.key[at + 1 :])


def _spaced(card: Card, _rng: Random) -> Card:
    return replace(card, key=name_key("　".join(card.key)))


def _swapped(card: Card, rng: Random) -> Card:
    if not card.document:
        return card
    text = card.document
    at = rng.choice([i for i in range(6, 16) if text[i] != text[i + 1]])
    swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return replace(card, document=swapped, birth=None if at < 14 else card.birth)


def _no_document(card: Card, _rng: Random) -> Card:
    return replace(card, document=None, id_type=None)


def _no_document_nor_birth(card: Card, _rng: Random) -> Card:
    return replace(card, document=None, id_type=None, birth=None, gender=None)


def _new_phone(card: Card, rng: Random) -> Card:
    return replace(card, phone=f"17{rng.randrange(10**9):09d}")


def _mistyped_phone(card: Card, rng: Random) -> Card:
    if not card.phone:
        return card
    at = rng.randrange(3, 11)
    other = (int(card.phone[at]) + rng.randrange(1, 10)) % 10
    return replace(card, phone=f"{card.phone[:at]}{other}{card.phone[at + 1 :]}")


def _other_team(card: Card, rng: Random) -> Card:
    return replace(card, teams=frozenset((60 + rng.randrange(60),)))


_SLIPS = (
    _homophone,
    _spaced,
    _swapped,
    _no_document,
    _no_document_nor_birth,
    _new_phone,
    _mistyped_phone,
    _other_team,
)
