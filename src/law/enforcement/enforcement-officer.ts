import { guard, register, valuesGuard } from '#kernel/declaration.ts'
import { choice, date, identityCard, integer, longText, organ, person, text, yesNo } from '#kernel/field.ts'
import { count, stock } from '#kernel/figure.ts'
import { years } from '#kernel/limit.ts'
import { dayOf, firstStep, type RecordState } from '#kernel/record.ts'
import { cite, citeWhole, practice } from '#kernel/statute.ts'
import { addDays, addYears, formatChinese, type PlainDate } from '#kernel/time/date.ts'
import { enforcementQualityPlan, penaltyAct, threeSystemsOpinion } from '../statutes.ts'
import { enforcementFields } from './fields.ts'

/** A certificate usually runs so long; the province says it. */
const usualTerm = years(5)
const trainingHoursAYear = 60

const mayBeCertified = guard({
  code: 'officer-on-staff',
  name: '只有在编在岗的执法人员可以领取执法证件',
  cite: cite(penaltyAct, '2021', '42(1)'),
  check: ({ state }) => {
    if (state.values.kind === 'assistant')
      return '该人员登记为执法辅助人员，没有行政处罚权，不能核发执法证件；请办理“聘用登记”。'
    return state.values.onStaff === false
      ? '该人员不在执法岗位在编在岗，不能核发执法证件；请先核对编制和岗位。'
      : undefined
  },
})

const isAssistant = guard({
  code: 'assistant-only',
  name: '执法人员不按辅助人员登记',
  cite: cite(penaltyAct, '2021', '42(1)'),
  check: ({ state }) =>
    state.values.kind === 'assistant' ? undefined : '该人员登记为执法人员，请办理“核发执法证件”，不作聘用登记。',
})

const termInOrder = valuesGuard({
  code: 'certificate-term',
  name: '证件有效期起止相符',
  cite: practice('执法证件有效期'),
  check: ({ values }) => {
    const { validFrom, validUntil } = values
    return typeof validFrom === 'string' && typeof validUntil === 'string' && validUntil < validFrom
      ? `有效期止（${formatChinese(validUntil)}）早于有效期起（${formatChinese(validFrom)}），请核对证件后填写。`
      : undefined
  },
})

const usualTermOnly = valuesGuard({
  code: 'certificate-term-long',
  name: '证件有效期不长于惯例',
  severity: 'warn',
  cite: practice('执法证件有效期'),
  check: ({ values }) => {
    const { validFrom, validUntil } = values
    return typeof validFrom === 'string' &&
      typeof validUntil === 'string' &&
      validUntil > addYears(validFrom, usualTerm.amount)
      ? `有效期超过${usualTerm.amount}年，请核对本省（区、市）执法证件管理规定。`
      : undefined
  },
})

const trainedEnough = valuesGuard({
  code: 'training-hours',
  name: '年度培训不少于60学时',
  severity: 'warn',
  cite: citeWhole(enforcementQualityPlan, '2023'),
  check: ({ values }) =>
    typeof values.trainingHours === 'number' && values.trainingHours < trainingHoursAYear
      ? `本年度培训${values.trainingHours}学时，不足${trainingHoursAYear}学时，请安排补训。`
      : undefined,
})

const term = {
  validFrom: date('有效期起'),
  validUntil: date('有效期止', { listed: true }),
} as const

const leftBy = ['cancel', 'revoke'] as const
const certifiedOn = (s: RecordState) => firstStep(s, 'certify')?.on
/** First day without a certificate: cancelled, revoked, or the day after it ran out. */
function officerUntil(s: RecordState): PlainDate | undefined {
  if (!certifiedOn(s)) return undefined
  const ended = dayOf(s, ...leftBy)
  const validUntil = s.values.validUntil
  const lapsed = typeof validUntil === 'string' ? addDays(validUntil, 1) : undefined
  return ended && lapsed ? (ended < lapsed ? ended : lapsed) : (ended ?? lapsed)
}
const officerSpan = (s: RecordState) => {
  const from = certifiedOn(s)
  const until = officerUntil(s)
  return from ? { from, ...(until ? { until } : {}) } : undefined
}
const assistantSpan = (s: RecordState) => {
  const from = dayOf(s, 'engage')
  const until = dayOf(s, 'leave')
  return from ? { from, ...(until ? { until } : {}) } : undefined
}

/** 行政执法人员名录：谁在哪一天持有效证件，是每一个执法行为合法的前提. */
export const enforcementOfficer = register({
  group: 'enforcement',
  code: 'enforcement-officer',
  version: '1',
  name: '行政执法人员',
  about: '执法人员和执法辅助人员的名录：证件何时核发、暂扣、注销，行政处罚的每一步都按当天的证件核对。',
  inForce: { from: '2000-01-01' },
  numbering: '执人',
  unit: '人',
  parties: {},
  fields: {
    name: text('姓名', { max: 50, listed: true }),
    idNumber: identityCard('身份证号', { optional: true, personal: true }),
    kind: choice('人员类别', { officer: '执法人员', assistant: '执法辅助人员' }, { listed: true, initial: 'officer' }),
    agency: organ('所属执法机关', { listed: true }),
    post: text('岗位', { optional: true }),
    onStaff: yesNo('在编在岗', { initial: true }),
    legalQualification: yesNo('取得国家统一法律职业资格', { initial: false, listed: true }),
    account: person('平台账号', { optional: true }),
  },
  open: {
    name: '申领登记',
    to: 'proposed',
    by: ['organRegistrar', 'registrar'],
    dateName: '申领日期',
    title: '{name}',
  },
  stages: {
    proposed: { name: '待核发' },
    certified: { name: '持证' },
    suspended: { name: '暂扣' },
    cancelled: { name: '已注销', end: true },
    revoked: { name: '已吊销', end: true },
    engaged: { name: '辅助人员在岗' },
    left: { name: '已离岗', end: true },
    declined: { name: '未予核发', end: true },
  },
  actions: {
    certify: {
      name: '核发执法证件',
      from: ['proposed'],
      to: 'certified',
      by: ['registrar'],
      cite: cite(penaltyAct, '2021', '42(1)'),
      asks: {
        certificateNumber: text('执法证号', { max: 40, listed: true }),
        certifiedFields: choice('执法领域', enforcementFields, { many: true }),
        territory: text('执法地域', { optional: true }),
        examPassedOn: date('资格考试合格日期', { max: 0 }),
        ...term,
      },
      guards: [mayBeCertified, termInOrder, usualTermOnly],
      produces: ['certificate'],
    },
    decline: {
      name: '不予核发',
      from: ['proposed'],
      to: 'declined',
      by: ['registrar'],
      asks: { declineReason: longText('理由') },
    },
    annualCheck: {
      name: '年度审验',
      from: ['certified', 'suspended'],
      by: ['registrar'],
      asks: {
        trainingHours: integer('本年度培训', { unit: '学时', max: 2000 }),
        checkResult: choice('审验结论', { passed: '合格', failed: '不合格' }),
      },
      guards: [trainedEnough],
      ledger: false,
    },
    renew: {
      name: '换发证件',
      from: ['certified', 'suspended'],
      to: 'certified',
      by: ['registrar'],
      asks: { ...term, certificateNumber: text('执法证号', { max: 40 }) },
      guards: [mayBeCertified, termInOrder, usualTermOnly],
      produces: ['certificate'],
    },
    suspend: {
      name: '暂扣证件',
      from: ['certified'],
      to: 'suspended',
      by: ['registrar'],
      asks: {
        suspendGround: choice('暂扣事由', {
          checkFailed: '年度审验不合格',
          discipline: '涉嫌违法违纪被调查',
          misuse: '违规使用执法证件',
          other: '其他事由',
        }),
      },
      cite: practice('执法证件管理'),
    },
    restore: {
      name: '发还证件',
      from: ['suspended'],
      to: 'certified',
      by: ['registrar'],
      cite: practice('执法证件管理'),
    },
    cancel: {
      name: '注销证件',
      from: ['certified', 'suspended'],
      to: 'cancelled',
      by: ['registrar'],
      confirm: '注销后该人员当天起不能执法。确定注销？',
      asks: {
        cancelGround: choice('注销事由', {
          transfer: '调离执法机关',
          post: '调离执法岗位',
          retired: '退休、辞职',
          expired: '证件到期不再换发',
          other: '其他事由',
        }),
      },
      cite: practice('执法证件管理'),
    },
    revoke: {
      name: '吊销证件',
      from: ['certified', 'suspended'],
      to: 'revoked',
      by: ['registrar'],
      confirm: '吊销后不能恢复。确定吊销？',
      asks: { revokeReason: longText('吊销事由') },
      cite: practice('执法证件管理'),
    },
    engage: {
      name: '聘用登记',
      from: ['proposed'],
      to: 'engaged',
      by: ['organRegistrar', 'registrar'],
      guards: [isAssistant],
      cite: practice('执法辅助人员管理'),
    },
    leave: {
      name: '离岗',
      from: ['engaged'],
      to: 'left',
      by: ['organRegistrar', 'registrar'],
      asks: { leaveReason: text('离岗原因', { optional: true }) },
      cite: practice('执法辅助人员管理'),
    },
  },
  validity: { stages: ['certified'], from: 'validFrom', until: 'validUntil' },
  limits: {
    renewal: {
      name: '证件换发',
      within: usualTerm,
      kind: 'MAX',
      from: ['certify', 'renew'],
      until: ['renew', 'cancel', 'revoke'],
      ifMissed: { means: '证件失效，其后的执法行为不具有效资格' },
      bears: 'authority',
      cite: practice('执法证件有效期'),
      practice: true,
      checkedOn: '2025-03-01',
    },
    yearlyCheck: {
      name: '年度审验',
      within: years(1),
      kind: 'MAX',
      roll: true,
      from: ['certify', 'renew', 'annualCheck'],
      until: ['annualCheck', 'renew', 'cancel', 'revoke'],
      bears: 'authority',
      cite: practice('执法证件年度审验'),
      practice: true,
      checkedOn: '2025-03-01',
    },
  },
  documents: {
    certificate: {
      name: '行政执法证件核发通知',
      series: '执证',
      cite: cite(penaltyAct, '2021', '42(1)'),
      body: [
        '经审查，{name}（{agency}）具备行政执法资格，核发行政执法证件。',
        '证件编号：{certificateNumber}。执法领域：{certifiedFields}。',
        '有效期自{validFrom}起至{validUntil}止。执法时应当主动出示；调离执法岗位的，应当交回注销。',
      ],
    },
  },
  figures: {
    officers: stock({
      name: '执法人员',
      unit: '名',
      definition: '期末持有未到期、未注销、未吊销执法证件的人员；暂扣期间仍计入，辅助人员不计入。',
      topic: 'enforcement-officer',
      at: 'end',
      spans: officerSpan,
    }),
    officersBefore: stock({
      name: '期初执法人员',
      unit: '名',
      definition: '期初持有未到期、未注销、未吊销执法证件的人员。',
      topic: 'enforcement-officer',
      at: 'start',
      spans: officerSpan,
      internal: true,
    }),
    certified: count({
      name: '新核发执法证件',
      unit: '名',
      definition: '本期首次核发执法证件的人员，按核发之日。',
      topic: 'enforcement-officer',
      counts: certifiedOn,
    }),
    departed: count({
      name: '退出执法人员',
      unit: '名',
      definition: '本期证件被注销、吊销或者到期的人员，按注销、吊销之日或者到期次日。',
      topic: 'enforcement-officer',
      counts: officerUntil,
      internal: true,
    }),
    assistants: stock({
      name: '执法辅助人员',
      unit: '名',
      definition: '期末在岗的执法辅助人员，没有执法资格。',
      topic: 'enforcement-officer',
      at: 'end',
      spans: assistantSpan,
    }),
    qualifiedReviewers: stock({
      name: '取得法律职业资格的执法人员',
      unit: '名',
      definition: `期末在册执法人员中取得国家统一法律职业资格的，可以初次从事处罚决定法制审核。审核人员配备的要求见${citeWhole(threeSystemsOpinion, '2018').text}。`,
      topic: 'enforcement-officer',
      at: 'end',
      spans: s => (s.values.legalQualification === true ? officerSpan(s) : undefined),
    }),
    suspensions: count({
      name: '暂扣执法证件',
      unit: '人',
      definition: '本期最近一次暂扣证件的人员，按暂扣之日。',
      topic: 'enforcement-officer',
      counts: s => dayOf(s, 'suspend'),
      internal: true,
    }),
  },
  identities: [
    {
      code: 'officers',
      name: '期初 + 新核发 = 期末 + 退出',
      whole: ['officersBefore', 'certified'],
      parts: ['officers', 'departed'],
      relation: '=',
    },
  ],
  links: {
    penalty: { kind: 'checks', to: 'penalty', name: '处罚案件的每一步核对当天的证件' },
  },
})
