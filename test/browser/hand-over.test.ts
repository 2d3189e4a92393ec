import { expect, it } from 'vitest'
import { zhunshengCatalogue } from '#law/index.ts'
import {
  expectAccessible,
  expectAccessibleInTheDark,
  expectNoSideScroll,
  inBrowser,
  phone,
  webDir,
} from '../kit/browser.ts'
import { testDistrict } from '../kit/http.ts'

const orders: string[] = []

/** 移送、接收、退回 in a real browser: a hotline and two committees. */
const town = inBrowser(
  () =>
    testDistrict(
      zhunshengCatalogue,
      [
        { code: 'rx', name: '热线中心', short: '准热', kind: 'hotlineCentre' },
        { code: 'pz', name: '准平镇人民调解委员会', short: '准平调', kind: 'mediationCommittee' },
        { code: 'hs', name: '和顺镇人民调解委员会', short: '和顺调', kind: 'mediationCommittee' },
      ],
      [
        { organ: 'rx', name: '许某甲', account: 'desk', roles: ['hotlineDispatcher', 'hotlineOperator'] },
        { organ: 'pz', name: '唐某甲', account: 'ping', roles: ['mediator'] },
        { organ: 'hs', name: '邓某甲', account: 'shun', roles: ['mediator'] },
      ],
      { webDir },
    ),
  async district => {
    const desk = await district.as('desk')
    for (const subject of ['楼上漏水要求赔偿', '广场舞噪声要求调解']) {
      const opened = await desk.post('/records', {
        system: 'hotline',
        on: '2024-03-05',
        at: '09:00',
        values: {
          channel: 'districtHotline',
          kind: 'complaint',
          grade: 'ordinary',
          subject,
          content: `来电人反映：${subject}，协商多次谈不拢。`,
          place: '尚法村',
          wantsReply: true,
          aboutEnforcement: false,
        },
        parties: [{ role: 'caller', kind: 'person', name: '王某甲' }],
      })
      expect(opened.status, opened.text).toBe(201)
      orders.push(String(opened.body.id))
    }
  },
)

const handOver = async (account: string, order: string, to: string) => {
  const page = await town.visit(account, `/workbench/record/${order}`)
  await page.getByRole('button', { name: '移送其他单位' }).focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: '移送其他单位' })
  await form.getByLabel('办理什么').selectOption('转人民调解')
  await form.getByLabel('移送给').selectOption(to)
  await form.getByLabel(/附言/).fill('双方愿意调解')
  await expectAccessible(page)
  await form.getByRole('checkbox').check()
  await form.getByRole('button', { name: '移送', exact: true }).click()
  await form.waitFor({ state: 'detached' })
  await page.getByText('今日移送，待接收').waitFor()
  return page
}

it('热线移送，调委会在今日接收：内容已经带入，登记后两边都看得到编号', async () => {
  const [order = ''] = orders
  const desk = await handOver('desk', order, '准平镇人民调解委员会')
  await desk.getByRole('region', { name: '过程记录' }).getByText('转人民调解，移送准平镇人民调解委员会').waitFor()
  await expectAccessible(desk)
  await expectAccessibleInTheDark(desk)
  await desk.setViewportSize(phone)
  await expectNoSideScroll(desk)

  const ping = await town.visit('ping')
  const list = ping.getByRole('region', { name: /^待接收/ })
  await list.getByText('双方愿意调解').waitFor()
  await ping.getByRole('button', { name: '消息，1条未读' }).waitFor()
  await expectAccessible(ping)
  await expectAccessibleInTheDark(ping)
  await ping.setViewportSize(phone)
  await expectNoSideScroll(ping)
  await list.getByRole('link', { name: '楼上漏水要求赔偿' }).click()
  const bar = ping.getByRole('region', { name: '待接收：转人民调解' })
  await bar.getByText(/热线中心许某甲.*移送：双方愿意调解/).waitFor()
  await expectNoSideScroll(ping)
  await expectAccessible(ping)
  await bar.getByRole('link', { name: /^接收/ }).focus()
  await ping.keyboard.press('Enter')
  await ping.getByText('楼上漏水要求赔偿，协商多次谈不拢').waitFor()
  const names = ping.getByRole('textbox', { name: '姓名' })
  expect(await names.first().inputValue()).toBe('王某甲')
  await names.nth(1).fill('李某乙')
  await ping.getByLabel('纠纷来源').selectOption({ index: 1 })
  await ping.getByLabel('纠纷类别').selectOption({ index: 1 })
  await ping.getByRole('button', { name: '登记纠纷' }).click()
  await ping.getByRole('heading', { level: 1, name: /王某甲与李某乙/ }).waitFor()

  await desk.reload()
  const given = desk.getByRole('region', { name: '移送' })
  await given.getByText(/已接收，编号准平调民调〔2024〕1号/).waitFor()
  expect(await desk.getByText('李某乙').count()).toBe(0)
})

it('退回须写理由；之后不在今日里，移送的人看到理由', async () => {
  const order = orders[1] ?? ''
  const desk = await handOver('desk', order, '和顺镇人民调解委员会')
  const shun = await town.visit('shun', `/workbench/record/${order}`, phone)
  await shun.getByRole('button', { name: /^退回/ }).click()
  const form = shun.getByRole('dialog', { name: '退回热线中心' })
  expect(await form.getByRole('button', { name: '退回', exact: true }).getAttribute('aria-disabled')).toBe('true')
  await form.getByLabel('退回的理由').fill('当事人住准平镇，请移送准平镇调委会')
  await expectAccessible(shun)
  await expectNoSideScroll(shun)
  await form.getByRole('button', { name: '退回', exact: true }).click()
  await shun
    .getByRole('heading', { level: 1, name: '今日' })
    .or(shun.getByText('今日没有到期的期限。'))
    .first()
    .waitFor()
  expect(await shun.getByRole('region', { name: /^待接收/ }).count()).toBe(0)
  await desk.reload()
  await desk.getByText(/已退回：当事人住准平镇/).waitFor()
})
