import { done } from '#kernel/record.ts'
import { by, type Casting, type Known, numberIn, type Onward, type Scene, shareOf } from './scene.ts'

const employer = (k: Known): Casting =>
  k.values.claim === 'personnel'
    ? { organs: ['卫生健康', '文化', '农业农村'] }
    : {
        kinds: ['organisation'],
        trades: ['餐饮', '建材', '装饰工程', '家政服务', '纺织', '机电', '物业服务', '运输', '建筑工程'],
      }

const facts = by('claim', {
  pay: [
    '请求支付拖欠的三个月工资；用人单位以经营困难为由未足额发放。',
    '请求支付离职当月工资和提成；双方对业绩核算有分歧。',
    '请求补发低于约定标准发放的工资；用人单位认为系绩效扣减。',
  ],
  injury: [
    '请求支付工伤医疗费和停工留薪期工资；用人单位对数额有异议。',
    '请求支付一次性伤残补助金差额；劳动能力鉴定结论双方均无异议。',
  ],
  compensation: [
    '请求支付解除劳动合同的经济补偿；用人单位主张系协商解除。',
    '请求支付违法解除劳动合同赔偿金；用人单位主张劳动者严重违纪。',
  ],
  hours: ['请求支付休息日加班工资和未休年休假工资；用人单位主张已安排补休。'],
  insurance: ['请求赔偿未缴纳社会保险造成的医疗费损失；用人单位主张劳动者自愿放弃。'],
  contract: ['请求支付未签订书面劳动合同的二倍工资差额；用人单位主张系劳动者拒签。'],
  relation: ['请求确认双方自入职之日起存在劳动关系；用人单位主张系劳务承揽。'],
  personnel: ['请求撤销解除聘用合同的决定；单位认为考核不合格，解除符合约定。'],
})

const settlement = by('claim', {
  relation: ['一、双方确认自入职之日起存在劳动关系；二、用人单位补签书面劳动合同。'],
  personnel: ['一、单位撤销解除聘用合同的决定；二、双方协商变更岗位，继续履行聘用合同。'],
  other: [
    '一、用人单位于约定期限内一次性支付约定金额；二、以银行转账方式支付；三、双方就劳动关系存续期间的争议一次性了结。',
  ],
})

const claimed = (k: Known, random: { unit: () => number }) => {
  const most = { injury: 80_000, compensation: 60_000, contract: 50_000 }[String(k.values.claim)] ?? 24_000
  return Math.round((3000 + random.unit() ** 2 * most) / 100) * 100_00
}
const partOf = (field: string) => (k: Known, random: { unit: () => number }) => {
  const whole = numberIn(k, field)
  return whole === undefined ? undefined : shareOf(whole, 0.5 + random.unit() * 0.5)
}
const whole = (field: string) => (k: Known) => numberIn(k, field)

/** One in twenty disputes concerns several people. */
const workers = (_: Known, random: { unit: () => number }) =>
  random.unit() < 0.95 ? 1 : 2 + Math.floor(random.unit() * 5)

const told = {
  sessionNotes: [
    '核对考勤、工资发放记录，讲明劳动合同法有关规定，双方各自提出方案并作出让步。',
    '分别听取双方陈述，就争议项目逐项协商，双方分歧缩小。',
  ],
  withdrawReason: ['双方已自行和解，申请人自愿撤回。'],
  representatives: ['{person}'],
}

/** Claims for which there is legal aid, and the cause that it is given for. */
const aided: Readonly<Record<string, string>> = { pay: '劳动报酬仲裁', injury: '工伤保险待遇' }
const aid: Onward = {
  when: s => s.closedOn === undefined && aided[String(s.values.claim)] !== undefined && !done(s, 'agree', 'decide'),
  values: s => ({
    route: 'application',
    kind: 'nonLitigation',
    group: 'migrantWorker',
    cause: aided[String(s.values.claim)] ?? '',
  }),
}

export const laborMediation: Scene = {
  onward: {
    arbitration: {
      when: s => s.outcome === 'failed' || s.stage === 'unperformed',
      made: {},
      values: () => ({ appliedBy: 'worker' }),
    },
    confirmation: { when: s => s.values.wantsReview !== true, made: { wantsReview: false } },
    aid,
  },
  needs: {
    continue: { after: ['meet'], unless: ['continue'], rare: true },
    review: { when: v => v.wantsReview === true, unless: ['review'] },
  },
  parties: { worker: () => ({ kinds: ['person'] }), employer },
  empty: { representatives: k => Number(k.values.workers) < 10 },
  amounts: {
    workers,
    claimedAmount: claimed,
    agreedAmount: partOf('claimedAmount'),
    paidAmount: whole('agreedAmount'),
  },
  texts: {
    ...told,
    facts,
    terms: settlement,
    mediators: k => (k.staff('laborMediator').length ? k.staff('laborMediator') : ['{person}']),
    failReason: ['双方对支付数额分歧较大，经两次调解未能取得一致。'],
    transferredTo: ['准绳区劳动保障监察机构'],
    transferReason: ['经核实属于拖欠农民工工资线索，移送查处。'],
    declineReason: ['双方系劳务承揽关系，不属于劳动争议，已告知可以向人民法院提起诉讼。'],
  },
}

export const laborArbitration: Scene = {
  onward: {
    aid,
    mediation: { when: s => !done(s, 'hear'), values: () => ({ channel: 'arbitration' }) },
  },
  needs: {
    extend: { rare: true },
    appraise: { unless: ['appraise'], rare: true },
    suspend: { unless: ['suspend'], rare: true },
    awardInPart: { unless: ['awardInPart'], rare: true },
    setHearing: { after: ['formTribunal'], unless: ['setHearing'] },
    askAdjournment: { after: ['setHearing'], unless: ['askAdjournment', 'hear'], rare: true },
    hear: { after: ['setHearing', 'answer'] },
    decide: { after: ['hear'] },
    withdraw: { rare: true },
    reject: { rare: true },
    settle: { after: ['tryMediation'], when: v => v.mediationResult === 'agreed' },
    tryMediation: { after: ['formTribunal'], unless: ['tryMediation'] },
    sue: { rare: true },
    workerSues: { rare: true },
    employerAsksToCancel: { rare: true },
    recordPerformance: { unless: ['recordPerformance'], rare: true },
  },
  parties: { worker: () => ({ kinds: ['person'] }), employer, thirdParty: () => ({ none: true }) },
  fits: {
    appliedBy: () => ['worker'],
  },
  empty: {
    representatives: k => Number(k.values.workers) < 10,
    second: k => k.values.panel === 'one',
    third: k => k.values.panel === 'one',
  },
  amounts: {
    workers,
    claimedAmount: claimed,
    resultAmount: partOf('claimedAmount'),
    partAmount: (k, random) => {
      const all = numberIn(k, 'claimedAmount')
      return all === undefined ? undefined : shareOf(all, 0.2 + random.unit() * 0.2)
    },
    receivedAmount: whole('resultAmount'),
  },
  texts: {
    ...told,
    facts,
    settlement,
    chief: k => some1(k, 0),
    second: k => some1(k, 1),
    third: ['兼职仲裁员{person}'],
    answerText: ['被申请人对双方存在劳动关系没有异议，对请求的数额和计算方法有异议。'],
    mediationNotes: ['庭前组织调解，核对数额，双方各自提出方案。'],
    hearingRecord: ['双方陈述、举证、质证，仲裁庭归纳争议焦点，双方作最后陈述，核对笔录后签名。'],
    hearingPlace: ['区劳动人事争议仲裁院第{d}仲裁庭'],
    awardText: by('claim', {
      relation: ['确认双方自入职之日起存在劳动关系。'],
      personnel: ['撤销解除聘用合同的决定，双方继续履行聘用合同。'],
      other: ['被申请人自裁决生效之日起十日内向申请人支付裁决金额；驳回申请人的其他仲裁请求。'],
    }),
    partMatter: ['双方没有争议的拖欠工资'],
    refusalReason: ['请求事项不属于劳动人事争议处理范围，告知可以向人民法院提起诉讼。'],
    rejectionReason: ['申请人经查与被申请人没有劳动关系，受理后发现不符合受理条件。'],
    adjournmentReason: ['因住院治疗不能按期到庭，提交了病历。'],
    suspensionGround: ['需要等待工伤认定结论。', '需要等待劳动能力鉴定结论。'],
    resumptionGround: ['认定、鉴定结论已经作出。'],
    extensionReason: ['案情复杂，需要补充调取考勤和工资支付凭证。'],
    appraiser: ['准绳示范司法鉴定所'],
    cancelCourt: ['准绳市中级人民法院'],
    suitCourt: ['准绳区人民法院'],
    workerSuitCourt: ['准绳区人民法院'],
    cancelGround: ['认为裁决适用法律、法规确有错误。'],
  },
}

/** Arbitrators of the commission, the n-th apart from the others. */
function some1(k: Known, n: number): readonly string[] {
  const names = k.staff('arbitrator')
  return names[n] === undefined ? ['{person}'] : [names[n]]
}
