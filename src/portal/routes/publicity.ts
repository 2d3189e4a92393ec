import { printValue } from '#kernel/print.ts'
import { html } from '../html.ts'
import { type Published, publishedRecords } from '../published.ts'
import { type Portal, show } from '../visit.ts'
import { address, basisOf, fillWords, pageNumber, pager } from '../words.ts'

const perPage = 15

/** Questions that people ask, answered from the declarations: a day that the law changes is a day that changes here. */
const questions: readonly { system: string; asked: string; answer: string; limits: readonly string[] }[] = [
  {
    system: 'reconsideration',
    asked: '不服行政处罚，多少天内可以申请行政复议？',
    answer:
      '知道这个决定之日起{limit.apply}内。决定书没有告诉您可以申请复议、向谁申请、多少日内申请的，最长不超过{limit.applyUntold}。最后一天是休息日的，顺延到下一个工作日。',
    limits: ['apply', 'applyUntold'],
  },
  {
    system: 'reconsideration',
    asked: '申请行政复议以后，机关一直不答复怎么办？',
    answer: '机关收到申请后{limit.review}内要决定受不受理。到期没有答复的，依法视为受理，不用您再来问。',
    limits: ['review'],
  },
  {
    system: 'reconsideration',
    asked: '行政复议要等多久？',
    answer:
      '受理之日起{limit.decision}内作出决定；适用简易程序的，{limit.summaryDecision}内。情况复杂的可以依法延长，要书面告诉您。',
    limits: ['decision', 'summaryDecision'],
  },
  {
    system: 'reconsideration',
    asked: '对行政复议决定还不服呢？',
    answer: '收到决定书之日起{limit.sue}内，可以向人民法院提起行政诉讼。',
    limits: ['sue'],
  },
  {
    system: 'labor-arbitration',
    asked: '单位欠工资，多久以内可以申请劳动仲裁？',
    answer:
      '知道权利受侵害之日起{limit.limitation}内。在职期间拖欠的劳动报酬不受这个限制；已经离职的，从离职之日起{limit.wageLimitation}内。',
    limits: ['limitation', 'wageLimitation'],
  },
  {
    system: 'labor-arbitration',
    asked: '劳动仲裁要等多久？',
    answer: '仲裁委员会收到申请后{limit.acceptance}内决定受不受理，受理后{limit.award}内裁决。不收费。',
    limits: ['acceptance', 'award'],
  },
  {
    system: 'legal-aid',
    asked: '申请法律援助，多久有答复？',
    answer:
      '收到申请后{limit.decide}内决定；决定给予援助的，{limit.assign}内指派承办人。不收费，承办人也不能收您的钱。',
    limits: ['decide', 'assign'],
  },
  {
    system: 'mediation',
    asked: '人民调解协议怎样才有强制力？',
    answer:
      '协议生效之日起{limit.jointConfirmation}内，双方可以共同向人民法院申请司法确认。法院确认有效的，一方不履行，另一方可以申请强制执行。',
    limits: ['jointConfirmation'],
  },
  {
    system: 'penalty',
    asked: '收到罚款决定，多少天内交？',
    answer: '收到决定书之日起{limit.payment}内。确有困难的，可以申请延期或者分期缴纳。',
    limits: ['payment'],
  },
  {
    system: 'penalty',
    asked: '罚得较重，可以要求听证吗？',
    answer: '机关会告诉您有要求听证的权利。要听证的，告知后{limit.requestHearing}内提出；听证不收费。',
    limits: ['requestHearing'],
  },
]

/** 普法: questions with answers, and what was done near you. */
export function publicityRoutes(portal: Portal): void {
  const { app, platform } = portal
  app.get<{ Querystring: { page?: string } }>('/publicity', async (request, reply) => {
    const division = await portal.division()
    const page = pageNumber(request.query.page)
    const { rows, total } = await publishedRecords(platform, division.code, 'activities', {
      skip: (page - 1) * perPage,
      most: perPage,
    })
    const row = ({ id, state, since }: Published) => {
      const { fields } = platform.catalogue.get(state.system, state.version)
      const print = (code: string) => {
        const field = fields[code]
        return field ? printValue(field, state.values[code]) : ''
      }
      const cell = (name: string, value: string, css = '') =>
        html`<td role="cell" data-h="${name}"${css ? html` class="${css}"` : ''}><span>${value}</span></td>`
      return html`<tr role="row" id="a-${id}"><th role="rowheader" scope="row">${print('activityName')}<br><span class="s mute">${division.organs.get(state.organ)?.name ?? ''}</span></th>${cell('日期', since, 'nw')}${cell('形式', print('kind'))}${cell('主题', print('theme'))}${cell('地点', print('place'))}</tr>`
    }
    return show(portal, request, reply, {
      title: '普法',
      section: 'open',
      crumbs: [['政务公开', '/open']],
      body: html`<div class="title"><h1>法律怎么说，<b>身边有什么活动</b></h1></div>
<section aria-labelledby="qa"><h2 id="qa">常问的问题</h2>${questions.flatMap(q => {
        const d = platform.catalogue.newest(q.system)
        return d && q.limits.every(l => d.limits[l])
          ? [
              html`<details><summary>${q.asked}</summary><p>${fillWords(q.answer, d)}</p><p class="s mute">${basisOf(d, q.limits)}</p></details>`,
            ]
          : []
      })}<p class="apart">没有找到要问的，可以打<a href="tel:12348">12348</a>免费咨询，或者<a href="/file/hotline">在网上提问</a>。</p></section>
<section aria-labelledby="act"><h2 id="act">普法活动${total ? html`：${total}场` : ''}</h2>${
        rows.length
          ? html`<div class="tw"><table role="table"><caption>第${(page - 1) * perPage + 1}至${(page - 1) * perPage + rows.length}场</caption><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">活动</th><th role="columnheader" scope="col">日期</th><th role="columnheader" scope="col">形式</th><th role="columnheader" scope="col">主题</th><th role="columnheader" scope="col">地点</th></tr></thead><tbody role="rowgroup">${rows.map(row)}</tbody></table></div>${pager(n => address('/publicity', { page: n === 1 ? undefined : n }), page, Math.ceil(total / perPage))}`
          : html`<p>还没有登记的普法活动。</p>`
      }</section>`,
    })
  })
}
