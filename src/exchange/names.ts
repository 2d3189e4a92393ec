import type { Declaration } from '#kernel/declaration.ts'
import type { Field } from '#kernel/field.ts'
import { ok, type Result, refuse } from '#kernel/refusal.ts'
import type { DivisionInfo, Platform } from '#records/platform.ts'
import { read, type Scope } from '#store/database.ts'
import { cellText, isBlank, type SheetRow } from './cell.ts'
import type { HeaderMatch } from './ledger.ts'
import { type Names, splitList } from './values.ts'

type Found = { readonly id: string; readonly organ: string }
/** Register entries and records that the rows name, by system and text. */
export type Referred = Map<string, readonly Found[]>

const keyOf = (system: string, text: string) => `${system}\n${text}`
const refers = (field: Field) => (field.kind === 'entry' || field.kind === 'record') && field.of !== undefined

/**
 * Looks up the register entries and records that a batch of rows names: by number, title or one of their listed values
 * (执法证号). Read division-wide, as forms do; only the id is taken.
 */
export async function lookUp(
  platform: Platform,
  scope: Scope,
  match: HeaderMatch,
  rows: readonly SheetRow[],
  known: Referred,
): Promise<void> {
  const wanted = new Map<string, Set<string>>()
  match.columns.forEach((matched, i) => {
    const field = matched?.column.field
    if (!field?.of || !refers(field)) return
    for (const { cells } of rows) {
      if (isBlank(cells[i])) continue
      const text = cellText(cells[i])
      for (const one of field.many ? splitList(text) : [text])
        if (!known.has(keyOf(field.of, one))) wanted.set(field.of, (wanted.get(field.of) ?? new Set()).add(one))
    }
  })
  for (const [system, texts] of wanted) {
    const rows = await read<Found & { number: string; title: string; listed: Record<string, unknown> }>(
      platform.db,
      { ...scope, sees: 'division' },
      `select r.id, r.organ, r.number, r.title, r.listed from zs.record r
       where r.division = $1 and r.system = $2 and r.stage <> 'voided' and (r.number = any($3) or r.title = any($3)
         or ($4 and exists (select 1 from jsonb_each_text(r.listed) v where v.value = any($3))))`,
      [scope.division, system, [...texts], platform.catalogue.newest(system)?.archetype === 'register'],
    )
    for (const text of texts) {
      const byNumber = rows.filter(r => r.number === text)
      const found = byNumber.length
        ? byNumber
        : rows.filter(r => r.title === text || Object.values(r.listed).some(v => String(v) === text))
      known.set(keyOf(system, text), found)
    }
  }
}

/** What stands behind the names in the cells. `organ`: of the rows that name none; its own people and entries come first. */
export function namesIn(
  division: DivisionInfo,
  referred: Referred,
  systemName: (code: string) => Declaration | undefined,
  organ: string | undefined,
): Names {
  const organs = new Map<string, string>()
  for (const o of division.organs.values()) organs.set(o.short, o.code)
  for (const o of division.organs.values()) organs.set(o.name, o.code)
  for (const o of division.organs.values()) organs.set(o.code, o.code)
  const people = new Map<string, Found[]>()
  for (const p of division.people.values())
    for (const key of [p.name, p.id]) people.set(key, [...(people.get(key) ?? []), { id: p.id, organ: p.organ }])

  const wrong = (message: string) => refuse({ code: 'invalid-input', message })
  return (field, text) => {
    switch (field.kind) {
      case 'organ': {
        const code = organs.get(text)
        return code === undefined
          ? wrong(`“${field.name}”：没有名为“${text}”的单位，请按单位名录填写全称或者代码。`)
          : ok(code)
      }
      case 'person':
        return oneOf(people.get(text) ?? [], organ, {
          none: `“${field.name}”：人员名册中没有“${text}”，请核对姓名，或者先由管理员登记。`,
          several: `“${field.name}”：有${people.get(text)?.length}名“${text}”，请改填账号编号。`,
        })
      default: {
        const system = field.of ?? ''
        const name = systemName(system)?.name ?? system
        return oneOf(referred.get(keyOf(system, text)) ?? [], organ, {
          none: `“${field.name}”：“${name}”中没有“${text}”，请核对，或者先登记、导入${name}。`,
          several: `“${field.name}”：“${name}”中有不止一条“${text}”，请改填编号。`,
        })
      }
    }
  }
}

/** The only one found; of several the only one of the own organ. */
function oneOf(
  found: readonly Found[],
  organ: string | undefined,
  words: { none: string; several: string },
): Result<string> {
  if (!found.length) return refuse({ code: 'invalid-input', message: words.none })
  const own = found.length > 1 ? found.filter(f => f.organ === organ) : found
  return own.length === 1 && own[0] ? ok(own[0].id) : refuse({ code: 'invalid-input', message: words.several })
}
