import { type Declaration, guard, register, valuesGuard } from '#kernel/declaration.ts'
import { choice, identityCard, integer, longText, organ, phone, text, yesNo } from '#kernel/field.ts'
import { count, distinct, stock } from '#kernel/figure.ts'
import { years } from '#kernel/limit.ts'
import { dayOf, done, firstStep, type RecordState } from '#kernel/record.ts'
import { citeWhole, practice } from '#kernel/statute.ts'
import { literateRules } from '../statutes.ts'

const topic = 'legal-literate'
const rules = citeWhole(literateRules, '2021')
const custom = practice('“法律明白人”管理办法')
const passMark = 60

const eligible = guard({
  code: 'eligible',
  name: '无犯罪记录和严重违法失信行为',
  cite: practice('“法律明白人”遴选条件'),
  check: ({ state }) =>
    state.values.clean === true
      ? undefined
      : '人选有犯罪记录或者严重违法失信行为，不符合遴选条件，请办理“不予纳入”或者更换人选。',
})

const noticed = valuesGuard({
  code: 'noticed',
  name: '经村（社区）公示无异议',
  cite: rules,
  check: ({ values }) =>
    values.noticeClear === true ? undefined : '公示有异议尚未处理的，不能纳入培养，请核实后再办理。',
})

const trained = guard({
  code: 'trained',
  name: '已经岗前培训',
  cite: rules,
  check: ({ state }) => (done(state, 'train') ? undefined : '未经岗前培训不能发证，请先登记“岗前培训”。'),
})

const passed = valuesGuard({
  code: 'passed',
  name: '考核合格',
  cite: rules,
  check: ({ values }) =>
    Number(values.score) >= passMark ? undefined : `考核成绩不足${passMark}分，不能发证，请组织补训后重新考核。`,
})

const certifiedOn = (s: RecordState) => firstStep(s, 'certify')?.on
const leftOn = (s: RecordState) => (certifiedOn(s) ? dayOf(s, 'leave') : undefined)
const leftFor = (reason: string) => (s: RecordState) => (s.values.leaveReason === reason ? leftOn(s) : undefined)
const onRoll = (s: RecordState) => {
  const from = certifiedOn(s)
  const until = leftOn(s)
  return from === undefined ? undefined : { from, ...(until === undefined ? {} : { until }) }
}
const leaveReasons = {
  moved: '户籍或者住所迁出',
  absent: '长期外出不能履职',
  breach: '违法违纪或者严重失信',
  unfit: '年度评价不合格',
  own: '本人申请退出',
  deceased: '去世',
} as const

export const legalLiterate2021: Declaration = register({
  code: 'legal-literate',
  version: '2021',
  name: '法律明白人',
  about: '村（社区）“法律明白人”从推荐、公示、培训考核、发证到履职、年度评价和退出的名录，可查任一日的在册情况。',
  group: 'publicity',
  // Persons trained in the years before the national rules stand in the same register.
  inForce: { from: '2016-01-01', cite: rules },
  numbering: '法明',
  unit: '人',
  parties: {},
  fields: {
    personName: text('姓名', { listed: true, personal: true }),
    idNumber: identityCard('身份证号', { personal: true }),
    phone: phone('联系电话', { personal: true, optional: true }),
    township: organ('所在乡镇（街道）', { listed: true, takesPart: true }),
    villageKind: choice('所在地', { village: '行政村', community: '社区' }, { initial: 'village' }),
    village: text('村（社区）名称', { listed: true }),
    identity: choice(
      '身份类别',
      {
        villageCadre: '村（社区）干部',
        mediator: '人民调解员',
        gridWorker: '网格员',
        women: '妇联执委',
        groupLeader: '村（居）民小组长',
        partyMember: '党员',
        veteran: '“五老”人员',
        other: '其他村（居）民',
      },
      { listed: true },
    ),
    proposedBy: choice('产生方式', { village: '村（居）委会推荐', self: '个人自荐' }, { initial: 'village' }),
    clean: yesNo('无犯罪记录和严重违法失信行为', { initial: true }),
    mentor: text('结对的村（居）法律顾问', { optional: true }),
  },
  open: {
    name: '推荐',
    to: 'proposed',
    by: ['justiceOfficeClerk', 'registrar'],
    dateName: '推荐之日',
    title: '{personName}（{village}）',
    cite: rules,
  },
  stages: {
    proposed: { name: '待审核' },
    training: { name: '培养' },
    active: { name: '在册', end: true },
    suspended: { name: '暂停履职', suspended: true },
    left: { name: '退出', end: true },
    refused: { name: '不予纳入', end: true },
  },
  validity: { stages: ['active'] },
  actions: {
    admit: {
      name: '审核公示，纳入培养',
      from: ['proposed'],
      to: 'training',
      by: ['justiceOfficeClerk'],
      asks: { noticeClear: yesNo('经公示无异议', { initial: true }) },
      guards: [eligible, noticed],
      cite: rules,
    },
    refuse: {
      name: '不予纳入',
      from: ['proposed', 'training'],
      to: 'refused',
      by: ['justiceOfficeClerk', 'registrar'],
      asks: { refuseReason: text('理由') },
      cite: rules,
    },
    train: {
      name: '岗前培训',
      from: ['training'],
      by: ['justiceOfficeClerk', 'registrar'],
      asks: {
        trainingTopic: text('培训内容'),
        trainingHours: integer('学时', { unit: '学时', min: 1, max: 100 }),
      },
      cite: rules,
      ledger: true,
    },
    certify: {
      name: '考核合格，发证入册',
      from: ['training'],
      to: 'active',
      by: ['registrar'],
      asks: {
        score: integer('考核成绩', { unit: '分', min: 0, max: 100 }),
        certificate: text('证书编号', { listed: true }),
      },
      guards: [trained, passed],
      produces: ['certificate'],
      cite: rules,
    },
    change: {
      name: '变更登记',
      from: ['active', 'suspended'],
      by: ['justiceOfficeClerk', 'registrar'],
      asks: {
        village: text('村（社区）名称', { optional: true }),
        mentor: text('结对的村（居）法律顾问', { optional: true }),
        changeReason: text('变更的理由'),
      },
    },
    logDuty: {
      name: '记载履职',
      from: ['active'],
      by: ['justiceOfficeClerk'],
      asks: {
        duty: choice('履职内容', {
          publicity: '法治宣传',
          advice: '解答法律问题',
          clue: '报告矛盾纠纷线索',
          mediation: '参与调解',
          supervision: '参与村务监督、法治实践',
        }),
        dutyNote: longText('情况', { optional: true }),
      },
      cite: rules,
    },
    review: {
      name: '年度评价',
      from: ['active', 'suspended'],
      by: ['justiceOfficeClerk', 'registrar'],
      asks: {
        reviewYear: integer('评价年度', { min: 2021, max: 2099 }),
        yearHours: integer('全年培训', { unit: '学时', max: 500 }),
        grade: choice('评价等次', { excellent: '优秀', good: '合格', poor: '不合格' }),
      },
      cite: custom,
    },
    honour: {
      name: '表扬奖励',
      from: ['active'],
      by: ['justiceOfficeClerk', 'registrar'],
      asks: { honour: text('表扬奖励的名称') },
      cite: custom,
    },
    suspend: {
      name: '暂停履职',
      from: ['active'],
      to: 'suspended',
      by: ['registrar'],
      asks: { suspendReason: text('暂停的理由') },
      cite: custom,
    },
    resume: { name: '恢复履职', from: ['suspended'], to: 'back', by: ['registrar'], cite: custom },
    leave: {
      name: '退出',
      from: ['training', 'active', 'suspended'],
      to: 'left',
      by: ['registrar'],
      asks: {
        leaveReason: choice('退出的原因', leaveReasons),
        leaveNote: longText('说明', { optional: true }),
      },
      cite: custom,
    },
  },
  limits: {
    yearlyReview: {
      name: '年度培训和评价',
      within: years(1),
      kind: 'MAX',
      from: ['certify', 'review'],
      until: ['review', 'leave'],
      ifMissed: { means: '按规定提醒、补训，仍不合格的退出' },
      bears: 'authority',
      cite: practice('“法律明白人”年度培训和评价'),
      practice: true,
      checkedOn: '2025-04-30',
    },
  },
  documents: {
    certificate: {
      name: '“法律明白人”证书',
      series: '法明证',
      cite: rules,
      body: [
        '“法律明白人”证书',
        '{personName}（{village}）：经推荐、公示、培训和考核合格，聘为“法律明白人”。',
        '证书编号：{certificate}',
        '{organ}',
        '{on}',
      ],
    },
  },
  figures: {
    trained: stock({
      name: '法律明白人（累计培育）',
      unit: '人',
      definition: '截至期末曾经考核合格并发证的人数，退出的仍计入累计；一人一条，与在册人数是两个口径。',
      topic,
      at: 'end',
      spans: s => {
        const from = certifiedOn(s)
        return from === undefined ? undefined : { from }
      },
    }),
    onRoll: stock({
      name: '法律明白人（在册）',
      unit: '人',
      definition: '期末已发证且未退出的人数，暂停履职的仍在册。',
      topic,
      at: 'end',
      spans: onRoll,
    }),
    onRollAtStart: stock({
      name: '期初在册的法律明白人',
      unit: '人',
      definition: '期初已发证且未退出的人数。',
      topic,
      internal: true,
      at: 'start',
      spans: onRoll,
    }),
    newly: count({
      name: '新增法律明白人',
      unit: '人',
      definition: '年度内考核合格发证的人数，按发证之日计。',
      topic,
      counts: certifiedOn,
    }),
    left: count({
      name: '退出的法律明白人',
      unit: '人',
      definition: '发证后退出的人数，按退出之日计。',
      topic,
      internal: true,
      counts: leftOn,
    }),
    leftForBreach: count({
      name: '因违法违纪、失信退出的',
      unit: '人',
      definition: '发证后因违法违纪或者严重失信退出的，按退出之日计。',
      topic,
      internal: true,
      counts: leftFor('breach'),
    }),
    villages: distinct({
      name: '新增法律明白人的村（社区）',
      unit: '个',
      definition: '年度内有新发证人员的村（社区），同一村（社区）只计一次。',
      topic,
      internal: true,
      field: 'village',
      counts: certifiedOn,
    }),
  },
  identities: [
    {
      code: 'roll',
      name: '期初在册 ＋ 新增 ＝ 退出 ＋ 期末在册',
      whole: ['onRollAtStart', 'newly'],
      parts: ['left', 'onRoll'],
      relation: '=',
    },
    { code: 'cumulative', name: '累计培育 ≥ 在册', whole: ['trained'], parts: ['onRoll'], relation: '≥' },
    { code: 'breach', name: '退出 ≥ 因违法违纪退出', whole: ['left'], parts: ['leftForBreach'], relation: '≥' },
  ],
  links: {
    clue: {
      kind: 'opens',
      to: 'mediation',
      name: '报告的矛盾纠纷线索',
      stages: ['active'],
      values: { place: 'village' },
    },
    publicity: {
      kind: 'opens',
      to: 'publicity-activity',
      name: '开展法治宣传',
      stages: ['active'],
      values: { place: 'village' },
    },
  },
})
