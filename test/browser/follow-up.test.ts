import { describe, expect, it } from 'vitest'
import { expectAccessible, expectNoSideScroll, inBrowser, phone, signIn } from '../kit/browser.ts'
import { testTown } from '../kit/town.ts'

/** 督办与考核: the year's list is pasted, broken down to organs, and followed. */
const town = inBrowser(testTown)

describe('年度任务', () => {
  it('整片粘贴任务清单，各成一项；督办与考核按单位列出，点开是那些任务', async () => {
    const { page, context } = await town.open()
    await signIn(page, 'supervisor', '/workbench/follow-up')
    await page.getByText('2024年没有年度任务').waitFor()
    await page.getByRole('link', { name: '成批登记' }).first().click()
    const pasted = [
      '下达日期\t计划年度\t工作类别\t任务\t来源文件\t牵头单位\t责任领导\t完成标准\t完成时限',
      '2024-02-20\t2024\t行政执法\t编制行政检查事项清单\t2024年工作要点\t准绳区城市管理局\t副区长周某甲\t清单公布\t2024-03-06',
      '2024-02-20\t2024\t制度体系\t清理规范性文件\t2024年工作要点\t准绳区司法局\t副区长周某甲\t目录公布\t2024年9月30日',
      '2024-02-20\t2024\t法治宣传教育\t公布普法责任清单\t2024年工作要点\t准绳区司法局\t副区长周某甲\t清单公布\t2024-01-31',
    ].join('\n')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByLabel('第1行，任务').focus()
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(pasted)})`)
    await page.keyboard.press('ControlOrMeta+V')
    await page.getByText('办结期限应晚于交办之日').waitFor()
    await page.getByRole('button', { name: '下达任务 3 项' }).click()
    await page.getByText('已登记 2 项').waitFor()
    await page.getByRole('link', { name: '督办与考核' }).click()
    await page.getByRole('heading', { name: '2024年，年度任务2项，没有超期未办的。' }).waitFor()
    await page.getByRole('link', { name: '准绳区司法局' }).click()
    await page.getByRole('link', { name: '清理规范性文件' }).waitFor()
    expect(await page.getByRole('link', { name: '编制行政检查事项清单' }).count()).toBe(0)
    await expectAccessible(page)
    await page.evaluate(`document.documentElement.dataset.theme = 'dark'`)
    await expectAccessible(page)
    await page.setViewportSize(phone)
    await expectNoSideScroll(page)
    await context.close()
  })
})
