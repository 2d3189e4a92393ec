import { type Guard, guard, valuesGuard } from '#kernel/declaration.ts'
import { done } from '#kernel/record.ts'
import { cite, practice } from '#kernel/statute.ts'
import { legalAidAct } from '../statutes.ts'

const act = (article: string, mark: { verified?: false } = {}) => cite(legalAidAct, '2021', article, mark)

/** Groups whose means are not checked (42); `general` has none of these grounds. */
export const groups = {
  migrantWorker: '进城务工人员（劳动报酬、工伤）',
  minor: '无固定生活来源的未成年人',
  elderly: '无固定生活来源的老年人',
  disabled: '无固定生活来源的残疾人',
  relief: '社会救助、司法救助或者优抚对象',
  general: '其他人员',
} as const

export const byApplication: Guard = guard({
  code: 'byApplication',
  name: '依申请的案件',
  cite: act('43(1)'),
  check: ({ state }) =>
    state.values.route === 'notice'
      ? '办案机关通知辩护、通知代理的案件不审查申请，请直接办理“指派”，并函告通知的机关。'
      : undefined,
})

export const meansAreShown: Guard = valuesGuard({
  code: 'means',
  name: '经济困难状况已核查或者依法免予核查',
  cite: act('42'),
  check: ({ state, values }) =>
    values.means === 'exempt' && state.values.group === 'general'
      ? '免予核查限于无固定生活来源的未成年人、老年人、残疾人，社会救助、司法救助或者优抚对象，以及申请支付劳动报酬或者请求工伤人身损害赔偿的进城务工人员。请改为信息共享核查或者个人诚信承诺。'
      : undefined,
})

export const unlimitedHasItsGround: Guard = valuesGuard({
  code: 'noMeansLimit',
  name: '不受经济困难条件限制的情形',
  cite: act('32'),
  check: ({ values }) =>
    values.means === 'unlimited' && !values.unlimitedGround
      ? '选择“不受经济困难条件限制”的，请指明属于哪一种法定情形。'
      : undefined,
})

export const refusalIsReasoned: Guard = valuesGuard({
  code: 'G-S1-2',
  name: '不予援助已书面说明理由和救济途径',
  cite: act('43(1)'),
  check: ({ values }) =>
    values.remediesTold === true
      ? undefined
      : '决定不给予法律援助的，应当书面告知申请人并说明理由，同时告知可以向司法行政部门提出异议。请写明后勾选。',
})

export const mayBeAssigned: Guard = guard({
  code: 'decidedBeforeAssignment',
  name: '已决定给予援助，或者依通知、先行提供',
  cite: act('43(1)'),
  check: ({ state }) =>
    state.stage === 'granted' || state.values.route === 'notice' || state.values.urgent === true
      ? undefined
      : '还没有作出给予法律援助的决定，请先办理“给予援助”。时效即将届满或者需要立即申请保全、先予执行等紧急情形可以先行提供的，须在登记时注明。',
})

export const seriousCaseHasSeasonedLawyer: Guard = valuesGuard({
  code: 'G-S1-1',
  name: '重罪案件由有三年以上执业经历的律师承办',
  cite: act('26'),
  check({ state, values }) {
    if (state.values.serious !== true) return undefined
    return values.workerKind === 'lawyer' && Number(values.lawyerYears ?? 0) >= 3
      ? undefined
      : '可能被判处无期徒刑、死刑的人以及死刑复核案件的被告人，应当指派具有三年以上相关执业经历的律师担任辩护人，请另行指派。'
  },
})

export const criminalDefenceByLawyer: Guard = valuesGuard({
  code: 'defenceByLawyer',
  name: '刑事案件由律师担任辩护人',
  cite: act('25'),
  check: ({ state, values }) =>
    state.values.kind === 'criminal' && state.values.route === 'notice' && values.workerKind !== 'lawyer'
      ? '通知辩护的刑事案件应当指派律师担任辩护人，请改派律师。'
      : undefined,
})

export const noConflict: Guard = valuesGuard({
  code: 'G-S1-5',
  name: '承办人没有利益冲突',
  cite: practice('法律援助利益冲突审查'),
  check: ({ values }) =>
    values.conflict === true ? '承办人与案件有利益冲突（如同时代理对方当事人），不能指派，请另行指派。' : undefined,
})

export const idlenessIsReported: Guard = valuesGuard({
  code: 'G-S1-3',
  name: '无正当理由拒绝、拖延的已报告',
  cite: act('46(1)'),
  check: ({ values }) =>
    values.changeCause === 'neglect' && values.neglectReported !== true
      ? '法律援助人员无正当理由不得拒绝、拖延或者终止提供法律援助服务。请先向司法行政部门报告，再更换承办人。'
      : undefined,
})

export const nothingCharged: Guard = valuesGuard({
  code: 'G-S1-4',
  name: '没有向受援人收取财物',
  cite: act('20', { verified: false }),
  check: ({ values }) =>
    values.chargedNothing === true
      ? undefined
      : '法律援助人员不得向受援人收取任何财物。请核实退还并报告司法行政部门后再结案。',
})

export const papersCompleted: Guard = guard({
  code: 'papersCompleted',
  name: '先行提供援助的已补办手续',
  cite: act('44'),
  check: ({ state }) =>
    state.values.urgent === true && !done(state, 'grant', 'completePapers')
      ? '本案先行提供了法律援助，受援人应当事后补交材料、补办手续，请先办理“补办手续”。'
      : undefined,
})

export const terminationGrounds = {
  deceit: '以欺骗或者其他不正当手段获得法律援助',
  concealment: '故意隐瞒与案件有关的重要事实或者提供虚假证据',
  illegal: '利用法律援助从事违法活动',
  means: '经济状况发生变化，不再符合法律援助条件',
  ended: '案件终止审理或者已经被撤销',
  ownLawyer: '自行委托律师或者其他代理人',
  asked: '受援人有正当理由要求终止',
  other: '法律法规规定的其他情形',
} as const

export const mayBeObjected: Guard = guard({
  code: 'objectable',
  name: '可以提出异议的决定',
  cite: act('49'),
  check: ({ state }) =>
    state.outcome === 'refused' || state.outcome === 'terminated'
      ? undefined
      : '只有不予法律援助、终止法律援助的决定可以提出异议；视为撤回的，申请人可以补齐材料重新申请。',
})
