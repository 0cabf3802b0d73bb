"""岗位: the posts of a project with the people planned for each, read from one line and written."""

import re
from dataclasses import dataclass

_PIECE = re.compile(r"(?P<name>.*?)[\s:：×xX*]*(?P<planned>\d{1,5})?\s*[人名个]?")
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True)
class Post:
    """A post and how many people it plans for; 0 where nobody said."""

    name: str
    planned: int = 0


def parse_posts(text: str) -> tuple[Post, ...] | None:
    """Read "引导员4人、秩序员 6"; None when a piece has no name or a name stands twice."""
    posts = []
    for piece in re.split(r"[、，,；;\n]+", text.translate(_NARROW)):
        if not piece.strip():
            continue
        found = _PIECE.fullmatch(piece.strip())
        name = found["name"].strip() if found else ""
        if found is None or not name or len(name) > 30:
            return None
        posts.append(Post(name, int(found["planned"] or 0)))
    if len({post.name for post in posts}) != len(posts):
        return None
    return tuple(posts)


def post_words(posts: tuple[Post, ...]) -> str:
    """``引导员4人、秩序员6人``, as ``parse_posts`` reads it."""
    return "、".join(
        f"{post.name}{post.planned}人" if post.planned else post.name for post in posts
    )
