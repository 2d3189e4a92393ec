import { type Declaration, guard, procedure } from '#kernel/declaration.ts'
import { choice, date, integer, longText, organ, text } from '#kernel/field.ts'
import { count, ratio, stock } from '#kernel/figure.ts'
import { months, thatDay, workingDays } from '#kernel/limit.ts'
import { dayOf, type RecordState } from '#kernel/record.ts'
import { practice } from '#kernel/statute.ts'
import { dueAfterOpening, responding, supervising, topic } from './task-supervision.ts'

const custom = practice('年度任务督办考核制度')
const checkedOn = '2025-03-01'

const byLeadUnit = guard({
  code: 'byLeadUnit',
  name: '由牵头单位办理',
  cite: custom,
  check: ({ state, actor }) =>
    actor.organ === state.values.lead ? undefined : '该项任务由牵头单位汇总填报，配合单位的情况请报牵头单位。',
})

/** Whether the proof that was accepted had come by the last day. */
const inTime = (state: RecordState) => (dayOf(state, 'submit') ?? '') <= String(state.values.dueOn)

const submittedInTime = guard({
  code: 'submittedInTime',
  name: '在完成时限之前报请核验',
  cite: custom,
  check: ({ state }) => (inTime(state) ? undefined : '报请核验之日晚于完成时限，请办理“核验为逾期完成”。'),
})
const submittedLate = guard({
  code: 'submittedLate',
  name: '在完成时限之后报请核验',
  cite: custom,
  check: ({ state }) => (inTime(state) ? '报请核验之日不晚于完成时限，请办理“核验为完成”。' : undefined),
})
const dueOver = guard({
  code: 'dueOver',
  name: '完成时限已过',
  cite: custom,
  check: ({ state, on }) =>
    on > String(state.values.dueOn) ? undefined : '完成时限未过，不能认定为未完成；不再推进的请办理“调整”或者“取消”。',
})
const dueNotOver = guard({
  code: 'dueNotOver',
  name: '完成时限未过',
  cite: custom,
  check: ({ state, on }) =>
    on > String(state.values.dueOn) ? '完成时限已过，不能再调整或者取消，请督办，或者认定为未完成。' : undefined,
})

const given = ['area', 'task', 'source', 'clause', 'lead', 'coUnits', 'leader', 'result'] as const
const sameTask = Object.fromEntries(given.map(field => [field, field]))

const running = (state: RecordState) => ({
  from: state.openedOn,
  ...(state.closedOn ? { until: state.closedOn } : {}),
})

/** 年度任务: one task of the year's plan, laid on a lead unit with a day and a result that can be checked. */
export const taskPlan: Declaration = procedure({
  code: 'task-plan',
  version: '1',
  name: '年度任务',
  about: '把年度工作要点逐项分解到牵头单位，写明责任领导、完成标准和时限，按季报告进展，凭佐证核验。',
  group: 'leadership',
  inForce: { from: '2015-01-01', cite: custom },
  numbering: '任务',
  unit: '项',
  parties: {},
  fields: {
    planYear: integer('计划年度', { min: 2000, max: 2199, listed: true }),
    area: choice(
      '工作类别',
      {
        functions: '政府职能',
        institutions: '制度体系',
        decisions: '行政决策',
        enforcement: '行政执法',
        disputes: '矛盾纠纷化解',
        services: '公共法律服务',
        publicity: '法治宣传教育',
        checks: '权力制约监督',
        support: '组织保障',
      },
      { listed: true },
    ),
    task: text('任务', { help: '一项写一条，不合并。' }),
    source: text('来源文件', { help: '工作要点、规划、考核指标、上年报告所列问题等。' }),
    clause: text('条款', { optional: true }),
    lead: organ('牵头单位', { takesPart: true, listed: true }),
    coUnits: organ('配合单位', { many: true, optional: true, takesPart: true }),
    leader: text('责任领导', { help: '职务和姓名。' }),
    result: text('完成标准', { help: '可以核实的成果：件数、文件、制度、名单。' }),
    dueOn: date('完成时限', { listed: true }),
  },
  open: {
    name: '下达任务',
    to: 'assigned',
    by: supervising,
    dateName: '下达日期',
    title: '{task}',
    cite: custom,
    guards: [dueAfterOpening(custom)],
  },
  stages: {
    assigned: { name: '待签收' },
    underWay: { name: '推进中' },
    claimed: { name: '待核验' },
    closed: { name: '已完成', end: true },
    failed: { name: '未完成', end: true },
    adjusted: { name: '已调整', end: true },
    cancelled: { name: '已取消', end: true },
  },
  outcomes: { done: '完成', doneLate: '逾期完成', notDone: '未完成', adjusted: '调整', cancelled: '取消' },
  actions: {
    sign: { name: '签收', from: ['assigned'], to: 'underWay', by: responding, guards: [byLeadUnit], cite: custom },
    report: {
      name: '报告进展',
      from: ['underWay'],
      by: responding,
      asks: {
        progress: longText('工作进展'),
        percent: integer('完成进度', { unit: '%', max: 100, listed: true }),
        proof: text('佐证', { optional: true, help: '案号、文号或者附件名称；已在平台上的只写编号，不另报材料。' }),
        delayReason: text('滞后原因', { optional: true }),
      },
      guards: [byLeadUnit],
      cite: custom,
    },
    remind: {
      name: '催办',
      from: ['assigned', 'underWay'],
      by: supervising,
      asks: { reminder: longText('催办内容') },
      cite: custom,
    },
    submit: {
      name: '报请核验',
      from: ['underWay'],
      to: 'claimed',
      by: responding,
      asks: {
        achieved: longText('完成情况'),
        proof: text('佐证', { help: '案号、文号或者附件名称；已在平台上的只写编号，不另报材料。' }),
      },
      guards: [byLeadUnit],
      cite: custom,
    },
    sendBack: {
      name: '退回',
      from: ['claimed'],
      to: 'underWay',
      by: supervising,
      asks: { sentBackFor: longText('退回理由') },
      cite: custom,
    },
    confirm: {
      name: '核验为完成',
      from: ['claimed'],
      to: 'closed',
      by: supervising,
      asks: { checked: longText('核验情况', { optional: true }) },
      guards: [submittedInTime],
      outcome: 'done',
      cite: custom,
    },
    confirmLate: {
      name: '核验为逾期完成',
      from: ['claimed'],
      to: 'closed',
      by: supervising,
      asks: { lateFor: longText('逾期原因') },
      guards: [submittedLate],
      outcome: 'doneLate',
      cite: custom,
    },
    fail: {
      name: '认定未完成',
      from: ['assigned', 'underWay'],
      to: 'failed',
      by: supervising,
      asks: { failedFor: longText('未完成原因') },
      guards: [dueOver],
      outcome: 'notDone',
      cite: custom,
    },
    adjust: {
      name: '调整',
      from: ['assigned', 'underWay'],
      to: 'adjusted',
      by: supervising,
      asks: { adjustedFor: longText('调整理由'), adjustedBy: text('批准依据') },
      guards: [dueNotOver],
      outcome: 'adjusted',
      cite: custom,
    },
    cancel: {
      name: '取消',
      from: ['assigned', 'underWay'],
      to: 'cancelled',
      by: supervising,
      asks: { cancelledFor: longText('取消理由'), cancelledBy: text('批准依据') },
      guards: [dueNotOver],
      outcome: 'cancelled',
      cite: custom,
    },
  },
  limits: {
    sign: {
      name: '签收任务',
      within: workingDays(5),
      kind: 'MAX',
      from: 'open',
      until: ['sign', 'fail', 'adjust', 'cancel'],
      bears: 'authority',
      cite: custom,
      practice: true,
      checkedOn,
    },
    report: {
      name: '报告进展',
      within: months(3),
      kind: 'MAX',
      roll: true,
      from: ['sign', 'report', 'sendBack'],
      until: ['report', 'submit', 'fail', 'adjust', 'cancel'],
      bears: 'authority',
      cite: custom,
      practice: true,
      checkedOn,
    },
    finish: {
      name: '任务完成',
      within: thatDay,
      kind: 'MAX',
      from: { field: 'dueOn' },
      until: ['submit'],
      reopenedBy: ['sendBack'],
      bears: 'authority',
      ifMissed: { means: '逾期的予以督办，计入绩效考核' },
      cite: custom,
      practice: true,
      checkedOn,
    },
    check: {
      name: '核验佐证',
      within: workingDays(10),
      kind: 'MAX',
      from: 'submit',
      until: ['confirm', 'confirmLate', 'sendBack'],
      bears: 'authority',
      cite: custom,
      practice: true,
      checkedOn,
    },
  },
  documents: {},
  figures: {
    assigned: count({
      name: '分解下达年度任务',
      unit: '项',
      definition: '按下达之日计，作废的不计',
      topic,
      counts: s => s.openedOn,
    }),
    done: count({
      name: '按期完成年度任务',
      unit: '项',
      definition: '按核验之日计，报请核验之日不晚于完成时限',
      topic,
      counts: s => dayOf(s, 'confirm'),
    }),
    doneLate: count({
      name: '逾期完成年度任务',
      unit: '项',
      definition: '按核验之日计，报请核验之日晚于完成时限',
      topic,
      counts: s => dayOf(s, 'confirmLate'),
    }),
    notDone: count({
      name: '未完成年度任务',
      unit: '项',
      definition: '按认定之日计',
      topic,
      internal: true,
      counts: s => dayOf(s, 'fail'),
    }),
    adjusted: count({
      name: '调整年度任务',
      unit: '项',
      definition: '按调整之日计，调整后另行下达的另计',
      topic,
      internal: true,
      counts: s => dayOf(s, 'adjust'),
    }),
    cancelled: count({
      name: '取消年度任务',
      unit: '项',
      definition: '按取消之日计',
      topic,
      internal: true,
      counts: s => dayOf(s, 'cancel'),
    }),
    openBefore: stock({
      name: '上年结转年度任务',
      unit: '项',
      definition: '上年末尚未办结',
      topic,
      internal: true,
      at: 'start',
      spans: running,
    }),
    open: stock({
      name: '在办年度任务',
      unit: '项',
      definition: '年末尚未办结',
      topic,
      internal: true,
      at: 'end',
      spans: running,
    }),
    onTimeRate: ratio({
      name: '年度任务按期完成率',
      definition: '按期完成÷（按期完成＋逾期完成＋未完成），调整、取消的不计',
      topic,
      numerator: ['done'],
      denominator: ['done', 'doneLate', 'notDone'],
      decimals: 1,
    }),
  },
  identities: [
    {
      code: 'balance',
      name: '下达＋上年结转＝完成＋逾期完成＋未完成＋调整＋取消＋在办',
      whole: ['assigned', 'openBefore'],
      parts: ['done', 'doneLate', 'notDone', 'adjusted', 'cancelled', 'open'],
      relation: '=',
    },
  ],
  links: {
    supervise: {
      kind: 'opens',
      to: 'supervised-item',
      name: '督办',
      stages: ['assigned', 'underWay'],
      values: { about: 'task', to: 'lead', demand: 'result' },
    },
    replacement: {
      kind: 'opens',
      to: 'task-plan',
      name: '下达调整后的任务',
      stages: ['adjusted'],
      values: { planYear: 'planYear', ...sameTask },
    },
    nextYear: { kind: 'opens', to: 'task-plan', name: '结转下年任务', stages: ['failed'], values: sameTask },
  },
  followUp: { organ: 'lead', limit: 'finish', rate: 'onTimeRate', progress: 'percent' },
})
