"""What a chat puts around a name: emoji and their codes, mentions, spaces within the name."""

import re
import unicodedata

from volunteer_desk.domain.signup_doubts import ABSENT

HAN = "\u3005\u3007\u3400-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff"
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；"}
_CODES = """
微笑 撇嘴 色 发呆 得意 流泪 害羞 闭嘴 睡 大哭 尴尬 发怒 调皮 呲牙 惊讶 难过 囧 抓狂 吐
偷笑 愉快 白眼 傲慢 困 惊恐 憨笑 悠闲 疑问 嘘 晕 衰 敲打 再见 擦汗 鼓掌 坏笑 委屈 亲亲
可怜 笑脸 生病 脸红 破涕为笑 恐惧 失望 无语 嘿哈 捂脸 奸笑 机智 皱眉 耶 吃瓜 加油 汗
天啊 Emm 社会社会 旺柴 好的 打脸 哇 翻白眼 666 让我看看 叹气 苦涩 裂开 嘴唇 爱心 心碎
拥抱 强 弱 握手 胜利 抱拳 勾引 拳头 OK 合十 啤酒 咖啡 蛋糕 玫瑰 凋谢 月亮 太阳 庆祝
礼物 红包 發 福 烟花 爆竹 跳跳 发抖 转圈 赞 Heart
"""
_CODE = re.compile(rf"\[(?:{'|'.join(_CODES.split())})\]", re.IGNORECASE)
_LEADING = re.compile(r"^[\s@#*·•.、,，:_~-]+")
_ABSENT_FIRST = re.compile(rf"^({ABSENT})[\s:]+(\S.*)$")
_CONTACT = re.compile(rf"^[A-Za-z](?=[{HAN}])")
"""A before a name brings it to the top of a phone's contacts."""
_COMPOUND = (
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政"
)
_COMPOUND += (
    "|濮阳|公冶|太叔|申屠|公孙|慕容|钟离|长孙|宇文|司徒|鲜于|司空|令狐|百里|呼延|东郭|南门|西门"
)
_SPACED = re.compile(
    rf"^(?:([{HAN}])[ \u3000]+([{HAN}])(?:[ \u3000]+([{HAN}]))?"
    rf"|({_COMPOUND})[ \u3000]+([{HAN}]{{1,2}}))(?![{HAN}])"
)


def plain_line(text: str) -> str:
    """A line without emoji and their codes, signs before the name, and spaces within it."""
    text = _CODE.sub(" ", _without_signs(text)).strip()
    text = _ABSENT_FIRST.sub(r"\2 \1", _LEADING.sub("", text))
    return join_name(_CONTACT.sub("", text))


def join_name(text: str) -> str:
    """王 伟, 王 建 国 and 诸葛 亮 without their spaces."""
    return _SPACED.sub(lambda found: "".join(filter(None, found.groups())), text)


def _without_signs(text: str) -> str:
    """Without emoji, their joiners and skin tones; full-width signs made plain."""
    kept = (
        mark
        for mark in text.translate(_WIDE)
        if unicodedata.category(mark) not in ("So", "Sk", "Cf", "Mn", "Me", "Cs")
        or mark == "\u0301"
    )
    return "".join(kept)
