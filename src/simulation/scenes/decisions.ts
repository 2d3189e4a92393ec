import type { Values } from '#kernel/field.ts'
import { daysBetween } from '#kernel/time/date.ts'
import { by, type Known, numberIn, type Scene, textOf } from './scene.ts'

/** What the organs of a district make rules and contracts about, by part of the organ's name. */
const topics: readonly (readonly [organ: string, list: readonly string[]])[] = [
  ['市场监督', ['农贸市场', '食品小作坊和小摊贩', '电梯使用安全']],
  ['城市管理', ['城市停车', '户外广告设施', '建筑垃圾处置', '养犬', '餐饮油烟']],
  ['自然资源', ['地质灾害防治', '临时用地', '村庄规划']],
  ['生态环境', ['施工扬尘', '畜禽养殖污染', '噪声污染防治']],
  ['应急', ['烟花爆竹经营', '小微企业安全生产', '应急避难场所']],
  ['农业农村', ['农村宅基地', '高标准农田', '农产品质量安全']],
  ['交通运输', ['农村公路养护', '网络预约出租汽车', '公共自行车']],
  ['卫生健康', ['托育服务', '公共场所卫生', '基层医疗卫生服务']],
  ['人力资源', ['就业补助资金', '农民工工资保证金', '公益性岗位']],
  ['住房', ['物业服务', '保障性住房', '既有住宅加装电梯', '夜间施工']],
  ['文化', ['不可移动文物', '公共体育设施', '旅游民宿']],
  ['镇', ['村庄清洁', '集贸市场秩序', '农村红白事服务']],
  ['乡', ['村庄清洁', '农村自建房安全', '农村红白事服务']],
  ['街道', ['楼道堆物', '社区公共收益', '小微便民服务点']],
]
const wide = [
  '政府投资项目',
  '公共资源交易',
  '小型工程招标',
  '城市停车',
  '电动自行车停放充电',
  '公共租赁住房',
  '农村公路养护',
  '国有资产出租',
  '燃气使用安全',
  '城市公共绿地',
  '政府购买服务',
  '校外托管场所',
  '河道保洁',
  '农村集体资产',
  '人才公寓',
  '老旧小区改造',
  '居家养老服务',
  '残疾人就业补贴',
  '临时救助',
  '节约用水',
  '餐厨垃圾',
  '散装水泥使用',
  '消防车通道',
  '城市照明设施',
  '农田水利设施',
  '地名标志',
  '档案利用',
  '企业信用评价',
  '中小学生校车',
]

/** The rule that is made of a paper which turns out to be one. */
function ruleOf(subject: string): Values {
  const title = subject.replace('（征求意见稿）', '')
  if (title.endsWith('实施细则')) return { documentKind: 'rules', documentTitle: title }
  return { documentKind: 'notice', documentTitle: title.endsWith('通知') ? title : `关于印发《${title}》的通知` }
}

/** An invented 镇 or 街道 has its own two-character name before it. */
const topicsOf = (organ: string): readonly string[] =>
  organ.includes('人民政府办公室') || /^准绳区人民政府$/.test(organ)
    ? wide
    : (topics.find(([part]) => organ.includes(part))?.[1] ?? wide)

const titles: Readonly<Record<string, (place: string, topic: string) => string>> = {
  measures: (p, t) => `${p}${t}管理办法`,
  provisions: (p, t) => `${p}${t}管理规定`,
  rules: (p, t) => `${p}${t}管理实施细则`,
  opinions: (_, t) => `关于加强${t}管理的意见`,
  notice: (_, t) => `关于规范${t}管理有关事项的通知`,
  decision: (p, t) => `关于修改《${p}${t}管理办法》的决定`,
  announcement: (_, t) => `关于${t}管理有关事项的公告`,
}

/** 准绳区准平镇人民政府 makes rules for 准平镇, any other organ for the whole district. */
const placeOf = (organ: string): string => /^准绳区(.+?(?:镇|乡|街道))/.exec(organ)?.[1] ?? '准绳区'

const titlesFor = (k: Known, organ: string) => {
  const title = titles[String(k.values.documentKind)] ?? (titles.measures as (p: string, t: string) => string)
  return topicsOf(organ).map(t => title(placeOf(organ), t))
}

export const normativeDocument: Scene = {
  shows: ['consulting', 'consulting'],
  longAfter: { stages: ['inForce'], actions: ['repeal', 'replace', 'declareVoid'], share: 0.35, days: [300, 900] },
  onward: {
    publicity: {
      values: s => ({
        activityName: `《${String(s.values.documentTitle)}》宣传解读`,
        law: String(s.values.documentTitle),
        kind: 'rally',
        mode: 'onsite',
        theme: 'other',
      }),
    },
  },
  organs: { issuer: () => ['准绳区人民政府'], reviewer: () => ['司法局'] },
  needs: {
    announceHearing: { unless: ['announceHearing'], rare: true },
    recordFairCompetition: { unless: ['recordFairCompetition'], when: v => v.touchesOperators === true },
    askToComplete: { unless: ['askToComplete'], rare: true },
    complete: { after: ['askToComplete'], unless: ['complete'] },
    interpret: { unless: ['interpret'] },
    recordError: { never: true },
    evaluate: { rare: true },
    keep: { rare: true },
    extendTerm: { rare: true },
  },
  fits: {
    documentKind: () => ['measures', 'provisions', 'rules', 'opinions', 'notice'],
    consultation: k => (k.ahead.actions.has('certifyExempt') ? [] : ['general', 'market']),
    meetingKind: k => {
      const { issuerLevel } = k.values
      return issuerLevel === 'government' ? ['standing'] : issuerLevel === 'township' ? ['township'] : ['office']
    },
    termKind: () => ['normal'],
  },
  amounts: {
    opinionsReceived: (_, random) => random.between(3, 26),
    opinionsAdopted: (k, random) => {
      const all = numberIn(k, 'opinionsReceived')
      return all === undefined ? undefined : Math.round(all * (0.4 + random.unit() * 0.4))
    },
  },
  empty: {
    shortReason: () => true,
    urgentReason: () => true,
    immediateReason: () => true,
    forbidden: () => true,
    commentPhone: () => true,
  },
  texts: {
    documentTitle: k => titlesFor(k, k.organNamed('issuer') || '准绳区人民政府'),
    basis: ['有关法律、法规和上级规范性文件，具体条款见依据目录。'],
    necessity: ['现行做法不够统一，基层执行和群众办事中反映较多，需要明确职责、程序和监督措施。'],
    assessment: ['制定必要，主要措施可行，成本适当，没有增加企业和群众负担，同意起草。'],
    consultationPlace: ['区人民政府门户网站“意见征集”栏目'],
    commentOn: ['第{d}条'],
    comment: ['建议进一步明确办理时限和投诉渠道。', '建议对老旧小区作出过渡安排。', '建议增加便民措施，减少证明材料。'],
    commentBy: ['居民{person}', '个体工商户{person}'],
    opinionHandling: ['合理意见已经采纳并修改相应条款；未采纳的逐条说明理由并予反馈。'],
    exemptReason: ['应对突发事件，需要立即采取措施，依法不公开征求意见。'],
    reviewMaterials: ['文件送审稿、起草说明、制定依据目录、征求意见情况、公平竞争审查结论和集体研究记录。'],
    missingMaterials: ['征求意见采纳情况说明和制定依据目录。'],
    supplemented: ['已补充征求意见采纳情况说明和制定依据目录。'],
    reviewOpinion: by('reviewConclusion', {
      legal: ['主体适格，符合法定权限和程序，内容不违反上位法规定。'],
      amend: ['主体、权限、程序符合规定；第{d}条的适用范围建议按修改稿调整，修改后合法。'],
      risk: ['没有违反上位法的内容；第{d}条的奖补措施建议提请注意资金保障风险。'],
    }),
    failOpinion: ['第五条增设申请条件，没有法律、法规依据，建议删除；第九条与上位法期限不一致，建议修改。'],
    notNormativeReason: ['属于内部工作部署，不涉及公民、法人和其他组织的权利义务。'],
    meetingName: by('meetingKind', {
      standing: ['区政府第{n2}次常务会议'],
      office: ['局长办公会议（第{n2}次）'],
      township: ['镇（街道）办公会议（第{n2}次）'],
      other: ['第{n2}次办公会议'],
    }),
    rejectReason: ['奖补标准的测算依据不足，修改后再提请审议。'],
    urgentSignature: ['应对突发事件，需要立即施行。'],
    documentNumber: k => {
      const short = k.organNamed('issuer')
      const place = placeOf(short)
      const own = short.endsWith('办公室') ? '准政办规' : /人民政府/.test(short) ? '准政规' : '准规'
      // By the week: later documents of a year have higher numbers.
      const week = Math.floor(daysBetween(`${k.on.slice(0, 4)}-01-01`, k.on) / 7) + 1
      return [`${place === '准绳区' ? own : `${place.slice(0, 2)}政规`}〔{year}〕${week}号`]
    },
    filingNumber: ['备〔{year}〕{n3}号'],
    filingDefect: ['缺少起草说明的正式文本。'],
    filingCompleted: ['已补报起草说明。'],
    objection: ['第{d}条的处理期限与上位法不一致，建议修改。'],
    correction: ['已按意见修改第{d}条并重新公布。'],
    error: ['附件表头有一处错字，已在原载体更正。'],
    evaluationReport: ['文件实施以来执行顺畅，主要措施仍然适用。'],
    keepRound: ['{year}年行政规范性文件清理'],
    replacedBy: k => [`${textOf(k, 'documentTitle')}（修订）`],
    repealReason: ['上级已制定新的规定，本文件不再适用。'],
    voidReason: ['适用期已过，调整对象已消失。'],
    terminateReason: ['上级拟出台统一规定，终止制定。'],
  },
}

/** Contracts that such an organ makes, and plans it has reviewed, by part of its name. */
const dealings: readonly (readonly [organ: string, contract: string, plan: string])[] = [
  ['市场监督', '食品安全抽样检验委托合同', '食品安全突发事件应急预案'],
  ['城市管理', '生活垃圾清运服务合同', '城市公共停车设施专项规划'],
  ['自然资源', '不动产权籍调查服务合同', '地质灾害防治规划'],
  ['生态环境', '环境质量监测服务合同', '噪声功能区划分方案'],
  ['应急', '应急物资采购合同', '应急避难场所布局规划'],
  ['农业农村', '高标准农田建设施工合同', '高标准农田建设规划'],
  ['交通运输', '农村公路养护委托合同', '农村公路网规划'],
  ['卫生健康', '基层医疗设备采购合同', '托育服务设施布局规划'],
  ['人力资源', '职业技能培训服务合同', '公益性岗位开发计划'],
  ['住房', '公共租赁住房物业服务合同', '老旧小区改造计划'],
  ['文化', '公共文化场馆委托运营协议', '公共体育设施布局规划'],
  ['镇', '村庄保洁服务合同', '集镇农贸市场改造方案'],
  ['乡', '村庄保洁服务合同', '农村人居环境整治方案'],
  ['街道', '社区养老服务站委托运营协议', '背街小巷整治方案'],
]
const usualDealing = ['', '法律顾问服务合同', '政府投资项目年度计划'] as const
const dealingOf = (organ: string) => dealings.find(([part]) => organ.includes(part)) ?? usualDealing

function reviewed(k: Known): readonly string[] {
  const organ = k.organNamed('submitter')
  const [, contract, plan] = dealingOf(organ)
  if (k.values.kind === 'contract') return [contract]
  if (k.values.kind === 'decision') return [`${plan}（送审稿）`]
  const patterns =
    k.values.kind === 'other'
      ? ['{t}信访事项处理意见']
      : [
          '关于加强{t}管理的工作方案',
          '{t}管理实施细则（征求意见稿）',
          '关于{t}管理有关事项的通知',
          '{t}专项整治工作方案',
        ]
  return topicsOf(organ).flatMap(t => patterns.map(p => p.replace('{t}', t)))
}

export const legalityReview: Scene = {
  onward: {
    again: { when: s => s.outcome !== 'legal' },
    normative: {
      when: s => s.values.kind === 'document',
      made: { kind: 'document' },
      values: s => ruleOf(String(s.values.subject)),
    },
  },
  organs: { reviewer: () => ['司法局'] },
  needs: {
    askCounsel: { unless: ['askCounsel'], rare: true },
    extend: { rare: true },
    fileContract: { when: v => v.kind === 'contract', unless: ['fileContract'] },
  },
  fits: { urgency: () => ['ordinary', 'ordinary', 'urgent'], conclusion: () => [] },
  amounts: {
    opinionPoints: (_, random) => random.between(1, 6),
    pointsAdopted: (k, random) => {
      const all = numberIn(k, 'opinionPoints')
      return all === undefined ? undefined : Math.max(0, all - (random.unit() < 0.75 ? 0 : 1))
    },
    contractAmount: (k, random) => (k.values.kind === 'contract' ? random.between(8, 480) * 10_000_00 : undefined),
  },
  empty: {
    contractAmount: k => k.values.kind !== 'contract',
    reviewedBefore: () => true,
    forbidden: () => true,
    notAdoptedReason: k => numberIn(k, 'opinionPoints') === numberIn(k, 'pointsAdopted'),
  },
  parties: {
    counterparty: k =>
      k.values.kind === 'contract'
        ? { kinds: ['organisation'], trades: ['建筑工程', '信息技术', '环保科技', '物业服务'] }
        : { none: true },
  },
  texts: {
    subject: reviewed,
    materials: by('kind', {
      contract: ['合同文本、项目批复、对方资信材料和谈判记录。'],
      decision: ['决策草案、可行性研究报告、征求意见和专家论证情况。'],
      other: ['处理意见草案、事项经过说明和有关依据。'],
      document: ['文本草案、起草说明、制定依据目录和征求意见情况。'],
    }),
    missingMaterials: by('kind', {
      contract: ['合同相对方的资信材料。'],
      other: ['制定依据目录和征求意见情况说明。'],
    }),
    supplemented: ['已按要求补充材料。'],
    counsel: ['区政府法律顾问{person}', '公职律师{person}'],
    counselOpinion: by('kind', {
      contract: ['主要条款不违反法律、行政法规的强制性规定，建议明确违约责任和争议解决方式。'],
      other: ['职权依据充分，程序符合规定，个别条款表述建议修改。'],
    }),
    extendReason: ['涉及事项较多，需要征求有关单位意见。'],
    opinion: by('kind', {
      contract: ['主体适格，权限和程序符合规定；建议明确履约保证、违约责任和解除条件。'],
      decision: ['决策事项属于法定权限，程序符合规定；建议补充社会稳定风险评估结论。'],
      other: ['权限、程序和内容符合法律、法规和上级规定；个别表述建议按修改稿调整。'],
    }),
    objection: by('kind', {
      contract: ['第六条承诺税收返还，违反规定，建议删除。'],
      other: ['第五条增设申请条件，没有法律、法规依据，建议删除。'],
    }),
    notAdoptedReason: ['该条已有上级文件明确规定，不宜另作规定。'],
    sentBackReason: ['未附起草说明和制定依据，退回补齐后送审。'],
    outOfScopeReason: by('kind', {
      document: ['属于行政规范性文件，请按规范性文件程序办理。'],
      other: ['属于内部事务管理，不属于合法性审查范围。'],
    }),
    withdrawReason: ['项目暂缓实施，撤回送审。'],
    contractNumber: ['准政合〔{year}〕{n3}号'],
  },
}
