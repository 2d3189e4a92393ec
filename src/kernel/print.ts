import type { Field, Value } from './field.ts'
import { formatChineseDate } from './time/date.ts'

/** Names that stand behind ids: organs, people, register entries, records. */
export type Names = (kind: 'organ' | 'person' | 'entry' | 'record', id: string) => string | undefined

/** 元 with at most two decimals and thousands separators: 123456 分 → 1,234.56元; whole 万 above 10,000 元 as 万元 when `short`. */
export function printMoney(fen: number, short = false): string {
  if (short && Math.abs(fen) >= 1_000_000) return `${trim(fen / 1_000_000)}万元`
  return `${(fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: fen % 100 ? 2 : 0, maximumFractionDigits: 2 })}元`
}
const trim = (n: number) => n.toLocaleString('zh-CN', { maximumFractionDigits: 2, useGrouping: false })

/** A value as an official reads it: choices by label, dates in Chinese form, money in 元, lists joined by 、. */
export function printValue(field: Field, value: Value | undefined, names: Names = () => undefined): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) return value.map(v => printValue({ ...field, many: undefined } as unknown as Field, v as string, names)).join('、')
  switch (field.kind) {
    case 'date':
      return formatChineseDate(String(value))
    case 'money':
      return printMoney(Number(value))
    case 'integer':
      return `${Number(value).toLocaleString('zh-CN')}${field.unit ?? ''}`
    case 'boolean':
      return value ? '是' : '否'
    case 'choice':
      return field.options?.[String(value)] ?? String(value)
    case 'organ':
    case 'person':
    case 'entry':
    case 'record':
      return names(field.kind, String(value)) ?? String(value)
    case 'text':
    case 'longText':
    case 'identityCard':
    case 'creditCode':
    case 'phone':
      return String(value)
    default:
      return field.kind satisfies never
  }
}
