import { escapeHtml } from '#documents/to-html.ts'

/** Markup that may stand on a page as it is. Made by `html` alone, so that a text can never pass for markup. */
export class Html {
  readonly #markup: string
  constructor(markup: string) {
    this.#markup = markup
  }
  toString(): string {
    return this.#markup
  }
}

type Part = Html | string | number | false | null | undefined | readonly Part[]

/**
 * Markup with values in it: texts are escaped, markup stands as it is, lists are joined, and nothing stands for
 * `false`, `null` and `undefined`.
 * @example html`<p>${'<b>'}</p>`.toString() // '<p>&lt;b&gt;</p>'
 */
export function html(parts: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(parts.map((part, i) => part + (i < values.length ? print(values[i]) : '')).join(''))
}

function print(value: Part): string {
  if (value === false || value === null || value === undefined) return ''
  if (value instanceof Html) return value.toString()
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value))
  return value.map(print).join('')
}

export const nothing: Html = html``
