import type { Document } from '#kernel/declaration.ts'
import type { Citation } from '#kernel/statute.ts'

/** Articles that the papers rest on, by the text that governs. */
export type PaperArticles = Readonly<
  Record<
    | 'correction'
    | 'accept'
    | 'refuse'
    | 'copy'
    | 'hearing'
    | 'suspend'
    | 'terminate'
    | 'extend'
    | 'mediate'
    | 'decide'
    | 'dismiss'
    | 'opinion'
    | 'perform',
    Citation
  >
>

/** 行政复议文书. Both texts of the Act use the same papers; the articles differ. */
export function papers(law: PaperArticles) {
  return {
    correctionNotice: {
      name: '补正行政复议申请通知书',
      series: '复补',
      cite: law.correction,
      body: [
        '{party.applicant}：',
        `你（单位）不服{party.respondent}{act}提出的行政复议申请，本机关于{openedOn}收到。经审查，申请材料不齐全或者表述不清楚。依照${law.correction.text}的规定，请补正下列材料：`,
        '{correctionItems}',
        '补正期限至{limit.correction}。无正当理由逾期不补正的，视为放弃行政复议申请。',
      ],
    },
    acceptNotice: {
      name: '受理行政复议申请通知书',
      series: '复受',
      cite: law.accept,
      body: [
        '{party.applicant}：',
        `你（单位）不服{party.respondent}{act}提出的行政复议申请，经审查符合受理条件，依照${law.accept.text}的规定，本机关予以受理。`,
        '审理期限依法计算，中止、延长的另行书面告知。行政复议不收取任何费用。',
      ],
    },
    refusal: {
      name: '不予受理行政复议申请决定书',
      series: '复不受',
      cite: law.refuse,
      body: [
        '{party.applicant}：',
        `你（单位）不服{party.respondent}{act}，于{openedOn}提出行政复议申请。经审查：{refuseReason}。依照${law.refuse.text}的规定，决定不予受理。`,
        '对本决定不服的，可以自收到本决定书之日起十五日内向人民法院提起诉讼。',
      ],
    },
    otherBodyNotice: {
      name: '行政复议告知书',
      series: '复告',
      cite: law.refuse,
      body: [
        '{party.applicant}：',
        `你（单位）提出的行政复议申请不属于本机关管辖。依照${law.refuse.text}的规定，请向{competentBody}提出。`,
      ],
    },
    replyNotice: {
      name: '行政复议答复通知书',
      series: '复答',
      cite: law.copy,
      body: [
        '{party.respondent}：',
        `{party.applicant}不服你单位{act}提出的行政复议申请，本机关已经受理，现将申请书副本发送你单位。依照${law.copy.text}的规定，请在法定期限内提出书面答复，并提交作出行政行为的证据、依据和其他有关材料。`,
        '逾期不提出书面答复、不提交证据和依据的，视为该行政行为没有证据、依据。案件审理期间不得自行向申请人和其他有关单位或者个人收集证据。',
      ],
    },
    opinionRecord: {
      name: '听取意见笔录',
      body: [
        '案件：{title}',
        '日期：{on}　方式：{opinionWay}',
        '意见要点：{opinionText}',
        '以上记录经当事人核对（签名或者注明情况）：',
      ],
    },
    hearingNotice: {
      name: '行政复议听证通知书',
      series: '复听',
      cite: law.hearing,
      body: [
        '{party.applicant}、{party.respondent}：',
        `依照${law.hearing.text}的规定，本案定于{hearingOn}在{hearingPlace}举行听证。拟听证事项：{hearingIssues}。`,
        '申请人无正当理由拒不参加听证的，视为放弃听证权利。被申请人的负责人应当参加；不能参加的，应当说明理由并委托相应的工作人员参加。',
      ],
    },
    hearingRecord: {
      name: '行政复议听证笔录',
      cite: law.hearing,
      body: [
        '案件：{title}',
        '听证日期：{on}　主持人：{hearingChair}　听证员：{hearingMembers}　记录员：{hearingClerk}',
        '被申请人负责人参加情况：{headAttended}',
        '听证要点：{hearingText}',
      ],
    },
    suspendNotice: {
      name: '行政复议中止通知书',
      series: '复中',
      cite: law.suspend,
      body: [
        '{party.applicant}、{party.respondent}：',
        `{title}，依照${law.suspend.text}的规定，自{on}起中止审理。原因消除后恢复审理，另行通知。`,
      ],
    },
    resumeNotice: {
      name: '恢复行政复议审理通知书',
      series: '复恢',
      cite: law.suspend,
      body: ['{party.applicant}、{party.respondent}：', '{title}，中止审理的原因已经消除，自{on}起恢复审理。'],
    },
    extensionNotice: {
      name: '行政复议期限延长通知书',
      series: '复延',
      cite: law.extend,
      body: [
        '{party.applicant}、{party.respondent}：',
        `{title}，因{extendReason}，不能在规定期限内作出行政复议决定。依照${law.extend.text}的规定，经批准，审理期限延长{extendDays}，至{limit.decision}届满。`,
      ],
    },
    mediationStatement: {
      name: '行政复议调解书',
      series: '复调',
      cite: law.mediate,
      body: [
        '申请人：{party.applicant}　被申请人：{party.respondent}',
        '行政复议请求：{claims}',
        '经调解，双方自愿达成协议如下：{mediationTerms}',
        '本调解书经各方当事人签字或者签章，并加盖行政复议机关印章，即具有法律效力。',
      ],
    },
    decision: {
      name: '行政复议决定书',
      series: '复决',
      cite: law.decide,
      body: [
        '申请人：{party.applicant}　被申请人：{party.respondent}',
        '申请人不服被申请人{act}，于{openedOn}提出行政复议申请，本机关依法受理，现已审理终结。',
        '申请人请求：{claims}',
        '经审理查明的事实、理由和依据：{decisionReasons}',
        `依照${law.decide.text}的规定，本机关决定（{decision}）：{decisionItems}`,
        '不服本决定的，可以自收到本决定书之日起十五日内向人民法院提起诉讼；法律规定行政复议决定为最终裁决的除外。本决定书一经送达即发生法律效力。',
      ],
    },
    dismissal: {
      name: '驳回行政复议申请决定书',
      series: '复驳',
      cite: law.dismiss,
      body: [
        '申请人：{party.applicant}　被申请人：{party.respondent}',
        `申请人不服被申请人{act}提出的行政复议申请，受理后发现：{dismissReason}。依照${law.dismiss.text}的规定，决定驳回行政复议申请。`,
        '不服本决定的，可以自收到本决定书之日起十五日内向人民法院提起诉讼。',
      ],
    },
    terminationNotice: {
      name: '行政复议终止决定书',
      series: '复终',
      cite: law.terminate,
      body: [
        '{party.applicant}、{party.respondent}：',
        `{title}，因{terminateGround}，依照${law.terminate.text}的规定，决定终止行政复议。`,
      ],
    },
    receipt: {
      name: '送达回证',
      body: [
        '案件：{title}',
        '送达方式：{serviceMode}　送达日期：{on}',
        '受送达人签名或者盖章：',
        '送达人（二人）签名：',
      ],
    },
    opinion: {
      name: '行政复议意见书',
      series: '复意',
      cite: law.opinion,
      body: [
        '{opinionAddressee}：',
        '本机关在审理{title}中发现：{opinionFindings}',
        `依照${law.opinion.text}的规定，请自收到本意见书之日起六十日内，将纠正相关违法行为或者改进执法的情况报送本机关。`,
      ],
    },
    performanceOrder: {
      name: '责令履行行政复议决定通知书',
      series: '复履',
      cite: law.perform,
      body: [
        '{party.respondent}：',
        `{title}的行政复议决定已经发生法律效力，你单位不履行或者无正当理由拖延履行。依照${law.perform.text}的规定，责令你单位于{performBy}前履行，并书面报告履行情况。`,
      ],
    },
  } as const satisfies Readonly<Record<string, Document>>
}
