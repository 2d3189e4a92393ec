import type { Declaration } from '#kernel/declaration.ts'
import type { Field } from '#kernel/field.ts'
import { limitState, type Settings } from '#kernel/limit.ts'
import { type Names, printValue } from '#kernel/print.ts'
import type { RecordState, Step } from '#kernel/record.ts'
import type { Calendar } from '#kernel/time/calendar.ts'
import { formatChinese, formatChineseDate, type PlainDate } from '#kernel/time/date.ts'
import { type Block, blank, type OfficialDocument, paragraph } from './official-document.ts'

export type CaseDocumentInput = {
  readonly declaration: Declaration
  readonly state: RecordState
  /** Code of the document in the declaration. */
  readonly document: string
  /** The step that issued it; absent: a draft of how it would read now. */
  readonly seq?: number
  readonly names: Names
  readonly calendar: Calendar
  readonly settings: Settings
  readonly today: PlainDate
}

/**
 * A paper of a case 文书 with the facts of its record in place of the placeholders. A paper once issued tells what stood
 * in the record at its step (corrections applied), not what came later; a missing fact is a line to be filled in by hand.
 * @throws Error when the declaration has no such document, or the record no such step (bugs of the caller)
 */
export function caseDocument(input: CaseDocumentInput): OfficialDocument {
  const { declaration, state, document: code, seq } = input
  const document = declaration.documents[code]
  if (!document) throw new Error(`${declaration.code} ${declaration.version}: no document ${code}`)
  const step = seq === undefined ? undefined : state.steps.find(s => s.seq === seq)
  if (seq !== undefined && !step) throw new Error(`${state.id}: no step ${seq}`)
  const facts = factsOf(input, step)
  const lines = document.body
    .map(line => line.replace(/\{([\w.]+)\}/g, (_, name: string) => facts(name) || blank))
    .flatMap(line => line.split('\n'))
    .filter(line => line.trim() !== '')
  const [first = '', ...rest] = lines
  const addressed = /^[^。，；]{1,60}：$/.test(first)
  const number = step?.documents?.find(d => d.code === code)?.number
  return {
    letterhead: 'plain',
    organMark: organName(input),
    title: document.name,
    ...(number ? { number } : document.series ? { number: blank } : {}),
    ...(addressed ? { addressee: first.slice(0, -1) } : {}),
    body: (addressed ? rest : lines).map((line): Block => paragraph(line.trim())),
    signed: { organs: [organName(input)], ...(step ? { on: step.on } : {}) },
  }
}

const organName = ({ names, state }: CaseDocumentInput): string => names('organ', state.organ) ?? blank

/** Placeholder → printed fact; empty or undefined where the record does not tell. */
function factsOf(input: CaseDocumentInput, step: Step | undefined): (name: string) => string | undefined {
  const { declaration, state, names, today } = input
  const steps = step ? state.steps.filter(s => s.seq <= step.seq) : state.steps
  const values = step ? Object.assign({}, ...steps.map(s => s.values)) : state.values
  const then: RecordState = { ...state, steps, values }
  const fields: Readonly<Record<string, Field>> = Object.assign(
    {},
    ...Object.values(declaration.actions).map(a => a.asks ?? {}),
    declaration.fields,
    // Two actions may ask a field of the same code by other labels: the paper prints that of its own action.
    step ? declaration.actions[step.action]?.asks : {},
  )

  return name => {
    if (Object.hasOwn(fields, name)) {
      const field = fields[name]
      return field && printValue(field, values[name], names)
    }
    const [head = '', tail = ''] = name.split('.')
    switch (head) {
      case 'party':
        return state.parties
          .filter(p => p.role === tail)
          .map(p => p.name)
          .join('、')
      case 'day':
        return printDay(steps.findLast(s => s.action === tail)?.on)
      case 'limit':
        return lastDay(tail)
      case 'organ':
        return organName(input)
      case 'number':
        return state.number
      case 'title':
        return state.title
      case 'openedOn':
        return printDay(state.openedOn)
      case 'on':
        return printDay(step?.on ?? today)
      case 'today':
        return printDay(today)
      case 'outcome':
        return outcome()
      default:
        return undefined
    }
  }

  function outcome(): string | undefined {
    const deciding = steps.findLast(s => declaration.actions[s.action]?.outcome !== undefined)
    const set = deciding && declaration.actions[deciding.action]?.outcome
    const code = typeof set === 'object' ? deciding?.values[set.field] : set
    return code === undefined ? undefined : (declaration.outcomes[String(code)] ?? String(code))
  }

  function lastDay(code: string): string | undefined {
    const limit = declaration.limits[code]
    if (!limit) return undefined
    const { calendar, settings } = input
    const on = step?.on ?? today
    const { final } = limitState({ code, limit, system: declaration.code, state: then, today: on, calendar, settings })
    return final === undefined ? undefined : formatChinese(final)
  }
}

const printDay = (on: PlainDate | undefined): string | undefined =>
  on === undefined ? undefined : formatChineseDate(on)
