import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changePerson, installer } from '#access/people.ts'
import { zhunshengCatalogue } from '#law/index.ts'
import type { Incoming, Notices, RecordView, Today } from '#records/views.ts'
import { compareProjections, projectionDigests, rebuild } from '#store/rebuild.ts'
import { verify } from '#store/verify.ts'
import { type Client, type TestDistrict, testDistrict } from './kit/http.ts'

/** 移送、接收、退回: a hotline hands disputes to the mediation committees of the townships. */
let district: TestDistrict
let desk: Client
let ping: Client
let helper: Client
let shun: Client
let order: string

const asked = '来电人反映：楼上漏水，天花板受损，赔偿谈不拢。'
const wang = { kind: 'person', name: '王某甲', phone: '13900000001' }

const called = async (subject: string) => {
  const r = await desk.post('/records', {
    system: 'hotline',
    on: '2024-03-05',
    at: '09:00',
    values: {
      channel: 'districtHotline',
      kind: 'complaint',
      grade: 'ordinary',
      subject,
      content: asked,
      place: '尚法村',
      wantsReply: true,
      aboutEnforcement: false,
    },
    parties: [{ role: 'caller', ...wang }],
    handler: deskId,
  })
  expect(r.status, r.text).toBe(201)
  return String(r.body.id)
}
let deskId: string
const act = (as: Client, id: string, action: string, more: object) =>
  as.post(`/records/${id}/actions`, { action, on: '2024-03-05', ...more })
const handOver = (id: string, to: string, more: object = {}) =>
  act(desk, id, 'handOver', { handOver: { link: 'mediation', to }, ...more })
const handBack = (as: Client, id: string, note: string, seq = 2) =>
  act(as, id, 'handBack', { handBack: { seq }, ...(note ? { note } : {}) })
const accepts = (as: Client, id: string, link = 'mediation', more: object = {}) =>
  as.post('/records', {
    system: 'mediation',
    on: '2024-03-08',
    from: { record: id, link },
    values: { source: 'hotline', kind: 'neighbours', ...more },
    parties: [
      { role: 'partyA', ...wang },
      { role: 'partyB', kind: 'person', name: '李某乙' },
    ],
  })
const viewed = async (as: Client, id: string) => {
  const r = await as.get(`/records/${id}`)
  expect(r.status, r.text).toBe(200)
  return r.body as unknown as RecordView
}
const incoming = async (as: Client) =>
  ((await as.get('/today?scope=mine')).body as unknown as Today).incoming as readonly (Incoming & { record: string })[]
const told = async (as: Client, id: string) =>
  ((await as.get('/notices')).body as unknown as Notices).rows.filter(n => n.record === id).map(n => n.words)
const context = async () => {
  const { settings } = await district.platform.division('990101')
  return { catalogue: zhunshengCatalogue, calendar: district.platform.calendar(), settings: () => settings }
}

beforeAll(async () => {
  district = await testDistrict(
    zhunshengCatalogue,
    [
      { code: 'rx', name: '热线中心', short: '准热', kind: 'hotlineCentre' },
      { code: 'pz', name: '准平镇人民调解委员会', short: '准平调', kind: 'mediationCommittee' },
      { code: 'hs', name: '和顺镇人民调解委员会', short: '和顺调', kind: 'mediationCommittee' },
      { code: 'xl', name: '新林镇人民调解委员会', short: '新林调', kind: 'mediationCommittee' },
      { code: 'sf', name: '司法局', short: '准司', kind: 'justiceBureau' },
      { code: 'cg', name: '城市管理局', short: '准城管', kind: 'agency' },
    ],
    [
      { organ: 'rx', name: '接线员', account: 'desk', roles: ['hotlineDispatcher', 'hotlineOperator'] },
      { organ: 'pz', name: '调解员平', account: 'ping', roles: ['mediator'] },
      { organ: 'pz', name: '联络员平', account: 'helper', roles: ['handlingUnit'] },
      { organ: 'hs', name: '调解员顺', account: 'shun', roles: ['mediator'] },
      { organ: 'xl', name: '调解员林', account: 'gone', roles: ['mediator'] },
      { organ: 'sf', name: '名录员', account: 'bureau', roles: ['justiceOfficeClerk', 'registrar'] },
      { organ: 'cg', name: '执法员', account: 'officer', roles: ['enforcementOfficer'] },
    ],
  )
  const { people } = await district.platform.division('990101')
  const idOf = (name: string) => [...people.values()].find(p => p.name === name)?.id ?? ''
  deskId = idOf('接线员')
  const left = await changePerson(
    district.db,
    installer('990101'),
    idOf('调解员林'),
    { active: false },
    '2024-03-05T01:00:00.000Z',
  )
  expect(left.ok).toBe(true)
  await district.platform.forget()
  ;[desk, ping, helper, shun] = (await Promise.all(['desk', 'ping', 'helper', 'shun'].map(a => district.as(a)))) as [
    Client,
    Client,
    Client,
    Client,
  ]
  order = await called('楼上漏水要求赔偿')
})
afterAll(() => district.close())

describe('移送和接收', () => {
  it('可以移送给有人能办的单位，本单位、没有这种岗位的、人员已离岗的不在其中', async () => {
    const { opens } = await viewed(desk, order)
    const mediation = opens.find(o => o.link === 'mediation')
    expect(mediation).toMatchObject({ mine: false })
    expect(mediation?.receivers.map(o => o.name)).toEqual(['和顺镇人民调解委员会', '准平镇人民调解委员会', '司法局'])
  })

  it('移送以前调委会看不到；移送以后在待接收里，有消息，连同来电人、内容和附件', async () => {
    expect((await ping.get(`/records/${order}`)).status).toBe(404)
    const boundary = 'b'
    const sent = await desk.send({
      method: 'POST',
      url: `/api/v1/records/${order}/files`,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\n天花板\r\n--${boundary}--\r\n`,
    })
    expect(sent.status, sent.text).toBe(200)
    const clocks = (await viewed(desk, order)).clocks
    const r = await handOver(order, 'pz', { note: '双方愿意调解' })
    expect(r.status, r.text).toBe(200)
    expect((await viewed(desk, order)).clocks).toEqual(clocks)

    expect(await incoming(ping)).toMatchObject([
      {
        record: order,
        title: '楼上漏水要求赔偿',
        name: '转人民调解',
        system: 'mediation',
        from: '热线中心',
        by: '接线员',
        note: '双方愿意调解',
        waitingDays: 0,
      },
    ])
    expect(await told(ping, order)).toEqual(['热线中心移送，等您接收或者退回：转人民调解'])
    const { rows } = (await ping.get('/notices')).body as unknown as Notices
    expect(rows[0]).toMatchObject({ kind: 'handed', systemName: '政务热线', unread: true })
    const seen = await viewed(ping, order)
    expect(seen.parties).toMatchObject([{ ...wang, roleName: '来电（信）人' }])
    expect(seen.values).toMatchObject({ content: asked })
    const [file] = seen.files
    expect((await ping.get(`/records/${order}/files/${file?.hash}`)).text).toBe('天花板')
  })

  it('不能登记调解的同事看不到待接收，也不能退回；另一个镇什么都看不到', async () => {
    expect(await incoming(helper)).toEqual([])
    expect((await handBack(helper, order, '退', 3)).body).toMatchObject({
      code: 'forbidden',
      detail: '是否接收由本单位能登记“人民调解”的岗位决定，请转该岗位退回。',
    })
    expect(await incoming(shun)).toEqual([])
    expect((await shun.get(`/records/${order}`)).status).toBe(404)
    expect((await accepts(shun, order)).status).toBe(404)
  })

  it('接收单位只能看：不能备注，不能按别的去向登记', async () => {
    expect((await act(ping, order, 'note', { note: '看过' })).status).toBe(403)
    expect((await viewed(ping, order)).opens).toEqual([])
    const other = await ping.get(`/records/prefill?record=${order}&link=laborMediation`)
    expect([other.status, other.body.code]).toEqual([409, 'conflict'])
  })

  it('再次移送给同一单位、本单位、没有这种岗位的单位、已经离岗的单位，均不予办理', async () => {
    const why = async (to: string) => String((await handOver(order, to)).body.detail)
    expect(await why('pz')).toContain('正待接收')
    expect(await why('rx')).toContain('不能移送给本单位')
    expect(await why('cg')).toBe('城市管理局没有能登记“人民调解”的岗位，无法接收，请选择其他单位。')
    expect(await why('xl')).toContain('新林镇人民调解委员会没有能登记“人民调解”的岗位')
  })

  it('等了几日写明；热线已经办结也不影响接收；来电人和内容带入，不再填写', async () => {
    district.setNow('2024-03-08T02:00:00.000Z')
    ;[desk, ping, shun] = (await Promise.all(['desk', 'ping', 'shun'].map(a => district.as(a)))) as [
      Client,
      Client,
      Client,
    ]
    expect((await incoming(ping))[0]?.waitingDays).toBe(3)
    const closed = await act(desk, order, 'transferOut', { values: { transferredTo: 'mediation' }, at: '10:00' })
    expect(closed.status, closed.text).toBe(200)
    expect((await viewed(desk, order)).handOvers).toMatchObject([
      { name: '转人民调解', to: '准平镇人民调解委员会', status: 'pending', waitingDays: 3 },
    ])
    const carried = (await ping.get(`/records/prefill?record=${order}&link=mediation`)).body
    expect(carried).toMatchObject({ values: { facts: asked, place: '尚法村' }, parties: [{ role: 'partyA', ...wang }] })
    const r = await accepts(ping, order)
    expect(r.status, r.text).toBe(201)
    const view = await viewed(ping, String(r.body.id))
    expect(view).toMatchObject({ values: { facts: asked, place: '尚法村' }, chain: { intact: true } })
    expect(view.history[0]?.note).toMatch(/^由准热.*转来$/)
    expect(await incoming(ping)).toEqual([])
  })

  it('移送单位看得到编号、由谁办、办到哪一步，看不到内容；两本日志互相指明', async () => {
    const view = await viewed(desk, order)
    const [given] = view.handOvers
    expect(given).toMatchObject({ status: 'accepted', answeredOn: '2024-03-08' })
    expect(view.thread[1]).toMatchObject({
      number: given?.number,
      organName: '准平镇人民调解委员会',
      stageName: '待受理',
      readable: false,
    })
    expect(JSON.stringify(view.thread[1])).not.toContain('李某乙')
    expect((await desk.get(`/records/${view.thread[1]?.id}`)).status).toBe(404)
    expect(view.history.filter(h => ['handOver', 'link'].includes(h.action)).map(h => [h.actionName, h.note])).toEqual([
      ['移送', '转人民调解，移送准平镇人民调解委员会。双方愿意调解'],
      ['关联', `转人民调解，${given?.number}`],
    ])
    expect(view.chain.intact).toBe(true)
    expect(await told(desk, order)).toContain(`准平镇人民调解委员会已接收，编号${given?.number}`)
  })

  it('接收以后不能退回，也不能再接收一次', async () => {
    expect(String((await handBack(ping, order, '不想办了', 3)).body.detail)).toContain('已经接收')
    const again = await accepts(ping, order)
    expect([again.status, again.body.code]).toEqual([409, 'conflict'])
    expect(String(again.body.detail)).toContain('请在该件中办理')
  })
})

describe('移送之后原件往前办', () => {
  it('移送时阶段合的，接收时即使阶段已变，仍可接收；别的单位此时不能再转', async () => {
    const bureau = await district.as('bureau')
    const person = {
      personName: '钱某丁',
      idNumber: '990101198001010030',
      township: 'xl',
      village: '尚法村',
      identity: 'mediator',
    }
    const opened = await bureau.post('/records', { system: 'legal-literate', on: '2024-03-01', values: person })
    expect(opened.status, opened.text).toBe(201)
    const id = String(opened.body.id)
    const does = async (action: string, values: object) => {
      const r = await act(bureau, id, action, { values })
      expect(r.status, r.text).toBe(200)
    }
    await does('admit', { noticeClear: true })
    await does('train', { trainingTopic: '调解常识', trainingHours: 8 })
    await does('certify', { score: 90, certificate: '明白人第1号' })
    const clue = { handOver: { link: 'clue', to: 'hs' } }
    const handed = await act(bureau, id, 'handOver', clue)
    expect(handed.status, handed.text).toBe(200)
    await does('suspend', { suspendReason: '外出' })
    expect((await act(bureau, id, 'handOver', { handOver: { link: 'clue', to: 'pz' } })).body.code).toBe('wrong-stage')
    const r = await accepts(shun, id, 'clue', { facts: '两户为排水争执。' })
    expect(r.status, r.text).toBe(201)
    expect((await viewed(bureau, id)).handOvers).toMatchObject([{ name: '报告的矛盾纠纷线索', status: 'accepted' }])
  })
})

describe('退回', () => {
  it('须写明理由；退回之后看不到也接收不了，移送单位看到理由，可以改送', async () => {
    const id = await called('噪声扰民要求调解')
    expect((await handOver(id, 'hs')).status).toBe(200)
    const bare = await handBack(shun, id, '')
    expect([bare.status, bare.body.path]).toEqual([400, 'note'])
    const r = await handBack(shun, id, '当事人住准平镇，请移送准平镇调委会')
    expect(r.status, r.text).toBe(200)
    expect((await shun.get(`/records/${id}`)).status).toBe(404)
    expect(await incoming(shun)).toEqual([])
    expect(await told(shun, id)).toEqual([])
    expect((await accepts(shun, id)).status).toBe(404)

    const view = await viewed(desk, id)
    expect(view.handOvers).toMatchObject([{ status: 'returned', reason: '当事人住准平镇，请移送准平镇调委会' }])
    expect(view.history.at(-1)).toMatchObject({ actionName: '退回', note: '当事人住准平镇，请移送准平镇调委会' })
    expect(await told(desk, id)).toContain('和顺镇人民调解委员会退回：当事人住准平镇，请移送准平镇调委会')
    expect((await handOver(id, 'pz')).status).toBe(200)
    expect((await incoming(ping)).map(h => h.record)).toEqual([id])
  })

  it('阶段不合的不能移送；作废的不再待接收', async () => {
    const id = await called('登记有误')
    expect((await handOver(id, 'hs')).status).toBe(200)
    expect((await act(desk, id, 'void', { note: '重复登记' })).status).toBe(200)
    expect(await incoming(shun)).toEqual([])
    const r = await handOver(id, 'pz')
    expect([r.status, r.body.code]).toEqual([409, 'wrong-stage'])
    const mediation = (await ping.get('/records?system=mediation')).body as unknown as { rows: { id: string }[] }
    const early = await act(ping, mediation.rows[0]?.id ?? '', 'handOver', {
      on: '2024-03-08',
      handOver: { link: 'confirmation', to: 'hs' },
    })
    expect([early.status, early.body.code]).toEqual([409, 'wrong-stage'])
    expect(String(early.body.detail)).toBe(
      '现处“待受理”阶段，不能移送“共同申请司法确认”；该去向在“协议履行中”、“已归档”阶段移送。',
    )
  })

  it('日志校验一致，重建之后与原来相同', async () => {
    expect((await verify(district.db)).findings).toEqual([])
    expect(await compareProjections(district.db, await context())).toEqual([])
    const before = await projectionDigests(district.db)
    await rebuild(district.db, await context())
    expect(await projectionDigests(district.db)).toEqual(before)
  })
})
