"""Invented people for sample data: names, documents and phones that belong to nobody we know."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from volunteer_desk.domain.identity import check_digit

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "王李张刘陈杨黄赵吴周王李张刘陈王李张刘陈"
)
ODD_SURNAMES = ("单", "解", "查", "仇", "区", "曾", "任", "盖", "乐", "尉迟", "长孙")
"""Surnames whose reading pypinyin's first guess gets wrong."""
DOUBLE_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "令狐", "慕容")
MALE = "伟强磊军洋勇杰涛明超刚平辉建国志文华鹏飞鑫波斌宇浩凯健俊帆海峰龙亮林东晨旭博毅轩"
FEMALE = "芳娜敏静丽艳娟霞秀英玉兰桂红梅雪琳莉萍婷颖慧佳倩瑶欣怡洁燕玲珍凤云月琴晶蕾莹"
RARE = (
    "㛃瑶", "䶮", "𠮷野", "王㛃", "李䶮", "陈𠮷祥", "张堃淼", "刘赟喆",
    "赵犇", "孙嫑", "周龘", "吴燚",
)  # fmt: skip
UYGHUR_MALE = ("买买提江", "吐尔逊", "艾力", "阿卜杜拉", "亚森", "玉素甫", "热合曼")
UYGHUR_FEMALE = ("阿依古丽", "古丽娜尔", "帕提古丽", "热依汗古丽", "迪丽努尔", "阿依努尔")
LONGEST = "欧阳·买买提江·吐尔逊"

AREAS = (
    "110198", "120198", "310198", "320598", "330198", "340198", "370198", "420298",
    "440398", "500198", "510198", "610198", "620598", "640198", "650198",
)  # fmt: skip
"""County codes that were never given out, in provinces that exist: nobody bears such a number."""

_PHONE_HEADS = ("131", "135", "136", "138", "139", "150", "152", "159", "177", "186", "188", "199")
_SMALL = 0.004
_POLITICS = ("13",) * 56 + ("01",) * 24 + ("03",) * 14 + ("02", "05", "06", "10", "12", "20")
_EDUCATION = ("20", "30", "60", "70", "40", "80", "14")
_OCCUPATIONS = ("17", "80", "24", "21", "13", "54", "51", "70", "27", "11")
_SIZES = ("S", "M", "M", "L", "L", "XL", "XXL")
_SKILLS = tuple(f"{code:02d}" for code in range(1, 24))


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person; codes are those of resources/dictionaries/national.toml."""

    name: str
    gender: str
    birth: date
    id_number: str
    phone: str
    political_status: str
    ethnicity: str
    education: str
    occupation: str
    skills: str | None
    clothing_size: str
    guardian_name: str | None
    guardian_phone: str | None


def make_document(area: str, birth: date, sequence: int, gender: str) -> str:
    """An 18-digit identity number with its check digit (GB 11643).

    Args:
        area: Six digits.
        birth: Digits 7 to 14.
        sequence: 0 to 499; with the gender it makes digits 15 to 17 (17th odd = 男).
        gender: "1" 男 or "2" 女.
    """
    body = f"{area}{birth:%Y%m%d}{2 * sequence + (gender == '1'):03d}"
    return body + check_digit(body)


def invent_name(rng: Random, gender: str) -> str:
    """A name; about one in fifty is long, compound, oddly read or written with rare characters."""
    roll = rng.random()
    if roll < _SMALL:
        return rng.choice(RARE)
    given = MALE if gender == "1" else FEMALE
    if roll < 2 * _SMALL:
        first, second = (
            (UYGHUR_MALE, UYGHUR_MALE) if gender == "1" else (UYGHUR_FEMALE, UYGHUR_MALE)
        )
        return f"{rng.choice(first)}·{rng.choice(second)}"
    if roll < 3 * _SMALL:
        surname = rng.choice(DOUBLE_SURNAMES)
    elif roll < 5 * _SMALL:
        surname = rng.choice(ODD_SURNAMES)
    else:
        surname = SURNAMES[int(rng.random() * len(SURNAMES))]
    name = surname + given[int(rng.random() * len(given))]
    return name if roll > 0.8 else name + given[int(rng.random() * len(given))]


class Inventor:
    """Makes people one after another, no document and no phone twice.

    Args:
        rng: The only source of chance; the same seed makes the same people.
        today: Ages are counted back from this day.
        areas: County codes of their documents; two inventors with different ones never collide.
    """

    def __init__(self, rng: Random, today: date, areas: tuple[str, ...] = AREAS) -> None:
        self._rng = rng
        self._areas = areas
        self._today = today
        self._documents: set[str] = set()
        self._phones: set[str] = set()
        self._count = 0

    def invent(self) -> Invented:
        """The next person; about one in sixty is under 18 and has a guardian."""
        rng = self._rng
        self._count += 1
        gender = "2" if rng.random() < 0.58 else "1"
        minor = rng.random() < 1 / 60
        days = rng.randrange(11 * 365, 18 * 365) if minor else rng.randrange(18 * 366, 78 * 365)
        birth = self._today - timedelta(days=days)
        name = LONGEST if self._count == 3 else invent_name(rng, gender)
        uyghur = "·" in name
        return Invented(
            name=name,
            gender=gender,
            birth=birth,
            id_number=self._document(birth, gender),
            phone=self._phone(),
            political_status="13" if minor else _POLITICS[int(rng.random() * len(_POLITICS))],
            ethnicity="05" if uyghur else ("01" if rng.random() < 0.94 else "03"),
            education="70" if minor else _EDUCATION[int(rng.random() * len(_EDUCATION))],
            occupation="31" if minor else _OCCUPATIONS[int(rng.random() * len(_OCCUPATIONS))],
            skills=_SKILLS[int(rng.random() * len(_SKILLS))] if rng.random() < 0.4 else None,
            clothing_size=_SIZES[int(rng.random() * len(_SIZES))],
            guardian_name=invent_name(rng, "2") if minor else None,
            guardian_phone=self._phone() if minor else None,
        )

    def _document(self, birth: date, gender: str) -> str:
        while True:
            area = self._areas[int(self._rng.random() * len(self._areas))]
            made = make_document(area, birth, int(self._rng.random() * 500), gender)
            if made not in self._documents:
                self._documents.add(made)
                return made

    def _phone(self) -> str:
        while True:
            head = _PHONE_HEADS[int(self._rng.random() * len(_PHONE_HEADS))]
            made = f"{head}{int(self._rng.random() * 100_000_000):08d}"
            if made not in self._phones:
                self._phones.add(made)
                return made
