import { describe, expect, test } from 'vitest'
import { checkDeclaration } from '#kernel/check.ts'
import { contributionsOf } from '#kernel/contribution.ts'
import { lapses } from '#kernel/decide.ts'
import type { Declaration } from '#kernel/declaration.ts'
import type { Party, Values } from '#kernel/field.ts'
import { explainLimit } from '#kernel/limit.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { expectMatrix, type Matrix, type Story, story } from '../../../test/kit/law.ts'
import { roleCodes } from '../roles.ts'
import { reconsideration2017, reconsideration2023 } from './reconsideration.ts'

const parties: readonly Party[] = [
  { role: 'applicant', kind: 'person', name: '申请人甲' },
  { role: 'respondent', kind: 'agency', name: '准绳示范区城市管理局', organ: 'organ-b' },
]
const application = (knewOn: string, more: Values = {}): Values => ({
  act: '准城管罚〔2024〕12号罚款决定',
  actKind: 'penalty',
  adminField: 'city',
  filedVia: 'counter',
  claims: '撤销该决定',
  knewOn,
  ...more,
})
const received = (on: string, more: Values = {}) => story(reconsideration2023).open(on, application(on, more), parties)
const accepted = (on: string, procedure = 'ordinary', more: Values = {}) =>
  received(on, more).does('accept', on, { procedure })
const answering = (on: string, procedure?: string) => accepted(on, procedure).does('sendCopy', on).does('signCopy', on)
const heard = (on: string) =>
  answering(on)
    .does('reply', on, { replyText: '事实清楚' })
    .does('hearOpinions', on, { opinionWay: 'telephone', opinionText: '坚持原请求' })
const decision = (decided: string, more: Values = {}): Values => ({
  decision: decided,
  decisionItems: '见决定书',
  decisionReasons: '见决定书',
  approvedBy: 'head',
  ...more,
})
const receivedOld = (on: string, more: Values = {}) =>
  story(reconsideration2017).open(on, application(on, more), parties)
const acceptedOld = (on: string) => receivedOld(on).does('accept', on)

const figuresOf = (s: Story) =>
  contributionsOf(s.declaration, s.state, { calendar: nationalCalendar, settings: {} }).map(c =>
    [c.figure, c.on, c.until].filter(Boolean).join(' '),
  )

test.each([reconsideration2017, reconsideration2023])('the declaration of $version is sound', d => {
  expect(checkDeclaration(d, roleCodes)).toEqual([])
})

describe('谁可以在哪个阶段做什么', () => {
  const clerk = ['reconsiderationClerk', 'reconsiderationOfficer']
  const officer = ['reconsiderationOfficer']
  const head = ['reconsiderationHead']
  const respondent = ['respondentAgent', 'reconsiderationOfficer']

  test('2023年修订的行政复议法', () => {
    const anyTime = {
      investigate: officer,
      startDocumentReview: officer,
      suspend: officer,
      markMajor: head,
      extend: head,
      toOrdinary: head,
      dismiss: head,
      terminate: head,
    }
    const fromReply = { excludeTime: officer, notifyHearing: officer, mediate: head }
    const table: Matrix = {
      received: {
        accept: officer,
        requireCorrection: officer,
        refuse: officer,
        tellOtherBody: officer,
        explainNotFiled: clerk,
      },
      correcting: {
        extendCorrection: officer,
        supplyCorrection: [...clerk, 'citizen'],
        abandon: officer,
        explainNotFiled: clerk,
      },
      notAccepted: {},
      accepted: { ...anyTime, sendCopy: officer },
      copied: { ...anyTime, signCopy: ['respondentAgent', ...clerk] },
      answering: { ...anyTime, ...fromReply, reply: respondent },
      opinions: {
        ...anyTime,
        ...fromReply,
        lateReply: respondent,
        hearOpinions: officer,
        holdHearing: officer,
        consultCommittee: head,
        decide: head,
      },
      examining: {
        ...anyTime,
        ...fromReply,
        lateReply: respondent,
        hearOpinions: officer,
        holdHearing: officer,
        consultCommittee: head,
        issueOpinion: head,
        answerOpinion: respondent,
        decide: head,
      },
      suspended: {
        askIssuer: officer,
        issuerReply: officer,
        forwardDocument: officer,
        documentOpinion: officer,
        handleDocument: head,
        resume: officer,
        terminate: head,
      },
      concluded: { serve: clerk, issueOpinion: head, answerOpinion: respondent },
      served: {
        issueOpinion: head,
        answerOpinion: respondent,
        orderPerformance: head,
        perform: respondent,
        recordSuit: officer,
        publishDecision: clerk,
        copySuperior: clerk,
        archive: clerk,
      },
      archived: {
        answerOpinion: respondent,
        perform: respondent,
        recordSuit: officer,
        publishDecision: clerk,
        copySuperior: clerk,
      },
    }
    expect(expectMatrix(reconsideration2023, table)).toBe(12 * 44 * roleCodes.length)
  })

  test('旧法：延长由复议机关负责人批准，没有简易程序', () => {
    const anyTime = {
      investigate: officer,
      startDocumentReview: officer,
      suspend: officer,
      extend: ['governmentHead'],
      dismiss: head,
      terminate: head,
    }
    const fromReply = { excludeTime: officer, notifyHearing: officer, mediate: head }
    const hearing = { lateReply: respondent, hearOpinions: officer, holdHearing: officer, decide: head }
    expectMatrix(reconsideration2017, {
      received: {
        accept: officer,
        requireCorrection: officer,
        refuse: officer,
        tellOtherBody: officer,
        explainNotFiled: clerk,
      },
      correcting: { supplyCorrection: [...clerk, 'citizen'], abandon: officer, explainNotFiled: clerk },
      notAccepted: {},
      accepted: { ...anyTime, sendCopy: officer },
      copied: { ...anyTime, signCopy: ['respondentAgent', ...clerk] },
      answering: { ...anyTime, ...fromReply, reply: respondent },
      opinions: { ...anyTime, ...fromReply, ...hearing },
      examining: { ...anyTime, ...fromReply, ...hearing, issueOpinion: head, answerOpinion: respondent },
      suspended: {
        forwardDocument: officer,
        documentOpinion: officer,
        handleDocument: head,
        resume: officer,
        terminate: head,
      },
      concluded: { serve: clerk, issueOpinion: head, answerOpinion: respondent },
      served: {
        issueOpinion: head,
        answerOpinion: respondent,
        orderPerformance: head,
        perform: respondent,
        recordSuit: officer,
        archive: clerk,
      },
      archived: { answerOpinion: respondent, perform: respondent, recordSuit: officer },
    })
  })
})

describe('受理', () => {
  test('五个工作日内不作决定的，审查期限届满之日视为受理（第三十条；worked example：2025-01-24收到，2025-02-07届满）', () => {
    const s = received('2025-01-24')
    expect(s.limit('review', '2025-02-07').final).toBe('2025-02-07')
    const on = (today: string) => lapses(s.declaration, s.state, { today, calendar: nationalCalendar, settings: {} })
    expect(on('2025-02-07')).toEqual([])
    expect(on('2025-02-08').map(d => [d.action, d.on, d.by.id])).toEqual([['deemAccepted', '2025-02-07', 'law']])
  })

  test('视为受理之后，审理期限自审查期限届满之日起算，案件照常办理', () => {
    const s = received('2025-01-24').does('sendCopy', '2025-02-10')
    expect(s.state.steps.map(x => [x.action, x.on])).toEqual([
      ['open', '2025-01-24'],
      ['deemAccepted', '2025-02-07'],
      ['sendCopy', '2025-02-10'],
    ])
    expect(s.limit('decision', '2025-02-10')).toMatchObject({ start: '2025-02-07', final: '2025-04-08' })
    expect(figuresOf(s)).toContain('accepted 2025-02-07')
    expect(figuresOf(s)).toContain('deemedAccepted 2025-02-07')
    expect(figuresOf(s).some(f => f.startsWith('reviewedInTime'))).toBe(false)
  })

  test('最后一日已决定受理、次日才录入的，按决定之日受理：法律后果随事实走，不随录入走', () => {
    const s = received('2025-01-24').does('accept', '2025-02-07', { procedure: 'ordinary' }, { today: '2025-02-10' })
    expect(s.state.steps.map(x => [x.action, x.on])).toEqual([
      ['open', '2025-01-24'],
      ['accept', '2025-02-07'],
    ])
  })

  test('视为受理已记入日志的，确在期限内作出的决定仍可补录，视为受理随之不发生，日志中两者都在', () => {
    const deemed = received('2025-01-24').does('note', '2025-02-10', {}, { note: '询问进度' })
    expect(deemed.state.stage).toBe('accepted')
    deemed.does('refuse', '2025-02-06', { refuseReason: '超过申请期限' }, { today: '2025-02-11' })
    expect(deemed.state.stage).not.toBe('accepted')
    expect(deemed.state.steps.map(x => x.action)).toEqual(['open', 'refuse'])
    expect(figuresOf(deemed).some(f => f.startsWith('deemedAccepted'))).toBe(false)
  })

  test('期限届满以后作出的决定不能倒填为补录', () => {
    const deemed = received('2025-01-24').does('note', '2025-02-10', {}, { note: '询问进度' })
    expect(deemed.refused('refuse', '2025-02-08', { refuseReason: '超过申请期限' }, { today: '2025-02-11' }).code).toBe(
      'wrong-stage',
    )
  })

  test('申请期限六十日，最后一日在春节假期的顺延（第二十条；worked example：2024-12-01知道，2025-02-05届满）', () => {
    const filed = (on: string) => story(reconsideration2023).open(on, application('2024-12-01'), parties)
    expect(filed('2025-02-05').limit('apply', '2025-02-05')).toMatchObject({
      strict: '2025-01-30',
      final: '2025-02-05',
      status: 'kept',
    })
    const late = filed('2025-02-06')
    const refusal = late.refused('accept', '2025-02-07')
    expect(refusal.article).toBe('《行政复议法》第二十条第一款')
    expect(refusal.message).toContain('2025年2月5日')
    expect(late.does('accept', '2025-02-07', { goodCause: '地震道路中断' }).state.stage).toBe('accepted')
  })

  test('未告知复议权利的，自知道内容之日起最长一年', () => {
    const s = story(reconsideration2023).open('2024-12-20', application('2024-01-10', { remedyTold: false }), parties)
    expect(s.limit('apply', '2024-12-20').status).toBe('idle')
    expect(s.limit('applyUntold', '2024-12-20')).toMatchObject({ final: '2025-01-10', status: 'kept' })
    expect(s.does('accept', '2024-12-23').state.stage).toBe('accepted')
  })

  test('超过五年的不再受理，不动产二十年（第二十一条）', () => {
    const may = (on: string, actOn: string, realEstate = false) =>
      received(on, { actOn, realEstate }).tries('accept', on).ok
    expect(received('2024-06-03', { actOn: '2018-05-01' }).refused('accept', '2024-06-04').article).toBe(
      '《行政复议法》第二十一条',
    )
    expect([may('2024-06-05', '2019-06-05'), may('2024-06-06', '2019-06-05')]).toEqual([true, false])
    expect([may('2024-06-05', '2004-06-05', true), may('2024-06-06', '2004-06-05', true)]).toEqual([true, false])
  })

  test('通过作出行为的机关申请的，该机关五个工作日内转送（第三十二条）', () => {
    const via = (on: string) => received(on, { filedVia: 'agency', agencyReceivedOn: '2024-09-27' })
    expect(via('2024-10-10').limit('agencyForward', '2024-10-10')).toMatchObject({
      final: '2024-10-10',
      status: 'kept',
    })
    expect(via('2024-10-11').limit('agencyForward', '2024-10-11').status).toBe('late')
  })

  test('法院已经受理的，不得再受理复议（第二十九条）', () => {
    const refusal = received('2024-03-01', { courtFiled: true }).refused('accept', '2024-03-04')
    expect(refusal.article).toBe('《行政复议法》第二十九条')
    expect(refusal.message).toContain('不予受理')
  })

  test('行政机关的履行期限未满六十日，申请过早；紧急情况除外（实施条例第十六条）', () => {
    const request = { actKind: 'inaction', requestedOn: '2024-03-01' }
    expect(received('2024-04-30', request).refused('accept', '2024-05-06').article).toBe(
      '《行政复议法实施条例》第十六条',
    )
    expect(received('2024-05-01', request).does('accept', '2024-05-07').state.stage).toBe('accepted')
    expect(received('2024-04-01', { ...request, urgent: true }).does('accept', '2024-04-02').state.stage).toBe(
      'accepted',
    )
  })

  test('款额超过三千元的，不能以此适用简易程序（第五十三条）', () => {
    const s = received('2024-03-01', { amountAtStake: 3_000_01 })
    expect(s.refused('accept', '2024-03-04', { procedure: 'small' }).article).toBe('《行政复议法》第五十三条')
    expect(
      received('2024-03-01', { amountAtStake: 3_000_00 }).does('accept', '2024-03-04', { procedure: 'small' }).state
        .stage,
    ).toBe('accepted')
  })

  test('补正：通知只发一次，十个工作日（第三十一条；worked example：2025-09-24收到通知，2025-10-14届满）', () => {
    const s = received('2025-09-22').does('requireCorrection', '2025-09-24', {
      correctionItems: '身份证明',
      correctionServedOn: '2025-09-24',
    })
    expect(s.limit('correctionNotice', '2025-09-24')).toMatchObject({ final: '2025-09-28', status: 'kept' })
    expect(s.limit('correction', '2025-09-25').final).toBe('2025-10-14')
    expect(s.refused('abandon', '2025-10-14').article).toBe('《行政复议法》第三十一条')
    expect(s.refused('supplyCorrection', '2025-10-15')).toMatchObject({ code: 'too-late' })
    s.does('supplyCorrection', '2025-10-13')
    // The review of five working days starts again with the corrected papers.
    expect(s.limit('review', '2025-10-13')).toMatchObject({ start: '2025-10-13', final: '2025-10-20' })
    const again = s.refused('requireCorrection', '2025-10-14', {
      correctionItems: '证据',
      correctionServedOn: '2025-10-14',
    })
    expect(again.article).toBe('《行政复议法》第三十一条')
  })

  test('逾期不补正的登记为放弃；有正当理由的可以延长补正期限', () => {
    const correcting = () =>
      received('2025-09-22').does('requireCorrection', '2025-09-24', {
        correctionItems: '身份证明',
        correctionServedOn: '2025-09-24',
      })
    expect(correcting().does('abandon', '2025-10-15').state.outcome).toBe('abandoned')
    const extended = correcting().does('extendCorrection', '2025-10-14', { correctionDays: 5 })
    expect(extended.limit('correction', '2025-10-15').final).toBe('2025-10-21')
    expect(extended.refused('abandon', '2025-10-15').message).toContain('2025年10月21日')
  })
})

describe('答复', () => {
  test.each([
    // Worked examples: 第四十八条、第五十四条.
    ['普通程序七个工作日内发送副本', 'copy', 'ordinary', '2026-02-09', '2026-02-25'],
    ['简易程序三个工作日内发送副本', 'summaryCopy', 'disclosure', '2026-02-13', '2026-02-25'],
  ])('%s', (_, limit, procedure, on, final) => {
    expect(accepted(on, procedure).limit(limit, on).final).toBe(final)
  })

  test.each([
    ['普通程序十个工作日内答复', 'answer', 'ordinary', '2026-02-09', '2026-02-28'],
    ['简易程序五个工作日内答复', 'summaryAnswer', 'disclosure', '2026-02-13', '2026-02-27'],
  ])('%s', (_, limit, procedure, on, final) => {
    expect(answering(on, procedure).limit(limit, on).final).toBe(final)
  })

  test('逾期不答复，期满之日起视为没有证据、依据（第七十条）；之后的答复另行登记', () => {
    const s = answering('2024-03-04')
    expect(s.limit('answer', '2024-03-04').final).toBe('2024-03-18')
    expect(s.refused('reply', '2024-03-20', { replyText: '迟到' }).code).toBe('wrong-stage')
    s.does('lateReply', '2024-03-20', { lateReplyText: '迟到' })
    expect(s.state.steps.map(x => [x.action, x.on]).slice(-2)).toEqual([
      ['deemNoReply', '2024-03-18'],
      ['lateReply', '2024-03-20'],
    ])
    expect(s.limit('answer', '2024-03-21').status).toBe('late')
    expect(figuresOf(s)).toContain('repliesDue 2024-03-18')
    expect(figuresOf(s).some(f => f.startsWith('respondentReplies'))).toBe(false)
  })

  test('按期答复的，不登记为逾期', () => {
    const s = answering('2024-03-04').does('reply', '2024-03-18', { replyText: '事实清楚' })
    expect(s.refused('lateReply', '2024-03-19', { lateReplyText: '补充' }).article).toBe('《行政复议法》第七十条')
    expect(figuresOf(s)).toContain('respondentReplies 2024-03-18')
  })
})

describe('审理期限', () => {
  test('普通程序六十日，最后一日在春节假期的顺延；延长三十日自受理起共九十日（第六十二条，worked examples）', () => {
    const s = accepted('2024-12-06')
    expect(s.limit('decision', '2024-12-07')).toMatchObject({ strict: '2025-02-04', final: '2025-02-05' })
    s.does('extend', '2025-01-20', { extendDays: 30, extendReason: '案情复杂' })
    expect(s.limit('decision', '2025-01-21')).toMatchObject({ final: '2025-03-06', extended: true })
  })

  test('延长须在期满前，且只有一次、至多三十日', () => {
    const late = accepted('2024-12-06').refused('extend', '2025-02-06', { extendDays: 30, extendReason: '案情复杂' })
    expect(late.article).toBe('《行政复议法》第六十二条第一款')
    expect(late.message).toContain('2025年2月5日')
    const s = accepted('2024-12-06')
    expect(s.refused('extend', '2025-01-20', { extendDays: 31, extendReason: '案情复杂' }).message).toContain('30日')
    s.does('extend', '2025-01-20', { extendDays: 10, extendReason: '案情复杂' })
    expect(s.limit('decision', '2025-01-21').final).toBe('2025-02-14')
    expect(s.refused('extend', '2025-01-21', { extendDays: 20, extendReason: '案情复杂' }).code).toBe('conflict')
  })

  test('简易程序三十日（worked example），不得延长，可以转为普通程序（第五十五条）', () => {
    const s = accepted('2026-01-20', 'warning')
    expect(s.limit('summaryDecision', '2026-01-21')).toMatchObject({ strict: '2026-02-19', final: '2026-02-24' })
    const refusal = s.refused('extend', '2026-02-01', { extendDays: 10, extendReason: '案情复杂' })
    expect(refusal.article).toBe('《行政复议法》第六十二条')
    s.does('toOrdinary', '2026-02-01')
    expect(s.limit('summaryDecision', '2026-02-01').status).toBe('idle')
    expect(s.limit('decision', '2026-02-01')).toMatchObject({ start: '2026-01-20', final: '2026-03-23' })
    expect(accepted('2026-01-20').refused('toOrdinary', '2026-02-01').article).toBe('《行政复议法》第五十五条')
  })

  test('中止期间停表，恢复后顺延中止的天数；答复期限同时停止', () => {
    const s = answering('2024-03-04').does('suspend', '2024-03-11', { suspendGround: 'death' })
    expect(s.state.stage).toBe('suspended')
    expect(s.limit('decision', '2024-04-01').status).toBe('paused')
    expect(s.limit('answer', '2024-04-01').status).toBe('paused')
    s.does('resume', '2024-04-10')
    expect(s.state.stage).toBe('answering')
    // 60 日 to 2024-05-03 (假期, not yet moved) plus 30 days of suspension (3-12 to 4-10).
    expect(s.limit('decision', '2024-04-10')).toMatchObject({ strict: '2024-06-02', final: '2024-06-03' })
    expect(s.limit('answer', '2024-04-10').final).toBe('2024-04-17')
  })

  test('现场勘验、鉴定的时间不计入（实施条例第三十四、三十七条）', () => {
    const s = answering('2024-03-04').does('excludeTime', '2024-03-20', {
      excludedKind: 'appraisal',
      excludedFrom: '2024-03-06',
      excludedTo: '2024-03-20',
    })
    expect(s.limit('decision', '2024-03-21').strict).toBe('2024-05-18')
    const wrong = { excludedKind: 'survey', excludedFrom: '2024-03-21', excludedTo: '2024-03-20' }
    expect(s.refused('excludeTime', '2024-03-21', wrong).article).toBe('《行政复议法实施条例》第三十四条、第三十七条')
  })

  test('因中止满六十日而终止：须满六十日，且限于三种中止事由（第四十一条）', () => {
    const s = accepted('2024-03-04').does('suspend', '2024-03-11', { suspendGround: 'death' })
    const early = s.refused('terminate', '2024-05-10', { terminateGround: 'lapsed' })
    expect(early.article).toBe('《行政复议法》第四十一条')
    expect(early.message).toContain('2024年5月10日')
    expect(s.does('terminate', '2024-05-11', { terminateGround: 'lapsed' }).state.outcome).toBe('terminated')
    const other = accepted('2024-03-04').does('suspend', '2024-03-11', { suspendGround: 'otherCase' })
    expect(other.refused('terminate', '2024-12-31', { terminateGround: 'lapsed' }).article).toBe(
      '《行政复议法》第四十一条',
    )
    expect(other.does('terminate', '2024-03-12', { terminateGround: 'withdrawn' }).state.stage).toBe('concluded')
  })

  test('附带审查规范性文件：中止审理，无权处理的七个工作日内转送', () => {
    const s = accepted('2024-09-09').does('startDocumentReview', '2024-09-27', {
      reviewedDocument: '某办法第五条',
      documentCompetent: false,
    })
    expect(s.limit('documentForward', '2024-09-27').final).toBe('2024-10-12')
    expect(s.limit('documentReview', '2024-09-27').status).toBe('idle')
    s.does('forwardDocument', '2024-10-09', { forwardedTo: '某市人民政府' })
    expect(s.limit('documentAnswer', '2024-10-09').strict).toBe('2024-12-08')
    expect(s.limit('decision', '2024-10-09').status).toBe('paused')
    const own = accepted('2024-09-09').does('startDocumentReview', '2024-09-27', { reviewedDocument: '某办法第五条' })
    expect(own.limit('issuerNotice', '2024-09-27').final).toBe('2024-10-08')
    own.does('askIssuer', '2024-09-29')
    expect(own.limit('issuerAnswer', '2024-09-29').final).toBe('2024-10-17')
    expect(own.limit('documentReview', '2024-09-29')).toMatchObject({ strict: '2024-10-27', final: '2024-10-28' })
  })

  test('期限可以逐日说明，并引用条文', () => {
    const s = accepted('2024-12-06')
    const limit = s.declaration.limits.decision
    if (!limit) throw new Error('unreachable')
    const told = explainLimit({
      code: 'decision',
      limit,
      system: 'reconsideration',
      state: s.state,
      today: '2024-12-09',
      calendar: nationalCalendar,
      settings: {},
    })
    expect(told?.summary.join('\n')).toContain('《行政复议法》第六十二条第一款')
  })
})

describe('审理和决定', () => {
  test('普通程序未听取意见的，不能作出决定（第四十九条）；简易程序可以书面审理', () => {
    const ordinary = answering('2024-03-04').does('reply', '2024-03-05', { replyText: '事实清楚' })
    const refusal = ordinary.refused('decide', '2024-03-06', decision('maintain'))
    expect(refusal.article).toBe('《行政复议法》第四十九条')
    expect(refusal.message).toContain('请先办理“听取意见”')
    const summary = answering('2024-03-04', 'disclosure').does('reply', '2024-03-05', { replyText: '已公开' })
    expect(summary.does('decide', '2024-03-06', decision('rejectClaim')).state.outcome).toBe('rejectClaim')
  })

  test('调查取证不少于两人（第四十五条）', () => {
    const s = accepted('2024-03-04')
    const one = { investigators: ['p-1'], investigationText: '走访' }
    expect(s.refused('investigate', '2024-03-05', one).article).toBe('《行政复议法》第四十五条')
    expect(s.does('investigate', '2024-03-05', { ...one, investigators: ['p-1', 'p-2'] }).state.stage).toBe('accepted')
  })

  test('重大、疑难、复杂案件：听证、委员会咨询缺一不可（第五十、五十二条）', () => {
    const s = heard('2024-03-04').does('markMajor', '2024-03-05')
    const r = s.tries('decide', '2024-03-06', decision('maintain'))
    if (r.ok) throw new Error('unreachable')
    expect([r.refusal, ...(r.others ?? [])].map(x => x.article)).toEqual([
      '《行政复议法》第五十条',
      '《行政复议法》第五十二条',
    ])
    const hearing = {
      hearingChair: 'p-1',
      hearingMembers: ['p-2', 'p-3'],
      hearingClerk: 'p-4',
      headAttended: 'head',
      hearingText: '见笔录',
    }
    expect(s.refused('holdHearing', '2024-03-13', hearing).article).toBe('《行政复议法》第五十一条')
    const notice = { hearingOn: '2024-03-13', hearingPlace: '听证室', hearingIssues: '处罚幅度' }
    s.does('notifyHearing', '2024-03-05', notice)
    expect(s.refused('holdHearing', '2024-03-13', { ...hearing, hearingMembers: ['p-2'] }).article).toBe(
      '《行政复议法》第五十条',
    )
    expect(s.refused('holdHearing', '2024-03-13', { ...hearing, hearingClerk: 'p-1' }).message).toContain('不同的人')
    s.does('holdHearing', '2024-03-13', hearing).does('consultCommittee', '2024-03-18', { committeeOpinion: '维持' })
    expect(s.refused('decide', '2024-03-20', decision('maintain', { hearingRecordUsed: false })).article).toBe(
      '《行政复议法》第六十一条',
    )
    s.does('decide', '2024-03-20', decision('maintain'))
    expect(figuresOf(s)).toEqual(
      expect.arrayContaining(['hearings 2024-03-13', 'headsAttended 2024-03-13', 'concludedAfterHearing 2024-03-20']),
    )
  })

  test('听证五日前通知：2024-03-13听证，最迟3月6日，建议3月5日', () => {
    const s = heard('2024-03-04')
    const notice = { hearingOn: '2024-03-13', hearingPlace: '听证室', hearingIssues: '处罚幅度' }
    const refusal = s.refused('notifyHearing', '2024-03-07', notice)
    expect(refusal).toMatchObject({ code: 'too-late', article: '《行政复议法》第五十一条' })
    s.does('notifyHearing', '2024-03-06', notice)
    expect(s.warnings.map(w => w.message)).toHaveLength(1)
    s.does('notifyHearing', '2024-03-05', notice)
    expect(s.warnings).toEqual([])
  })

  test('不得作出对申请人更为不利的变更决定，第三人提出相反请求的除外（第六十三条）', () => {
    const worse = decision('change', { worseForApplicant: true })
    expect(heard('2024-03-04').refused('decide', '2024-03-06', worse).article).toBe('《行政复议法》第六十三条第二款')
    const s = heard('2024-03-04').does('decide', '2024-03-06', { ...worse, thirdPartyOpposes: true })
    expect(s.state.outcome).toBe('change')
  })

  test('撤销重作：六十日内，不得作出基本相同的行为，因程序违法撤销的除外（第六十四条）', () => {
    const redone = (errorCause: string) =>
      heard('2024-03-04')
        .does('decide', '2024-03-06', decision('revoke', { redo: true, errorCause }))
        .does('serve', '2024-03-08', { serviceMode: 'direct' })
    const s = redone('facts')
    expect(s.limit('redo', '2024-03-08').final).toBe('2024-05-07')
    expect(s.limit('sue', '2024-03-08').final).toBe('2024-03-25')
    const same = { performance: '重新处罚', sameAct: true }
    expect(s.refused('perform', '2024-04-01', same).article).toBe('《行政复议法》第六十四条第二款')
    expect(redone('procedure').does('perform', '2024-04-01', same).state.stage).toBe('served')
  })

  test('意见书六十日内报送办理情况（第七十六条）', () => {
    const s = heard('2024-03-04').does('issueOpinion', '2024-03-06', {
      opinionAddressee: '准绳示范区城市管理局',
      opinionFindings: '告知书未写明听证权利',
    })
    expect(s.limit('opinionAnswer', '2024-03-06').strict).toBe('2024-05-05')
    s.does('decide', '2024-03-07', decision('maintain')).does('answerOpinion', '2024-04-01', {
      opinionAnswer: '已经改正',
    })
    expect(s.limit('opinionAnswer', '2024-04-01').status).toBe('kept')
    expect(figuresOf(s)).toContain('opinionsIssued 2024-03-06')
  })

  test('归档时未抄告上一级主管部门的，提示（第七十九条）', () => {
    const served = () =>
      heard('2024-03-04')
        .does('decide', '2024-03-06', decision('maintain'))
        .does('serve', '2024-03-08', { serviceMode: 'direct' })
    const s = served().does('archive', '2024-04-10')
    expect(s.warnings[0]?.article).toBe('《行政复议法》第七十九条第二款')
    expect(s.state.closedOn).toBe('2024-04-10')
    const copied = served()
      .does('copySuperior', '2024-03-11', { superior: '市城市管理局' })
      .does('archive', '2024-04-10')
    expect(copied.warnings).toEqual([])
  })
})

describe('旧法（2023年12月31日以前收到的申请）', () => {
  test('收到之日即为受理之日，六十日自收到起算（旧法第十七、三十一条）', () => {
    const s = receivedOld('2023-03-01').does('accept', '2023-03-06')
    expect(s.limit('decision', '2023-03-07')).toMatchObject({ start: '2023-03-01', final: '2023-05-04' })
    expect(figuresOf(s)).toContain('accepted 2023-03-01')
  })

  test('五个工作日内未作不予受理决定的，依法已经受理', () => {
    const s = receivedOld('2023-09-25').does('sendCopy', '2023-10-09')
    expect(s.state.steps.map(x => [x.action, x.on])[1]).toEqual(['deemAccepted', '2023-10-08'])
    expect(figuresOf(s)).toContain('accepted 2023-09-25')
  })

  test('答复十日是自然日（旧法第四十条；worked example：2023-09-22收到，2023-10-07届满）', () => {
    const s = acceptedOld('2023-09-20').does('sendCopy', '2023-09-21').does('signCopy', '2023-09-22')
    expect(s.limit('answer', '2023-09-22')).toMatchObject({ strict: '2023-10-02', final: '2023-10-07' })
  })

  test('补正时间不计入审理期限（实施条例第二十九条）', () => {
    const s = receivedOld('2023-03-01')
      .does('requireCorrection', '2023-03-03', { correctionItems: '身份证明', correctionUntil: '2023-03-17' })
      .does('supplyCorrection', '2023-03-13')
      .does('accept', '2023-03-14')
    // 60 日 to 2023-04-30, plus the ten days 3-04 to 3-13.
    expect(s.limit('decision', '2023-03-14').strict).toBe('2023-05-10')
  })

  test('跨年在办的旧案件，2024年以后仍依旧法审结', () => {
    const s = acceptedOld('2023-12-15')
      .does('sendCopy', '2023-12-18')
      .does('signCopy', '2023-12-18')
      .does('reply', '2023-12-26', { replyText: '事实清楚' })
      .does('decide', '2024-02-08', decision('maintain'))
    expect(s.limit('decision', '2024-02-08')).toMatchObject({ final: '2024-02-18', status: 'kept' })
    expect(figuresOf(s)).toEqual(
      expect.arrayContaining(['accepted 2023-12-15', 'concluded 2024-02-08', 'open 2023-12-15 2024-02-08']),
    )
  })

  test('意见书、规范性文件的六十日，旧法同', () => {
    const s = acceptedOld('2023-03-01').does('startDocumentReview', '2023-03-06', {
      reviewedDocument: '某办法第五条',
      documentCompetent: false,
    })
    s.does('forwardDocument', '2023-03-10', { forwardedTo: '某市人民政府' })
    expect(s.limit('documentAnswer', '2023-03-10').strict).toBe('2023-05-09')
  })

  test('申请期限、不利变更依旧法条文', () => {
    const late = story(reconsideration2017).open('2023-06-01', application('2023-03-01'), parties)
    expect(late.refused('accept', '2023-06-02').article).toBe('《行政复议法》第九条')
    const s = acceptedOld('2023-03-01').does('sendCopy', '2023-03-02').does('signCopy', '2023-03-02')
    s.does('reply', '2023-03-03', { replyText: '事实清楚' })
    expect(s.refused('decide', '2023-03-10', decision('change', { worseForApplicant: true })).article).toBe(
      '《行政复议法实施条例》第五十一条',
    )
  })
})

describe('统计', () => {
  /** Adds up what the cases contribute to the year, and looks at the identities of the declaration. */
  function year(d: Declaration, cases: readonly Story[], y: number) {
    const rows = cases.flatMap(s => contributionsOf(d, s.state, { calendar: nationalCalendar, settings: {} }))
    const value = (code: string): number => {
      const f = d.figures[code]
      if (f?.kind === 'total') return f.of.reduce((n, c) => n + value(c), 0)
      const mine = rows.filter(r => r.figure === code)
      if (f?.kind === 'stock') {
        const day = f.at === 'end' ? `${y}-12-31` : `${y - 1}-12-31`
        return mine.filter(r => r.on <= day && (r.until === undefined || r.until > day)).length
      }
      return mine.filter(r => r.on.startsWith(String(y))).reduce((n, r) => n + r.amount, 0)
    }
    const sum = (codes: readonly string[]) => codes.reduce((n, c) => n + value(c), 0)
    const rate = (code: string) => {
      const f = d.figures[code]
      if (f?.kind !== 'ratio') throw new Error(`${code} is no ratio`)
      return ((100 * sum(f.numerator)) / sum(f.denominator)).toFixed(f.decimals)
    }
    const broken = d.identities.filter(i => sum(i.whole) !== sum(i.parts)).map(i => i.code)
    return { value, rate, broken }
  }

  test('2022年：收到46件，受理40件，审结33件，纠错率9.1%（公开年报所载数字）', () => {
    const opened = () => receivedOld('2022-03-01')
    const trial = () =>
      opened()
        .does('accept', '2022-03-04')
        .does('sendCopy', '2022-03-07')
        .does('signCopy', '2022-03-07')
        .does('reply', '2022-03-15', { replyText: '事实清楚' })
    const many = (n: number, make: () => Story) => Array.from({ length: n }, make)
    const cases = [
      ...many(6, () => opened().does('explainNotFiled', '2022-03-03', { explanation: '不再提起' })),
      ...many(11, () => trial().does('decide', '2022-04-11', decision('maintain'))),
      ...many(6, () => trial().does('dismiss', '2022-04-11', { dismissReason: '不符合受理条件' })),
      ...many(2, () => trial().does('decide', '2022-04-11', decision('revoke'))),
      ...many(1, () => trial().does('decide', '2022-04-11', decision('confirmIllegal'))),
      ...many(13, () => trial().does('terminate', '2022-04-11', { terminateGround: 'withdrawn' })),
      ...many(7, trial),
    ]
    const { value, rate, broken } = year(reconsideration2017, cases, 2022)
    expect(
      ['received', 'accepted', 'concluded', 'maintained', 'dismissed', 'revoked', 'confirmedIllegal', 'terminated'].map(
        value,
      ),
    ).toEqual([46, 40, 33, 11, 6, 2, 1, 13])
    expect(rate('correctionRate')).toBe('9.1')
    expect(rate('correctionRateOfDecisions')).toBe('15.0')
    expect(rate('inTimeRate')).toBe('100.0')
    expect(rate('settlementRate')).toBe('39.4')
    expect([value('open'), value('openBefore'), value('corrected')]).toEqual([7, 0, 3])
    expect(broken).toEqual([])
    const next = year(reconsideration2017, cases, 2023)
    expect([next.value('openBefore'), next.value('received'), next.broken.length]).toEqual([7, 0, 0])
  })

  test('每一种结果都有一个数字', () => {
    const trial = (d: string) => heard('2024-03-04').does('decide', '2024-03-06', decision(d))
    const ways = [
      ...[
        'change',
        'revoke',
        'partRevoke',
        'confirmIllegal',
        'orderPerform',
        'confirmVoid',
        'maintain',
        'rejectClaim',
        'agreement',
      ].map(trial),
      heard('2024-03-04').does('mediate', '2024-03-06', { mediationTerms: '减少罚款' }),
      heard('2024-03-04').does('terminate', '2024-03-06', { terminateGround: 'settled' }),
      heard('2024-03-04').does('dismiss', '2024-03-06', { dismissReason: '重复申请' }),
      received('2024-03-04').does('refuse', '2024-03-06', { refuseReason: '不属于复议范围' }),
      received('2024-03-04').does('tellOtherBody', '2024-03-06', { competentBody: '市人民政府' }),
      received('2024-03-04').does('explainNotFiled', '2024-03-06', { explanation: '不再提起' }),
      received('2024-03-04')
        .does('requireCorrection', '2024-03-05', { correctionItems: '身份证明', correctionServedOn: '2024-03-05' })
        .does('abandon', '2024-03-20'),
    ]
    expect(ways.map(s => s.state.outcome).toSorted()).toEqual(Object.keys(reconsideration2023.outcomes).toSorted())
    const { value, broken } = year(reconsideration2023, ways, 2024)
    expect(broken).toEqual([])
    expect(['concluded', 'accepted', 'received', 'pendingReview', 'open'].map(value)).toEqual([12, 12, 16, 0, 0])
    expect(value('corrected')).toBe(5)
  })

  test('期末仍在审查的申请不算受理', () => {
    const { value, broken } = year(reconsideration2023, [received('2024-12-30')], 2024)
    expect([value('received'), value('accepted'), value('pendingReview')]).toEqual([1, 0, 1])
    expect(broken).toEqual([])
  })

  test('逾期审结的计入审结，不计入按期', () => {
    const s = heard('2024-03-04').does('decide', '2024-05-07', decision('maintain'))
    expect(s.limit('decision', '2024-05-07')).toMatchObject({ final: '2024-05-06', status: 'late' })
    expect(figuresOf(s)).toContain('concluded 2024-05-07')
    expect(figuresOf(s).some(f => f.startsWith('concludedInTime'))).toBe(false)
  })
})
