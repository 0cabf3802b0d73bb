"""One act on people's cards: a batch, its audit row, and who of those chosen it can concern."""

from collections.abc import Sequence
from dataclasses import dataclass

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun, Progress, no_progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.long_work import in_parts, still_reading
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.status_changes import Standing, read_standings


@dataclass(frozen=True)
class Act:
    """A batch that was begun in a transaction; end it with ``finish``."""

    desk: Desk
    connection: Connection
    kind: BatchKind
    batch: int

    def finish(
        self,
        *,
        action: str,
        message: str,
        rows: int,
        nouns: frozenset[Noun] = frozenset({Noun.VOLUNTEER}),
        row_id: int | None = None,
        detail: dict[str, int | str] | None = None,
        undoable: bool = True,
    ) -> Changed:
        """Write the rows' number and the audit row, and say what moved."""
        close_batch(self.connection, self.batch, rows)
        append_audit(
            self.connection,
            now=self.desk.now(),
            by=self.desk.operator,
            action=action,
            noun=Noun.VOLUNTEER,
            row_id=row_id,
            batch_id=self.batch,
            detail={"rows": rows} | (detail or {}),
        )
        return Changed(nouns | {Noun.BATCH}, self.batch if undoable else None, message, rows)


def begin_act(desk: Desk, connection: Connection, kind: BatchKind, label: str) -> Act:
    """Begin a batch in the caller's transaction; ``label`` holds no personal data."""
    batch = open_batch(connection, kind=kind, label=label, now=desk.now(), by=desk.operator)
    return Act(desk, connection, kind, batch)


def people_at_hand(
    connection: Connection, ids: Sequence[int], progress: Progress = no_progress
) -> list[Standing]:
    """Those of the people chosen whose cards can be changed.

    Args:
        connection: To read from.
        ids: The people chosen.
        progress: Asked now and then whether to stop; it hears (0, how many were chosen).

    Raises:
        UserFacingError: None of them is there, or all were erased or merged.
        Cancelled: Out of ``progress``.
    """
    if not ids:
        raise UserFacingError("还没有选择志愿者。", "请先在名单里选择。")
    wanted = list(dict.fromkeys(ids))
    reading = still_reading(progress, len(wanted))
    found = [one for part in in_parts(wanted, reading) for one in read_standings(connection, part)]
    if not found:
        raise UserFacingError("找不到选中的志愿者。", "可能已被撤销，请刷新后再试。")
    standing = [one for one in found if not one.gone]
    if not standing:
        raise UserFacingError("选中的资料已删除或已合并，不能再修改。", "请选择合并后的资料。")
    return standing


def count_words(done: int, passed: int) -> str:
    """``12人``, and how many were passed over because nothing had to change."""
    return f"{done}人（另有{passed}人不需要改）" if passed else f"{done}人"
