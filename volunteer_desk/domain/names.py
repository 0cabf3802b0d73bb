"""Names of people: one spelling for the same name, rare characters untouched."""

import re
import unicodedata

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DOTS = dict.fromkeys(map(ord, "・•‧·･∙⋅●"), "·")


def _legacy_glyphs() -> dict[int, str]:
    """Private-use code points that old GBK systems write for real characters (䶮 as U+E863).

    GBK rows FE50-FEA0 lay linearly at U+E815-U+E864 before GB 18030 gave them real code points.
    """
    found: dict[int, str] = {}
    trails = [*range(0x50, 0x7F), *range(0x80, 0xA1)]
    for offset, trail in enumerate(trails):
        real = bytes((0xFE, trail)).decode("gb18030")
        if not 0xE000 <= ord(real) <= 0xF8FF:
            found[0xE815 + offset] = real
    return found


_TRANSLATION: dict[int, int | str] = {**_WIDE, **_DOTS, 0x3000: " ", **_legacy_glyphs()}
_CJK = "\u3005\u3007\u3400-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff"
_PLAIN = re.compile(r"[\u4e00-\u9fa5]{1,30}")
PLAIN_NAME = _PLAIN.fullmatch
"""Finds something in a name that is as it is stored already, printable, and its own key."""
_SPACES = re.compile(r"\s+")
_CJK_GAP = re.compile(rf"(?<=[{_CJK}·]) (?=[{_CJK}·])")
_DOT_GAP = re.compile(r" ?· ?")
_CJK_POINT = re.compile(rf"(?<=[{_CJK}])\.(?=[{_CJK}])")
_CJK_DASH = re.compile(rf"(?<=[{_CJK}]) ?[\-‐-―−] ?(?=[{_CJK}])")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def clean_name(text: str) -> str:
    """The name as it is stored and printed.

    Full-width letters and digits become plain, spaces between Chinese characters and around the
    middle dot go ("王　伟" is 王伟), every middle dot is "·", zero-width characters go, spaces in
    Latin names collapse to one. Unified and compatibility ideographs are kept as they are.
    """
    if _PLAIN.fullmatch(text):  # nine names in ten, and a roster may hold 450,000
        return text
    text = text.translate(_TRANSLATION)
    text = "".join(
        " " if mark.isspace() else mark
        for mark in text
        if mark.isspace() or unicodedata.category(mark) not in ("Cf", "Cc", "Zl", "Zp")
    )
    text = _SELECTORS.sub("", text)
    text = _SPACES.sub(" ", text).strip()
    text = _DOT_GAP.sub("·", text)
    text = _CJK_GAP.sub("", text)
    text = _CJK_POINT.sub("·", text)
    if any(unicodedata.category(mark) == "Mn" for mark in text):
        # Only for letters with loose accents: NFC would also swap compatibility ideographs.
        text = unicodedata.normalize("NFC", text)
    return text


def name_key(name: str) -> str:
    """What matching compares: cleaned, without dots and spaces, case folded."""
    if _PLAIN.fullmatch(name):
        return name
    return dotted(clean_name(name)).replace("·", "").replace(" ", "").casefold()


def dotted(name: str) -> str:
    """A cleaned name with middle dots where its parts were joined by dashes (阿依古丽-买买提)."""
    return _CJK_DASH.sub("·", name)


_SEVERAL = re.compile(rf"[{_CJK}]\s*[、,，;；/／&＆+]\s*[{_CJK}]")
_LONGEST = 60
_FIGURES = re.compile(r"\d{5,}")
_REMARKED = re.compile(r"[()\[\]【】〔〕<>《》\d]")


def name_fault(name: str) -> str:
    """Why a brought name is not one person's, in words; "" when nothing speaks against it."""
    if _SEVERAL.search(name):
        return "姓名里像有不止一个人，请每人一行。"
    if name.isdigit() or _FIGURES.search(name):
        return "姓名里是一串数字，请核对姓名是哪一列，或改成姓名。"
    if len(name) > _LONGEST:
        return f"姓名有{len(name)}个字，太长了，请核对姓名是哪一列。"
    return ""


def is_remarked(name: str) -> bool:
    """Whether a name bears a remark or a number, as lists tell namesakes apart: 王伟(大), 王伟2."""
    return bool(_REMARKED.search(name))


def unprintable(name: str) -> str:
    """The characters of a cleaned name that no font can show: private use, unassigned, U+FFFD."""
    return "".join(
        mark
        for mark in name
        if mark == "\ufffd" or unicodedata.category(mark) in ("Co", "Cn", "Cs")
    )


_SHORT = re.compile(f"[{_CJK}]{{2,4}}").fullmatch
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
    "鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄"
    "和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭"
    "梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚"
    "程嵇邢滑裴陆荣翁荀羊惠甄曲封芮靳汲松井段富巫乌焦巴牧山谷车侯全班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景"
    "詹束龙叶幸司韶黎薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴闻党翟谭贡劳姬申扶堵冉宰雍桑桂濮牛寿通边"
    "扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄东欧沃利蔚"
    "越隆师巩聂晁勾敖融冷辛阚那简饶空曾毋沙养鞠须丰巢关查后荆红游竺权盖益桓公尉迟肖闫付代覃岳帅邸㛃䶮"
    "佟佘苟逄撒但亓仝楚檀展揭佴鹿初揣冼冒税谌娜么隋补呼兰"
)


def has_surname(name: str) -> bool:
    """Whether a run of 2 to 4 Chinese characters begins like a name, or a dotted name was given.

    Only a hint to tell names from other words in free text; rarer surnames exist.
    """
    if "·" in name:
        return True
    return name[:1] in _SURNAMES and _SHORT(name) is not None
