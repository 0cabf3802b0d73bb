from volunteer_desk.domain.matching import Known, Match, Roll

WANG, LI = Known(1, "王伟", "13800001111", "D1", True), Known(2, "李娜", "13800002222", None, True)
NAMESAKE = Known(3, "王伟", "13800003333", None, True)
GONE = Known(4, "张强", "13800004444", "D4", False)


def test_a_document_decides_before_the_phone_and_the_name() -> None:
    roll = Roll.of([WANG, NAMESAKE])
    assert roll.find("王伟", "13800003333", "D1") == Match(1)


def test_a_phone_tells_namesakes_apart() -> None:
    roll = Roll.of([WANG, NAMESAKE, WANG])
    assert roll.find("王 伟", "13800003333") == Match(3)
    assert roll.find("王伟") == Match(None, (1, 3))


def test_a_shared_phone_is_told_apart_by_the_name() -> None:
    child = Known(5, "王小", "13800001111", None, True)
    roll = Roll.of([WANG, child])
    assert roll.find("王小", "13800001111") == Match(5)
    assert roll.find("王先生", "13800001111") == Match(None, (1, 5))


def test_a_phone_and_a_name_of_two_people_are_never_guessed() -> None:
    roll = Roll.of([WANG, LI])
    assert roll.find("李娜", "13800001111") == Match(None, (1, 2))
    assert roll.find("阿娜", "13800002222") == Match(2)


def test_another_document_is_another_person_of_that_name() -> None:
    roll = Roll.of([WANG, LI])
    assert roll.find("王伟", None, "D9") == Match()
    assert roll.find("李娜", None, "D9") == Match(2)


def test_who_left_is_not_found_by_name_and_said_to_have_left_else() -> None:
    roll = Roll.of([GONE])
    assert roll.find("张强") == Match()
    assert roll.find("张强", "13800004444") == Match(left=True, former=4)
    assert roll.find("张强", None, "D4") == Match(left=True, former=4)
    assert roll.find("李强", None, "D4") == Match(left=True)
    assert roll.find("") == Match()


NUMBERED = WANG._replace(number="ZY2026000001")
OTHER = NAMESAKE._replace(number="ZY2026000003")


def test_a_number_decides_before_all_else() -> None:
    roll = Roll.of([NUMBERED, OTHER, LI])
    assert roll.find("王伟", number="ZY2026000003") == Match(3)
    assert roll.find("王伟", "13800001111", number="ZY2026000003") == Match(3)
    assert roll.find("", number="ZY2026000001") == Match(1)
    assert roll.settled("王伟", None, None, "ZY2026000001") == Match(1)


def test_a_number_that_nobody_bears_says_nothing() -> None:
    roll = Roll.of([NUMBERED, LI])
    assert roll.find("李娜", number="7") == Match(2)
    assert roll.settled("李娜", None, None, "7") is None
    assert roll.find("李娜", number="") == Match(2)


def test_a_number_of_one_and_a_name_or_document_of_another_mean_nobody() -> None:
    roll = Roll.of([NUMBERED, OTHER, LI])
    for name, document in (("李娜", None), ("王伟", "D9"), ("李娜", "D1"), ("", "D9")):
        match = roll.find(name, None, document, "ZY2026000001")
        assert (match.person, match.against) == (None, True)
    crossed = roll.find("王伟", None, "D1", "ZY2026000003")
    assert (crossed.candidates, crossed.against) == ((1, 3), True)
    assert roll.find("王伟", None, "D9", "ZY2026000003") == Match(3)  # who has no document yet


def test_the_number_of_somebody_who_left_says_who_they_were() -> None:
    roll = Roll.of([GONE._replace(number="ZY4")])
    assert roll.find("张强", number="ZY4") == Match(left=True, former=4)
