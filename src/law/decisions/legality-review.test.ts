import { describe, expect, test } from 'vitest'
import { checkDeclaration } from '#kernel/check.ts'
import { contributionsOf } from '#kernel/contribution.ts'
import { nationalCalendar } from '#kernel/time/calendar-data.ts'
import { expectMatrix, type Story, story } from '../../../test/kit/law.ts'
import { roleCodes } from '../roles.ts'
import { legalityReview2019 } from './legality-review.ts'

const declaration = legalityReview2019
const opening = {
  kind: 'contract',
  subject: '智慧停车项目特许经营协议',
  submitter: 'transport',
  reviewer: 'justice',
  materials: '文本、背景说明、谈判纪要、资金来源',
}
const opinion = { conclusion: 'amend', opinionPoints: 4, opinion: '第七条担保条款应删除' }

const reviewing = (more: Record<string, string> = {}) =>
  story(declaration)
    .open('2024-09-02', { ...opening, ...more })
    .does('accept', '2024-09-03')
const opined = () => reviewing().does('giveOpinion', '2024-09-06', opinion)
const answered = () => opined().does('answerOpinion', '2024-09-09', { pointsAdopted: 4 })

const figures = (s: Story) =>
  contributionsOf(declaration, s.state, { calendar: nationalCalendar, settings: {} })
    .filter(c => !c.figure.startsWith('open'))
    .map(c => `${c.figure} ${c.on} ${c.amount}`)

describe('合法性审查：声明', () => {
  test('声明本身没有错误', () => expect(checkDeclaration(declaration, roleCodes)).toEqual([]))

  test('每个阶段、每个动作、每个岗位：表内的可以办，表外的一律拒绝', () => {
    const drafter = ['drafter']
    const reviewer = ['legalityReviewer']
    const head = ['legalityHead']
    const withdraw = drafter
    expectMatrix(declaration, {
      submitted: { accept: reviewer, sendBack: reviewer, findOutOfScope: reviewer, withdraw },
      reviewing: {
        findOutOfScope: reviewer,
        askToSupplement: reviewer,
        askCounsel: reviewer,
        extend: head,
        giveOpinion: head,
        objectToText: head,
        withdraw,
      },
      supplementing: { supplement: drafter, sendBack: reviewer, withdraw },
      opined: { answerOpinion: drafter },
      answered: { release: ['drafter', 'governmentOffice'] },
      released: { fileContract: drafter },
      objected: {},
      returned: {},
      outOfScope: {},
      withdrawn: {},
    })
  })
})

describe('合法性审查：期限', () => {
  test('一般合同五个工作日（惯例，可配置）：2024-09-11收件，9月14日调休上班，至9月19日', () => {
    const s = story(declaration).open('2024-09-11', opening).does('accept', '2024-09-11')
    expect(s.limit('review', '2024-09-12')).toMatchObject({ final: '2024-09-19', status: 'running' })
  })

  test('复杂事项延长一次，不超过五个工作日', () => {
    const s = reviewing().does('extend', '2024-09-09', { extendedDays: 3, extendReason: '涉及多个部门' })
    expect(s.limit('review', '2024-09-10')).toMatchObject({ final: '2024-09-13', extended: true })
    expect(s.refused('extend', '2024-09-10', { extendedDays: 1, extendReason: '再延' }).code).toBe('conflict')
    expect(reviewing().refused('extend', '2024-09-09', { extendedDays: 6, extendReason: '涉及多个部门' }).path).toBe(
      'values.extendedDays',
    )
  })

  test('紧急事项二个工作日；一般期限不适用', () => {
    const s = reviewing({ urgency: 'urgent' })
    expect(s.limit('urgentReview', '2024-09-04')).toMatchObject({ final: '2024-09-05' })
    expect(s.limit('review', '2024-09-04').status).toBe('idle')
  })

  test('补充材料期间停表，补齐后从原阶段继续', () => {
    const s = reviewing().does('askToSupplement', '2024-09-04', { missingMaterials: '资金来源证明' })
    expect(s.limit('review', '2024-09-20').status).toBe('paused')
    s.does('supplement', '2024-09-09', { supplemented: '资金来源证明' })
    expect(s.state.stage).toBe('reviewing')
    expect(s.limit('review', '2024-09-10')).toMatchObject({ final: '2024-09-13' })
  })

  test('重大行政决策送请审查的时间不少于七个工作日：2024-09-26送审，10月11日结束前不得提请讨论（713号令26，推算示例）', () => {
    const s = story(declaration)
      .open('2024-09-26', { ...opening, kind: 'decision', subject: '公共停车收费调整方案' })
      .does('accept', '2024-09-26')
      .does('giveOpinion', '2024-09-30', opinion)
      .does('answerOpinion', '2024-10-08', { pointsAdopted: 4 })
    expect(s.limit('decisionReview', '2024-10-08')).toMatchObject({ strict: '2024-10-11' })
    const early = s.refused('release', '2024-10-11', {})
    expect(early).toMatchObject({ code: 'too-early', article: '《重大行政决策程序暂行条例》第二十六条' })
    s.does('release', '2024-10-12', {})
  })

  test('合同签订后十个工作日内登记备案（惯例）：2024-09-30签订，10月18日为最后一日（10月12日调休上班）', () => {
    const s = answered().does('release', '2024-09-30', {})
    expect(s.limit('contractFiling', '2024-10-08')).toMatchObject({ final: '2024-10-18', status: 'running' })
    s.does('fileContract', '2024-10-21', { contractNumber: '准交合〔2024〕9号' })
    expect(s.limit('contractFiling', '2024-10-21').status).toBe('late')
  })
})

describe('合法性审查：条件', () => {
  test('不审不签：没有审查意见、没有反馈采纳情况的，不能放行', () => {
    expect(reviewing().refused('release', '2024-09-10').code).toBe('wrong-stage')
    expect(opined().refused('release', '2024-09-10').code).toBe('wrong-stage')
  })

  test('合同含有为他人债务担保的条款，不能出具合法的意见；不合法的不得提请', () => {
    const s = reviewing()
    const r = s.refused('giveOpinion', '2024-09-06', { ...opinion, forbidden: ['guarantee'] })
    expect(r.message).toContain('为他人债务提供担保')
    s.does('objectToText', '2024-09-06', { objection: '担保条款违法' })
    expect(s.state).toMatchObject({ stage: 'objected', outcome: 'unlawful', closedOn: '2024-09-06' })
    expect(s.refused('release', '2024-09-09')).toMatchObject({
      code: 'wrong-stage',
      article: '《重大行政决策程序暂行条例》第二十五条第二款',
    })
  })

  test('权限、程序、内容、风险没有逐项审查的，不能出具意见', () => {
    expect(reviewing().refused('giveOpinion', '2024-09-06', { ...opinion, aspectsReviewed: false }).path).toBe(
      'allAspects',
    )
  })

  test('没有听取法律顾问意见的提醒，听取后不再提醒', () => {
    const s = opined()
    expect(s.warnings.map(w => w.path)).toEqual(['counselIsNoReview'])
    const asked = reviewing()
      .does('askCounsel', '2024-09-04', { counsel: '顾问甲', counselOpinion: '同意' })
      .does('giveOpinion', '2024-09-06', opinion)
    expect(asked.warnings).toEqual([])
  })

  test('采纳条数不能多于意见条数；不采纳的说明理由', () => {
    const s = opined()
    expect(s.refused('answerOpinion', '2024-09-09', { pointsAdopted: 5 }).message).toContain('不能多于4条')
    expect(s.refused('answerOpinion', '2024-09-09', { pointsAdopted: 3 }).message).toContain('不采纳的理由')
    s.does('answerOpinion', '2024-09-09', { pointsAdopted: 3, notAdoptedReason: '双方已另行约定' })
  })

  test('审查后文本改动的，须重新送审', () => {
    expect(answered().refused('release', '2024-09-10', { textUnchanged: false }).message).toContain('重新送审')
  })

  test('只有合同需要登记备案', () => {
    const s = reviewing({ kind: 'document' })
      .does('giveOpinion', '2024-09-06', opinion)
      .does('answerOpinion', '2024-09-09', { pointsAdopted: 4 })
      .does('release', '2024-09-10', {})
    expect(s.refused('fileContract', '2024-09-11', { contractNumber: '无' }).path).toBe('contractOnly')
  })
})

describe('合法性审查：数字', () => {
  test('一件合同：审查事项1、审核合同1、意见书1，三个口径不相加', () => {
    expect(figures(answered())).toEqual([
      'submitted 2024-09-02 1',
      'reviewed 2024-09-06 1',
      'reviewedContracts 2024-09-06 1',
      'opinions 2024-09-06 1',
      'opinionPoints 2024-09-06 4',
      'pointsAnswered 2024-09-09 4',
      'pointsAdopted 2024-09-09 4',
      'amend 2024-09-06 1',
      'inTime 2024-09-06 1',
    ])
  })

  test('重新送审的计入意见书，不重复计入审查事项', () => {
    const again = figures(reviewing({ reviewedBefore: 'r0' }).does('giveOpinion', '2024-09-06', opinion))
    expect(again).toContain('opinions 2024-09-06 1')
    expect(again.some(f => f.startsWith('reviewed'))).toBe(false)
  })

  test('逾期出具意见的计入逾期', () => {
    expect(figures(reviewing().does('giveOpinion', '2024-09-11', opinion))).toContain('late 2024-09-11 1')
  })

  test('退回、不属于范围、撤回的不是审查，各自计数', () => {
    const open = () => story(declaration).open('2024-09-02', opening)
    expect(figures(open().does('sendBack', '2024-09-03', { sentBackReason: '无文本' }))).toEqual([
      'submitted 2024-09-02 1',
      'sentBack 2024-09-03 1',
    ])
    expect(figures(open().does('findOutOfScope', '2024-09-03', { outOfScopeReason: '属规范性文件' }))).toContain(
      'outOfScope 2024-09-03 1',
    )
    expect(figures(open().does('withdraw', '2024-09-03', { withdrawReason: '不再签订' }))).toContain(
      'withdrawn 2024-09-03 1',
    )
  })

  test('在审的跨年结转：期初、期末按送审至出具意见之间计', () => {
    const rows = contributionsOf(declaration, opined().state, { calendar: nationalCalendar, settings: {} })
    expect(rows.find(r => r.figure === 'openAtEnd')).toMatchObject({ on: '2024-09-02', until: '2024-09-06' })
  })
})
