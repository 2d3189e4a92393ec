import { expect, it } from 'vitest'
import { expectAccessible, expectNoSideScroll, inBrowser, phone, signIn } from '../kit/browser.ts'
import { testTown } from '../kit/town.ts'

/** 消息 in a real browser, with keys alone. */
const town = inBrowser(testTown, async district => {
  const supervisor = await district.as('supervisor')
  const opened = await supervisor.post('/records', {
    system: 'supervised-item',
    on: '2024-03-05',
    values: { about: '准城管罚案〔2024〕1号', source: 'finding', to: 'cgj', demand: '说明情况', dueOn: '2024-03-29' },
  })
  expect(opened.status, opened.text).toBe(201)
})

it('按 m 打开消息，看到交办本单位的督办；全部标为已读，换一台电脑也已读；Esc 关闭', async () => {
  const { page, context } = await town.open()
  await signIn(page, 'unit')
  const bell = page.getByRole('button', { name: '消息，1条未读' })
  await bell.waitFor()
  await page.keyboard.press('m')
  const list = page.getByRole('region', { name: /^消息/ })
  await list.getByText('吴某甲交办本单位：发出督办').waitFor()
  await expectAccessible(page)
  await page.evaluate(`document.documentElement.dataset.theme = 'dark'`)
  await expectAccessible(page)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(`document.activeElement.textContent`)).toBe('全部标为已读')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '消息', exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await list.waitFor({ state: 'detached' })
  expect(await page.evaluate(`document.activeElement.getAttribute('aria-label')`)).toBe('消息')
  await context.close()

  const other = await town.open(phone)
  await signIn(other.page, 'unit')
  await other.page.getByRole('button', { name: '消息', exact: true }).click()
  await other.page.getByText('督办准城管罚案〔2024〕1号').first().waitFor()
  await expectNoSideScroll(other.page)
  await other.page.getByRole('region', { name: /^消息/ }).getByRole('link').first().click()
  await other.page.waitForURL(/\/record\//)
  await other.context.close()
})
