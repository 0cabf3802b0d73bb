"""Who is to come to an activity, as a list on the screen and on a 签到表 shows it."""

from dataclasses import dataclass

MOST_EXPECTED = 2000
"""People one activity can expect; more is a mistake of the list pasted."""


@dataclass(frozen=True)
class ExpectedRow:
    """One person who is to come.

    Attributes:
        volunteer_id: Whose card.
        number: 志愿者编号.
        name: The name.
        team: The person's teams now, 、 between; "" for none.
        phone_masked: First 3 and last 4 digits; of a child none (个人信息保护法 art.28).
        serving: Whether the person is 在册; who is not cannot be credited.
        minutes: What the activity has credited to the person by now.
    """

    volunteer_id: int
    number: str
    name: str
    team: str
    phone_masked: str
    serving: bool = True
    minutes: int = 0
