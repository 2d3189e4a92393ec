import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { actionsOf, carryOut, expectNoSideScroll, inBrowser, phone, take } from '../kit/browser.ts'
import { Office } from '../kit/public-matters.ts'
import { testTown } from '../kit/town.ts'

/** An officer in the street with a telephone of 390 pixels: the whole of the work, and nothing to be pushed sideways. */
const town = inBrowser(testTown, async district => {
  const office = new Office(district.platform, 'cgj', district.setNow, 'p-cgj')
  const officers = [await office.officer('林试执', '准执001'), await office.officer('高试法', '准执002')]
  const party = { role: 'party', kind: 'organisation', name: '甲试验运输有限公司准绳区第一分公司' } as const
  const id = await office.open(
    'penalty',
    '2024-03-04',
    {
      cause: '遗撒建筑垃圾',
      source: 'inspection',
      enforcementField: 'city',
      place: '准绳区甲路与乙大街交叉口东北角工地出入口',
      actEndedOn: '2024-03-04',
    },
    [party],
  )
  await office.does(id, 'file', '2024-03-04', { officers, filingReason: '有违法事实，属本机关管辖' })
  district.setNow('2024-03-05T02:00:00.000Z')
})

const bar = (page: Page) => page.getByRole('navigation', { name: '底部导航' })

describe('一部 390 像素宽的手机', () => {
  it('执法人员从底部导航找到案件，在现场办理调查，拍照存入', async () => {
    const page = await town.visit('officer', '/workbench/', phone)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.getByRole('navigation', { name: '各项工作' }).isVisible()).toBe(false)
    await expectNoSideScroll(page)

    await bar(page).getByRole('link', { name: '办件' }).click()
    await page.getByRole('heading', { level: 1, name: /全部 \d+ 类事项/ }).waitFor()
    await expectNoSideScroll(page)
    await page.getByRole('link', { name: '行政处罚', exact: true }).click()
    const card = page.getByRole('listitem').filter({ hasText: '遗撒建筑垃圾' })
    await card.waitFor()
    expect(await card.textContent()).toMatch(/剩90日作出处罚决定/)
    await expectNoSideScroll(page)
    await card.getByRole('link').click()
    await page.getByRole('heading', { level: 1, name: /遗撒建筑垃圾案/ }).waitFor()
    await expectNoSideScroll(page)
    expect(await bar(page).getByRole('link', { name: '办件' }).getAttribute('aria-current')).toBe('page')

    await carryOut(page, '调查（检查）', async dialog => {
      await expectNoSideScroll(page)
      await take(dialog, '在场执法人员', '林试执')
      await take(dialog, '在场执法人员', '高试法')
      await dialog.getByLabel('方式', { exact: true }).selectOption({ label: '现场检查' })
      await dialog.getByLabel('全过程记录').selectOption({ label: '文字和音像记录' })
      await dialog.getByLabel('笔录要点').fill('车辆未密闭，路面遗撒约二十米')
      await expectInSight(dialog.getByRole('button', { name: '调查（检查）', exact: true }))
    })
    await page.locator('input[type=file]').setInputFiles({
      name: '现场照片.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from('/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAP//////////////2Q==', 'base64'),
    })
    await page.getByRole('link', { name: '现场照片.jpg' }).waitFor()
    await expectNoSideScroll(page)
    await page.context().close()
  })

  it('登记一件线索，表单一列到底', async () => {
    const page = await town.visit('officer', '/workbench/open/penalty', phone)
    const form = page.getByRole('form', { name: '行政处罚登记' })
    await form.getByLabel('姓名').fill('欧阳试明')
    await form.getByLabel('案由').fill('占道经营')
    await form.getByLabel('案件来源').selectOption({ label: '行政检查' })
    await form.getByLabel('执法领域').selectOption({ label: '城市管理' })
    await form.getByLabel('违法行为发生地').fill('甲路1号门前')
    await form.getByLabel('违法行为终了之日').fill('2024-03-05')
    await page.getByText('已齐备').waitFor()
    await expectNoSideScroll(page)
    await form.getByRole('button', { name: '登记线索' }).click()
    await page.getByRole('heading', { level: 1, name: '欧阳试明占道经营案' }).waitFor()
    await actionsOf(page).waitFor()
    await page.context().close()
  })

  it('年报和体检在手机上也能看', async () => {
    town.district.setNow('2025-01-10T02:00:00.000Z')
    const page = await town.visit('writer', '/workbench/reports', phone)
    await page.getByRole('button', { name: '编写新的年度' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '开始编写' }).click()
    const report = page.getByRole('article', { name: '报告正文' })
    await report.waitFor()
    await expectNoSideScroll(page)
    await report
      .getByRole('link', { name: /^\d+件$/ })
      .first()
      .click()
    await page.getByRole('complementary', { name: '数字来源' }).getByRole('table').waitFor()
    await expectNoSideScroll(page)

    await page.goto('/workbench/reader')
    const text = '准绳区2023年法治政府建设年度报告\n全年调解纠纷25件，其中邻里纠纷5件、婚姻纠纷6件、其他纠纷12件。'
    await page.getByLabel('或者粘贴报告的文字').fill(text)
    await page.getByRole('button', { name: '体检' }).click()
    await page.getByText('25 ≠ 5 ＋ 6 ＋ 12').first().waitFor()
    await expectNoSideScroll(page)
    await page.context().close()
  })
})

/** Whole within the screen and not covered: it can be pressed with a thumb. */
async function expectInSight(button: Locator): Promise<void> {
  await button.scrollIntoViewIfNeeded()
  const box = await button.boundingBox()
  if (!box) expect.fail('the button is not drawn')
  expect(box.x).toBeGreaterThanOrEqual(0)
  expect(box.x + box.width).toBeLessThanOrEqual(phone.width)
  expect(box.y + box.height).toBeLessThanOrEqual(phone.height)
  expect(box.height, 'a thumb needs some height').toBeGreaterThanOrEqual(32)
}
