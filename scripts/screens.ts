/**
 * Takes the pictures of docs/screens from a running server with the demonstration district:
 * `npm start` in one terminal, `node bin/run.js scripts/screens.ts http://localhost:8080` in another.
 * A second argument names the pictures wanted (a regular expression), a third another folder. The year's report is composed
 * where it is not there yet, and an application is filed on the portal: take them of a district that is thrown away.
 */
import fs from 'node:fs'
import path from 'node:path'
import type { APIRequestContext, BrowserContext, Page } from 'playwright-core'
import { demonstrationAccounts, demonstrationPassword } from '../src/simulation/district.ts'
import { phone, startBrowser, wide } from '../test/kit/browser.ts'

const base = process.argv[2] ?? 'http://localhost:8080'
const only = process.argv[3] ? new RegExp(process.argv[3]) : undefined
const out = path.resolve(process.argv[4] ?? path.join(import.meta.dirname, '../docs/screens'))
fs.mkdirSync(out, { recursive: true })

const accountOf = (post: string) => demonstrationAccounts().find(a => a.post === post)?.account ?? ''
const officer = accountOf('行政复议承办人')
const enforcer = accountOf('执法人员')
const mediator = accountOf('人民调解员')
const registrar = accountOf('司法局名录管理员')
const publicity = accountOf('普法办工作人员')
const supervisor = accountOf('行政执法监督人员')
const writer = accountOf('年报编写人员')
const leader = accountOf('区领导')
const administrator = accountOf('系统管理员')

type Shot = {
  readonly name: string
  /** Who looks; absent: the public. */
  readonly account?: string
  readonly at: string | ((request: APIRequestContext) => Promise<string>)
  /** What is done before the picture. */
  readonly before?: (page: Page) => Promise<void>
  /** Only taken when it is asked for. */
  readonly aside?: true
  /** Also in the dark theme. */
  readonly dark?: true
}

/** The first record of a list, as an address. */
const first = (query: string) => async (request: APIRequestContext) => {
  const answer = await request.get(`/api/v1/records?${query}&limit=1`)
  const { rows } = (await answer.json()) as { rows: { id: string }[] }
  if (!rows[0]) throw new Error(`no record of ${query}`)
  return `/workbench/record/${rows[0].id}`
}

const reading =
  '2022年，全区共受理行政复议申请46件，审结33件，其中维持11件、驳回6件、撤销2件、确认违法1件、终止12件，纠错率9.1%。人民调解1724件，调解成功1715件，成功率99.5%。法律援助案件382件，比上年增加20件。'

async function read(page: Page): Promise<void> {
  await page.locator('main textarea').fill(reading)
  await page.getByRole('button', { name: '体检', exact: true }).click()
  await page.locator('ruby').first().waitFor({ timeout: 10_000 })
}

/** The report of a year, composed where it is not. */
const report = (year: number) => async (request: APIRequestContext) => {
  await request.post('/api/v1/reports', { data: { year } })
  return `/workbench/reports/${year}`
}
const thisYear = new Date().getFullYear()

async function openFirst(page: Page, link: RegExp): Promise<void> {
  await page.getByRole('link', { name: link }).first().click()
  await page.waitForLoadState('networkidle')
}

/** An application for mediation on the portal, up to its receipt. */
async function file(page: Page): Promise<void> {
  const next = () => page.getByRole('button', { name: '保存并继续' }).click()
  await page.locator('main form button').last().click()
  for (let step = 0; step < 12; step++) {
    if (await page.getByRole('button', { name: /提交/ }).count()) break
    await fillForm(page)
    await next()
  }
  await page.locator('label:has-text("属实")').click()
  await page.getByRole('button', { name: /提交/ }).click()
  await page.locator('.nums').waitFor()
}

const answers: readonly (readonly [RegExp, string])[] = [
  [/身份证/, '990101199001010019'],
  [/电话/, '19900000001'],
  [/住址|地址/, '准平镇尚法村3组8号'],
  [/对方|另一方/, '孙某癸'],
  [/姓名|名称/, '周某癸'],
  [/金额|多少钱/, '3000'],
]

async function fillForm(page: Page): Promise<void> {
  for (const group of await page.locator('main fieldset:has(input[type=radio])').all())
    await group.locator('label').first().click()
  for (const select of await page.locator('main select').all()) await select.selectOption({ index: 1 })
  for (const box of await page.locator('main textarea').all())
    await box.fill('邻居在院墙边堆放砖石，挡住排水，多次商量没有结果。')
  for (const input of await page.locator('main input[type=text], main input[type=tel], main input:not([type])').all()) {
    if (!(await input.isVisible()) || (await input.inputValue())) continue
    const id = await input.getAttribute('id')
    const label = id ? await page.locator(`label[for="${id}"]`).first().textContent() : ''
    const wanted = answers.find(([words]) => words.test(label ?? ''))?.[1]
    if (wanted !== undefined) await input.fill(wanted)
  }
}

const list = (system: string, search = '') => `/workbench/list/${system}${search}`

const shots: readonly Shot[] = [
  { name: 'sign-in', at: '/workbench/' },
  { name: 'today', account: officer, at: '/workbench/', dark: true },
  { name: 'today-organ', aside: true, account: officer, at: '/workbench/?scope=organ' },
  { name: 'today-leader', account: leader, at: '/workbench/' },
  { name: 'today-incoming', account: mediator, at: '/workbench/' },
  { name: 'today-enforcement', aside: true, account: enforcer, at: '/workbench/' },
  { name: 'systems', account: officer, at: '/workbench/all' },
  { name: 'list', account: officer, at: list('reconsideration', '?state=open&sort=due'), dark: true },
  { name: 'list-penalty', account: supervisor, at: list('penalty') },
  { name: 'list-hotline', aside: true, account: supervisor, at: list('hotline') },
  { name: 'list-mediation', aside: true, account: supervisor, at: list('mediation') },
  { name: 'list-register', account: registrar, at: list('enforcement-officer') },
  { name: 'list-activity', account: publicity, at: list('publicity-activity') },
  { name: 'list-empty', aside: true, account: officer, at: list('reconsideration', '?q=没有这样的案件') },
  { name: 'procedure', account: officer, at: list('reconsideration', '?page=procedure') },
  { name: 'record', account: officer, at: first('system=reconsideration&state=open&sort=due'), dark: true },
  { name: 'record-penalty', account: enforcer, at: first('system=penalty&state=open&sort=due') },
  { name: 'record-mediation', account: supervisor, at: first('system=mediation&state=closed') },
  { name: 'record-hotline', aside: true, account: supervisor, at: first('system=hotline&state=open&sort=due') },
  { name: 'record-register', account: registrar, at: first('system=enforcement-officer') },
  { name: 'record-activity', aside: true, account: publicity, at: first('system=publicity-activity') },
  {
    name: 'record-action',
    account: officer,
    at: first('system=reconsideration&state=open&sort=due'),
    before: async page => {
      await page.locator('.do button').first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'open', account: officer, at: '/workbench/open/reconsideration' },
  { name: 'open-penalty', account: enforcer, at: '/workbench/open/penalty' },
  { name: 'batch', account: publicity, at: '/workbench/batch/publicity-activity' },
  { name: 'import', account: officer, at: '/workbench/import/reconsideration' },
  { name: 'figures', account: writer, at: '/workbench/figures?year=2022' },
  {
    name: 'figures-source',
    aside: true,
    account: writer,
    at: '/workbench/figures?year=2022&figure=reconsideration.concluded',
  },
  { name: 'report', account: writer, at: report(thisYear) },
  { name: 'report-published', account: writer, at: '/workbench/reports/2022' },
  {
    name: 'report-source',
    aside: true,
    account: writer,
    at: '/workbench/reports/2022?figure=reconsideration.concluded',
  },
  { name: 'report-charts', account: writer, at: '/workbench/reports/2022?view=charts' },
  { name: 'report-page', account: writer, at: '/workbench/reports/2022?view=page' },
  { name: 'report-sheet', account: writer, at: '/workbench/reports/2022?view=sheet' },
  { name: 'reports', account: writer, at: `/workbench/reports?years=2022,${thisYear}` },
  { name: 'reader-empty', aside: true, account: writer, at: '/workbench/reader' },
  { name: 'reader', account: writer, at: '/workbench/reader', before: read },
  { name: 'supervision', account: supervisor, at: '/workbench/supervision', dark: true },
  { name: 'follow-up', account: supervisor, at: '/workbench/follow-up' },
  { name: 'admin', account: administrator, at: '/workbench/admin' },
  { name: 'admin-organs', aside: true, account: administrator, at: '/workbench/admin?tab=organs' },
  { name: 'admin-calendar', account: administrator, at: '/workbench/admin?tab=calendar' },
  { name: 'admin-practice', account: administrator, at: '/workbench/admin?tab=practice' },
  { name: 'admin-audit', account: administrator, at: '/workbench/admin?tab=audit' },
  { name: 'me', account: officer, at: '/workbench/me' },
  { name: 'portal', at: '/' },
  { name: 'portal-elder', at: '/mode?to=elder&back=/' },
  { name: 'portal-guide', aside: true, at: '/file' },
  { name: 'portal-file-reconsideration', at: '/file/reconsideration' },
  { name: 'portal-file-mediation', at: '/file/mediation' },
  { name: 'portal-file-labor-mediation', at: '/file/labor-mediation' },
  { name: 'portal-file-labor-arbitration', at: '/file/labor-arbitration' },
  { name: 'portal-file-legal-aid', at: '/file/legal-aid' },
  { name: 'portal-file-hotline', at: '/file/hotline' },
  { name: 'portal-receipt', at: '/file/mediation', before: file },
  {
    name: 'portal-case',
    at: '/file/mediation',
    before: async page => {
      await file(page)
      await page.goto('/progress')
      await page.waitForLoadState('networkidle')
    },
  },
  { name: 'portal-progress', at: '/progress' },
  { name: 'portal-open', aside: true, at: '/open' },
  { name: 'portal-penalties', at: '/penalties' },
  { name: 'portal-penalty', at: '/penalties', before: page => openFirst(page, /有限公司/) },
  { name: 'portal-documents', at: '/documents' },
  { name: 'portal-document', at: '/documents', before: page => openFirst(page, /^准绳区|关于/) },
  { name: 'portal-consultations', at: '/consultations' },
  { name: 'portal-consultation', at: '/consultations', before: page => openFirst(page, /办法|规定|意见（/) },
  { name: 'portal-report', at: '/reports/2022' },
  { name: 'portal-reports', aside: true, at: '/reports' },
  { name: 'portal-publicity', at: '/publicity' },
  { name: 'portal-help', aside: true, at: '/help' },
]

/** Longer pages are cut here. */
const tallest = 1280

async function take(context: BrowserContext, shot: Shot, name: string, height: number): Promise<void> {
  const page = await context.newPage()
  if (shot.account)
    await context.request.post('/api/v1/session', {
      data: { account: shot.account, password: demonstrationPassword },
    })
  await page.goto(typeof shot.at === 'string' ? shot.at : await shot.at(context.request))
  await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 8_000 })
  await page.waitForLoadState('networkidle')
  await shot.before?.(page)
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(300)
  const whole = await page.evaluate<number>('document.documentElement.scrollHeight')
  // The whole page in sight, so that what sticks to the edges of the window stands where it belongs.
  const { width } = page.viewportSize() ?? wide
  await page.setViewportSize({ width, height: Math.min(tallest, Math.max(whole, height)) })
  await page.waitForTimeout(200)
  const { scroll } = (await page.evaluate('({ scroll: document.documentElement.scrollWidth })')) as { scroll: number }
  if (scroll > width) console.log(`! ${name} is ${scroll - width} px wider than its window`)
  await page.screenshot({ path: path.join(out, `${name}.png`) })
}

const browser = await startBrowser()
for (const shot of shots) {
  if (only ? !only.test(shot.name) : shot.aside) continue
  for (const [width, size] of [
    ['1440', wide],
    ['390', phone],
  ] as const) {
    for (const colorScheme of shot.dark && width === '1440' ? (['light', 'dark'] as const) : (['light'] as const)) {
      const name = `${shot.name}-${width}${colorScheme === 'dark' ? '-dark' : ''}`
      const context = await browser.newContext({
        baseURL: base,
        viewport: size,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        reducedMotion: 'reduce',
        colorScheme,
      })
      context.setDefaultTimeout(12_000)
      try {
        await take(context, shot, name, size.height)
        console.log(`✓ ${name}`)
      } catch (error) {
        console.log(`✗ ${name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
        process.exitCode = 1
      } finally {
        await context.close()
      }
    }
  }
}
await browser.close()
