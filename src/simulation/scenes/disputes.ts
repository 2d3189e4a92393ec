import type { Values } from '#kernel/field.ts'
import { done, type RecordState } from '#kernel/record.ts'
import { addDays } from '#kernel/time/date.ts'
import { townshipOf } from '../names.ts'
import { by, type Casting, different, type Known, numberIn, type Scene, said, shareOf, some, textOf } from './scene.ts'

const person = { kinds: ['person'] } as const satisfies Casting
const firm = (...trades: string[]): Casting => ({ kinds: ['organisation'], trades })

/** Who quarrels with whom. */
const sides: Readonly<Record<string, readonly [partyA: Casting, partyB: Casting]>> = {
  neighbours: [person, person],
  family: [person, person],
  traffic: [person, { kinds: ['person', 'organisation'], trades: ['运输', '物流', '出租汽车'] }],
  medical: [person, firm('医院', '口腔门诊部')],
  labor: [person, firm('餐饮', '建材', '装饰工程', '家政服务', '纺织')],
  debt: [{ kinds: ['person', 'organisation'], trades: ['建材', '商贸'] }, person],
  damage: [person, { kinds: ['person', 'organisation'], trades: ['建筑工程', '装饰工程'] }],
  land: [person, person],
  property: [firm('物业服务'), person],
  consumer: [person, firm('商贸', '餐饮', '家具', '健身服务', '教育咨询')],
  other: [person, person],
}

/** Committees that mediate one kind of dispute alone. */
const special: Readonly<Record<string, string>> = { 医疗纠纷: 'medical', 道路交通: 'traffic' }

/** Disputes for which there is legal aid, and the cause that it is given for. */
const aided: Readonly<Record<string, Values>> = {
  labor: { kind: 'nonLitigation', cause: '劳动报酬仲裁' },
  traffic: { kind: 'civil', cause: '机动车交通事故责任' },
  family: { kind: 'civil', cause: '赡养' },
}
const isFirm = (s: RecordState, role: string) => s.parties.some(p => p.role === role && p.kind === 'organisation')

export const mediation: Scene = {
  opensAt: ({ organ, values }) => {
    const township = townshipOf(String(values.place))
    const own = Object.entries(special).find(([part]) => organ.name.includes(part))?.[1]
    return (
      (township === undefined || organ.name.includes(township)) &&
      (values.kind === undefined || own === undefined || own === values.kind)
    )
  },
  onward: {
    confirmation: {
      when: s => s.values.wantsConfirmation === true,
      made: { wantsConfirmation: true },
    },
    aid: {
      when: s => s.closedOn === undefined && !done(s, 'agree') && aided[String(s.values.kind)] !== undefined,
      values: s => ({ route: 'application', group: 'general', ...aided[String(s.values.kind)] }),
    },
    arbitration: {
      when: s => s.values.kind === 'labor' && s.outcome === 'failed' && isFirm(s, 'partyB'),
      made: { kind: 'labor' },
      values: () => ({ appliedBy: 'worker', claim: 'pay', workers: 1 }),
    },
  },
  needs: {
    continue: { after: ['meet'], unless: ['continue'], rare: true },
    investigate: { unless: ['investigate'], rare: true },
    confirmationAnswered: { when: v => v.wantsConfirmation === true },
  },
  parties: {
    partyA: k => sides[String(k.values.kind)]?.[0] ?? person,
    partyB: k => sides[String(k.values.kind)]?.[1] ?? person,
    thirdParty: () => person,
  },
  fits: {
    source: k =>
      k.organ.name.includes('医疗') || k.organ.name.includes('交通') ? ['application', 'police', 'court'] : [],
    kind: k => {
      const own = Object.entries(special).find(([part]) => k.organ.name.includes(part))
      return own ? [own[1]] : Object.keys(sides).filter(s => s !== 'medical')
    },
  },
  // A written agreement takes effect when it is signed, an oral one when it is reached: on the day of the step.
  dates: { effectiveOn: k => k.on },
  amounts: {
    amount: (k, random) => {
      const most = {
        neighbours: 80,
        family: 300,
        traffic: 600,
        medical: 900,
        labor: 300,
        debt: 900,
        property: 60,
        consumer: 80,
      }
      return random.between(6, most[String(k.values.kind) as keyof typeof most] ?? 200) * 100_00
    },
    agreedAmount: (k, random) => {
      const amount = numberIn(k, 'amount')
      return amount === undefined ? undefined : shareOf(amount, 0.4 + random.unit() * 0.6)
    },
  },
  empty: { agreedAmount: k => numberIn(k, 'amount') === undefined, place: () => false },
  texts: {
    facts: by('kind', {
      neighbours: [
        '双方系邻居，因院墙界址多次争吵。',
        '楼上住户卫生间漏水，楼下天花板受损，双方对修复费用意见不一。',
        '一方在公共楼道堆放杂物，影响另一方通行，双方发生口角。',
        '一方屋檐滴水浸入另一方院内，双方对改建排水意见不一。',
        '一方饲养的犬只夜间吠叫，另一方多次要求处理未果。',
      ],
      family: [
        '兄弟之间因赡养老人的费用分担发生争执。',
        '夫妻双方因家庭开支和子女照顾产生矛盾。',
        '继承人之间对老人去世后的房屋分割意见不一。',
        '双方离婚后对子女探望的时间安排发生争议。',
      ],
      traffic: [
        '双方车辆在{place}发生剐蹭，对误工费和修理费的赔偿数额意见不一。',
        '在{place}行人被车辆碰撞受轻伤，双方对医疗费、营养费的数额有争议。',
        '电动自行车与小型客车在{place}相撞，事故责任已经认定，双方对赔偿有分歧。',
      ],
      medical: [
        '患者认为术后护理存在不足，与医疗机构就赔偿发生争议。',
        '患者对诊疗过程中的告知提出异议，要求退还部分费用。',
      ],
      labor: ['劳动者反映被拖欠工资，用人单位对工时有异议。', '劳动者离职时双方对加班工资的计算有争议。'],
      debt: ['双方因借款到期未还发生争议，对利息计算有分歧。', '货款到期未付，双方对已付数额各执一词。'],
      damage: [
        '装修施工损坏相邻房屋墙面，双方对赔偿数额意见不一。',
        '一方树木倒伏砸坏另一方车辆，双方对修理费承担有分歧。',
      ],
      land: ['双方对承包地的四至界限存在争议。', '一方在争议地块上栽种林木，另一方要求移除。'],
      property: ['业主以服务不到位为由拒交物业费，双方发生争议。', '业主对公共收益的使用提出异议，拒绝交纳物业费。'],
      consumer: ['消费者认为商品与宣传不符，要求退款。', '消费者要求退还预付卡余额，双方对扣除比例有争议。'],
      other: ['双方因言语误会发生争执，要求调解组织居中处理。', '红白事宴席占用公共场地，双方就清理和补偿发生争执。'],
    }),
    mediators: k => (k.staff('mediator').length ? k.staff('mediator') : ['{person}']),
    place: k => {
      const [, named] = /在(.+?(?:交叉口|村|社区))/.exec(textOf(k, 'facts')) ?? []
      return named ? [named] : ['{village}']
    },
    terms: by('kind', {
      neighbours: [
        '一、一方于十日内完成整改并承担修复费用；二、双方今后和睦相处，不再就此事争执。',
        '一、双方以原墙基为界，各自维护；二、一方清除堆放的杂物，保持通道畅通。',
      ],
      family: [
        '一、赡养费用由各子女按月平均分担；二、老人就医支出凭票据分担；三、各方定期探望。',
        '一、双方互谅互让，共同承担家庭开支；二、子女的照顾和探望按约定时间进行。',
      ],
      traffic: ['一、赔偿义务人于十五日内一次性支付医疗费、误工费、修理费；二、双方就本次事故再无其他争议。'],
      medical: ['一、医疗机构于十五日内一次性支付补偿款；二、双方就本次诊疗争议一次性了结。'],
      labor: ['一、用人单位于十日内付清拖欠的工资；二、双方就劳动报酬再无其他争议。'],
      debt: ['一、债务人分三期归还本金；二、按期履行的，债权人放弃部分利息。'],
      damage: ['一、责任方修复受损部位或者按评估价赔偿；二、双方就本次损害再无其他争议。'],
      land: ['一、双方以重新确认的界桩为界；二、争议地块上的林木由栽种方在采收后移除。'],
      property: ['一、业主补交物业费，物业服务企业免除违约金；二、物业服务企业于一个月内完成整改。'],
      consumer: ['一、经营者退还货款（余额）；二、消费者退回商品，双方再无其他争议。'],
      other: ['一、双方互致歉意；二、一方于约定期限内清理场地；三、双方就本次纠纷再无其他争议。'],
    }),
    findings: [
      '经向双方及周边群众了解，纠纷起因和经过与双方陈述基本一致。',
      '查看现场并核对有关票据，双方对事实经过没有原则分歧。',
    ],
    invited: ['村（居）民小组长{person}', '村（居）法律顾问{person}', '双方共同的亲属{person}'],
    failReason: ['双方对责任划分和数额分歧较大，经多次调解未能取得一致。'],
    withdrawReason: ['当事人表示自行协商，要求终止调解。'],
    visitNotes: by('performance', {
      performed: ['电话回访，双方表示协议已经履行完毕。', '上门回访，约定的事项已经履行，双方关系缓和。'],
      partly: ['电话回访，已履行一部分，余款按约定日期支付。'],
      not: ['电话回访，义务人暂未履行，已督促其履行并说明申请司法确认、强制执行的途径。'],
      notDue: ['电话回访，履行期限未到，双方没有新的争议。'],
    }),
    declineReason: by('exclusion', {
      other: ['该争议应当由专门机关处理，不属于人民调解范围，已告知向有关机关提出。'],
    }),
    transferReason: ['当事人要求通过该途径解决，已协助移送材料。'],
  },
}

export const judicialConfirmation: Scene = {
  needs: {
    courtExtends: { rare: true },
    courtDeclines: { rare: true },
    courtReturns: { rare: true },
    enforce: { rare: true },
    outsiderObjects: { never: true },
    recordPerformance: { unless: ['recordPerformance'] },
  },
  parties: {
    partyA: () => person,
    partyB: () => ({ kinds: ['person', 'organisation'], trades: ['运输', '建材', '装饰工程'] }),
  },
  texts: {
    agreementTerms: [
      '一、一方于约定期限内一次性支付赔偿款；二、双方就本次纠纷再无其他争议；三、双方共同申请司法确认。',
    ],
    court: ['准绳区人民法院'],
    rulingReason: ['协议内容不明确，无法确认。'],
    declineReason: ['不属于受诉人民法院管辖，告知向有管辖权的法院申请。'],
    giveUpReason: ['义务人已当场履行完毕，双方不再申请。'],
    withdrawReason: ['义务人已履行完毕，双方共同撤回申请。'],
    objection: ['案外人认为协议处分的财产中有其份额，请求撤销确认裁定。'],
  },
}

/** Field of administration → who is complained of, and the acts that such an organ does, by kind. */
const acts: Readonly<
  Record<
    string,
    {
      readonly organs: readonly string[]
      readonly trades: readonly string[]
      readonly of: Readonly<Record<string, readonly string[]>>
    }
  >
> = {
  market: {
    organs: ['市场监督'],
    trades: ['食品', '餐饮', '商贸'],
    of: {
      penalty: ['罚款5,000元的行政处罚决定', '没收违法所得并罚款1万元的行政处罚决定'],
      licence: ['不予食品经营许可决定', '不予变更登记决定'],
      disclosure: ['政府信息公开答复'],
      complaint: ['对投诉举报不予立案的告知', '终止消费投诉调解的决定'],
      inaction: ['不履行查处虚假宣传职责'],
    },
  },
  resources: {
    organs: ['自然资源'],
    trades: ['建材', '农业发展'],
    of: {
      penalty: ['责令退还非法占用的土地并罚款的行政处罚决定'],
      ownership: ['不动产登记行为', '土地权属争议处理决定'],
      licence: ['不予核发建设工程规划许可证决定'],
      disclosure: ['政府信息公开答复'],
      inaction: ['不履行查处违法占地职责'],
    },
  },
  city: {
    organs: ['城市管理'],
    trades: ['餐饮', '商贸', '装饰工程'],
    of: {
      penalty: ['罚款2,000元的行政处罚决定'],
      compulsion: ['强制拆除违法建设的行为', '扣押经营工具的行为'],
      disclosure: ['政府信息公开答复'],
      complaint: ['对违法建设举报的处理答复'],
      inaction: ['不履行查处违法建设职责'],
    },
  },
  housing: {
    organs: ['住房'],
    trades: ['房地产开发', '物业服务', '建筑工程'],
    of: {
      penalty: ['罚款2万元的行政处罚决定'],
      licence: ['不予施工许可决定'],
      taking: ['房屋征收补偿决定'],
      agreement: ['国有土地上房屋征收补偿协议'],
      disclosure: ['政府信息公开答复'],
      complaint: ['对物业服务投诉的处理答复'],
      inaction: ['不履行物业服务监督管理职责'],
    },
  },
  labor: {
    organs: ['人力资源'],
    trades: ['建筑工程', '纺织', '机电'],
    of: {
      confirmation: ['不予认定工伤决定', '工伤认定决定'],
      complaint: ['对劳动保障监察投诉的处理决定'],
      disclosure: ['政府信息公开答复'],
      inaction: ['不履行劳动保障监察职责'],
    },
  },
  transport: {
    organs: ['交通运输'],
    trades: ['运输', '物流'],
    of: {
      penalty: ['罚款1万元的行政处罚决定'],
      compulsion: ['暂扣车辆的行为'],
      licence: ['不予道路运输经营许可决定'],
      disclosure: ['政府信息公开答复'],
    },
  },
  ecology: {
    organs: ['生态环境'],
    trades: ['建材', '机电', '食品'],
    of: {
      penalty: ['罚款5万元的行政处罚决定'],
      compulsion: ['查封排污设施的行为'],
      disclosure: ['政府信息公开答复'],
      complaint: ['对噪声污染举报的处理答复'],
    },
  },
  township: {
    organs: ['镇人民政府', '乡人民政府', '街道办事处'],
    trades: ['农业发展', '建材'],
    of: {
      compulsion: ['强制拆除房屋的行为', '责令限期拆除通知'],
      ownership: ['土地承包经营权争议处理决定'],
      disclosure: ['政府信息公开答复'],
      inaction: ['不履行宅基地审批职责'],
      other: ['停发低保待遇的决定'],
    },
  },
  other: {
    organs: ['卫生健康', '应急', '农业农村', '文化'],
    trades: ['医药', '化工', '农资', '文化传播'],
    of: {
      penalty: ['罚款3,000元的行政处罚决定', '警告的行政处罚决定'],
      complaint: ['对投诉举报的处理告知'],
      disclosure: ['政府信息公开答复'],
    },
  },
}
const kindsOfActs = different(Object.values(acts).flatMap(a => Object.keys(a.of)))
const actIn = (k: Known) => acts[String(k.values.adminField)]?.of[String(k.values.actKind)] ?? []

/** The kind of act, as far as the way of the case settles it. */
function kindsFor(k: Known): readonly string[] {
  const { actions, values } = k.ahead
  if (values.procedure === 'disclosure') return ['disclosure']
  if (['onTheSpot', 'warning', 'small'].includes(String(values.procedure)) || values.decision === 'change')
    return ['penalty']
  if (values.terminateGround === 'criminal') return ['penalty']
  if (values.decision === 'agreement') return ['agreement']
  if (values.decision === 'orderPerform' || values.decision === 'rejectClaim') return ['inaction']
  const excluded = actions.has('decide') ? ['inaction', 'agreement'] : ['agreement']
  return kindsOfActs.filter(x => !excluded.includes(x))
}

const personal = ['death', 'incapacity', 'missing']

function applicant(k: Known): Casting {
  const grounds = [k.ahead.values.terminateGround, k.ahead.values.suspendGround].map(String)
  if (grounds.includes('dissolved'))
    return { kinds: ['organisation'], trades: acts[String(k.values.adminField)]?.trades ?? [] }
  const alone =
    grounds.some(g => personal.includes(g)) ||
    ['ownership', 'taking', 'agreement', 'other'].includes(String(k.values.actKind))
  return alone ? person : { kinds: ['person', 'organisation'], trades: acts[String(k.values.adminField)]?.trades ?? [] }
}

/** Field of enforcement → field of administration, where the names differ. */
export const adminFieldOf = (enforcementField: string): string => (acts[enforcementField] ? enforcementField : 'other')

export const reconsideration: Scene = {
  needs: {
    terminate: { rare: true },
    dismiss: { rare: true },
    mediate: { rare: true },
    lateReply: { after: ['deemNoReply'] },
    extend: { rare: true },
    excludeTime: { unless: ['excludeTime'], rare: true },
    investigate: { unless: ['investigate'], rare: true },
    startDocumentReview: { unless: ['startDocumentReview'], rare: true },
    suspend: { unless: ['suspend'], rare: true },
    markMajor: { rare: true },
    toOrdinary: { rare: true },
    consultCommittee: { after: ['markMajor'], unless: ['consultCommittee'] },
    notifyHearing: { after: ['markMajor'], unless: ['notifyHearing'] },
    issueOpinion: { unless: ['issueOpinion'], rare: true },
    answerOpinion: { after: ['issueOpinion'], unless: ['answerOpinion'] },
    orderPerformance: { unless: ['orderPerformance'], rare: true, when: v => v.decision === 'orderPerform' },
    perform: {
      when: v => ['orderPerform', 'change', 'revoke', 'agreement'].includes(String(v.decision)),
      unless: ['perform'],
    },
    recordSuit: { unless: ['recordSuit'], rare: true },
    copySuperior: { unless: ['copySuperior'] },
  },
  likelihood: v => {
    const kind = String(v.actKind)
    const about = v.decision === undefined || (v.decision === 'orderPerform') === (kind === 'inaction') ? 1 : 0.02
    return about * (String(v.procedure ?? 'ordinary') === 'ordinary' ? 1 : 0.3)
  },
  fits: {
    actKind: kindsFor,
    adminField: k => Object.entries(acts).flatMap(([f, a]) => (a.of[String(k.values.actKind)] ? [f] : [])),
    filedVia: () => ['counter', 'online', 'post'],
    errorCause: k =>
      ({ orderPerform: ['inaction'], change: ['inappropriate'], confirmIllegal: ['procedure', 'power'] })[
        String(said(k, 'decision'))
      ] ?? ['facts', 'procedure', 'basis'],
    opinionWay: () => ['inPerson', 'telephone', 'online'],
  },
  dates: {
    // Sixty days to act, and then the person knows.
    requestedOn: k => addDays(textOf(k, 'knewOn'), -60),
  },
  empty: {
    actOn: k => k.values.actKind === 'inaction',
    requestedOn: k => k.values.actKind !== 'inaction',
    agencyReceivedOn: k => k.values.filedVia !== 'agency',
    amountAtStake: k => k.ahead.values.procedure !== 'small',
    challenged: () => true,
    goodCause: () => true,
    urgent: () => true,
    errorCause: k => ['maintain', 'rejectClaim'].includes(String(said(k, 'decision'))),
    compensation: () => true,
  },
  amounts: { amountAtStake: () => 2000_00 },
  parties: {
    applicant,
    respondent: k => ({ organs: acts[String(k.values.adminField)]?.organs ?? [] }),
    third: () => person,
    agent: () => person,
  },
  texts: {
    act: k => {
      const rows = actIn(k)
      const wanted = said(k, 'procedure')
      return some(rows, a =>
        wanted === 'warning' ? a.includes('警告') : wanted === 'small' ? /[23],000元/.test(a) : true,
      )
    },
    claims: by('actKind', {
      compulsion: ['请求确认{act}违法。'],
      inaction: ['请求确认被申请人{act}违法，责令其限期履行。'],
      disclosure: ['请求撤销{act}，责令被申请人重新答复。'],
      complaint: ['请求撤销{act}，责令被申请人重新调查处理。'],
      agreement: ['请求责令被申请人继续履行{act}，支付约定的补偿款。'],
      licence: ['请求撤销{act}，责令被申请人重新作出决定。'],
      other: ['请求撤销被申请人作出的{act}。'],
    }),
    facts: by('actKind', {
      penalty: ['申请人认为认定的事实不清、处罚过重，作出决定前没有充分听取陈述、申辩。'],
      compulsion: ['申请人认为被申请人未经催告、未作出强制执行决定即实施，程序违法。'],
      inaction: ['申请人书面请求履行职责，被申请人在规定期限内没有处理，也没有答复。'],
      disclosure: ['申请人认为答复的内容与申请公开的内容不一致，没有提供所申请的信息。'],
      complaint: ['申请人认为被申请人没有全面调查，处理答复没有说明理由。'],
      confirmation: ['申请人认为事故伤害的经过清楚，认定结论与事实不符。'],
      ownership: ['申请人认为被申请人未尽审查职责，登记（处理）的界址与实际不符。'],
      licence: ['申请人认为提交的材料齐全，符合许可条件。'],
      other: ['申请人认为{act}认定事实不清、程序违法，损害其合法权益。'],
    }),
    replyText: by('actKind', {
      inaction: ['被申请人认为已在期限内核查处理并告知申请人，不存在不履行职责的情形，请求驳回申请人的请求。'],
      compulsion: ['被申请人认为已依法催告、公告，实施程序合法，请求驳回申请人的请求。'],
      other: ['被申请人认为认定事实清楚、证据确凿、适用依据正确、程序合法，请求予以维持。'],
    }),
    lateReplyText: ['补充提交案卷材料，说明逾期原因，请求予以维持。'],
    opinionText: by('opinionWay', {
      notPossible: ['按送达地址邮寄听取意见通知，逾期未回复，三次电话联系未接通，已记录在案。'],
      other: [
        '申请人坚持复议请求，对证据的真实性没有异议，认为处理结果明显不当。',
        '申请人补充说明事情经过，认为作出行为前没有听取其意见；愿意接受调解。',
      ],
    }),
    committeeOpinion: ['委员认为主要事实基本清楚，争议在于程序和裁量，建议结合案卷证据依法作出决定。'],
    investigationText: ['向被申请人调取执法案卷，询问在场人员两名，到现场核对有关情况，制作笔录。'],
    hearingIssues: ['认定的主要事实是否清楚、程序是否合法'],
    hearingText: ['双方就事实、证据和程序充分陈述、质证和辩论，听证员归纳争议焦点，各方核对笔录后签名。'],
    decisionItems: k =>
      by('decision', {
        maintain: [`维持${k.party('respondent')}作出的{act}。`],
        revoke: [`撤销${k.party('respondent')}作出的{act}。`],
        partRevoke: [`撤销${k.party('respondent')}作出的{act}中超出法定幅度的部分。`],
        confirmIllegal: [`确认${k.party('respondent')}作出的{act}违法。`],
        confirmVoid: [`确认${k.party('respondent')}作出的{act}无效。`],
        change: ['变更{act}，将罚款数额减半。'],
        orderPerform: [`责令${k.party('respondent')}自收到本决定书之日起三十日内依法履行职责。`],
        rejectClaim: ['驳回申请人的行政复议请求。'],
        agreement: [`责令${k.party('respondent')}自收到本决定书之日起三十日内履行协议约定的补偿义务。`],
      })(k),
    decisionReasons: by('decision', {
      maintain: ['经审理查明，被申请人认定事实清楚，证据确凿，适用依据正确，程序合法，内容适当。'],
      revoke: ['经审理查明，被申请人认定的主要事实不清、证据不足，依法应予撤销。'],
      partRevoke: ['经审理查明，被申请人认定的部分事实缺乏证据，该部分依法应予撤销。'],
      confirmIllegal: ['经审理查明，被申请人没有遵守法定步骤，程序违法；该行为已不具有可撤销内容。'],
      change: ['经审理查明，事实清楚、程序合法，但处罚明显过重，内容不适当。'],
      orderPerform: ['经审理查明，申请事项属于被申请人职责，其在法定期限内没有履行。'],
      rejectClaim: ['经审理查明，被申请人在受理前已经履行法定职责，申请人的请求不能成立。'],
      other: ['经审理查明的事实有书面材料在案佐证，职权、事实、程序和依据已逐项审查。'],
    }),
    dismissReason: [
      '受理后发现，申请人与{act}没有利害关系，不符合受理条件。',
      '受理后发现，申请人就同一事项已经提起行政诉讼并被受理。',
    ],
    refuseReason: ['申请超过法定期限且没有正当理由。', '申请事项属于信访答复，不属于行政复议范围。'],
    competentBody: ['准绳市人民政府'],
    explanation: ['已释明受理范围和其他救济途径，申请人表示理解，不再提起。'],
    correctionItems: ['申请人身份证明；能够证明行政行为存在的材料。'],
    mediationTerms: by('actKind', {
      penalty: ['一、被申请人依法减轻罚款；二、申请人于十五日内缴清；三、双方就本案再无争议。'],
      other: ['一、被申请人于三十日内对申请人的事项重新处理并书面答复；二、申请人不再就同一事项申请行政复议。'],
    }),
    reviewedDocument: ['准绳区{topic}管理办法第{d}条'],
    forwardedTo: ['准绳市人民政府'],
    forwardedOpinion: ['该条款没有超出上位法规定的范围，可以作为依据。'],
    issuerText: ['该条款依据上级文件制定，已经合法性审核，没有增设义务。'],
    extendReason: ['案情复杂，需要向有关单位调取材料并核对鉴定意见。'],
    opinionAddressee: k => [k.party('respondent') || '被申请人'],
    opinionFindings: ['文书送达回证填写不规范、告知救济途径不完整，建议完善执法文书制作和送达管理。'],
    opinionAnswer: ['已组织专题学习，修订文书模板，并对近期案卷自查整改。'],
    performance: ['被申请人已按决定履行完毕，有履行凭证。'],
    superior: k => [k.party('respondent').replace('准绳区', '准绳市') || '准绳市人民政府'],
    judgment: ['一审判决驳回原告诉讼请求', '准许原告撤回起诉'],
  },
}
