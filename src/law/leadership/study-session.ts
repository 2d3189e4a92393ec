import { activity, type Declaration, valuesGuard } from '#kernel/declaration.ts'
import { choice, integer, longText, organ, text, yesNo } from '#kernel/field.ts'
import { count, ratio, sum } from '#kernel/figure.ts'
import type { RecordState } from '#kernel/record.ts'
import { practice } from '#kernel/statute.ts'
import { counted, sampleCheck } from '../checked-activity.ts'

const topic = 'study-session'
const custom = practice('领导干部学法用法制度')

/** The forms in which leaders study together; classes and self-study are told apart. */
const leaderForms = ['centralGroup', 'standingMeeting', 'special', 'report', 'lecture'] as const

const attended = valuesGuard({
  code: 'attended',
  name: '领导干部人数不多于参加人数',
  cite: custom,
  check: ({ values }) => {
    if (!(Number(values.attendees) > 0)) return '没有参加人数的学习不计入，请填写实际参加人数。'
    return Number(values.leaders) > Number(values.attendees)
      ? '领导干部人数不能多于参加人数，请按签到表核对。'
      : undefined
  },
})

const withLeaders = valuesGuard({
  code: 'withLeaders',
  name: '中心组学习、常务会议学法有领导干部参加',
  cite: custom,
  check: ({ values }) =>
    (values.form === 'centralGroup' || values.form === 'standingMeeting') && !(Number(values.leaders) > 0)
      ? '理论学习中心组学习、政府常务会议学法应当有领导干部参加，请填写参加的领导干部人数。'
      : undefined,
})

const withRecord = valuesGuard({
  code: 'withRecord',
  name: '有签到和学习记录',
  cite: custom,
  check: ({ values }) => (values.signedIn === true ? undefined : '没有签到和学习记录的不计入，请补齐后再登记。'),
})

const on = (s: RecordState) => (counted(s) ? s.openedOn : undefined)
const has = (s: RecordState, theme: string) => Array.isArray(s.values.themes) && s.values.themes.includes(theme)
const inForm = (s: RecordState, ...forms: readonly string[]) => forms.includes(String(s.values.form))
const together = (s: RecordState) => inForm(s, ...leaderForms) && Number(s.values.leaders) > 0

export const studySession2016: Declaration = activity({
  code: 'study-session',
  version: '2016',
  name: '领导干部学法',
  about: '中心组学习、常务会议学法、专题讲座、培训班等学法活动的台账；一场学习只计一次，涉及几个主题也不重复计。',
  group: 'leadership',
  inForce: { from: '2016-01-01', cite: custom },
  numbering: '学法',
  unit: '次',
  title: '{topicTitle}',
  dateName: '学习日期',
  by: ['studySecretary', 'publicityOffice'],
  cite: custom,
  fields: {
    topicTitle: text('学习内容', { listed: true, help: '如“学习《中华人民共和国行政复议法》”。' }),
    level: choice('组织层级', { district: '本级（县处级）', unit: '部门', township: '乡镇（街道）' }, { listed: true }),
    form: choice(
      '学习形式',
      {
        centralGroup: '理论学习中心组学习',
        standingMeeting: '政府常务会议学法',
        special: '法治专题学习',
        report: '辅导报告会',
        lecture: '法律讲座',
        training: '培训班',
        advanced: '进修班、研讨班',
        partyMeeting: '三会一课、主题党日',
        self: '自学',
      },
      { listed: true },
    ),
    themes: choice(
      '学习主题',
      {
        xi: '习近平法治思想',
        constitution: '宪法',
        civilCode: '民法典',
        partyRules: '党内法规',
        administrative: '行政法律法规',
        mustKnow: '领导干部应知应会清单',
        other: '其他法律法规',
      },
      { many: true },
    ),
    speaker: text('主讲人', { optional: true }),
    attendees: integer('参加人数', { unit: '人次', max: 2_000 }),
    leaders: integer('其中领导干部', { unit: '人次', max: 200 }),
    planned: yesNo('列入年度学法计划', { initial: true, listed: true }),
    coOrganisers: organ('协办单位', { many: true, optional: true, takesPart: true }),
    signedIn: yesNo('有签到和学习记录', { initial: true, help: '登记后在“附加文件”中上传。' }),
    summary: longText('学习情况', { optional: true }),
  },
  guards: [attended, withLeaders, withRecord],
  ...sampleCheck(custom),
  figures: {
    sessions: count({
      name: '学法活动',
      unit: '次',
      definition: '全部层级、全部形式的学法活动，未被核查剔除的，按学习日期计；一场只计一次。',
      topic,
      counts: on,
    }),
    leaderStudy: count({
      name: '县处级领导干部学法',
      unit: '次',
      definition:
        '本级组织、有县处级领导干部参加的集体学法（中心组学习、常务会议学法、专题学习、辅导报告会、讲座），按学习日期计；培训班、进修班、自学不计。',
      topic,
      counts: s => (s.values.level === 'district' && together(s) ? on(s) : undefined),
    }),
    centralGroup: count({
      name: '理论学习中心组学习（本级）',
      unit: '次',
      definition: '本级理论学习中心组的学法，按学习日期计；已含在县处级领导干部学法之中。',
      topic,
      counts: s => (s.values.level === 'district' && inForm(s, 'centralGroup') ? on(s) : undefined),
    }),
    standingMeetings: count({
      name: '政府常务会议学法（本级）',
      unit: '次',
      definition: '本级政府常务会议的学法，按学习日期计；已含在县处级领导干部学法之中。',
      topic,
      counts: s => (s.values.level === 'district' && inForm(s, 'standingMeeting') ? on(s) : undefined),
    }),
    xiStudy: count({
      name: '各级中心组集中学习习近平法治思想',
      unit: '次',
      definition: '各层级理论学习中心组学习，主题含习近平法治思想的，按学习日期计。',
      topic,
      counts: s => (inForm(s, 'centralGroup') && has(s, 'xi') ? on(s) : undefined),
    }),
    lectures: count({
      name: '法律讲座、辅导报告会',
      unit: '场',
      definition: '各层级举办的法律讲座和辅导报告会，按学习日期计。',
      topic,
      counts: s => (inForm(s, 'lecture', 'report') ? on(s) : undefined),
    }),
    trainings: count({
      name: '法治培训班',
      unit: '期',
      definition: '各层级举办的培训班，一期登记一次，按开班日期计。',
      topic,
      counts: s => (inForm(s, 'training') ? on(s) : undefined),
    }),
    advanced: count({
      name: '领导干部进修班、研讨班',
      unit: '批次',
      definition: '各级领导干部进修班、研讨班，一批登记一次，按开班日期计。',
      topic,
      counts: s => (inForm(s, 'advanced') ? on(s) : undefined),
    }),
    attendees: sum({
      name: '学法参加',
      unit: '人次',
      definition: '各场学法的参加人数相加，同一人参加两场计两人次，按学习日期计。',
      topic,
      field: 'attendees',
      counts: on,
    }),
    districtSessions: count({
      name: '本级学法活动',
      unit: '次',
      definition: '本级组织的全部形式的学法，按学习日期计。',
      topic,
      internal: true,
      counts: s => (s.values.level === 'district' ? on(s) : undefined),
    }),
    unitSessions: count({
      name: '部门学法活动',
      unit: '次',
      definition: '部门组织的学法，按学习日期计。',
      topic,
      internal: true,
      counts: s => (s.values.level === 'unit' ? on(s) : undefined),
    }),
    townshipSessions: count({
      name: '乡镇（街道）学法活动',
      unit: '次',
      definition: '乡镇（街道）组织的学法，按学习日期计。',
      topic,
      internal: true,
      counts: s => (s.values.level === 'township' ? on(s) : undefined),
    }),
    planned: count({
      name: '计划内学法活动',
      unit: '次',
      definition: '列入年度学法计划的，按学习日期计。',
      topic,
      internal: true,
      counts: s => (s.values.planned === true ? on(s) : undefined),
    }),
    plannedShare: ratio({
      name: '计划内学法占比',
      definition: '计划内学法活动 ÷ 全部学法活动。',
      topic,
      internal: true,
      numerator: ['planned'],
      denominator: ['sessions'],
      decimals: 1,
    }),
    rejected: count({
      name: '核查后不予计入的学法活动',
      unit: '次',
      definition: '抽查后不予计入的，按学习日期计。',
      topic,
      internal: true,
      counts: s => (counted(s) ? undefined : s.openedOn),
    }),
    recorded: count({
      name: '登记的学法活动',
      unit: '次',
      definition: '全部登记的学法活动（作废的除外），按学习日期计。',
      topic,
      internal: true,
      counts: s => s.openedOn,
    }),
  },
  identities: [
    {
      code: 'levels',
      name: '学法活动 ＝ 本级 ＋ 部门 ＋ 乡镇（街道）',
      whole: ['sessions'],
      parts: ['districtSessions', 'unitSessions', 'townshipSessions'],
      relation: '=',
    },
    {
      code: 'checked',
      name: '登记 ＝ 计入 ＋ 不予计入',
      whole: ['recorded'],
      parts: ['sessions', 'rejected'],
      relation: '=',
    },
    {
      code: 'leaders',
      name: '县处级领导干部学法 ≥ 中心组学习 ＋ 常务会议学法',
      whole: ['leaderStudy'],
      parts: ['centralGroup', 'standingMeetings'],
      relation: '≥',
    },
  ],
  links: {
    publicity: { kind: 'feeds', to: 'publicity-activity', name: '讲座向公众开放的，转为普法活动' },
  },
})
