import type { Document } from '#kernel/declaration.ts'
import { cite } from '#kernel/statute.ts'
import { compulsionAct, penaltyAct } from '../statutes.ts'

const act = (articles: string | number) => cite(penaltyAct, '2021', articles)

/** 行政处罚文书. */
export const penaltyPapers = {
  filingApproval: {
    name: '立案审批表',
    series: '罚立',
    cite: act('54(2)'),
    body: [
      '案由：{cause}',
      '当事人：{party.party}',
      '案件来源：{source}　发现日期：{openedOn}　违法行为发生地：{place}',
      '立案理由：{filingReason}',
      '承办人员：{officers}',
      '批准立案日期：{on}',
    ],
  },
  inquiryRecord: {
    name: '调查（检查）笔录',
    cite: act(55),
    body: [
      '案由：{cause}',
      '{inquiryKind}日期：{on}　执法人员：{inquiryOfficers}',
      '执法人员已出示执法证件，并告知当事人有申请回避的权利。',
      '{inquiryText}',
      '以上笔录经核对无误（当事人签名或者注明情况）：',
    ],
  },
  registrationNotice: {
    name: '先行登记保存证据通知书',
    series: '罚登',
    cite: act(56),
    body: [
      '{party.party}：',
      '因案件调查需要，在证据可能灭失或者以后难以取得的情况下，依照《中华人民共和国行政处罚法》第五十六条的规定，经本机关负责人批准，对下列证据先行登记保存：',
      '{registeredItems}',
      '本机关将在{limit.registeredEvidence}前作出处理决定。在此期间，当事人或者有关人员不得销毁或者转移证据。',
    ],
  },
  correctionOrder: {
    name: '责令改正通知书',
    series: '罚改',
    cite: act('28(1)'),
    body: [
      '{party.party}：',
      '经查，你（单位）{cause}。依照《中华人民共和国行政处罚法》第二十八条的规定，责令你（单位）于{correctBy}前改正：{correctWhat}',
    ],
  },
  penaltyNotice: {
    name: '行政处罚告知书',
    series: '罚告',
    cite: act(44),
    body: [
      '{party.party}：',
      '经查明：{findings}',
      '违反的规定和处罚依据：{basis}。裁量档次：{tier}。',
      '本机关拟对你（单位）作出如下行政处罚：{kinds}。罚款数额：{fine}；没收金额：{confiscation}。',
      '依照《中华人民共和国行政处罚法》第四十四条、第四十五条的规定，你（单位）有权陈述和申辩，请于{limit.statement}前提出；逾期未提出的，视为未陈述、申辩。',
    ],
  },
  hearingRightNotice: {
    name: '行政处罚听证告知书',
    series: '罚听告',
    cite: act('44, 63'),
    body: [
      '{party.party}：',
      '经查明：{findings}',
      '违反的规定和处罚依据：{basis}。裁量档次：{tier}。',
      '本机关拟对你（单位）作出如下行政处罚：{kinds}。罚款数额：{fine}；没收金额：{confiscation}。',
      '依照《中华人民共和国行政处罚法》第四十四条、第四十五条的规定，你（单位）有权陈述和申辩，请于{limit.statement}前提出；逾期未提出的，视为未陈述、申辩。',
      '依照《中华人民共和国行政处罚法》第六十三条、第六十四条的规定，你（单位）有要求听证的权利，可以自收到本告知书之日起五日内（至{limit.requestHearing}）提出；逾期未提出的，视为放弃。组织听证不收取费用。',
    ],
  },
  hearingNotice: {
    name: '行政处罚听证通知书',
    series: '罚听',
    cite: act(64),
    body: [
      '{party.party}：',
      '根据你（单位）的要求，本机关定于{hearingOn}在{hearingPlace}举行听证，由{hearingChair}主持。主持人与本案有直接利害关系的，你（单位）有权申请回避。',
      '可以亲自参加听证，也可以委托一至二人代理。无正当理由拒不出席或者未经许可中途退出的，视为放弃听证权利。',
    ],
  },
  hearingRecord: {
    name: '听证笔录',
    cite: act(64),
    body: [
      '案由：{cause}',
      '听证日期：{on}　主持人：{hearingChair}　代理人：{hearingAgents}',
      '{hearingText}',
      '笔录经当事人或者其代理人核对：{recordSigned}',
    ],
  },
  reviewOpinion: {
    name: '重大执法决定法制审核意见书',
    series: '罚审',
    cite: act(58),
    body: [
      '{title}：',
      '本案主体、执法人员资格、程序、事实和证据、适用法律、裁量基准、执法权限、文书，以及是否涉嫌犯罪，经审核提出如下意见：{reviewText}',
      '审核结论：{reviewResult}。审核人：{reviewer}。',
    ],
  },
  councilRecord: {
    name: '案件集体讨论笔录',
    cite: act('57(2)'),
    body: [
      '案由：{cause}',
      '讨论日期：{on}　参加人员：{councilMembers}',
      '讨论记录：{councilText}',
      '讨论决定：{councilResult}',
    ],
  },
  penaltyDecision: {
    name: '行政处罚决定书',
    series: '罚决',
    cite: act(59),
    body: [
      '当事人：{party.party}',
      '违法事实：{findings}',
      '证据：{evidence}',
      '当事人陈述、申辩及复核情况：{statementsTaken}',
      '违反的规定和处罚依据：{basis}。裁量档次：{tier}。',
      '本机关决定给予下列行政处罚：{kinds}。罚款数额：{fine}；没收金额：{confiscation}。',
      '履行方式和期限：自收到本决定书之日起十五日内到指定的银行或者通过电子支付系统缴纳罚款。到期不缴纳的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额。',
      '不服本决定的，可以自收到本决定书之日起六十日内申请行政复议，也可以在六个月内依法向人民法院提起诉讼；法律规定应当先申请行政复议的除外。复议、诉讼期间，本决定不停止执行，法律另有规定的除外。逾期不申请复议、不起诉又不履行的，本机关将依法申请人民法院强制执行。',
      '本决定将依法公示。',
    ],
  },
  noPenaltyDecision: {
    name: '不予行政处罚决定书',
    series: '罚免',
    cite: act(57),
    body: [
      '当事人：{party.party}',
      '经查明：{findings}',
      '本机关认为：{noneReason}（{noPenaltyGround}）。依照《中华人民共和国行政处罚法》第五十七条的规定，决定不予行政处罚。',
      '本机关已依法对当事人进行教育，当事人应当引以为戒，不得再犯。',
      '不服本决定的，可以依法申请行政复议或者提起行政诉讼。',
    ],
  },
  transferLetter: {
    name: '案件移送函',
    series: '罚移',
    cite: act(57),
    body: [
      '{receivingOrgan}：',
      '本机关办理的{title}，经调查：{transferReason}。现依法将案件移送你单位处理，请依法办理并反馈结果。',
    ],
  },
  receipt: {
    name: '送达回证',
    cite: act(61),
    body: [
      '案由：{cause}',
      '送达方式：{serviceMode}　送达日期：{on}',
      '受送达人签名或者盖章：',
      '送达人（二人）签名：',
    ],
  },
  deferral: {
    name: '同意延期（分期）缴纳罚款通知书',
    series: '罚延',
    cite: act('66(2)'),
    body: [
      '{party.party}：',
      '你（单位）确有经济困难，申请延期（分期）缴纳罚款。经研究，同意缴纳期限延至{deferredUntil}。{deferPlan}',
    ],
  },
  surchargeDecision: {
    name: '加处罚款决定书',
    series: '罚加',
    cite: act('72(1)(1)'),
    body: [
      '{party.party}：',
      '你（单位）到期未缴纳罚款{fine}。依照《中华人民共和国行政处罚法》第七十二条的规定，每日按罚款数额的百分之三加处罚款，截至{on}加处{surcharge}。加处罚款的数额不超出罚款的数额。',
    ],
  },
  demandLetter: {
    name: '履行行政处罚决定催告书',
    series: '罚催',
    cite: cite(compulsionAct, '2012', 54),
    body: [
      '{party.party}：',
      '你（单位）至今未履行行政处罚决定：{demandText}。现予催告，请立即履行；本催告书送达十日后仍未履行的，本机关将依法申请人民法院强制执行。你（单位）有权陈述和申辩。',
    ],
  },
  courtApplication: {
    name: '行政处罚强制执行申请书',
    series: '罚执',
    cite: cite(compulsionAct, '2012', 55),
    body: [
      '{courtName}：',
      '被执行人{party.party}在法定期限内不申请行政复议或者提起行政诉讼，经催告仍不履行行政处罚决定。依照《中华人民共和国行政强制法》第五十三条的规定，申请强制执行：{kinds}。罚款数额：{fine}；没收金额：{confiscation}。',
      '附：行政处罚决定书及作出决定的事实、理由和依据，当事人的意见及催告情况，申请强制执行标的情况。',
      '行政机关负责人（签名）：',
    ],
  },
  withdrawalNotice: {
    name: '行政处罚信息撤回说明',
    cite: act('48(2)'),
    body: ['公开的行政处罚决定（{title}）被依法变更、撤销、确认违法或者确认无效，已于{on}撤回。理由：{withdrawReason}'],
  },
} as const satisfies Readonly<Record<string, Document>>
