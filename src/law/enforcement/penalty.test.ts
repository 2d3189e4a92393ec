import { describe, expect, test } from 'vitest'
import { checkDeclaration } from '#kernel/check.ts'
import { contributionsOf } from '#kernel/contribution.ts'
import type { EntryOn } from '#kernel/declaration.ts'
import type { Party, Values } from '#kernel/field.ts'
import type { RecordState } from '#kernel/record.ts'
import { allRefusals } from '#kernel/refusal.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { identityCardCheck } from '#kernel/values/identity-card.ts'
import { expectMatrix, organ, type Story, story } from '../../../test/kit/law.ts'
import { reconsideration2017, reconsideration2023 } from '../disputes/reconsideration.ts'
import { roleCodes } from '../roles.ts'
import { enforcement } from './index.ts'
import { penalty } from './penalty.ts'

/** An entry of the register of officers as it stands on the day of the act. */
const officer = (name: string, more: Values = {}, why = ''): EntryOn => ({
  state: {
    title: name,
    values: { name, agency: organ, certifiedFields: ['general'], legalQualification: false, ...more },
  } as unknown as RecordState,
  valid: why === '',
  why,
})
const register = (): Record<string, EntryOn> => ({
  one: officer('执法甲'),
  two: officer('执法乙'),
  three: officer('执法丙'),
  chair: officer('主持丁'),
  reviewer: officer('审核戊', { legalQualification: true }),
  elsewhere: officer('外单位己', { agency: 'organ-b' }),
  lapsed: officer('执法庚', {}, '证件于2024-06-30到期'),
})

const firm: Party = { role: 'party', kind: 'organisation', name: '某某餐饮有限公司' }
const person = (number?: string): Party => ({
  role: 'party',
  kind: 'person',
  name: '当事人甲',
  ...(number ? { number } : {}),
})
const clue: Values = {
  cause: '未经许可从事餐饮服务',
  source: 'inspection',
  enforcementField: 'market',
  place: '东城街道',
  actEndedOn: '2024-06-20',
}
const clueOn = (on: string, more: Values = {}, party: Party = firm) =>
  story(penalty, { entries: register() }).open(on, { ...clue, ...more }, [party])
const filing = (officers: readonly string[] = ['one', 'two']): Values => ({
  officers,
  filingReason: '有违法事实，属本机关管辖',
})
const filed = (on: string, more: Values = {}, party: Party = firm) =>
  clueOn(on, { actEndedOn: on, ...more }, party).does('file', on, filing())
const inquiry: Values = {
  inquiryOfficers: ['one', 'two'],
  inquiryKind: 'questioning',
  recording: 'text',
  inquiryText: '询问当事人',
}
const investigated = (on: string, more: Values = {}, party: Party = firm) =>
  filed(on, more, party).does('investigate', on, inquiry)
const findings = (more: Values = {}): Values => ({
  findings: '未经许可经营',
  evidence: '现场笔录一份',
  basis: '《食品安全法》第一百二十二条',
  basisKind: 'law',
  kinds: ['fine'],
  fine: 10_000_00,
  tier: 'normal',
  ...more,
})
const concluded = (on: string, more: Values = {}, opening: Values = {}, party: Party = firm) =>
  investigated(on, opening, party).does('conclude', on, findings(more))
const considered = { statementsTaken: 'none', considerText: '期满未提出' }
/** Told without a hearing right and heard: waiting for the decision. */
const deciding = (on: string, more: Values = {}, opening: Values = {}, party: Party = firm) =>
  concluded(on, more, opening, party)
    .does('notify', on)
    .does('waiveStatement', on)
    .does('considerStatements', on, considered)
const decided = (on: string, more: Values = {}, opening: Values = {}, party: Party = firm) =>
  deciding(on, more, opening, party).does('decide', on)
const served = (on: string, more: Values = {}, opening: Values = {}) =>
  decided(on, more, opening).does('serve', on, { serviceMode: 'direct' })
const review = (reviewResult: string, more: Values = {}): Values => ({
  reviewer: 'reviewer',
  reviewText: '事实清楚',
  reviewResult,
  ...more,
})
const articles = (s: Story, action: string, on: string, values: Values = {}) => {
  const r = s.tries(action, on, values)
  return r.ok ? [] : allRefusals(r).map(x => x.article)
}
const figuresOf = (s: Story) =>
  contributionsOf(penalty, s.state, { calendar: nationalCalendar, settings: {} }).map(c =>
    [c.figure, c.on, c.until, c.amount === 1 ? undefined : c.amount].filter(x => x !== undefined).join(' '),
  )

test('the declarations of the group are sound, together with those that they link to', () => {
  const all = [...enforcement, reconsideration2017, reconsideration2023]
  expect(enforcement.flatMap(d => checkDeclaration(d, roleCodes, all))).toEqual([])
})

test('谁可以在哪个阶段做什么', () => {
  const off = ['enforcementOfficer']
  const unit = ['caseUnitHead']
  const head = ['agencyHead']
  const unitOrHead = ['caseUnitHead', 'agencyHead']
  const offOrUnit = ['enforcementOfficer', 'caseUnitHead']
  const publisher = ['publisher']
  const chair = ['hearingChair']
  const always = {
    changeOfficers: unitOrHead,
    recuse: head,
    disposeEvidence: head,
    orderCorrection: offOrUnit,
    extendCase: head,
  }
  const aside = { transferCriminal: head, transferOther: head }
  const show = { publish: publisher, withhold: publisher }
  const unshow = { withdrawPublication: publisher, takeDown: publisher }
  const remedy = { recordRemedy: offOrUnit, recordRemedyResult: offOrUnit }
  const cells = expectMatrix(penalty, {
    clue: { file: unitOrHead, extendFiling: head, decline: unitOrHead },
    investigating: {
      ...always,
      ...aside,
      investigate: off,
      registerEvidence: head,
      commissionTest: off,
      receiveTest: off,
      suspend: head,
      withdraw: head,
      conclude: off,
    },
    proposed: {
      ...always,
      ...aside,
      notify: off,
      offerHearing: off,
      reinvestigate: unitOrHead,
      decideNone: head,
      withdraw: head,
    },
    notified: {
      ...always,
      statement: off,
      waiveStatement: off,
      waiveHearing: off,
      requestHearing: off,
      considerStatements: unit,
      revise: unit,
    },
    hearing: {
      ...always,
      statement: off,
      notifyHearing: unit,
      holdHearing: chair,
      lapseHearing: chair,
      considerStatements: unit,
    },
    deciding: {
      ...always,
      ...aside,
      investigate: off,
      submitReview: unit,
      discuss: head,
      revise: unit,
      reinvestigate: unitOrHead,
      decide: head,
      decideNone: head,
    },
    reviewing: { ...always, legalReview: ['legalReviewer'] },
    suspended: { resume: head, withdraw: head },
    decided: { ...show, changeOfficers: unitOrHead, serve: off },
    served: {
      ...show,
      ...unshow,
      ...remedy,
      changeOfficers: unitOrHead,
      pay: unit,
      defer: head,
      imposeSurcharge: head,
      demand: unit,
      applyCourt: head,
      courtAccepts: unit,
      courtRules: unit,
      objectRuling: head,
      closeCase: unitOrHead,
    },
    closed: { ...show, ...unshow, ...remedy, archive: off },
    archived: { ...show, ...unshow, ...remedy },
    notFiled: {},
  })
  expect(cells).toBe(13 * 52 * roleCodes.length)
})

describe('执法人员（处罚法第四十二条）', () => {
  test('只有一名执法人员的，不能立案', () => {
    const refusal = clueOn('2024-07-01').refused('file', '2024-07-08', filing(['one']))
    expect(refusal).toMatchObject({ code: 'guard', article: '《行政处罚法》第四十二条第一款' })
    expect(refusal.message).toContain('不得少于两人')
  })

  test('证件当天已经失效的，不能立案，并告知改派', () => {
    const refusal = clueOn('2024-07-01').refused('file', '2024-07-08', filing(['one', 'lapsed']))
    expect(refusal.article).toBe('《行政处罚法》第四十二条第一款')
    expect(refusal.message).toBe(
      '执法庚在2024年7月8日没有有效的执法证件（证件于2024-06-30到期）。行政处罚应当由具有行政执法资格的执法人员实施，执法人员不得少于两人；请改派持有效证件的执法人员。',
    )
  })

  test('立案时有效、办案中失效的，下一步即被拒绝；变更承办人员后可以继续', () => {
    const s = investigated('2024-07-08')
    s.facts = { entries: { ...register(), two: officer('执法乙', {}, '证件于2024-08-31到期') } }
    const refusal = s.refused('conclude', '2024-09-02', findings())
    expect(refusal.article).toBe('《行政处罚法》第四十二条第一款')
    expect(refusal.message).toContain('变更承办人员')
    expect(articles(s, 'investigate', '2024-09-02', inquiry)).toEqual(['《行政处罚法》第四十二条第一款'])
    s.does('changeOfficers', '2024-09-02', { officers: ['one', 'three'] }).does('conclude', '2024-09-02', findings())
    expect(s.state.stage).toBe('proposed')
  })

  test('不在名录、外单位的人员不能承办；领域不符的提示核对', () => {
    const s = clueOn('2024-07-01')
    expect(s.refused('file', '2024-07-08', filing(['one', 'nobody'])).message).toContain('名录中没有')
    expect(s.refused('file', '2024-07-08', filing(['one', 'elsewhere'])).message).toContain('不属于本机关')
    s.facts = { entries: { ...register(), two: officer('执法乙', { certifiedFields: ['city'] }) } }
    s.does('file', '2024-07-08', filing())
    expect(s.warnings[0]?.message).toContain('执法领域')
  })

  test('决定回避的人员不再参加本案（第四十三条）', () => {
    const s = filed('2024-07-08').does('recuse', '2024-07-09', {
      recusedOfficer: 'two',
      recusalReason: '与当事人有近亲属关系',
    })
    expect(s.refused('conclude', '2024-07-10', findings()).message).toContain('已经决定回避')
  })

  test('调查时出示证件；现场检查须音像记录', () => {
    const s = filed('2024-07-08')
    const visit = {
      inquiryOfficers: ['one', 'two'],
      inquiryKind: 'onSite',
      recording: 'audioVideo',
      inquiryText: '现场检查',
    }
    expect(articles(s, 'investigate', '2024-07-09', { ...visit, idShown: false })).toEqual([
      '《行政处罚法》第五十五条第一款',
    ])
    const refusal = s.refused('investigate', '2024-07-09', { ...visit, recording: 'text' })
    expect(refusal.article).toContain('国办发〔2018〕118号')
    expect(s.does('investigate', '2024-07-09', visit).state.stage).toBe('investigating')
  })

  test('没有调查记录的，不能调查终结；调查以后可以（第五十四条）', () => {
    const s = filed('2024-07-08')
    const refusal = s.refused('conclude', '2024-07-10', findings())
    expect(refusal).toMatchObject({ code: 'guard', article: '《行政处罚法》第五十四条第一款' })
    expect(refusal.message).toContain('请先办理“调查（检查）”')
    s.does('investigate', '2024-07-10', inquiry).does('conclude', '2024-07-10', findings())
    expect(s.state.stage).toBe('proposed')
  })
})

describe('应当不罚', () => {
  test('追责时效二年：当日发现可以处罚，次日即不再处罚（第三十六条；worked example）', () => {
    const discovered = (on: string, more: Values = {}) => clueOn(on, { actEndedOn: '2023-03-10', ...more })
    expect(discovered('2025-03-10').does('file', '2025-03-12', filing()).state.stage).toBe('investigating')
    const refusal = discovered('2025-03-11').refused('file', '2025-03-12', filing())
    expect(refusal.article).toBe('《行政处罚法》第三十六条')
    expect(refusal.message).toContain('不予立案')
    expect(discovered('2025-03-11', { safetyHarm: true }).does('file', '2025-03-12', filing()).state.stage).toBe(
      'investigating',
    )
    expect(
      clueOn('2025-03-11', { actEndedOn: '2020-03-10', safetyHarm: true }).refused('file', '2025-03-12', filing())
        .article,
    ).toBe('《行政处罚法》第三十六条')
  })

  test('不满十四周岁不予处罚，十四至十八周岁从轻或者减轻（第三十条）', () => {
    const born = (day: string) => {
      const first17 = `990101${day.replaceAll('-', '')}123`
      return person(`${first17}${identityCardCheck(first17)}`)
    }
    const child = deciding('2024-07-08', { fine: 100_00 }, {}, born('2010-07-09'))
    const refusal = child.refused('decide', '2024-07-08')
    expect(refusal.article).toBe('《行政处罚法》第三十条')
    expect(refusal.message).toContain('不予行政处罚')
    child.does('decideNone', '2024-07-08', { noPenaltyGround: 'noAge', noneReason: '不满十四周岁' })
    expect(child.state.outcome).toBe('noAge')
    const young = decided('2024-07-08', { fine: 100_00 }, {}, born('2008-07-08'))
    expect(young.warnings.map(w => w.article)).toEqual(['《行政处罚法》第三十条'])
    expect(decided('2024-07-08', { fine: 100_00 }, {}, born('1990-07-08')).warnings).toEqual([])
  })

  test('行为时没有责任能力的不予处罚（第三十一条）', () => {
    const s = deciding('2024-07-08', { fine: 100_00, incapable: true }, {}, person())
    expect(s.refused('decide', '2024-07-08').article).toBe('《行政处罚法》第三十一条')
  })

  test('同一违法行为已经罚款的，不得再罚款（第二十九条）', () => {
    expect(investigated('2024-07-08').refused('conclude', '2024-07-08', findings({ finedBefore: true })).article).toBe(
      '《行政处罚法》第二十九条',
    )
    const other = { finedBefore: true, kinds: ['suspendLicence'], fine: 0 }
    expect(investigated('2024-07-08').does('conclude', '2024-07-08', findings(other)).state.stage).toBe('proposed')
  })

  test('不予处罚的应当教育当事人（第三十三条）', () => {
    const none = { noPenaltyGround: 'noFirst', noneReason: '首次违法', educated: false }
    expect(concluded('2024-07-08').refused('decideNone', '2024-07-08', none).article).toBe(
      '《行政处罚法》第三十三条第三款',
    )
  })
})

describe('告知、陈述申辩和听证', () => {
  test('应当听证而没有告知听证权利的，拒绝（第六十三条）', () => {
    const large = { fine: 100_000_00 }
    const refusal = concluded('2024-07-08', large).refused('notify', '2024-07-08')
    expect(refusal).toMatchObject({ code: 'guard', article: '《行政处罚法》第六十三条第一款' })
    expect(refusal.message).toContain('听证告知')
    expect(concluded('2024-07-08', { fine: 99_999_99 }).does('notify', '2024-07-08').state.stage).toBe('notified')
    // A citizen's larger amount is lower than a firm's.
    expect(concluded('2024-07-08', {}, {}, person()).refused('notify', '2024-07-08').article).toBe(
      '《行政处罚法》第六十三条第一款',
    )
    const licence = { kinds: ['revokeLicence'], fine: 0 }
    expect(concluded('2024-07-08', licence).refused('notify', '2024-07-08').article).toBe(
      '《行政处罚法》第六十三条第一款',
    )
    expect(concluded('2024-07-08', large).does('offerHearing', '2024-07-08').state.stage).toBe('notified')
  })

  test('没有设定“较大数额”的领域：填写本地标准，或者直接告知听证权利', () => {
    const city = { enforcementField: 'city' }
    const s = concluded('2024-07-08', {}, city)
    expect(s.refused('notify', '2024-07-08').message).toContain('没有全国统一标准')
    expect(s.refused('notify', '2024-07-08', { localLargeAmount: 5_000_00 }).article).toBe(
      '《行政处罚法》第六十三条第一款',
    )
    expect(s.does('notify', '2024-07-08', { localLargeAmount: 100_000_00 }).state.stage).toBe('notified')
  })

  test('决定时再查一次：历史案件没有告知听证权利的，不能作出决定', () => {
    const s = deciding('2024-07-08')
    // As a ledger might bring it in: the proposal was raised after the notice.
    s.state = { ...s.state, values: { ...s.state.values, fine: 500_000_00 } }
    expect(articles(s, 'decide', '2024-07-09')).toEqual(['《行政处罚法》第六十三条第一款'])
  })

  test('告知后五日内不得往下办理，放弃听证的除外（第六十四条；worked example：2024-09-27告知，2024-10-10届满）', () => {
    const told = () => concluded('2024-09-27').does('offerHearing', '2024-09-27').does('waiveStatement', '2024-09-27')
    expect(told().limit('requestHearing', '2024-09-28').final).toBe('2024-10-10')
    const early = told().refused('considerStatements', '2024-10-10', considered)
    expect(early.article).toBe('《行政处罚法》第六十四条')
    expect(early.message).toContain('2024年10月10日')
    expect(told().does('considerStatements', '2024-10-11', considered).state.stage).toBe('deciding')
    expect(
      told().does('waiveHearing', '2024-09-29').does('considerStatements', '2024-09-29', considered).state.stage,
    ).toBe('deciding')
    expect(told().refused('requestHearing', '2024-10-11')).toMatchObject({
      code: 'too-late',
      article: '《行政处罚法》第六十四条',
    })
  })

  test('陈述申辩期未满、也没有放弃的，不能复核（第四十五条）；期满沉默如实记录', () => {
    const told = () => concluded('2024-07-08').does('notify', '2024-07-08')
    expect(told().refused('considerStatements', '2024-07-15', considered).article).toBe(
      '《行政处罚法》第四十五条第一款',
    )
    expect(told().does('considerStatements', '2024-07-16', considered).state.stage).toBe('deciding')
    const heard = told().does('statement', '2024-07-09', { statementText: '已停止经营' })
    expect(
      heard.does('considerStatements', '2024-07-09', { ...considered, statementsTaken: 'partly' }).state.stage,
    ).toBe('deciding')
  })

  test('不得因陈述申辩加重处罚（第四十五条）；减轻的可以', () => {
    const s = deciding('2024-07-08')
    const refusal = s.refused('decide', '2024-07-09', { fine: 10_000_01 })
    expect(refusal.article).toBe('《行政处罚法》第四十五条第二款')
    expect(s.refused('decide', '2024-07-09', { kinds: ['fine', 'criticism'] }).article).toBe(
      '《行政处罚法》第四十五条第二款',
    )
    s.does('decide', '2024-07-09', { fine: 8_000_00 })
    expect(figuresOf(s)).toContain('fines 2024-07-09 800000')
  })

  test('加重的须调整后重新告知，陈述申辩和听证的期限重新计算', () => {
    const s = deciding('2024-07-08').does('revise', '2024-07-09', {
      kinds: ['fine'],
      fine: 20_000_00,
      tier: 'heavy',
      reviseReason: '补充调查发现从重情节',
    })
    expect(s.state.stage).toBe('proposed')
    s.does('notify', '2024-07-10')
    expect(s.refused('considerStatements', '2024-07-10', considered).article).toBe('《行政处罚法》第四十五条第一款')
    s.does('waiveStatement', '2024-07-11')
      .does('considerStatements', '2024-07-11', considered)
      .does('decide', '2024-07-12')
    expect(s.state.values.fine).toBe(20_000_00)
  })

  test('没有写明拟给予何种处罚的，不能告知（第四十四条）', () => {
    const refusal = concluded('2024-07-08', { kinds: [], fine: 0 }).refused('notify', '2024-07-08')
    expect(refusal.article).toBe('《行政处罚法》第四十四条')
    expect(refusal.message).toContain('不予行政处罚决定')
  })

  test('处罚种类与数额须一致（第五十九条）', () => {
    expect(investigated('2024-07-08').refused('conclude', '2024-07-08', findings({ kinds: ['warning'] })).article).toBe(
      '《行政处罚法》第五十九条',
    )
    expect(investigated('2024-07-08').refused('conclude', '2024-07-08', findings({ fine: 0 })).message).toContain(
      '没有罚款数额',
    )
    expect(
      investigated('2024-07-08').refused('conclude', '2024-07-08', findings({ confiscation: 100 })).message,
    ).toContain('没有没收')
  })

  test('听证：七日前通知，主持人不是本案调查人员，根据笔录决定，决定前法制审核', () => {
    const s = concluded('2025-01-20', { fine: 100_000_00 })
      .does('offerHearing', '2025-01-20')
      .does('requestHearing', '2025-01-22')
    const hearing = { hearingOn: '2025-02-17', hearingPlace: '听证室', hearingChair: 'chair' }
    expect(s.refused('notifyHearing', '2025-02-06', { ...hearing, hearingChair: 'one' }).article).toBe(
      '《行政处罚法》第六十四条',
    )
    expect(s.refused('holdHearing', '2025-02-06', { hearingText: '见笔录', recordSigned: 'signed' }).message).toContain(
      '通知听证',
    )
    // Worked example: a hearing on 2025-02-17 is announced on 02-06, at the latest on 02-07.
    expect(s.refused('notifyHearing', '2025-02-08', hearing)).toMatchObject({
      code: 'too-late',
      article: '《行政处罚法》第六十四条',
    })
    s.does('notifyHearing', '2025-02-06', hearing)
    expect(s.warnings).toEqual([])
    expect(s.limit('holdHearing', '2025-02-06').strict).toBe('2025-02-21')
    const held = { hearingText: '见笔录', recordSigned: 'signed' }
    expect(s.refused('holdHearing', '2025-02-17', { ...held, hearingAgents: 3 }).message).toContain('不超过二人')
    expect(s.refused('considerStatements', '2025-02-17', considered).article).toBe('《行政处罚法》第六十四条')
    s.does('holdHearing', '2025-02-17', held)
    s.does('considerStatements', '2025-02-18', { statementsTaken: 'notTaken', considerText: '见听证报告' })
    expect(articles(s, 'decide', '2025-02-18', { hearingRecordUsed: false })).toEqual([
      '《行政处罚法》第五十八条第一款',
      '《行政处罚法》第六十五条',
    ])
    s.does('submitReview', '2025-02-18').does('legalReview', '2025-02-19', review('pass')).does('decide', '2025-02-20')
    expect(figuresOf(s)).toEqual(
      expect.arrayContaining(['hearings 2025-02-17', 'reviews 2025-02-19', 'reviewed 2025-02-20']),
    )
  })

  test('无正当理由不出席的，终止听证，视为放弃', () => {
    const s = concluded('2025-01-20', { fine: 100_000_00 })
      .does('offerHearing', '2025-01-20')
      .does('requestHearing', '2025-01-22')
    s.does('notifyHearing', '2025-01-23', { hearingOn: '2025-02-17', hearingPlace: '听证室', hearingChair: 'chair' })
    s.does('lapseHearing', '2025-02-17', { lapseReason: 'absent' })
      .does('considerStatements', '2025-02-17', considered)
      .does('decide', '2025-02-18')
    expect(s.state.outcome).toBe('penalty')
  })
})

describe('法制审核和集体讨论', () => {
  const major = { reviewGrounds: ['publicInterest'] }

  test('重大处罚未经法制审核的，不能作出决定（第五十八条）', () => {
    const refusal = deciding('2024-07-08', major).refused('decide', '2024-07-09')
    expect(refusal).toMatchObject({ code: 'guard', article: '《行政处罚法》第五十八条第一款' })
    expect(refusal.message).toContain('请先办理“送法制审核”')
  })

  test('审核不同意、退回补正的，仍不能作出决定；通过后可以', () => {
    const s = deciding('2024-07-08', major).does('submitReview', '2024-07-09')
    expect(s.limit('legalReview', '2024-07-09').final).toBe('2024-07-23')
    s.does('legalReview', '2024-07-12', review('amend'))
    expect(s.refused('decide', '2024-07-12').message).toContain('没有通过')
    s.does('submitReview', '2024-07-15').does('legalReview', '2024-07-16', review('pass')).does('decide', '2024-07-17')
    expect(s.state.stage).toBe('decided')
  })

  test('审核后改变拟处罚内容的，重新审核', () => {
    const s = deciding('2024-07-08', major)
      .does('submitReview', '2024-07-09')
      .does('legalReview', '2024-07-10', review('pass'))
    s.does('revise', '2024-07-11', { kinds: ['fine'], fine: 9_000_00, tier: 'light', reviseReason: '整改到位' })
    s.does('notify', '2024-07-11')
      .does('waiveStatement', '2024-07-11')
      .does('considerStatements', '2024-07-11', considered)
    expect(s.refused('decide', '2024-07-12').article).toBe('《行政处罚法》第五十八条第一款')
  })

  test('审核人员不能是调查人员；初次审核的须有法律职业资格', () => {
    const s = deciding('2024-07-08', major).does('submitReview', '2024-07-09')
    expect(s.refused('legalReview', '2024-07-10', review('pass', { reviewer: 'one' })).message).toContain('调查人员')
    const refusal = s.refused('legalReview', '2024-07-10', review('pass', { reviewer: 'three', firstReview: true }))
    expect(refusal.article).toBe('《行政处罚法》第五十八条第二款')
    expect(s.does('legalReview', '2024-07-10', review('pass', { firstReview: true })).state.stage).toBe('deciding')
  })

  test('情节复杂或者重大违法的，集体讨论决定（第五十七条）；未经法制审核不得提交讨论', () => {
    const s = deciding('2024-07-08', { ...major, serious: true })
    const council = { councilMembers: '局长、副局长', councilText: '一致同意', councilResult: '按拟处罚意见' }
    expect(s.refused('discuss', '2024-07-09', council).article).toContain('118号')
    s.does('submitReview', '2024-07-09').does('legalReview', '2024-07-10', review('pass'))
    expect(s.refused('decide', '2024-07-11').article).toBe('《行政处罚法》第五十七条第二款')
    s.does('discuss', '2024-07-11', council).does('decide', '2024-07-11')
    expect(s.state.outcome).toBe('penalty')
  })
})

describe('期限', () => {
  test('立案之日起九十日内作出决定：提醒从严，逾期顺延（第六十条；worked example：2024-07-08立案）', () => {
    const s = filed('2024-07-08', { enforcementField: 'city' })
    expect(s.limit('decision', '2024-07-09')).toMatchObject({ strict: '2024-10-06', final: '2024-10-08' })
    expect(s.limit('marketDecision', '2024-07-09').status).toBe('idle')
    s.does('extendCase', '2024-09-20', { extendDays: 30, extendBasis: '某规章第六十四条' })
    expect(s.limit('decision', '2024-09-21').final).toBe('2024-11-05')
    expect(s.refused('extendCase', '2024-09-21', { extendDays: 30, extendBasis: '某规章' }).code).toBe('conflict')
  })

  test('听证、检测的时间：市场监管案件不计入，其他案件照计', () => {
    const test = (field: string) =>
      filed('2024-07-08', { enforcementField: field })
        .does('commissionTest', '2024-07-10', { testItem: '食品检验' })
        .does('receiveTest', '2024-07-30', { testResult: '不合格' })
    expect(test('market').limit('marketDecision', '2024-07-31').strict).toBe('2024-10-26')
    expect(test('city').limit('decision', '2024-07-31').strict).toBe('2024-10-06')
  })

  test('逾期作出的决定照样记录，计入办结，不计入按期', () => {
    const s = deciding('2024-07-08').does('decide', '2024-12-02')
    expect(s.limit('marketDecision', '2024-12-02').status).toBe('late')
    expect(figuresOf(s)).toContain('concluded 2024-12-02')
    expect(figuresOf(s).some(f => f.startsWith('concludedInTime'))).toBe(false)
  })

  test('先行登记保存七个工作日内处理（第五十六条；worked example：2024-09-27登记，2024-10-12届满）', () => {
    const s = filed('2024-09-27').does('registerEvidence', '2024-09-27', {
      evidenceOfficers: ['one', 'two'],
      registeredItems: '账册一本',
    })
    expect(s.limit('registeredEvidence', '2024-09-28').final).toBe('2024-10-12')
    expect(
      s
        .does('disposeEvidence', '2024-10-12', { evidenceDisposal: 'returned' })
        .limit('registeredEvidence', '2024-10-12').status,
    ).toBe('kept')
    expect(
      articles(filed('2024-09-27'), 'registerEvidence', '2024-09-27', {
        evidenceOfficers: ['one'],
        registeredItems: '账册',
      }),
    ).toEqual(['《行政处罚法》第四十二条第一款'])
  })

  test('决定后七个工作日内送达（第六十一条；worked example：2024-09-30决定，2024-10-15届满）', () => {
    expect(decided('2024-09-30').limit('service', '2024-09-30').final).toBe('2024-10-15')
    const s = decided('2024-09-30')
    expect(s.refused('serve', '2024-10-08', { serviceMode: 'left' }).article).toContain('118号')
    expect(s.does('serve', '2024-10-08', { serviceMode: 'left', serviceRecording: 'audioVideo' }).state.stage).toBe(
      'served',
    )
  })

  test('市场监管：十五个工作日内决定是否立案，可以延长十五个工作日', () => {
    const s = clueOn('2024-07-08')
    expect(s.limit('filing', '2024-07-08').final).toBe('2024-07-29')
    expect(s.does('extendFiling', '2024-07-20').limit('filing', '2024-07-20').final).toBe('2024-08-19')
    expect(clueOn('2024-07-08', { enforcementField: 'city' }).limit('filing', '2024-07-08').status).toBe('idle')
  })
})

describe('公示', () => {
  const shown = { masked: true, displayTerm: 'threeYears' }

  test('七个工作日内公示（worked example：2025-09-26决定，2025-10-13届满）；市场监管二十个工作日', () => {
    const city = { enforcementField: 'city' }
    const s = concluded('2025-09-26', {}, city)
      .does('notify', '2025-09-26', { localLargeAmount: 50_000_00 })
      .does('waiveStatement', '2025-09-26')
      .does('considerStatements', '2025-09-26', considered)
      .does('decide', '2025-09-26')
    expect(s.limit('publication', '2025-09-26').final).toBe('2025-10-13')
    expect(decided('2025-09-26').limit('marketPublication', '2025-09-26').final).toBe('2025-10-30')
    s.does('publish', '2025-10-14', { masked: true })
    expect(s.limit('publication', '2025-10-14').status).toBe('late')
    expect(figuresOf(s)).toEqual(expect.arrayContaining(['published 2025-10-14', 'unpublished 2025-09-26 2025-10-14']))
    expect(figuresOf(s).some(f => f.startsWith('publishedInTime'))).toBe(false)
  })

  test('没有隐去个人隐私的，不能公示（第五十条）；市场监管只有警告的不公示', () => {
    expect(served('2024-07-08').refused('publish', '2024-07-09', { ...shown, masked: false }).article).toBe(
      '《行政处罚法》第五十条',
    )
    const warning = decided('2024-07-08', { kinds: ['warning'], fine: 0 })
    expect(warning.refused('publish', '2024-07-09', shown).article).toBe('《市场监督管理行政处罚信息公示规定》第二条')
    warning.does('withhold', '2024-07-09', { withholdReason: 'warningOnly' })
    expect(warning.limit('marketPublication', '2024-07-09').status).toBe('kept')
    const none = concluded('2024-07-08').does('decideNone', '2024-07-08', {
      noPenaltyGround: 'noFirst',
      noneReason: '首次违法',
    })
    expect(none.refused('publish', '2024-07-09', shown).article).toBe('《行政处罚法》第四十八条第一款')
  })

  test('决定被撤销的，三个工作日内撤回公示（第四十八条；worked example：2024-09-30撤销，2024-10-10届满）', () => {
    const s = served('2024-07-08').does('publish', '2024-07-10', shown)
    expect(s.limit('displayLong', '2024-07-10').final).toBe('2027-07-10')
    s.does('recordRemedy', '2024-08-01', { remedyKind: 'reconsideration', remedyFrom: '2024-08-01' })
    expect(s.limit('withdrawal', '2024-08-01').status).toBe('idle')
    s.does('recordRemedyResult', '2024-09-30', { remedyResult: 'revoked' })
    expect(s.limit('withdrawal', '2024-10-01').final).toBe('2024-10-10')
    s.does('withdrawPublication', '2024-10-10', { withdrawReason: '行政复议撤销' })
    expect(figuresOf(s)).toEqual(
      expect.arrayContaining(['publicationsWithdrawn 2024-10-10', 'withdrawnInTime 2024-10-10', 'annulled 2024-09-30']),
    )
    expect(s.refused('withdrawPublication', '2024-10-11', { withdrawReason: '重复' }).message).toContain('没有公示')
    const upheld = served('2024-07-08').does('publish', '2024-07-10', shown)
    upheld.does('recordRemedyResult', '2024-09-30', { remedyResult: 'maintained' })
    expect(upheld.limit('withdrawal', '2024-10-01').status).toBe('idle')
  })

  test('正在公示的不再公示一次，撤回之后可以重新公示', () => {
    const s = served('2024-07-08').does('publish', '2024-07-10', shown)
    expect(s.refused('publish', '2024-07-11', shown).message).toContain('正在公示')
    expect(s.refused('withhold', '2024-07-11', { withholdReason: 'noImpact' }).message).toContain('正在公示')
    s.does('withdrawPublication', '2024-07-12', { withdrawReason: '文字有误' }).does('publish', '2024-07-12', shown)
    const unpublished = served('2024-07-08')
    expect(unpublished.refused('takeDown', '2024-07-11').message).toContain('没有公示')
  })

  test('市场监管：三个月的公示期届满停止公示', () => {
    const s = served('2024-07-08').does('publish', '2024-07-10', { masked: true, displayTerm: 'threeMonths' })
    expect(s.limit('displayShort', '2024-07-10').final).toBe('2024-10-10')
    expect(s.does('takeDown', '2024-10-10').limit('displayShort', '2024-10-10').status).toBe('kept')
  })

  test('没有公示也没有说明理由就归档的，提示', () => {
    const s = served('2024-07-08', { kinds: ['criticism'], fine: 0 }).does('closeCase', '2024-07-20', {
      executionResult: 'none',
    })
    s.does('archive', '2024-08-01')
    expect(s.warnings[0]?.message).toContain('尚未公示')
  })
})

describe('执行', () => {
  test.each([
    // Worked examples: 处罚法第六十七条.
    ['2024-09-20', '2024-10-05', '2024-10-08'],
    ['2026-02-02', '2026-02-17', '2026-02-24'],
  ])('收到决定书%s，十五日内缴纳罚款', (on, strict, final) => {
    expect(served(on).limit('payment', on)).toMatchObject({ strict, final })
  })

  test('加处罚款：到期次日起每日百分之三，10,000元第33日9,900元、第34日起10,000元，多一分都拒绝（第七十二条）', () => {
    // Due on 2024-10-08: day 1 is 10-09, day 33 is 11-10, day 34 is 11-11.
    const may = (on: string, yuan: number) =>
      served('2024-09-20').tries('imposeSurcharge', on, { surcharge: yuan * 100 }).ok
    expect([may('2024-10-08', 1), may('2024-10-09', 300), may('2024-10-09', 301)]).toEqual([false, true, false])
    expect([may('2024-11-10', 9_900), may('2024-11-10', 9_901)]).toEqual([true, false])
    expect([may('2024-11-11', 10_000), may('2025-06-30', 10_000), may('2025-06-30', 10_001)]).toEqual([
      true,
      true,
      false,
    ])
    const refusal = served('2024-09-20').refused('imposeSurcharge', '2024-10-09', { surcharge: 301_00 })
    expect(refusal.article).toBe('《行政处罚法》第七十二条第一款第（一）项')
    expect(refusal.message).toContain('300元')
  })

  test('复议期间不计算加处罚款；批准延期的，自延期届满起算（第七十三、六十六条）', () => {
    const remedied = served('2024-09-20')
      .does('recordRemedy', '2024-10-11', { remedyKind: 'reconsideration', remedyFrom: '2024-10-11' })
      .does('recordRemedyResult', '2024-12-10', { remedyResult: 'maintained' })
    // Two days before (10-09, 10-10), one after (12-11): 900 元.
    expect(remedied.tries('imposeSurcharge', '2024-12-11', { surcharge: 900_00 }).ok).toBe(true)
    expect(remedied.tries('imposeSurcharge', '2024-12-11', { surcharge: 901_00 }).ok).toBe(false)
    const deferred = served('2024-09-20').does('defer', '2024-10-08', { deferredUntil: '2024-12-31' })
    expect(deferred.limit('payment', '2024-10-09').status).toBe('idle')
    expect(deferred.limit('deferredPayment', '2024-10-09').final).toBe('2024-12-31')
    expect(deferred.refused('imposeSurcharge', '2024-12-31', { surcharge: 300_00 }).message).toContain('尚未逾期')
    expect(deferred.tries('imposeSurcharge', '2025-01-01', { surcharge: 300_00 }).ok).toBe(true)
    expect(deferred.limit('deferredCourtApplication', '2025-01-01').final).toBe('2025-03-31')
  })

  test('申请法院强制执行的窗口：六个月起诉期满，三个月内（强制法第五十三条；worked example：2024-03-15送达）', () => {
    const demand = { demandText: '缴纳罚款10,000元' }
    const s = served('2024-03-15').does('demand', '2024-08-01', demand)
    expect(s.limit('sue', '2024-08-01')).toMatchObject({ strict: '2024-09-15', final: '2024-09-18' })
    expect(s.limit('courtApplication', '2024-08-01')).toMatchObject({ start: '2024-09-18', final: '2024-12-18' })
    const court = { courtName: '某区人民法院' }
    const early = s.refused('applyCourt', '2024-09-18', court)
    expect(early.article).toBe('《行政强制法》第五十三条')
    expect(early.message).toContain('2024年9月18日')
    expect(s.tries('applyCourt', '2024-09-19', court).ok).toBe(true)
    expect(s.tries('applyCourt', '2024-12-18', court).ok).toBe(true)
    expect(s.refused('applyCourt', '2024-12-19', court)).toMatchObject({
      code: 'too-late',
      article: '《行政强制法》第五十三条',
    })
  })

  test('未催告的、催告未满十个工作日的，不能申请（强制法第五十四条；worked example：2025-01-20催告，2025-02-08届满）', () => {
    const court = { courtName: '某区人民法院' }
    const s = served('2024-07-08')
    expect(articles(s, 'applyCourt', '2025-01-20', court)).toEqual(['《行政强制法》第五十四条'])
    s.does('demand', '2025-01-20', { demandText: '缴纳罚款' })
    expect(s.refused('applyCourt', '2025-02-08', court)).toMatchObject({
      code: 'too-early',
      article: '《行政强制法》第五十四条',
    })
    s.does('applyCourt', '2025-02-09', court)
      .does('courtAccepts', '2025-02-14')
      .does('courtRules', '2025-02-21', { courtRuling: 'granted' })
    expect(figuresOf(s)).toEqual(expect.arrayContaining(['courtApplications 2025-02-09', 'courtGranted 2025-02-21']))
  })

  test('法院五个工作日内受理、七个工作日内裁定；不准予的，十五日内申请复议（强制法第五十六至五十八条）', () => {
    const s = served('2024-03-15').does('demand', '2024-08-01', { demandText: '缴纳罚款' })
    s.does('applyCourt', '2024-09-23', { courtName: '某区人民法院' })
    expect(s.limit('courtAcceptance', '2024-09-23').final).toBe('2024-09-29')
    s.does('courtAccepts', '2024-09-27')
    expect(s.limit('courtRuling', '2024-09-27').final).toBe('2024-10-12')
    s.does('courtRules', '2024-10-10', { courtRuling: 'refused' })
    expect(s.limit('objection', '2024-10-10').final).toBe('2024-10-25')
    expect(s.refused('objectRuling', '2024-10-26')).toMatchObject({ code: 'too-late' })
  })

  test('正在复议、诉讼的，不能申请强制执行', () => {
    const s = served('2024-03-15')
      .does('recordRemedy', '2024-05-06', { remedyKind: 'litigation', remedyFrom: '2024-05-06' })
      .does('demand', '2024-09-20', { demandText: '缴纳罚款' })
    expect(s.refused('applyCourt', '2024-10-15', { courtName: '某区人民法院' }).message).toContain('尚无结果')
    expect(s.limit('courtApplication', '2024-10-15').status).toBe('idle')
    s.does('recordRemedyResult', '2024-10-20', { remedyResult: 'maintained' })
    expect(s.tries('applyCourt', '2024-10-21', { courtName: '某区人民法院' }).ok).toBe(true)
  })

  test('没有缴纳的，不能以缴清结案（第六十六条）', () => {
    const s = served('2024-07-08')
    expect(s.refused('closeCase', '2024-07-20', { executionResult: 'paid' }).article).toBe(
      '《行政处罚法》第六十六条第一款',
    )
    expect(s.refused('closeCase', '2024-07-20', { executionResult: 'none' }).message).toContain('执行结果')
    s.does('pay', '2024-07-20', { paidAmount: 10_000_00, payChannel: 'bank' }).does('closeCase', '2024-07-20', {
      executionResult: 'paid',
    })
    expect(s.limit('archiving', '2024-07-20').final).toBe('2024-08-19')
    expect(s.does('archive', '2024-08-19').state.closedOn).toBe('2024-08-19')
  })
})

describe('统计', () => {
  const complete = (on: string) =>
    served(on)
      .does('publish', on, { masked: true, displayTerm: 'threeMonths' })
      .does('pay', on, { paidAmount: 10_000_00, payChannel: 'electronic' })
      .does('closeCase', on, { executionResult: 'paid' })

  test('一件办完的案件产生的数字', () => {
    expect(figuresOf(complete('2024-07-08'))).toEqual([
      'entered 2024-07-08',
      'filed 2024-07-08',
      'concluded 2024-07-08',
      'penalties 2024-07-08',
      'fines 2024-07-08 1000000',
      'concludedInTime 2024-07-08',
      'published 2024-07-08',
      'publishedInTime 2024-07-08',
      'payable 2024-07-08',
      'paidInTime 2024-07-08',
      'closed 2024-07-08',
    ])
  })

  test('“录入的案件”与“作出的处罚”是两个数字：不予立案的只计录入', () => {
    const s = clueOn('2024-07-08').does('decline', '2024-07-09', { declineReason: '没有违法事实' })
    expect(figuresOf(s)).toEqual(['entered 2024-07-08', 'notFiled 2024-07-09'])
  })

  test('每一种结果都有一个数字，各项之和等于办结', () => {
    const grounds = ['noMinor', 'noFirst', 'noFault', 'noAge', 'noCapacity', 'noTimeBar', 'notProven']
    const letter = { receivingOrgan: '某机关', transferReason: '属其管辖' }
    const ways = [
      complete('2024-07-08'),
      ...grounds.map(g =>
        concluded('2024-07-08').does('decideNone', '2024-07-09', { noPenaltyGround: g, noneReason: '见调查报告' }),
      ),
      filed('2024-07-08').does('transferCriminal', '2024-07-09', letter),
      filed('2024-07-08').does('transferOther', '2024-07-09', letter),
      filed('2024-07-08').does('withdraw', '2024-07-09', { withdrawnReason: '当事人死亡' }),
      clueOn('2024-07-08').does('decline', '2024-07-09', { declineReason: '没有违法事实' }),
    ]
    expect(ways.map(s => s.state.outcome).toSorted()).toEqual(Object.keys(penalty.outcomes).toSorted())
    const rows = ways.flatMap(s => contributionsOf(penalty, s.state, { calendar: nationalCalendar, settings: {} }))
    const counted = (codes: readonly string[]) => rows.filter(r => codes.includes(r.figure)).length
    for (const identity of penalty.identities) {
      const stocks = (codes: readonly string[]) => codes.filter(c => penalty.figures[c]?.kind !== 'stock')
      expect([identity.code, counted(stocks(identity.whole))]).toEqual([identity.code, counted(stocks(identity.parts))])
    }
    expect(counted(['concluded'])).toBe(11)
  })
})
