import { expect, it } from 'vitest'
import { expectAccessible, expectNoSideScroll, inBrowser, phone, signIn } from '../kit/browser.ts'
import { testTown } from '../kit/town.ts'

let id: string

/** 撤回 in a real browser. */
const town = inBrowser(testTown, async district => {
  const supervisor = await district.as('supervisor')
  const opened = await supervisor.post('/records', {
    system: 'supervised-item',
    on: '2024-03-05',
    values: { about: '准城管罚案〔2024〕1号', source: 'finding', to: 'cgj', demand: '说明情况', dueOn: '2024-03-29' },
  })
  id = String(opened.body.id)
})

it('误点签收，当即撤回：回到待签收，过程记录中两条都在', async () => {
  const { page, context } = await town.open()
  await signIn(page, 'unit', `/workbench/record/${id}`)
  await page.getByRole('button', { name: '签收', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '签收', exact: true }).click()
  await page.getByText('已办理“签收”。').waitFor()
  await page.getByText(/10:05前/).waitFor()
  await expectAccessible(page)
  await page.setViewportSize(phone)
  await expectNoSideScroll(page)
  await page.getByRole('status').getByRole('button', { name: '撤回' }).click()
  await page.getByText('已撤回，过程记录中两条都在。').waitFor()
  await page.getByRole('button', { name: '签收', exact: true }).waitFor()
  const log = page.getByRole('region', { name: '过程记录' })
  await log.getByRole('row', { name: /签收.*已撤回/ }).waitFor()
  expect(await page.getByText(/逐条相扣，校验一致/).textContent()).toContain('3条')
  expect(await page.getByRole('heading', { name: '签收', level: 3 }).count()).toBe(0)
  await page.evaluate(`document.documentElement.dataset.theme = 'dark'`)
  await expectAccessible(page)
  await context.close()
})
