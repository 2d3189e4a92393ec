import { expect, it } from 'vitest'
import { expectAccessible, expectNoSideScroll, inBrowser, phone, signIn } from '../kit/browser.ts'
import { testTown } from '../kit/town.ts'

const holidays: readonly (readonly [name: string, from: string, to: string])[] = [
  ['元旦', '2027-01-01', '2027-01-03'],
  ['春节', '2027-02-05', '2027-02-11'],
  ['清明节', '2027-04-03', '2027-04-05'],
  ['劳动节', '2027-05-01', '2027-05-05'],
  ['端午节', '2027-06-09', '2027-06-09'],
  ['中秋节', '2027-09-15', '2027-09-15'],
  ['国庆节', '2027-10-01', '2027-10-07'],
]

/** 系统管理 › 节假日 in a real browser: what moves is seen before it moves. */
const town = inBrowser(testTown, async district => {
  district.setNow('2026-12-30T02:00:00.000Z')
  const clerk = await district.as('clerk')
  const opened = await clerk.post('/records', {
    system: 'reconsideration',
    on: '2026-12-30',
    values: {
      act: '罚款决定',
      actKind: 'penalty',
      adminField: 'city',
      filedVia: 'counter',
      claims: '撤销该决定',
      knewOn: '2026-12-28',
    },
    parties: [
      { role: 'applicant', kind: 'person', name: '申请人甲' },
      { role: 'respondent', kind: 'agency', name: '准绳区城市管理局' },
    ],
  })
  expect(opened.status, opened.text).toBe(201)
})

it('先列出会移动的期限，改动之后须重新看过，一次确认即录入并重算', async () => {
  const { page, context } = await town.open()
  await signIn(page, 'admin', '/workbench/admin?tab=calendar')
  await page.getByLabel('通知发布日期').fill('2026-12-29')
  await page.getByLabel('依据').fill('国务院办公厅关于2027年部分节假日安排的通知')
  for (const [name, from, to] of holidays) {
    await page.getByLabel(`${name}第一天`).fill(from)
    await page.getByLabel(`${name}最后一天`).fill(to)
  }
  await page.getByLabel('调休').fill('2027-01-31 2027-02-20 2027-04-25 2027-05-08 2027-09-26 2027-10-09')
  await page.getByRole('button', { name: '看哪些期限会移动' }).click()
  const moves = page.getByRole('region', { name: '移动的期限' })
  await moves.getByRole('row', { name: /2027-01-06 2027-01-07/ }).waitFor()
  await expectAccessible(page)
  await page.evaluate(`document.documentElement.dataset.theme = 'dark'`)
  await expectAccessible(page)
  await page.setViewportSize(phone)
  await expectNoSideScroll(page)
  await page.getByLabel('元旦最后一天').fill('2027-01-02')
  await moves.waitFor({ state: 'detached' })
  await page.getByLabel('元旦最后一天').fill('2027-01-03')
  await page.getByRole('button', { name: '确认录入2027年的安排' }).click()
  await page.getByText(/^已录入。/).waitFor()
  await page.getByText('2027年', { exact: true }).waitFor()
  await context.close()
})
