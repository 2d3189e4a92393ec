/**
 * Takes the pictures of docs/screens from a running server with the demonstration district:
 * `npm start` in one terminal, `node bin/run.js scripts/screens.ts http://localhost:8080` in another.
 */
import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { demonstrationAccounts, demonstrationPassword } from '../src/simulation/district.ts'
import { phone, startBrowser, wide } from '../test/kit/browser.ts'

const base = process.argv[2] ?? 'http://localhost:8080'
const only = process.argv[3]
const out = path.resolve(import.meta.dirname, '../docs/screens')
fs.mkdirSync(out, { recursive: true })

const accountOf = (post: string) => demonstrationAccounts().find(a => a.post === post)?.account ?? ''
const officer = accountOf('行政复议承办人')
const supervisor = accountOf('行政执法监督人员')
const writer = accountOf('年报编写人员')
const administrator = accountOf('系统管理员')

/** Name of the picture, who looks, at what, and what is done before. */
type Shot = { name: string; account?: string; at: string; before?: (page: Page) => Promise<void> }

const firstRecord = async (page: Page) => {
  const link = page.locator('a[href*="/record/"]:visible').first()
  await link.waitFor()
  await page.goto(new URL((await link.getAttribute('href')) ?? '', base).toString())
  await page.getByRole('heading', { level: 2 }).first().waitFor()
}
const sample =
  '2022年，全区共受理行政复议申请46件，审结33件，其中维持11件、驳回6件、撤销2件、确认违法1件、终止13件，纠错率9.1%。人民调解1724件，调解成功1715件，成功率99.5%。法律援助案件382件，比上年增加20件。'

const shots: readonly Shot[] = [
  { name: 'sign-in', at: '/workbench/' },
  { name: 'today', account: officer, at: '/workbench/' },
  { name: 'systems', account: officer, at: '/workbench/all' },
  { name: 'list', account: officer, at: '/workbench/list/reconsideration?state=open' },
  { name: 'record', account: officer, at: '/workbench/list/reconsideration?state=open&sort=due', before: firstRecord },
  { name: 'open', account: officer, at: '/workbench/open/reconsideration' },
  { name: 'figures', account: writer, at: '/workbench/figures?year=2022' },
  { name: 'reports', account: writer, at: '/workbench/reports' },
  { name: 'supervision', account: supervisor, at: '/workbench/supervision' },
  { name: 'follow-up', account: supervisor, at: '/workbench/follow-up' },
  {
    name: 'reader',
    account: writer,
    at: '/workbench/reader',
    before: async page => {
      await page.getByRole('textbox').last().fill(sample)
      await page
        .getByRole('button', { name: /体检|读/ })
        .first()
        .click()
      await page.locator('ruby').first().waitFor({ timeout: 10_000 })
    },
  },
  { name: 'admin', account: administrator, at: '/workbench/admin' },
  { name: 'portal', at: '/' },
  { name: 'portal-file', at: '/file/reconsideration' },
  { name: 'portal-progress', at: '/progress' },
  { name: 'portal-penalties', at: '/penalties' },
  { name: 'portal-documents', at: '/documents' },
  { name: 'portal-report', at: '/reports' },
]

const browser = await startBrowser()
for (const shot of shots) {
  if (only && shot.name !== only) continue
  for (const [width, size] of [
    ['1440', wide],
    ['390', phone],
  ] as const) {
    const context = await browser.newContext({
      baseURL: base,
      viewport: size,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      colorScheme: 'light',
    })
    const page = await context.newPage()
    try {
      if (shot.account) {
        await context.request.post('/api/v1/session', {
          data: { account: shot.account, password: demonstrationPassword },
        })
      }
      await page.goto(shot.at)
      await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 8_000 })
      await page.waitForLoadState('networkidle')
      await shot.before?.(page)
      await page.waitForLoadState('networkidle')
      await page.waitForTimeout(300)
      const height = Math.min(1800, await page.evaluate<number>('document.documentElement.scrollHeight'))
      await page.screenshot({
        path: path.join(out, `${shot.name}-${width}.png`),
        clip: { x: 0, y: 0, width: size.width, height: Math.max(height, size.height) },
        fullPage: true,
      })
      console.log(`✓ ${shot.name}-${width}`)
    } catch (error) {
      console.log(`✗ ${shot.name}-${width}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
      process.exitCode = 1
    } finally {
      await context.close()
    }
  }
}
await browser.close()
