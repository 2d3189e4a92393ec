import fs from 'node:fs'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import type { TestDistrict } from './http.ts'
import { password } from './http.ts'

/** The built workbench; `npm test` builds it before the tests. */
export const webDir = path.resolve(import.meta.dirname, '../../dist/web')

const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export async function startBrowser(): Promise<Browser> {
  const executablePath = places.find(p => p !== undefined && fs.existsSync(p))
  if (!executablePath) throw new Error('没有找到浏览器：请用 npm test 运行（会安装），或者用环境变量 CHROMIUM 指明位置')
  if (!fs.existsSync(path.join(webDir, 'index.html'))) throw new Error('工作台尚未构建：请先执行 npm run build:web')
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--lang=zh-CN',
    ],
  })
}

/** A server of the district on a free port of this machine. */
async function listen(district: TestDistrict): Promise<string> {
  await district.app.listen({ port: 0, host: '127.0.0.1' })
  const [address] = district.app.addresses()
  return `http://127.0.0.1:${typeof address === 'object' ? address.port : 0}`
}

export const wide = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

type Size = typeof wide

/** A district served to a real browser for all tests of a file: made and prepared before the first, closed after the last. */
export function inBrowser(
  make: () => Promise<TestDistrict>,
  prepare: (district: TestDistrict) => Promise<void> = async () => {},
) {
  let district: TestDistrict
  let browser: Browser
  let base: string
  beforeAll(async () => {
    district = await make()
    ;[browser, base] = await Promise.all([startBrowser(), listen(district)])
    await prepare(district)
  })
  afterAll(async () => {
    await browser?.close()
    await district?.close()
  })

  /** A new screen at which nobody has signed in. */
  async function open(size: Size = wide): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({
      baseURL: base,
      viewport: size,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      // Colours on their way from one theme to the other have no contrast to be measured.
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    return { context, page }
  }
  /** Somebody of the district at a screen of their own. */
  async function visit(account: string, at = '/workbench/', size: Size = wide): Promise<Page> {
    const { page } = await open(size)
    await signIn(page, account, at)
    return page
  }
  return {
    open,
    visit,
    get district() {
      return district
    },
    get browser() {
      return browser
    },
    get base() {
      return base
    },
  }
}

/** Signs in as a person does. */
export async function signIn(page: Page, account: string, at = '/workbench/'): Promise<void> {
  await page.goto(at)
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page
    .getByRole('navigation', { name: '各项工作' })
    .or(page.getByRole('navigation', { name: '底部导航' }))
    .first()
    .waitFor()
}

/** What may be done on the page of a record. */
export const actionsOf = (page: Page): Locator => page.getByRole('region', { name: '现在可以做' })

/** Carries out an action on the page of a record: opens its form, fills it in, submits it and waits until it is done. */
export async function carryOut(
  page: Page,
  action: string,
  fill: (form: Locator) => Promise<unknown> = async () => {},
): Promise<void> {
  await actionsOf(page).getByRole('button', { name: action, exact: true }).click()
  const form = page.getByRole('dialog', { name: action })
  await fill(form)
  await form.getByRole('button', { name: action, exact: true }).click()
  await form.waitFor({ state: 'detached' })
}

/** Finds somebody or something by the beginning of the name and takes it into the field. */
export async function take(form: Locator, field: string, name: string): Promise<void> {
  await form.getByRole('combobox', { name: field }).fill(name)
  await form.getByRole('option', { name }).click()
}

/** No violation of WCAG 2.1 AA or of best practice on the page as it stands. */
export const expectAccessible = (page: Page): Promise<void> =>
  expectNothingFound(new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']))

/** Another theme is other colours and nothing else. */
export async function expectAccessibleInTheDark(page: Page): Promise<void> {
  await page.evaluate(`document.documentElement.dataset.theme = 'dark'`)
  await expectNothingFound(new AxeBuilder({ page }).withRules(['color-contrast']))
}

async function expectNothingFound(rules: AxeBuilder): Promise<void> {
  const { violations } = await rules.analyze()
  expect(violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)).toEqual([])
}

/** Nothing stands out of the page at the side; what does is named. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  const { scroll, width, wider } = (await page.evaluate(`({
    scroll: document.documentElement.scrollWidth,
    width: innerWidth,
    wider: [...document.querySelectorAll('body *')]
      .filter(e => e.getBoundingClientRect().right > innerWidth && e.checkVisibility())
      .map(e => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 20)),
  })`)) as { scroll: number; width: number; wider: string[] }
  expect(scroll, `${page.url()} is wider than ${width}: ${wider.slice(0, 12).join(' | ')}`).toBeLessThanOrEqual(width)
}
