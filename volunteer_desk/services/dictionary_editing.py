"""Editing the code lists: an office adds words of its own, renames, retires and orders them."""

from collections.abc import Sequence

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import ensure_seeded
from volunteer_desk.store import dictionaries as store
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.dictionaries import CodeItem, EditableItem

LIST_WORDS: dict[str, str] = {
    "id_type": "证件类型",
    "political_status": "政治面貌",
    "ethnicity": "民族",
    "education": "学历",
    "occupation": "从业状况",
    "clothing_size": "服装尺码",
    "service_category": "服务类别",
    "skill": "专业技能",
    "team_kind": "队伍类型",
    "beneficiary": "服务对象",
    "support": "志愿者保障",
}
"""Lists that an office may edit, where it has them; 性别 is not one of them."""

_LOCAL = "L"
"""What the code of a local word begins with, so that no national code can ever be it."""


def editable_words(desk: Desk, list_name: str) -> tuple[EditableItem, ...]:
    """A list as its page shows it, with retired words, in its order."""
    ensure_seeded(desk)
    with desk.database.reading() as connection:
        return tuple(store.editable_items(connection, list_name))


def editable_lists(desk: Desk) -> dict[str, str]:
    """The lists that can be edited: name → Chinese word."""
    ensure_seeded(desk)
    with desk.database.reading() as connection:
        names = store.list_names(connection)
    return {name: word for name, word in LIST_WORDS.items() if name in names}


def add_word(desk: Desk, list_name: str, word: str, short: str = "") -> Changed:
    """Add a word of this office behind the others; an update of the national list keeps it.

    Raises:
        UserFacingError: No word, one the list has already, or a list that cannot be edited.
    """
    ensure_seeded(desk)
    word, short = " ".join(word.split()), " ".join(short.split())
    with desk.database.writing() as connection:
        items = _items(connection, list_name)
        _check_word(items, word, short)
        taken = [
            int(item.code[1:]) for item in items if item.code[1:].isdigit() and not item.national
        ]
        code = f"{_LOCAL}{max(taken, default=0) + 1:03d}"
        place = store.last_position(connection, list_name) + 1
        store.add_items(connection, [CodeItem(list_name, code, word, short, place)], "local")
        return _done(desk, connection, "add_word", list_name, code, f"已添加“{word}”。")


def rename_word(desk: Desk, list_name: str, code: str, word: str, short: str = "") -> Changed:
    """Write another word for a local code; every card that has it says the new word.

    Raises:
        UserFacingError: The word is national (its meaning is laid down), none is given, or the
            list has it already.
    """
    ensure_seeded(desk)
    word, short = " ".join(word.split()), " ".join(short.split())
    with desk.database.writing() as connection:
        items = _items(connection, list_name)
        known = _item(items, code)
        if known.national:
            raise UserFacingError(
                f"“{known.word}”是国家统一代码，不能改名。", "可以停用它，再添加本单位自己的词。"
            )
        _check_word([item for item in items if item.code != code], word, short)
        store.change_item(connection, list_name, code, word=word, short=short)
        return _done(desk, connection, "rename_word", list_name, code, f"已改为“{word}”。")


def retire_word(desk: Desk, list_name: str, code: str, *, back: bool = False) -> Changed:
    """Offer a word no longer, or (``back``) again; cards that have it keep it.

    Raises:
        UserFacingError: No such word, or it is the last one in use.
    """
    ensure_seeded(desk)
    with desk.database.writing() as connection:
        items = _items(connection, list_name)
        known = _item(items, code)
        if not back and [item.code for item in items if item.active] == [code]:
            raise UserFacingError("至少要留一个词。", "请先添加或启用另一个。")
        store.change_item(connection, list_name, code, active=back)
        said = "已重新启用" if back else "已停用"
        action = "restore_word" if back else "retire_word"
        return _done(desk, connection, action, list_name, code, f"{said}“{known.word}”。")


def reorder(desk: Desk, list_name: str, codes: Sequence[str]) -> Changed:
    """Put a list into this order; codes not named follow in the order they have.

    Raises:
        UserFacingError: The list has no such code.
    """
    ensure_seeded(desk)
    with desk.database.writing() as connection:
        items = _items(connection, list_name)
        for code in codes:
            _item(items, code)
        rest = [item.code for item in items if item.code not in set(codes)]
        for place, code in enumerate((*dict.fromkeys(codes), *rest), 1):
            store.change_item(connection, list_name, code, position=place)
        return _done(desk, connection, "reorder_words", list_name, "", "顺序已保存。")


def _items(connection: Connection, list_name: str) -> list[EditableItem]:
    if list_name not in LIST_WORDS:
        raise UserFacingError("这个列表不能修改。", "请选择另一个列表。")
    return store.editable_items(connection, list_name)


def _item(items: Sequence[EditableItem], code: str) -> EditableItem:
    for item in items:
        if item.code == code:
            return item
    raise UserFacingError("列表里没有这个词。", "请刷新后再试。")


def _check_word(items: Sequence[EditableItem], word: str, short: str) -> None:
    if not word:
        raise UserFacingError("还没有写词。", "请填写。")
    if len(word) > 50 or len(short) > 50:
        raise UserFacingError("词太长了。", "请不要超过50个字。")
    said = {text: item for item in items for text in (item.word, item.short) if text}
    for text in (word, short):
        if text in said:
            hint = "" if said[text].active else "它已停用，可以重新启用。"
            raise UserFacingError(f"列表里已经有“{text}”。", hint)


def _done(
    desk: Desk, connection: Connection, action: str, list_name: str, code: str, message: str
) -> Changed:
    append_audit(
        connection, now=desk.now(), by=desk.operator, action=action, noun="dictionary",
        detail={"list": list_name, "code": code},
    )  # fmt: skip
    return Changed(frozenset({Noun.SETTING}), None, message, 1)
