"""Invented teams, projects and occasions for sample data."""

from dataclasses import dataclass

TEAM_KINDS = (
    "党员", "青年", "巾帼", "文化", "学雷锋", "网络文明传播",
    "夕阳红", "环保", "助老", "平安", "医疗健康", "应急",
)  # fmt: skip

_PLACES_A = "幸福阳光和平新华建设团结春晖金桂翠竹红星东湖西苑南园北辰长乐永安文昌学府梧桐银杏"
_PLACES_B = ("里", "路", "苑", "桥", "湾", "坊", "岭", "巷", "湖", "台", "园", "庄", "口", "营",
             "井", "塘", "渡", "坡", "洲", "堤", "门", "街", "关", "堡", "店", "墩", "泉", "寨",
             "坪", "沟", "屯", "港", "滩", "洼", "峪", "埠")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """What a project does.

    Attributes:
        name: "周末清洁家园".
        category: Code of the service_category dictionary.
        place: Where it is done.
        content: 服务内容, as recorded (民政部令第67号 art.7).
        starts: Minutes after midnight.
        minutes: How long it usually takes; past midnight is overnight.
    """

    name: str
    category: str
    place: str
    content: str
    starts: int
    minutes: int


THEMES = (
    Theme("周末清洁家园", "0006", "小区中心花园", "清理绿化带、楼道和小广告", 540, 150),
    Theme("爱心理发", "0001", "社区服务大厅", "为老年居民免费理发", 540, 180),
    Theme("独居老人探访", "0017", "辖区各楼栋", "上门探访、测量血压、陪伴聊天", 870, 120),
    Theme("四点半课堂", "0003", "社区图书室", "放学后看护和作业辅导", 990, 120),
    Theme("文明交通劝导", "0011", "中心路口", "早高峰路口文明劝导", 450, 120),
    Theme("平安夜巡", "0009", "社区警务室", "夜间巡逻与防火检查", 1320, 150),
    Theme("反诈宣传进楼栋", "0009", "各单元楼", "发放资料、讲解防骗知识", 1140, 90),
    Theme("义诊进社区", "0004", "社区卫生服务站", "测血糖血压、健康咨询", 510, 210),
    Theme("法律咨询日", "0005", "人民调解室", "婚姻、物业、劳动法律咨询", 540, 180),
    Theme("垃圾分类桶边督导", "0006", "分类投放点", "桶边指导居民分类投放", 420, 120),
    Theme("旧衣旧书回收", "0006", "东门广场", "登记、分拣、打包", 540, 180),
    Theme("智能手机助老课堂", "0007", "老年活动室", "教老人使用手机挂号、缴费", 570, 120),
    Theme("科普小讲堂", "0007", "青少年之家", "科普实验和讲解", 870, 90),
    Theme("广场舞与文艺汇演", "0008", "文化广场", "节目排练、演出和秩序维护", 1080, 180),
    Theme("我们的节日", "0008", "新时代文明实践站", "传统节日民俗活动", 540, 180),
    Theme("书香社区共读", "0008", "社区图书室", "图书整理和读书分享", 870, 120),
    Theme("移风易俗宣讲", "0010", "新时代文明实践站", "婚事新办、丧事简办宣讲", 900, 90),
    Theme("文明养犬引导", "0010", "小区中心花园", "文明养犬宣传、发放便袋", 1110, 60),
    Theme("网络文明传播", "0010", "线上", "撰写原创文明传播内容、辟谣", 1140, 60),
    Theme("微型消防站值守", "0012", "微型消防站", "消防器材检查与值守", 480, 240),
    Theme("应急救护演练", "0013", "社区活动室", "心肺复苏与创伤包扎教学", 540, 180),
    Theme("防汛值守", "0013", "社区值班室", "雨天巡查低洼点位", 1200, 240),
    Theme("禁毒宣传", "0014", "东门广场", "发放禁毒资料、展板讲解", 540, 120),
    Theme("全民健身指导", "0015", "健身步道", "太极拳与健身器材使用指导", 420, 90),
    Theme("助残陪伴", "0017", "残疾人之家", "手工制作和户外陪伴", 540, 180),
    Theme("爱心送餐", "0017", "长者食堂", "为高龄老人送午餐", 630, 120),
    Theme("留守儿童关爱", "0017", "青少年之家", "课业辅导和亲情陪伴", 540, 180),
    Theme("社区邻里节", "0018", "文化广场", "大型活动秩序与引导", 510, 300),
    Theme("义务植树", "0006", "滨河绿地", "植树、浇水、养护", 510, 210),
    Theme("河道巡护", "0006", "护城河沿线", "捡拾河岸垃圾、巡查排口", 480, 150),
    Theme("楼道革命", "0001", "各单元楼", "清理楼道堆物和飞线", 510, 180),
    Theme("便民维修日", "0001", "社区服务大厅", "小家电、雨伞、拉链维修", 540, 180),
    Theme("磨刀磨剪子", "0001", "东门广场", "义务磨刀磨剪", 540, 150),
    Theme("红色故事会", "0010", "党群服务中心", "老党员讲党史", 570, 90),
    Theme("学雷锋志愿服务日", "0010", "文化广场", "义剪、义诊、义修集中服务", 540, 180),
    Theme("人口普查助力", "0001", "辖区各楼栋", "入户登记和政策解释", 1080, 150),
    Theme("税法宣传", "0020", "社区服务大厅", "个税汇算辅导", 570, 120),
    Theme("景区志愿引导", "0016", "古城入口", "问路指引和秩序维护", 510, 240),
    Theme("高考护航", "0018", "第三中学门口", "送水、引导、降噪劝导", 420, 240),
    Theme("暖冬行动", "0017", "辖区各楼栋", "为困难家庭送棉被和年货", 540, 180),
)


def place_names(count: int) -> list[str]:
    """``count`` different invented communities; the first is 幸福里.

    Raises:
        ValueError: More than the invented words allow.
    """
    heads = [_PLACES_A[i : i + 2] for i in range(0, len(_PLACES_A), 2)]
    names = [head + tail for tail in _PLACES_B for head in heads]
    if count > len(names):
        raise ValueError(f"only {len(names)} invented communities")
    return names[:count]


def team_names(count: int) -> list[tuple[str, str, int]]:
    """``count`` teams as (name, kind, index of its community), twelve kinds a community."""
    places = place_names(-(-count // len(TEAM_KINDS)))
    return [
        (f"{places[i // len(TEAM_KINDS)]}{kind}志愿服务队", kind, i // len(TEAM_KINDS))
        for i in range(count)
        for kind in (TEAM_KINDS[i % len(TEAM_KINDS)],)
    ]


def project_names(count: int, teams: int) -> list[tuple[str, Theme, int]]:
    """``count`` projects as (name, theme, index of the team that runs it).

    Every team runs at least one when there are enough; the first community's bear plain names.
    """
    places = place_names(-(-teams // len(TEAM_KINDS)))
    made: list[tuple[str, Theme, int]] = []
    for index in range(count):
        team = index % teams
        place = team // len(TEAM_KINDS)
        turn = (index // teams) * len(TEAM_KINDS) + team % len(TEAM_KINDS)
        theme = THEMES[turn % len(THEMES)]
        again = turn // len(THEMES)
        name = (
            (f"{places[place]}" if place else "")
            + theme.name
            + ("" if not again else f"{again + 1}期")
        )
        made.append((name, theme, team))
    return made
