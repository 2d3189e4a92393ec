import type { Declaration } from '#kernel/declaration.ts'
import type { Field } from '#kernel/field.ts'
import type { OrganInfo } from '#records/platform.ts'
import {
  askedField,
  inputOf,
  kindName,
  kindsOf,
  type Mistake,
  type PartyPart,
  partName,
  type Typed,
} from './answers.ts'
import { type Html, html, nothing } from './html.ts'
import type { Ask, Question } from './services.ts'

/** Inputs with their labels, hints, what was typed before, and what was wrong with it. Works without script. */
export type FormContext = {
  readonly declaration: Declaration
  readonly typed: Typed
  readonly mistakes: readonly Mistake[]
  readonly organs: readonly OrganInfo[]
  readonly handlers: readonly OrganInfo[]
}

/** ids hold no dots: they are targets of links. */
const idOf = (input: string): string => input.replaceAll('.', '-')

/** What is wrong, on top of the page, each with a link to its input. */
export function mistakesBox(mistakes: readonly Mistake[]): Html {
  if (!mistakes.length) return nothing
  return html`<div class="errs" role="alert" tabindex="-1" aria-labelledby="es"><h2 id="es">有${mistakes.length}处要改</h2><ul>${mistakes.map(
    m => html`<li><a href="#${idOf(m.input)}">${m.message}</a></li>`,
  )}</ul></div>`
}

export function questionInputs(question: Question, context: FormContext): Html {
  return html`${question.asks.map(ask => inputsOf(ask, context))}`
}

function inputsOf(ask: Ask, context: FormContext): Html {
  const input = inputOf(ask)
  switch (ask.kind) {
    case 'field':
      return fieldInput(input, ask.label, askedField(context.declaration, ask), ask.hint, context)
    case 'party':
      return partyInputs(ask, context)
    case 'agency':
      return selectInput(
        input,
        ask.label,
        ask.hint,
        context.organs.filter(o => ask.of.some(k => k === o.kind)).map(o => [o.code, o.name] as const),
        context,
      )
    case 'handler':
      return choiceInput(
        input,
        ask.label,
        ask.hint,
        context.handlers.map(o => [o.code, o.name] as const),
        context,
      )
    case 'files':
      return html`<div class="field"><label for="files">${ask.label}</label>${hint('files', ask.hint)}<input type="file" id="files" name="files" multiple aria-describedby="files-h"></div>`
    default:
      return ask satisfies never
  }
}

const hint = (input: string, text: string | undefined): Html =>
  text ? html`<p class="hint" id="${idOf(input)}-h">${text}</p>` : nothing

const wrongOf = (input: string, context: FormContext): readonly Mistake[] =>
  context.mistakes.filter(m => m.input === input || m.input.startsWith(`${input}.`))

/** The words of a mistake at its input. */
const message = (input: string, wrong: readonly Mistake[]): Html =>
  wrong.length ? html`<p class="msg" id="${idOf(input)}-e">${wrong.map(m => m.message).join(' ')}</p>` : nothing

const describedBy = (input: string, hasHint: boolean, wrong: readonly Mistake[]): Html => {
  const by = [hasHint ? `${idOf(input)}-h` : '', wrong.length ? `${idOf(input)}-e` : ''].filter(Boolean).join(' ')
  return by ? html` aria-describedby="${by}"` : nothing
}

/** Attributes that tie an input to its hint and mistake. */
const ties = (input: string, hasHint: boolean, wrong: readonly Mistake[]): Html =>
  html`${describedBy(input, hasHint, wrong)}${wrong.length ? html` aria-invalid="true"` : ''}`

const box = (wrong: readonly Mistake[], content: Html): Html =>
  html`<div class="field${wrong.length ? ' err' : ''}">${content}</div>`

/** One field of a declaration. Also for what an action on the progress page asks. */
export function fieldInput(
  input: string,
  label: string | undefined,
  field: Field,
  more: string | undefined,
  context: Pick<FormContext, 'typed' | 'mistakes'>,
): Html {
  const name = label ?? field.name
  const text = more ?? field.help
  switch (field.kind) {
    case 'choice': {
      const options = Object.entries(field.options ?? {})
      return options.length > 8
        ? selectInput(input, name, text, options, context)
        : choiceInput(input, name, text, options, context)
    }
    case 'boolean':
      return choiceInput(
        input,
        name,
        text,
        [
          ['yes', '是'],
          ['no', '否'],
        ],
        context,
      )
    case 'date':
      return dateInput(input, name, text, context)
    case 'longText':
      return textInput(input, name, text, context, 'area')
    case 'integer':
    case 'money':
      return textInput(input, field.kind === 'money' ? `${name}，单位：元` : name, text, context, 'number')
    case 'phone':
      return textInput(input, name, text, context, 'tel')
    default:
      return textInput(input, name, text, context, 'text')
  }
}

function textInput(
  input: string,
  label: string,
  text: string | undefined,
  context: Pick<FormContext, 'typed' | 'mistakes'>,
  type: 'text' | 'tel' | 'number' | 'area',
  more: Html = nothing,
): Html {
  const wrong = wrongOf(input, context as FormContext)
  const value = context.typed[input] ?? ''
  const id = idOf(input)
  const tied = ties(input, text !== undefined, wrong)
  const control =
    type === 'area'
      ? html`<textarea id="${id}" name="${input}" rows="6" maxlength="20000"${tied}>${value}</textarea>`
      : html`<input type="${type === 'tel' ? 'tel' : 'text'}" id="${id}" name="${input}" value="${value}" maxlength="400" autocomplete="off"${
          type === 'number' ? html` inputmode="decimal"` : ''
        }${more}${tied}>`
  return box(wrong, html`<label for="${id}">${label}</label>${hint(input, text)}${message(input, wrong)}${control}`)
}

function selectInput(
  input: string,
  label: string,
  text: string | undefined,
  options: readonly (readonly [string, string])[],
  context: Pick<FormContext, 'typed' | 'mistakes'>,
): Html {
  const wrong = wrongOf(input, context as FormContext)
  const id = idOf(input)
  return box(
    wrong,
    html`<label for="${id}">${label}</label>${hint(input, text)}${message(input, wrong)}<select id="${id}" name="${input}"${ties(
      input,
      text !== undefined,
      wrong,
    )}><option value="">请选择</option>${options.map(
      ([value, name]) =>
        html`<option value="${value}"${context.typed[input] === value ? html` selected` : ''}>${name}</option>`,
    )}</select>`,
  )
}

function choiceInput(
  input: string,
  label: string,
  text: string | undefined,
  options: readonly (readonly [string, string])[],
  context: Pick<FormContext, 'typed' | 'mistakes'>,
): Html {
  const wrong = wrongOf(input, context as FormContext)
  const id = idOf(input)
  return html`<fieldset class="field${wrong.length ? ' err' : ''}"${describedBy(input, text !== undefined, wrong)}><legend class="lb">${label}</legend>${hint(
    input,
    text,
  )}${message(input, wrong)}<div class="opt">${options.map(
    ([value, name], i) =>
      html`<label><input type="radio"${i === 0 ? html` id="${id}"` : ''} name="${input}" value="${value}"${
        context.typed[input] === value ? html` checked` : ''
      }><span>${name}</span></label>`,
  )}</div></fieldset>`
}

function dateInput(
  input: string,
  label: string,
  text: string | undefined,
  context: Pick<FormContext, 'typed' | 'mistakes'>,
): Html {
  const wrong = wrongOf(input, context as FormContext)
  const part = (name: string, unit: string, length: number) => {
    const full = `${input}.${name}`
    const bad = wrong.some(m => m.input === full || m.input === input)
    // A link to the whole date leads to its first box.
    const id = name === 'y' && !wrong.some(m => m.input === full) ? idOf(input) : idOf(full)
    return html`<div><input type="text" id="${id}" name="${full}" inputmode="numeric" maxlength="${length}" value="${
      context.typed[full] ?? ''
    }"${bad ? html` aria-invalid="true" aria-describedby="${idOf(input)}-e"` : ''}><label for="${id}">${unit}</label></div>`
  }
  return html`<fieldset class="field${wrong.length ? ' err' : ''}"><legend class="lb">${label}</legend>${hint(input, text)}${message(
    input,
    wrong,
  )}<div class="date">${part('y', '年', 4)}${part('m', '月', 2)}${part('d', '日', 2)}</div></fieldset>`
}

function partyInputs(ask: Extract<Ask, { kind: 'party' }>, context: FormContext): Html {
  const input = inputOf(ask)
  const kinds = kindsOf(context.declaration, ask)
  const kind = kinds.find(k => k === context.typed[`${input}.kind`]) ?? kinds[0] ?? 'person'
  const needs = (part: PartyPart) => part === 'name' || (ask.needs ?? []).some(n => n === part)
  const label = (part: PartyPart) => {
    const names = [...new Set(kinds.map(k => partName(part, k)))].join('或者')
    return needs(part) && !ask.optional ? names : `${names}（可以不填）`
  }
  const shown = (['name', 'number', 'phone', 'address'] as const).filter(p => !(ask.without ?? []).some(w => w === p))
  const choice =
    kinds.length > 1
      ? choiceInput(
          `${input}.kind`,
          '个人还是单位',
          undefined,
          kinds.map(k => [k, kindName(k)] as const),
          { ...context, typed: { [`${input}.kind`]: kind, ...context.typed } },
        )
      : nothing
  return html`<fieldset class="field" id="${idOf(input)}"><legend class="lb">${ask.label}</legend>${hint(input, ask.hint)}${choice}${shown.map(
    part => textInput(`${input}.${part}`, label(part), undefined, context, part === 'phone' ? 'tel' : 'text'),
  )}</fieldset>`
}

/** What every form carries: proof that it came from our page, and a box that only machines fill in. */
export const guardInputs = (token: string): Html =>
  html`<input type="hidden" name="_token" value="${token}"><div class="trap" aria-hidden="true"><label for="website">请留空</label><input type="text" id="website" name="website" tabindex="-1" autocomplete="off"></div>`
