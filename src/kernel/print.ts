import type { Field, Value } from './field.ts'
import { formatChineseDate } from './time/date.ts'
import { printYuan } from './values/money.ts'

/** Names that stand behind ids: organs, people, register entries, records. */
export type Names = (kind: 'organ' | 'person' | 'entry' | 'record', id: string) => string | undefined

/** A value as an official reads it: choices by label, dates in Chinese form, money in 元, lists joined by 、. */
export function printValue(field: Field, value: Value | undefined, names: Names = () => undefined): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) return value.map(v => printValue(field, v as string, names)).join('、')
  switch (field.kind) {
    case 'date':
      return formatChineseDate(String(value))
    case 'money':
      return printYuan(Number(value))
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
