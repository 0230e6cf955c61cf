"""The tables of a package, as the contract lists them: one list, and longer than 400 lines because the contract is."""

from baigong.core.text import Text
from baigong.ground.lake.schema import lists
from baigong.ground.lake.schema.columns import Column, Kind, Table

IDENTITY_HEADINGS = ("身份证号", "身份证号码", "公民身份号码", "居民身份证号", "身份证件号码", "证件号")

PERSONS = Table(
    "persons",
    Text(zh="人员", en="persons"),
    (
        Column("id_number", "证件号码", Kind.PERSON, key=True, also=IDENTITY_HEADINGS),
        Column("document", "证件类型", Kind.LISTED, values=lists.DOCUMENT, also=("证件种类",)),
        Column("name", "姓名"),
        Column("sex", "性别", Kind.LISTED, values=lists.SEX),
        Column("born_on", "出生日期", Kind.BIRTH),
        Column("region", "常住地", Kind.REGION),
        Column("left_on", "退出日期", Kind.DAY),
        Column("left_reason", "退出原因"),
        Column("left_recorded_at", "退出登记时间", Kind.INSTANT),
        Column("groups", "人员类别", Kind.LISTED_MANY, values=lists.GROUP),
    ),
    spans=(("born_on", "left_on"),),
)

MERGES = Table(
    "merges",
    Text(zh="归并", en="merges"),
    (
        Column("id_number", "证件号码", Kind.PERSON, key=True, also=IDENTITY_HEADINGS),
        Column("into", "归并到", Kind.PERSON, required=True, belongs_to="persons"),
        Column("recorded_at", "登记时间", Kind.INSTANT, required=True),
        Column("undone_at", "撤回时间", Kind.INSTANT),
    ),
    spans=(("recorded_at", "undone_at"),),
    identity=("into",),
)

ORGANISATIONS = Table(
    "organisations",
    Text(zh="单位", en="organisations"),
    (
        Column("credit_code", "统一社会信用代码", Kind.CREDIT_CODE, key=True, also=("评价机构信用代码",)),
        Column("name", "单位名称"),
        Column("region", "所在地", Kind.REGION),
        Column("kinds", "单位类别", Kind.LISTED_MANY, values=lists.ORGANISATION_KIND),
        Column("parent", "上级单位", Kind.CREDIT_CODE, belongs_to="organisations"),
    ),
    identity=("parent",),
)

FILINGS = Table(
    "filings",
    Text(zh="备案", en="filings"),
    (
        Column("filing", "备案号", key=True),
        Column(
            "credit_code",
            "评价机构",
            Kind.CREDIT_CODE,
            required=True,
            belongs_to="organisations",
            also=("评价机构信用代码", "统一社会信用代码"),
        ),
        Column("body_number", "机构编码"),
        Column("occupation", "职业编码", Kind.OCCUPATION, required=True, also=("职业代码",)),
        Column("levels", "等级", Kind.LEVELS, required=True),
        Column("from_on", "生效日期", Kind.DAY, required=True),
        Column("to_on", "失效日期", Kind.DAY, may_lie_ahead=True),
        Column("region", "备案地", Kind.REGION),
        Column("applied_on", "申请日期", Kind.DAY),
        Column("approved_on", "批准日期", Kind.DAY),
    ),
    spans=(("from_on", "to_on"),),
    identity=("credit_code",),
)

LICENCES = Table(
    "licences",
    Text(zh="办学许可", en="licences"),
    (
        Column("credit_code", "统一社会信用代码", Kind.CREDIT_CODE, key=True),
        Column("kind", "许可类别", Kind.LISTED, key=True, values=lists.LICENCE_KIND),
        Column("from_on", "生效日期", Kind.DAY, key=True),
        Column("occupations", "职业编码", Kind.OCCUPATIONS),
        Column("levels", "等级", Kind.LEVELS),
        Column("to_on", "失效日期", Kind.DAY, may_lie_ahead=True),
    ),
    spans=(("from_on", "to_on"),),
)

CERTIFICATES = Table(
    "certificates",
    Text(zh="证书", en="certificates"),
    (
        Column("number", "证书编号", Kind.CERTIFICATE_NUMBER, key=True, also=("证书号", "证书号码")),
        Column("id_number", "证件号码", Kind.PERSON, required=True, belongs_to="persons", also=IDENTITY_HEADINGS),
        Column("name", "姓名"),
        Column("occupation", "职业编码", Kind.OCCUPATION, required=True, also=("职业代码",)),
        Column(
            "occupation_name",
            "职业（工种）名称",
            also=("职业工种名称", "职业名称", "职业/工种", "鉴定职业", "工种/职业方向"),
        ),
        Column("trade", "工种"),
        Column(
            "level",
            "职业技能等级",
            Kind.LEVEL,
            required=True,
            also=("认定等级", "技能等级", "职业等级", "级别", "证书等级", "职业资格等级", "等级"),
        ),
        Column("channel", "评价渠道", Kind.LISTED, required=True, values=lists.CHANNEL),
        Column(
            "credit_code",
            "发证机构统一社会信用代码",
            Kind.CREDIT_CODE,
            belongs_to="organisations",
            also=("评价机构信用代码", "统一社会信用代码"),
        ),
        Column("issuer_name", "发证机构", also=("评价机构", "评价机构名称", "发证机构名称", "颁证单位")),
        Column("region", "核发地", Kind.REGION),
        Column(
            "issued_on", "发证日期", Kind.DAY, required=True, also=("核发日期", "证书核发日期", "发证时间", "颁发日期")
        ),
        Column("batch", "认定批次", also=("批次号", "评价批次", "认定计划编号")),
        Column("session", "场次", belongs_to="sessions"),
        Column("competition", "竞赛", belongs_to="competitions"),
        Column("prior_number", "原证书编号"),
        Column("valid_until", "有效期至", Kind.DAY, may_lie_ahead=True),
        Column("ended_on", "失效日期", Kind.DAY),
        Column("ending", "失效原因", Kind.LISTED, values=lists.ENDING),
        Column("recorded_at", "登记时间", Kind.INSTANT),
        Column("ending_recorded_at", "失效登记时间", Kind.INSTANT),
    ),
    spans=(("issued_on", "valid_until"), ("issued_on", "ended_on")),
    identity=("id_number", "occupation", "level", "credit_code", "issued_on"),
)

SESSIONS = Table(
    "sessions",
    Text(zh="场次", en="sessions"),
    (
        Column("session", "场次号", key=True, also=("场次",)),
        Column("batch", "认定批次", also=("批次号", "评价批次", "认定计划编号")),
        Column("credit_code", "评价机构信用代码", Kind.CREDIT_CODE, required=True, also=("统一社会信用代码",)),
        Column("filing", "备案号", belongs_to="filings"),
        Column("occupation", "职业编码", Kind.OCCUPATION, required=True, also=("职业代码",)),
        Column(
            "level",
            "职业技能等级",
            Kind.LEVEL,
            required=True,
            also=("认定等级", "技能等级", "职业等级", "级别", "等级"),
        ),
        Column("held_on", "考核日期", Kind.DAY, required=True),
        Column("starts_at", "开始时间", Kind.INSTANT),
        Column("ends_at", "结束时间", Kind.INSTANT),
        Column("region", "考核地", Kind.REGION),
        Column("room", "考场"),
        Column("seats", "考位数", Kind.INTEGER),
        Column("paper", "试卷"),
    ),
    spans=(("starts_at", "ends_at"),),
    identity=("credit_code", "occupation", "level", "held_on"),
)

SESSION_STAFF = Table(
    "session_staff",
    Text(zh="考务人员", en="session staff"),
    (
        Column("session", "场次号", key=True, also=("场次",)),
        Column("id_number", "证件号码", Kind.PERSON, key=True, also=IDENTITY_HEADINGS),
        Column("role", "角色", Kind.LISTED, key=True, values=lists.STAFF_ROLE),
    ),
)

RESULTS = Table(
    "results",
    Text(zh="成绩", en="results"),
    (
        Column("session", "场次号", key=True, also=("场次",)),
        Column("id_number", "证件号码", Kind.PERSON, key=True, also=IDENTITY_HEADINGS),
        Column("theory", "理论成绩", Kind.NUMBER, also=("理论知识考试成绩",)),
        Column("practical", "操作技能成绩", Kind.NUMBER, also=("技能成绩", "实操成绩", "技能考核成绩")),
        Column("review", "综合评审成绩", Kind.NUMBER),
        Column("passed", "评定结果", Kind.LISTED, values=lists.PASSED, also=("是否合格", "评定成绩")),
        Column("seat", "座位"),
        Column("answers", "作答摘要"),
        Column("entered_at", "录入时间", Kind.INSTANT),
        Column("changed_at", "修改时间", Kind.INSTANT),
        Column("changed_by", "修改人"),
    ),
)

INSURANCE = Table(
    "insurance",
    Text(zh="参保", en="insurance"),
    (
        Column("id_number", "证件号码", Kind.PERSON, key=True, also=IDENTITY_HEADINGS),
        Column("credit_code", "统一社会信用代码", Kind.CREDIT_CODE, key=True),
        Column("from_month", "起始月", Kind.MONTH, key=True, also=("缴费起始年月",)),
        Column("to_month", "截止月", Kind.MONTH, may_lie_ahead=True, also=("缴费截止年月",)),
    ),
    spans=(("from_month", "to_month"),),
)

BENEFITS = Table(
    "benefits",
    Text(zh="失业金", en="unemployment benefits"),
    (
        Column("id_number", "证件号码", Kind.PERSON, key=True, also=IDENTITY_HEADINGS),
        Column("from_month", "起始月", Kind.MONTH, key=True),
        Column("to_month", "截止月", Kind.MONTH, may_lie_ahead=True),
    ),
    spans=(("from_month", "to_month"),),
)

STATUSES = Table(
    "statuses",
    Text(zh="身份", en="statuses"),
    (
        Column("id_number", "证件号码", Kind.PERSON, key=True, also=IDENTITY_HEADINGS),
        Column("group", "人员类别", Kind.LISTED, key=True, values=lists.GROUP),
        Column("from_on", "起始日期", Kind.DAY, key=True),
        Column("to_on", "截止日期", Kind.DAY, may_lie_ahead=True),
    ),
    spans=(("from_on", "to_on"),),
)

EMPLOYMENTS = Table(
    "employments",
    Text(zh="就业", en="employments"),
    (
        Column("id_number", "证件号码", Kind.PERSON, key=True, also=IDENTITY_HEADINGS),
        Column("credit_code", "统一社会信用代码", Kind.CREDIT_CODE, key=True),
        Column("from_on", "起始日期", Kind.DAY, key=True),
        Column("to_on", "截止日期", Kind.DAY, may_lie_ahead=True),
        Column("occupation", "职业编码", Kind.OCCUPATION, also=("职业代码",)),
    ),
    spans=(("from_on", "to_on"),),
)

CLASSES = Table(
    "classes",
    Text(zh="培训班", en="classes"),
    (
        Column("class", "班号", key=True),
        Column("scheme", "项目"),
        Column("credit_code", "培训机构", Kind.CREDIT_CODE, required=True, also=("统一社会信用代码",)),
        Column("filed_on", "备案日期", Kind.DAY),
        Column("occupation", "职业编码", Kind.OCCUPATION, also=("职业代码",)),
        Column("level", "职业技能等级", Kind.LEVEL, also=("认定等级", "技能等级", "职业等级", "级别", "等级")),
        Column("region", "培训地", Kind.REGION),
        Column("from_on", "开班日期", Kind.DAY, required=True),
        Column("to_on", "结业日期", Kind.DAY, may_lie_ahead=True),
        Column("hours", "课时", Kind.NUMBER),
        Column("theory_hours", "理论课时", Kind.NUMBER),
        Column("practical_hours", "实操课时", Kind.NUMBER),
        Column("seats", "座位数", Kind.INTEGER),
        Column("room", "教室"),
        Column("address", "地址"),
        Column("mode", "培训方式", Kind.LISTED, values=lists.MODE),
    ),
    spans=(("from_on", "to_on"),),
)

CLASS_STAFF = Table(
    "class_staff",
    Text(zh="师资", en="class staff"),
    (
        Column("class", "班号", key=True),
        Column("id_number", "证件号码", Kind.PERSON, key=True, also=IDENTITY_HEADINGS),
        Column("role", "角色", Kind.LISTED, key=True, values=lists.CLASS_ROLE),
    ),
)

ENROLMENTS = Table(
    "enrolments",
    Text(zh="学员", en="enrolments"),
    (
        Column("class", "班号", key=True),
        Column("id_number", "证件号码", Kind.PERSON, key=True, also=IDENTITY_HEADINGS),
        Column("enrolled_on", "报名日期", Kind.DAY),
        Column("outcome", "结果", Kind.LISTED, values=lists.OUTCOME),
        Column("paid", "缴费", Kind.MONEY),
    ),
)

ATTENDANCE = Table(
    "attendance",
    Text(zh="考勤", en="attendance"),
    (
        Column("class", "班号", key=True),
        Column("id_number", "证件号码", Kind.PERSON, key=True, also=IDENTITY_HEADINGS),
        Column("on", "日期", Kind.DAY, key=True),
        Column("signed_in_at", "签到时间", Kind.INSTANT, key=True),
        Column("signed_out_at", "签退时间", Kind.INSTANT),
        Column("hours", "课时", Kind.NUMBER),
        Column("device", "设备"),
        Column("entered_at", "录入时间", Kind.INSTANT),
        Column("source", "来源", Kind.LISTED, values=lists.ATTENDANCE_SOURCE),
    ),
    spans=(("signed_in_at", "signed_out_at"),),
)

LESSONS = Table(
    "lessons",
    Text(zh="线上学习", en="online lessons"),
    (
        Column("class", "班号", key=True),
        Column("id_number", "证件号码", Kind.PERSON, key=True, also=IDENTITY_HEADINGS),
        Column("lesson", "课程", key=True),
        Column("from_at", "开始时间", Kind.INSTANT, key=True),
        Column("to_at", "结束时间", Kind.INSTANT),
        Column("share", "进度", Kind.NUMBER),
        Column("address", "网络地址"),
    ),
    spans=(("from_at", "to_at"),),
)

COMPETITIONS = Table(
    "competitions",
    Text(zh="竞赛", en="competitions"),
    (
        Column("competition", "竞赛编号", key=True, also=("竞赛",)),
        Column("name", "竞赛名称"),
        Column("credit_code", "主办单位", Kind.CREDIT_CODE, required=True, also=("统一社会信用代码",)),
        Column("tier", "竞赛级别", Kind.LISTED, values=lists.TIER),
        Column("occupation", "职业编码", Kind.OCCUPATION, also=("职业代码",)),
        Column("level", "职业技能等级", Kind.LEVEL, also=("认定等级", "技能等级", "职业等级", "等级")),
        Column("held_on", "举办日期", Kind.DAY, required=True),
        Column("entrants", "参赛人数", Kind.INTEGER),
    ),
)

APPRENTICESHIPS = Table(
    "apprenticeships",
    Text(zh="学徒", en="apprenticeships"),
    (
        Column("agreement", "协议号", key=True),
        Column("id_number", "证件号码", Kind.PERSON, required=True, also=IDENTITY_HEADINGS),
        Column("employer", "企业", Kind.CREDIT_CODE, required=True),
        Column("school", "院校", Kind.CREDIT_CODE),
        Column("occupation", "职业编码", Kind.OCCUPATION, required=True, also=("职业代码",)),
        Column("target", "目标等级", Kind.LEVEL, required=True),
        Column("mentor", "企业导师", Kind.PERSON),
        Column("tutor", "院校导师", Kind.PERSON),
        Column("hired_on", "入职日期", Kind.DAY),
        Column("contract_to", "合同期满", Kind.DAY, may_lie_ahead=True),
        Column("signed_on", "签订日期", Kind.DAY),
        Column("from_on", "开始日期", Kind.DAY, required=True),
        Column("to_on", "结束日期", Kind.DAY, may_lie_ahead=True),
        Column("outcome", "结果", Kind.LISTED, values=lists.OUTCOME),
    ),
    spans=(("from_on", "to_on"), ("hired_on", "contract_to")),
)

CLAIMS = Table(
    "claims",
    Text(zh="申领", en="claims"),
    (
        Column("claim", "申领号", key=True),
        Column("scheme", "项目", required=True),
        Column("id_number", "证件号码", Kind.PERSON, also=IDENTITY_HEADINGS),
        Column("credit_code", "统一社会信用代码", Kind.CREDIT_CODE),
        Column("certificate", "证书编号", Kind.CERTIFICATE_NUMBER, belongs_to="certificates"),
        Column("class", "班号", belongs_to="classes"),
        Column("agreement", "协议号", belongs_to="apprenticeships"),
        Column("stage", "阶段", Kind.LISTED, values=lists.STAGE),
        Column("applied_on", "申请日期", Kind.DAY, required=True),
        Column("amount", "金额", Kind.MONEY),
        Column("account", "收款账户"),
        Column("holder", "户名"),
        Column("state", "状态", Kind.LISTED, values=lists.CLAIM_STATE),
        Column("decided_on", "决定日期", Kind.DAY),
        Column("paid_on", "支付日期", Kind.DAY),
    ),
    identity=("certificate", "class", "agreement"),
)

OBSERVATIONS = Table(
    "observations",
    Text(zh="统计观测", en="observations"),
    (
        Column("indicator", "指标", key=True),
        Column("region", "地区", Kind.REGION, key=True),
        Column("period", "时期", Kind.PERIOD, key=True),
        Column("source", "来源", key=True),
        Column("value", "数值", Kind.NUMBER),
        Column("relation", "关系", Kind.LISTED, values=lists.RELATION),
        Column("unit", "单位"),
        Column("definition", "口径"),
        Column("published_on", "发布日期", Kind.DAY),
    ),
)

TABLES = {
    table.name: table
    for table in (
        PERSONS,
        MERGES,
        ORGANISATIONS,
        FILINGS,
        LICENCES,
        CERTIFICATES,
        SESSIONS,
        SESSION_STAFF,
        RESULTS,
        INSURANCE,
        BENEFITS,
        STATUSES,
        EMPLOYMENTS,
        CLASSES,
        CLASS_STAFF,
        ENROLMENTS,
        ATTENDANCE,
        LESSONS,
        COMPETITIONS,
        APPRENTICESHIPS,
        CLAIMS,
        OBSERVATIONS,
    )
}
# Any table may carry a column that says what document its person is named by.
DOCUMENT = PERSONS.by_name["document"]
