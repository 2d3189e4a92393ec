import type { Values } from '#kernel/field.ts'
import type { RecordState } from '#kernel/record.ts'
import { townshipOf } from '../names.ts'
import { by, type Casting, different, type Known, type Onward, type Scene, said, some, textOf } from './scene.ts'

type Order = {
  readonly subject: string
  readonly kind: 'consultation' | 'help' | 'complaint' | 'report' | 'suggestion' | 'praise'
  /** Parts of the names of the organs that handle it; absent: the township. */
  readonly units?: readonly string[]
  readonly grade?: 'urgent' | 'complex'
  /** What becomes of it where it is not sent out as an order. */
  readonly goes?: string
  /** What it is about there: kind of dispute, claim, cause. */
  readonly as?: string
  /** Who is complained of there. */
  readonly against?: Casting
}

/** What people call about, and who handles it. */
const orders: readonly Order[] = [
  { subject: '咨询城乡居民医保参保缴费', kind: 'consultation', units: ['卫生健康', '人力资源'] },
  { subject: '咨询灵活就业人员社保补贴', kind: 'consultation', units: ['人力资源'] },
  { subject: '咨询农村宅基地申请条件', kind: 'consultation', units: ['农业农村'] },
  { subject: '咨询公租房申请材料', kind: 'consultation', units: ['住房'] },
  { subject: '咨询既有住宅加装电梯的手续', kind: 'consultation', units: ['住房'] },
  { subject: '咨询个体工商户变更登记', kind: 'consultation', units: ['市场监督'] },
  { subject: '咨询不动产登记所需材料', kind: 'consultation', units: ['自然资源'] },
  { subject: '咨询道路运输从业资格证换证', kind: 'consultation', units: ['交通运输'] },
  { subject: '咨询特种作业证复审', kind: 'consultation', units: ['应急'] },
  { subject: '咨询旅行社退团退费规定', kind: 'consultation', units: ['文化'] },
  { subject: '{place}路灯不亮', kind: 'help', units: ['城市管理'] },
  { subject: '{place}道路积水', kind: 'help', units: ['城市管理'] },
  { subject: '{place}道路破损', kind: 'help', units: ['交通运输', '城市管理'] },
  { subject: '{village}自来水水压不足', kind: 'help', units: ['住房'] },
  { subject: '{village}生活垃圾清运不及时', kind: 'help' },
  { subject: '{village}村道塌陷', kind: 'help', units: ['交通运输'], grade: 'complex' },
  { subject: '{place}夜间施工噪声', kind: 'complaint', units: ['城市管理', '生态环境'] },
  { subject: '{place}占道经营', kind: 'complaint', units: ['城市管理'] },
  { subject: '{place}餐饮油烟扰民', kind: 'complaint', units: ['城市管理', '生态环境'] },
  { subject: '{village}小区物业服务不到位', kind: 'complaint', units: ['住房'] },
  { subject: '健身房预付卡退费难', kind: 'complaint', units: ['市场监督'] },
  { subject: '网购商品与宣传不符', kind: 'complaint', units: ['市场监督'] },
  { subject: '校外托管机构拒绝退费', kind: 'complaint', units: ['市场监督'] },
  { subject: '工程项目拖欠农民工工资', kind: 'complaint', units: ['人力资源'], grade: 'complex' },
  { subject: '{village}房屋质量问题未维修', kind: 'complaint', units: ['住房'], grade: 'complex' },
  { subject: '{place}网约车拒载', kind: 'complaint', units: ['交通运输'] },
  { subject: '举报{place}违法建设', kind: 'report', units: ['城市管理'], grade: 'complex' },
  { subject: '举报{place}一食品店销售过期食品', kind: 'report', units: ['市场监督'] },
  { subject: '举报{place}偷倒建筑垃圾', kind: 'report', units: ['城市管理'] },
  { subject: '举报{village}养殖场污水直排', kind: 'report', units: ['生态环境', '农业农村'], grade: 'complex' },
  { subject: '举报{place}车辆非法营运', kind: 'report', units: ['交通运输'] },
  { subject: '举报{village}占用耕地建房', kind: 'report', units: ['自然资源'], grade: 'complex' },
  { subject: '建议{place}增设人行横道', kind: 'suggestion', units: ['交通运输'] },
  { subject: '建议延长便民服务窗口办理时间', kind: 'suggestion', units: ['办公室'] },
  { subject: '建议增加公交班次', kind: 'suggestion', units: ['交通运输'] },
  { subject: '建议{village}增设健身器材', kind: 'suggestion', units: ['文化'] },
  { subject: '表扬社区网格员热心帮助老人', kind: 'praise' },
  { subject: '表扬窗口工作人员耐心解答', kind: 'praise', units: ['办公室'] },
  { subject: '{village}小区突然停水', kind: 'help', units: ['住房'], grade: 'urgent' },
  { subject: '{place}井盖缺失', kind: 'help', units: ['城市管理'], grade: 'urgent' },
  { subject: '{place}疑似燃气泄漏', kind: 'help', units: ['住房'], grade: 'urgent' },
  { subject: '{place}电线掉落', kind: 'help', units: ['应急'], grade: 'urgent' },
  { subject: '{village}小区暖气不热', kind: 'complaint', units: ['住房'], grade: 'urgent' },
  { subject: '举报{place}占用消防通道', kind: 'report', units: ['应急'], grade: 'urgent' },
  { subject: '{village}老人走失求助', kind: 'help', goes: 'emergency' },
  { subject: '邻居漏水要求赔偿', kind: 'complaint', goes: 'mediation', as: 'neighbours' },
  { subject: '与邻居因院墙滴水多次争吵，要求调解', kind: 'complaint', goes: 'mediation', as: 'neighbours' },
  {
    subject: '健身房关门不退会员费，要求调解',
    kind: 'complaint',
    goes: 'mediation',
    as: 'consumer',
    against: { kinds: ['organisation'], trades: ['健身服务'] },
  },
  { subject: '楼上装修损坏天花板，赔偿谈不拢', kind: 'complaint', goes: 'mediation', as: 'damage' },
  { subject: '单位拖欠两个月工资，要求调解', kind: 'complaint', goes: 'labor', as: 'pay' },
  { subject: '公司辞退员工不付经济补偿，要求调解', kind: 'complaint', goes: 'labor', as: 'compensation' },
  {
    subject: '饭店不付休息日加班工资，要求调解',
    kind: 'complaint',
    goes: 'labor',
    as: 'hours',
    against: { kinds: ['organisation'], trades: ['餐饮'] },
  },
  { subject: '咨询打官司请不起律师怎么办', kind: 'consultation', goes: 'legalAid', as: '机动车交通事故责任' },
  { subject: '咨询老人起诉子女赡养能否减免律师费', kind: 'consultation', goes: 'legalAid', as: '赡养' },
  { subject: '咨询工地受伤索赔能否申请法律援助', kind: 'consultation', goes: 'legalAid', as: '提供劳务者受害责任' },
  { subject: '反映多年前的企业改制遗留问题', kind: 'complaint', goes: 'petition' },
  { subject: '举报{place}一饭店无证经营', kind: 'report', goes: 'inspection' },
  { subject: '不服法院判决，要求政府处理', kind: 'complaint', goes: 'court' },
  { subject: '已在信访程序办理的事项再次反映', kind: 'complaint', goes: 'petitioned' },
  { subject: '要求提供他人住址和电话', kind: 'help', goes: 'secret' },
  { subject: '已经书面答复并复核的事项再次反映', kind: 'complaint', goes: 'concluded' },
  { subject: '要求介绍家政服务人员', kind: 'help', goes: 'beyond' },
  { subject: '反映邻区道路施工围挡影响通行', kind: 'complaint', goes: 'city' },
  { subject: '反映市管公园夜间噪声', kind: 'complaint', goes: 'city' },
]

const declineGrounds = {
  court: 'court',
  petition: 'petitioned',
  secret: 'secret',
  concluded: 'concluded',
  beyond: 'beyond',
}
const refusing = Object.values(declineGrounds)
const ordered = orders.filter(o => o.goes === undefined)

/** What the case may be about, by the way that it goes. */
function about(k: Known): readonly Order[] {
  const { actions } = k.ahead
  if (actions.has('transferOut'))
    return some(
      orders.filter(o => o.goes !== undefined && o.goes !== 'city' && !refusing.includes(o.goes)),
      o => o.goes === said(k, 'transferredTo'),
    )
  if (actions.has('decline')) {
    const ground = declineGrounds[String(said(k, 'declineGround')) as keyof typeof declineGrounds]
    return some(
      orders.filter(o => refusing.includes(o.goes ?? '')),
      o => o.goes === ground,
    )
  }
  if (actions.has('returnToCity')) return orders.filter(o => o.goes === 'city')
  if (actions.has('answer')) return ordered.filter(o => o.kind === 'consultation')
  const { grade } = k.values
  return ordered.filter(o =>
    grade === 'urgent'
      ? o.grade === 'urgent'
      : grade === 'consultation'
        ? o.kind === 'consultation'
        : grade === 'complex'
          ? o.grade === 'complex'
          : o.grade === undefined && o.kind !== 'consultation',
  )
}

/** The row that a subject was made of, found by its longest fixed part. */
function orderOf(subject: string): Order | undefined {
  return orders.find(o => {
    const [before = '', after = ''] = o.subject.split(/\{\w+\}/)
    return subject.startsWith(before) && subject.endsWith(after) && (o.subject.includes('{') || subject === o.subject)
  })
}
const orderIn = (k: Known) => orderOf(textOf(k, 'subject'))

/** The place that the subject names. */
const placeIn = (k: Known): readonly string[] => {
  const [, named] = /^(?:举报|建议)?(.+?(?:交叉口|村|社区))/.exec(textOf(k, 'subject')) ?? []
  return named ? [named] : ['{place}']
}

/** An order that was passed on to another procedure, by what it is about there. */
function passedOn(to: string, other: string, values: (as: string | undefined) => Values): Onward {
  const orderOfSource = (s: RecordState) => orderOf(String(s.values.subject))
  return {
    // A dispute between people is where they live.
    when: s =>
      s.values.transferredTo === to &&
      (s.values.place === undefined || townshipOf(String(s.values.place)) !== undefined),
    made: { transferredTo: to },
    values: s => values(orderOfSource(s)?.as),
    parties: s => {
      const against = orderOfSource(s)?.against
      return against ? { [other]: against } : {}
    },
  }
}

export const hotline: Scene = {
  onward: {
    mediation: passedOn('mediation', 'partyB', as => ({ source: 'hotline', kind: as ?? 'neighbours' })),
    laborMediation: passedOn('labor', 'employer', as => ({ channel: 'hotline', claim: as ?? 'pay', workers: 1 })),
    legalAid: passedOn('legalAid', 'opponent', as => ({
      route: 'application',
      kind: 'civil',
      ...(as === undefined ? {} : { cause: as }),
    })),
  },
  needs: {
    returnOrder: { rare: true },
    askExtension: { unless: ['askExtension'], rare: true },
    supervise: { unless: ['supervise'], rare: true },
    redo: { unless: ['redo'], rare: true },
    contact: { unless: ['contact'] },
    terminate: { rare: true },
  },
  shares: {
    channel: { cityHotline: 93, districtMailbox: 4, districtHotline: 2, cityMailbox: 0.5, province: 0.5, portal: 0 },
  },
  fits: {
    kind: k => different(about(k).map(o => o.kind)),
    transferredTo: k => [orderIn(k)?.goes ?? ''],
    declineGround: k => Object.entries(declineGrounds).flatMap(([g, goes]) => (goes === orderIn(k)?.goes ? [g] : [])),
  },
  organs: { unit: k => orderIn(k)?.units ?? ['街道', '镇', '乡'] },
  empty: {
    cityNumber: k => ['districtHotline', 'districtMailbox', 'portal'].includes(String(k.values.channel)),
    repeatOf: () => true,
    coUnits: () => true,
    proposedUnit: () => true,
    statutoryDue: () => true,
  },
  parties: { caller: () => ({ kinds: ['person'] }) },
  texts: {
    subject: k => {
      const rows = about(k)
      return some(rows, o => o.kind === k.values.kind).map(o => o.subject)
    },
    place: placeIn,
    content: by('kind', {
      consultation: ['来电人{subject}，希望了解办理条件、所需材料和办理地点。'],
      help: ['来电人反映：{subject}，影响日常生活，希望尽快安排处理并答复。'],
      complaint: [
        '来电人反映：{subject}，已自行沟通未果，希望有关单位核实处理并答复。',
        '来电人{date}来电反映：{subject}，要求处理并回复结果。',
      ],
      report: ['来电人{subject}，要求依法查处并告知结果，请求对来电人信息保密。'],
      suggestion: ['来电人{subject}，说明了理由，希望有关单位研究采纳。'],
      praise: ['来电人{subject}，请转达谢意。'],
    }),
    dispatchNote: ['请按职责核实办理，并在期限内答复来电人。'],
    contactNote: ['已与来电人取得联系，核对了诉求和具体位置。'],
    directAnswer: [
      '已说明办理条件、所需材料和办理地点，来电人表示清楚。',
      '已按知识库答复政策依据和办理流程，来电人没有其他问题。',
    ],
    replyText: by('kind', {
      consultation: ['已电话向来电人说明政策规定、办理条件和所需材料，并告知咨询窗口。'],
      help: ['接单后安排人员到现场核实，对“{subject}”作了处理，结果已电话告知来电人。'],
      complaint: [
        '就“{subject}”，已派员到现场核实并约谈有关责任方，要求限期改正，处理情况已答复来电人。',
        '经核实，对“{subject}”已组织双方沟通并提出处理意见，情况已电话答复来电人。',
      ],
      report: ['接单后赴现场检查，对“{subject}”的情况作了记录，依法作出处理，结果已告知来电人。'],
      suggestion: ['对“{subject}”，已会同有关单位研究，纳入下一步工作安排，情况已答复来电人。'],
      praise: ['已将表扬转达本人和所在单位，并向来电人致谢。'],
    }),
    knowledge: ['{year}年度便民服务事项问答第{n3}条'],
    returnReason: ['经现场核查，该事项由其他单位依职责管理，建议改派。'],
    competenceReason: ['依据权责清单，该事项属于承办单位职责。'],
    cityReturnReason: ['事发地不在本区，请转属地办理。'],
    extensionReason: ['需要会同产权单位确定维修方案，拟延期办理，已告知来电人。'],
    redoReason: ['回访时来电人反映问题仍未解决，请再次核实办理。'],
    supervisionReason: ['临近期限尚未反馈办理情况。'],
    callbackNote: by('rating', {
      satisfied: ['来电人对办理过程和结果表示满意。'],
      basic: ['来电人认可处理结果，希望今后办理再快一些。'],
      unsatisfied: ['来电人对政策规定不认同，已再次解释依据。'],
      noAnswer: ['不同时段三次拨打未接通。'],
    }),
    declineAdvice: by('declineGround', {
      court: ['已告知可以依法上诉、申请再审。'],
      petition: ['已告知按信访程序等待处理意见。'],
      secret: ['已告知该项信息依法不能提供。'],
      concluded: ['已告知事项已经终结，没有新的事实和理由不再受理。'],
      other: ['已告知不属于政务热线受理范围和其他办理渠道。'],
    }),
  },
}
