import { type Guard, guard, valuesGuard } from '#kernel/declaration.ts'
import { done } from '#kernel/record.ts'
import { cite, practice } from '#kernel/statute.ts'
import { formatChinese } from '#kernel/time/date.ts'
import { mediationAct, mediationWorkRules } from '../statutes.ts'

const act = (article: string) => cite(mediationAct, '2010', article)

/** Why a committee may not take a dispute; `none` lets it in. */
export const exclusions = {
  none: '属于民间纠纷，无下列情形',
  notCivil: '不属于民间纠纷',
  reserved: '法律规定只能由专门机关管辖或者禁止民间调解',
  inCourt: '人民法院、公安机关或者其他行政机关已经受理或者解决',
} as const

export const isCivilDispute: Guard = valuesGuard({
  code: 'G-P3-1',
  name: '属于可以调解的民间纠纷',
  cite: cite(mediationWorkRules, '2002', '22', { verified: false }),
  check: ({ values }) => {
    const exclusion = exclusions[values.exclusion as keyof typeof exclusions]
    return values.exclusion === 'none' || !exclusion
      ? undefined
      : `${exclusion}的纠纷不得受理，请改办“不予受理”，并告知当事人向有权的机关提出。`
  },
})

export const nobodyRefuses: Guard = valuesGuard({
  code: 'bothWilling',
  name: '双方均不拒绝调解',
  cite: act('17'),
  check: ({ values }) =>
    values.bothWilling === false
      ? '一方当事人明确拒绝调解的，不得调解。请改办“不予受理”，并告知其他解决途径。'
      : undefined,
})

export const riskIsReported: Guard = valuesGuard({
  code: 'G-P3-2',
  name: '可能引起治安、刑事案件的已报告',
  cite: act('25'),
  check: ({ values }) =>
    values.risk === 'publicOrder' && values.reportedToPolice !== true
      ? '可能引起治安案件、刑事案件的纠纷，应当及时向当地公安机关或者其他有关部门报告。请先报告，再勾选“已向公安机关等报告”。'
      : undefined,
})

export const hasMediated: Guard = guard({
  code: 'sessionHeld',
  name: '已经调解',
  cite: act('22'),
  check: ({ state }) =>
    done(state, 'meet') ? undefined : '还没有调解记录，请先办理“记录调解”，写明调解的时间和经过。',
})

export const agreementIsSigned: Guard = valuesGuard({
  code: 'agreementSigned',
  name: '书面协议签名盖章齐全',
  cite: act('29(2)'),
  check({ values }) {
    if (values.form !== 'agreedWritten') return undefined
    const missing = [
      values.signedByParties === true ? '' : '各方当事人签名、盖章或者按指印',
      values.signedByMediator === true ? '' : '人民调解员签名',
      values.sealed === true ? '' : '人民调解委员会印章',
    ].filter(Boolean)
    return missing.length
      ? `调解协议书还缺${missing.join('、')}，补齐后才生效。请补齐后办理；无需制作协议书的，改选“口头协议”。`
      : undefined
  },
})

export const performedAfterEffect: Guard = valuesGuard({
  code: 'performanceDay',
  name: '履行期限不早于协议生效日',
  cite: act('29(1)'),
  check: ({ values }) =>
    typeof values.performBy === 'string' &&
    typeof values.effectiveOn === 'string' &&
    values.performBy < values.effectiveOn
      ? '履行期限不能早于协议生效之日，请核对“履行期限”。'
      : undefined,
})

export const effectiveOnTheDay: Guard = valuesGuard({
  code: 'effectiveDay',
  name: '协议生效日为签订（达成）之日',
  cite: act('29(2)'),
  check: ({ values, on }) =>
    typeof values.effectiveOn === 'string' && values.effectiveOn > on
      ? '调解协议自签名盖章之日（口头协议自达成之日）起生效，生效日不能晚于办理之日，请核对。'
      : undefined,
})

export const otherWaysTold: Guard = valuesGuard({
  code: 'otherWaysTold',
  name: '已告知其他解决途径',
  cite: act('26'),
  check: ({ values }) =>
    values.otherWaysTold === true
      ? undefined
      : '调解不成的，应当终止调解，并告知当事人可以依法通过仲裁、行政、司法等途径维护权利。请告知后勾选。',
})

export const wasVisited: Guard = guard({
  code: 'visitedBeforeFiling',
  name: '归档前已回访',
  cite: act('31(2)'),
  check: ({ state }) =>
    done(state, 'visit') ? undefined : '还没有回访协议的履行情况，请先办理“回访”，督促当事人按约定履行。',
})

export const continuedInTime: Guard = guard({
  code: 'continuedInTime',
  name: '期限届满前同意继续调解',
  cite: practice('双方同意继续调解'),
  check: ({ limit, on }) => {
    const { final } = limit('mediate')
    return final !== undefined && on > final
      ? `调解期限已于${formatChinese(final)}届满，不能再延长。请就已有的调解结果办理“达成协议”或者“调解不成”。`
      : undefined
  },
})
