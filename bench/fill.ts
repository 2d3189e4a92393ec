/**
 * Fills a database with many records by SQL: fifteen systems of unequal size, thirty organs, eight years up to today. The
 * rows are those that lists, search, home page and supervision read; there is no log behind them, so nothing proves them.
 */
import type pg from 'pg'
import type { Declaration } from '#kernel/declaration.ts'
import type { PlainDate } from '#kernel/time/date.ts'
import { zhunshengCatalogue } from '#law/index.ts'

export const organs: readonly string[] = Array.from({ length: 30 }, (_, i) => `organ${i}`)

/** Records of a system among a thousand; the rest share what is left. */
const shares: Readonly<Record<string, number>> = {
  hotline: 480,
  penalty: 160,
  mediation: 130,
  'legal-aid': 60,
  reconsideration: 30,
}

type System = {
  readonly system: string
  readonly version: string
  readonly matter: boolean
  readonly first: number
  readonly last: number
  readonly open: readonly string[]
  readonly ended: readonly string[]
  readonly outcomes: readonly string[]
  readonly limit: string | null
  readonly listed: readonly { readonly code: string; readonly options: readonly (string | boolean)[] }[]
}

function systems(): System[] {
  const all = zhunshengCatalogue.systems.map(s => zhunshengCatalogue.newest(s) as Declaration)
  const named = Object.values(shares).reduce((a, b) => a + b, 0)
  const small = Math.floor((1000 - named) / all.filter(d => shares[d.code] === undefined).length)
  let first = 0
  return all.map((d, i) => {
    const last = i === all.length - 1 ? 1000 : first + (shares[d.code] ?? small)
    const stages = Object.entries(d.stages)
    const codes = (end: boolean) => stages.filter(([, s]) => (s.end ?? false) === end).map(([code]) => code)
    const ended = codes(true)
    const open = codes(false)
    const limits = Object.entries(d.limits).filter(([, l]) => l.kind === 'MAX' && l.bears === 'authority')
    const made: System = {
      system: d.code,
      version: d.version,
      matter: d.archetype === 'matter',
      first,
      last,
      open: open.length ? open : ended,
      ended: ended.length ? ended : open,
      outcomes: Object.keys(d.outcomes),
      limit: limits[0]?.[0] ?? null,
      listed: Object.entries(d.fields).flatMap(
        ([code, f]): { code: string; options: readonly (string | boolean)[] }[] => {
          if (!f.listed || f.many) return []
          if (f.kind === 'choice' && f.options) return [{ code, options: Object.keys(f.options) }]
          return f.kind === 'boolean'
            ? [{ code, options: [true, false] }]
            : f.kind === 'text'
              ? [{ code, options: matters.slice(0, 9) }]
              : []
        },
      ),
    }
    first = last
    return made
  })
}

const matters = [
  '夜间施工',
  '占道经营',
  '无证餐饮',
  '消防通道',
  '建筑垃圾',
  '拖欠报酬',
  '邻里纠纷',
  '土地征收',
  '停车收费',
  '下水道堵塞',
  '广场舞',
  '电梯故障',
]

/** Adds records number `from` to `to`. Indexes besides the keys are made anew afterwards, which is quicker. */
export async function fill(
  owner: pg.Pool,
  division: string,
  from: number,
  to: number,
  today: PlainDate,
): Promise<void> {
  const client = await owner.connect()
  try {
    await client.query('set synchronous_commit = off')
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
       where indrelid = any($1::regclass[]) and not indisunique`,
      [tables.map(t => `zs.${t}`)],
    )
    for (const { name } of indexes) await client.query(`drop index ${name}`)
    await client.query(
      `create temp table system as select * from json_to_recordset($1) as x (system text, version text, matter boolean,
         first int, last int, open text[], ended text[], outcomes text[], "limit" text, listed jsonb)`,
      [JSON.stringify(systems())],
    )
    await client.query(
      'create temp table matter as select row_number() over () - 1 as i, m from unnest($1::text[]) m',
      [matters],
    )
    await client.query(made, [from, to, today, division, organs.length, matters.length])
    await client.query('analyze made')
    for (const text of [records, participations, deadlines, search, events]) await client.query(text, [division])
    await client.query('drop table made, system, matter')
    for (const { definition } of indexes) await client.query(definition)
  } finally {
    client.release()
  }
  await owner.query(`vacuum (analyze) ${tables.map(t => `zs.${t}`).join(', ')}`)
}

const tables = ['record', 'participation', 'deadline', 'search', 'event'] as const

/** A number below `n` that looks drawn by lot and is the same each time. */
const draw = (salt: number, n: string) => `(abs(hashint4(n * 31 + ${salt})::bigint) % ${n})::int`

const made = `create temp table made as
  select *, opened_on + lasts as ends, opened_on + lasts > $3::date as pending,
    (lpad(to_hex((extract(epoch from opened_on) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 19))::uuid as id
  from (select n, $4 as division, $3::date as today, 'organ' || floor(power(${draw(1, '10000')} / 10000.0, 1.6) * $5::int) as organ,
      case when ${draw(2, '10')} < 3 then 'organ' || ${draw(3, '$5::int')} end as other,
      $3::date - ${draw(4, '2920')} as opened_on, 1 + (case when ${draw(5, '200')} = 0 then ${draw(6, '700')} else ${draw(6, '45')} end) as lasts,
      ${draw(7, '1000')} as part, ${draw(8, '100')} as lot, floor(power(${draw(9, '1000')} / 1000.0, 2) * $6::int)::int as topic
    from generate_series($1::int, $2::int) n) x
  order by opened_on, n`

const records = `insert into zs.record (division, id, system, version, number, title, organ, organs, handler, stage, outcome, opened_on,
    closed_on, seq, head, updated_at, next_due, next_limit, due_status, listed, state)
  select division, m.id, s.system, s.version, '准试〔' || extract(year from opened_on) || '〕' || n || '号', '赵试' || n % 50000 || '反映' || t.m, organ,
    case when other is null or other = organ then '{}' else array[other] end, case when lot < 70 then organ || '-' || lot % 10 end,
    case when pending or not s.matter then s.open[1 + lot % cardinality(s.open)] else s.ended[1 + lot % cardinality(s.ended)] end,
    case when not pending and s.matter then s.outcomes[1 + lot % nullif(cardinality(s.outcomes), 0)] end, opened_on,
    case when not pending and s.matter then ends end, 5, decode(md5(n::text) || md5(n::text), 'hex'),
    least(ends, today) + interval '9 hours' + n % 28000 * interval '1 second',
    case when pending and lot >= 10 and s."limit" is not null then opened_on + 20 + lot % 25 end,
    case when pending and lot >= 10 then s."limit" end,
    case when pending and s."limit" is not null then case when lot < 10 then 'paused' else 'running' end end,
    coalesce(l.listed, '{}'),
    jsonb_build_object('id', m.id, 'system', s.system, 'number', n, 'title', '赵试' || n % 50000 || '反映' || t.m,
      'parties', jsonb_build_array(jsonb_build_object('role', 'caller', 'kind', 'person', 'name', '赵试' || n % 50000)),
      'steps', jsonb_build_array(jsonb_build_object('seq', 1, 'action', 'open', 'on', opened_on, 'by', jsonb_build_object('id', 'p', 'name', '钱试一')),
        jsonb_build_object('seq', 5, 'action', 'open', 'on', opened_on, 'by', jsonb_build_object('id', 'p', 'name', '孙试二'))),
      'values', jsonb_build_object('subject', t.m, 'content', repeat('群众反映多次，经现场检查和询问当事人后查明，已要求限期改正。', 4)))
  from made m join system s on part >= s.first and part < s.last join matter t on t.i = topic
  cross join lateral (select jsonb_object_agg(f ->> 'code', f -> 'options' -> ((n + length(f ->> 'code')) % jsonb_array_length(f -> 'options'))) as listed
    from jsonb_array_elements(s.listed) f) l
  where division = $1 order by opened_on, n`

const participations = `insert into zs.participation (division, organ, system, opened_on, record, stage, outcome, closed_on)
  select r.division, m.other, r.system, r.opened_on, r.id, r.stage, r.outcome, r.closed_on from made m join zs.record r on r.division = m.division and r.id = m.id
  where m.other <> m.organ and r.division = $1 order by m.opened_on, m.n`

const deadlines = `insert into zs.deadline (division, record, code, system, organ, organs, status, kind, bears, start_on, strict_on, final_on)
  select r.division, r.id, r.next_limit, r.system, r.organ, case when cardinality(r.organs) > 0 then r.organs end, 'running', 'MAX', 'authority', r.opened_on, r.next_due, r.next_due
  from made m join zs.record r on r.division = m.division and r.id = m.id where r.next_due is not null and r.division = $1`

/** Some twenty words for each: everyday ones, its matter's, the name of its party. */
const search = `insert into zs.search (division, record, system, opened_on, words)
  select r.division, r.id, r.system, r.opened_on, array_to_tsvector(array['反映', '群众', '多次', '现场', '检查', '询问', '当事人', '查明', '要求', '限期', '改正',
      '赵试' || n % 50000, lower(r.number), t.m, left(t.m, 2), right(t.m, 2), '词' || ${draw(10, '3000')}, '词' || ${draw(11, '300')}, '词' || ${draw(12, '30')},
      'system:' || r.system, 'organ:' || r.organ, 'organ:' || coalesce(m.other, r.organ), 'month:' || to_char(r.opened_on, 'YYYY-MM'),
      'system:' || r.system || ' organ:' || r.organ, 'system:' || r.system || ' organ:' || coalesce(m.other, r.organ)])
  from made m join matter t on t.i = topic join zs.record r on r.division = m.division and r.id = m.id where r.division = $1 order by m.opened_on, m.n`

const events = `insert into zs.event (division, record, seq, recorded_at, occurred_on, system, version, action, actor, origin, command, body, prev, hash)
  select r.division, r.id, r.seq, r.opened_on + interval '9 hours' + lot / 5 * interval '1 day', r.opened_on, r.system, r.version, 'open', 'p', 'user', '',
    jsonb_build_object('record', r.id, 'seq', r.seq, 'action', 'open', 'on', r.opened_on, 'by', jsonb_build_object('id', 'p', 'name', '孙试二', 'organ', r.organ)), r.head, r.head
  from made m join zs.record r on r.division = m.division and r.id = m.id where r.updated_at > m.today - 90 and r.division = $1`
