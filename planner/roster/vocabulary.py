"""Names that rosters use, in English and Chinese, as data; all in the form of `plain`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from planner.scenario_files.written.amounts import CURRENCY_NAMES

_BREAKS = re.compile(r"[\s_\-./\\()\[\]:*#'\",;|]+")


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """A name without what does not tell names apart: case, width, punctuation, blanks."""
    return _BREAKS.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()


HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "office": (
        "office", "office name", "office location", "location", "work location", "site",
        "city", "work city",
        "城市", "工作城市", "办公地点", "工作地点", "地点", "办公室",
    ),
    "role": (
        "role", "role name", "role family", "job family", "job function", "position",
        "position name", "job", "job name", "job title",
        "岗位", "岗位名称", "岗位序列", "职位", "职位序列", "职务", "工种",
    ),
    "function": (
        "function", "department", "department name", "division",
        "部门", "部门名称", "职能", "业务条线",
    ),
    "entity": (
        "entity", "entity name", "company", "company name", "legal entity", "employer",
        "employing entity", "legal employer",
        "公司", "公司名称", "雇主", "雇主名称", "法人", "法人实体", "用人单位",
        "签约主体", "合同主体", "所属公司",
    ),
    "currency": ("currency", "pay currency", "salary currency", "币种", "货币"),
    "hired": (
        "hire date", "date of hire", "hired", "start date", "join date", "joining date",
        "date joined", "original hire date", "service date", "入职日期", "入职时间",
    ),
    "status": (
        "status", "employment status", "employee status", "post status", "position status",
        "员工状态", "在职状态", "状态", "任职状态", "岗位状态",
    ),
    "requisition": (
        "requisition", "requisition id", "requisition number", "req id", "open requisition",
        "招聘编号", "招聘需求", "招聘需求编号",
    ),
    "left": (
        "termination date", "leaving date", "last day", "last working day",
        "exit date", "离职日期", "离职时间", "最后工作日",
    ),
}  # fmt: skip
"""Headings of columns by field."""

DOUBTFUL: Final[Mapping[str, tuple[str, frozenset[str]]]] = {
    "left": (
        "the end of a contract, which is no leaving",
        frozenset(
            {"end date", "contract end", "contract end date", "contract expiry",
             "contract expiry date", "expiry date", "合同到期", "合同到期日", "合同到期日期",
             "合同结束日期", "合同终止日期", "到期日期", "结束日期", "终止日期"}
        ),
    ),
    "hired": (
        "the start of working life, not with this employer",
        frozenset(
            {"参加工作日期", "参加工作时间", "首次参加工作日期", "首次参加工作时间", "首次工作日期",
             "工作开始日期"}
        ),
    ),
}  # fmt: skip
"""Headings that are never taken for a field by themselves, and what else they may be."""

PAY: Final[Mapping[str, tuple[str, ...]]] = {
    "year": (
        "annual salary", "annual pay", "annual base salary", "yearly salary", "salary per year",
        "annual compensation", "annual base pay", "年薪", "年度薪酬", "年收入", "年工资",
    ),
    "month": (
        "monthly salary", "monthly pay", "monthly base salary", "monthly wage",
        "salary per month", "月薪", "月工资", "月度薪酬",
    ),
    "": (
        "salary", "base salary", "pay", "wage", "compensation", "薪酬", "工资", "薪资", "基本工资",
    ),
}  # fmt: skip
"""Headings of pay by the time that it is for; empty where the heading does not say."""

PERSONAL: Final = re.compile(
    r"\bnames?\b|surname|\bid\b|\bids\b|identity|passport|employee (no|number|code)|badge"
    r"|address|e ?mail|phone|mobile|birth|\bdob\b|\bage\b|gender|\bsex\b|married|marital|ethnic"
    r"|nationality|religion|pregnan|maternity|sick|medical|disab|bank|account|photo|emergency|union"
    r"|^(worker|employee|incumbent|person|staff member|manager|line manager|supervisor|reports to)$"
    r"|^(员工|雇员|职工|人员|在岗人员|经理|直属上级|上级|汇报对象|汇报人)$"
    r"|姓名|名字|英文名|身份证|证件|护照|工号|编号|地址|住址|邮箱|邮件|电话|手机|出生|生日|年龄|性别|婚姻"
    r"|民族|国籍|籍贯|政治面貌|宗教|怀孕|孕期|产假|病假|医疗|残疾|银行|账号|照片|紧急联系|工会"
)
"""Headings of columns about a person; a mapping cannot bring in a column that has one."""

EMPLOYEE_NUMBERS: Final = frozenset(
    {"employee id", "employee no", "employee number", "employee code", "emp id", "staff id",
     "personnel number", "person id", "worker id", "工号", "员工工号", "员工编号", "人员编号"}
)  # fmt: skip
"""Headings of the column about persons that is one number for each of them."""

NO_EMPLOYEE: Final = frozenset(
    {"", "n a", "na", "nan", "nil", "none", "null", "tba", "tbc", "tbd", "open", "vacant",
     "vacancy", "unknown", "x", "xx", "xxx", "?", "??", "???", "–", "—", "——", "无", "暂无", "没有",
     "空", "空缺", "空岗", "待定", "未知", "不适用", "招聘中", "待招聘"}
)  # fmt: skip
"""What stands in place of an employee number where there is nobody."""

FILLED: Final = frozenset(
    {"active", "employed", "filled", "current", "on leave", "probation", "notice", "在职", "在岗",
     "试用", "试用期", "正式", "休假", "待离职"}
)  # fmt: skip
OPEN: Final = frozenset(
    {"open", "vacant", "vacancy", "requisition", "recruiting", "hiring", "空缺", "空岗", "招聘中",
     "待招聘"}
)  # fmt: skip
LEFT: Final = frozenset(
    {"terminated", "left", "resigned", "inactive", "leaver", "former", "离职", "已离职", "辞职",
     "已辞职"}
)  # fmt: skip

CURRENCIES: Final[Mapping[str, str]] = {
    **{
        code.lower(): code
        for code in (
            "AUD", "CAD", "CHF", "CNY", "EUR", "GBP", "HKD", "IDR", "INR", "JPY", "KRW", "MOP",
            "MYR", "NZD", "PHP", "PLN", "SGD", "THB", "TWD", "USD", "VND",
        )
    },
    **{name.lower(): code for name, code in CURRENCY_NAMES.items()},
}  # fmt: skip
"""Currencies by the ways to write them; signs such as ¥ and $ stand for several and are none."""

OFFICES: Final[Mapping[str, tuple[str, str, str]]] = {
    written: (office, name, jurisdiction)
    for office, name, jurisdiction, others in (
        ("beijing", "Beijing", "china", ("北京", "北京市")),
        ("chengdu", "Chengdu", "china", ("成都", "成都市")),
        ("chongqing", "Chongqing", "china", ("重庆", "重庆市")),
        ("dalian", "Dalian", "china", ("大连", "大连市")),
        ("guangzhou", "Guangzhou", "china", ("广州", "广州市")),
        ("hangzhou", "Hangzhou", "china", ("杭州", "杭州市")),
        ("nanjing", "Nanjing", "china", ("南京", "南京市")),
        ("shanghai", "Shanghai", "china", ("上海", "上海市")),
        ("shenzhen", "Shenzhen", "china", ("深圳", "深圳市")),
        ("suzhou", "Suzhou", "china", ("苏州", "苏州市")),
        ("tianjin", "Tianjin", "china", ("天津", "天津市")),
        ("wuhan", "Wuhan", "china", ("武汉", "武汉市")),
        ("xian", "Xi’an", "china", ("西安", "西安市", "xi an", "xi’an")),
        ("hong-kong", "Hong Kong", "hongkong", ("香港", "hongkong", "hong kong sar")),
        ("singapore", "Singapore", "singapore", ("新加坡",)),
        ("tokyo", "Tokyo", "japan", ("东京",)),
        ("osaka", "Osaka", "japan", ("大阪",)),
        ("bengaluru", "Bengaluru", "india", ("bangalore", "班加罗尔")),
        ("chennai", "Chennai", "india", ("金奈",)),
        ("hyderabad", "Hyderabad", "india", ("海得拉巴",)),
        ("mumbai", "Mumbai", "india", ("孟买",)),
        ("pune", "Pune", "india", ("浦那",)),
        ("kuala-lumpur", "Kuala Lumpur", "malaysia", ("吉隆坡",)),
        ("penang", "Penang", "malaysia", ("槟城",)),
        ("cebu", "Cebu", "philippines", ("宿务",)),
        ("manila", "Manila", "philippines", ("马尼拉",)),
    )
    for written in (office.replace("-", " "), plain(name), *others)
}
"""Id, name and jurisdiction of a city by the ways to write it."""
