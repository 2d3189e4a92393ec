import { activity, type Declaration, valuesGuard } from '#kernel/declaration.ts'
import { choice, integer, longText, money, organ, text, yesNo } from '#kernel/field.ts'
import { type CountFigure, count, type SumFigure, sum } from '#kernel/figure.ts'
import type { RecordState } from '#kernel/record.ts'
import { cite, citeWhole, practice } from '#kernel/statute.ts'
import { addWorkdays } from '#kernel/time/calendar.ts'
import { counted, sampleCheck } from '../checked-activity.ts'
import { publicityAct, publicityDutyOpinion } from '../statutes.ts'

const topic = 'publicity-activity'
const custom = practice('普法活动台账')

/** Days after which a report of an activity is told to be late. */
const reportWithin = 10

const kinds = {
  rally: '集中宣传',
  lecture: '讲座',
  training: '培训',
  visit: '入户走访',
  contest: '竞赛',
  caseTalk: '以案释法',
  site: '阵地活动',
} as const

const withProof = valuesGuard({
  code: 'withProof',
  name: '有现场佐证',
  cite: custom,
  check: ({ values }) =>
    values.proof === true ? undefined : '没有照片、签到等现场佐证的活动不计入，请备齐佐证后再登记。',
})

const withAudience = valuesGuard({
  code: 'withAudience',
  name: '有受众人次',
  cite: custom,
  check: ({ values }) =>
    Number(values.audience) > 0 ? undefined : '没有受众人次的活动不计入，请填写实际受众人次（线上活动填观看人次）。',
})

const householdsOfVisit = valuesGuard({
  code: 'householdsOfVisit',
  name: '入户走访写明户数',
  cite: custom,
  check: ({ values }) =>
    values.kind === 'visit' && !(Number(values.households) > 0)
      ? '入户走访应当填写走访户数，户数与人次分别统计。'
      : undefined,
})

const reportedInTime = valuesGuard({
  code: 'reportedInTime',
  name: '活动后十个工作日内登记',
  severity: 'warn',
  cite: practice('普法活动报送期限'),
  check: ({ on, today, calendar }) =>
    today > addWorkdays(calendar, on, reportWithin)
      ? `活动已过${reportWithin}个工作日，按本地规定逾期报送的可能不计入考核，请尽快补齐佐证。`
      : undefined,
})

const on = (s: RecordState) => (counted(s) ? s.openedOn : undefined)
const ofKind = (kind: keyof typeof kinds): CountFigure =>
  count({
    name: `${kinds[kind]}活动`,
    unit: '场',
    definition: `形式为“${kinds[kind]}”的活动，按活动日期计，由主办单位登记一次。`,
    topic,
    internal: true,
    counts: s => (s.values.kind === kind ? on(s) : undefined),
  })
const amount = (field: string, name: string, unit: string, definition: string): SumFigure =>
  sum({ name, unit, definition: `${definition}，按活动日期计。`, topic, field, counts: on })

const declare = ({ version, inForce }: Pick<Declaration, 'version' | 'inForce'>): Declaration =>
  activity({
    code: 'publicity-activity',
    version,
    name: '普法活动',
    about: '线上、线下、入户、讲座、培训、竞赛等法治宣传活动的台账；一场活动由主办单位登记一次，协办单位不重复计。',
    group: 'publicity',
    inForce,
    numbering: '普法',
    unit: '场',
    title: '{activityName}',
    dateName: '活动日期',
    by: ['publicityOfficer', 'publicityOffice', 'justiceOfficeClerk'],
    ...(inForce.cite ? { cite: inForce.cite } : {}),
    fields: {
      activityName: text('活动名称', { listed: true }),
      kind: choice('活动形式', kinds, { listed: true }),
      mode: choice('开展方式', { onsite: '线下', online: '线上' }, { initial: 'onsite', listed: true }),
      theme: choice(
        '主题',
        {
          xi: '习近平法治思想',
          constitution: '宪法',
          civilCode: '民法典',
          security: '国家安全、反邪教、禁毒',
          minors: '未成年人、妇女、老年人权益保护',
          labor: '劳动保障、农民工工资',
          business: '营商环境、知识产权',
          environment: '生态环境、自然资源',
          safety: '安全生产、应急',
          rural: '乡村振兴、土地',
          other: '其他法律法规',
        },
        { listed: true },
      ),
      law: text('宣传的法律法规', { optional: true }),
      lawDay: choice(
        '宣传节点',
        {
          consumer: '3·15消费者权益日',
          security: '4·15全民国家安全教育日',
          labor: '5·1劳动节',
          civilCode: '民法典宣传月',
          disaster: '5·12防灾减灾日',
          environment: '6·5环境日',
          drugs: '6·26国际禁毒日',
          fire: '11·9消防日',
          constitution: '12·4国家宪法日和宪法宣传周',
          traffic: '12·2交通安全日',
        },
        { optional: true },
      ),
      place: text('地点（线上活动填平台）', { listed: true }),
      audienceGroups: choice(
        '受众',
        {
          organs: '进机关',
          villages: '进乡村',
          communities: '进社区',
          schools: '进学校',
          firms: '进企业',
          units: '进单位',
        },
        { many: true },
      ),
      audience: integer('受众', { unit: '人次', max: 300_000 }),
      households: integer('走访', { unit: '户', optional: true, max: 100_000 }),
      schools: integer('覆盖学校', { unit: '所', optional: true, max: 500 }),
      firms: integer('覆盖企业', { unit: '家', optional: true, max: 5_000 }),
      papers: integer('发放宣传资料、宣传品', { unit: '份', optional: true, max: 300_000 }),
      officersSent: integer('出动工作人员', { unit: '人次', optional: true, max: 2_000 }),
      cost: money('经费', { optional: true, max: 1_000_000_000 }),
      coOrganisers: organ('协办单位', { many: true, optional: true, takesPart: true }),
      dutyItem: text('对应的普法责任清单事项', { optional: true }),
      summary: longText('活动情况', { optional: true }),
      proof: yesNo('有照片、签到等现场佐证', { initial: true, help: '登记后在“附加文件”中上传。' }),
    },
    guards: [withProof, withAudience, householdsOfVisit, reportedInTime],
    ...sampleCheck(custom),
    figures: {
      activities: count({
        name: '法治宣传活动',
        unit: '场',
        definition: '已登记且未被核查剔除的活动，按活动日期计；一场活动只由主办单位登记一次，线上、线下合计。',
        topic,
        counts: on,
      }),
      onsite: count({
        name: '线下宣传活动',
        unit: '场',
        definition: '开展方式为线下的活动，按活动日期计。',
        topic,
        counts: s => (s.values.mode === 'onsite' ? on(s) : undefined),
      }),
      online: count({
        name: '线上宣传活动',
        unit: '场',
        definition: '开展方式为线上的活动，按活动日期计。',
        topic,
        counts: s => (s.values.mode === 'online' ? on(s) : undefined),
      }),
      rallies: ofKind('rally'),
      lectures: ofKind('lecture'),
      trainings: ofKind('training'),
      visits: ofKind('visit'),
      contests: ofKind('contest'),
      caseTalks: ofKind('caseTalk'),
      siteEvents: ofKind('site'),
      constitutionAndCivilCode: count({
        name: '宪法、民法典宣传活动',
        unit: '场',
        definition: '主题为宪法或者民法典的活动，按活动日期计。',
        topic,
        counts: s => (s.values.theme === 'constitution' || s.values.theme === 'civilCode' ? on(s) : undefined),
      }),
      inSchools: count({
        name: '进学校法治宣传',
        unit: '场',
        definition: '受众含学校的活动，按活动日期计；同一活动进多类单位的，只在各自口径中各计一次。',
        topic,
        counts: s =>
          Array.isArray(s.values.audienceGroups) && s.values.audienceGroups.includes('schools') ? on(s) : undefined,
      }),
      audience: amount('audience', '受众', '人次', '各场活动的受众人次相加，同一人参加两场计两人次'),
      households: amount('households', '入户宣传', '户次', '入户走访的户数相加，同一户走访两次计两户次'),
      papers: amount('papers', '发放宣传资料、宣传品', '份', '各场活动发放的资料和宣传品份数相加'),
      schools: amount('schools', '开展法治教育的学校', '所次', '各场活动覆盖的学校相加，同一学校两场计两所次'),
      firms: amount('firms', '参加活动的企业', '家次', '各场活动覆盖的企业相加，同一企业两场计两家次'),
      officersSent: amount('officersSent', '出动工作人员', '人次', '各场活动出动的工作人员人次相加'),
      rejected: count({
        name: '核查后不予计入的活动',
        unit: '场',
        definition: '抽查后不予计入的活动，按活动日期计。',
        topic,
        internal: true,
        counts: s => (counted(s) ? undefined : s.openedOn),
      }),
      recorded: count({
        name: '登记的活动',
        unit: '场',
        definition: '全部登记的活动（作废的除外），按活动日期计。',
        topic,
        internal: true,
        counts: s => s.openedOn,
      }),
    },
    identities: [
      {
        code: 'modes',
        name: '活动 ＝ 线上 ＋ 线下',
        whole: ['activities'],
        parts: ['online', 'onsite'],
        relation: '=',
      },
      {
        code: 'kinds',
        name: '活动 ＝ 各形式之和',
        whole: ['activities'],
        parts: ['rallies', 'lectures', 'trainings', 'visits', 'contests', 'caseTalks', 'siteEvents'],
        relation: '=',
      },
      {
        code: 'checked',
        name: '登记 ＝ 计入 ＋ 不予计入',
        whole: ['recorded'],
        parts: ['activities', 'rejected'],
        relation: '=',
      },
    ],
    links: {
      clue: { kind: 'opens', to: 'mediation', name: '活动中发现的矛盾纠纷' },
    },
  })

export const publicityActivity2017: Declaration = declare({
  version: '2017',
  inForce: { from: '2017-05-17', to: '2025-10-31', cite: citeWhole(publicityDutyOpinion, '2017') },
})

export const publicityActivity2025: Declaration = declare({
  version: '2025',
  inForce: { from: '2025-11-01', cite: cite(publicityAct, '2025', '9', { verified: false }) },
})
