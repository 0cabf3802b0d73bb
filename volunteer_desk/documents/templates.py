"""The built-in certificate templates: wording and colours, read from resources/templates."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from volunteer_desk.domain.certificates import TemplateName
from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.periods import Month, Span
from volunteer_desk.paths import resource


@dataclass(frozen=True)
class Palette:
    """Colours of a certificate as ``#RRGGBB``."""

    ground: str
    field: str
    frame: str
    hairline: str
    title: str
    ink: str


@dataclass(frozen=True)
class Template:
    """One certificate design.

    Attributes:
        name: Its name on the command line.
        title: "荣誉证书".
        salutation: "同志：".
        body: Paragraphs with {period} {year} {hours} {honour} {star} {unit}.
        closing: "特发此证，以资鼓励。".
        honour: The title it confers unless another is given ("优秀志愿者").
        palette: Its colours.
    """

    name: TemplateName
    title: str
    salutation: str
    body: tuple[str, ...]
    closing: str
    honour: str
    palette: Palette


@cache
def load_template(name: str) -> Template:
    """The template of that name.

    Raises:
        UserFacingError: There is no such template.
    """
    try:
        known = TemplateName(name)
    except ValueError as missing:
        names = " ".join(TemplateName)
        raise UserFacingError(
            f"没有名为“{name}”的证书模板。", f"可用的模板：{names}。"
        ) from missing
    text = resource("templates", f"certificate_{known}.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    return Template(
        name=known,
        title=read["title"],
        salutation=read["salutation"],
        body=tuple(read["body"]),
        closing=read["closing"],
        honour=read["honour"],
        palette=Palette(**read["colours"]),
    )


def word_period(span: Span) -> str:
    """The period in a certificate's words: "2026年度", "2026年1月至6月", or both days in full."""
    first, last = span.first, span.last
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        if first.year == last.year:
            return f"{first.year}年度"
        return f"{first.year}年至{last.year}年"
    if first.day == 1 and last == Month.of(last).last:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.year}年{first.month}月"
        end = f"{last.month}月" if first.year == last.year else f"{last.year}年{last.month}月"
        return f"{first.year}年{first.month}月至{end}"
    return (
        f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日期间"
    )


def word_certificate(
    template: Template,
    span: Span,
    minutes: int,
    *,
    unit: str = "",
    honour: str = "",
    star: str = "",
) -> tuple[str, ...]:
    """The paragraphs of one certificate, ready for ``CertificateFacts.body``.

    Args:
        template: Which design.
        span: The period that was counted.
        minutes: Whole minutes served in it.
        unit: Issuing unit.
        honour: The title conferred; the template's own when "".
        star: "三星级", for the star template.
    """
    words: Mapping[str, str] = {
        "period": word_period(span),
        "year": str(span.last.year),
        "hours": format_hours(minutes),
        "unit": unit,
        "honour": honour or template.honour,
        "star": star,
    }
    return tuple(paragraph.format_map(words) for paragraph in template.body)
