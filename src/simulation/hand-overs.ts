import type { RecordState } from '#kernel/record.ts'
import { ok, type Result } from '#kernel/refusal.ts'
import { type Platform, today } from '#records/platform.ts'
import { act, type Caller } from '#records/records.ts'
import { read, type Scope } from '#store/database.ts'
import { type DistrictPerson, demonstrationDivision as division, districtPeople } from './district.ts'

/** What the hotline hands over: its newest open order about something, to whom, with which words. */
type Wanted = {
  readonly about: RegExp
  readonly link: string
  readonly to: string
  readonly note: string
  /** It comes back, for this reason. */
  readonly returned?: string
}

const wanted: readonly Wanted[] = [
  {
    about: /噪声|油烟|物业/,
    link: 'mediation',
    to: 'zpztw',
    note: '双方多次协商未果，来电人愿意由人民调解委员会主持调解。',
  },
  {
    about: /工资|房屋质量/,
    link: 'legalAid',
    to: 'fyzx',
    note: '来电人家庭困难，要求帮助申请法律援助。',
  },
  {
    about: /退费|占道|道路|清运/,
    link: 'mediation',
    to: 'qfjdtw',
    note: '请联系来电人了解情况。',
    returned: '来电人反映的是主管部门的监管职责，双方没有民事纠纷，请转有权处理的单位办理。',
  },
]

/**
 * Lets the hotline of the demonstration hand matters over to other organs, by their own staff: some wait to be accepted, one
 * is returned. What is there already stays as it is.
 */
export async function handMattersOver(platform: Platform): Promise<Result<void>> {
  const scope: Scope = { division, organ: '', sees: 'division', person: 'simulation' }
  const rows = await read<{ state: RecordState }>(
    platform.db,
    scope,
    `select state from zs.record where division = $1 and system = 'hotline' and closed_on is null and stage <> 'voided'
     order by opened_on desc, id desc`,
    [division],
  )
  const open = rows.map(r => r.state)
  const people = districtPeople()
  const dispatcher = people.find(p => p.roles.includes('hotlineDispatcher'))
  for (const w of wanted) {
    const given = open.find(s => s.handOvers?.some(h => h.link === w.link && h.to === w.to))
    const state = given ?? open.find(s => !s.handOvers?.length && w.about.test(String(s.values.subject)))
    const link = state && platform.catalogue.get(state.system, state.version).links[w.link]
    const opens = link && platform.catalogue.newest(link.to)?.open.by
    const receiver = people.find(p => p.organ === w.to && opens?.some(r => p.roles.includes(r)))
    if (!state || !dispatcher || !receiver) continue
    const done = await handOver(platform, state, w, dispatcher, receiver)
    if (!done.ok) return done
    open.splice(open.indexOf(state), 1)
  }
  return ok(undefined)
}

async function handOver(
  platform: Platform,
  state: RecordState,
  { link, to, note, returned }: Wanted,
  dispatcher: DistrictPerson,
  receiver: DistrictPerson,
): Promise<Result<unknown>> {
  const on = today(platform)
  const key = (what: string) => `demonstration-${what}-${state.id}`
  const given = state.handOvers?.find(h => h.link === link && h.to === to)
  const sent = given
    ? ok({ seq: given.seq })
    : await act(
        platform,
        callerOf(dispatcher),
        state.id,
        { action: 'handOver', on, handOver: { link, to }, note },
        key('hand-over'),
      )
  if (!sent.ok || !returned || (given && given.status !== 'pending')) return sent
  const handBack = { seq: sent.value.seq }
  return act(
    platform,
    callerOf(receiver),
    state.id,
    { action: 'handBack', on, handBack, note: returned },
    key('hand-back'),
  )
}

const callerOf = (actor: DistrictPerson): Caller => ({
  actor,
  scope: { division, organ: actor.organ, sees: 'organ', person: actor.id },
  origin: 'user',
})
