import { mostUrgent } from '#kernel/clock.ts'
import type { Actor, RecordState } from '#kernel/record.ts'
import type { Scope } from '#store/database.ts'
import { loadMany } from '#store/log.ts'
import { type DivisionInfo, type Platform, today } from './platform.ts'
import { clocksOf, maskTitle, seesPersonalOf, stageName } from './view.ts'
import type { ThreadEntry } from './views.ts'

/** How far a thread is followed: more does not fit on a page. */
const farthest = { rounds: 6, records: 30 }

/**
 * The records that hang together with one across systems, the first of them first, each with what was opened from it
 * below. Empty when nothing is linked. Of records beyond the reader's scope it tells who has them and how far they are,
 * never what they are about: whoever hands something over may know what becomes of it.
 */
export async function readThread(
  platform: Platform,
  division: DivisionInfo,
  reader: { readonly actor: Actor; readonly scope: Scope },
  start: RecordState,
): Promise<ThreadEntry[]> {
  const known = new Map([[start.id, start]])
  for (let round = 0; round < farthest.rounds && known.size < farthest.records; round++) {
    const linked = new Set([...known.values()].flatMap(s => s.links.map(l => l.record)))
    const unknown = [...linked].filter(id => !known.has(id))
    if (!unknown.length) break
    const found = await loadMany(platform.db, { ...reader.scope, sees: 'division' }, unknown)
    for (const [id, { state }] of found) known.set(id, state)
  }
  if (known.size === 1) return []
  const parentOf = (s: RecordState) => known.get(s.links.find(l => l.kind === 'from')?.record ?? '')
  let root = start
  for (let up = parentOf(root); up; up = parentOf(root)) root = up

  const entries: ThreadEntry[] = []
  const add = (state: RecordState, depth: number) => {
    entries.push(entryOf(platform, division, reader, state, depth, parentOf(state)))
    for (const l of state.links) {
      const next = l.kind === 'to' ? known.get(l.record) : undefined
      if (next) add(next, depth + 1)
    }
  }
  add(root, 0)
  return entries
}

function entryOf(
  platform: Platform,
  division: DivisionInfo,
  { actor, scope }: { readonly actor: Actor; readonly scope: Scope },
  state: RecordState,
  depth: number,
  parent: RecordState | undefined,
): ThreadEntry {
  const d = platform.catalogue.get(state.system, state.version)
  const handles = seesPersonalOf(state, actor)
  const readable = handles || scope.sees === 'division'
  const code = state.links.find(l => l.kind === 'from')?.code ?? ''
  const link = parent && platform.catalogue.get(parent.system, parent.version).links[code]
  const clock = mostUrgent(
    clocksOf(d, state, { today: today(platform), calendar: platform.calendar(), settings: division.settings }),
  )
  return {
    id: state.id,
    depth,
    system: state.system,
    systemName: d.name,
    number: state.number,
    openedOn: state.openedOn,
    organName: division.organs.get(state.organ)?.name ?? state.organ,
    stageName: stageName(d, state.stage),
    readable,
    ...(link ? { link: link.name } : {}),
    ...(readable ? { title: handles ? state.title : maskTitle(state) } : {}),
    ...(state.outcome ? { outcomeName: d.outcomes[state.outcome] ?? state.outcome } : {}),
    ...(clock && state.closedOn === undefined ? { clock } : {}),
  }
}
