"""Builders of invented people with valid defaults: a test says only what it is about."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from volunteer_desk.domain.volunteers import VolunteerDraft

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰"


def valid_id(
    birth: date = date(1985, 3, 5), gender: str = "1", region: str = "110105", serial: int = 1
) -> str:
    """A resident identity number whose check digit is right (GB 11643); ``gender`` "1" or "2"."""
    body = f"{region}{birth:%Y%m%d}{(2 * serial + (gender == '1')) % 1000:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def a_draft(**changes: Any) -> VolunteerDraft:
    """A complete, valid person; the document follows ``birth`` and ``gender`` unless given."""
    birth = changes.get("birth", date(1985, 3, 5))
    gender = changes.get("gender", "2")
    made = VolunteerDraft(
        name="王建华",
        gender=gender,
        birth=birth,
        id_type="01",
        id_number=valid_id(birth or date(1985, 3, 5), gender or "2"),
        phone="13800001111",
        political_status="13",
        registered_on=date(2026, 1, 5),
    )
    return replace(made, **changes)


def a_crowd(count: int, team: str | None = None) -> list[VolunteerDraft]:
    """``count`` different people with different names, documents and phones, always the same."""
    people = []
    for index in range(count):
        birth = date(1950, 1, 1) + timedelta(days=index * 37 % 18000)
        gender = "1" if index % 2 else "2"
        name = (
            _SURNAMES[index % len(_SURNAMES)]
            + _GIVEN[index // len(_SURNAMES) % len(_GIVEN)]
            + _GIVEN[index // (len(_SURNAMES) * len(_GIVEN)) % len(_GIVEN)]
        )
        people.append(
            a_draft(
                name=name,
                birth=birth,
                gender=gender,
                id_number=valid_id(birth, gender, f"{110101 + index // 18000:06d}", index % 400),
                phone=f"139{index:08d}",
                team=team,
            )
        )
    return people
