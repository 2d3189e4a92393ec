import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { inBrowser } from '../kit/browser.ts'
import { password } from '../kit/http.ts'
import { Office } from '../kit/public-matters.ts'
import { application, testTown } from '../kit/town.ts'

/** A clue of a penalty, to be filed. */
let clue: string
const acts = ['准城管罚〔2024〕11号', '准城管罚〔2024〕12号', '准城管罚〔2024〕13号']

/** Somebody who has no mouse. Nothing in this file clicks: keys alone, and the focus must always be where it is expected. */
const town = inBrowser(testTown, async district => {
  const office = new Office(district.platform, 'cgj', district.setNow, 'p-cgj')
  await office.officer('林试执', '准执001')
  clue = await office.open(
    'penalty',
    '2024-03-04',
    { cause: '占道经营', source: 'inspection', enforcementField: 'city', place: '甲路1号', actEndedOn: '2024-03-04' },
    [{ role: 'party', kind: 'person', name: '欧阳试明' }],
  )
  district.setNow('2024-03-05T02:00:00.000Z')
  const clerk = await district.as('clerk')
  for (const act of acts) {
    const opened = await clerk.post('/records', application(`${act}罚款决定`, `申请人${act.slice(-3, -1)}`))
    expect(opened.status, opened.text).toBe(201)
    const { id } = opened.body as unknown as { id: string }
    const me = (await clerk.get('/session')).body as unknown as { person: { id: string } }
    await clerk.post(`/records/${id}/actions`, { action: 'assign', on: '2024-03-05', handler: me.person.id })
  }
})

/** What has the focus, by the name under which a screen reader tells it. */
const focused = (page: Page) =>
  page.evaluate(`(() => {
    const e = document.activeElement
    if (!e || e === document.body) return ''
    const named = e.getAttribute('aria-label') ?? e.labels?.[0]?.textContent ?? e.textContent
    return named.trim()
  })()`) as Promise<string>

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, name: string | RegExp, most = 60): Promise<void> {
  const is = (found: string) => (typeof name === 'string' ? found === name : name.test(found))
  const passed: string[] = []
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab')
    const at = await focused(page)
    if (is(at)) return
    passed.push(at)
  }
  expect.fail(`按 Tab 到不了“${name}”，经过：${passed.join(' | ')}`)
}

/** Signs in with the keys: the account has the focus at once. */
async function signInByKeys(account: string, at: string): Promise<Page> {
  const { page } = await town.open()
  await page.goto(at)
  await page.getByLabel('账号').waitFor()
  if (!/账号/.test(await focused(page))) await tabTo(page, /账号/)
  await page.keyboard.type(account)
  await tabTo(page, /密码/)
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation', { name: '各项工作' }).waitFor()
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

describe('只用键盘', () => {
  it('登录，第一个焦点是“跳到正文”，回车后进入正文', async () => {
    const page = await signInByKeys('clerk', '/workbench/')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('跳到正文')
    expect(await page.getByRole('link', { name: '跳到正文' }).isVisible()).toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('main')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('我的') // first of the page, past the whole navigation
    await page.context().close()
  })

  it('今日：j、k 在各件之间移动，回车打开，退回后还在原页', async () => {
    const page = await signInByKeys('clerk', '/workbench/')
    await page.getByRole('heading', { name: /我的期限/ }).waitFor()
    await page.keyboard.press('j')
    const first = await focused(page)
    await page.keyboard.press('j')
    const second = await focused(page)
    expect(second).not.toBe(first)
    await page.keyboard.press('k')
    expect(await focused(page)).toBe(first)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: first }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: /我的期限/ }).waitFor()
    await page.context().close()
  })

  it('清单：j、k 移动并打开，/ 查找，? 看键盘说明，Esc 关闭后焦点回到原处', async () => {
    const page = await signInByKeys('clerk', '/workbench/list/reconsideration')
    await page.getByRole('table').waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    const at = await focused(page)
    expect(at).toMatch(/〔2024〕\d+号/)

    await page.keyboard.press('?')
    const help = page.getByRole('dialog', { name: '键盘' })
    await help.waitFor()
    await page.keyboard.press('Escape')
    await help.waitFor({ state: 'detached' })
    expect(await focused(page)).toBe(at)

    await page.keyboard.press('Enter')
    await page.waitForURL(/\/record\//)
    await page.getByRole('heading', { name: '现在可以做' }).waitFor()
    expect(await page.getByRole('main').textContent()).toContain(at)

    const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
    const other = ['11', '12'].find(n => !title.includes(`申请人${n}`)) ?? ''
    await page.keyboard.press('/')
    await page.keyboard.type(`${other}号`)
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: `申请人${other}` }).waitFor()
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('main')
    await page.context().close()
  })

  it('回车按的是有焦点的按钮，不是 j、k 停住的那一件', async () => {
    const page = await signInByKeys('clerk', '/workbench/list/reconsideration')
    await page.getByRole('table').waitFor()
    await page.keyboard.press('j')
    await tabTo(page, '批量指派')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '取消选择' }).waitFor()
    expect(page.url()).toContain('/list/reconsideration')
    await page.context().close()
  })

  it('案件页：在对话框里办理一个动作；焦点不出对话框，Esc 关闭后回到那个按钮，办成后页面随之变化', async () => {
    const page = await signInByKeys('clerk', '/workbench/list/reconsideration')
    await page.getByRole('table').waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '现在可以做' }).waitFor()

    await tabTo(page, '受理')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: '受理' })
    // A closed dialog has no role any more, but stands in the page until the page has heard of it.
    const gone = () => page.locator('dialog').waitFor({ state: 'detached' })
    await dialog.waitFor()
    expect(await focused(page)).toBe('受理日期')
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab')
      const inside = await page.evaluate(
        `document.activeElement === document.body || !!document.activeElement.closest('dialog')`,
      )
      expect(inside, `the focus left the dialog for ${await focused(page)}`).toBe(true)
    }
    await page.keyboard.press('Escape')
    await gone()
    expect(await focused(page)).toBe('受理')
    await page.keyboard.press('Enter')
    await dialog.waitFor()
    await tabTo(page, '取消')
    await page.keyboard.press('Enter')
    await gone()
    expect(await focused(page)).toBe('受理')

    await page.keyboard.press('Enter')
    await dialog.waitFor()
    await tabTo(page, /^审理程序/)
    await page.keyboard.press('ArrowDown')
    await tabTo(page, '受理')
    await page.keyboard.press('Enter')
    await gone()
    await page.getByRole('row', { name: /受理/ }).first().waitFor()
    await page.context().close()
  })

  it('从名录里选人：输入、回车取用；Esc 先收起名单，再按才关闭对话框', async () => {
    const page = await signInByKeys('unit', `/workbench/record/${clue}`)
    await tabTo(page, '立案')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: '立案' })
    await dialog.waitFor()
    await tabTo(page, '承办人员')
    await page.keyboard.insertText('林试执')
    const options = dialog.getByRole('listbox', { name: '承办人员' })
    await options.getByRole('option', { name: '林试执' }).waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: '去掉林试执' }).waitFor()
    expect(await options.isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    await options.waitFor({ state: 'detached' })
    expect(await dialog.isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.context().close()
  })

  it('转一整圈 Tab，没有一处出不来', async () => {
    const page = await signInByKeys('clerk', '/workbench/list/reconsideration')
    await page.getByRole('table').waitFor()
    const seen = new Set<string>()
    let again = false
    for (let i = 0; i < 150 && !again; i++) {
      await page.keyboard.press('Tab')
      const at = await focused(page)
      again = at === '跳到正文' && seen.size > 20
      seen.add(at)
    }
    expect(again, `stuck after ${[...seen].slice(-3).join(' | ')}`).toBe(true)
    await page.context().close()
  })
})
