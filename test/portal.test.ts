import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sm3 } from '#kernel/hash/sm3.ts'
import { checkIdentityCard } from '#kernel/values/identity-card.ts'
import { zhunshengCatalogue } from '#law/index.ts'
import { services } from '#portal/services.ts'
import { checkReport, openReport, publishReport } from '#report/store.ts'
import { type Client, type TestDistrict, testDistrict } from './kit/http.ts'
import { Office } from './kit/public-matters.ts'
import { Visitor } from './kit/visitor.ts'

/** The portal as the public meets it, with the real procedures, a real database and officials who work on what comes in. */
let district: TestDistrict
const staff: Record<string, Client> = {}
let addresses = 0
/** Everybody comes from an address of their own. */
const visitor = () => new Visitor(district.app, `198.51.100.${++addresses}`)

/** An invented number of the reserved region 990101 with the right last digit. */
function idNumber(serial: number): string {
  const body = `99010119900101${String(serial).padStart(3, '0')}`
  const end = [...'0123456789X'].find(x => checkIdentityCard(body + x).ok)
  return body + end
}
const citizen = { name: '林试禾', number: idNumber(1), phone: '13800000001', address: '准绳区准平镇甲村1号' }

beforeAll(async () => {
  district = await testDistrict(
    zhunshengCatalogue,
    [
      { code: 'qzf', name: '准绳区人民政府', short: '准政', kind: 'government' },
      { code: 'sfj', name: '准绳区司法局', short: '准司', kind: 'justiceBureau' },
      { code: 'cgj', name: '准绳区城市管理综合执法局', short: '准城管', kind: 'agency' },
      { code: 'zpztw', name: '准平镇人民调解委员会', short: '准平调', kind: 'mediationCommittee' },
      { code: 'szztw', name: '绳直镇人民调解委员会', short: '绳直调', kind: 'mediationCommittee' },
      { code: 'ldzcw', name: '准绳区劳动人事争议仲裁委员会', short: '准', kind: 'arbitrationCommission' },
      { code: 'fyzx', name: '准绳区法律援助中心', short: '准', kind: 'legalAidCentre' },
      { code: 'rxzx', name: '准绳区政务服务热线中心', short: '准', kind: 'hotlineCentre' },
    ],
    [
      { organ: 'sfj', name: '窗口', account: 'clerk', roles: ['reconsiderationClerk'] },
      { organ: 'sfj', name: '承办人', account: 'officer', roles: ['reconsiderationOfficer'] },
      { organ: 'sfj', name: '科长', account: 'head', roles: ['reconsiderationHead'] },
      { organ: 'cgj', name: '应诉人', account: 'agent', roles: ['respondentAgent'] },
      { organ: 'cgj', name: '起草人', account: 'drafter', roles: ['drafter'] },
      { organ: 'zpztw', name: '调解员', account: 'mediator', roles: ['mediationClerk', 'mediator'] },
      { organ: 'fyzx', name: '援助受理', account: 'aid', roles: ['aidClerk', 'aidHead'] },
      { organ: 'rxzx', name: '派单员', account: 'dispatcher', roles: ['hotlineDispatcher'] },
    ],
  )
  district.setNow('2024-03-18T02:42:00.000Z')
  for (const account of ['clerk', 'officer', 'head', 'agent', 'drafter', 'mediator', 'aid', 'dispatcher'])
    staff[account] = await district.as(account)
})
afterAll(() => district.close())

const date = (input: string, day: string) => {
  const [y = '', m = '', d = ''] = day.split('-')
  return { [`${input}.y`]: y, [`${input}.m`]: String(Number(m)), [`${input}.d`]: String(Number(d)) }
}
const me = (role: string) => ({
  [`p.${role}.kind`]: 'person',
  [`p.${role}.name`]: citizen.name,
  [`p.${role}.number`]: citizen.number,
  [`p.${role}.phone`]: citizen.phone,
  [`p.${role}.address`]: citizen.address,
})

/** What a person answers on each page, by service. */
const answers: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  reconsideration: [
    {
      'o.respondent': 'cgj',
      'f.act': '准城管罚决〔2024〕31号罚款八千元',
      'f.actKind': 'penalty',
      'f.adminField': 'city',
    },
    {
      ...date('f.knewOn', '2024-03-04'),
      ...date('f.actOn', '2024-03-01'),
      'f.remedyTold': 'yes',
      'f.courtFiled': 'no',
    },
    { 'f.claims': '撤销罚款决定', 'f.facts': '当天已经清理干净，应当先责令改正。' },
    me('applicant'),
    {},
  ],
  mediation: [
    { handler: 'zpztw' },
    { 'f.kind': 'neighbours', 'f.facts': '楼上漏水，请求修好并赔偿。', 'f.place': '甲小区', 'f.amount': '3000' },
    { 'p.partyB.kind': 'person', 'p.partyB.name': '周试邻', 'p.partyB.phone': '13800000002' },
    me('partyA'),
    {},
  ],
  'labor-mediation': [
    { 'f.channel': 'worker', 'f.claim': 'pay', 'f.facts': '拖欠两个月工资。', 'f.claimedAmount': '12000' },
    { ...me('worker'), 'p.employer.name': '甲试验公司', 'p.employer.phone': '13800000003' },
    {},
  ],
  'labor-arbitration': [
    { 'f.appliedBy': 'worker', 'f.claim': 'pay', 'f.facts': '拖欠两个月工资。', 'f.claimedAmount': '1.2万元' },
    { ...date('f.knewOn', '2024-02-15') },
    { ...me('worker'), 'p.employer.name': '甲试验公司' },
    {},
  ],
  'legal-aid': [
    { 'f.kind': 'civil', 'f.cause': '追讨劳动报酬', 'f.facts': '拖欠两个月工资。', 'f.urgent': 'no' },
    { ...me('applicant'), 'f.group': 'migrantWorker' },
    { 'p.opponent.kind': 'organisation', 'p.opponent.name': '甲试验公司' },
    {},
  ],
  hotline: [
    {
      'f.kind': 'help',
      'f.grade': 'ordinary',
      'f.subject': '甲路路灯不亮',
      'f.content': '已经三天，请修好。',
      'f.place': '甲路',
    },
    { 'p.caller.name': citizen.name, 'p.caller.phone': citizen.phone, 'f.wantsReply': 'yes' },
    {},
  ],
}

type Receipt = { number: string; code: string }
/** Files from the first page to the receipt; nothing is typed twice. */
async function file(v: Visitor, system: string, files: Parameters<Visitor['submit']>[2] = []): Promise<Receipt> {
  await v.get(`/file/${system}`)
  await v.submit(`/file/${system}`)
  for (const [i, filled] of (answers[system] ?? []).entries()) {
    const last = i === (answers[system]?.length ?? 0) - 1
    await v.submit(`/file/${system}/${i + 1}`, filled, last ? files : undefined)
    expect(v.page.text, `${system} page ${i + 1}`).not.toContain('处要改')
    expect(v.page.status).toBe(200)
  }
  expect(v.page.text).toContain('请核对，没有错就提交')
  await v.submit(`/file/${system}/check`, { true: 'yes' })
  expect(v.page.text).toContain('收件回执')
  const number = /<dt>收件号<\/dt><dd>([^<]+)/.exec(v.page.html)?.[1] ?? ''
  const code = /<dt>查询码<\/dt><dd>([^<]+)/.exec(v.page.html)?.[1] ?? ''
  return { number, code }
}

async function look(v: Visitor, { number, code }: Receipt) {
  await v.get('/progress')
  // Whoever has just filed or looked is led on to the case.
  return v.page.url === '/progress/case' ? v.page : v.submit('/progress', { number, code })
}

const recordOf = async (as: Client, system: string, number: string) => {
  const { body } = await as.get(`/records?system=${system}`)
  const row = (body.rows as unknown as { id: string; number: string }[]).find(r => r.number === number)
  if (!row) throw new Error(`${number} is not in the list`)
  return row.id
}
const does = async (as: string, id: string, action: string, on: string, values: object = {}) => {
  district.setNow(`${on}T02:00:00.000Z`)
  // Days pass between two steps: everybody signs in anew.
  const r = await (await district.as(as)).post(`/records/${id}/actions`, { action, on, values })
  expect(r.status, `${action}: ${r.text}`).toBe(200)
  return r
}

describe('门户的表与声明一致', () => {
  it.each(services.map(s => [s.system, s] as const))('%s：栏目、动作、期限、文书都在声明里', (_, service) => {
    const d = zhunshengCatalogue.newest(service.system)
    if (!d) throw new Error('no declaration')
    const has = (what: object, codes: readonly string[]) => expect(codes.filter(c => !(c in what))).toEqual([])
    has({ ...d.actions, open: 1 }, Object.keys(service.told.steps))
    has(d.stages, Object.keys(service.told.turns))
    expect(Object.keys(d.stages).filter(s => !(s in service.told.turns))).toEqual([])
    has(d.limits, [...Object.keys(service.told.limits), ...service.basis])
    has(d.documents, Object.keys(service.told.papers))
    has({ ...d.actions, open: 1 }, [...Object.values(service.told.papers), ...service.told.result])
    const asks = service.pages.flatMap(p => p.asks)
    const fields = asks.flatMap(a => (a.kind === 'field' ? [a.field] : []))
    has(d.fields, [...fields, ...Object.keys(service.fixed)])
    const missing = Object.entries(d.fields).filter(
      ([code, f]) => !f.optional && f.initial === undefined && !fields.includes(code) && !(code in service.fixed),
    )
    expect(
      missing.map(([code]) => code),
      'required fields that the portal neither asks nor knows',
    ).toEqual([])
    for (const ask of asks)
      if (ask.kind === 'field' && ask.options) has(d.fields[ask.field]?.options ?? {}, Object.keys(ask.options))
    expect(d.open.by).toContain('citizen')
  })
})

describe('办事', () => {
  it.each(Object.keys(answers))('%s：从说明到回执，打开的就是同一件', async system => {
    district.setNow('2024-03-18T02:42:00.000Z')
    const v = visitor()
    const receipt = await file(v, system, [{ name: '照片说明.txt', content: '照片两张' }])
    expect(receipt.number).toMatch(/〔2024〕\d+号$/)
    expect(receipt.code).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/)
    const { rows } = await district.db.owner.query(
      `select e.origin, e.body from zs.event e join zs.record r on r.id = e.record where r.number = $1 order by e.seq`,
      [receipt.number],
    )
    expect(rows.map(r => r.origin)).toEqual(['portal', 'portal'])
    expect(rows[0].body).toContain(citizen.name)
    expect(rows[1].body).toContain('照片说明.txt')
    // The code itself is nowhere in the database.
    const filing = await district.db.owner.query('select * from zs.portal_filing where number = $1', [receipt.number])
    expect(JSON.stringify(filing.rows)).not.toContain(receipt.code.replace('-', ''))
    expect((await district.db.owner.query('select 1 from zs.draft')).rowCount).toBe(0)
    expect(v.addresses.join()).not.toMatch(
      new RegExp(`${citizen.number}|${citizen.phone}|${encodeURIComponent(citizen.name)}`),
    )
  })

  it('填错的，在上面和那一格都写明，填过的不丢', async () => {
    const v = visitor()
    await v.get('/file/reconsideration')
    await v.submit('/file/reconsideration')
    await v.submit('/file/reconsideration/1', answers.reconsideration?.[0])
    const page = await v.submit('/file/reconsideration/2', {
      'f.knewOn.y': '2024',
      'f.knewOn.m': '2',
      'f.remedyTold': 'yes',
      'f.courtFiled': 'no',
    })
    expect(page.status).toBe(422)
    expect(page.html).toContain('<title>有错误：')
    expect(page.text).toContain('有1处要改')
    expect(page.html).toContain('href="#f-knewOn-d"')
    expect(page.text).toContain('没有填完整，还缺“日”')
    expect(page.html).toContain('value="2024"')
    const future = await v.submit('/file/reconsideration/2', date('f.knewOn', '2025-03-01'))
    expect(future.text).toContain('不能晚于今天')
    const missing = await v.get('/file/reconsideration/check')
    expect(missing.url).toBe('/file/reconsideration/2')
  })

  it('身份证号码末位不对，说明白', async () => {
    const v = visitor()
    await v.get('/file/legal-aid')
    await v.submit('/file/legal-aid')
    await v.submit('/file/legal-aid/1', answers['legal-aid']?.[0])
    const wrong = citizen.number.slice(0, 17) + (citizen.number.endsWith('1') ? '2' : '1')
    const page = await v.submit('/file/legal-aid/2', { ...answers['legal-aid']?.[1], 'p.applicant.number': wrong })
    expect(page.status).toBe(422)
    expect(page.text).toMatch(/末位/)
  })

  it('提交两次，只有一件，查询码相同', async () => {
    const v = visitor()
    const before = (await district.db.owner.query(`select 1 from zs.record where system = 'hotline'`)).rowCount ?? 0
    await v.get('/file/hotline')
    await v.submit('/file/hotline')
    for (const [i, a] of (answers.hotline ?? []).entries()) await v.submit(`/file/hotline/${i + 1}`, a)
    const form = v.page
    await v.submit('/file/hotline/check', { true: 'yes' })
    const first = /<dt>查询码<\/dt><dd>([^<]+)/.exec(v.page.html)?.[1]
    v.page = form
    await v.submit('/file/hotline/check', { true: 'yes' })
    expect(/<dt>查询码<\/dt><dd>([^<]+)/.exec(v.page.html)?.[1]).toBe(first)
    expect((await district.db.owner.query(`select 1 from zs.record where system = 'hotline'`)).rowCount).toBe(
      before + 1,
    )
  })

  it('不能交程序和网页，内容与扩展名不符的也不收', async () => {
    const v = visitor()
    await v.get('/file/hotline')
    await v.submit('/file/hotline')
    await v.submit('/file/hotline/1', answers.hotline?.[0])
    await v.submit('/file/hotline/2', answers.hotline?.[1])
    for (const f of [
      { name: '木马.exe', content: 'MZ' },
      { name: '网页.html', content: '<script>alert(1)</script>' },
      { name: '假图.png', content: 'not a picture' },
    ]) {
      const page = await v.submit('/file/hotline/3', {}, [f])
      expect(page.status, f.name).toBe(422)
      expect(page.text).toContain('不是可以接收的文件')
    }
  })
})

describe('查进度', () => {
  it('一件行政复议：从网上申请到收到决定书，都在进度里看得到', async () => {
    district.setNow('2024-03-18T02:42:00.000Z')
    const v = visitor()
    const receipt = await file(v, 'reconsideration')
    // Silence is acceptance: the receipt tells the last day in words.
    expect(v.page.text).toContain('最迟3月25日')
    expect(v.page.text).toContain('告诉您受不受理')
    await v.get('/progress/case')
    expect(v.page.text).toContain('最迟3月25日 告诉您受不受理')
    expect(v.page.text).toContain('为什么是这一天')

    const id = await recordOf(staff.clerk as Client, 'reconsideration', receipt.number)
    const view = await (staff.officer as Client).get(`/records/${id}`)
    expect(view.body).toMatchObject({ values: { act: '准城管罚决〔2024〕31号罚款八千元', filedVia: 'online' } })

    await does('officer', id, 'requireCorrection', '2024-03-19', {
      correctionItems: '请补交决定书复印件',
      correctionServedOn: '2024-03-19',
    })
    const other = visitor()
    await look(other, {
      number: receipt.number.replace('〔', '(').replace('〕', ')'),
      code: receipt.code.toLowerCase(),
    })
    expect(other.page.text).toContain('请您补正材料')
    expect(other.page.text).toContain('请补交决定书复印件')
    expect(other.page.text).toContain('补正行政复议申请通知书')
    await other.submit('/progress/case/supplyCorrection', { words: '已补交' }, [
      { name: '决定书.txt', content: '决定书' },
    ])
    expect(other.page.status).toBe(200)
    expect(other.page.text).toContain('收到您补正的材料')
    expect((await (await district.as('officer')).get(`/records/${id}`)).body).toMatchObject({ stage: 'received' })

    await does('officer', id, 'accept', '2024-03-20')
    await other.get('/progress/case')
    expect(other.page.text).toContain('最迟5月20日 作出复议决定'.replace(' ', ''))
    await does('officer', id, 'sendCopy', '2024-03-21')
    await does('agent', id, 'signCopy', '2024-03-22')
    await does('agent', id, 'reply', '2024-03-29', { replyText: '程序合法' })
    await does('officer', id, 'hearOpinions', '2024-04-02', { opinionWay: 'telephone', opinionText: '愿意改正' })
    await does('head', id, 'decide', '2024-04-10', {
      decision: 'revoke',
      decisionItems: '撤销罚款决定',
      decisionReasons: '处罚明显不当',
      approvedBy: 'head',
      errorCause: 'inappropriate',
    })
    // What was decided is told when it has been served, not before.
    await other.get('/progress/case')
    expect(other.page.text).toContain('正在送达给您')
    expect(other.page.text).not.toContain('有了结果')
    expect(other.page.html).not.toContain('/papers/decision/')
    await does('clerk', id, 'serve', '2024-04-12', { serviceMode: 'direct' })
    await other.get('/progress/case')
    expect(other.page.text).toContain('您的行政复议申请有了结果：撤销')
    expect(other.page.text).toContain('决定书送达给您')
    const paper = /href="(\/progress\/case\/papers\/decision\/\d+)"/.exec(other.page.html)?.[1] ?? ''
    const decision = await other.get(paper)
    expect(decision.text).toContain('行政复议决定书')
    expect(decision.text).toContain('撤销罚款决定')
    expect(other.addresses.join()).not.toContain(receipt.code)
  }, 60_000)

  it('没有查询码、查询码不对、号不对，都查不到，说法一样', async () => {
    const receipt = await file(visitor(), 'hotline')
    for (const wrong of [
      { number: receipt.number, code: 'AAAA-AAAA' },
      { number: '准热线〔2024〕99999号', code: receipt.code },
    ]) {
      const v = visitor()
      await look(v, wrong)
      expect(v.page.status).toBe(422)
      expect(v.page.text).toContain('没有查到')
      expect((await v.get('/progress/case')).url).toBe('/progress')
    }
    const v = visitor()
    expect((await v.get('/progress/case/papers/decision/1')).url).toBe('/progress')
  })

  it('看完退出以后，这台机器上再也看不到', async () => {
    const v = visitor()
    const receipt = await file(v, 'hotline')
    await look(v, receipt)
    expect(v.page.url).toBe('/progress/case')
    await v.submit('/progress/leave')
    expect((await v.get('/progress/case')).url).toBe('/progress')
    expect((await v.get('/receipt')).url).toBe('/progress')
  })

  it('说出意见、补充材料，承办人在案卷里看得到', async () => {
    const v = visitor()
    const receipt = await file(v, 'mediation')
    await look(v, receipt)
    await v.submit('/progress/case', { words: '请周末联系我' }, [{ name: '漏水照片.txt', content: '照片' }])
    expect(v.page.text).toContain('请周末联系我')
    const mediator = await district.as('mediator')
    const view = await mediator.get(`/records/${await recordOf(mediator, 'mediation', receipt.number)}`)
    const history = view.body.history as unknown as { origin: string; note?: string }[]
    expect(history.some(h => h.origin === 'portal' && h.note === '请周末联系我')).toBe(true)
    expect(view.body.files).toHaveLength(1)
  })
})

describe('执法公示', () => {
  const firm = { role: 'party', kind: 'organisation', name: '甲试验运输有限公司' } as const
  const person = { role: 'party', kind: 'person', name: '欧阳试明', number: idNumber(7), phone: '13800000007' } as const
  let office: Office
  const ids: Record<string, string> = {}
  beforeAll(async () => {
    office = new Office(district.platform, 'cgj', district.setNow, 'p-cgj')
    ids.firm = await office.penalty(firm, '遗撒建筑垃圾', '2024-04-01', '2024-04-03')
    ids.person = await office.penalty(person, '占道经营，经营者欧阳试明', '2024-04-01', '2024-04-15')
    ids.withdrawn = await office.penalty(
      { ...firm, name: '乙试验木业有限公司' },
      '占用人行道',
      '2024-04-01',
      '2024-04-02',
    )
    await office.does(ids.withdrawn, 'recordRemedy', '2024-04-10', {
      remedyKind: 'reconsideration',
      remedyFrom: '2024-04-10',
    })
    await office.does(ids.withdrawn, 'recordRemedyResult', '2024-04-15', { remedyResult: 'revoked' })
    await office.does(ids.withdrawn, 'withdrawPublication', '2024-04-16', { withdrawReason: '复议撤销了这个决定' })
    // Under investigation, and decided but not published: neither is anybody's business.
    ids.secret = await office.open(
      'penalty',
      '2024-04-01',
      {
        cause: '尚未公开的线索',
        source: 'inspection',
        enforcementField: 'city',
        place: '乙路',
        actEndedOn: '2024-04-01',
      },
      [{ ...firm, name: '丙试验有限公司' }],
    )
    district.setNow('2024-04-20T02:00:00.000Z')
  }, 60_000)

  it('单位写全称，自然人只留姓，证件号码、电话、住址都没有；晚公示的标出来', async () => {
    const v = visitor()
    const list = await v.get('/penalties')
    expect(list.text).toContain('公示了3件行政处罚决定')
    expect(list.text).toContain('甲试验运输有限公司遗撒建筑垃圾')
    expect(list.text).toContain('欧阳某某占道经营，经营者欧阳某某')
    expect(list.text).toContain('晚了2个工作日')
    const page = await v.get(`/penalties/${ids.person}`)
    for (const hidden of [person.name, person.number, person.phone, '甲路1号', '13800000009'])
      expect(list.html + page.html, hidden).not.toContain(hidden)
    expect(page.text).toContain('警告；罚款800元')
  })

  it('撤回的只留文号、日期和理由，当事人不再出现', async () => {
    const v = visitor()
    const list = await v.get('/penalties')
    const page = await v.get(`/penalties/${ids.withdrawn}`)
    expect(page.text).toContain('公示已经撤回')
    expect(page.text).toContain('复议撤销了这个决定')
    expect(list.html + page.html).not.toContain('乙试验木业')
    expect((await v.get(`/penalties?q=${encodeURIComponent('乙试验木业')}`)).text).toContain('没有查到')
  })

  it('没有公示的，列不出、查不到、打不开', async () => {
    const v = visitor()
    expect((await v.get('/penalties')).html).not.toContain('丙试验')
    expect((await v.get(`/penalties?q=${encodeURIComponent('丙试验')}`)).text).toContain('没有查到')
    expect((await v.get(`/penalties/${ids.secret}`)).status).toBe(404)
    expect((await v.get(`/documents/${ids.firm}`)).status).toBe(404)
  })

  it('按单位名称、文号、违法行为查得到；按自然人的姓名查不到', async () => {
    const v = visitor()
    const number = /准城管罚决〔2024〕\d+号/.exec((await v.get(`/penalties/${ids.firm}`)).text)?.[0] ?? ''
    for (const q of ['甲试验运输', '遗撒', number])
      expect((await v.get(`/penalties?q=${encodeURIComponent(q)}`)).text, q).toContain('查到1件')
    for (const q of ['试明', '欧阳试明', '者欧阳试', '欧阳'])
      expect((await v.get(`/penalties?q=${encodeURIComponent(q)}`)).text, q).toContain('没有查到')
    expect((await v.get(`/penalties?q=${encodeURIComponent("%' or 1=1 --")}`)).status).toBe(200)
  })

  it('停止公示以后，列表和网页里都没有了', async () => {
    const gone = await office.penalty({ ...firm, name: '丁试验有限公司' }, '占用绿地', '2024-04-01', '2024-04-02')
    const v = visitor()
    expect((await v.get(`/penalties/${gone}`)).status).toBe(200)
    await office.does(gone, 'takeDown', '2024-04-18')
    district.setNow('2024-04-20T02:00:00.000Z')
    expect((await v.get(`/penalties/${gone}`)).status).toBe(404)
    expect((await v.get('/penalties')).html).not.toContain('丁试验')
  })

  it('从公示的决定申请复议，机关和文号不用再填，两件连在一起', async () => {
    district.setNow('2024-04-20T02:00:00.000Z')
    const v = visitor()
    await v.get(`/penalties/${ids.firm}`)
    await v.get(`/file/reconsideration?penalty=${ids.firm}`)
    await v.submit('/file/reconsideration')
    expect(v.page.html).toMatch(/<option value="cgj" selected/)
    await v.submit('/file/reconsideration/1', { 'f.adminField': 'city' })
    for (const i of [1, 2, 3, 4]) {
      const filled =
        i === 1 ? { ...answers.reconsideration?.[1], ...date('f.knewOn', '2024-04-02') } : answers.reconsideration?.[i]
      if (i === 1)
        for (const k of Object.keys(filled ?? {}))
          if (k.startsWith('f.actOn')) delete (filled as Record<string, string>)[k]
      await v.submit(`/file/reconsideration/${i + 1}`, filled)
    }
    await v.submit('/file/reconsideration/check', { true: 'yes' })
    const number = /<dt>收件号<\/dt><dd>([^<]+)/.exec(v.page.html)?.[1]
    const { rows } = await district.db.owner.query('select state from zs.record where number = $1', [number])
    expect(rows[0]?.state.values).toMatchObject({ challenged: ids.firm, actOn: '2024-04-01' })
  })
})

describe('规范性文件库、意见征集', () => {
  let office: Office
  let consultation = ''
  beforeAll(async () => {
    office = new Office(district.platform, 'cgj', district.setNow, 'p-cgj')
    const document = await office.document('准绳区停车场管理办法', '准政规〔2022〕1号', {
      drafted: '2022-01-04',
      closed: '2022-02-08',
      accepted: '2022-02-09',
      passed: '2022-02-24',
      published: '2022-03-01',
      from: '2022-04-01',
      until: '2027-03-31',
    })
    await office.does(document, 'file', '2022-03-10', { filedWith: ['upper'] })
    await office.does(document, 'confirmFiling', '2022-03-20')
    await office.does(document, 'repeal', '2024-02-01', { repealReason: '被新办法取代' })
    consultation = await office.consultation('准绳区电动自行车停放充电管理办法', '2024-04-08', '2024-05-08')
    district.setNow('2024-04-20T02:00:00.000Z')
  }, 60_000)

  it('某一天有没有效，按那一天回答', async () => {
    const v = visitor()
    const on = async (day: string) => {
      const [y, m, d] = day.split('-').map(Number)
      return (await v.get(`/documents?y=${y}&m=${m}&d=${d}`)).text
    }
    expect(await on('2022-02-28')).toContain('全部0件')
    expect(await on('2022-03-15')).toContain('还没有施行')
    expect(await on('2023-06-01')).toMatch(/有1件 *规范性文件有效/)
    expect(await on('2024-02-01')).toContain('已废止')
    expect(await on('2024-04-20')).toMatch(/有0件 *规范性文件有效/)
    expect(await on('2024-02-30')).toContain('没有2024年2月30日这一天')
  })

  it('征集期内可以提意见，意见进到起草单位的案卷', async () => {
    const v = visitor()
    expect((await v.get('/consultations')).text).toContain('正在征集意见的有1件')
    await v.get(`/consultations/${consultation}`)
    expect(v.page.text).toContain('5月8日前可以提意见')
    expect(v.page.html).not.toContain('13800000001')
    expect((await v.submit(`/consultations/${consultation}`, { 'a.comment': '' })).text).toContain('请填写“意见”')
    await v.submit(`/consultations/${consultation}`, {
      'a.comment': '老小区没有地方充电',
      'a.commentPhone': '13800000004',
    })
    expect(v.page.text).toContain('已经收到您的意见')
    const drafter = await district.as('drafter')
    const view = await drafter.get(`/records/${consultation}`)
    expect(JSON.stringify(view.body.history)).toContain('老小区没有地方充电')
    expect(v.addresses.join()).not.toContain('13800000004')
  })

  it('截止以后不能再提', async () => {
    district.setNow('2024-05-09T02:00:00.000Z')
    const v = visitor()
    await v.get(`/consultations/${consultation}`)
    expect(v.page.text).toContain('已经截止')
    expect(v.page.html).not.toContain('提交意见')
    district.setNow('2024-04-20T02:00:00.000Z')
  })
})

describe('每一页', () => {
  const pages = [
    '/',
    '/file',
    '/file/reconsideration',
    '/progress',
    '/open',
    '/penalties',
    '/documents',
    '/consultations',
    '/reports',
    '/publicity',
    '/help',
  ]
  it.each(pages)('%s 没有脚本，不向外请求，连同样式不超过60千字节', async url => {
    const page = await visitor().get(url)
    expect(page.status).toBe(200)
    expect(page.html).not.toMatch(/<script|\son\w+=|https?:\/\/(?!www\.w3\.org)/)
    const css = /href="(\/portal-[0-9a-f]+\.css)"/.exec(page.html)?.[1] ?? ''
    const style = await district.app.inject({ method: 'GET', url: css })
    expect(style.statusCode).toBe(200)
    expect(style.headers['cache-control']).toContain('immutable')
    expect(Buffer.byteLength(page.html) + Buffer.byteLength(style.body)).toBeLessThan(60_000)
    expect((page.html.match(/<h1/g) ?? []).length).toBe(1)
  })
  it('法律的数字取自声明：问答里的日数就是期限', async () => {
    const page = await visitor().get('/publicity')
    expect(page.text).toContain('知道这个决定之日起60日内')
    expect(page.text).toContain('《行政复议法》第二十条第一款')
  })
})

describe('年度报告', () => {
  it('没有公布的没有；公布以后每个数字有口径，JSON和存证原文可以核对', async () => {
    const v = visitor()
    expect((await v.get('/reports')).text).toContain('还没有公布的年度报告')
    expect((await v.get('/reports/2024')).status).toBe(404)
    const writer = {
      actor: { id: 'writer', name: '编写人', division: '990101', organ: 'sfj', roles: ['reportWriter'] },
      scope: { division: '990101', organ: 'sfj', sees: 'division', person: 'writer' },
      origin: 'user',
    } as const
    for (const done of [
      await openReport(district.platform, writer, 2024),
      await checkReport(district.platform, writer, 2024, '演示'),
      await publishReport(district.platform, writer, 2024, '演示'),
    ])
      if (!done.ok) throw new Error(done.refusal.message)
    const page = await v.get('/reports/2024')
    expect(page.text).toContain('准绳区2024年法治政府建设年度报告')
    const links = [...page.html.matchAll(/class="n" href="#([\w-]+)"/g)].map(m => m[1])
    expect(links.length).toBeGreaterThan(5)
    for (const id of links) expect(page.html).toContain(`id="${id}"`)
    const json = await district.app.inject({ method: 'GET', url: '/reports/2024.json' })
    expect(json.json().figures.length).toBeGreaterThan(100)
    const sealed = await district.app.inject({ method: 'GET', url: '/reports/2024.sealed.json' })
    expect(page.text.replaceAll(' ', '')).toContain(sm3(sealed.body))
  })
})

describe('防滥用', () => {
  it('没有本站的凭据，或者填了看不见的那一格，不收', async () => {
    const v = visitor()
    await v.get('/file/hotline')
    const forged = await v.submit('/file/hotline', { _token: 'x'.repeat(24) })
    expect(forged.status).toBe(400)
    expect(forged.text).toContain('没有办成')
    await v.get('/file/hotline')
    expect((await v.submit('/file/hotline', { website: 'http://spam.example' })).status).toBe(400)
  })
  it('同一地址查得太密，请稍等；别的地址不受影响', async () => {
    const v = visitor()
    await v.get('/progress')
    const form = v.page
    let last = 0
    for (let i = 0; i < 21; i++) {
      v.page = form
      last = (await v.submit('/progress', { number: '', code: '' })).status
    }
    expect(last).toBe(429)
    expect(v.page.text).toContain('请稍等一会儿')
    expect((await look(visitor(), { number: 'x', code: 'y' })).status).toBe(422)
  })
  it('换显示模式只回到本站', async () => {
    for (const bad of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)']) {
      const v = visitor()
      const page = await v.get(`/mode?to=elder&back=${encodeURIComponent(bad)}`)
      expect(page.url).toBe('/')
      expect(page.html).toContain('data-mode="elder"')
    }
  })
})

describe('地址不存在', () => {
  it('网页得到网页，接口得到接口的拒绝', async () => {
    expect((await visitor().get('/nothing')).text).toContain('没有这一页')
    const r = await district.app.inject({ method: 'GET', url: '/api/v1/nothing', headers: { accept: 'text/html' } })
    expect(r.statusCode).toBeGreaterThanOrEqual(400)
    expect(String(r.headers['content-type'])).toContain('json')
    const docs = await district.app.inject({ method: 'GET', url: '/api/docs' })
    expect(Object.keys(docs.json().paths).filter(p => !p.startsWith('/api'))).toEqual([])
  })
})
