import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible, inBrowser } from '../kit/browser.ts'
import { application, testTown } from '../kit/town.ts'

/** The yearly report from its first page to the citizen who reads it. The year is 2024, written in January 2025. */
const town = inBrowser(testTown, async district => {
  const study = await district.as('study')
  for (const title of ['学习宪法', '学习行政处罚法', '学习民法典'])
    await study.post('/records', {
      system: 'study-session',
      on: '2024-03-04',
      values: {
        topicTitle: title,
        level: 'district',
        form: 'centralGroup',
        themes: ['constitution'],
        attendees: 30,
        leaders: 10,
      },
    })
  const clerk = await district.as('clerk')
  const opened = await clerk.post('/records', application('准城管罚〔2024〕1号罚款决定'))
  expect(opened.status, opened.text).toBe(201)
  // Accepted in time, then nothing more: the year ends with a case past its limit.
  const accepted = await clerk.post(`/records/${opened.body.id}/actions`, {
    action: 'accept',
    on: '2024-03-05',
    values: { procedure: 'ordinary' },
  })
  expect(accepted.status, accepted.text).toBe(200)
  district.setNow('2025-01-10T02:00:00.000Z')
})

describe('年度报告，从编写到公众看到', () => {
  it('编写、补写、预览、定稿、发布，门户上每个数字有口径，旁边有数据文件', async () => {
    const page = await town.visit('writer', '/workbench/reports')
    await page.getByRole('button', { name: '编写新的年度' }).click()
    await page.getByRole('dialog', { name: '编写年度报告' }).getByRole('button', { name: '开始编写' }).click()
    const report = page.getByRole('article', { name: '报告正文' })
    await report.getByRole('heading', { name: '准绳区2024年法治政府建设年度报告' }).waitFor()
    await answerFindings(page)

    await report.getByRole('link', { name: '3次', exact: true }).first().click()
    const source = page.getByRole('complementary', { name: '数字来源' })
    await source.getByText('等于清单行数').waitFor()
    expect(await source.getByRole('table').locator('tbody tr').count()).toBe(3)
    await source.getByRole('link', { name: '收起' }).click()

    await page.getByRole('link', { name: '网页', exact: true }).click()
    await page.frameLocator('iframe').getByText('每月调度一次超期案件').first().waitFor()
    await page.getByRole('link', { name: '公文', exact: true }).click()
    await page.frameLocator('iframe').getByText('准绳区人民政府').first().waitFor()
    await page.getByRole('link', { name: '正文', exact: true }).click()

    await page.getByRole('button', { name: '定稿', exact: true }).click()
    await page.getByRole('dialog', { name: '审核定稿' }).getByRole('button', { name: '定稿' }).click()
    await page.getByText('已审核定稿，第1版').waitFor()
    expect(await report.getByRole('button', { name: /改写/ }).count()).toBe(0)
    await page.getByRole('button', { name: '发布', exact: true }).click()
    await page.getByRole('dialog', { name: '发布年度报告' }).getByRole('button', { name: '发布' }).click()
    await page.getByText('内容已固定，不随案件变动。').waitFor()
    await expectAccessible(page)
    await page.context().close()

    await readByOfficial()
    await readByCitizen()
  }, 60_000)
})

/** Nine places stand in the way: each is answered where it is found, by words or by a reason to leave it out. */
async function answerFindings(page: Page): Promise<void> {
  const panel = page.getByRole('complementary', { name: '核对' })
  const finding = (words: string) => panel.getByRole('listitem').filter({ hasText: words }).first()
  const write = async (words: string, editor: string, texts: Readonly<Record<string, string>>) => {
    await finding(words).getByRole('button', { name: '去填写' }).click()
    const form = page.getByRole('form', { name: editor })
    for (const [label, text] of Object.entries(texts)) await form.getByLabel(label, { exact: true }).fill(text)
    await form.getByRole('button', { name: '保存' }).click()
    await form.waitFor({ state: 'detached' })
  }
  await panel.getByText('定稿前还有9处须处理。').waitFor()
  await page.getByRole('button', { name: '定稿（还有 9 处）' }).click()
  const ask = page.getByRole('dialog', { name: '审核定稿' })
  await ask.getByText('还有 9 处没有处理').waitFor()
  expect(await ask.getByRole('button', { name: '定稿' }).isDisabled()).toBe(true)
  await ask.getByRole('button', { name: '取消' }).click()

  await write('推进法治建设第一责任人职责履行情况', '二、推进法治建设第一责任人职责履行情况', {
    本章开头的文字: '区政府主要负责人听取法治政府建设工作汇报，研究解决超期案件问题。',
  })
  await write('审理', '不足和原因', { 原因: '案件承办人员调整，交接不及时' })
  await finding('发送申请书副本').getByRole('button', { name: '去填写' }).click()
  await page.getByRole('button', { name: '不写入报告' }).click()
  await page.getByLabel('不写入的理由').fill('与审理超期是同一件，合并说明')
  await page.getByRole('button', { name: '不写入报告' }).last().click()
  await panel.getByText('定稿前还有3处须处理。').waitFor()
  await write('改进安排没有写明', '改进安排', {
    措施: '每月调度一次超期案件',
    责任单位: '准绳区司法局',
    完成日期: '2025年6月30日',
  })
  await panel.getByText('可以定稿。').waitFor()
}

/** Somebody of another organ reads what was published, and can change nothing. */
async function readByOfficial(): Promise<void> {
  const page = await town.visit('officer', '/workbench/reports/2024')
  const report = page.getByRole('article', { name: '报告正文' })
  await report.getByText('全年开展学法活动').waitFor()
  expect(await page.getByRole('button', { name: /撤回|定稿|发布|改写/ }).count()).toBe(0)
  await page.context().close()
}

/** The citizen presses a number, reads how it is counted, and finds the same number in the data beside the report. */
async function readByCitizen(): Promise<void> {
  const { page, context } = await town.open()
  await page.goto('/reports')
  await page.getByRole('link', { name: '2024年度' }).click()
  await page.getByRole('heading', { level: 1, name: '准绳区2024年法治政府建设年度报告' }).waitFor()
  const told = page.getByRole('link', { name: '3次', exact: true }).first()
  const anchor = (await told.getAttribute('href')) ?? ''
  await told.click()
  const definition = page.locator(anchor)
  expect(await definition.getByRole('heading').textContent()).toBe('学法活动　3次')
  expect(await definition.textContent()).toContain('算什么')
  await expectAccessible(page)

  const link = page.getByRole('link', { name: '下载数据（JSON）' })
  const answer = await page.request.get((await link.getAttribute('href')) ?? '')
  const data = (await answer.json()) as { figures: { name: string; value: number; unit: string; definition: string }[] }
  const figure = data.figures.find(f => f.name === '学法活动')
  expect(figure).toMatchObject({ value: 3, unit: '次' })
  expect(await definition.textContent()).toContain(figure?.definition)
  expect(JSON.stringify(data)).not.toContain('申请人甲')
  await context.close()
}
