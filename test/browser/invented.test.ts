import fs from 'node:fs'
import { Workbook } from '@cj-tech-master/excelts'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { catalogue } from '#kernel/catalogue.ts'
import type { Declaration } from '#kernel/declaration.ts'
import { roleCodes } from '#law/roles.ts'
import { actionsOf, carryOut, expectAccessible, inBrowser, webDir } from '../kit/browser.ts'
import { testDistrict } from '../kit/http.ts'
import { lanternPermit } from '../kit/lantern.ts'

/** The lantern permit in the hands of roles that people of a district can hold. */
const posts: Readonly<Record<string, string>> = {
  applicantDesk: 'aidClerk',
  lanternOfficer: 'mediator',
  lanternHead: 'aidHead',
}
const heldBy = (roles: readonly string[]) => roles.map(r => posts[r] ?? r)
const declared: Declaration = {
  ...lanternPermit,
  open: { ...lanternPermit.open, by: heldBy(lanternPermit.open.by) },
  actions: Object.fromEntries(
    Object.entries(lanternPermit.actions).map(([code, a]) => [code, { ...a, by: heldBy(a.by) }]),
  ),
}

/**
 * A procedure that no law knows, alone in its catalogue: every page shows it, from its declaration and nothing else. What
 * a page says here it says because it was declared.
 */
const lanterns = inBrowser(() =>
  testDistrict(
    catalogue([declared], roleCodes),
    [
      { code: 'qzf', name: '准绳区人民政府', short: '准政', kind: 'government' },
      { code: 'sfj', name: '准绳区司法局', short: '准司', kind: 'justiceBureau' },
      { code: 'dlj', name: '准绳区灯笼局', short: '准灯', kind: 'agency' },
    ],
    [
      { organ: 'dlj', name: '邓某甲', account: 'desk', roles: ['aidClerk'] },
      { organ: 'dlj', name: '邓某乙', account: 'officer', roles: ['mediator'] },
      { organ: 'dlj', name: '邓某丙', account: 'head', roles: ['aidHead'] },
      { organ: 'sfj', name: '秦某甲', account: 'writer', roles: ['reportWriter'] },
    ],
    { webDir },
  ),
)

const day = (on: string) => lanterns.district.setNow(`${on}T02:00:00.000Z`)

describe('一类杜撰的事项，不改界面一个字', () => {
  it('在全部事项、侧栏和流程页里', async () => {
    const page = await lanterns.visit('desk', '/workbench/all')
    await page.getByText('在街道悬挂灯笼的许可。').waitFor()
    await page.getByRole('navigation', { name: '各项工作' }).getByRole('link', { name: '灯笼悬挂许可' }).waitFor()
    await page.getByRole('main').getByRole('link', { name: '流程与期限' }).click()
    const limits = page.getByRole('table', { name: /期限/ }).first()
    expect(await limits.textContent()).toMatch(/受理期限5个工作日《灯笼悬挂条例》第三条/)
    await page.context().close()
  })

  it('登记、受理、查看、许可：表单、条件、进程、期限、文书都出自声明', async () => {
    day('2024-03-05')
    const desk = await lanterns.visit('desk', '/workbench/list/lantern-permit')
    await desk.getByRole('link', { name: '申请', exact: true }).first().click()
    const form = desk.getByRole('form', { name: '灯笼悬挂许可登记' })
    await form.getByRole('group', { name: '申请人' }).getByLabel('姓名').fill('邓试禾')
    await form.getByLabel('街道').fill('甲街')
    expect(await form.getByLabel('颜色').inputValue()).toBe('red')
    await form.getByLabel('灯笼').fill('600')
    const before = desk.getByRole('complementary', { name: '登记前核对' })
    await before.getByText('超过五百盏的，请分次申请。').waitFor()
    expect(await before.textContent()).toContain('《灯笼悬挂条例》第二条')
    await form.getByLabel('灯笼').fill('30')
    await before.getByText('已齐备').waitFor()
    await expectAccessible(desk)
    await form.getByRole('button', { name: '申请', exact: true }).click()
    await desk.getByRole('heading', { level: 1, name: '邓试禾在甲街悬挂红色灯笼' }).waitFor()
    const record = new URL(desk.url()).pathname
    await expectRecord(desk)

    const officer = await lanterns.visit('officer', record)
    await carryOut(officer, '受理')
    const head = await lanterns.visit('head', record)
    const refused = actionsOf(head).getByRole('listitem').filter({ hasText: '作出决定' })
    expect(await refused.textContent()).toMatch(/尚未现场查看.*《灯笼悬挂条例》第四条第一款/)
    await carryOut(officer, '现场查看', async dialog => {
      await dialog.getByLabel('查看开始').fill('2024-03-05')
      await dialog.getByLabel('查看结束').fill('2024-03-05')
    })
    await Promise.all([desk, officer, head].map(p => p.context().close()))

    day('2024-03-11')
    const later = await lanterns.visit('head', record)
    await carryOut(later, '作出决定', async dialog => {
      await dialog.getByLabel('决定', { exact: true }).selectOption({ label: '准予许可' })
      await dialog.getByLabel('准予悬挂').fill('30')
      await dialog.getByLabel('拆除日').fill('2024-04-10')
    })
    const papers = later.getByRole('region', { name: '文书' })
    await papers.getByRole('link', { name: '灯笼悬挂许可证' }).waitFor()
    expect(await later.getByRole('region', { name: '办理进程' }).getByRole('listitem').allTextContents()).toEqual([
      '待受理3-5',
      '审查3-5',
      '已许可3-11',
    ])
    await later.context().close()
  })

  it('历史台账：模板的表头就是声明的字段和动作，填两行导入，进入清单', async () => {
    const page = await lanterns.visit('desk', '/workbench/list/lantern-permit')
    await page.getByRole('link', { name: '导入' }).click()
    const [template] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载 XLSX 模板' }).click(),
    ])
    expect(template.suggestedFilename()).toBe('灯笼悬挂许可导入模板.xlsx')
    const workbook = new Workbook()
    await workbook.xlsx.load(fs.readFileSync(await template.path()))
    const sheet = workbook.worksheets[0]
    if (!sheet) throw new Error('the template has no sheet')
    const headers = (sheet.getRow(1).values as (string | undefined)[]).map(h => (h ?? '').replace('*', ''))
    expect(headers).toEqual(
      expect.arrayContaining(['收到申请之日', '申请人', '街道', '灯笼', '颜色', '通电', '受理日期', '拆除日期']),
    )
    const rows: Record<string, string | number>[] = [
      {
        收到申请之日: '2024-01-08',
        申请人: '赵试一',
        街道: '乙街',
        灯笼: 8,
        颜色: '红色',
        通电: '否',
        受理日期: '2024-01-09',
      },
      { 收到申请之日: '2024-01-15', 申请人: '钱试二', 街道: '丙街', 灯笼: 12, 颜色: '绿色', 通电: '是' },
    ]
    rows.forEach((row, i) => {
      for (const [header, value] of Object.entries(row)) sheet.getCell(i + 2, headers.indexOf(header)).value = value
    })
    await page.locator('input[type=file]').setInputFiles({
      name: '灯笼台账.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: Buffer.from(await workbook.xlsx.writeBuffer()),
    })
    await page.getByText('可以写入 2 件').waitFor()
    await page.getByRole('button', { name: '全部写入' }).click()
    await page.getByText('已写入 2 件').waitFor()

    await page.getByRole('link', { name: '查看清单' }).click()
    const list = page.getByRole('table')
    await list.getByText('钱试二在丙街悬挂绿色灯笼').waitFor()
    await page.getByRole('link', { name: /^全部\d/ }).click()
    await list.getByText('邓试禾在甲街悬挂红色灯笼').waitFor()
    const stages = page.getByRole('group', { name: '阶段' })
    expect(await stages.textContent()).toMatch(/待受理1/)
    await stages.getByText('待受理').click()
    await expect.poll(() => list.locator('tbody tr').count()).toBe(1)
    await page.context().close()
  })

  it('数据、年报：数字、口径、逐件清单、恒等式和句子', async () => {
    day('2025-01-10')
    const page = await lanterns.visit('writer', '/workbench/')
    await page
      .getByRole('table', { name: /全区灯情/ })
      .getByRole('link', { name: '灯笼悬挂许可' })
      .waitFor()
    await page
      .getByRole('navigation', { name: '各项工作' })
      .getByRole('link', { name: /^监督 ?\d*$/ })
      .click()
    await page.getByRole('region', { name: '条线与单位灯情' }).getByText('灯笼悬挂许可').waitFor()

    await page.goto('/workbench/figures?year=2024')
    const table = page.getByRole('table', { name: '灯笼悬挂许可' })
    await table.waitFor()
    expect(await table.getByRole('row', { name: /收到申请/ }).textContent()).toMatch(/收到申请3件/)
    expect(await table.getByRole('row', { name: /许可率/ }).textContent()).toMatch(/33.3/)
    await table.getByRole('link', { name: '收到申请' }).click()
    const source = page.getByRole('complementary', { name: '数字来源' })
    expect(await source.textContent()).toContain('按收到申请之日计。')
    const records = source.getByRole('table', { name: '收到申请的逐件清单' })
    await records.waitFor()
    expect(await records.locator('tbody tr').count()).toBe(3)

    await page.getByRole('link', { name: '年报', exact: true }).first().click()
    await page.getByRole('button', { name: '编写新的年度' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '开始编写' }).click()
    const report = page.getByRole('article', { name: '报告正文' })
    await report.getByRole('heading', { name: /灯笼悬挂许可/ }).waitFor()
    expect(await report.textContent()).toMatch(/收到申请3件/)
    await report.getByRole('link', { name: '3件' }).first().click()
    await page.getByRole('complementary', { name: '数字来源' }).getByText('按收到申请之日计。').waitFor()
    await page.context().close()
  })
})

/** Where it stands, what the law asks until when and why, what may be done. */
async function expectRecord(page: Page): Promise<void> {
  const way = page.getByRole('region', { name: '办理进程' })
  expect(await way.locator('[aria-current=step]').textContent()).toContain('待受理')
  expect(await way.textContent()).toMatch(/待受理.*审查.*已许可/)
  const limits = page.getByRole('region', { name: '经过与期限' })
  await limits.getByRole('heading', { name: '受理期限' }).waitFor()
  await limits.getByText('为何是这一天').click()
  await limits.getByText('3月12日').first().waitFor()
  expect(await limits.textContent()).toContain('《灯笼悬挂条例》第三条')
  await page.getByRole('region', { name: '当事人' }).getByText('邓试禾').waitFor()
  expect(await page.getByRole('region', { name: '登记内容' }).textContent()).toMatch(/灯笼30盏/)
  await expectAccessible(page)
}
