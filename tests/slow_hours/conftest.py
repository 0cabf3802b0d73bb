"""Two hundred kills take minutes: they run where ``-m slow`` asks for them."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the slow ones of this room out of the usual run."""
    if config.option.markexpr:
        return
    left_out = [
        item for item in items if HERE in item.path.parents and item.get_closest_marker("slow")
    ]
    for item in left_out:
        items.remove(item)
    config.hook.pytest_deselected(items=left_out)
