/**
 * Sentences of systems whose facts read better in an order of their own. `{figure}` is a figure of the system; a clause
 * whose figure is zero is left out, in brackets item by item. Rates show their cases by themselves. Whatever a template
 * does not name is told after it.
 */
const sentences: Readonly<Record<string, readonly string[]>> = {
  'study-session': [
    '开展学法活动{sessions}，参加{attendees}，县处级领导干部学法{leaderStudy}（理论学习中心组{centralGroup}、政府常务会议{standingMeetings}）',
  ],
  hotline: [
    '政务热线受理{received}（市热线转办{cityOrders}、区政府热线{districtOrders}、区长信箱{districtMailbox}、市长信箱{cityMailbox}、省级平台转办{provinceOrders}、公众门户{portalOrders}）',
    '反馈率{feedbackRate}，按期办理率{onTimeRate}，满意率{satisfactionRate}，解决率{solvedRate}',
  ],
  mediation: [
    '人民调解组织受理纠纷{accepted}，上期结转{carriedIn}，调解{mediated}（成功{succeeded}、不成{failed}），当事人终止{withdrawn}，转其他途径{transferred}，年末在办{open}',
    '调解成功率{successRate}，涉案金额{amount}',
  ],
  reconsideration: [
    '收到行政复议申请{received}，上期审查中{pendingReviewBefore}，受理{accepted}，不予受理{refused}，告知向其他机关提出{toldOtherBody}，经解释未提起{explainedNotFiled}，视为放弃{abandoned}，期末审查中{pendingReview}',
    '上年结转{openBefore}，审结{concluded}（维持{maintained}、驳回{dismissed}、撤销{revoked}、变更{changed}、确认违法{confirmedIllegal}、确认无效{confirmedVoid}、责令履行{orderedToPerform}、行政协议责任{agreements}、调解{mediated}、终止{terminated}），年末未结{open}',
    '纠错率{correctionRate}，调撤率{settlementRate}，按期审结率{inTimeRate}',
  ],
  'publicity-activity': [
    '开展法治宣传活动{activities}（线下{onsite}、线上{online}），受众{audience}，发放宣传资料{papers}，入户宣传{households}',
  ],
}

export const templates = (system: string): readonly string[] => sentences[system] ?? []
/** For checking that each names figures which exist. */
export const templateSystems: readonly string[] = Object.keys(sentences)
