import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import {
  expectAccessible,
  expectAccessibleInTheDark,
  expectNoSideScroll,
  inBrowser,
  phone,
  wide,
} from '../kit/browser.ts'
import { application, testTown } from '../kit/town.ts'

let record: string
/** Whoever looks at several pages signs in once. */
const screens = new Map<string, Page>()

/** Every page of the workbench, in both themes and on a telephone. */
const town = inBrowser(testTown, async district => {
  const clerk = await district.as('clerk')
  const opened = await clerk.post('/records', application('准城管罚〔2024〕1号罚款决定'))
  expect(opened.status, opened.text).toBe(201)
  record = String(opened.body.id)
  const report = await (await district.as('writer')).post('/reports', { year: 2023 })
  expect(report.status, report.text).toBe(200)
})

async function screenOf(account: string, at: string): Promise<Page> {
  const known = screens.get(account)
  if (!known) {
    const page = await town.visit(account, at)
    screens.set(account, page)
    return page
  }
  await known.setViewportSize(wide)
  await known.goto(at)
  return known
}

const pages: readonly [account: string, at: string][] = [
  ['clerk', ''],
  ['clerk', 'all'],
  ['clerk', 'me'],
  ['clerk', 'list/reconsideration'],
  ['clerk', 'list/reconsideration?page=procedure'],
  ['clerk', 'open/reconsideration'],
  ['clerk', 'record/ID'],
  ['supervisor', 'supervision'],
  ['supervisor', 'follow-up'],
  ['writer', 'figures?year=2024'],
  ['writer', 'reports'],
  ['writer', 'reports/2023'],
  ['writer', 'reader'],
  ['registrar', 'import/legal-literate'],
  ['registrar', 'batch/legal-literate'],
  ['admin', 'admin'],
  ['admin', 'admin?tab=organs'],
  ['admin', 'admin?tab=calendar'],
  ['admin', 'admin?tab=practice'],
  ['admin', 'admin?tab=audit'],
  ['admin', 'no-such-page'],
]

it.each(pages)('%s /%s：没有无障碍问题，两种主题，手机不横向滚动', async (account, at) => {
  const page = await screenOf(account, `/workbench/${at.replace('ID', record)}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  await expectAccessible(page)
  await expectAccessibleInTheDark(page)
  await page.setViewportSize(phone)
  await expectNoSideScroll(page)
})
