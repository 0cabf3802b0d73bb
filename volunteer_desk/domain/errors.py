"""The one family of errors a person may meet; every other exception is a bug."""


class UserFacingError(Exception):
    """Something the user can put right.

    Args:
        message: What is wrong and where, one Chinese sentence, without personal data.
        remedy: What to do about it, one Chinese sentence.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        """Message and remedy in one line, as the command line prints them."""
        return f"{self.message} {self.remedy}".strip()


class Cancelled(Exception):  # noqa: N818 - an outcome the user asked for, not a fault
    """The user pressed 取消; nothing was written."""
