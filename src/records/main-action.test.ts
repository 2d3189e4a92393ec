import { describe, expect, test } from 'vitest'
import { optionsNow } from '#kernel/decide.ts'
import type { EntryOn } from '#kernel/declaration.ts'
import type { Values } from '#kernel/field.ts'
import { penalty } from '#law/enforcement/penalty.ts'
import { actorWith, contextOn, Story } from '../../test/kit/law.ts'
import { lanternPermit } from '../../test/kit/lantern.ts'
import { mainAction } from './main-action.ts'
import { clocksOf } from './view.ts'

/** The action that the page presses upon a role on a day. */
function main(story: Story, on: string, role: string): string | undefined {
  const { declaration, state, facts } = story
  const context = contextOn(on, actorWith(role), facts)
  return mainAction(
    declaration,
    state,
    optionsNow(declaration, state, context, false),
    clocksOf(declaration, state, context),
  )
}

const officer = (id: string): EntryOn => ({
  valid: true,
  why: '',
  state: {
    ...new Story(lanternPermit).open('2024-01-02', permit, [applicant]).state,
    id,
    values: { name: id, agency: 'organ-a', certifiedFields: ['general'] },
  },
})
const permit: Values = { street: '甲街', lanterns: 20, colour: 'red', lit: false }
const applicant = { role: 'applicant', kind: 'person', name: '邓试禾' } as const

describe('一件事只突出一个动作', () => {
  test('待受理的突出受理；审查中先现场查看；可以决定了就突出决定，不突出延长和中止', () => {
    const s = new Story(lanternPermit).open('2024-03-04', permit, [applicant])
    expect(main(s, '2024-03-04', 'lanternOfficer')).toBe('accept')
    s.does('accept', '2024-03-04')
    expect(main(s, '2024-03-05', 'lanternOfficer')).toBe('visit')
    expect(main(s, '2024-03-05', 'lanternHead')).toBeUndefined()
    s.does('visit', '2024-03-05', { visitFrom: '2024-03-05', visitTo: '2024-03-05' })
    expect(main(s, '2024-03-11', 'lanternHead')).toBe('grant')
  })

  test('处罚案件：没有审核的，不向负责人突出任何动作；公示前突出公示，公示后不突出撤回；结案后突出归档', () => {
    const facts = { entries: { a: officer('a'), b: officer('b'), c: officer('c') } }
    const on = '2024-03-05'
    const s = new Story(penalty, facts)
      .open(on, { cause: '占道经营', source: 'inspection', enforcementField: 'city', place: '甲路', actEndedOn: on }, [
        { role: 'party', kind: 'person', name: '欧阳试明' },
      ])
      .does('file', on, { officers: ['a', 'b'], filingReason: '有违法事实' })
    expect(main(s, on, 'enforcementOfficer')).toBe('investigate')
    s.does('investigate', on, {
      inquiryOfficers: ['a', 'b'],
      inquiryKind: 'questioning',
      recording: 'text',
      inquiryText: '询问当事人',
    })
      .does('conclude', on, {
        findings: '占道',
        evidence: '笔录',
        basis: '条例',
        basisKind: 'rule',
        kinds: ['fine'],
        fine: 800_00,
        tier: 'light',
        reviewGrounds: ['complex'],
      })
      .does('notify', on, { localLargeAmount: 10_000_00 })
      .does('waiveStatement', on)
      .does('considerStatements', on, { statementsTaken: 'none', considerText: '放弃' })
    expect(main(s, on, 'agencyHead')).toBeUndefined()
    expect(main(s, on, 'caseUnitHead')).toBe('submitReview')
    s.does('submitReview', on).does('legalReview', on, { reviewer: 'c', reviewText: '同意', reviewResult: 'pass' })
    expect(main(s, on, 'agencyHead')).toBe('decide')
    s.does('decide', on).does('serve', on, { serviceMode: 'direct' })
    expect(main(s, on, 'publisher')).toBe('publish')
    s.does('publish', on, { masked: true })
    expect(main(s, on, 'publisher')).toBeUndefined()
    s.does('pay', on, { paidAmount: 800_00, payChannel: 'electronic' }).does('closeCase', on, {
      executionResult: 'paid',
    })
    // The party may still sue; what the agency owes is the archive.
    expect(main(s, on, 'enforcementOfficer')).toBe('archive')
  })
})
