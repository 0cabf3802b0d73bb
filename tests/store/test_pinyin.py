import pytest

from volunteer_desk.domain.similarity import fold_pinyin
from volunteer_desk.store.pinyin import FOLDED, pinyin_terms


def _answers(name: str, typed: str) -> bool:
    return any(term.startswith(typed) for term in pinyin_terms(name).split())


@pytest.mark.parametrize(
    "typed", ["w", "wang", "wangj", "wangjianguo", "wjg", "wangjg", "wjguo", "jianguo", "jg"]
)
def test_a_name_answers_every_way_of_typing_it(typed: str) -> None:
    assert _answers("王建国", typed)


@pytest.mark.parametrize("typed", ["wg", "guo", "wangguo", "li"])
def test_a_name_does_not_answer_another(typed: str) -> None:
    assert not _answers("王建国", typed)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单伟", "shanwei"),
        ("单伟", "danwei"),
        ("解磊", "xielei"),
        ("查敏", "zha"),
        ("仇桂磊", "qgl"),
        ("区静", "oujing"),
        ("曾红", "zenghong"),
        ("任强", "renq"),
        ("盖文", "gew"),
        ("朴英", "piaoying"),
        ("翟天", "zhait"),
        ("翟天", "dit"),
        ("员春", "yunc"),
        ("缪凯", "miaok"),
        ("佘芳", "shef"),
        ("乐平", "yueping"),
        ("乐平", "leping"),
        ("尉迟恭", "yuchigong"),
        ("尉迟恭", "ycg"),
        ("尉莲", "weilian"),
        ("万俟丽", "moqi"),
        ("长孙红", "zhangsunhong"),
        ("长孙红", "changsun"),
        ("长孙红", "csh"),
        ("尉迟恭", "weichi"),
        ("吕梓", "lvzi"),
        ("吕梓", "luzi"),
        ("王乐", "wangle"),
        ("㛃瑶", "jieyao"),
        ("王𠮷", "wangji"),
        ("䶮", "yan"),
    ],
)
def test_surnames_and_rare_characters_are_read_as_their_bearers_do(name: str, typed: str) -> None:
    assert _answers(name, typed)


@pytest.mark.parametrize(
    "typed", ["ayiguli", "ayiguli" + "maimaiti", "aygl", "ayglmmt", "maimaiti"]
)
def test_a_name_with_a_dot_is_found_by_each_part(typed: str) -> None:
    assert _answers("阿依古丽·买买提", typed)


@pytest.mark.parametrize("typed", ["john", "smith", "johnsmith", "js"])
def test_a_latin_name_is_found_by_its_words(typed: str) -> None:
    assert _answers("John Smith", typed)


@pytest.mark.parametrize("name", ["", "·", "😀", "1", "ж", "王1"])
def test_any_name_gives_terms_without_fault(name: str) -> None:
    assert isinstance(pinyin_terms(name), str)


@pytest.mark.parametrize(
    "name",
    [
        "张红",
        "孙浩然",
        "陈国强",
        "陈刚",
        "王安",
        "蒋恩华",
        "曾爱国",
        "吕丽",
        "单红",
        "欧阳昂",
        "王",
        "李国",
    ],
)
def test_what_folds_alike_is_folded_as_a_whole(name: str) -> None:
    terms = pinyin_terms(name).split()
    plain = [term for term in terms if not term.startswith(FOLDED)]
    folded = [FOLDED + fold_pinyin(term) for term in plain if fold_pinyin(term) != term]
    assert terms == plain + folded  # also where surname and given name meet: z and hong, n and gang
