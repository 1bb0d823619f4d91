"""Chinese for all that the two front sheets and the pictures say; one place for all of it.

Terms of labour and data law are those of the statutes, such as the Labour Contract Law (articles 36
and 41) and the provisions on cross-border data flows.
"""

from __future__ import annotations

from collections.abc import Mapping

_SENTENCES = {
    "Comparison of {plans}": "方案比较：{plans}",
    "{name}: {said}": "{name}：{said}",
    "{acts}: ": "{acts}：",
    "{said}.": "{said}。",
    " ({remarks})": "（{remarks}）",
    "about {count}": "约{count}",
    "1 to {floor}": "1至{floor}",
    "{low} to {high}": "{low}至{high}",
    "{low} {low_way} to {high} {high_way}": "{low_way}{low}至{high_way}{high}",
    "less": "减少",
    "more": "增加",
    "better": "更优",
    "worse": "更差",
    "Move nobody": "不迁移任何岗位",
    "Move {posts} in {waves}": "分{waves}迁移{posts}",
    "Move {posts}": "迁移{posts}",
    "{moved} of {posts}": "{posts}中的{moved}个",
    "{posts} at {offices}": "{offices}的{posts}",
    "{names} and {last}": "{names}和{last}",
    "{count} offices": "{count}个办公地点",
    "start {measures} ({names})": "启动{measures}（{names}）",
    "keep {count}": "保留{count}个",
    "{amount} less in money": "实际支出减少{amount}",
    "{amount} more in money": "实际支出增加{amount}",
    "the same in money": "实际支出不变",
    "{amount} less expected loss": "预期损失减少{amount}",
    "{amount} more expected loss": "预期损失增加{amount}",
    "the same expected loss": "预期损失不变",
    "{amount} better in all than {baseline}": "总成本比“{baseline}”低{amount}",
    "{amount} worse in all than {baseline}": "总成本比“{baseline}”高{amount}",
    "neither better nor worse in all than {baseline}": "总成本与“{baseline}”持平",
    "about the same in money": "实际支出大致不变",
    "about the same expected loss": "预期损失大致不变",
    "about as good in all as {baseline}": "总成本与“{baseline}”大致持平",
    "what it saves is not known": "节省金额未知",
    "assumed": "假设值",
    "counted {weight} times in the total": "计入总额时乘以{weight}",
    "decide by {day}": "最迟于{day}决定",
    "{by}, {since}": "{by}，{since}",
    "since the consultation opens {days} days before posts move": (
        "因为须在岗位迁移前{days}天启动裁员说明与意见征求程序"
    ),
    "since people are asked {days} days before they move": "因为须提前{days}天征询员工调动意愿",
    "since seats are ordered {days} days before they are used": "因为工位须提前{days}天预订",
    "since hires are opened {days} days before they start": "因为招聘须提前{days}天启动",
    "since permits are applied for {days} days before people move": (
        "因为工作许可须提前{days}天申请"
    ),
    "since the filing takes {days} days": "因为出境手续需要{days}天",
    "since a measure takes {days} days to start": "因为措施落地需要{days}天",
    "since agreements are signed {days} days before people leave": (
        "因为协商解除协议须在员工离职前{days}天签署"
    ),
    "since notice is given {days} days before people leave": "因为解除通知须提前{days}天发出",
    "since vacant posts are offered {days} days before they are taken": (
        "因为空缺岗位须提前{days}天提供给员工"
    ),
    "since the hand-over begins {days} days before posts land": "因为工作交接须提前{days}天开始",
    "It means {people}.": "涉及：{people}。",
    "{count} when staying put": "维持现状时为{count}人",
    "as when staying put": "与维持现状相同",
    "{count} more than when staying put": "比维持现状多{count}人",
    "{count} fewer than when staying put": "比维持现状少{count}人",
    "It breaks rules: {rules}.": "违反规则：{rules}。",
    "There is no plan: none can keep every rule.": "没有方案：任何方案都无法满足全部规则。",
    "There is no plan: none was found in the time given; one may exist.": (
        "没有方案：在给定时间内未找到，但可能存在。"
    ),
    "There is no plan: what the search returned did not pass the audit.": (
        "没有方案：求解结果未通过复核。"
    ),
    "It cannot be carried over to the world of {world}, which lacks what it names.": (
        "无法放入“{world}”的情景：该情景缺少方案所涉及的对象。"
    ),
    "{plan} breaks rules in the world of {world} and is not ranked: {rules}.": (
        "{plan}在“{world}”的情景中违反规则，不参与排序：{rules}。"
    ),
    "{cheaper} costs {apart} less in all than {dearer}, expected loss included.": (
        "计入预期损失后，{cheaper}的总成本比{dearer}低{apart}。"
    ),
    "{cheaper} costs a little less in all than {dearer}, expected loss included.": (
        "计入预期损失后，{cheaper}的总成本略低于{dearer}。"
    ),
    "{one} and {other} cannot be told apart: they cost about the same in all.": (
        "{one}与{other}无法区分优劣：总成本大致相同。"
    ),
    "{one} and {other} cannot be told apart: they cost the same in all.": (
        "{one}与{other}无法区分优劣：总成本相同。"
    ),
    "{one} and {other} cannot be told apart: they are {apart} apart, and what is proven of "
    "them leaves {open} open.": (
        "{one}与{other}无法区分优劣：两者相差{apart}，而已证明的界限仍留有{open}的余地。"
    ),
}

_COUNTS = {
    "{count} post": "{count}个岗位",
    "{count} posts": "{count}个岗位",
    "{count} wave": "{count}个批次",
    "{count} waves": "{count}个批次",
    "{count} measure": "{count}项措施",
    "{count} measures": "{count}项措施",
    "{count} dismissal": "裁员{count}人",
    "{count} dismissals": "裁员{count}人",
    "{count} person asked to move": "征询调动意愿{count}人",
    "{count} people asked to move": "征询调动意愿{count}人",
    "{count} person redeployed": "转岗安置{count}人",
    "{count} people redeployed": "转岗安置{count}人",
    "{count} vacancy filled elsewhere": "{count}个空缺改在异地招聘",
    "{count} vacancies filled elsewhere": "{count}个空缺改在异地招聘",
    "{count} input is": "{count}项输入",
    "{count} inputs are": "{count}项输入",
    "{count} signature is": "{count}项签批",
    "{count} signatures are": "{count}项签批",
}

_DECISION = {
    "Decision": "决策",
    "What to decide": "需要决定什么",
    "The options side by side": "各选项对比",
    "Figure": "指标",
    "Staying put": "维持现状",
    "Staying plus measures": "维持现状并采取措施",
    "Total": "总成本",
    "Total, with expected loss counted {weight} times": "总成本（预期损失乘以{weight}）",
    "Money paid": "实际支出",
    "Expected loss (assumed)": "预期损失（假设值）",
    "Expected loss, low": "预期损失，低值",
    "Expected loss, high": "预期损失，高值",
    "Better in all than {baseline}": "总成本比“{baseline}”低",
    "of it within the horizon": "其中规划期内",
    "Could still be better by, at most": "至多还可改进",
    "Could still be better by, at most, in the world it was made for": (
        "在制定该方案的情景中至多还可改进"
    ),
    "Better in all, inputs at their worse ends": "总成本低，输入取较差值",
    "Better in all, inputs at their better ends": "总成本低，输入取较好值",
    "One-off cash in fiscal year {year}": "{year}财年一次性现金支出",
    "Running cost a year at the end": "期末年度运行成本",
    "Dismissals": "裁员人数（经济性裁员与协商解除）",
    "People asked to move": "征询调动意愿人数",
    "of whom move": "其中实际调动人数",
    "People redeployed": "转岗安置人数",
    "Vacancies filled elsewhere": "改在异地招聘的空缺",
    "Posts moved": "迁移岗位",
    "Waves": "批次",
    "Decide by": "最迟决定日期",
    "Last day it can be stopped free": "可无成本叫停的最后日期",
    "Last day any of it can be stopped": "仍可叫停任何部分的最后日期",
    "A stop of all of it costs then": "届时全部叫停的成本",
    "All signatures due commit": "全部待签批事项承诺的金额",
    "Break-even with staying put, by multiple of all losses": (
        "与维持现状的盈亏平衡点（全部损失的倍数）"
    ),
    "our own range of that multiple": "我方假设的倍数范围",
    "cheaper at any multiple": "无论倍数多少，均更便宜",
    "not cheaper at any multiple": "无论倍数多少，均不更便宜",
    "pays from {multiple} times ours": "损失达到我方假设的{multiple}倍起更便宜",
    "pays while losses stay under {multiple} times ours": (
        "损失低于我方假设的{multiple}倍时更便宜"
    ),
    "{low} to {high} times": "{low}至{high}倍",
    "What moves it most ({number})": "影响最大的因素（{number}）",
    "No single input turns the decision within its range.": (
        "没有任何单项输入会在其范围内改变决策。"
    ),
    "For {plan}, no single input turns the decision within its range.": (
        "对{plan}而言，没有任何单项输入会在其范围内改变决策。"
    ),
    "What would turn it ({number})": "可改变决策的因素（{number}）",
    "turns past {value}": "超过{value}即改变决策",
    "past {value} it breaks {rules}": "超过{value}即违反规则（{rules}）",
    "{said}, now {base}": "{said}，现为{base}",
    "turns it": "会改变决策",
    "turns it by breaking {rules}": "会因违反规则（{rules}）改变决策",
    "{said}, saving between {low} and {high}": "{said}，节省金额在{low}与{high}之间",
    "{input}: saving between {low} and {high}": "{input}：节省金额在{low}与{high}之间",
    "Deciding a quarter later costs": "推迟一个季度决定的成本",
    "made for another world": "为其他情景制定",
    "{amount}, not told apart from nothing": "{amount}，与零无法区分",
    "If few accept, it costs more by": "若接受调动的人数处于低值，成本增加",
    "nobody is asked to move": "无人需要征询",
    "no lawful plan": "没有合法的方案",
    "no plan found": "未找到方案",
    "cannot be carried over": "无法放入该情景",
    "Rules it breaks": "违反的规则",
    "none": "无",
    "Every option is valued in the world of {world} as planned on {day}, at present value over "
    "the horizon and what follows it. Cash and running cost are not discounted.": (
        "所有选项均在“{world}”的情景中、以{day}为规划日估值，金额为规划期及其后的现值；"
        "现金支出与运行成本未折现。"
    ),
    "Expected loss rests on assumed likelihoods.": "预期损失以假设的发生概率为依据。",
    "What a later decision costs {plan} is no more than what its search leaves open, "
    "{open}: it proves nothing.": (
        "{plan}推迟决定的成本不超过求解留下的余地（{open}），不能说明问题。"
    ),
    "Not known or not shown for any option: {titles}.": "所有选项均未知或不列示：{titles}。",
    "Counts are rounded to multiples of {step}; those from 1 to {floor} are not shown. "
    "Amounts are rounded to multiples of {amount}; 0 stands for less than half of that. Rounded "
    "figures may not add up.": (
        "数量按{step}的倍数取整，1至{floor}不单独列示；金额按{amount}的倍数取整，"
        "0表示不足其一半。取整后各项之和可能不等于合计。"
    ),
    "A person decides. These figures are an aid to planning, not legal advice.": (
        "由人作出决定。以上数字仅供规划参考，不构成法律意见。"
    ),
    "The appendix is in English.": "附录为英文。",
    "What each costs in the world of {world}": "各选项在“{world}”的情景中的成本",
    "What each asks of people": "各选项涉及的人员",
    "{option} breaks rules there: {rules}.": "{option}在该情景中违反规则：{rules}。",
    "Money": "实际支出",
    "Better in all": "总成本低",
    "One-off cash": "一次性现金支出",
    "A year at the end": "期末年度成本",
    "Asked to move": "征询调动意愿",
    "Redeployed": "转岗安置",
}

_ASSUMED = {
    "Assumed and signed": "假设与签批",
    "What is assumed, and who signs": "哪些是假设，由谁签批",
    "Inputs by their weight in the decision": "按对决策的影响排列的输入",
    "Input": "输入",
    "Value": "取值",
    "Range": "范围",
    "Moves the saving by": "对节省金额的影响",
    "Known or assumed": "已知或假设",
    "Source": "来源",
    "Approved by": "批准人",
    "nobody yet": "尚无人批准",
    "Known: read in the source": "已知：已查阅出处",
    "Second-hand": "转引",
    "Not verified": "未经核实",
    "Assumed": "假设",
    "Not stated": "未说明",
    "{row}: {field}": "{row}：{field}",
    "{inputs} listed. Not read in a source: {assumed}. Approved by nobody yet: {unapproved}.": (
        "共列出{inputs}。未查阅出处：{assumed}项；尚无人批准：{unapproved}项。"
    ),
    "The heaviest, {input}, moves the saving by {amount} over its range.": (
        "影响最大的是“{input}”，在其范围内使节省金额变动{amount}。"
    ),
    "The {count} heaviest are below; the others are on the sheet All assumptions.": (
        "下表列出影响最大的{count}项，其余见附录。"
    ),
    "Signatures due": "待签批事项",
    "By": "截止日期",
    "Plan": "方案",
    "What": "事项",
    "Count": "数量",
    "Commits": "承诺金额",
    "Owner": "负责部门",
    "Approver": "签批人",
    "{signatures} due, the first by {day}: {task} ({owner}).": (
        "{signatures}待办，最早一项截至{day}：{task}（{owner}）。"
    ),
    "{signatures} due over all plans, the first by {day}: {task} ({owner}).": (
        "各方案合计{signatures}待办，最早一项截至{day}：{task}（{owner}）。"
    ),
    "In all they commit {amounts}.": "合计承诺{amounts}。",
    "{amount} for {plan}": "{plan} {amount}",
    "The first {count} are below; the others are on the sheet All signatures.": (
        "下表列出最早的{count}项，其余见附录。"
    ),
    "Owners are the roles that usually do such tasks: an assumption.": ("负责部门按通常分工假设。"),
    "HR": "人力资源",
    "Legal": "法务",
    "Mobility": "员工派遣",
    "Real estate": "办公场所",
    "Compliance": "合规",
    "IT security": "信息安全",
    "open the consultation of {what}": "启动{what}经济性裁员的说明与意见征求程序",
    "ask who moves to {what}": "征询前往{what}的调动意愿",
    "order seat blocks at {what}": "预订{what}的工位",
    "open hires at {what}": "启动{what}的招聘",
    "apply for permits at {what}": "申请{what}的工作许可",
    "start {what}": "启动措施：{what}",
    "sign agreements in {what}": "签署{what}的协商解除劳动合同协议",
    "give notice in {what}": "发出{what}的解除劳动合同通知",
    "offer vacant posts of {what}": "提供{what}的空缺岗位",
    "hand over to {what}": "向{what}办理工作交接",
    "ask who moves": "征询调动意愿",
    "order seat blocks": "预订工位",
    "open hires": "启动招聘",
    "apply for permits": "申请工作许可",
    "sign agreements": "签署协商解除劳动合同协议",
    "give notice": "发出解除劳动合同通知",
    "offer vacant posts": "提供空缺岗位",
    "hand over": "办理工作交接",
    "{task}, the first of all": "{task}（最早一项）",
    "file the {route} of {entity} for {group} data": "办理{entity}的{group}出境手续：{route}",
    "personal": "个人信息",
    "important": "重要数据",
    "exempt": "豁免",
    "standard contract": "个人信息出境标准合同",
    "certification": "个人信息保护认证",
    "security assessment": "数据出境安全评估",
}

_RULES = {
    "Posts": "岗位",
    "Horizon": "规划期",
    "Known costs": "已知成本",
    "Eligibility": "任职资格",
    "Core data": "核心数据",
    "Placements": "转岗安置",
    "Kept posts": "保留岗位",
    "Lead times": "提前期",
    "Teams": "团队",
    "Acceptance": "调动接受率",
    "Vacancies": "空缺",
    "Residual presence": "最低留守",
    "Leases": "租约",
    "Seats": "工位",
    "Arrivals": "迁入上限",
    "Departures": "迁出上限",
    "Visas": "工作许可",
    "Redundancies": "裁员上限",
    "Continuity": "业务连续性",
    "Pace": "迁移节奏",
    "People at risk": "高风险人员",
    "Mass redundancy": "经济性裁员",
    "Measures": "措施",
    "Routes": "出境路径",
    "Obligations": "法定义务",
    "Run rate": "运行成本",
    "Relocation": "调动费用",
    "Severance": "经济补偿",
    "Hiring": "招聘",
    "Ramp up": "上手期",
    "Listed costs": "单列成本",
    "Presence exposure": "留守风险",
    "Export exposure": "数据出境风险",
    "People exposure": "人员风险",
    "Exit exposure": "退出风险",
    "Commitments": "既有承诺",
    "Decided": "已决事项",
    "Requests": "指定要求",
    "Churn": "方案变动",
    "Budget": "预算",
    "Exposure cap": "风险上限",
}

_FIELDS_BY_NAME = {
    "share who accept": "调动接受率",
    "events behind one that is known": "每一已知事件背后的事件数",
    "likelihood before signals": "信号前的发生概率",
    "loss": "损失",
    "annual pay": "年度人工成本",
    "number of individuals": "个人信息主体数量",
    "exchange rate": "汇率",
}

_PICTURES = {
    "Posts by office": "各办公地点岗位数",
    "Posts by office from {first} to {last}: {changes}.": (
        "{first}至{last}各办公地点岗位数：{changes}。"
    ),
    "Posts on the first day of each period; each office on its own scale": (
        "每期首日岗位数；各办公地点刻度不同"
    ),
    "{office} from {first} to {last}": "{office}由{first}个变为{last}个",
    "the same at all offices shown": "所列各办公地点均无变化",
    "{count} other offices": "其余{count}个办公地点",
    " Gaps are counts from 1 to {floor}, which are not shown.": (
        "空缺处为1至{floor}的数量，不单独列示。"
    ),
    "Office": "办公地点",
    "Period": "期间",
    "Part": "项目",
    "Cash by period": "各期现金支出",
    "One-off cash, {unit}": "一次性现金支出（{unit}）",
    "Running cost of a period, {unit}": "当期运行成本（{unit}）",
    "Undiscounted; each part on its own scale": "未折现；两部分刻度不同",
    "no one-off cash": "无一次性现金支出",
    "one-off cash of {total}": "一次性现金支出{total}",
    "one-off cash of {total}, most in {most} ({amount})": (
        "一次性现金支出{total}，{most}最多（{amount}）"
    ),
    "running cost from {begin} to {end}": "运行成本由{begin}变为{end}",
    "running cost from {begin} in {first} to {end} in {last}": (
        "运行成本由{first}的{begin}变为{last}的{end}"
    ),
    "{plan}: posts from office to office": "{plan}：岗位流向",
    "{plan} moves {posts}; the largest flow is {most} from {origin} to {destination}.": (
        "{plan}迁移{posts}；最大的一项为从{origin}到{destination}，{most}个。"
    ),
    "{plan}: waves": "{plan}：批次",
    "{plan} has {waves}, to be started by {first}; the last lands on {last}. The earliest last "
    "safe stop is {safe}.": (
        "{plan}有{waves}，最迟于{first}启动，最后一批于{last}到位；最早的安全叫停截止日为{safe}。"
    ),
    "Last safe stop": "安全叫停截止日",
    "Signing day": "签批日",
    "Money against expected loss": "实际支出与预期损失",
    "Money, {unit}": "实际支出（{unit}）",
    "Expected loss (assumed), {unit}": "预期损失（假设值，{unit}）",
    "{money} in money and {loss} in expected loss": "实际支出{money}，预期损失{loss}",
    "{name} has the least expected loss: {said}.": "{name}的预期损失最小：{said}。",
    " {name} costs the least money: {said}.": "{name}的实际支出最少：{said}。",
    "{name} (breaks a rule)": "{name}（违反规则）",
    "Plans": "方案",
    "Staying": "维持现状类选项",
    "From {begin} to {end}": "从“{begin}”到“{end}”",
    "{plan} costs {apart} in all than {baseline}; the largest step is {step}, {size}.": (
        "{plan}的总成本比“{baseline}”{apart}；最大的一项为{step}，{size}。"
    ),
    "{amount} less": "少{amount}",
    "{amount} more": "多{amount}",
    "{name} (assumed)": "{name}（假设值）",
    "Other": "其他",
    "{plan}: what would turn the decision": "{plan}：哪些输入可改变决策",
    "{plan} saves {amount}. {found}": "{plan}节省{amount}。{found}",
    "Saving against the better baseline, {unit}": "与较优的维持现状类选项相比的节省（{unit}）",
    "Inputs that turn the decision: {inputs}.": "可改变决策的输入：{inputs}。",
    "{name} ({said})": "{name}（{said}）",
    "Turns the decision": "改变决策",
    "Input at its low end": "输入取低值",
    "Input at its high end": "输入取高值",
    "No single input turns the decision within its range; what moves the saving most is {input}, "
    "from {low} to {high}.": (
        "没有任何单项输入会在其范围内改变决策；影响最大的是{input}，节省金额在{low}与{high}之间。"
    ),
}

CHINESE: Mapping[str, str] = {
    **_SENTENCES,
    **_COUNTS,
    **_DECISION,
    **_ASSUMED,
    **_RULES,
    **_FIELDS_BY_NAME,
    **_PICTURES,
}
"""Chinese by the English text of ours, with the same parts to fill in."""

STAGES: Mapping[str, str] = {
    "rumour": "传闻",
    "draft": "征求意见稿",
    "adopted": "已通过",
    "in_force": "已生效",
    "campaign": "专项执法",
    "inspection": "检查",
    "penalty": "处罚",
}
"""Stages of matters, which stand as values of inputs."""

FIELDS: Mapping[str, str] = {
    "adopted": "已通过阶段权重",
    "agreed": "已约定",
    "agreement": "协商解除",
    "amount": "金额",
    "annual": "年度成本",
    "asking_days": "征询天数",
    "assessment_from_personal": "安全评估人数门槛",
    "assessment_from_sensitive": "安全评估敏感信息人数门槛",
    "attrition": "离职率",
    "block_fit_out": "工位装修费",
    "block_lead_days": "工位预订提前天数",
    "block_lease": "工位租金",
    "block_seats": "每组工位数",
    "blocks": "工位组数",
    "budget": "预算",
    "by_fiscal_year": "按财年",
    "campaign": "专项执法阶段权重",
    "campaign_half_life_days": "专项执法半衰期天数",
    "cash": "现金",
    "certification": "个人信息保护认证",
    "churn": "方案变动",
    "consultation": "意见征求费用",
    "consultation_days": "意见征求天数",
    "continuity": "业务连续性",
    "contract_from_personal": "标准合同人数门槛",
    "contract_from_sensitive": "标准合同敏感信息人数门槛",
    "covers_days": "覆盖天数",
    "cut_share": "削减比例",
    "days": "天数",
    "discount_rate": "折现率",
    "dispute": "劳动争议",
    "disputed": "争议比例",
    "domestic_relocation": "境内调动费",
    "draft": "征求意见稿阶段权重",
    "enforcement_half_life_days": "执法信息半衰期天数",
    "events": "事件数",
    "exempt_remaining_share": "豁免后剩余损失比例",
    "exit_barred": "不得出境的岗位",
    "exit_barred_share": "不得出境的比例",
    "exports": "数据出境",
    "exposure_cap": "风险上限",
    "factor": "系数",
    "factor_high": "系数高值",
    "factor_low": "系数低值",
    "firm_years": "企业年数",
    "fiscal_year": "财年",
    "fiscal_year_starts": "财年起始月",
    "fixed_share": "固定比例",
    "floor_heads": "最小列示人数",
    "heads": "人数",
    "hiring_days": "招聘天数",
    "hiring_share": "招聘费比例",
    "horizon": "规划期",
    "in_force": "已生效阶段权重",
    "indifference": "无差异金额",
    "individuals": "个人信息主体数量",
    "inspection": "检查阶段权重",
    "labour": "用工",
    "lead_days": "办理天数",
    "lease": "租金",
    "likelihood": "发生概率",
    "limit": "上限",
    "loss": "损失",
    "lost": "败诉比例",
    "low": "低值",
    "mass_redundancy": "经济性裁员",
    "max_blocks": "工位组上限",
    "max_replaced_share": "替换比例上限",
    "max_share": "比例上限",
    "minimum": "下限",
    "minimum_months": "最低月数",
    "mlps_level": "网络安全等级",
    "modes": "迁移方式",
    "monthly_wage": "月工资",
    "months": "月数",
    "months_per_year": "每年工龄月数",
    "must_go": "须迁出岗位",
    "must_stay": "须留守岗位",
    "notice_days": "提前通知天数",
    "notice_months": "代通知金月数",
    "one_off": "一次性成本",
    "other_staff": "其他员工",
    "overlap_periods": "交接期数",
    "pay_year": "薪酬年度",
    "penalty": "处罚阶段权重",
    "per_head": "每人",
    "per_head_share": "每人比例",
    "periods": "期数",
    "posts": "岗位数",
    "protected": "受保护岗位",
    "protected_share": "受保护比例",
    "protected_sign": "受保护人员可签署",
    "ramp_up_loss": "上手期产出损失",
    "ramp_up_months": "上手期月数",
    "redeploy": "转岗安置",
    "redundancy": "裁员后异地招聘",
    "refill": "空缺异地招聘",
    "refill_window_periods": "补缺期数",
    "relocation": "调动费",
    "remaining_share": "剩余损失比例",
    "report_half_life_days": "报道半衰期天数",
    "retraining": "再培训费",
    "retraining_loss": "再培训产出损失",
    "retraining_months": "再培训月数",
    "risk_weight": "风险权重",
    "rumour": "传闻阶段权重",
    "seats": "工位数",
    "seats_per_head": "每岗工位数",
    "security_assessment": "数据出境安全评估",
    "set_up": "启动费用",
    "severance": "经济补偿",
    "severity": "严重程度",
    "share": "比例",
    "shares": "各项比例",
    "signal_weights": "信号权重",
    "spent": "已支出",
    "stage": "阶段",
    "standard_contract": "个人信息出境标准合同",
    "tail_periods": "期后期数",
    "tail_share": "期后比例",
    "total": "总额",
    "total_cap": "总额上限",
    "transfer": "随岗调动",
    "under_way": "进行中",
    "vacant": "空缺岗位",
    "valid_days": "有效天数",
    "visa": "签证费用",
    "visa_days": "签证天数",
    "wage_cap": "工资上限",
    "wage_growth": "工资增长率",
    "window_days": "累计天数",
    "windows": "时段",
    "withdraws": "反悔比例",
    "worth": "汇率",
    "year": "年度",
    "yearly": "年度费用",
    "years": "年数",
    "years_cap": "年限上限",
}
"""Fields of a scenario that figures stand in, and the groups they are in."""

TABLES: Mapping[str, str] = {
    "acceptance": "调动接受率",
    "access": "数据访问",
    "base_rates": "基础发生率",
    "cases": "风险事件",
    "cohorts": "岗位组",
    "costs": "单列成本",
    "datasets": "数据集",
    "effects": "措施效果",
    "entities": "法人实体",
    "exported": "已出境数据",
    "headcount": "编制",
    "incumbent": "现行方案",
    "inspections": "检查",
    "jurisdictions": "法域",
    "labour_market": "劳动力市场",
    "loss_parts": "损失构成",
    "losses": "损失",
    "matters": "监管事项",
    "measures": "措施",
    "obligations": "法定义务",
    "offices": "办公地点",
    "pay": "薪酬",
    "populations": "个人信息主体",
    "presence": "最低留守",
    "quotas": "配额",
    "ranges": "取值范围",
    "rates": "汇率",
    "requests": "指定要求",
    "roles": "职位",
    "routes": "出境路径",
    "separations": "已离职",
    "service": "工龄与工资",
    "signals": "监管信号",
    "substitutes": "转岗对应",
    "teams": "团队",
    "topics": "风险主题",
}
"""Tables of a scenario, which stand for rows that are not told."""
