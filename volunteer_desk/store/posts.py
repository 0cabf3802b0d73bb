"""The posts of projects: read in order, and written whole."""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from volunteer_desk.domain.posts import Post
from volunteer_desk.store.register_tables import ProjectPost

_POST = ProjectPost.__table__

JOURNALLED = "project_post"
"""The noun under which a project's posts are journalled; ``row_id`` is the project's."""


def posts_of(connection: Connection, project_id: int) -> tuple[Post, ...]:
    """A project's posts, in their order."""
    found = connection.execute(
        select(_POST.c.name, _POST.c.planned)
        .where(_POST.c.project_id == project_id)
        .order_by(_POST.c.position, _POST.c.id)
    )
    return tuple(Post(row.name, row.planned) for row in found)


def write_posts(connection: Connection, project_id: int, posts: Sequence[Post]) -> None:
    """Give a project these posts and no others."""
    connection.execute(delete(_POST).where(_POST.c.project_id == project_id))
    if posts:
        connection.execute(
            insert(_POST),
            [
                {
                    "project_id": project_id,
                    "name": post.name,
                    "planned": post.planned,
                    "position": position,
                }
                for position, post in enumerate(posts)
            ],
        )


def posts_json(posts: Sequence[Post]) -> str:
    """Posts as the journal keeps them."""
    return json.dumps([[post.name, post.planned] for post in posts], ensure_ascii=False)


def put_back_posts(connection: Connection, project_id: int, before: str, after: str) -> bool:
    """Put a project's posts back as they were; False when they were changed again since."""
    if posts_json(posts_of(connection, project_id)) != after:
        return False
    write_posts(
        connection, project_id, [Post(name, planned) for name, planned in json.loads(before)]
    )
    return True
