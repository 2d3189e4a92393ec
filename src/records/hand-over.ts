import { takesPart, workingRole } from '#kernel/decide.ts'
import type { Declaration, Link } from '#kernel/declaration.ts'
import { mayOpen, pendingWith } from '#kernel/hand-over.ts'
import type { HandOver, RecordState } from '#kernel/record.ts'
import { type Refusal, type Result, refuse } from '#kernel/refusal.ts'
import { daysBetween, type Instant } from '#kernel/time/date.ts'
import { seesDivision } from '#law/roles.ts'
import { read } from '#store/database.ts'
import { type Carried, carry } from './links.ts'
import { type ListedRow, listedColumns, titleShown } from './list.ts'
import { type DivisionInfo, type OrganInfo, type Platform, today as todayOf } from './platform.ts'
import type { Caller } from './records.ts'
import type { ActRequest, Incoming, RecordView } from './views.ts'

const opensAs = (target: Declaration, roles: readonly string[]): boolean => target.open.by.some(r => roles.includes(r))

/** Organs where somebody may open what a link leads to, so that it can be handed over to them. */
function receiversOf(division: DivisionInfo, target: Declaration, except: readonly string[]): OrganInfo[] {
  const able = new Set(
    [...division.people.values()].flatMap(p => (p.active && opensAs(target, p.roles) ? [p.organ] : [])),
  )
  return [...division.organs.values()].filter(o => o.active && able.has(o.code) && !except.includes(o.code))
}

/** What the record page tells of hand-overs: where this record may go, what became of it, what waits for my organ. */
export function handOversOf(
  platform: Platform,
  division: DivisionInfo,
  { actor }: Caller,
  d: Declaration,
  state: RecordState,
): Pick<RecordView, 'opens' | 'handOvers' | 'incoming'> {
  const sees = seesDivision(actor.roles)
  const takes = sees || takesPart(d, state, actor.organ)
  const works = workingRole(d, state, actor, sees) !== undefined
  const now = todayOf(platform)
  const given = state.handOvers ?? []
  return {
    opens: Object.entries(takes ? d.links : {}).flatMap(([link, l]) => {
      const target = platform.catalogue.newest(l.to)
      if (!target || !mayOpen(l, state)) return []
      const pending = given.flatMap(h => (h.status === 'pending' && h.link === link ? [h.to] : []))
      const receivers = works ? receiversOf(division, target, [state.organ, actor.organ, ...pending]) : []
      return [
        {
          link,
          system: l.to,
          name: l.name,
          mine: opensAs(target, actor.roles),
          receivers: receivers.map(({ code, name }) => ({ code, name })),
        },
      ]
    }),
    handOvers: given.map(h => ({
      seq: h.seq,
      name: d.links[h.link]?.name ?? h.link,
      to: division.organs.get(h.to)?.name ?? h.to,
      on: h.on,
      by: h.by.name,
      status: h.status,
      waitingDays: Math.max(0, daysBetween(h.on, now)),
      ...(h.note ? { note: h.note } : {}),
      ...(h.answeredOn ? { answeredOn: h.answeredOn } : {}),
      ...(h.number ? { number: h.number } : {}),
      ...(h.reason ? { reason: h.reason } : {}),
    })),
    incoming: incomingOf(platform, division, { actor }, d, state.organ, state.voided ? [] : given),
  }
}

/** Those of a record's hand-overs that wait for the actor, who may open what they lead to. */
function incomingOf(
  platform: Platform,
  division: DivisionInfo,
  { actor }: Pick<Caller, 'actor'>,
  d: Declaration,
  from: string,
  handOvers: readonly HandOver[],
): (Incoming & { readonly recordedAt: Instant })[] {
  return handOvers.flatMap(h => {
    const link = d.links[h.link]
    const target = link && platform.catalogue.newest(link.to)
    if (!target || h.status !== 'pending' || h.to !== actor.organ || !opensAs(target, actor.roles)) return []
    return [
      {
        seq: h.seq,
        link: h.link,
        name: link.name,
        system: target.code,
        systemName: target.name,
        from: division.organs.get(from)?.name ?? from,
        by: h.by.name,
        on: h.on,
        recordedAt: h.recordedAt,
        waitingDays: Math.max(0, daysBetween(h.on, todayOf(platform))),
        ...(h.note ? { note: h.note } : {}),
      },
    ]
  })
}

/** Whatever else waits stands behind these. */
const shownAtMost = 60

/** 待接收: what other organs handed over to mine, for those who may open what it leads to; what waits longest first. */
export async function incomingFor(platform: Platform, caller: Caller) {
  const { scope, actor } = caller
  if (!platform.catalogue.current.some(d => opensAs(d, actor.roles))) return []
  const rows = await read<ListedRow & { hand_overs: HandOver[] }>(
    platform.db,
    scope,
    // The condition is that of the index `record_handed_over`, word for word.
    `select ${listedColumns}, null as start_on, null as parties, r.state -> 'handOvers' as hand_overs from zs.record r
     where r.division = $1 and jsonb_path_exists(r.state, '$.handOvers[*] ? (@.status == "pending")')
       and $2 = any(r.organs) and r.stage <> 'voided'
     order by r.updated_at limit ${shownAtMost}`,
    [scope.division, scope.organ],
  )
  const division = await platform.division(scope.division)
  return rows
    .flatMap(row => {
      const d = platform.catalogue.get(row.system, row.version)
      const about = { record: row.id, number: row.number, recordName: d.name, title: titleShown(row, scope.organ) }
      return incomingOf(platform, division, caller, d, row.organ, row.hand_overs).map(h => ({ ...h, ...about }))
    })
    .toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1))
}

/**
 * The state of a record of another organ that was handed over to somebody: to be asked whether this organ takes part in it,
 * or only reads it. Of all others nothing.
 */
export const handedColumn = `case when r.organ <> current_setting('zs.organ', true) and r.state -> 'handOvers' is not null
  then r.state end as handed`

/** Whether an organ reads the record only because it was handed over to it: nothing in it is that organ's to do. */
export const onlyReads = (d: Declaration, handed: RecordState | null, organ: string): boolean =>
  handed !== null && !takesPart(d, handed, organ)

/**
 * What an opening takes along from the record before. An organ to which that was handed over may open just what it was
 * handed over for, as long as it waits; the stage was right when it was handed over.
 */
export function carryFor(
  platform: Platform,
  division: DivisionInfo,
  { actor }: Caller,
  source: RecordState,
  code: string,
  target: Declaration,
): Result<Carried> {
  const d = platform.catalogue.get(source.system, source.version)
  const waits = pendingWith(source, actor.organ, code) !== undefined
  if (waits || seesDivision(actor.roles) || takesPart(d, source, actor.organ))
    return carry(platform.catalogue, division, source, code, target, waits)
  const accepted = source.handOvers?.findLast(h => h.to === actor.organ && h.link === code && h.status === 'accepted')
  return refuse({
    code: 'conflict',
    path: 'from',
    message: accepted
      ? `${source.number}已由您所在单位接收，编号${accepted.number}，请在该件中办理。`
      : `${source.number}不是为此移送您所在单位的；应当转办这类事项的，请退回并写明理由。`,
  })
}

/** What only the people of the division decide: whether an organ can receive, and who answers for the one that did. */
export function refuseByPeople(
  platform: Platform,
  division: DivisionInfo,
  { actor }: Caller,
  d: Declaration,
  state: RecordState,
  request: ActRequest,
): Refusal | undefined {
  const targetOf = (link: Link | undefined) => link && platform.catalogue.newest(link.to)
  if (request.action === 'handOver' && request.handOver) {
    const { link, to } = request.handOver
    const target = targetOf(d.links[link])
    if (target && !receiversOf(division, target, []).some(o => o.code === to))
      return {
        code: 'invalid-input',
        path: 'handOver.to',
        message: `${division.organs.get(to)?.name ?? '该单位'}没有能登记“${target.name}”的岗位，无法接收，请选择其他单位。`,
      }
  }
  if (request.action === 'handBack') {
    const given = state.handOvers?.find(h => h.seq === request.handBack?.seq)
    const target = targetOf(given && d.links[given.link])
    if (target && !opensAs(target, actor.roles))
      return {
        code: 'forbidden',
        path: 'handBack',
        message: `是否接收由本单位能登记“${target.name}”的岗位决定，请转该岗位退回。`,
      }
  }
  return undefined
}
