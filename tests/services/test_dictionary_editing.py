import pytest

from tests.services.people import a_person
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services import dictionaries
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import code_for, ensure_seeded, every_word, words
from volunteer_desk.services.dictionary_editing import (
    add_word,
    editable_lists,
    editable_words,
    rename_word,
    reorder,
    retire_word,
)
from volunteer_desk.services.volunteers import volunteer_rows
from volunteer_desk.store.dictionaries import CodeItem

LIST = "service_category"


def test_a_local_word_is_added_renamed_and_retired(desk: Desk) -> None:
    add_word(desk, LIST, " 邻里 食堂 ")
    code = code_for(desk, LIST, "邻里 食堂")
    assert code == "L001"
    rename_word(desk, LIST, code, "社区食堂")
    assert list(words(desk, LIST).items())[-1] == (code, "社区食堂")
    add_word(desk, LIST, "树木认养")
    assert code_for(desk, LIST, "树木认养") == "L002"
    retire_word(desk, LIST, code)
    assert code not in words(desk, LIST)
    assert every_word(desk, LIST)[code] == "社区食堂"
    with pytest.raises(UserFacingError, match="重新启用"):
        add_word(desk, LIST, "社区食堂")
    retire_word(desk, LIST, code, back=True)
    assert code in words(desk, LIST)


def test_national_words_keep_their_meaning(desk: Desk) -> None:
    with pytest.raises(UserFacingError, match="国家统一代码"):
        rename_word(desk, "political_status", "13", "普通群众")
    with pytest.raises(UserFacingError, match="已经有"):
        add_word(desk, "political_status", "群众")
    with pytest.raises(UserFacingError, match="不能修改"):
        add_word(desk, "gender", "未知")
    with pytest.raises(UserFacingError, match="没有这个词"):
        retire_word(desk, LIST, "zz")
    assert "gender" not in editable_lists(desk)
    assert editable_lists(desk)["political_status"] == "政治面貌"


def test_the_order_is_the_office_s(desk: Desk) -> None:
    reorder(desk, "political_status", ["13", "01"])
    assert list(words(desk, "political_status"))[:3] == ["13", "01", "02"]


def test_a_newer_national_edition_keeps_what_the_office_did(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_word(desk, "political_status", "归侨侨眷")
    retire_word(desk, "political_status", "20")
    reorder(desk, "political_status", ["13"])
    before = dictionaries._national_items()
    newer = [
        CodeItem(one.list, one.code, "群众(新)", "", one.position)
        if (one.list, one.code) == ("political_status", "13")
        else one
        for one in before
        if (one.list, one.code) != ("political_status", "12")
    ]
    newer.append(CodeItem("political_status", "21", "新增面貌", "", 15))
    monkeypatch.setattr(dictionaries, "_national_items", lambda: newer)
    dictionaries._edition.cache_clear()
    try:
        kept = words(desk, "political_status")
        assert next(iter(kept.items())) == ("13", "群众(新)")
        assert list(kept.items())[-2:] == [("L001", "归侨侨眷"), ("21", "新增面貌")]
        assert "12" not in kept
        assert "20" not in kept
        rows = editable_words(desk, "political_status")
        assert [row.code for row in rows if not row.active] == ["12", "20"]
        ensure_seeded(desk)
        assert editable_words(desk, "political_status") == rows
    finally:
        monkeypatch.undo()
        dictionaries._edition.cache_clear()


def test_a_card_with_a_retired_word_still_says_it(desk: Desk) -> None:
    person = a_person(desk, political_status="13")
    retire_word(desk, "political_status", "13")
    assert volunteer_rows(desk, [person])[0].political_status == "群众"


@pytest.mark.parametrize("name", ["skill", "team_kind", "beneficiary", "support"])
def test_every_list_a_form_offers_takes_words_of_the_office(desk: Desk, name: str) -> None:
    assert name in editable_lists(desk)
    add_word(desk, name, "无人机航拍")
    assert "无人机航拍" in words(desk, name).values()
    with pytest.raises(UserFacingError):
        add_word(desk, name, "无人机航拍")
