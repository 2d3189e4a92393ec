import fs from 'node:fs'
import { Workbook } from '@cj-tech-master/excelts'
import { Document, HeadingLevel, Packer, Paragraph } from 'docx'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible, inBrowser } from '../kit/browser.ts'
import { testTown } from '../kit/town.ts'

/** 年报体检: somebody hands in a report of another place and sees what is wrong in it. */
const town = inBrowser(testTown)

/** Seven numbers: 5 + 6 + 12 are 23, the report says 25. What it says of its trainings holds. */
const title = '甲试镇2023年法治政府建设工作报告'
const lines = [
  '一、主要举措和成效',
  '全年调解矛盾纠纷25件，其中邻里纠纷5件、婚姻家庭纠纷6件、其他纠纷12件。',
  '组织执法培训9场，其中集中培训4场、线上培训5场。',
  '二、存在的不足和原因',
  '普法形式还比较单一。',
]

const asText = (): Buffer => Buffer.from([title, ...lines].join('\n'))
const asWord = (): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
            ...lines.map(text => new Paragraph({ text })),
          ],
        },
      ],
    }),
  )

const hand = (page: Page, ...files: { name: string; content: Buffer }[]) =>
  page
    .locator('input[type=file]')
    .first()
    .setInputFiles(files.map(f => ({ name: f.name, mimeType: 'application/octet-stream', buffer: f.content })))

describe('年报体检', () => {
  it.each([
    ['纯文本', '甲试镇.txt', asText],
    ['Word 文件', '甲试镇.docx', asWord],
  ] as const)('%s：数字在原文中标出，不成立的一组标红并写明应为几，其余成立', async (_, name, content) => {
    const page = await town.visit('writer', '/workbench/reader')
    await hand(page, { name, content: await content() })
    const text = page.getByRole('article', { name: '报告原文' })
    await text.waitFor()
    expect(await text.locator('mark').allTextContents()).toEqual(['25件', '5件', '6件', '12件', '9场', '4场', '5场'])
    expect(await text.locator('ruby').filter({ hasText: '25件' }).textContent()).toContain('应为 23')

    const red = await text.locator('.bad mark').allTextContents()
    expect(red).toEqual(['25件', '5件', '6件', '12件'])
    expect(await colourOf(page, '.doc .bad mark')).not.toBe(await colourOf(page, '.doc ruby:not(.bad) mark'))
    const note = text.getByRole('note')
    expect(await note.count()).toBe(1)
    expect(await note.textContent()).toMatch(/23.*25 ≠ 5 ＋ 6 ＋ 12/)

    const findings = page.getByRole('complementary', { name: '体检结果' })
    expect(await findings.textContent()).toMatch(/7 个数字，两组关系，一组不成立/)
    expect(await findings.textContent()).toContain('缺少必备章节')
    await findings.getByText('9 ＝ 4 ＋ 5').waitFor()
    await expectAccessible(page)
    await page.context().close()
  })

  it('全部数字成表，可以按主题筛选，导出的表格与页面一致', async () => {
    const page = await town.visit('writer', '/workbench/reader')
    await hand(page, { name: '甲试镇.txt', content: asText() })
    await page.getByRole('link', { name: '全部数字' }).click()
    const table = page.getByRole('table', { name: '报告中的全部数字' })
    await table.waitFor()
    const rows = table.locator('tbody tr')
    expect(await rows.count()).toBe(7)
    expect(await table.getByRole('row', { name: /调解矛盾纠纷 25件/ }).textContent()).toContain('应为 23')
    await page.getByLabel('主题', { exact: true }).selectOption({ label: '调解化解（4）' })
    await expect.poll(() => rows.count()).toBe(4)

    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出全部数字' }).click(),
    ])
    expect(saved.suggestedFilename()).toBe('年报体检.xlsx')
    const workbook = new Workbook()
    await workbook.xlsx.load(fs.readFileSync(await saved.path()))
    const [headers, ...exported] = (workbook.worksheets[0]?.getSheetValues() ?? []).slice(1) as unknown[][]
    const column = (header: string) => exported.map(r => r[headers?.indexOf(header) ?? -1])
    expect(column('原文')).toEqual(['25件', '5件', '6件', '12件', '9场', '4场', '5场'])
    expect(column('数值')).toEqual([25, 5, 6, 12, 9, 4, 5])
    expect(column('年度').every(y => y === 2023)).toBe(true)
    expect(column('核对').filter(Boolean)).toEqual([expect.stringContaining('各项相加为 23')])
    await page.context().close()
  })

  it('两份一起读，先列各份结果，点开一份看原文；读不成的写明原因', async () => {
    const page = await town.visit('writer', '/workbench/reader')
    await hand(
      page,
      { name: '甲试镇.txt', content: asText() },
      { name: '乙试镇.docx', content: await asWord() },
      { name: '扫描件.pdf', content: Buffer.from('%PDF-1.7 broken') },
    )
    await page.getByText('2 份报告，2 份有不成立的关系').waitFor()
    expect(await page.getByRole('alert').textContent()).toMatch(/1 份没有读成.*扫描件/)
    await page.getByRole('link', { name: '乙试镇.docx' }).click()
    await page.getByRole('article', { name: '报告原文' }).waitFor()
    await page.context().close()
  })
})

/** The colour in which the first element of a selector is written. */
const colourOf = (page: Page, selector: string) =>
  page.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).color`)
