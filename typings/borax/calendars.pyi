from datetime import date

class LunarDate:
    cn_leap: str
    cn_month: str
    cn_day: str
    term: str | None
    @classmethod
    def from_solar(cls, date_obj: date) -> LunarDate: ...
