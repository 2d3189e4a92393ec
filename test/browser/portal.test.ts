import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible, expectNoSideScroll, inBrowser, phone, wide } from '../kit/browser.ts'
import { Office } from '../kit/public-matters.ts'
import { testTown } from '../kit/town.ts'

/** The portal in a real browser: on an old telephone without script, and with the rules of accessibility on every page. */
const town = inBrowser(testTown, async district => {
  const office = new Office(district.platform, 'cgj', district.setNow, 'p-cgj')
  await office.penalty(
    { role: 'party', kind: 'organisation', name: '甲试验运输有限公司' },
    '遗撒建筑垃圾',
    '2024-03-04',
    '2024-03-08',
  )
  await office.penalty({ role: 'party', kind: 'person', name: '欧阳试明' }, '占道经营', '2024-03-04', '2024-03-15')
  await office.consultation('准绳区电动自行车停放充电管理办法', '2024-03-11', '2024-04-11')
  await office.document('准绳区停车场管理办法', '准政规〔2022〕1号', {
    drafted: '2022-01-04',
    closed: '2022-02-08',
    accepted: '2022-02-09',
    passed: '2022-02-24',
    published: '2022-03-01',
    from: '2022-04-01',
    until: '2027-03-31',
  })
  district.setNow('2024-03-18T02:42:00.000Z')
})

async function visitor(
  size = phone,
  more: { script?: boolean; dark?: boolean } = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await town.browser.newContext({
    baseURL: town.base,
    viewport: size,
    locale: 'zh-CN',
    javaScriptEnabled: more.script ?? true,
    colorScheme: more.dark ? 'dark' : 'light',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  return { context, page }
}
const next = (page: Page) => page.getByRole('button', { name: '保存并继续' }).click()

/** Fills in an application for reconsideration as a person does, looking at each page. */
async function fillIn(page: Page, look: () => Promise<void> = async () => {}): Promise<void> {
  await page.goto('/file/reconsideration')
  await page.getByRole('button', { name: '申请行政复议' }).click()
  await next(page)
  await page.getByRole('alert').waitFor()
  await look()
  await page.getByLabel('哪个机关作出的').selectOption({ label: '准绳区城市管理局' })
  await page.getByLabel('决定书的文号和内容').fill('准城管罚决〔2024〕1号罚款800元')
  await page.getByLabel('是哪一种').selectOption('penalty')
  await page.getByLabel('是哪方面的事').selectOption('city')
  await next(page)
  const knew = page.getByRole('group', { name: '知道的日期' })
  await knew.getByLabel('年').fill('2024')
  await knew.getByLabel('月').fill('3')
  await knew.getByLabel('日').fill('5')
  await page.getByRole('group', { name: '决定书有没有写明' }).getByText('是', { exact: true }).click()
  await page.getByRole('group', { name: '您就这件事向法院起诉了吗' }).getByText('否', { exact: true }).click()
  await look()
  await next(page)
  await page.getByLabel('您的请求').fill('撤销罚款决定')
  await page.getByLabel('为什么').fill('当天已经清理干净，应当先责令改正。')
  await look()
  await next(page)
  await page.getByLabel('姓名或者名称').fill('林试禾')
  await page.getByLabel('身份证号码或者统一社会信用代码').fill('990101199001010019')
  await page.getByLabel('电话').fill('13800000001')
  await page.getByLabel('住址或者地址').fill('准平镇甲村1号')
  await look()
  await next(page)
  await look()
  await next(page)
  await look()
  await page.getByText('以上情况属实').click()
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.getByRole('heading', { name: '已经收到您的申请' }).waitFor()
  await look()
}

describe('一部旧手机，没有脚本', () => {
  it('从申请行政复议到看到决定书', async () => {
    const { context, page } = await visitor(phone, { script: false })
    await fillIn(page)
    const number = await page.locator('.nums dd').first().textContent()
    const code = await page.locator('.nums dd').last().textContent()
    await context.close()

    const clerk = await town.district.as('clerk')
    const rows = (await clerk.get('/records?system=reconsideration')).body.rows as unknown as {
      id: string
      number: string
    }[]
    const id = rows.find(r => r.number === number)?.id ?? ''
    const steps: [string, string, string, object][] = [
      ['clerk', 'accept', '2024-03-20', {}],
      ['clerk', 'sendCopy', '2024-03-21', {}],
      ['unit', 'signCopy', '2024-03-22', {}],
      ['unit', 'reply', '2024-03-29', { replyText: '程序合法' }],
      ['clerk', 'hearOpinions', '2024-04-02', { opinionWay: 'telephone', opinionText: '愿意改正' }],
      [
        'head',
        'decide',
        '2024-04-10',
        {
          decision: 'revoke',
          decisionItems: '撤销罚款决定',
          decisionReasons: '明显不当',
          approvedBy: 'head',
          errorCause: 'inappropriate',
        },
      ],
      ['clerk', 'serve', '2024-04-12', { serviceMode: 'electronic' }],
    ]
    for (const [as, action, on, values] of steps) {
      town.district.setNow(`${on}T02:00:00.000Z`)
      const r = await (await town.district.as(as)).post(`/records/${id}/actions`, { action, on, values })
      expect(r.status, `${action} ${r.text}`).toBe(200)
    }

    const later = await visitor(phone, { script: false })
    await later.page.goto('/')
    await later.page.getByLabel('收件号').fill(number ?? '')
    await later.page.getByLabel('查询码').fill(code ?? '')
    await later.page.getByRole('button', { name: '查进度' }).click()
    await later.page.getByRole('heading', { name: '您的行政复议申请有了结果：撤销' }).waitFor()
    await expectNoSideScroll(later.page)
    await later.page.getByRole('link', { name: '行政复议决定书' }).click()
    await later.page.getByText('撤销罚款决定').first().waitFor()
    await later.context.close()
    town.district.setNow('2024-03-18T02:42:00.000Z')
  }, 120_000)
})

describe('每一页都合乎无障碍规则，不用左右拖动', () => {
  it.each([
    ['普通模式，电脑', wide, 'standard', false],
    ['长者模式，手机', phone, 'elder', false],
    ['长者模式，手机，深色', phone, 'elder', true],
  ] as const)(
    '%s',
    async (_, size, mode, dark) => {
      const { context, page } = await visitor(size, { dark })
      await page.goto(`/mode?to=${mode}&back=/`)
      const look = async () => {
        await page.evaluate('for (const d of document.querySelectorAll("details")) d.open = true')
        await expectNoSideScroll(page)
        await expectAccessible(page)
      }
      for (const at of [
        '/',
        '/file',
        '/file/mediation',
        '/progress',
        '/open',
        '/penalties',
        '/documents',
        '/consultations',
        '/reports',
        '/publicity',
        '/help',
        '/nothing',
      ]) {
        await page.goto(at)
        await look()
      }
      for (const list of ['/penalties', '/documents']) {
        await page.goto(list)
        await page.locator('tbody a').first().click()
        await look()
      }
      await page.goto('/consultations')
      await page.locator('.ledger a').first().click()
      await look()
      await fillIn(page, look)
      await page.goto('/progress/case')
      await look()
      await context.close()
    },
    240_000,
  )
})
