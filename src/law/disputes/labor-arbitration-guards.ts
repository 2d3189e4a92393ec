import { type Guard, guard, valuesGuard } from '#kernel/declaration.ts'
import { done } from '#kernel/record.ts'
import { cite } from '#kernel/statute.ts'
import { formatChinese } from '#kernel/time/date.ts'
import { laborDisputeAct } from '../statutes.ts'

const act = (article: string) => cite(laborDisputeAct, '2008', article)

export const acceptanceConditionsMet: Guard = valuesGuard({
  code: 'acceptanceConditions',
  name: '符合受理条件',
  cite: act('29'),
  check: ({ values }) =>
    values.meetsConditions === true
      ? undefined
      : '不符合受理条件的，应当书面通知申请人不予受理并说明理由，请改办“不予受理”。',
})

/** The limitation is a defence of the respondent, so it warns and never bars. */
export const limitationWarning: Guard = guard({
  code: 'limitation',
  name: '仲裁时效',
  cite: act('27'),
  severity: 'warn',
  check: ({ limit }) =>
    ['limitation', 'wageLimitation'].some(code => limit(code).status === 'late')
      ? '申请日已超过一年仲裁时效，请核对有无中断、中止；被申请人提出时效抗辩的由仲裁庭审查。'
      : undefined,
})

export const collectiveNamesItsRepresentatives: Guard = valuesGuard({
  code: 'representatives',
  name: '十人以上的可以推举代表',
  cite: act('7'),
  severity: 'warn',
  check: ({ state, values }) =>
    Number(state.values.workers ?? 0) >= 10 && !values.representatives
      ? '劳动者一方在十人以上并有共同请求的，可以推举代表参加仲裁活动，建议先行推举并登记代表。'
      : undefined,
})

export const tribunalIsLawful: Guard = valuesGuard({
  code: 'tribunal',
  name: '仲裁庭组成合法',
  cite: act('31'),
  check({ values }) {
    if (values.panel === 'three')
      return values.second && values.third
        ? undefined
        : '仲裁庭由三名仲裁员组成，设首席仲裁员。请填写另外两名仲裁员；简单劳动争议案件可以选择独任仲裁。'
    return values.simple === true
      ? undefined
      : '只有简单劳动争议案件可以由一名仲裁员独任仲裁。请改选三名仲裁员，或者确认本案为简单案件。'
  },
})

export const nobodyMustWithdraw: Guard = valuesGuard({
  code: 'recusal',
  name: '仲裁员没有应当回避的情形',
  cite: act('33'),
  check: ({ values }) => (values.recusal === true ? '仲裁员有应当回避的情形，请更换仲裁员后再组成仲裁庭。' : undefined),
})

export const tribunalFormed: Guard = guard({
  code: 'tribunalFormed',
  name: '已组成仲裁庭',
  cite: act('31'),
  check: ({ state }) =>
    done(state, 'formTribunal') ? undefined : '还没有组成仲裁庭，请先办理“组成仲裁庭”并书面通知当事人。',
})

export const bothSidesServed: Guard = guard({
  code: 'respondentServed',
  name: '已向被申请人送达申请书副本',
  cite: act('30(1)'),
  check: ({ state }) =>
    done(state, 'serveRespondent') ? undefined : '还没有把仲裁申请书副本送达被申请人，请先办理“送达申请书副本”。',
})

export const mediationTried: Guard = guard({
  code: 'mediationFirst',
  name: '裁决前已先行调解',
  cite: act('42(1)'),
  check: ({ state }) =>
    done(state, 'tryMediation') ? undefined : '仲裁庭在作出裁决前应当先行调解，请先办理“先行调解”。',
})

export const wasHeard: Guard = guard({
  code: 'heard',
  name: '已经开庭审理',
  cite: act('38'),
  check: ({ state }) =>
    done(state, 'hear') ? undefined : '还没有开庭审理，当事人有权在仲裁过程中进行质证和辩论，请先办理“开庭审理”。',
})

const finalAmounts = ['pay', 'injury', 'compensation']
const finalStandards = ['hours', 'insurance']

export const finalityFits: Guard = valuesGuard({
  code: 'finalAward',
  name: '终局裁决限于法定事项和金额',
  cite: act('47'),
  check({ state, values }) {
    if (values.award !== 'finalAward') return undefined
    const claim = String(state.values.claim)
    if (finalStandards.includes(claim)) return undefined
    if (!finalAmounts.includes(claim))
      return '终局裁决限于劳动报酬、工伤医疗费、经济补偿或者赔偿金，以及执行国家劳动标准发生的争议，请改选非终局裁决。'
    const largest = values.largestItem
    const wage = values.minimumWage
    if (typeof largest !== 'number' || typeof wage !== 'number')
      return '作出终局裁决须填写“单项裁决最高金额”和“当地月最低工资标准”，以核对是否超过十二个月金额。'
    return largest > wage * 12
      ? `单项裁决金额超过当地月最低工资标准十二个月金额（${(wage * 12) / 100}元），不能终局，请改选非终局裁决。`
      : undefined
  },
})

export const extendedInTime: Guard = guard({
  code: 'extendedInTime',
  name: '期限届满前批准延期',
  cite: act('43(1)'),
  check: ({ limit, on }) => {
    const { final } = limit('award')
    return final !== undefined && on > final
      ? `审理期限已于${formatChinese(final)}届满，不能再延期；当事人可以就该争议起诉。请尽快作出裁决。`
      : undefined
  },
})

export const suitDaysOver: Guard = guard({
  code: 'suitDaysOver',
  name: '起诉期满裁决生效',
  cite: act('50'),
  check({ state, limit, on }) {
    if (state.outcome !== 'award') return undefined
    const { final } = limit('sue')
    return final !== undefined && on > final
      ? undefined
      : `非终局裁决的起诉期到${final ?? '收到裁决书后十五日'}才届满，期满不起诉的才生效。`
  },
})

export const appraisalInOrder: Guard = valuesGuard({
  code: 'appraisalInOrder',
  name: '鉴定期间起止正确',
  cite: act('37'),
  check: ({ values }) =>
    typeof values.appraisalFrom === 'string' &&
    typeof values.appraisalTo === 'string' &&
    values.appraisalTo < values.appraisalFrom
      ? '收到鉴定意见之日不能早于委托鉴定次日，请核对两个日期。'
      : undefined,
})
