"""The lists of values that columns may hold. `also` is data from real forms, easily added to."""

from baigong.ground.lake.schema.columns import Value

DOCUMENT = (
    Value("resident", "居民身份证", ("身份证", "公民身份证")),
    Value("hmt", "港澳台居民居住证"),
    Value("foreign_pr", "外国人永久居留身份证"),
    Value("passport", "护照"),
    Value("travel_permit", "往来内地通行证", ("台湾居民来往大陆通行证", "港澳居民来往内地通行证")),
    Value("military", "军官证"),
)
SEX = (Value("M", "男"), Value("F", "女"))
GROUP = (
    Value("migrant", "农村转移就业劳动者", ("农民工",)),
    Value("graduate", "毕业年度高校毕业生"),
    Value("unemployed", "登记失业人员"),
    Value("poverty", "脱贫人口"),
    Value("retired", "退休人员"),
    Value("student", "在校学生"),
    Value("disabled", "残疾人"),
    Value("veteran", "退役军人"),
    Value("school_leaver", "未升学初高中毕业生"),
    Value("hard_to_employ", "就业困难人员"),
)
ORGANISATION_KIND = (
    Value("enterprise", "企业"),
    Value("training", "培训机构"),
    Value("school", "院校"),
    Value("evaluation", "评价机构"),
    Value("association", "社会组织"),
    Value("authority", "主管部门"),
)
LICENCE_KIND = (Value("training", "民办学校办学许可"), Value("business", "营业范围"))
CHANNEL = (
    Value("identification", "职业技能等级认定"),
    Value("qualification", "职业资格评价", ("职业技能鉴定",)),
    Value("ability", "专项职业能力考核"),
    Value("public_sector", "机关事业单位工勤等级"),
    Value("military", "军队鉴定"),
)
ENDING = (Value("void", "撤销"), Value("revoked", "注销"))
STAFF_ROLE = (
    Value("assessor", "考评员"),
    Value("invigilator", "监考"),
    Value("supervisor_external", "外部督导"),
    Value("supervisor_internal", "内部督导"),
    Value("panel", "综合评审"),
)
PASSED = (Value("yes", "合格", ("通过",)), Value("no", "不合格", ("未通过",)), Value("absent", "缺考"))
MODE = (Value("onsite", "线下"), Value("online", "线上"))
CLASS_ROLE = (Value("teacher", "教师"), Value("mentor", "导师"))
OUTCOME = (Value("completed", "结业"), Value("left", "退学"))
ATTENDANCE_SOURCE = (Value("device", "设备"), Value("paper", "纸质"))
TIER = (
    Value("world", "世界级"),
    Value("national_1", "国家级一类"),
    Value("national_2", "国家级二类"),
    Value("province", "省级"),
    Value("city", "市级"),
    Value("enterprise", "企业级"),
)
STAGE = (Value("advance", "预支"), Value("settlement", "结算"))
CLAIM_STATE = (
    Value("applied", "已申请"),
    Value("accepted", "已通过"),
    Value("refused", "未通过"),
    Value("paid", "已支付"),
    Value("recovered", "已追回"),
)
RELATION = (
    Value("=", "等于"),
    Value(">", "大于", ("超过",)),
    Value(">=", "不少于", ("≥",)),
    Value("~", "约", ("约为",)),
    Value("<", "小于"),
    Value("<=", "不超过", ("≤",)),
)
