import { type Guard, guard, valuesGuard } from '#kernel/declaration.ts'
import { done } from '#kernel/record.ts'
import { type Citation, cite, practice } from '#kernel/statute.ts'
import { addDays, addMonths, addYears, formatChineseDate } from '#kernel/time/date.ts'
import { businessEnvironmentRules, fairCompetitionRules, majorDecisionRules, ruleMakingRules } from '../statutes.ts'

/** What a normative document must not contain; the reviewer goes through every item. */
export const forbiddenContents = {
  licence: '违法设定行政许可、增设许可条件',
  penalty: '违法设定行政处罚',
  compulsion: '违法设定行政强制',
  fee: '违法设定行政征收、行政事业性收费',
  proof: '增设循环证明、重复证明等证明事项',
  rights: '无法律法规依据减损权利或者增加义务',
  power: '扩大本机关权力、减少本机关法定职责',
  market: '违法干预市场、地方保护、妨碍公平竞争',
} as const

/** How the public is heard on a draft. */
export const consultationKinds = {
  market: '与市场主体生产经营密切相关，公开征求意见一般不少于30日',
  general: '涉及公民、法人和其他组织权利义务，按本地规定公开征求意见',
  secret: '依法需要保密，不公开征求意见',
  urgent: '应对突发事件等紧急情形，不公开征求意见',
} as const

const exempt = ['secret', 'urgent']
/** From this day the market regulator reviews a government's measures together with the drafting unit. */
const marketReviewFrom = '2024-08-01'
/** Local rules for the term of a document: years at most. */
const longestTerm = { normal: 5, trial: 2 } as const
/** Rules enter into force thirty days after publication; documents follow the model. */
const daysBeforeForce = 30

/** G-D1-6 */
export const issuerListed = (issuing: Citation): Guard =>
  valuesGuard({
    code: 'issuerListed',
    name: '制定主体在公布的制定主体清单之内',
    cite: issuing,
    check: ({ values }) =>
      values.issuerListed === true
        ? undefined
        : '制定机关不在公布的制定主体清单内：临时机构、内设机构、议事协调机构不得制定规范性文件，请改由有权机关制定。',
  })

/** 评估论证 comes first. */
export const assessed = (chain: Citation): Guard =>
  guard({
    code: 'assessed',
    name: '已经评估论证',
    cite: chain,
    check: ({ state }) => (done(state, 'assess') ? undefined : '尚未评估论证，请先办理“评估论证”并记载结论。'),
  })

export const openToPublic = (chain: Citation): Guard =>
  guard({
    code: 'openToPublic',
    name: '属于应当公开征求意见的文件',
    cite: chain,
    check: ({ state }) =>
      exempt.includes(String(state.values.consultation))
        ? '立项时已认定为依法不公开征求意见，请办理“依法不公开征求意见”；认定有误的，先更正立项内容。'
        : undefined,
  })

export const exemptFromPublic = (chain: Citation): Guard =>
  guard({
    code: 'exemptFromPublic',
    name: '属于依法可以不公开征求意见的情形',
    cite: chain,
    check: ({ state }) =>
      exempt.includes(String(state.values.consultation))
        ? undefined
        : '该文件应当公开征求意见，请办理“发布征求意见公告”，不得以征求有关单位意见代替。',
  })

export const closingAfterNotice = valuesGuard({
  code: 'closingAfterNotice',
  name: '意见截止日在公告之后',
  cite: cite(ruleMakingRules, '2017', '15,36'),
  check: ({ values, on }) =>
    String(values.commentUntil) > on ? undefined : '意见截止日期应当晚于公告发布日期，请核对后填写。',
})

/** The legal minimum is known on the day of the notice: told then, refused at the closing. */
export const noticeLongEnough = valuesGuard({
  code: 'noticeLongEnough',
  name: '公告期限不少于三十日，短于三十日的说明理由',
  severity: 'warn',
  cite: cite(businessEnvironmentRules, '2019', '62'),
  check: ({ state, values, on }) =>
    state.values.consultation === 'market' &&
    values.shortReason === undefined &&
    String(values.commentUntil) < addDays(on, 30)
      ? `公开征求意见一般不少于30日，截止日期宜定在${formatChineseDate(addDays(on, 30))}以后；确需缩短的请写明理由。`
      : undefined,
})

export const notBeforeAnnounced = guard({
  code: 'notBeforeAnnounced',
  name: '公告的意见截止日已过',
  cite: cite(ruleMakingRules, '2017', '15,36'),
  check: ({ state, on }) => {
    const until = state.values.commentUntil
    return typeof until === 'string' && on < until
      ? `公告的意见截止日为${formatChineseDate(until)}，在此之前不能结束征求意见。`
      : undefined
  },
})

export const adoptedWithinReceived = (chain: Citation): Guard =>
  valuesGuard({
    code: 'adoptedWithinReceived',
    name: '采纳数不多于意见数',
    cite: chain,
    check: ({ values }) =>
      Number(values.opinionsAdopted) > Number(values.opinionsReceived)
        ? '采纳意见的条数不能多于收到意见的条数，请核对意见采纳情况表。'
        : undefined,
  })

/** G-D1-2 */
export const heardThePublic = (chain: Citation): Guard =>
  guard({
    code: 'heardThePublic',
    name: '已公开征求意见并处理意见，或者依法不公开',
    cite: chain,
    check: ({ state }) =>
      done(state, 'closeConsultation', 'certifyExempt')
        ? undefined
        : '没有公开征求意见和意见采纳情况，不能送合法性审核；请先办理“发布征求意见公告”，依法不公开的说明理由。',
  })

/** G-D1-7 */
export const fairCompetitionReviewed = guard({
  code: 'fairCompetitionReviewed',
  name: '涉及经营者经济活动的，已有公平竞争审查结论',
  cite: cite(businessEnvironmentRules, '2019', '63', { verified: false }),
  check: ({ state }) => {
    if (state.values.touchesOperators !== true) return undefined
    const conclusion = state.values.fairCompetition
    if (conclusion === undefined) return '文件涉及经营者经济活动，请先取得并记载公平竞争审查结论。'
    return conclusion === 'fail' ? '公平竞争审查结论为不得出台，请修改文件后重新审查，或者终止制定。' : undefined
  },
})

export const marketRegulatorAsked = guard({
  code: 'marketRegulatorAsked',
  name: '政府的政策措施由市场监督管理部门会同起草单位审查',
  cite: cite(fairCompetitionRules, '2024', '14'),
  check: ({ state, on }) =>
    on >= marketReviewFrom &&
    state.values.touchesOperators === true &&
    state.values.issuerLevel === 'government' &&
    state.values.fairCompetitionBy !== 'regulator'
      ? '以县级以上人民政府名义出台的文件，须由市场监督管理部门会同起草单位开展公平竞争审查，请送审并记载其意见。'
      : undefined,
})

/** G-D1-1 */
export const nothingForbidden = (supervision: Citation): Guard =>
  valuesGuard({
    code: 'nothingForbidden',
    name: '不含禁止规定的内容',
    cite: supervision,
    check: ({ values }) => {
      const hits = values.forbidden
      if (Array.isArray(hits) && hits.length)
        return `文件含有禁止规定的内容（${hits
          .map(h => forbiddenContents[h as keyof typeof forbiddenContents] ?? h)
          .join('；')}），不能出具合法的意见，请改为“出具不合法意见”。`
      return values.checkedAll === true ? undefined : '请逐项核对禁止规定的内容后，勾选“已逐项核对”。'
    },
  })

/** G-D1-8 */
export const decisionProcedure = valuesGuard({
  code: 'decisionProcedure',
  name: '属于重大行政决策事项的，已履行重大行政决策程序',
  cite: cite(majorDecisionRules, '2019', '25(2),29'),
  check: ({ state, values }) =>
    state.values.majorDecision === true && values.decisionProcedureDone !== 'completed'
      ? '该文件同时属于重大行政决策事项，公众参与、专家论证、风险评估等法定程序未履行完毕，不得提请集体审议。'
      : undefined,
})

/** G-D1-4: direct signature only in an emergency. */
export const emergencyOnly = (review: Citation): Guard =>
  guard({
    code: 'emergencyOnly',
    name: '属于突发事件或者上级紧急命令',
    cite: review,
    check: ({ state }) =>
      state.values.urgentReason === undefined
        ? '没有应对突发事件或者执行上级紧急命令的情形，不能不经集体审议直接签发，请先提请集体审议。'
        : undefined,
  })

export const signedAsReviewed = (review: Citation): Guard =>
  valuesGuard({
    code: 'signedAsReviewed',
    name: '签发文本与审核、审议的文本一致',
    cite: review,
    check: ({ values }) =>
      values.signedText === 'changed' ? '签发文本含有未经合法性审核的改动，请先送审核机构复核，再行签发。' : undefined,
  })

/** G-D1-5, second half: what is not published is no basis, so it cannot take effect before. */
export const notRetroactive = valuesGuard({
  code: 'notRetroactive',
  name: '施行日期不早于公布日期',
  cite: cite(businessEnvironmentRules, '2019', '64(2)'),
  check: ({ values, on }) =>
    String(values.effectiveOn) < on ? '文件未经公布不得作为行政管理依据，施行日期不能早于公布日期。' : undefined,
})

export const timeToPrepare = valuesGuard({
  code: 'timeToPrepare',
  name: '公布三十日后施行，立即施行的说明理由',
  severity: 'warn',
  cite: cite(ruleMakingRules, '2017', '32,36'),
  check: ({ values, on }) =>
    values.immediateReason === undefined && String(values.effectiveOn) < addDays(on, daysBeforeForce)
      ? `参照规章，一般自公布之日起30日后（${formatChineseDate(addDays(on, daysBeforeForce))}以后）施行；需要提前的请写明理由。`
      : undefined,
})

export const endsAfterStart = valuesGuard({
  code: 'endsAfterStart',
  name: '有效期届满日晚于施行日',
  cite: practice('行政规范性文件有效期制度'),
  check: ({ values }) =>
    String(values.validUntil) > String(values.effectiveOn)
      ? undefined
      : '有效期届满日应当晚于施行日，请按“有效期五年”等写法推算后填写最后一日。',
})

export const termNotTooLong = valuesGuard({
  code: 'termNotTooLong',
  name: '有效期不超过五年，试行、暂行不超过二年',
  severity: 'warn',
  cite: practice('行政规范性文件有效期制度'),
  check: ({ values }) => {
    const most = longestTerm[values.termKind === 'trial' ? 'trial' : 'normal']
    return String(values.validUntil) > addYears(String(values.effectiveOn), most)
      ? `有效期一般不超过${most}年，超过的请核对本地规定。`
      : undefined
  },
})

/** T-D1-10 */
export const evaluatedInTime = guard({
  code: 'evaluatedInTime',
  name: '期满前六个月启动评估',
  severity: 'warn',
  cite: practice('行政规范性文件期满前评估'),
  check: ({ state, on }) => {
    const until = state.values.validUntil
    if (typeof until !== 'string') return undefined
    const latest = addMonths(until, -6)
    return on > latest
      ? `有效期至${formatChineseDate(until)}届满，评估宜在${formatChineseDate(latest)}前启动，请尽快提出继续有效、修改或者废止的意见。`
      : undefined
  },
})

export const renewedOnTime = guard({
  code: 'renewedOnTime',
  name: '在有效期内并经评估',
  cite: practice('行政规范性文件有效期制度'),
  check: ({ state }) => (done(state, 'evaluate') ? undefined : '延长有效期应当先评估，请先办理“有效期评估”。'),
})

export const longerThanBefore = valuesGuard({
  code: 'longerThanBefore',
  name: '新的届满日晚于原届满日',
  cite: practice('行政规范性文件有效期制度'),
  check: ({ state, values }) =>
    String(values.validUntil) > String(state.values.validUntil)
      ? undefined
      : '新的有效期届满日应当晚于原届满日，请核对后填写。',
})
