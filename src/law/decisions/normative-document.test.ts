import { describe, expect, test } from 'vitest'
import { checkDeclaration } from '#kernel/check.ts'
import { contributionsOf } from '#kernel/contribution.ts'
import { lapses, preview } from '#kernel/decide.ts'
import { evolve } from '#kernel/evolve.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { actorWith, contextOn, expectMatrix, type Story, story } from '../../../test/kit/law.ts'
import { roleCodes } from '../roles.ts'
import { normativeDocument2020, normativeDocument2022 } from './normative-document.ts'

const opening = {
  documentTitle: '准绳区停车场管理办法',
  documentKind: 'measures',
  issuer: 'government',
  issuerLevel: 'government',
  issuerListed: true,
  reviewer: 'justice',
  registry: 'office',
  basis: '《优化营商环境条例》第六十二条',
  necessity: '停车供需矛盾突出',
  consultation: 'general',
}
const comments = { opinionsReceived: 12, opinionsAdopted: 5, opinionHandling: '七条与上位法不一致，未采纳' }
const opinion = { reviewConclusion: 'legal', reviewOpinion: '主体、权限、程序、内容合法' }
const meeting = { meetingKind: 'standing', meetingName: '区政府第3次常务会议', deliberation: 'passed' }
const publication = { publishedIn: ['website'], effectiveOn: '2025-04-10', validUntil: '2030-04-09' }

const declaration = normativeDocument2022

/** Drafted and put before the public from Wednesday 2024-11-20; opinions gathered on 2 December. */
const heard = () =>
  story(declaration)
    .open('2024-11-04', opening)
    .does('assess', '2024-11-18', { assessment: '必要、可行' })
    .does('startConsultation', '2024-11-20', { consultationPlace: '区政府门户网站', commentUntil: '2024-11-30' })
    .does('closeConsultation', '2024-12-02', comments)

const accepted = (on = '2025-01-15') =>
  heard().does('submit', '2025-01-14', { reviewMaterials: '草案、说明、依据' }).does('accept', on)

const signed = () =>
  accepted()
    .does('passReview', '2025-01-24', opinion)
    .does('deliberate', '2025-02-10', meeting)
    .does('sign', '2025-02-11', {})

const published = () =>
  signed()
    .does('register', '2025-02-12', { documentNumber: '准政规〔2025〕1号' })
    .does('publish', '2025-02-13', publication)

const inForce = () =>
  published()
    .does('file', '2025-02-24', { filedWith: ['upper', 'congress'] })
    .does('confirmFiling', '2025-03-10')

const figures = (s: Story) =>
  contributionsOf(s.declaration, s.state, { calendar: nationalCalendar, settings: {} }).map(c => `${c.figure} ${c.on}`)

describe('行政规范性文件：声明', () => {
  test.each([normativeDocument2020, normativeDocument2022])('声明本身没有错误（$version）', d => {
    expect(checkDeclaration(d, roleCodes)).toEqual([])
  })

  test('每个阶段、每个动作、每个岗位：表内的可以办，表外的一律拒绝', () => {
    const drafter = ['drafter']
    const reviewer = ['legalityReviewer']
    const head = ['legalityHead']
    const office = ['governmentOffice']
    const filing = ['governmentOffice', 'legalityReviewer']
    const stop = { terminate: ['drafter', 'governmentOffice'] }
    const cells = expectMatrix(declaration, {
      drafting: {
        assess: drafter,
        startConsultation: drafter,
        announceHearing: drafter,
        certifyExempt: drafter,
        recordFairCompetition: drafter,
        submit: drafter,
        ...stop,
      },
      consulting: {
        announceHearing: drafter,
        receiveComment: [...drafter, 'citizen'],
        closeConsultation: drafter,
        recordFairCompetition: drafter,
        ...stop,
      },
      consulted: { recordFairCompetition: drafter, submit: drafter, ...stop },
      submitted: {
        accept: reviewer,
        askToSupplement: reviewer,
        returnDraft: reviewer,
        findNotNormative: head,
        ...stop,
      },
      supplementing: { supplement: drafter, returnDraft: reviewer, ...stop },
      reviewing: {
        askToSupplement: reviewer,
        returnDraft: reviewer,
        passReview: head,
        failReview: head,
        findNotNormative: head,
      },
      reviewed: { deliberate: office, rejectDraft: office, signUrgently: ['governmentHead'], ...stop },
      deliberated: { sign: ['governmentHead'], ...stop },
      signed: { register: office },
      registered: { publish: office },
      published: { interpret: drafter, file: filing, recordError: filing },
      filed: {
        interpret: drafter,
        askToComplete: filing,
        complete: filing,
        confirmFiling: filing,
        objectToFiling: filing,
        recordError: filing,
      },
      correcting: { correctText: filing, recordError: filing, repeal: office },
      inForce: {
        interpret: drafter,
        objectToFiling: filing,
        recordError: filing,
        evaluate: drafter,
        extendTerm: office,
        keep: office,
        replace: office,
        repeal: office,
        declareVoid: office,
      },
      replaced: {},
      repealed: {},
      lapsed: {},
      notNormative: {},
      terminated: {},
    })
    expect(cells).toBeGreaterThan(19 * 36 * 30)
  })
})

describe('行政规范性文件：期限', () => {
  test('与市场主体密切相关的，2025-09-08公告，三十日至10月8日（假期）：10月8日不能结束，10月9日可以（营商条例62，推算示例）', () => {
    const s = story(declaration)
      .open('2025-09-01', { ...opening, consultation: 'market' })
      .does('assess', '2025-09-05', { assessment: '必要、可行' })
      .does('startConsultation', '2025-09-08', { consultationPlace: '门户网站', commentUntil: '2025-10-08' })
    expect(s.limit('consultationMarket', '2025-09-09')).toMatchObject({ strict: '2025-10-08', final: '2025-10-09' })
    const early = s.refused('closeConsultation', '2025-10-08', comments)
    expect(early).toMatchObject({ code: 'too-early', article: '《优化营商环境条例》第六十二条' })
    s.does('closeConsultation', '2025-10-09', comments)
  })

  test('写明理由的可以短于三十日，但公告的截止日前仍不能结束', () => {
    const s = story(declaration)
      .open('2025-09-01', { ...opening, consultation: 'market' })
      .does('assess', '2025-09-05', { assessment: '必要、可行' })
      .does('startConsultation', '2025-09-08', {
        consultationPlace: '门户网站',
        commentUntil: '2025-09-18',
        shortReason: '台风灾后恢复经营急需',
      })
    expect(s.warnings).toEqual([])
    expect(s.refused('closeConsultation', '2025-09-17', comments).message).toContain('2025年9月18日')
    s.does('closeConsultation', '2025-09-18', comments)
  })

  test('公告期不足三十日而无理由的，发布时就提醒', () => {
    const s = story(declaration)
      .open('2025-09-01', { ...opening, consultation: 'market' })
      .does('assess', '2025-09-05', { assessment: '必要、可行' })
      .does('startConsultation', '2025-09-08', { consultationPlace: '门户网站', commentUntil: '2025-09-18' })
    expect(s.warnings.map(w => w.path)).toEqual(['noticeLongEnough'])
  })

  test('其他文件按本地规定不少于七个工作日：2025-09-26公告，跨国庆节至10月13日（惯例，推算示例）', () => {
    const s = story(declaration)
      .open('2025-09-01', opening)
      .does('assess', '2025-09-05', { assessment: '必要、可行' })
      .does('startConsultation', '2025-09-26', { consultationPlace: '门户网站', commentUntil: '2025-10-09' })
    expect(s.limit('consultationGeneral', '2025-09-27')).toMatchObject({ strict: '2025-10-13' })
    expect(s.refused('closeConsultation', '2025-10-13', comments).code).toBe('too-early')
    s.does('closeConsultation', '2025-10-14', comments)
  })

  test('本地规定为十个工作日的，改设置即可，法条不变', () => {
    const settings = { 'normative-document.consultationGeneral': { amount: 10, unit: 'WD' as const } }
    const s = story(declaration, { settings })
      .open('2025-09-01', opening)
      .does('assess', '2025-09-05', { assessment: '必要、可行' })
      .does('startConsultation', '2025-09-26', { consultationPlace: '门户网站', commentUntil: '2025-10-09' })
    expect(s.refused('closeConsultation', '2025-10-14', comments).code).toBe('too-early')
  })

  test('2025-01-15受理，审核不少于五个、不超过十五个工作日：1月22日届满五日，2月11日届满十五日（国办发〔2018〕115号，推算示例）', () => {
    const s = accepted('2025-01-15')
    expect(s.limit('reviewShortest', '2025-01-16')).toMatchObject({ strict: '2025-01-22' })
    expect(s.limit('review', '2025-01-16')).toMatchObject({ final: '2025-02-11' })
    const early = s.refused('passReview', '2025-01-22', opinion)
    expect(early.code).toBe('too-early')
    expect(early.article).toContain('国办发〔2018〕115号')
    expect(s.limit('review', '2025-02-12').status).toBe('overdue')
    s.does('passReview', '2025-02-12', opinion)
    expect(s.limit('review', '2025-02-12').status).toBe('late')
  })

  test('补充材料的时间不计入：1月17日要求、1月24日补充，停五个工作日', () => {
    const s = accepted('2025-01-15').does('askToSupplement', '2025-01-17', { missingMaterials: '依据目录' })
    expect(s.limit('review', '2025-01-20').status).toBe('paused')
    s.does('supplement', '2025-01-24', { supplemented: '依据目录' })
    expect(s.state.stage).toBe('reviewing')
    expect(s.limit('review', '2025-01-26')).toMatchObject({ final: '2025-02-18' })
  })

  test('紧急情形不受五个工作日最短期限的限制', () => {
    heard()
      .does('submit', '2025-01-14', { reviewMaterials: '草案', urgentReason: '防汛抢险' })
      .does('accept', '2025-01-15')
      .does('passReview', '2025-01-16', opinion)
  })

  test('听证会应当提前三十日公告（参照规章制定程序条例16）', () => {
    const s = story(declaration).open('2024-11-04', opening)
    const late = s.refused('announceHearing', '2024-11-20', { hearingOn: '2024-12-10', hearingPlace: '区政府会议室' })
    expect(late).toMatchObject({ code: 'too-late', article: '《规章制定程序条例》第十六条、第三十六条' })
    s.does('announceHearing', '2024-11-05', { hearingOn: '2024-12-10', hearingPlace: '区政府会议室' })
  })

  test('签发后二十个工作日内公布：2025-02-11签发，最后一日为3月11日（信息公开条例26）', () => {
    const s = signed()
    expect(s.limit('publication', '2025-02-12')).toMatchObject({ final: '2025-03-11', status: 'running' })
  })

  test('公布后十五日内报送备案（惯例，可配置）：2025-02-13公布，2月28日届满；逾期报送照样登记为逾期', () => {
    const s = published()
    expect(s.limit('filing', '2025-02-20')).toMatchObject({ final: '2025-02-28' })
    s.does('file', '2025-03-03', { filedWith: ['upper'] })
    expect(s.limit('filing', '2025-03-03').status).toBe('late')
  })

  test('有效期届满自动失效：届满日当天仍有效，次日起依法失效', () => {
    const s = inForce()
    const on = (today: string) => lapses(declaration, s.state, contextOn(today, actorWith('drafter')))
    expect(on('2030-04-09')).toEqual([])
    const [draft] = on('2030-04-10')
    expect(draft).toMatchObject({ action: 'lapse', on: '2030-04-09', role: 'law' })
    if (!draft) throw new Error('no lapse')
    const after = evolve(declaration, s.state, preview(s.state, draft))
    expect(after).toMatchObject({ stage: 'lapsed', outcome: 'lapsed' })
  })

  test('延长有效期须先评估；延长后按新的届满日', () => {
    const s = inForce()
    expect(s.refused('extendTerm', '2029-09-03', { validUntil: '2035-04-09' }).message).toContain('有效期评估')
    s.does('evaluate', '2029-09-03', { evaluation: 'keep', evaluationReport: '继续有效' })
    expect(s.warnings).toEqual([])
    expect(s.refused('extendTerm', '2029-10-08', { validUntil: '2030-01-01' }).path).toBe('longerThanBefore')
    s.does('extendTerm', '2029-10-08', { validUntil: '2035-04-09' })
    expect(s.limit('validity', '2030-05-01')).toMatchObject({ final: '2035-04-09', status: 'running' })
  })

  test('不足六个月才评估的，提醒', () => {
    const s = inForce().does('evaluate', '2029-11-05', { evaluation: 'keep', evaluationReport: '继续有效' })
    expect(s.warnings.map(w => w.path)).toEqual(['evaluatedInTime'])
  })

  test('2022-03-11以前立项的按旧文本，以后的按《地方各级人民代表大会和地方各级人民政府组织法》第七十五条', () => {
    expect(normativeDocument2020.inForce.to).toBe('2022-03-11')
    expect(normativeDocument2020.actions.assess?.cite?.text).toContain('国办发〔2018〕37号')
    expect(normativeDocument2022.actions.assess?.cite?.text).toBe(
      '《地方各级人民代表大会和地方各级人民政府组织法》第七十五条',
    )
  })
})

describe('行政规范性文件：条件', () => {
  test('制定主体不在清单内的，不能立项', () => {
    const r = story(declaration).tryOpen('2024-11-04', { ...opening, issuerListed: false })
    expect(r.ok).toBe(false)
    if (!r.ok) expect(r.refusal.message).toContain('制定主体')
  })

  test('没有评估论证的，不能公开征求意见', () => {
    const s = story(declaration).open('2024-11-04', opening)
    const r = s.refused('startConsultation', '2024-11-20', { consultationPlace: '网站', commentUntil: '2024-12-20' })
    expect(r.article).toBe('《地方各级人民代表大会和地方各级人民政府组织法》第七十五条')
  })

  test('应当公开征求意见的，不能以保密为由略过；没有征求意见的，不能送审', () => {
    const s = story(declaration).open('2024-11-04', opening).does('assess', '2024-11-05', { assessment: '必要' })
    expect(s.refused('certifyExempt', '2024-11-06', { exemptReason: '工作急' }).path).toBe('exemptFromPublic')
    expect(s.refused('submit', '2024-11-06', { reviewMaterials: '草案' }).path).toBe('heardThePublic')
  })

  test('采纳的意见不能多于收到的意见', () => {
    const s = story(declaration)
      .open('2024-11-04', opening)
      .does('assess', '2024-11-18', { assessment: '必要' })
      .does('startConsultation', '2024-11-20', { consultationPlace: '网站', commentUntil: '2024-11-30' })
    expect(s.refused('closeConsultation', '2024-12-05', { ...comments, opinionsAdopted: 13 }).path).toBe(
      'adoptedWithinReceived',
    )
  })

  test('涉及经营者的，没有公平竞争审查结论不能送审；2024-08-01起政府文件须由市场监管部门会同审查', () => {
    const drafted = (day: string) =>
      story(declaration)
        .open(`${day}-01`, { ...opening, touchesOperators: true, consultation: 'secret' })
        .does('assess', `${day}-02`, { assessment: '必要' })
        .does('certifyExempt', `${day}-03`, { exemptReason: '涉及秘密' })
    const papers = { reviewMaterials: '草案' }
    const s = drafted('2024-09')
    expect(s.refused('submit', '2024-09-04', papers).path).toBe('fairCompetitionReviewed')
    s.does('recordFairCompetition', '2024-09-05', { fairCompetition: 'pass', fairCompetitionBy: 'drafter' })
    expect(s.refused('submit', '2024-09-06', papers).article).toBe('《公平竞争审查条例》第十四条')
    s.does('recordFairCompetition', '2024-09-09', { fairCompetition: 'pass', fairCompetitionBy: 'regulator' })
    s.does('submit', '2024-09-10', papers)
    drafted('2024-05')
      .does('recordFairCompetition', '2024-05-08', { fairCompetition: 'pass', fairCompetitionBy: 'drafter' })
      .does('submit', '2024-05-09', papers)
    const failed = drafted('2024-05').does('recordFairCompetition', '2024-05-08', {
      fairCompetition: 'fail',
      fairCompetitionBy: 'drafter',
    })
    expect(failed.refused('submit', '2024-05-09', papers).message).toContain('不得出台')
  })

  test('含有违法设定处罚等内容的，不能出具合法的意见；改为不合法后退回起草，不能审议', () => {
    const s = accepted()
    const r = s.refused('passReview', '2025-01-24', { ...opinion, forbidden: ['penalty'] })
    expect(r.message).toContain('违法设定行政处罚')
    expect(r.article).toContain('国办发〔2018〕37号')
    s.does('failReview', '2025-01-24', { failOpinion: '违法设定处罚', failForbidden: ['penalty'] })
    expect(s.refused('deliberate', '2025-02-10', meeting)).toMatchObject({ code: 'wrong-stage' })
  })

  test('同时属于重大行政决策的，程序未完不能审议', () => {
    const s = story(declaration)
      .open('2024-11-04', { ...opening, majorDecision: true, consultation: 'urgent' })
      .does('assess', '2024-11-05', { assessment: '必要' })
      .does('certifyExempt', '2024-11-06', { exemptReason: '抢险' })
      .does('submit', '2024-11-07', { reviewMaterials: '草案', urgentReason: '抢险' })
      .does('accept', '2024-11-08')
      .does('passReview', '2024-11-11', opinion)
    expect(s.refused('deliberate', '2024-11-12', meeting).article).toBe(
      '《重大行政决策程序暂行条例》第二十五条第二款、第二十九条',
    )
    s.does('deliberate', '2024-11-12', { ...meeting, decisionProcedureDone: 'completed' })
  })

  test('没有集体审议不能签发；只有紧急情形可以直接签发', () => {
    const s = accepted().does('passReview', '2025-01-24', opinion)
    expect(s.refused('sign', '2025-02-11').code).toBe('wrong-stage')
    expect(s.refused('signUrgently', '2025-02-11', { urgentSignature: '领导要求' }).path).toBe('emergencyOnly')
  })

  test('签发文本有未经审核的改动，须先复核', () => {
    const s = accepted().does('passReview', '2025-01-24', opinion).does('deliberate', '2025-02-10', meeting)
    expect(s.refused('sign', '2025-02-11', { signedText: 'changed' }).path).toBe('signedAsReviewed')
    s.does('sign', '2025-02-11', { signedText: 'rechecked' })
  })

  test('三统一：没有登记编号不能公布，公布后才能备案', () => {
    const s = signed()
    expect(s.refused('publish', '2025-02-13', publication).code).toBe('wrong-stage')
    s.does('register', '2025-02-12', { documentNumber: '准政规〔2025〕1号' })
    expect(s.refused('file', '2025-02-13', { filedWith: ['upper'] }).code).toBe('wrong-stage')
  })

  test('施行日期不能早于公布日期；提前施行和超长有效期提醒', () => {
    const s = signed().does('register', '2025-02-12', { documentNumber: '准政规〔2025〕1号' })
    const back = s.refused('publish', '2025-02-13', { ...publication, effectiveOn: '2025-01-01' })
    expect(back.article).toBe('《优化营商环境条例》第六十四条第二款')
    expect(s.refused('publish', '2025-02-13', { ...publication, validUntil: '2025-04-10' }).path).toBe('endsAfterStart')
    s.does('publish', '2025-02-13', { ...publication, effectiveOn: '2025-02-13', validUntil: '2032-02-12' })
    expect(s.warnings.map(w => w.path)).toEqual(['timeToPrepare', 'termNotTooLong'])
  })
})

describe('行政规范性文件：数字', () => {
  test('一件走完全程的文件：制定1件，四项率的分子各1', () => {
    expect(figures(inForce())).toEqual([
      'started 2024-11-04',
      'made 2025-02-11',
      'madeReviewed 2025-02-11',
      'madePublished 2025-02-11',
      'madeFiled 2025-02-11',
      'madeFaultless 2025-02-11',
      'issued 2025-02-13',
      'openAtStart 2024-11-04',
      'openAtEnd 2024-11-04',
      'reviewed 2025-01-24',
      'reviewedInTime 2025-01-24',
      'consultations 2024-12-02',
      'opinionsReceived 2024-12-02',
      'opinionsAdopted 2024-12-02',
      'filed 2025-02-24',
      'filedInTime 2025-02-24',
      'filingConfirmed 2025-03-10',
      'filingPending 2025-02-13',
      'validAtStart 2025-02-13',
      'validAtEnd 2025-02-13',
    ])
  })

  test('有差错的文件不计入无差错的分子；未备案的不计入备案的分子', () => {
    const s = published().does('recordError', '2025-02-20', { error: '第三条漏字' })
    expect(figures(s)).not.toContain('madeFaultless 2025-02-11')
    expect(figures(s)).not.toContain('madeFiled 2025-02-11')
    expect(figures(s)).toContain('filingPending 2025-02-13')
  })

  test('清理：继续有效、修改、废止、宣布失效各计一处，现行有效随之终止', () => {
    const round = '2027年度清理'
    expect(figures(inForce().does('keep', '2027-06-01', { keepRound: round }))).toContain('cleanedKept 2027-06-01')
    const repealed = inForce().does('repeal', '2027-06-01', { repealReason: round })
    expect(figures(repealed)).toContain('cleanedRepealed 2027-06-01')
    const rows = contributionsOf(declaration, repealed.state, { calendar: nationalCalendar, settings: {} })
    expect(rows.find(r => r.figure === 'validAtEnd')?.until).toBe('2027-06-01')
    expect(figures(inForce().does('replace', '2027-06-01', { replacedBy: '新办法' }))).toContain(
      'cleanedReplaced 2027-06-01',
    )
    expect(figures(inForce().does('declareVoid', '2027-06-01', { voidReason: '任务完成' }))).toContain(
      'cleanedVoided 2027-06-01',
    )
  })

  test('备案机关提出纠正意见：三十日内处理，重新登记', () => {
    const s = inForce().does('objectToFiling', '2025-04-01', { objection: '第五条与上位法不一致' })
    expect(s.limit('correction', '2025-04-02')).toMatchObject({ final: '2025-05-01' })
    s.does('correctText', '2025-04-20', { correction: '已修改公布' }).does('confirmFiling', '2025-04-25')
    expect(s.state).toMatchObject({ stage: 'inForce', outcome: 'issued' })
  })
})
