import { type Declaration, guard, procedure, valuesGuard } from '#kernel/declaration.ts'
import { choice, date, integer, longText, text, yesNo } from '#kernel/field.ts'
import { count, distinct, ratio, stock, sum } from '#kernel/figure.ts'
import { calendarDays, thatDay, workingDays } from '#kernel/limit.ts'
import { dayOf, done } from '#kernel/record.ts'
import { cite, type Statute } from '#kernel/statute.ts'

const act: Statute = {
  code: 'lantern-act',
  title: '灯笼悬挂条例',
  short: '灯笼悬挂条例',
  texts: [{ version: '2020', from: '2020-01-01' }],
}
const checkedOn = '2025-01-02'

export const lanternRoles = ['applicantDesk', 'lanternOfficer', 'lanternHead']

/**
 * A procedure that no law knows: permits for hanging lanterns. It has one of everything that a procedure can have, so that
 * the kernel is tested by itself and not by what today's statutes happen to say.
 */
export const lanternPermit: Declaration = procedure({
  code: 'lantern-permit',
  version: '2020',
  name: '灯笼悬挂许可',
  about: '在街道悬挂灯笼的许可。',
  group: 'functions',
  inForce: { from: '2020-01-01', cite: cite(act, '2020', 1) },
  numbering: '灯',
  unit: '件',
  parties: {
    applicant: { name: '申请人', kinds: ['person', 'organisation'] },
    neighbour: { name: '相邻单位', kinds: ['agency'], optional: true },
  },
  fields: {
    street: text('街道', { listed: true }),
    lanterns: integer('灯笼', { unit: '盏', min: 1, max: 999 }),
    colour: choice('颜色', { red: '红色', green: '绿色' }, { initial: 'red' }),
    lit: yesNo('通电', { initial: false }),
  },
  open: {
    name: '申请',
    to: 'received',
    by: ['applicantDesk'],
    dateName: '收到申请之日',
    title: '{applicant}在{street}悬挂{colour}灯笼',
    cite: cite(act, '2020', 2),
    guards: [
      valuesGuard({
        code: 'fewEnough',
        name: '不超过五百盏',
        cite: cite(act, '2020', 2),
        check: ({ values }) => (Number(values.lanterns) > 500 ? '超过五百盏的，请分次申请。' : undefined),
      }),
    ],
  },
  stages: {
    received: { name: '待受理' },
    examining: { name: '审查' },
    paused: { name: '中止', suspended: true },
    granted: { name: '已许可', end: true },
    refused: { name: '不予许可', end: true },
    removed: { name: '已拆除', end: true },
  },
  outcomes: { granted: '准予许可', refused: '不予许可', partly: '部分许可' },
  actions: {
    accept: { name: '受理', from: ['received'], to: 'examining', by: ['lanternOfficer'], cite: cite(act, '2020', 3) },
    accepted: { name: '视为受理', from: ['received'], to: 'examining', by: ['law'], cite: cite(act, '2020', '3(2)') },
    visit: {
      name: '现场查看',
      from: ['examining'],
      by: ['lanternOfficer'],
      asks: { visitFrom: date('查看开始'), visitTo: date('查看结束') },
    },
    pause: { name: '中止', from: ['received', 'examining'], to: 'paused', by: ['lanternOfficer'] },
    resume: { name: '恢复', from: ['paused'], to: 'back', by: ['lanternOfficer'] },
    extend: {
      name: '延长',
      from: ['examining'],
      by: ['lanternHead'],
      once: true,
      asks: { extraDays: integer('延长', { unit: '日', min: 1, max: 10 }) },
    },
    grant: {
      name: '作出决定',
      from: ['examining'],
      to: 'granted',
      by: ['lanternHead'],
      asks: {
        decision: choice('决定', { granted: '准予许可', partly: '部分许可' }),
        allowed: integer('准予悬挂', { unit: '盏', min: 1, max: 999 }),
        removeBy: date('拆除日'),
      },
      produces: ['permit'],
      outcome: { field: 'decision' },
      cite: cite(act, '2020', 4),
      guards: [
        guard({
          code: 'visited',
          name: '已现场查看',
          cite: cite(act, '2020', '4(1)'),
          check: ({ state }) => (done(state, 'visit') ? undefined : '尚未现场查看，请先办理“现场查看”。'),
        }),
        valuesGuard({
          code: 'notMore',
          name: '不多于申请',
          cite: cite(act, '2020', '4(2)'),
          check: ({ state, values }) =>
            Number(values.allowed) > Number(state.values.lanterns) ? '准予的盏数不能多于申请的盏数。' : undefined,
        }),
        guard({
          code: 'daylight',
          name: '冬季提醒防火',
          severity: 'warn',
          cite: cite(act, '2020', 5),
          check: ({ on }) => (on.slice(5, 7) === '12' ? '冬季请提醒申请人防火。' : undefined),
        }),
      ],
    },
    refuse: {
      name: '不予许可',
      from: ['examining'],
      to: 'refused',
      by: ['lanternHead'],
      asks: { reason: longText('理由') },
      outcome: 'refused',
    },
    remove: { name: '拆除', from: ['granted'], to: 'removed', by: ['lanternOfficer'] },
  },
  limits: {
    acceptance: {
      name: '受理期限',
      within: workingDays(5),
      kind: 'MAX',
      from: 'open',
      until: ['accept', 'accepted'],
      pausedBy: [{ suspend: 'pause', resume: ['resume'] }],
      ifMissed: { deems: 'accepted' },
      bears: 'authority',
      cite: cite(act, '2020', 3),
      checkedOn,
    },
    quiet: {
      name: '公示期限',
      within: calendarDays(3),
      kind: 'MIN',
      from: ['accept', 'accepted'],
      until: ['grant', 'refuse'],
      bars: ['grant'],
      bears: 'authority',
      cite: cite(act, '2020', '4(3)'),
      checkedOn,
    },
    decision: {
      name: '决定期限',
      within: calendarDays(20),
      kind: 'MAX',
      roll: true,
      from: ['accept', 'accepted'],
      until: ['grant', 'refuse'],
      pausedBy: [{ suspend: 'pause', resume: ['resume'] }],
      excludes: { action: 'visit', from: 'visitFrom', to: 'visitTo' },
      extendedBy: { action: 'extend', field: 'extraDays', atMost: calendarDays(10), cite: cite(act, '2020', '4(4)') },
      bears: 'authority',
      cite: cite(act, '2020', 4),
      checkedOn,
    },
    hanging: {
      name: '拆除期限',
      within: thatDay,
      kind: 'MAX',
      from: { field: 'removeBy' },
      until: ['remove'],
      bars: ['remove'],
      bears: 'party',
      cite: cite(act, '2020', 6),
      checkedOn,
    },
  },
  documents: {
    permit: {
      name: '灯笼悬挂许可证',
      series: '灯证',
      body: ['准予{party.applicant}在{street}悬挂灯笼{allowed}盏，{limit.hanging}前拆除。', '{organ}', '{on}'],
    },
  },
  figures: {
    received: count({
      name: '收到申请',
      unit: '件',
      definition: '按收到申请之日计。',
      topic: 'other',
      counts: s => s.openedOn,
    }),
    granted: count({
      name: '许可',
      unit: '件',
      definition: '按决定之日计。',
      topic: 'other',
      counts: s => dayOf(s, 'grant'),
    }),
    refused: count({
      name: '不予许可',
      unit: '件',
      definition: '按决定之日计。',
      topic: 'other',
      counts: s => dayOf(s, 'refuse'),
    }),
    lanterns: sum({
      name: '悬挂灯笼',
      unit: '盏',
      definition: '按决定之日计。',
      topic: 'other',
      field: 'allowed',
      counts: s => dayOf(s, 'grant'),
    }),
    applicants: distinct({
      name: '申请人',
      unit: '人',
      definition: '同一申请人只计一次。',
      topic: 'other',
      field: 'party.applicant',
      counts: s => s.openedOn,
    }),
    hanging: stock({
      name: '悬挂中',
      unit: '件',
      definition: '期末已许可未拆除。',
      topic: 'other',
      at: 'end',
      spans: s => {
        const from = dayOf(s, 'grant')
        const until = dayOf(s, 'remove')
        return from === undefined ? undefined : { from, ...(until ? { until } : {}) }
      },
    }),
    rate: ratio({
      name: '许可率',
      definition: '许可 ÷ 收到申请。',
      topic: 'other',
      numerator: ['granted'],
      denominator: ['received'],
      decimals: 1,
    }),
    inTime: count({
      name: '按期决定',
      unit: '件',
      definition: '在期限内决定的。',
      topic: 'other',
      counts: (_, c) => (c.limit('decision').status === 'kept' ? c.limit('decision').metOn : undefined),
    }),
  },
  identities: [{ code: 'all', name: '收到 ≥ 许可', whole: ['received'], parts: ['granted'], relation: '≥' }],
  links: {
    again: { kind: 'opens', to: 'lantern-permit', name: '再次申请', stages: ['refused'], values: { street: 'street' } },
  },
})
