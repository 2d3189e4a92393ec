import type { Declaration } from '#kernel/declaration.ts'
import { canonicalJson } from '#kernel/hash/canonical.ts'
import { sm3 } from '#kernel/hash/sm3.ts'
import { ok, type Result, refuse } from '#kernel/refusal.ts'
import type { RecordState } from '#kernel/record.ts'
import type { PlainDate } from '#kernel/time/date.ts'
import { type BulkResult, type Plan, writePlans } from '#records/bulk.ts'
import { codesOf, type Platform, today } from '#records/platform.ts'
import { read, type Scope } from '#store/database.ts'
import { loadMany } from '#store/log.ts'
import { type Measure, measuresOf } from './fit.ts'
import { planInProgress } from './in-progress.ts'
import { planOfficers } from './officers.ts'
import { type Planned, type Prepared, planPrepared, planUsual, prepareTargets, type Run } from './plan.ts'
import { Random } from './random.ts'
import { planTasks } from './tasks.ts'
import { linkRecords } from './threads.ts'
import { resolveTargets, systemFigures, type Target, type Targets } from './targets.ts'
import { volumeOf } from './volumes.ts'
import { makeWorld, type World } from './world.ts'

export type SimulationInput = {
  readonly division: string
  readonly year: number
  /** Figures that the year shall have; systems without any get their usual volume. */
  readonly targets?: Targets
  /** The same seed over the same data makes the same records, hash for hash. */
  readonly seed?: string
  /** Multiplies usual volumes and the counts among the targets; for measuring. */
  readonly scale?: number
  /** Only these systems. */
  readonly systems?: readonly string[]
  /** Last day on which anything happens; default: today. */
  readonly until?: PlainDate
  /** The year in progress: fewer records, of which many stand open with clocks in every light. */
  readonly inProgress?: boolean
  readonly onProgress?: (progress: Progress) => void
  readonly signal?: AbortSignal
}

/** `percent` 0–100 over the whole run. */
export type Progress = { readonly percent: number; readonly words: string }

export type SimulationResult = {
  readonly written: number
  /** Records that an earlier, interrupted run had written. */
  readonly same: number
  readonly bySystem: Readonly<Record<string, number>>
}

const scopeOf = (division: string): Scope => ({ division, organ: '', sees: 'division', person: 'simulation' })

/**
 * Simulates a year of a district through the real engine: every step is decided with its guards on its day. With targets
 * the figures of the year come out exactly; refused when they contradict each other. An interrupted run continues when it
 * is started again with the same input.
 */
export async function simulate(platform: Platform, input: SimulationInput): Promise<Result<SimulationResult>> {
  const { year, seed = 'zhunsheng', scale = 1, onProgress } = input
  const { catalogue } = platform
  const resolved = resolveTargets(catalogue, input.targets ?? {}, scale)
  if (!resolved.ok) return resolved
  const unknown = input.systems?.find(s => !catalogue.newest(s))
  if (unknown)
    return refuse({ code: 'invalid-input', path: 'systems', message: `没有代码为“${unknown}”的业务，请核对后重试。` })
  const prefix = `simulation/${year}/${seed}/${digestOf(input)}`
  const world = await loadWorld(platform, input.division)
  if (!world.staff.length) return refuse({ code: 'conflict', message: '本地还没有登记单位和人员，请先登记后再模拟。' })
  const begun = await beginRun(platform, input, prefix, resolved.value)
  const run: Run = { world, random: new Random(prefix), prefix, year, until: begun.until, scale }
  const systems = inOrderOfUse(catalogue.current).filter(s => !input.systems || input.systems.includes(s))

  const officers = systems.includes('enforcement-officer') ? planOfficers(run) : []
  for (const o of officers) world.add(o.state)
  const volumes = systems.map(s => expectedOf(run, s, resolved.value.get(s), input.inProgress === true))
  const progress = progressOver(volumes, onProgress)

  // All targets are looked at before the first record is written: a contradiction leaves nothing behind.
  const prepared = new Map<string, Prepared>()
  for (const [i, system] of systems.entries()) {
    const targets = resolved.value.get(system)
    if (!targets) continue
    progress(i, 0, `正在核对${nameOf(platform, system)}的目标`)
    const there = new Map(
      [...begun.existing].flatMap(([code, n]) =>
        code.startsWith(`${system}.`) ? [[code.slice(system.length + 1), n]] : [],
      ),
    )
    const found = await prepareTargets(run, system, targets, there)
    if (!found.ok) return found
    prepared.set(system, found.value)
  }

  const total = { written: 0, same: 0 }
  const ids = new Map<string, string[]>()
  const enter = async (system: string, records: readonly Planned[], onShare: (share: number) => void = () => {}) => {
    const plans = records.map(r => r.plan)
    const done = await write(platform, input, plans, onShare)
    if (!done.ok) return done
    total.written += done.value.written
    total.same += done.value.same
    ids.set(system, [...(ids.get(system) ?? []), ...records.map(r => r.state.id)])
    return ok(undefined)
  }
  // While one system's records are written, the next one's are planned.
  let writing: Promise<Result<void>> = Promise.resolve(ok(undefined))
  for (const [i, system] of systems.entries()) {
    const words = `正在办理${year}年${nameOf(platform, system)}`
    const planned = await planSystem(run, system, prepared.get(system), input.inProgress === true)
    if (!planned.ok) {
      await writing
      return planned
    }
    const records = system === 'enforcement-officer' ? [...officers, ...planned.value] : planned.value
    for (const p of records) world.add(p.state)
    const before = await Promise.race([writing, Promise.resolve(undefined)])
    if (before && !before.ok) return before
    writing = writing.then(done => (done.ok ? enter(system, records, share => progress(i, share, words)) : done))
  }
  const done = await writing
  if (!done.ok) return done
  if (input.inProgress) {
    progress(systems.length, 0, `正在衔接${year}年各项业务`)
    const scope = scopeOf(input.division)
    const linked = await linkRecords(run, systems, {
      async read(system) {
        const there = (ids.get(system) ?? []).toSorted()
        const stored = await loadMany(platform.db, scope, there)
        return there.flatMap(id => stored.get(id)?.state ?? [])
      },
      write: enter,
    })
    if (!linked.ok) return linked
  }
  onProgress?.({ percent: 100, words: `${year}年已完成` })
  const bySystem = Object.fromEntries([...ids].map(([system, list]) => [system, list.length]))
  return ok({ ...total, bySystem })
}

const nameOf = (platform: Platform, system: string): string => platform.catalogue.newest(system)?.name ?? system

/** Tells how far a run is, each system counting by its volume; never goes back. */
function progressOver(volumes: readonly number[], tell: SimulationInput['onProgress']) {
  const whole = volumes.reduce((a, b) => a + b, 0)
  let most = 0
  return (index: number, share: number, words: string) => {
    const before = volumes.slice(0, index).reduce((a, b) => a + b, 0)
    const percent = Math.round(((before + share * (volumes[index] ?? 0)) / whole) * 100)
    most = Math.max(most, share > 0 ? percent : 0)
    tell?.({ percent: Math.min(100, most), words })
  }
}

async function write(
  platform: Platform,
  input: SimulationInput,
  plans: readonly Plan[],
  onShare: (share: number) => void,
): Promise<Result<BulkResult>> {
  const done = await writePlans(platform, scopeOf(input.division), plans, {
    origin: 'simulation',
    mode: 'engine',
    onProgress: (n, all) => onShare(all ? n / all : 1),
    ...(input.signal ? { signal: input.signal } : {}),
  })
  if (!done.ok) return done
  const refused = done.value.refused[0]
  if (refused)
    throw new Error(`${refused.plan.key} step ${refused.step}: planned and yet refused: ${refused.refusal.message}`)
  return done
}

/** Another input is another run, with records of its own. */
const digestOf = ({ targets, scale, systems, inProgress }: SimulationInput): string =>
  sm3(
    canonicalJson({
      targets: targets ?? {},
      scale: String(scale ?? 1),
      systems: systems ?? [],
      inProgress: inProgress === true,
    }),
  ).slice(0, 8)

/** The district with the register entries that it has already. */
async function loadWorld(platform: Platform, code: string): Promise<World> {
  const division = await platform.division(code)
  const world = makeWorld({ catalogue: platform.catalogue, calendar: platform.calendar(), division })
  const registers = codesOf(platform, 'register')
  const rows = await read<{ state: RecordState }>(
    platform.db,
    scopeOf(code),
    'select state from zs.record where division = $1 and system = any($2) order by id',
    [code, registers],
  )
  for (const { state } of rows) world.add(state)
  return world
}

/** Registers first, since cases name their entries; then what others refer to before what refers to it. */
export function inOrderOfUse(declarations: readonly Declaration[]): string[] {
  const refersTo = (d: Declaration) =>
    [d.fields, ...Object.values(d.actions).map(a => a.asks ?? {})]
      .flatMap(fields => Object.values(fields))
      .flatMap(f => (f.of === undefined || f.of === d.code ? [] : [f.of]))
  const order: string[] = []
  const visit = (d: Declaration, path: readonly string[]) => {
    if (order.includes(d.code) || path.includes(d.code)) return
    for (const code of refersTo(d)) {
      const other = declarations.find(o => o.code === code)
      if (other) visit(other, [...path, d.code])
    }
    order.push(d.code)
  }
  for (const d of declarations.filter(o => o.archetype === 'register')) visit(d, [])
  for (const d of declarations) visit(d, [])
  return order
}

async function planSystem(
  run: Run,
  system: string,
  prepared: Prepared | undefined,
  inProgress: boolean,
): Promise<Result<Planned[]>> {
  if (prepared) return planPrepared(run, prepared)
  if (system === 'task-plan') return ok(planTasks(run))
  const volume = volumeOf(run.world.catalogue.newest(system) as Declaration)
  return ok(
    inProgress
      ? await planInProgress(run, system, Math.round(volume.inProgress * run.scale))
      : await planUsual(run, system, Math.round(volume.year * run.scale)),
  )
}

function expectedOf(run: Run, system: string, targets: readonly Target[] | undefined, inProgress: boolean): number {
  const volume = volumeOf(run.world.catalogue.newest(system) as Declaration)
  const counted = (targets ?? []).filter(t => t.figure.kind !== 'ratio' && t.figure.kind !== 'sum').map(t => t.value)
  return 20 + (counted.length ? Math.max(...counted) : (inProgress ? volume.inProgress : volume.year) * run.scale)
}

type Begun = { readonly until: PlainDate; readonly existing: ReadonlyMap<string, number> }

/**
 * What a run starts from is written down before its first record, so that an interrupted run goes on from the same
 * beginning: its last day, and what the figures counted before it.
 */
async function beginRun(
  platform: Platform,
  input: SimulationInput,
  prefix: string,
  targets: ReadonlyMap<string, readonly Target[]>,
): Promise<Begun> {
  const { division } = input
  const key = `simulation.${prefix}`
  const { rows } = await platform.db.app.query<{ value: { until: PlainDate; existing: Record<string, number> } }>(
    'select value from zs.setting where division = $1 and key = $2',
    [division, key],
  )
  const before = rows[0]?.value
  if (before) return { until: before.until, existing: new Map(Object.entries(before.existing)) }
  const until = input.until ?? today(platform)
  const existing = await countExisting(platform, input, targets)
  await platform.db.app.query(
    `insert into zs.setting (division, key, value, changed_by) values ($1, $2, $3, 'simulation')
     on conflict (division, key) do nothing`,
    [division, key, JSON.stringify({ until, existing: Object.fromEntries(existing) })],
  )
  return { until, existing }
}

/** What the records that are there already contribute to the figures that targets depend on. */
async function countExisting(
  platform: Platform,
  { division, year }: SimulationInput,
  targets: ReadonlyMap<string, readonly Target[]>,
): Promise<Map<string, number>> {
  const windows = [...targets].flatMap(([system, list]) =>
    measuresOf(systemFigures(platform.catalogue, system), list, year).map((m: Measure) => ({
      system,
      figure: m.name,
      kind: m.figure.kind === 'stock' ? 'stock' : m.figure.kind === 'distinct' ? 'distinct' : 'flow',
      sums: m.figure.kind === 'sum',
      first: m.first,
      last: m.last,
    })),
  )
  if (!windows.length) return new Map()
  const rows = await read<{ system: string; figure: string; entries: number; amount: number; keys: number }>(
    platform.db,
    scopeOf(division),
    'select system, figure, entries, amount, keys from zs.figure_values($1)',
    [JSON.stringify(windows)],
  )
  return new Map(
    rows.map(r => {
      const w = windows.find(x => x.system === r.system && x.figure === r.figure)
      return [`${r.system}.${r.figure}`, w?.kind === 'distinct' ? r.keys : w?.sums ? r.amount : r.entries]
    }),
  )
}
