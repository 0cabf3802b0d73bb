from tests.bench.chinese_set import chinese_set
from tests.bench.febrl import found_pairs, precision_and_recall, read_febrl


def test_a_small_chinese_register_gives_up_its_duplicates() -> None:
    cards, truth = chinese_set(600, seed=8)
    compared, listed = found_pairs(cards)
    precision, recall = precision_and_recall(listed, truth)
    assert len(truth) > 60
    assert len(compared) < 10 * len(cards)
    assert precision >= 0.95
    assert recall >= 0.90


def test_febrl_rows_are_read_as_cards() -> None:
    cards, truth = read_febrl(
        "rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, "
        "state, date_of_birth, soc_sec_id\n"
        "rec-1-org, anna, berry, 6, giblin street, , bittern, 4814, qld, 19990219, 7364009\n"
        "rec-1-dup-0, ana, berry, 6, giblin street, , bittern, 4814, qld, 19999219, 7364009\n"
        "rec-2-org, tom, miller, , , , , , , , 1234567\n"
    )
    assert [card.birth is None for card in cards] == [False, True, True]
    assert truth == {(1, 2)} == found_pairs(cards)[1]
