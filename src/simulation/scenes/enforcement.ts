import type { Value } from '#kernel/field.ts'
import { adminFieldOf } from './disputes.ts'
import { by, type Casting, type Known, numberIn, type Scene, said, some, textOf } from './scene.ts'

type Breach = {
  readonly field: string
  readonly cause: string
  /** The law that forbids it, and its rank. */
  readonly law: string
  readonly rank: 'law' | 'regulation' | 'rule'
  readonly who: Casting
  /** 元, from–to. */
  readonly fine: readonly [number, number]
}

const person = { kinds: ['person'] } as const satisfies Casting
const firm = (...trades: string[]): Casting => ({ kinds: ['organisation'], trades })
const either = (...trades: string[]): Casting => ({ kinds: ['person', 'organisation'], trades })

/** What is punished in a district, by whom it is mostly done, and within what amounts. */
const breaches: readonly Breach[] = [
  {
    field: 'market',
    cause: '未按规定明码标价',
    law: '价格法',
    rank: 'law',
    who: either('商贸', '餐饮'),
    fine: [500, 5000],
  },
  {
    field: 'market',
    cause: '经营超过保质期的食品',
    law: '食品安全法',
    rank: 'law',
    who: firm('食品', '商贸'),
    fine: [5000, 20_000],
  },
  {
    field: 'market',
    cause: '未建立进货查验记录制度',
    law: '食品安全法',
    rank: 'law',
    who: firm('食品', '餐饮'),
    fine: [5000, 10_000],
  },
  {
    field: 'market',
    cause: '发布虚假广告',
    law: '广告法',
    rank: 'law',
    who: firm('教育咨询', '医药', '房地产经纪'),
    fine: [10_000, 50_000],
  },
  {
    field: 'market',
    cause: '使用未经检验的电梯',
    law: '特种设备安全法',
    rank: 'law',
    who: firm('物业服务', '商贸'),
    fine: [30_000, 50_000],
  },
  {
    field: 'city',
    cause: '擅自占用城市道路经营',
    law: '城市道路管理条例',
    rank: 'regulation',
    who: either('餐饮', '商贸'),
    fine: [200, 2000],
  },
  {
    field: 'city',
    cause: '擅自倾倒建筑垃圾',
    law: '城市市容和环境卫生管理条例',
    rank: 'regulation',
    who: firm('建筑工程', '装饰工程', '运输'),
    fine: [5000, 20_000],
  },
  {
    field: 'city',
    cause: '擅自设置大型户外广告',
    law: '城市市容和环境卫生管理条例',
    rank: 'regulation',
    who: firm('广告', '商贸'),
    fine: [1000, 5000],
  },
  {
    field: 'city',
    cause: '在公共场所乱搭乱建',
    law: '城市市容和环境卫生管理条例',
    rank: 'regulation',
    who: person,
    fine: [200, 1000],
  },
  {
    field: 'resources',
    cause: '未经批准占用土地',
    law: '土地管理法',
    rank: 'law',
    who: either('农业发展', '建材'),
    fine: [5000, 50_000],
  },
  {
    field: 'resources',
    cause: '越界开采矿产资源',
    law: '矿产资源法',
    rank: 'law',
    who: firm('矿业'),
    fine: [30_000, 100_000],
  },
  {
    field: 'ecology',
    cause: '未采取有效扬尘防治措施',
    law: '大气污染防治法',
    rank: 'law',
    who: firm('建筑工程', '建材'),
    fine: [10_000, 50_000],
  },
  {
    field: 'ecology',
    cause: '未按规定贮存危险废物',
    law: '固体废物污染环境防治法',
    rank: 'law',
    who: firm('汽车维修', '化工'),
    fine: [100_000, 200_000],
  },
  {
    field: 'ecology',
    cause: '不正常运行水污染防治设施',
    law: '水污染防治法',
    rank: 'law',
    who: firm('食品', '纺织'),
    fine: [100_000, 200_000],
  },
  {
    field: 'transport',
    cause: '未取得道路运输经营许可擅自从事经营',
    law: '道路运输条例',
    rank: 'regulation',
    who: either('运输', '物流'),
    fine: [3000, 10_000],
  },
  {
    field: 'transport',
    cause: '未按规定维护和检测营运车辆',
    law: '道路运输条例',
    rank: 'regulation',
    who: firm('运输', '物流'),
    fine: [1000, 5000],
  },
  {
    field: 'agriculture',
    cause: '经营劣种子',
    law: '种子法',
    rank: 'law',
    who: firm('种业', '农资'),
    fine: [5000, 20_000],
  },
  {
    field: 'agriculture',
    cause: '未按规定建立农药经营台账',
    law: '农药管理条例',
    rank: 'regulation',
    who: either('农资'),
    fine: [2000, 5000],
  },
  {
    field: 'culture',
    cause: '娱乐场所接纳未成年人',
    law: '娱乐场所管理条例',
    rank: 'regulation',
    who: firm('娱乐'),
    fine: [10_000, 30_000],
  },
  {
    field: 'culture',
    cause: '未经许可经营旅行社业务',
    law: '旅游法',
    rank: 'law',
    who: firm('旅游咨询', '文化传播'),
    fine: [10_000, 50_000],
  },
  {
    field: 'emergency',
    cause: '未按规定开展安全生产教育培训',
    law: '安全生产法',
    rank: 'law',
    who: firm('机电', '化工', '建材'),
    fine: [10_000, 50_000],
  },
  {
    field: 'emergency',
    cause: '未如实记录事故隐患排查治理情况',
    law: '安全生产法',
    rank: 'law',
    who: firm('机电', '纺织', '食品'),
    fine: [10_000, 30_000],
  },
  {
    field: 'health',
    cause: '公共场所未取得卫生许可擅自营业',
    law: '公共场所卫生管理条例',
    rank: 'regulation',
    who: either('美容美发', '住宿'),
    fine: [500, 5000],
  },
  {
    field: 'health',
    cause: '未按规定处置医疗废物',
    law: '医疗废物管理条例',
    rank: 'regulation',
    who: firm('口腔门诊部', '诊所'),
    fine: [2000, 5000],
  },
  {
    field: 'labor',
    cause: '未按规定编制农民工工资支付台账',
    law: '保障农民工工资支付条例',
    rank: 'regulation',
    who: firm('建筑工程', '装饰工程'),
    fine: [20_000, 50_000],
  },
  {
    field: 'labor',
    cause: '未按规定存储农民工工资保证金',
    law: '保障农民工工资支付条例',
    rank: 'regulation',
    who: firm('建筑工程'),
    fine: [50_000, 100_000],
  },
  {
    field: 'housing',
    cause: '未取得施工许可证擅自施工',
    law: '建筑法',
    rank: 'law',
    who: firm('房地产开发', '建筑工程'),
    fine: [20_000, 50_000],
  },
  {
    field: 'housing',
    cause: '擅自预售商品房',
    law: '城市房地产管理法',
    rank: 'law',
    who: firm('房地产开发'),
    fine: [50_000, 100_000],
  },
  { field: 'general', cause: '露天焚烧秸秆', law: '大气污染防治法', rank: 'law', who: person, fine: [500, 2000] },
  {
    field: 'general',
    cause: '擅自占用公共场地经营',
    law: '城市市容和环境卫生管理条例',
    rank: 'regulation',
    who: either('餐饮', '商贸'),
    fine: [200, 1000],
  },
  {
    field: 'general',
    cause: '随意倾倒生活垃圾',
    law: '固体废物污染环境防治法',
    rank: 'law',
    who: person,
    fine: [100, 500],
  },
]

const breachIn = (k: Known): Breach | undefined => breaches.find(b => b.cause === textOf(k, 'cause'))
const withFine = (k: Known): boolean => {
  const { kinds } = k.values
  return Array.isArray(kinds) && kinds.includes('fine')
}
const confiscates = (kinds: Value | undefined): boolean =>
  Array.isArray(kinds) && kinds.some(x => String(x).startsWith('confiscate'))
const withGains = (k: Known): boolean => confiscates(k.values.kinds)

const gainful = [
  '经营超过保质期的食品',
  '未取得道路运输经营许可擅自从事经营',
  '未经许可经营旅行社业务',
  '越界开采矿产资源',
  '经营劣种子',
  '擅自预售商品房',
]
const never = { never: true } as const

/** Part of an agency's name → its field of enforcement. */
const fieldOf: readonly (readonly [string, string])[] = [
  ['市场监督', 'market'],
  ['城市管理', 'city'],
  ['自然资源', 'resources'],
  ['生态环境', 'ecology'],
  ['交通运输', 'transport'],
  ['农业农村', 'agriculture'],
  ['文化', 'culture'],
  ['应急', 'emergency'],
  ['卫生健康', 'health'],
  ['人力资源', 'labor'],
  ['住房', 'housing'],
]

const fieldIn = (organ: string) => fieldOf.find(([part]) => organ.includes(part))?.[1] ?? 'general'

export const penalty: Scene = {
  // Each in its own field; gains are confiscated where there are some.
  opensAt: k => {
    const field = fieldIn(k.organ.name)
    const gains =
      !confiscates(k.ahead.values.kinds) || breaches.some(b => b.field === field && gainful.includes(b.cause))
    return gains && k.may('enforcementField', field)
  },
  onward: {
    reconsideration: {
      when: s => s.outcome === 'penalty',
      values: s => ({
        actKind: 'penalty',
        adminField: adminFieldOf(String(s.values.enforcementField)),
        filedVia: 'counter',
        remedyTold: true,
        realEstate: false,
        courtFiled: false,
      }),
    },
  },
  needs: {
    extendFiling: never,
    recuse: never,
    changeOfficers: never,
    revise: never,
    reinvestigate: never,
    takeDown: never,
    imposeSurcharge: never,
    discuss: { unless: ['discuss'], rare: true },
    extendCase: { rare: true },
    suspend: { rare: true },
    orderCorrection: { unless: ['orderCorrection'], rare: true },
    registerEvidence: { unless: ['registerEvidence'], rare: true },
    disposeEvidence: { after: ['registerEvidence'], unless: ['disposeEvidence'] },
    commissionTest: { unless: ['commissionTest'], rare: true },
    receiveTest: { after: ['commissionTest'], unless: ['receiveTest'] },
    conclude: { after: ['investigate'] },
    transferCriminal: { after: ['investigate'], rare: true },
    transferOther: { after: ['investigate'], rare: true },
    decideNone: { after: ['investigate'], rare: true },
    withdraw: { rare: true },
    decline: { rare: true },
    statement: { unless: ['statement', 'waiveStatement'] },
    waiveStatement: { unless: ['statement', 'waiveStatement'] },
    requestHearing: { after: ['offerHearing'], unless: ['waiveHearing'], rare: true },
    waiveHearing: { after: ['offerHearing'], unless: ['waiveHearing', 'requestHearing'] },
    publish: { unless: ['withhold', 'publish'] },
    recordRemedy: { unless: ['recordRemedy'], rare: true },
    recordRemedyResult: { after: ['recordRemedy'], unless: ['recordRemedyResult'] },
    withdrawPublication: {
      after: ['publish', 'recordRemedyResult'],
      unless: ['withdrawPublication'],
      when: v => v.remedyResult === 'revoked',
    },
    closeCase: {
      when: v =>
        !(Number(v.fine ?? 0) > 0) ||
        v.noPenaltyGround !== undefined ||
        v.paidAmount !== undefined ||
        v.courtRuling !== undefined,
    },
    pay: { after: ['decide'], unless: ['pay'], when: v => Number(v.fine ?? 0) + Number(v.confiscation ?? 0) > 0 },
    withhold: { unless: ['withhold', 'publish'], rare: true },
    defer: { unless: ['pay', 'defer'], rare: true },
    demand: { unless: ['pay', 'demand'], rare: true },
    applyCourt: { after: ['demand'], unless: ['pay', 'applyCourt'] },
    courtAccepts: { after: ['applyCourt'], unless: ['courtAccepts'] },
    courtRules: { after: ['courtAccepts'], unless: ['courtRules'] },
    objectRuling: { after: ['courtRules'], unless: ['objectRuling'] },
  },
  likelihood: v => {
    const kinds = Array.isArray(v.kinds) ? v.kinds.toSorted().join(' ') : ''
    const usual: Readonly<Record<string, number>> = { fine: 1, 'confiscateGains fine': 0.25, warning: 0.1, '': 1 }
    const told = v.channel !== undefined || v.withholdReason !== undefined
    const ended = String(v.executionResult)
    return (
      (usual[kinds] ?? 0.001) *
      (v.serious === true ? 0.2 : 1) *
      (Number(v.paidAmount ?? 0) > 0 && !told ? 0.02 : 1) *
      (['annulled', 'court', 'waived', 'unenforceable'].includes(ended) ? 0.02 : 1)
    )
  },
  fits: {
    enforcementField: k => [fieldIn(k.organ.name)],
    source: () => ['inspection', 'report', 'hotline', 'transfer'],
    basisKind: k => [breachIn(k)?.rank ?? 'law'],
    kinds: k =>
      k.ahead.actions.has('withhold') && !k.ahead.actions.has('publish')
        ? ['fine', 'warning']
        : ['fine', 'confiscateGains'],
    statementsTaken: k => (k.done.has('statement') ? ['partly', 'taken', 'notTaken'] : ['none']),
    remedyResult: () => ['maintained', 'withdrawn', 'revoked'],
    executionResult: k =>
      k.done.has('pay')
        ? k.done.has('defer')
          ? ['instalments']
          : ['paid']
        : k.done.has('courtRules')
          ? ['court']
          : ['none'],
    inquiryKind: () => ['onSite', 'questioning'],
    recording: () => ['audioVideo', 'text'],
    serviceMode: () => ['direct', 'post', 'electronic', 'left'],
    serviceRecording: () => ['audioVideo'],
    withholdReason: k => (k.party('party').length > 4 ? ['noImpact'] : ['noImpact', 'privacy']),
    reviewGrounds: () => ['rights', 'complex'],
    noPenaltyGround: () => ['noMinor', 'noFirst', 'notProven', 'noFault'],
    tier: k => (k.ahead.actions.has('decideNone') ? [] : ['light', 'normal', 'reduced']),
  },
  empty: {
    kinds: k => k.before.kinds !== undefined,
    fine: k => k.before.fine !== undefined,
    confiscation: k => k.before.confiscation !== undefined,
    platformNumber: () => true,
    localLargeAmount: () => true,
    displayTerm: k => said(k, 'enforcementField') !== 'market',
    deferPlan: () => false,
  },
  amounts: {
    fine: (k, random) => {
      if (!withFine(k)) return 0
      const { fine } = k.before
      if (typeof fine === 'number' && fine > 0) return fine
      const [least, most] = breachIn(k)?.fine ?? [500, 5000]
      const step = most > 20_000 ? 1000 : most > 2000 ? 500 : 100
      return (least + Math.floor((random.unit() ** 2 * (most - least)) / step) * step) * 100
    },
    confiscation: (k, random) => {
      if (!withGains(k)) return 0
      const { confiscation } = k.before
      return typeof confiscation === 'number' && confiscation > 0 ? confiscation : random.between(2, 40) * 100_00
    },
    paidAmount: k => (numberIn(k, 'fine') ?? 0) + (numberIn(k, 'confiscation') ?? 0) || undefined,
  },
  parties: {
    party: k =>
      ['noAge', 'noCapacity'].includes(String(k.ahead.values.noPenaltyGround))
        ? person
        : (breachIn(k)?.who ?? either('商贸')),
    third: () => ({ none: true }),
  },
  texts: {
    cause: k => {
      const field = String(k.values.enforcementField)
      const alone = ['noAge', 'noCapacity'].includes(String(k.ahead.values.noPenaltyGround))
      const fitting = some(
        breaches.filter(b => b.field === field),
        b =>
          (!confiscates(k.ahead.values.kinds) || gainful.includes(b.cause)) &&
          (!alone || b.who.kinds?.[0] === 'person'),
      )
      return fitting.map(b => b.cause)
    },
    place: ['{place}', '{address}'],
    clueText: by('source', {
      inspection: ['日常检查发现当事人涉嫌{cause}。'],
      report: ['群众举报当事人涉嫌{cause}，经初步核查有违法嫌疑。'],
      hotline: ['政务热线转办，反映当事人涉嫌{cause}。'],
      transfer: ['有关机关移送，当事人涉嫌{cause}。'],
      other: ['发现当事人涉嫌{cause}的线索。'],
    }),
    filingReason: ['经初步核查，当事人涉嫌{cause}，属于本机关管辖，应当立案。'],
    declineReason: ['经核查，没有证据证明违法事实存在，不予立案。'],
    inquiryText: by('inquiryKind', {
      onSite: ['到场检查，查看现场和有关台账，拍照并制作现场笔录，当事人核对后签字。'],
      sampling: ['抽取样品并封样，制作抽样取证凭证，当事人签字确认。'],
      other: ['询问违法行为发生的时间、地点和经过，当事人对{cause}的事实没有异议，核对笔录后签字。'],
    }),
    findings: ['经查，当事人{cause}，有现场笔录、询问笔录和照片为证。'],
    evidence: ['现场笔录、询问笔录、照片和有关票据，共{n2}份，均经当事人核对。'],
    basis: k => {
      const law = breachIn(k)?.law
      return law
        ? [`违反《${law}》有关规定，依照其罚则并参照裁量基准处理。`]
        : ['违反有关法律、法规的规定，依照其罚则处理。']
    },
    correctWhat: ['立即停止违法行为，并于期限内改正完毕。'],
    statementText: ['当事人对事实没有异议，说明系初次发生且已主动改正，请求从轻处理。'],
    considerText: by('statementsTaken', {
      none: ['当事人在期限内未提出陈述、申辩。'],
      taken: ['当事人已主动改正并消除影响，陈述、申辩成立，予以采纳。'],
      partly: ['关于主动改正的理由成立，予以采纳；其他理由不成立。'],
      notTaken: ['当事人提出的理由没有证据支持，不予采纳。'],
    }),
    reviewText: ['主体合法、管辖正确，事实清楚、证据充分，定性准确、处罚适当，程序合法。'],
    councilMembers: k => [k.staff('agencyHead')[0] ?? '{person}'],
    councilText: ['各负责人一致认为事实清楚，处罚适当。'],
    councilResult: ['同意承办机构的处理意见。'],
    reviseReason: ['采纳当事人的申辩意见，调整裁量档次。'],
    reinvestigateReason: ['补充核实违法行为持续的时间。'],
    noneReason: by('noPenaltyGround', {
      noMinor: ['违法行为轻微并及时改正，没有造成危害后果。'],
      noFirst: ['系初次违法，危害后果轻微并及时改正。'],
      noFault: ['当事人提交的进货凭证和检验报告足以证明没有主观过错。'],
      notProven: ['经补充调查，现有证据不能证明违法事实成立。'],
      noTimeBar: ['违法行为终了之日距发现已超过二年。'],
      noAge: ['当事人实施行为时不满十四周岁，已责令监护人加以管教。'],
      noCapacity: ['经鉴定，当事人行为时不能辨认自己的行为，已责令监护人严加看管。'],
    }),
    receivingOrgan: k => (k.ahead.actions.has('transferCriminal') ? ['准绳区公安机关'] : ['准绳区有管辖权的执法机关']),
    transferReason: k =>
      k.ahead.actions.has('transferCriminal') ? ['涉案金额较大，涉嫌构成犯罪。'] : ['经查，该行为由其他执法机关管辖。'],
    withdrawnReason: ['经查，当事人主体已经注销，没有承受人。'],
    withdrawReason: ['处罚决定已被依法撤销。'],
    demandText: ['缴纳罚款。'],
    deferPlan: ['分三期缴纳，每月一期。'],
    extendBasis: ['《市场监督管理行政处罚程序规定》'],
    testItem: ['抽样物品的质量指标检验', '涉案物品的价值认定'],
    testResult: ['所检项目不符合标准。'],
    recusalReason: ['与当事人有近亲属关系。'],
    suspendReason: ['当事人因病住院，暂时不能配合调查。'],
    hearingText: ['双方就争议事实充分陈述、举证和质证，主持人归纳争议焦点，各方核对笔录后签名。'],
  },
}

export const enforcementOfficer: Scene = {
  fits: {
    certifiedFields: k => [fieldIn(k.organNamed('agency'))],
  },
  texts: {
    territory: ['准绳区'],
    post: ['行政执法岗', '综合执法岗', '一线执法岗'],
    declineReason: ['资格考试成绩不合格。'],
    revokeReason: ['违反规定使用执法证件，情节严重。'],
  },
}
