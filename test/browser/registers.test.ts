import { expect, it } from 'vitest'
import { expectAccessible, expectNoSideScroll, inBrowser, phone, signIn } from '../kit/browser.ts'
import { testTown } from '../kit/town.ts'

let id: string

/** 名录 in a real browser: read as of any day. */
const town = inBrowser(testTown, async district => {
  const registrar = await district.as('registrar')
  const opened = await registrar.post('/records', {
    system: 'enforcement-officer',
    on: '2020-01-06',
    values: { name: '高试甲', agency: 'cgj' },
  })
  id = String(opened.body.id)
  const term = (validFrom: string, validUntil: string, certificateNumber: string) => ({
    validFrom,
    validUntil,
    certificateNumber,
  })
  const certified = {
    certifiedFields: ['city'],
    examPassedOn: '2020-01-03',
    ...term('2020-02-03', '2022-02-02', '试1'),
  }
  await registrar.post(`/records/${id}/actions`, { action: 'certify', on: '2020-02-03', values: certified })
  const renewed = { action: 'renew', on: '2022-06-01', values: term('2022-06-01', '2027-05-31', '试2') }
  expect((await registrar.post(`/records/${id}/actions`, renewed)).status).toBe(200)
})

it('清单选截至日期，只列当日有效的；一条选截至日期，内容是当日的，历次变更列在下面', async () => {
  const { page, context } = await town.open()
  await signIn(page, 'registrar', '/workbench/list/enforcement-officer?state=all')
  await page.getByText('高试甲').first().waitFor()
  await page.getByLabel('截至日期，列出当日有效的').fill('2022-03-01')
  await page.getByText('没有符合条件的行政执法人员').waitFor()
  await page.getByLabel('截至日期，列出当日有效的').fill('2021-03-01')
  await page.getByText('高试甲').first().waitFor()
  await expectAccessible(page)
  await page.goto(`/workbench/record/${id}`)
  await page.getByText('2024年3月5日有效，持证').waitFor()
  await page.getByLabel('截至日期').fill('2022-03-01')
  await page.getByText('有效期至2022年2月2日，当日已失效').waitFor()
  const then = page.getByRole('region', { name: '登记内容' })
  await then.getByRole('definition').filter({ hasText: '试1' }).waitFor()
  await then.getByText('在所选日期之后').waitFor()
  await expectAccessible(page)
  await page.evaluate(`document.documentElement.dataset.theme = 'dark'`)
  await expectAccessible(page)
  await page.setViewportSize(phone)
  await expectNoSideScroll(page)
  await context.close()
})
