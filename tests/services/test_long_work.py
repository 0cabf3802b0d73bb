import gc

import pytest

from volunteer_desk.services.long_work import uncollected


def test_the_collector_comes_back_even_after_a_fault() -> None:
    with pytest.raises(ValueError, match="bad row"), uncollected(), uncollected():
        assert not gc.isenabled()
        raise ValueError("bad row")
    assert gc.isenabled()


def test_the_inner_of_two_leaves_it_held() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
