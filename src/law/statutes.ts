import type { Statute } from '#kernel/statute.ts'

/**
 * Statutes that the declarations cite, with the texts in force one after the other. A text is only ever added. Dates are
 * days of entry into force; `verified: false` marks what was not compared with the published text.
 */
const statute = (code: string, title: string, short: string, texts: Statute['texts']): Statute => ({
  code,
  title,
  short,
  texts,
})

export const penaltyAct = statute('penalty-act', '中华人民共和国行政处罚法', '行政处罚法', [
  { version: '2017', from: '2018-01-01', to: '2021-07-14' },
  { version: '2021', from: '2021-07-15' },
])
export const compulsionAct = statute('compulsion-act', '中华人民共和国行政强制法', '行政强制法', [
  { version: '2012', from: '2012-01-01' },
])
export const reconsiderationAct = statute('reconsideration-act', '中华人民共和国行政复议法', '行政复议法', [
  { version: '2017', from: '2018-01-01', to: '2023-12-31' },
  { version: '2023', from: '2024-01-01' },
])
export const reconsiderationRules = statute(
  'reconsideration-rules',
  '中华人民共和国行政复议法实施条例',
  '行政复议法实施条例',
  [{ version: '2007', from: '2007-08-01' }],
)
export const administrativeLitigationAct = statute(
  'administrative-litigation-act',
  '中华人民共和国行政诉讼法',
  '行政诉讼法',
  [{ version: '2017', from: '2017-07-01' }],
)
export const civilProcedureAct = statute('civil-procedure-act', '中华人民共和国民事诉讼法', '民事诉讼法', [
  { version: '2021', from: '2022-01-01', to: '2023-12-31' },
  { version: '2023', from: '2024-01-01' },
])
export const civilCode = statute('civil-code', '中华人民共和国民法典', '民法典', [
  { version: '2020', from: '2021-01-01' },
])
export const mediationAct = statute('mediation-act', '中华人民共和国人民调解法', '人民调解法', [
  { version: '2010', from: '2011-01-01' },
])
export const mediationWorkRules = statute('mediation-work-rules', '人民调解工作若干规定', '人民调解工作若干规定', [
  { version: '2002', from: '2002-11-01', note: '司法部令第75号' },
])
export const confirmationRules = statute(
  'confirmation-rules',
  '最高人民法院关于人民调解协议司法确认程序的若干规定',
  '人民调解协议司法确认程序规定',
  [{ version: '2011', from: '2011-03-30', note: '法释〔2011〕5号', verified: false }],
)
export const laborDisputeAct = statute('labor-dispute-act', '中华人民共和国劳动争议调解仲裁法', '劳动争议调解仲裁法', [
  { version: '2008', from: '2008-05-01' },
])
export const arbitrationRules = statute('arbitration-rules', '劳动人事争议仲裁办案规则', '劳动人事争议仲裁办案规则', [
  { version: '2017', from: '2017-07-01', verified: false },
])
export const legalAidAct = statute('legal-aid-act', '中华人民共和国法律援助法', '法律援助法', [
  { version: '2021', from: '2022-01-01' },
])
export const legalAidProcedureRules = statute(
  'legal-aid-procedure-rules',
  '办理法律援助案件程序规定',
  '办理法律援助案件程序规定',
  [{ version: '2023', from: '2023-09-01', verified: false }],
)
export const organisationAct = statute(
  'organisation-act',
  '中华人民共和国地方各级人民代表大会和地方各级人民政府组织法',
  '地方各级人民代表大会和地方各级人民政府组织法',
  [{ version: '2022', from: '2022-03-12' }],
)
export const businessEnvironmentRules = statute('business-environment-rules', '优化营商环境条例', '优化营商环境条例', [
  { version: '2019', from: '2020-01-01' },
])
export const ruleMakingRules = statute('rule-making-rules', '规章制定程序条例', '规章制定程序条例', [
  { version: '2017', from: '2018-05-01' },
])
export const disclosureRules = statute('disclosure-rules', '中华人民共和国政府信息公开条例', '政府信息公开条例', [
  { version: '2019', from: '2019-05-15' },
])
export const majorDecisionRules = statute(
  'major-decision-rules',
  '重大行政决策程序暂行条例',
  '重大行政决策程序暂行条例',
  [{ version: '2019', from: '2019-09-01', note: '国务院令第713号' }],
)
export const fairCompetitionRules = statute('fair-competition-rules', '公平竞争审查条例', '公平竞争审查条例', [
  { version: '2024', from: '2024-08-01', verified: false },
])
export const publicityAct = statute('publicity-act', '中华人民共和国法治宣传教育法', '法治宣传教育法', [
  { version: '2025', from: '2025-11-01' },
])
export const enforcementSupervisionRules = statute(
  'enforcement-supervision-rules',
  '行政执法监督条例',
  '行政执法监督条例',
  [{ version: '2026', from: '2026-02-01', note: '国务院令第825号' }],
)
export const documentSupervisionNotice = statute(
  'document-supervision-notice',
  '国务院办公厅关于加强行政规范性文件制定和监督管理工作的通知',
  '国务院办公厅关于加强行政规范性文件制定和监督管理工作的通知',
  [{ version: '2018', from: '2018-05-16', note: '国办发〔2018〕37号', verified: false }],
)
export const documentReviewOpinion = statute(
  'document-review-opinion',
  '国务院办公厅关于全面推行行政规范性文件合法性审核机制的指导意见',
  '国务院办公厅关于全面推行行政规范性文件合法性审核机制的指导意见',
  [{ version: '2018', from: '2018-12-04', note: '国办发〔2018〕115号', verified: false }],
)
export const literateRules = statute(
  'literate-rules',
  '乡村“法律明白人”培养工作规范（试行）',
  '乡村“法律明白人”培养工作规范（试行）',
  [{ version: '2021', from: '2021-11-01', verified: false }],
)
export const threeSystemsOpinion = statute(
  'three-systems-opinion',
  '国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见',
  '全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见',
  [{ version: '2018', from: '2018-12-05', note: '国办发〔2018〕118号', verified: false }],
)
export const enforcementQualityPlan = statute(
  'enforcement-quality-plan',
  '提升行政执法质量三年行动计划（2023—2025年）',
  '提升行政执法质量三年行动计划（2023—2025年）',
  [{ version: '2023', from: '2023-08-09', note: '国办发〔2023〕27号', verified: false }],
)
export const marketPenaltyRules = statute(
  'market-penalty-rules',
  '市场监督管理行政处罚程序规定',
  '市场监督管理行政处罚程序规定',
  [{ version: '2021', from: '2021-07-15', note: '国家市场监督管理总局令第42号', verified: false }],
)
export const marketHearingRules = statute(
  'market-hearing-rules',
  '市场监督管理行政处罚听证办法',
  '市场监督管理行政处罚听证办法',
  [{ version: '2021', from: '2021-07-15', note: '国家市场监督管理总局令第42号', verified: false }],
)
export const marketPublicityRules = statute(
  'market-publicity-rules',
  '市场监督管理行政处罚信息公示规定',
  '市场监督管理行政处罚信息公示规定',
  [{ version: '2021', from: '2021-09-01', note: '国家市场监督管理总局令第45号' }],
)
export const publicityDutyOpinion = statute(
  'publicity-duty-opinion',
  '关于实行国家机关“谁执法谁普法”普法责任制的意见',
  '关于实行国家机关“谁执法谁普法”普法责任制的意见',
  [{ version: '2017', from: '2017-05-17', note: '中办发〔2017〕31号', verified: false }],
)
