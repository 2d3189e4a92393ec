import { describe, expect, test } from 'vitest'
import { lanternPermit, lanternRoles } from '../../test/kit/lantern.ts'
import { catalogue } from './catalogue.ts'
import { checkDeclaration } from './check.ts'
import type { Action, Declaration } from './declaration.ts'
import { choice, date, integer, organ, text } from './field.ts'
import { count, ratio, sum } from './figure.ts'
import { type Limit, thatDay, workingDays } from './limit.ts'

type Part = 'actions' | 'fields' | 'limits' | 'stages' | 'documents' | 'figures' | 'links' | 'outcomes' | 'parties'

/** The sound declaration with one entry of one part replaced or added. */
const withOne = (part: Part, code: string, entry: unknown): Declaration => ({
  ...lanternPermit,
  [part]: { ...lanternPermit[part], [code]: entry },
})
const withAction = (code: string, change: Partial<Action>) =>
  withOne('actions', code, { ...lanternPermit.actions[code], ...change })
const withLimit = (code: string, change: Partial<Limit>) =>
  withOne('limits', code, { ...lanternPermit.limits[code], ...change })
const without = (part: Part, code: string): Declaration => {
  const { [code]: _, ...rest } = lanternPermit[part] as Record<string, unknown>
  return { ...lanternPermit, [part]: rest } as Declaration
}
const counted = { name: '数', unit: '件', definition: '按日计。', topic: 'other' }

test('a sound declaration has nothing wrong', () => {
  expect(checkDeclaration(lanternPermit, lanternRoles)).toEqual([])
})

describe('each rule names procedure, version, path and what was expected', () => {
  const cases: readonly (readonly [string, Declaration, string])[] = [
    [
      'a code is kebab-case',
      { ...lanternPermit, code: 'lanternPermit' },
      'lanternPermit@2020 code: expected kebab-case',
    ],
    [
      'an identifier is camelCase',
      withOne('fields', 'Street-Name', text('路')),
      'fields.Street-Name: expected a camelCase identifier',
    ],
    [
      'the stage of voided records is reserved',
      withOne('stages', 'voided', { name: '作废', end: true }),
      'stages: “voided” is reserved',
    ],
    [
      'the opening is no action',
      withOne('actions', 'open', lanternPermit.actions.accept),
      'actions.open: the name is reserved',
    ],
    [
      'common actions are no declared ones',
      withOne('actions', 'correct', lanternPermit.actions.accept),
      'actions.correct: the name is reserved',
    ],
    [
      'the opening leads to a stage',
      { ...lanternPermit, open: { ...lanternPermit.open, to: 'nowhere' } },
      'open.to: stage “nowhere” is not declared',
    ],
    [
      'the opening is done by known roles',
      { ...lanternPermit, open: { ...lanternPermit.open, by: ['mayor'] } },
      'open.by: role “mayor” is not declared',
    ],
    [
      'the title is made of fields and parties',
      { ...lanternPermit, open: { ...lanternPermit.open, title: '{weather}' } },
      'open.title: “{weather}” is neither field nor party',
    ],
    ['a field has a label', withOne('fields', 'street', text('')), 'fields.street: a Chinese label is missing'],
    [
      'a field of an action has a label',
      withAction('refuse', { asks: { reason: text('') } }),
      'actions.refuse.asks.reason: a Chinese label is missing',
    ],
    ['somebody may do an action', withAction('refuse', { by: [] }), 'actions.refuse: nobody may do it'],
    [
      'an action is done by known roles',
      withAction('refuse', { by: ['mayor'] }),
      'actions.refuse.by: role “mayor” is not declared',
    ],
    ['an action has a stage', withAction('refuse', { from: [] }), 'actions.refuse.from: no stage'],
    [
      'an action starts in a declared stage',
      withAction('refuse', { from: ['lost'] }),
      'actions.refuse.from: stage “lost” is not declared',
    ],
    [
      'an action leads to a declared stage',
      withAction('refuse', { to: 'lost' }),
      'actions.refuse.to: stage “lost” is not declared',
    ],
    [
      'only a suspended stage leads back',
      withAction('refuse', { to: 'back' }),
      'actions.refuse.to: “back” is only for suspended stages',
    ],
    [
      'a produced document is declared',
      withAction('refuse', { produces: ['letter'] }),
      'actions.refuse.produces: document “letter” is not declared',
    ],
    [
      'an outcome is declared',
      withAction('refuse', { outcome: 'lost' }),
      'actions.refuse.outcome: outcome “lost” is not declared',
    ],
    [
      'an outcome by field is a choice that the action asks',
      withAction('refuse', { outcome: { field: 'reason' } }),
      'actions.refuse.outcome: field “reason” is no choice that the action asks',
    ],
    [
      'every option of an outcome by field is an outcome',
      withAction('grant', {
        asks: { ...lanternPermit.actions.grant?.asks, decision: choice('决定', { maybe: '再议' }) },
      }),
      'actions.grant.outcome: outcome “maybe” is not declared',
    ],
    [
      'what the law does is deemed by a limit',
      withLimit('acceptance', { ifMissed: { means: '通报' } }),
      'actions.accepted: belongs to the law, but no limit deems it',
    ],
    [
      'only an organ takes part',
      withOne('fields', 'street', text('街道', { takesPart: true })),
      'fields.street: only an organ takes part',
    ],
    [
      'a choice has options',
      withOne('fields', 'colour', choice('颜色', {})),
      'fields.colour: a choice without options',
    ],
    [
      'the initial value is an option',
      withOne('fields', 'colour', choice('颜色', { red: '红' }, { initial: 'blue' })),
      'fields.colour: the initial “blue” is no option',
    ],
    [
      'the least is not more than the most',
      withOne('fields', 'lanterns', integer('灯笼', { min: 5, max: 4 })),
      'fields.lanterns: the least is more than the most',
    ],
    [
      'a stage can be reached',
      withOne('stages', 'island', { name: '孤岛', end: true }),
      'stages.island: cannot be reached',
    ],
    [
      'an open stage of a matter has a way out',
      without('actions', 'resume'),
      'stages.paused: is open and has no way out',
    ],
    ['a limit has an article', withLimit('decision', { cite: undefined as never }), 'limits.decision: no article'],
    [
      'a limit has an amount',
      withLimit('decision', { within: workingDays(0) }),
      'limits.decision: the amount is not positive',
    ],
    [
      'a fixed day comes from a field',
      withLimit('decision', { within: thatDay }),
      'limits.decision.from: a limit that ends on a fixed day takes it from a field',
    ],
    [
      'a limit that starts with a field starts with one that is asked',
      withLimit('hanging', { from: { field: 'moon' } }),
      'limits.hanging.from: field “moon” is never asked',
    ],
    [
      'a limit that starts after another is declared beside it',
      withLimit('hanging', { within: workingDays(1), from: { after: { ...(lanternPermit.limits.quiet as Limit) } } }),
      'limits.hanging.from: the limit before it is not declared',
    ],
    [
      'a limit starts with a step',
      withLimit('decision', { from: 'dance' }),
      'limits.decision.from: step “dance” is not declared',
    ],
    [
      'a limit ends or bars something',
      withLimit('decision', { until: [] }),
      'limits.decision.until: nothing ends it and it bars nothing',
    ],
    [
      'a limit ends with a step',
      withLimit('decision', { until: ['dance'] }),
      'limits.decision.until: step “dance” is not declared',
    ],
    [
      'the end of a limit can follow its start',
      withLimit('decision', { from: 'grant', until: ['accept'] }),
      'limits.decision.until: cannot happen after its start',
    ],
    [
      'a limit bars actions',
      withLimit('quiet', { bars: ['dance'] }),
      'limits.quiet.bars: action “dance” is not declared',
    ],
    [
      'a pause begins and ends with actions',
      withLimit('decision', { pausedBy: [{ suspend: 'pause', resume: ['dance'] }] }),
      'limits.decision.pausedBy: action “dance” is not declared',
    ],
    [
      'an extension is an action',
      withLimit('decision', { extendedBy: { ...lanternPermit.limits.decision?.extendedBy, action: 'dance' } as never }),
      'limits.decision.extendedBy: action “dance” is not declared',
    ],
    [
      'the action of an extension asks its length',
      withLimit('decision', { extendedBy: { ...lanternPermit.limits.decision?.extendedBy, field: 'weeks' } as never }),
      'limits.decision.extendedBy: “extend” does not ask “weeks”',
    ],
    [
      'an exclusion is named by an action',
      withLimit('decision', { excludes: { action: 'dance', from: 'visitFrom', to: 'visitTo' } }),
      'limits.decision.excludes: action “dance” is not declared',
    ],
    [
      'the action of an exclusion asks its days',
      withLimit('decision', { excludes: { action: 'visit', from: 'visitFrom', to: 'someday' } }),
      'limits.decision.excludes: “visit” does not ask “someday”',
    ],
    [
      'what is deemed is an action',
      withLimit('acceptance', { ifMissed: { deems: 'dance' } }),
      'limits.acceptance.ifMissed: action “dance” is not declared',
    ],
    [
      'an advance notice names its event',
      withLimit('quiet', { kind: 'BEFORE' }),
      'limits.quiet: an advance notice names its event and the action it bars',
    ],
    [
      'the event of an advance notice is asked',
      withLimit('quiet', { kind: 'BEFORE', event: 'festival' }),
      'limits.quiet.event: field “festival” is never asked',
    ],
    [
      'a document is produced',
      withOne('documents', 'letter', { name: '函', body: ['函'] }),
      'documents.letter: no action produces it',
    ],
    [
      'a document has a text',
      withOne('documents', 'permit', { name: '证', body: [] }),
      'documents.permit: has no text',
    ],
    [
      'every placeholder stands for something',
      withOne('documents', 'permit', { name: '证', body: ['{street}{party.mayor}'] }),
      'documents.permit: “{party.mayor}” stands for nothing',
    ],
    [
      'a figure has a definition',
      withOne('figures', 'more', count({ ...counted, definition: '', counts: s => s.openedOn })),
      'figures.more: no definition (口径)',
    ],
    [
      'a ratio is made of figures of the declaration',
      withOne('figures', 'rate', ratio({ ...counted, numerator: ['lost'], denominator: ['received'], decimals: 1 })),
      'figures.rate: figure “lost” is not declared',
    ],
    [
      'a sum is over a field that is asked',
      withOne('figures', 'lanterns', sum({ ...counted, field: 'moons', counts: s => s.openedOn })),
      'figures.lanterns: field “moons” is never asked',
    ],
    [
      'some figure counts the records',
      { ...lanternPermit, figures: {}, identities: [] },
      'figures: no figure counts its records',
    ],
    [
      'an identity is over declared figures',
      {
        ...lanternPermit,
        identities: [{ code: 'all', name: '全', whole: ['received'], parts: ['lost'], relation: '=' }],
      },
      'identities.all: figure “lost” is not declared',
    ],
    [
      'a link starts in declared stages',
      withOne('links', 'again', { ...lanternPermit.links.again, stages: ['lost'] }),
      'links.again: stage “lost” is not declared',
    ],
    [
      'a link carries fields of its own',
      withOne('links', 'again', { ...lanternPermit.links.again, values: { street: 'moon' } }),
      'links.again: field “moon” is never asked here',
    ],
    [
      'a link fills fields of the other',
      withOne('links', 'again', { ...lanternPermit.links.again, values: { moon: 'street' } }),
      'links.again: “moon” is no field of lantern-permit',
    ],
    [
      'a link carries the day of an action',
      withOne('links', 'again', { ...lanternPermit.links.again, values: { street: { day: 'moon' } } }),
      'links.again: action “moon” is not declared',
    ],
    [
      'a link carries the number of a document that has one',
      withOne('links', 'again', {
        ...lanternPermit.links.again,
        values: { street: { document: 'moon', as: '{number}' } },
      }),
      'links.again: “moon” is no numbered document',
    ],
    [
      'a link carries who takes part here',
      withOne('links', 'again', { ...lanternPermit.links.again, parties: { applicant: 'moon' } }),
      'links.again: nobody takes part here as “moon”',
    ],
    [
      'a link gives its organ a part in the other',
      withOne('links', 'again', { ...lanternPermit.links.again, organ: 'moon' }),
      'links.again: nobody takes part as “moon” in lantern-permit',
    ],
    [
      'what a limit is returned by is an action',
      withLimit('acceptance', { reopenedBy: ['lose'] }),
      'limits.acceptance.reopenedBy: action “lose” is not declared',
    ],
    [
      'what is followed up names a listed organ',
      { ...lanternPermit, followUp: { organ: 'street', limit: 'acceptance', rate: 'rate' } },
      'followUp.organ: “street” is no listed organ',
    ],
    [
      'what is followed up is judged by a ratio',
      { ...lanternPermit, followUp: { organ: 'street', limit: 'acceptance', rate: 'opened' } },
      'followUp.rate: “opened” is no ratio',
    ],
  ]

  test.each(cases)('%s', (_, wrong, message) => {
    const said = checkDeclaration(wrong, lanternRoles)
    expect(
      said.some(line => line.endsWith(message)),
      `said: ${said.join('; ')}`,
    ).toBe(true)
    for (const line of said) expect(line).toMatch(new RegExp(`^${wrong.code}@2020 `))
  })

  test('a date that starts a limit may be asked by an action', () => {
    expect(
      checkDeclaration(
        withAction('accept', { asks: { festival: date('节日'), helper: organ('协助单位', { takesPart: true }) } }),
        lanternRoles,
      ),
    ).toEqual([])
  })
})

describe('the versions of a system follow one another', () => {
  const next: Declaration = { ...lanternPermit, version: '2024', inForce: { from: '2024-01-01' } }
  const ended: Declaration = { ...lanternPermit, inForce: { from: '2020-01-01', to: '2023-12-31' } }

  test('the opening date selects the version', () => {
    const c = catalogue([next, ended], lanternRoles)
    expect(c.inForce('lantern-permit', '2019-12-31')).toBeUndefined()
    expect(c.inForce('lantern-permit', '2023-12-31')?.version).toBe('2020')
    expect(c.inForce('lantern-permit', '2024-01-01')?.version).toBe('2024')
    expect(c.newest('lantern-permit')?.version).toBe('2024')
    expect(() => c.get('lantern-permit', '1999')).toThrow('lantern-permit 1999')
  })

  test('two versions in force at once, and a newest version that ends, are refused', () => {
    expect(() => catalogue([lanternPermit, next], lanternRoles)).toThrow('version 2020 must end before 2024 begins')
    expect(() => catalogue([ended], lanternRoles)).toThrow('the newest version 2020 has an end')
  })

  test('an outcome that no version can set is refused; one that another version sets is not', () => {
    const lost = withOne('outcomes', 'lost', '丢失')
    expect(() => catalogue([lost], lanternRoles)).toThrow(
      'lantern-permit outcomes.lost: no action of any version sets it',
    )
    const setter: Declaration = {
      ...withOne('outcomes', 'lost', '丢失'),
      version: '2024',
      inForce: { from: '2024-01-01' },
      actions: {
        ...lanternPermit.actions,
        lose: { name: '丢失', from: ['granted'], by: ['lanternHead'], outcome: 'lost' },
      },
    }
    expect(catalogue([{ ...lost, inForce: ended.inForce }, setter], lanternRoles).all).toHaveLength(2)
  })

  test('everything wrong is told at once', () => {
    expect(() => catalogue([{ ...ended, code: 'Wrong' }], [])).toThrow(
      /expected kebab-case[\s\S]*role[\s\S]*has an end/,
    )
  })
})
