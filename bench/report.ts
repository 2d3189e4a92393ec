/**
 * How long the figures of a year, the list behind one and the whole report take: node bench/report.ts [records]
 *
 * A server of its own in a temporary folder; records and contributions of every declared figure are made by SQL, about
 * three and a half contributions per record. The yardstick is one hand-written pass that counts and adds by figure.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { zhunshengCatalogue as catalogue } from '#law/index.ts'
import { createPlatform } from '#records/platform.ts'
import { drillDown } from '#report/drill-down.ts'
import { declaredFigures, figuresOf, windowOf } from '#report/figures.ts'
import { identitiesOf } from '#report/identities.ts'
import { reportDocx, reportHtml } from '#report/render.ts'
import { draftReport, openReport } from '#report/store.ts'
import { connect, read, type Scope } from '#store/database.ts'
import { migrate } from '#store/migrate.ts'
import { openDatabase } from '#store/postgres.ts'

const records = Number(process.argv[2] ?? 300_000)
const year = 2025
const division = '990101'
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'zhunsheng-bench-'))
fs.chmodSync(folder, 0o711)
const server = await openDatabase({ dataDir: folder })
await migrate(server.ownerUrl)
const db = connect(server, { filesDir: path.join(folder, 'files') })
const overview: Scope = { division, organ: 'organ0', sees: 'division', person: 'p' }

/** Median of eleven runs, in milliseconds. */
async function median(name: string, work: () => Promise<unknown>): Promise<number> {
  const all: number[] = []
  for (let i = 0; i < 11; i++) {
    const start = performance.now()
    await work()
    all.push(performance.now() - start)
  }
  all.sort((a, b) => a - b)
  const middle = all[5] ?? Number.NaN
  console.log(name.padEnd(64), `${middle.toFixed(1)} ms median, ${all.at(-1)?.toFixed(1)} ms worst`)
  return middle
}

try {
  await db.owner.query(`insert into zs.division (code, name) values ($1, '准绳示范区')`, [division])
  await db.owner.query(
    `insert into zs.organ (division, code, name, short, kind) select $1, 'organ' || n, n || '局', 'o' || n, 'agency' from generate_series(0, 59) n`,
    [division],
  )
  const systems = catalogue.systems.flatMap(system => {
    const d = catalogue.inForce(system, `${year}-12-31`)
    return d ? [{ system, version: d.version, stage: Object.keys(d.stages)[0] ?? '' }] : []
  })
  const counted = declaredFigures(catalogue, year).flatMap(({ code, declaration, figure }) => {
    const window = windowOf(figure, year)
    return window
      ? [{ system: declaration.code, figure: code.slice(declaration.code.length + 1), kind: window.kind }]
      : []
  })
  // Busy systems have many records, quiet ones few; a tenth of what is open stays open.
  await db.owner.query(
    `create temp table made as
     select gen_random_uuid() as id, n, 'organ' || n % 60 as organ, date '2025-01-01' + n % 365 as day,
       floor($2 * power((n::bigint * 7919 % 10007) / 10007.0, 2))::int as s from generate_series(1, $1) n`,
    [records, systems.length],
  )
  await db.owner.query(
    `insert into zs.record (division, id, system, version, number, title, organ, stage, opened_on, seq, head, updated_at, listed, state)
     select $1, m.id, s.system, s.version, 'n' || m.n, 't' || m.n, m.organ, s.stage, m.day, 1, decode(repeat('00', 32), 'hex'), now(), '{}', '{}'
     from made m join (select row_number() over () - 1 as i, * from json_to_recordset($2) as x (system text, version text, stage text)) s on s.i = m.s`,
    [division, JSON.stringify(systems)],
  )
  await db.owner.query(
    `insert into zs.contribution (division, record, figure, system, organ, on_day, until_day, amount, key)
     select $1, m.id, f.figure, s.system, m.organ, m.day, case when f.kind = 'stock' and m.n % 10 > 0 then m.day + 40 end,
       1 + m.n % 3, case when f.kind = 'distinct' then 'p' || m.n % 20000 end
     from made m join (select row_number() over () - 1 as i, * from json_to_recordset($2) as x (system text)) s on s.i = m.s
     join (select *, count(*) over (partition by system) as many from json_to_recordset($3) as x (system text, figure text, kind text)) f
       on f.system = s.system and abs(hashtext(m.n || f.figure)) % 1000 < 3500 / f.many`,
    [division, JSON.stringify(systems), JSON.stringify(counted)],
  )
  await db.owner.query('vacuum analyze zs.contribution, zs.record')
  const { rows } = await db.owner.query('select count(*)::int as n from zs.contribution')
  console.log(
    `${records} records, ${rows[0].n} contributions, ${counted.length} counted figures of ${systems.length} systems`,
  )

  const pass = await median('one hand-written pass: count and sum by system and figure', () =>
    db.owner.query(
      `select system, figure, count(*), sum(amount) from zs.contribution
       where division = $1 and on_day between '2025-01-01' and '2025-12-31' group by system, figure`,
      [division],
    ),
  )
  const same = await median('the same pass under row security', () =>
    read(
      db,
      overview,
      `select system, figure, count(*), sum(amount) from zs.contribution
       where division = $1 and on_day between '2025-01-01' and '2025-12-31' group by system, figure`,
      [division],
    ),
  )
  const all = await median('all figures of the year', () => figuresOf(db, overview, catalogue, year))
  console.log('  against the pass:', (all / pass).toFixed(2), ' under row security:', (all / same).toFixed(2))
  await median('all figures of one organ', () => figuresOf(db, { ...overview, sees: 'organ' }, catalogue, year))

  const figures = await figuresOf(db, overview, catalogue, year)
  await median('all identities', async () => identitiesOf(catalogue, year, figures))
  const largest = figures.filter(f => f.kind === 'count').toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))[0]
  const platform = await createPlatform(db, catalogue, () => '2026-01-05T02:00:00.000Z')
  const input = { figure: largest?.code ?? '', year }
  await median(`the first fifty of the ${largest?.value} records behind ${input.figure}`, () =>
    drillDown(platform, overview, input),
  )

  const writer = { id: 'p', name: 'p', division, organ: 'organ0', roles: ['reportWriter'] }
  await openReport(platform, { actor: writer, scope: overview, origin: 'user' }, year)
  await median('the whole report: figures, identities, chapters, findings', () => draftReport(platform, overview, year))
  const draft = await draftReport(platform, overview, year)
  if (draft.ok) {
    await median('as a page', async () => reportHtml(draft.value.report))
    await median('as a Word file', () => reportDocx(draft.value.report))
  }
} finally {
  await db.close()
  await server.stop()
  fs.rmSync(folder, { recursive: true, force: true })
}
