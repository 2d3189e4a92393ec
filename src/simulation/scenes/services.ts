import { type Casting, by, type Known, numberIn, type Scene, said, some } from './scene.ts'

type Matter = {
  readonly cause: string
  readonly kind: 'civil' | 'criminal' | 'administrative' | 'nonLitigation'
  readonly groups?: readonly string[]
  readonly opponent: Casting
  readonly facts: string
}

const person: Casting = { kinds: ['person'] }
const nobody: Casting = { none: true }
const employer: Casting = { kinds: ['organisation'], trades: ['建筑工程', '装饰工程', '家政服务', '餐饮', '纺织'] }

const matters: readonly Matter[] = [
  {
    cause: '追索劳动报酬',
    kind: 'civil',
    groups: ['migrantWorker', 'general'],
    opponent: employer,
    facts: '用人单位拖欠工资，仲裁裁决后未履行（或者已起诉），申请代理诉讼。',
  },
  {
    cause: '提供劳务者受害责任',
    kind: 'civil',
    groups: ['migrantWorker', 'disabled'],
    opponent: { kinds: ['person', 'organisation'], trades: ['装饰工程'] },
    facts: '施工中受伤，雇主未赔偿，申请代理诉讼。',
  },
  {
    cause: '机动车交通事故责任',
    kind: 'civil',
    groups: ['general', 'disabled', 'elderly', 'relief'],
    opponent: { kinds: ['person', 'organisation'], trades: ['运输'] },
    facts: '交通事故致伤，事故责任已认定，对赔偿协商不成，申请代理诉讼。',
  },
  { cause: '赡养', kind: 'civil', groups: ['elderly'], opponent: person, facts: '子女不支付赡养费，申请代理诉讼。' },
  {
    cause: '抚养费',
    kind: 'civil',
    groups: ['minor', 'relief'],
    opponent: person,
    facts: '离婚后一方不支付抚养费，由法定代理人代为申请。',
  },
  {
    cause: '离婚',
    kind: 'civil',
    groups: ['general', 'relief', 'disabled'],
    opponent: person,
    facts: '夫妻感情破裂，对子女抚养和财产分割协商不成，申请代理诉讼。',
  },
  {
    cause: '生命权、身体权、健康权',
    kind: 'civil',
    groups: ['minor', 'disabled', 'relief', 'general'],
    opponent: person,
    facts: '因纠纷被打伤，医疗费未获赔偿，申请代理诉讼。',
  },
  {
    cause: '工伤保险待遇',
    kind: 'nonLitigation',
    groups: ['migrantWorker', 'disabled'],
    opponent: employer,
    facts: '已认定工伤，用人单位未支付待遇，申请代理劳动仲裁。',
  },
  {
    cause: '劳动报酬仲裁',
    kind: 'nonLitigation',
    groups: ['migrantWorker', 'general'],
    opponent: employer,
    facts: '离职后用人单位未结清工资，申请代理劳动仲裁。',
  },
  {
    cause: '不服工伤认定',
    kind: 'administrative',
    groups: ['migrantWorker', 'general', 'disabled'],
    opponent: { organs: ['人力资源'] },
    facts: '对不予认定工伤的决定不服，申请代理行政复议、行政诉讼。',
  },
  {
    cause: '盗窃罪辩护',
    kind: 'criminal',
    groups: ['general', 'minor', 'disabled'],
    opponent: nobody,
    facts: '犯罪嫌疑人、被告人没有委托辩护人。',
  },
  {
    cause: '故意伤害罪辩护',
    kind: 'criminal',
    groups: ['general', 'minor'],
    opponent: nobody,
    facts: '犯罪嫌疑人、被告人没有委托辩护人。',
  },
  {
    cause: '诈骗罪辩护',
    kind: 'criminal',
    groups: ['general', 'elderly'],
    opponent: nobody,
    facts: '犯罪嫌疑人、被告人没有委托辩护人。',
  },
]
const matterIn = (k: Known): Matter | undefined => matters.find(m => m.cause === k.values.cause)
const criminal = (k: Known): boolean => k.values.kind === 'criminal'

export const legalAid: Scene = {
  onward: {
    arbitration: {
      when: s => s.values.kind === 'nonLitigation',
      made: { kind: 'nonLitigation' },
      values: s => ({
        appliedBy: 'worker',
        workers: 1,
        claim: String(s.values.cause).includes('工伤') ? 'injury' : 'pay',
      }),
    },
    reconsideration: {
      when: s =>
        s.values.kind === 'administrative' && s.parties.some(p => p.role === 'opponent' && p.kind === 'agency'),
      made: { kind: 'administrative' },
      values: () => ({
        act: '不予认定工伤决定',
        actKind: 'confirmation',
        adminField: 'labor',
        remedyTold: true,
        realEstate: false,
        courtFiled: false,
      }),
    },
  },
  needs: {
    changeWorker: { unless: ['changeWorker'], rare: true },
    completePapers: { when: v => v.urgent === true },
    report: { unless: ['report'], rare: true },
    reviewQuality: { unless: ['reviewQuality'], rare: true },
    visit: { unless: ['visit'] },
    object: { rare: true },
  },
  likelihood: v =>
    ((v.route === 'notice' || v.route === 'dutyLawyer') === (v.kind === 'criminal') ? 1 : 0.03) *
    (v.kind === 'criminal' && Number(v.recovered ?? 0) > 0 ? 0.1 : 1) *
    (v.rating === 'unsatisfied' ? 0.1 : 1) *
    (v.serious === true && v.kind !== 'criminal' ? 0.01 : 1),
  shares: { kind: { civil: 70, nonLitigation: 18, criminal: 10, administrative: 2 } },
  fits: {
    kind: k => {
      if (k.values.route !== 'application' || k.values.serious === true) return ['criminal']
      return (numberIn(k, 'recovered') ?? 0) > 0 || said(k, 'result') === 'mediated' ? ['civil', 'nonLitigation'] : []
    },
    group: k => [...new Set(matters.filter(m => m.kind === k.values.kind).flatMap(m => m.groups ?? []))],
    means: k => (k.values.group === 'migrantWorker' ? ['exempt'] : ['shared', 'promised']),
    workerKind: () => ['lawyer'],
    terminationGround: () => ['ownLawyer', 'asked', 'ended'],
  },
  amounts: {
    claimedAmount: (k, random) => {
      const won = numberIn(k, 'recovered')
      const all = won === undefined ? random.between(30, 900) * 100_00 : won * (1 + random.unit() * 0.4)
      return Math.ceil(all / 100_00) * 100_00
    },
    subsidy: (k, random) => (criminal(k) ? random.between(15, 20) : random.between(10, 18)) * 100_00,
    lawyerYears: (_, random) => random.between(3, 22),
  },
  empty: {
    claimedAmount: criminal,
    noticeOrgan: k => k.values.route !== 'notice',
    situationFoundOn: k => k.values.route !== 'notice',
    custodyAskedOn: k => k.values.route !== 'dutyLawyer',
    unlimitedGround: k => said(k, 'means') !== 'unlimited',
  },
  parties: {
    applicant: () => person,
    agent: k => (k.values.group === 'minor' || k.values.group === 'disabled' ? person : nobody),
    opponent: k => matterIn(k)?.opponent ?? person,
  },
  texts: {
    cause: k =>
      some(
        matters.filter(m => m.kind === (k.values.kind ?? 'civil')),
        m => m.groups?.includes(String(k.values.group)) === true,
      ).map(m => m.cause),
    facts: k => [matterIn(k)?.facts ?? '申请人提交了书面材料，请求提供法律援助。'],
    workerName: k => (k.staff('aidLawyer').length ? k.staff('aidLawyer') : ['{person}']),
    progress: k =>
      criminal(k) ? ['已会见、阅卷，提交书面辩护意见。'] : ['已会见受援人、收集证据并提交代理意见，等待开庭。'],
    missing: ['身份证明复印件、与申请事项有关的证据材料。'],
    supplemented: ['身份证明复印件和有关证据材料。'],
    papers: ['申请表和经济困难状况说明。'],
    refusalReason: ['申请人经济状况不符合本地法律援助经济困难标准。', '申请事项不属于法律援助范围。'],
    withdrawReason: ['申请人已与对方和解。'],
    terminationFacts: by('terminationGround', {
      ownLawyer: ['受援人自行委托了代理人。'],
      asked: ['受援人与对方达成和解，书面要求终止。'],
      ended: ['案件已经撤销。'],
      means: ['受援人经济状况变化，不再符合条件。'],
      other: ['经核实符合终止的法定情形。'],
    }),
    objection: ['申请人认为其家庭收入低于经济困难标准。'],
    upholdReason: ['经核查，家庭人均收入高于经济困难标准，原决定适当。'],
    correctionReason: ['经核查，申请人符合经济困难标准，应当给予援助。'],
  },
}
