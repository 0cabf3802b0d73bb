"""What the database driver complains of, said so that a person can act on it."""

from volunteer_desk.domain.errors import UserFacingError

_KNOWN = (
    ("disk is full", "磁盘已满，没有写入任何内容。", "请清理磁盘空间后再试一次。"),
    ("readonly database", "数据文件夹是只读的，没有写入任何内容。", "请检查文件夹的写入权限。"),
    ("unable to open database", "数据文件打不开。", "请检查数据文件夹的权限，或换一个数据文件夹。"),
    ("database is locked", "数据正被另一个程序占用。", "请关闭另一个窗口或程序后再试。"),
    ("not a database", "数据文件已损坏，或者加了密码。", "请用最近的备份恢复。"),
    ("malformed", "数据文件已损坏。", "请用最近的备份恢复。"),
    ("disk i/o error", "磁盘读写出错，没有写入任何内容。", "请检查磁盘，并用“检查”核对数据。"),
)


def explain(fault: Exception) -> Exception:
    """The user-facing error for a driver fault of the machine; any other fault is a bug."""
    said = str(fault).lower()
    for sign, message, remedy in _KNOWN:
        if sign in said:
            return UserFacingError(message, remedy)
    return fault
