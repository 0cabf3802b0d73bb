"""The words that offices write above columns, and the fields they mean."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from volunteer_desk.intake.table import Cell, Field, Kind

_PERSON: Mapping[Field, str] = {
    "serial": "序号 序 顺序号 排序 行号 no",
    "number": "志愿者编号 志愿者号 志愿编号 编号 志愿者编码",
    "name": (
        "姓名 名字 志愿者姓名 志愿者 人员姓名 真实姓名 成员姓名 队员姓名 参加人员 参与人员 "
        "参与者 居民姓名 姓名name name"
    ),
    "id_type": "证件类型 证件类别 证件种类 身份证件类型",
    "id_number": (
        "身份证号 身份证号码 身份证 身份证编号 证件号 证件号码 证件编号 公民身份号码 "
        "公民身份证号码 居民身份证号 居民身份证号码 身份号码 身份证件号码 身份证件号"
    ),
    "phone": (
        "手机 手机号 手机号码 电话 电话号码 联系电话 联系方式 联系手机 移动电话 本人电话 "
        "联系号码 本人联系电话 志愿者电话 联系电话手机 移动电话号码 本人手机 本人手机号 "
        "本人手机号码 常用电话 手机号码mobile phone mobile tel"
    ),
    "team": (
        "所属队伍 队伍 志愿服务队 队伍名称 所属志愿服务队 所在队伍 服务队 志愿队伍 所属团队 "
        "团队 志愿者队伍 志愿服务队伍 所属服务队 所属志愿队伍 志愿服务组织 所属组织 小队 "
        "分队 队名 志愿队 所在志愿队 团队名称 所属志愿服务组织名称 志愿服务组织名称"
    ),
    "remark": "备注 说明 附注 备考 备注说明 其他说明 备注信息",
}

_ROSTER: Mapping[Field, str] = {
    **_PERSON,
    "gender": "性别",
    "birth": "出生日期 出生年月 出生年月日 生日 出生时间 出生",
    "political_status": "政治面貌 面貌 政治身份 党派",
    "ethnicity": "民族 族别",
    "education": "学历 文化程度 最高学历 受教育程度 教育程度 文化水平",
    "occupation": "职业 从业状况 从业情况 就业状况 职业状况 身份类别 职业类别 从业类别",
    "employer": (
        "工作单位 单位 所在单位 单位名称 工作单位及职务 工作单位或学校 学校或单位 工作单位学校 "
        "单位学校 学校 所在学校 就读学校"
    ),
    "area": (
        "居住区域 住址 家庭住址 居住地址 地址 居住地 现住址 现居住地 家庭地址 联系地址 "
        "所在社区 社区 所属社区 居住小区 小区 详细地址 通讯地址 常住地址 "
        "现居住地址 家庭详细住址 家庭详细地址 所在小区"
    ),
    "skills": "专业技能 特长 技能 专长 个人特长 专业特长 技能特长 特长技能 特长爱好",
    "service_categories": (
        "服务类别 服务意向 服务类型 志愿服务意向 意向服务类别 参与服务类别 服务领域 "
        "服务方向 志愿服务类别 志愿服务类型"
    ),
    "clothing_size": "服装尺码 尺码 衣服尺码 马甲尺码 服装型号 衣服尺寸 服装号码",
    "emergency_name": (
        "紧急联系人 紧急联系人姓名 应急联系人 应急联系人姓名 紧急联络人 紧急联络人姓名"
    ),
    "emergency_phone": (
        "紧急联系人电话 紧急联系电话 紧急联系人手机 紧急联系人手机号 应急联系电话 "
        "应急联系人电话 紧急电话 紧急联系人联系电话 紧急联系人联系方式 紧急联系方式 "
        "紧急联系人手机号码 紧急联络人电话"
    ),
    "guardian_name": "监护人 监护人姓名 法定监护人 法定监护人姓名 家长 家长姓名",
    "guardian_phone": (
        "监护人电话 监护人联系电话 监护人手机 监护人手机号 监护人联系方式 监护人手机号码 "
        "家长电话 家长联系电话 家长手机 法定监护人电话 法定监护人联系电话"
    ),
    "guardian_relation": "与监护人关系 监护人关系 监护关系 与志愿者关系 与本人关系",
    "guardian_consent_on": "监护人同意日期 监护人签字日期 监护人同意时间",
    "registered_on": (
        "注册日期 注册时间 登记日期 登记时间 入队日期 入队时间 加入日期 加入时间 报名日期 "
        "报名时间 成为志愿者日期 注册年月"
    ),
    "consent_on": "同意日期 授权日期 签字日期 个人信息授权日期 知情同意日期 承诺日期",
    "consent_way": "同意方式 授权方式 签字方式",
    "consent_by": "同意人 授权人",
    "availability": (
        "可服务时间 可服务时间段 服务时间意向 可参与时间 可参与服务时间 空闲时间 空余时间 "
        "业余时间 可服务时段"
    ),
}

_HOURS: Mapping[Field, str] = {
    **_PERSON,
    "served_on": (
        "活动日期 服务日期 日期 活动时间 参加日期 服务时间日期 志愿服务日期 参与日期 "
        "开展日期 服务年月日"
    ),
    "project": "项目名称 项目 志愿服务项目 服务项目 志愿项目 所属项目 志愿服务项目名称",
    "activity": (
        "活动名称 活动 活动主题 志愿服务活动 志愿活动 活动项目 服务活动 活动名 参与活动 参加活动"
    ),
    "hours": (
        "服务时长 时长 志愿时长 志愿服务时长 小时 小时数 服务小时 服务小时数 时数 服务时数 "
        "时长小时 本次时长 活动时长 服务时间 志愿服务时间 起止时间 服务起止时间 "
        "活动起止时间 信用时长 工时 时段 服务时段 服务时长小时 认定时长 实际时长 "
        "实际服务时长 有效时长 计时时长 记录时长 hours"
    ),
    "minutes": "服务分钟 分钟 分钟数 服务分钟数 时长分钟",
    "starts": (
        "开始时间 起始时间 签到时间 开始 签到 到岗时间 上岗时间 服务开始时间 活动开始时间 到达时间"
    ),
    "ends": (
        "结束时间 终止时间 签退时间 结束 签退 离岗时间 下岗时间 服务结束时间 活动结束时间 离开时间"
    ),
    "place": "地点 活动地点 服务地点 场地 活动场所 服务场所 活动地址 服务地址",
    "content": "服务内容 活动内容 工作内容 主要内容",
}


def _index(table: Mapping[Field, str]) -> dict[str, Field]:
    return {word: field for field, words in table.items() for word in words.split()}


SYNONYMS: Mapping[Kind, Mapping[str, Field]] = {"roster": _index(_ROSTER), "hours": _index(_HOURS)}
"""Plain header word → field, for each kind of sheet."""

FIELDS: Mapping[Kind, tuple[Field, ...]] = {"roster": tuple(_ROSTER), "hours": tuple(_HOURS)}
"""Every field a sheet of a kind may give."""

OCCASION: Mapping[Kind, frozenset[Field]] = {
    "roster": frozenset({"team"}),
    "hours": frozenset(
        {"served_on", "starts", "ends", "hours", "minutes"}
        | {"project", "activity", "place", "content", "team"}
    ),
}
"""Fields that a cell merged downwards gives to each of its rows; never what is a person's own."""

_BRACKETS = re.compile(r"[(\[{<【〔《].*?[)\]}>】〕》]")
_NOISE = re.compile(r"[\s*:,.、。·_/\\#※★\-\u200b-\u2015\u2212\ufeff]|必填|选填|请填写")
_IN_MINUTES = re.compile(r"分钟|分\)|min")


def field_of(header: Cell, kind: Kind, above: str = "") -> Field | None:
    """The field a header means, or None.

    Args:
        header: The cell; line breaks, stars, colons and bracketed remarks do not matter.
        kind: Roster or hour sheet.
        above: The header cell it lies under when headers take two rows ("紧急联系人" over "电话").
    """
    if not isinstance(header, str):
        return None
    plain = plain_header(header)
    words = SYNONYMS[kind]
    found = (words.get(plain_header(above) + plain) if above else None) or words.get(plain)
    if found == "hours" and _IN_MINUTES.search(unicodedata.normalize("NFKC", header).casefold()):
        return "minutes"
    return found


def plain_header(text: str) -> str:
    """A header without line breaks, stars, colons and bracketed remarks."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return _NOISE.sub("", _BRACKETS.sub("", text))


def match_columns(
    headers: Sequence[Cell], kind: Kind, above: Sequence[str] = ()
) -> dict[Field, int]:
    """Field → column; where two columns mean the same, the left one is taken.

    A sheet with 活动名称 and no 项目名称 names its project there.
    """
    found: dict[Field, int] = {}
    for index, header in enumerate(headers):
        field = field_of(header, kind, above[index] if index < len(above) else "")
        if field:
            found.setdefault(field, index)
    if "activity" in found and "project" not in found:
        found["project"] = found.pop("activity")
    return found
