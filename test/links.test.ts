import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zhunshengCatalogue } from '#law/index.ts'
import { type BulkResult, type Plan, writePlans } from '#records/bulk.ts'
import type { RecordView } from '#records/views.ts'
import { type Client, type TestDistrict, testDistrict } from './kit/http.ts'

/** One matter over three systems: a call becomes a mediation, its agreement goes to the court. */
let district: TestDistrict
let caller: Client
let mediator: Client
let order: { id: string; number: string }
let mediation: { id: string; number: string }

const asked = '来电人反映：楼上漏水，天花板受损，赔偿谈不拢。'
const wang = { kind: 'person', name: '王某甲' }
const li = { kind: 'person', name: '李某乙' }

const did = async (as: Client, id: string, action: string, on: string, values: object = {}) => {
  const r = await as.post(`/records/${id}/actions`, { action, on, values })
  expect(r.status, r.text).toBe(200)
}
const viewed = async (as: Client, id: string) => (await as.get(`/records/${id}`)).body as unknown as RecordView

/** The committee takes it over; it cannot read the hotline's order itself. */
async function written(plan: Partial<Plan>): Promise<BulkResult> {
  const division = await district.platform.division('990101')
  const actor = [...division.people.values()].find(p => p.roles.includes('mediator'))
  if (!actor) throw new Error('no mediator')
  const whole: Plan = {
    key: 'mediation',
    system: 'mediation',
    organ: 'tw',
    open: {
      on: '2024-03-06',
      values: { source: 'hotline', kind: 'neighbours' },
      parties: [
        { role: 'partyA', kind: 'person', name: wang.name },
        { role: 'partyB', kind: 'person', name: li.name },
      ],
      actor: { ...actor, division: '990101' },
      handler: actor.id,
    },
    steps: [],
    ...plan,
  }
  const scope = { division: '990101', organ: '', sees: 'division', person: 'test' } as const
  const done = await writePlans(district.platform, scope, [whole], { origin: 'ledger', mode: 'engine' })
  if (!done.ok) throw new Error(done.refusal.message)
  return done.value
}

beforeAll(async () => {
  district = await testDistrict(
    zhunshengCatalogue,
    [
      { code: 'rx', name: '热线中心', short: '准热', kind: 'hotlineCentre' },
      { code: 'tw', name: '准平镇人民调解委员会', short: '准平调', kind: 'mediationCommittee' },
    ],
    [
      { organ: 'rx', name: '接线员', account: 'caller', roles: ['hotlineDispatcher'] },
      { organ: 'tw', name: '调解员', account: 'mediator', roles: ['mediator', 'mediationClerk'] },
    ],
  )
  district.setNow('2024-03-22T02:00:00.000Z')
  ;[caller, mediator] = (await Promise.all(['caller', 'mediator'].map(a => district.as(a)))) as [Client, Client]
  const opened = await caller.post('/records', {
    system: 'hotline',
    on: '2024-03-05',
    at: '09:00',
    values: {
      channel: 'districtHotline',
      kind: 'complaint',
      grade: 'ordinary',
      subject: '楼上漏水要求赔偿',
      content: asked,
      place: '尚法村',
      wantsReply: true,
      aboutEnforcement: false,
    },
    parties: [{ role: 'caller', ...wang }],
  })
  expect(opened.status, opened.text).toBe(201)
  order = opened.body as unknown as typeof order
  const r = await caller.post(`/records/${order.id}/actions`, {
    action: 'transferOut',
    on: '2024-03-05',
    at: '09:30',
    values: { transferredTo: 'mediation' },
  })
  expect(r.status, r.text).toBe(200)
})
afterAll(() => district.close())

describe('一起纠纷，三个系统', () => {
  it('没有由来的记录，或者由来的事项不能这样转的，不予登记', async () => {
    const nowhere = await written({ from: { record: '00000000-0000-8000-8000-000000000000', link: 'mediation' } })
    expect([nowhere.written, nowhere.refused[0]?.refusal.code]).toEqual([0, 'not-found'])
    const wrong = await written({ from: { record: order.id, link: 'legalAid' } })
    expect([wrong.written, wrong.refused[0]?.refusal.message]).toEqual([0, '该件不能转为这类事项。'])
  })

  it('调解由热线工单登记，来电内容和地点带入，两本日志互相指明', async () => {
    expect(await written({ from: { record: order.id, link: 'mediation' } })).toMatchObject({ written: 1 })
    expect(await written({ from: { record: order.id, link: 'mediation' } })).toMatchObject({ written: 0, same: 1 })
    const { rows } = (await mediator.get('/records?system=mediation')).body as unknown as {
      rows: (typeof mediation)[]
    }
    mediation = rows[0] as typeof mediation
    const view = await viewed(mediator, mediation.id)
    expect(view.values).toMatchObject({ facts: asked, place: '尚法村', source: 'hotline' })
    expect(view.history[0]?.note).toBe(`由${order.number}转来`)
    expect(view.chain.intact).toBe(true)
    const source = await viewed(caller, order.id)
    expect(source.history.at(-1)).toMatchObject({ action: 'link', note: `转人民调解，${mediation.number}` })
    expect(source.chain).toEqual({ events: 3, intact: true })
  })

  it('转出单位看得到由谁办、办到哪一步，看不到内容，也打不开', async () => {
    const [own, theirs] = (await viewed(caller, order.id)).thread
    expect(own).toMatchObject({ id: order.id, depth: 0, readable: true, outcomeName: '转其他程序' })
    expect(theirs).toMatchObject({
      id: mediation.id,
      depth: 1,
      link: '转人民调解',
      organName: '准平镇人民调解委员会',
      stageName: '待受理',
      readable: false,
    })
    expect(JSON.stringify(theirs)).not.toContain(li.name)
    expect((await caller.get(`/records/${mediation.id}`)).status).toBe(404)
  })

  it('没有达成协议，不能转司法确认；达成以后，协议书编号、内容和生效日带入', async () => {
    const confirm = { system: 'judicial-confirmation', on: '2024-03-21', from: { record: '', link: 'confirmation' } }
    confirm.from.record = mediation.id
    const early = await mediator.post('/records', confirm)
    expect([early.status, early.body.code]).toEqual([409, 'wrong-stage'])
    expect(String(early.body.detail)).toContain('现在处于“待受理”，不能办理“共同申请司法确认”')
    expect((await mediator.get(`/records/prefill?record=${mediation.id}&link=confirmation`)).status).toBe(409)

    const { id } = mediation
    await did(mediator, id, 'accept', '2024-03-07', { exclusion: 'none', bothWilling: true, difficulty: 'simple' })
    await did(mediator, id, 'appoint', '2024-03-08', { mediators: '调解员', chosenBy: 'appointed' })
    await did(mediator, id, 'meet', '2024-03-12', { sessionNotes: '面对面协商', risk: 'none', reportedToPolice: false })
    await did(mediator, id, 'agree', '2024-03-20', {
      form: 'agreedWritten',
      terms: '十日内修复天花板。',
      effectiveOn: '2024-03-20',
      signedByParties: true,
      signedByMediator: true,
      sealed: true,
      confirmationOffered: true,
      wantsConfirmation: true,
      prevented: false,
    })
    const agreement = (await viewed(mediator, id)).documents.find(d => d.code === 'agreement')
    const carried = (await mediator.get(`/records/prefill?record=${id}&link=confirmation`)).body
    expect(carried.values).toEqual({
      agreementNumber: agreement?.number,
      agreementTerms: '十日内修复天花板。',
      effectiveOn: '2024-03-20',
      agreementForm: 'agreedWritten',
    })
    expect(carried.parties).toEqual([
      { role: 'partyA', ...wang },
      { role: 'partyB', ...li },
    ])
    const opened = await mediator.post('/records', confirm)
    expect(opened.status, opened.text).toBe(201)
    const { thread, title } = await viewed(mediator, String(opened.body.id))
    expect(title).toBe('王某甲与李某乙申请司法确认')
    expect(thread.map(t => [t.depth, t.systemName, t.link, t.readable])).toEqual([
      [0, '政务热线', undefined, false],
      [1, '人民调解', '转人民调解', true],
      [2, '调解协议司法确认', '共同申请司法确认', true],
    ])
    expect((await viewed(caller, order.id)).thread).toHaveLength(3)
  })
})
