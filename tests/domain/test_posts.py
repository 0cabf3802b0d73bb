import pytest

from volunteer_desk.domain.posts import Post, parse_posts, post_words


@pytest.mark.parametrize(
    "text",
    ["引导员4人、秩序员6人、机动", "引导员 ４，秩序员：6；机动", "引导员×4名\n秩序员*6个 , 机动"],
)
def test_posts_are_read_as_people_write_them(text: str) -> None:
    posts = (Post("引导员", 4), Post("秩序员", 6), Post("机动"))
    assert parse_posts(text) == posts
    assert parse_posts(post_words(posts)) == posts


def test_a_name_may_hold_a_figure_inside() -> None:
    assert parse_posts("1号口引导2人") == (Post("1号口引导", 2),)


@pytest.mark.parametrize("text", ["4人", "引导员4人、引导员2人", f"{'长' * 31}3人"])
def test_a_post_without_a_name_or_named_twice_is_no_post(text: str) -> None:
    assert parse_posts(text) is None


def test_nothing_typed_is_no_posts() -> None:
    assert parse_posts(" 、 ") == ()
