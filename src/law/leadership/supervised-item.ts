import { type Declaration, procedure, valuesGuard } from '#kernel/declaration.ts'
import { choice, date, longText, organ, record, text } from '#kernel/field.ts'
import { count, ratio, stock } from '#kernel/figure.ts'
import { thatDay } from '#kernel/limit.ts'
import { dayOf, done } from '#kernel/record.ts'
import { practice } from '#kernel/statute.ts'

const topic = 'task-supervision'
const custom = practice('督办工作制度')
const supervising = ['supervisor', 'reportWriter', 'governmentOffice'] as const
const responding = [
  'caseUnitHead',
  'agencyHead',
  'handlingUnit',
  'mediationClerk',
  'aidClerk',
  'arbitrationClerk',
  'reconsiderationOfficer',
  'drafter',
] as const

const dueAhead = valuesGuard({
  code: 'dueAhead',
  name: '办结期限在交办之后',
  cite: custom,
  check: ({ values, on }) =>
    typeof values.dueOn === 'string' && values.dueOn <= on ? '办结期限应晚于交办之日，请重新填写。' : undefined,
})

/** 督办事项: opened from an overdue or faulty record, an instruction or a finding; closed when what it asks is truly done. */
export const supervisedItem: Declaration = procedure({
  code: 'supervised-item',
  version: '1',
  name: '督办',
  about: '对超期、办理有误或者领导批示的事项发出督办，由承办单位在期限内反馈，核实后销号。',
  group: 'leadership',
  inForce: { from: '2015-01-01', cite: custom },
  numbering: '督办',
  unit: '件',
  parties: {},
  fields: {
    about: text('督办对象', { help: '案号或者事项名称。' }),
    source: choice(
      '来源',
      { overdue: '超期预警', finding: '检查发现', instruction: '领导批示', accountability: '述法点评', other: '其他' },
      { listed: true },
    ),
    to: organ('承办单位', { takesPart: true, listed: true }),
    demand: longText('督办要求'),
    dueOn: date('办结期限', { listed: true }),
    sourceRecord: record('对应的案件', 'penalty', { optional: true, help: '可以选择对应的行政处罚案件。' }),
  },
  open: {
    name: '发出督办',
    to: 'issued',
    by: supervising,
    dateName: '交办日期',
    title: '督办{about}',
    cite: custom,
    guards: [dueAhead],
  },
  stages: {
    issued: { name: '待签收' },
    handling: { name: '办理中' },
    reported: { name: '待核实' },
    closed: { name: '已销号', end: true },
    referred: { name: '已移交', end: true },
  },
  outcomes: { rectified: '已整改', explained: '经核实无须整改', referred: '移交问责' },
  actions: {
    sign: { name: '签收', from: ['issued'], to: 'handling', by: responding, cite: custom },
    remind: {
      name: '催办',
      from: ['issued', 'handling'],
      by: supervising,
      asks: { reminder: longText('催办内容') },
      cite: custom,
    },
    report: {
      name: '反馈办理情况',
      from: ['handling'],
      to: 'reported',
      by: responding,
      asks: { measures: longText('整改措施和结果') },
      cite: custom,
    },
    sendBack: {
      name: '退回重办',
      from: ['reported'],
      to: 'handling',
      by: supervising,
      asks: { sentBackFor: longText('退回理由') },
      cite: custom,
    },
    close: {
      name: '核实销号',
      from: ['reported'],
      to: 'closed',
      by: supervising,
      asks: {
        result: choice('核实结果', { rectified: '已整改', explained: '经核实无须整改' }),
        verified: longText('核实情况', { optional: true }),
      },
      outcome: { field: 'result' },
      cite: custom,
    },
    refer: {
      name: '移交问责',
      from: ['issued', 'handling', 'reported'],
      to: 'referred',
      by: supervising,
      asks: { referredTo: text('移交机关'), referredFor: longText('移交理由') },
      outcome: 'referred',
      confirm: '移交后本督办即告结束，不能撤回。',
      cite: custom,
    },
  },
  limits: {
    handle: {
      name: '督办事项办结',
      within: thatDay,
      kind: 'MAX',
      from: { field: 'dueOn' },
      until: ['report', 'refer'],
      bears: 'authority',
      ifMissed: { means: '逾期未反馈的予以通报，计入绩效考核' },
      cite: custom,
      practice: true,
      checkedOn: '2025-03-01',
    },
  },
  documents: {},
  figures: {
    issued: count({
      name: '发出督办',
      unit: '件',
      definition: '按交办之日计，作废的不计',
      topic,
      counts: s => s.openedOn,
    }),
    closed: count({
      name: '督办事项销号',
      unit: '件',
      definition: '按核实销号之日计',
      topic,
      counts: s => dayOf(s, 'close'),
    }),
    rectified: count({
      name: '督办后整改',
      unit: '件',
      definition: '按核实销号之日计，核实结果为已整改',
      topic,
      internal: true,
      counts: s => (s.outcome === 'rectified' ? dayOf(s, 'close') : undefined),
    }),
    explained: count({
      name: '督办后核实无须整改',
      unit: '件',
      definition: '按核实销号之日计，核实结果为无须整改',
      topic,
      internal: true,
      counts: s => (s.outcome === 'explained' ? dayOf(s, 'close') : undefined),
    }),
    referred: count({
      name: '督办移交问责',
      unit: '件',
      definition: '按移交之日计',
      topic,
      counts: s => dayOf(s, 'refer'),
    }),
    inTime: count({
      name: '按期反馈督办',
      unit: '件',
      definition: '反馈之日不晚于办结期限',
      topic,
      internal: true,
      counts: (s, c) => (c.limit('handle').status === 'kept' ? dayOf(s, 'report') : undefined),
    }),
    late: count({
      name: '逾期反馈督办',
      unit: '件',
      definition: '反馈之日晚于办结期限',
      topic,
      internal: true,
      counts: (s, c) => (c.limit('handle').status === 'late' && done(s, 'report') ? dayOf(s, 'report') : undefined),
    }),
    inTimeRate: ratio({
      name: '督办按期反馈率',
      definition: '按期反馈÷（按期反馈＋逾期反馈）',
      topic,
      numerator: ['inTime'],
      denominator: ['inTime', 'late'],
      decimals: 1,
    }),
    openBefore: stock({
      name: '上年结转督办',
      unit: '件',
      definition: '上年末尚未销号',
      topic,
      internal: true,
      at: 'start',
      spans: s => ({ from: s.openedOn, ...(s.closedOn ? { until: s.closedOn } : {}) }),
    }),
    open: stock({
      name: '未销号督办',
      unit: '件',
      definition: '年末尚未销号',
      topic,
      internal: true,
      at: 'end',
      spans: s => ({ from: s.openedOn, ...(s.closedOn ? { until: s.closedOn } : {}) }),
    }),
  },
  identities: [
    {
      code: 'balance',
      name: '发出＋上年结转＝销号＋移交＋未销号',
      whole: ['issued', 'openBefore'],
      parts: ['closed', 'referred', 'open'],
      relation: '=',
    },
    {
      code: 'results',
      name: '销号＝已整改＋无须整改',
      whole: ['closed'],
      parts: ['rectified', 'explained'],
      relation: '=',
    },
  ],
})
