/**
 * An official document 公文 as data, after GB/T 9704-2012 (党政机关公文格式). Pure: `to-docx.ts` and `to-html.ts` print the
 * same model. The numbers of headings are made here, since numbers typed by hand are told twice or left out.
 */
import { type PlainDate, formatChineseDate } from '#kernel/time/date.ts'
import { toChineseNumeral } from '#kernel/values/numerals.ts'

/** Levels of headings in order: 一、 · （一） · 1. · （1） (GB/T 9704-2012, 7.3.3). */
export type HeadingLevel = 1 | 2 | 3 | 4

export type Block =
  | { readonly kind: 'heading'; readonly level: HeadingLevel; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | {
      readonly kind: 'table'
      readonly title?: string
      readonly head: readonly string[]
      readonly rows: readonly (readonly string[])[]
      /** Relative widths of the columns; absent: equal. */
      readonly widths?: readonly number[]
    }

export type OfficialDocument = {
  /**
   * `red`: organ mark in red over a red rule, for documents that an organ issues. `plain`: organ and name above the
   * number, for the papers of a case 文书.
   */
  readonly letterhead: 'red' | 'plain'
  /** 发文机关标志, e.g. 准绳示范区人民政府文件. */
  readonly organMark: string
  /** 份号, 密级和保密期限, 紧急程度: printed above the mark where the document has them. */
  readonly copyNumber?: string
  readonly secrecy?: string
  readonly urgency?: string
  /** 发文字号. */
  readonly number?: string
  /** 签发人, of documents sent upwards. */
  readonly signer?: string
  readonly title: string
  /** 主送机关 or the person addressed, without the colon. */
  readonly addressee?: string
  readonly body: readonly Block[]
  /** Names of the annexes, told after the body. */
  readonly attachments?: readonly string[]
  /** 署名 and 成文日期. */
  readonly signed?: { readonly organs: readonly string[]; readonly on?: PlainDate }
  /** 附注, e.g. 此件公开发布. */
  readonly note?: string
  /** 版记: 抄送, 印发机关, 印发日期. */
  readonly imprint?: { readonly copiesTo?: string; readonly issuedBy: string; readonly on?: PlainDate }
  /** The annexes themselves, each on a new page. */
  readonly annexes?: readonly { readonly title: string; readonly body: readonly Block[] }[]
}

/** What stands where a fact is missing: a line to be filled in by hand. */
export const blank = '＿＿＿＿'

export const heading = (level: HeadingLevel, text: string): Block => ({ kind: 'heading', level, text })
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })

/** @example headingNumber(2, 3) // '（三）' */
export function headingNumber(level: HeadingLevel, n: number): string {
  switch (level) {
    case 1:
      return `${toChineseNumeral(n)}、`
    case 2:
      return `（${toChineseNumeral(n)}）`
    case 3:
      return `${n}.`
    case 4:
      return `（${n}）`
    default:
      return level satisfies never
  }
}

/** The blocks with the number of each heading in front of its text; a heading starts the levels below it anew. */
export function numbered(blocks: readonly Block[]): readonly Block[] {
  const counts = [0, 0, 0, 0, 0]
  return blocks.map(block => {
    if (block.kind !== 'heading') return block
    const n = (counts[block.level] ?? 0) + 1
    counts[block.level] = n
    counts.fill(0, block.level + 1)
    return { ...block, text: headingNumber(block.level, n) + block.text }
  })
}

/** 附件：1.… or, of a single one, 附件：… (7.3.4: no mark after the name). */
export function attachmentLines(names: readonly string[]): readonly string[] {
  if (names.length === 1) return [`附件：${names[0]}`]
  return names.map((name, i) => `${i === 0 ? '附件：' : '　　　'}${i + 1}.${name}`)
}

/** The day in Arabic numerals (7.3.5.4), or a line to fill in. */
export const printedDay = (on: PlainDate | undefined): string =>
  on === undefined ? `${blank}年${blank}月${blank}日` : formatChineseDate(on)

/** Size of the red mark in points, so that it stays on one line of the 156 mm type area. */
export const markSize = (mark: string): number =>
  Math.max(16, Math.min(62, Math.floor(442 / Math.max(1, [...mark].length))))
