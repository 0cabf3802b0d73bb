from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.factories import valid_id
from volunteer_desk.domain.blocking import candidate_pairs
from volunteer_desk.domain.duplicates import (
    LISTED,
    Card,
    compare_cards,
    document_body,
)
from volunteer_desk.domain.similarity import (
    fold_pinyin,
    jaro_winkler,
    one_slip,
    pinyin_spellings,
    slips_of,
)

BIRTH = date(1985, 3, 5)
WHOLE = Card(1, "王建国", "wanjianuo", BIRTH, "1", valid_id(), "01", "13800001111", frozenset({7}))
BARE = Card(2, "王建国", "wanjianuo")


def test_a_name_alone_is_never_enough() -> None:
    assert compare_cards(WHOLE, BARE).score == 0
    assert compare_cards(WHOLE, replace(BARE, gender="1")).score == 0


def test_reasons_come_in_words_strongest_first() -> None:
    same = compare_cards(WHOLE, replace(WHOLE, id=2))
    assert same.score > 0.99
    assert same.reasons == ("证件号相同", "电话相同", "出生日期相同", "姓名相同", "同在一个队伍")
    assert same.doubts == ()


def test_each_ground_of_its_own() -> None:
    for other, reason in (
        (replace(BARE, birth=BIRTH), "出生日期相同"),
        (replace(BARE, key="王建果", birth=BIRTH), "姓名读音相同"),
        (replace(BARE, phone="13800001111"), "电话相同"),
        (replace(BARE, key="王见国", sound="wanjiannuo", phone="13800001111"), "姓名只差一个字"),
        (replace(BARE, teams=frozenset({7})), "同在一个队伍"),
        (replace(BARE, phone="13800001112"), "电话只差一位，或两位颠倒"),
        (replace(BARE, document=WHOLE.document, key="王国建", sound="wanuojian"), "证件号相同"),
    ):
        like = compare_cards(WHOLE, other)
        assert like.score >= LISTED, reason
        assert reason in like.reasons


def test_a_swapped_digit_in_a_document_is_a_slip() -> None:
    document = valid_id()
    swapped = document[:10] + document[11] + document[10] + document[12:]
    like = compare_cards(WHOLE, replace(BARE, document=swapped, id_type="01"))
    assert like.score > 0.9
    assert like.reasons[0] == "证件号只差一位，或两位颠倒"


def test_an_old_number_is_the_new_one() -> None:
    new = valid_id(date(1965, 3, 5))
    assert document_body(new[:6] + new[8:17]) == new
    assert document_body("E12345678") == "E12345678"


def test_a_family_on_one_phone_is_not_one_person() -> None:
    kin = Card(2, "王建军", "wanjianjun", date(1987, 7, 7), "1", valid_id(date(1987, 7, 7)), "01",
               "13800001111")  # fmt: skip
    like = compare_cards(WHOLE, kin)
    assert like.score < LISTED
    assert like.doubts == ("证件号不同", "出生日期不同")


def test_twins_are_two_people() -> None:
    twin = Card(2, "王建军", "wanjianjun", BIRTH, "1", valid_id(serial=2), "01", "13800001111",
                frozenset({7}), "幸福里3栋502")  # fmt: skip
    assert compare_cards(replace(WHOLE, home="幸福里3栋502"), twin).score < LISTED


def test_what_ears_confuse_folds_alike() -> None:
    assert fold_pinyin("zhanglin") == fold_pinyin("zanning") == fold_pinyin("zhanling")
    assert fold_pinyin("wangwei") != fold_pinyin("wangmei")
    assert "linjing" in pinyin_spellings("ningjin")


@given(st.text("0123456789", min_size=4, max_size=12), st.data())
def test_a_slip_is_found_and_counted_both_ways(text: str, data: st.DataObject) -> None:
    slip = data.draw(st.sampled_from(slips_of(text)))
    assert one_slip(text, slip)
    assert one_slip(slip, text)
    assert not one_slip(text, text)


@given(st.text("abcdefg", max_size=8), st.text("abcdefg", max_size=8))
def test_similarity_is_symmetric_and_bounded(a: str, b: str) -> None:
    assert 0 <= jaro_winkler(a, b) <= 1
    assert abs(jaro_winkler(a, b) - jaro_winkler(b, a)) < 0.15
    assert jaro_winkler(a, a) == 1


def test_a_phone_shared_by_an_office_is_no_ground_to_compare() -> None:
    office = [
        Card(one, f"张{chr(0x4E00 + one)}", f"zan{one}", phone="13800001111")
        for one in range(1, 40)
    ]
    assert candidate_pairs(office) == set()
    assert len(candidate_pairs(office[:3])) == 3
