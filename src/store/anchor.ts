import type pg from 'pg'
import { canonicalJson } from '#kernel/hash/canonical.ts'
import { GENESIS_HASH } from '#kernel/hash/chain.ts'
import { sm3 } from '#kernel/hash/sm3.ts'
import { type Database, ownerTransaction } from './database.ts'
import { hashOf } from './log.ts'

/**
 * A seal over the heads of all records that changed since the one before. Copy the newest one out of the system (print
 * it, send it to the supervising body): who holds it can prove later that nothing before it was changed or taken away.
 */
export type Anchor = {
  readonly division: string
  readonly n: number
  readonly at: string
  readonly records: number
  readonly headsHash: string
  readonly hash: string
}

export type Head = { readonly record: string; readonly seq: number; readonly head: string }

/** SM3 over one line per record, in order of record. */
export const hashOfHeads = (heads: readonly Head[]): string =>
  sm3(heads.map(h => `${h.record} ${h.seq} ${h.head}\n`).join(''))

/** SM3(hash of the anchor before || the anchor itself). */
export function hashOfAnchor(previous: string, anchor: Omit<Anchor, 'hash'>): string {
  const { division, n, at, records, headsHash } = anchor
  return hashOf(previous, canonicalJson({ division, n, at, records, headsHash }))
}

/**
 * Anchors what changed in a division since its last anchor; without changes the last one still holds and is returned
 * (undefined in a division without records). Each minute it looks back a quarter of an hour, which covers every ordinary
 * transaction; `full` looks at all records, for a start of the program and once a day.
 */
export async function makeAnchor(
  db: Database,
  division: string,
  options: { full?: boolean } = {},
): Promise<Anchor | undefined> {
  // Read committed: what follows the lock must see the anchor of whoever held it.
  return ownerTransaction(db, 'read committed', async client => {
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`zs.anchor ${division}`])
    const last = await lastAnchor(client, division)
    const heads = (
      await client.query<Head>(
        `select r.id as record, r.seq, encode(r.head, 'hex') as head from zs.record r
         where r.division = $1 and ($2::timestamptz is null or r.updated_at >= $2::timestamptz - interval '15 minutes')
           and not exists (select from zs.anchor_head h
             where h.division = $1 and h.record = r.id and h.seq = r.seq and h.head = r.head)
         order by r.id`,
        [division, options.full ? null : (last?.at ?? null)],
      )
    ).rows
    if (!heads.length) return last
    const [now] = (await client.query<{ at: string }>(`select date_trunc('milliseconds', clock_timestamp()) as at`))
      .rows
    const anchor = {
      division,
      n: (last?.n ?? 0) + 1,
      at: now?.at ?? '',
      records: heads.length,
      headsHash: hashOfHeads(heads),
    }
    const previous = last?.hash ?? GENESIS_HASH
    const hash = hashOfAnchor(previous, anchor)
    await client.query(
      `insert into zs.anchor (division, n, at, records, heads_hash, prev, hash)
       values ($1, $2, $3, $4, decode($5, 'hex'), decode($6, 'hex'), decode($7, 'hex'))`,
      [division, anchor.n, anchor.at, anchor.records, anchor.headsHash, previous, hash],
    )
    await client.query(
      `insert into zs.anchor_head (division, n, record, seq, head)
       select $1, $2, h.record, h.seq, decode(h.head, 'hex')
       from unnest($3::uuid[], $4::int[], $5::text[]) as h (record, seq, head)`,
      [division, anchor.n, heads.map(h => h.record), heads.map(h => h.seq), heads.map(h => h.head)],
    )
    return { ...anchor, hash }
  })
}

const selectAnchor = `select division, n, at, records, encode(heads_hash, 'hex') as "headsHash", encode(hash, 'hex') as hash`

async function lastAnchor(client: pg.ClientBase, division: string): Promise<Anchor | undefined> {
  const { rows } = await client.query<Anchor>(
    `${selectAnchor} from zs.anchor where division = $1 order by n desc limit 1`,
    [division],
  )
  return rows[0]
}

/** The newest anchor of each division that has one. */
export async function newestAnchors(db: Database): Promise<Anchor[]> {
  const { rows } = await db.owner.query<Anchor>(
    `select distinct on (division) * from (${selectAnchor} from zs.anchor) a order by division, n desc`,
  )
  return rows
}

/** Anchors every division. */
export async function anchorAll(db: Database, options: { full?: boolean } = {}): Promise<Anchor[]> {
  const { rows } = await db.owner.query<{ division: string }>('select code as division from zs.division order by code')
  const made: Anchor[] = []
  for (const { division } of rows) {
    const anchor = await makeAnchor(db, division, options)
    if (anchor) made.push(anchor)
  }
  return made
}
