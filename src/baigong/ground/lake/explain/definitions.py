"""What each series counts, as the contract defines it, and where the plan asks for it."""

from collections.abc import Mapping

from baigong.core.plans import Plan
from baigong.core.text import Text

DEFINITIONS: Mapping[str, Text] = {
    "events": Text(
        zh="发证人次：期内颁发且未被撤销的证书数，含专项职业能力证书。",
        en="Certificates issued in the period and not voided, certificates without a level among them.",
    ),
    "holders": Text(
        zh="取证人数：期内取得上述证书的不重复人数；跨单元格的人在每一格各计一次。",
        en="Distinct persons among the certificates issued in the period and not voided; a person counts in each cell.",
    ),
    "first": Text(
        zh="首次取证人数（登记口径）：有等级且未被撤销的第一本证书在期内颁发的不重复人数；早年证书未电子化的，为上限。",
        en="Distinct persons whose first ever levelled, non-void certificate was issued in the period; an upper bound "
        "where older certificates were never digitised.",
    ),
    "first_high": Text(
        zh="首次取得高级工及以上证书人数（登记口径）：最早一本三级及以上且未被撤销的证书在期内颁发的不重复人数，"
        "不论此前有何证书。",
        en="Distinct persons whose earliest non-void certificate of level 3 or above was issued in the period, "
        "whatever came before.",
    ),
    "stock": Text(
        zh="持有效证书技能人才数（登记口径）：当日至少持有一本有等级的有效证书且未退出劳动力的不重复人数；"
        "有效指当日或之前颁发、未撤销、未于当日或之前注销、未过有效期。",
        en="Distinct persons with at least one levelled certificate in force on the day (issued by then, not void, not "
        "revoked by then, not expired) who are not out of the labour force.",
    ),
    "stock_high": Text(
        zh="持有效证书高技能人才数（登记口径）：上述人员中当日有效证书最高等级为三级及以上的不重复人数。",
        en="Distinct persons of the stock whose highest level in force on the day is 3 or above.",
    ),
}
_NONE = Text(zh="规划文件没有按此口径设定目标", en="no document of the plan sets a goal for this series")


def clause_of(plan: Plan, series: str) -> Text:
    """The first clause whose goal is counted by the series."""
    for target in plan.targets:
        counting = target.counting
        if counting and target.is_verified and series in (counting.series, counting.over):
            document = plan.documents[target.document]
            return Text(zh=f"{document.zh}，{target.clause.zh}", en=f"{document.en}, {target.clause.en}")
    return _NONE
