import type { FastifyReply } from 'fastify'
import type { Declaration } from '#kernel/declaration.ts'
import { printValue } from '#kernel/print.ts'
import { dayOf, lastStep, type RecordState } from '#kernel/record.ts'
import { formatChineseDate, type PlainDate, yearOf } from '#kernel/time/date.ts'
import { printMoney } from '#kernel/values/money.ts'
import { type DivisionInfo, today } from '#records/platform.ts'
import { allFields, clocksOf } from '#records/view.ts'
import { type Html, html } from '../html.ts'
import { type Published, publishedRecord, publishedRecords } from '../published.ts'
import { type Portal, show, showMissing } from '../visit.ts'
import { address, basisOf, fillWords, maskPerson, pageNumber, pager, scrub, text } from '../words.ts'

const perPage = 20
const crumb = [['政务公开', '/open']] as const

type Query = { q?: string; organ?: string; year?: string; page?: string }

/** 执法公示: published penalties, masked by rule, withdrawn by rule. */
export function penaltyRoutes(portal: Portal): void {
  const { app, platform } = portal

  app.get<{ Querystring: Query }>('/penalties', async (request, reply): Promise<FastifyReply> => {
    const division = await portal.division()
    const now = today(platform)
    const asked = { q: text(request.query.q), organ: text(request.query.organ), year: text(request.query.year) }
    const year = /^20\d{2}$/.test(asked.year) ? asked.year : ''
    const page = pageNumber(request.query.page)
    const { rows, total } = await publishedRecords(platform, division.code, 'penalties', {
      words: asked.q,
      organ: asked.organ,
      ...(year ? { first: `${year}-01-01`, last: `${year}-12-31` } : {}),
      skip: (page - 1) * perPage,
      most: perPage,
    })
    const title = asked.q || asked.organ || year ? `查到${total}件行政处罚决定` : `公示了${total}件行政处罚决定`
    const href = (n: number) => address('/penalties', { ...asked, page: n === 1 ? undefined : n })
    return show(portal, request, reply, {
      title: '执法公示',
      section: 'open',
      crumbs: crumb,
      body: html`<div class="title"><h1>${title}</h1><p>个人信息和商业秘密已隐去。数据更新到<b>${formatChineseDate(now)}</b>。</p></div>
${searchForm(asked, division, now)}
<section aria-labelledby="res"><h2 id="res">${total ? html`${total}件，先看最近公示的` : '没有查到'}</h2>
${
  rows.length
    ? html`<div class="tw"><table role="table"><caption>第${(page - 1) * perPage + 1}至${(page - 1) * perPage + rows.length}件</caption><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">案件</th><th role="columnheader" scope="col">处罚结果</th><th role="columnheader" scope="col">决定日期</th><th role="columnheader" scope="col">公示日期</th></tr></thead><tbody role="rowgroup">${rows.map(
        r => rowOf(portal, division, r),
      )}</tbody></table></div>${pager(href, page, Math.ceil(total / perPage))}`
    : html`<p>换个词再查，或者少选一项条件。自然人的姓名已经隐去，不能用姓名查。</p>`
}</section>
${rules(portal)}`,
    })
  })

  app.get<{ Params: { id: string } }>('/penalties/:id', async (request, reply) => {
    const division = await portal.division()
    const found = await publishedRecord(platform, division.code, 'penalties', request.params.id)
    if (!found) return showMissing(portal, request, reply)
    const d = platform.catalogue.get(found.state.system, found.state.version)
    const summary = summaryOf(portal, division, d, found)
    return show(portal, request, reply, {
      title: summary.number,
      section: 'open',
      crumbs: [...crumb, ['执法公示', '/penalties']],
      body: summary.withdrawn ? withdrawnPage(summary) : penaltyPage(summary, found.id),
    })
  })
}

type Summary = {
  readonly number: string
  readonly organ: string
  readonly withdrawn?: { readonly on: PlainDate; readonly reason: string }
  readonly party: string
  readonly creditCode: string
  readonly cause: string
  readonly kinds: string
  readonly money: readonly string[]
  readonly basis: string
  readonly tier: string
  readonly decidedOn: string
  readonly publishedOn: string
  readonly punctual: Html
  readonly until: string
  readonly remedy: string
}

/** What the law makes public of a penalty; of people only the surname, of firms name and credit code. */
function summaryOf({ platform }: Portal, division: DivisionInfo, d: Declaration, { state, since }: Published): Summary {
  const fields = allFields(d)
  const print = (code: string) => {
    const field = fields.get(code)?.field
    return field ? printValue(field, state.values[code]) : ''
  }
  const people = state.parties.filter(p => p.kind === 'person').map(p => p.name)
  const party = state.parties.find(p => p.role === 'party')
  const decided = lastStep(state, 'decide')
  const withdrawn = lastStep(state, 'withdrawPublication')
  const again = lastStep(state, 'publish')
  const context = { today: today(platform), calendar: platform.calendar(), settings: division.settings }
  const clocks = clocksOf(d, state, context)
  const publication = clocks.find(c => ['publication', 'marketPublication'].includes(c.code))
  const display = clocks.find(c => ['displayShort', 'displayLong'].includes(c.code))
  const paper = state.steps.flatMap(s => s.documents ?? []).find(x => x.code === 'penaltyDecision' && x.number)
  const amounts = ['fine', 'confiscation'].flatMap(code => {
    const amount = Number(state.values[code] ?? 0)
    return amount > 0 ? [`${fields.get(code)?.field.name ?? ''}${printMoney(amount)}`] : []
  })
  return {
    number: paper?.number ?? '行政处罚决定',
    organ: division.organs.get(state.organ)?.name ?? '',
    party: party ? (party.kind === 'person' ? maskPerson(party.name) : party.name) : '',
    creditCode: party?.kind === 'organisation' ? (party.number ?? '') : '',
    cause: scrub(print('cause'), people),
    // Where the fine is told in 元, the word alone is told twice.
    kinds: print('kinds')
      .split('、')
      .filter(kind => kind !== '罚款' || !(Number(state.values.fine ?? 0) > 0))
      .join('、'),
    money: amounts,
    basis: scrub(print('basis'), people),
    tier: print('tier'),
    decidedOn: decided?.on ?? '',
    publishedOn: since,
    punctual: publication?.metOn
      ? html`<span class="ck ${publication.light === 'late' ? 'late' : 'done'}">${publication.light === 'late' ? `晚了${publication.words.replace(/^逾期|办$/g, '')}` : '按期'}</span>`
      : html``,
    until: display?.final?.slice(0, 10) ?? '',
    remedy: remedyOf(state, print),
    ...(withdrawn && (!again || withdrawn.seq > again.seq)
      ? { withdrawn: { on: withdrawn.on, reason: scrub(String(withdrawn.values.withdrawReason ?? ''), people) } }
      : {}),
  }
}

function remedyOf(state: RecordState, print: (code: string) => string): string {
  if (dayOf(state, 'recordRemedyResult')) return `复议、诉讼结果：${print('remedyResult')}`
  return dayOf(state, 'recordRemedy') ? '已申请行政复议或者起诉，还没有结果' : '没有申请行政复议，没有起诉'
}

function rowOf(portal: Portal, division: DivisionInfo, found: Published): Html {
  const d = portal.platform.catalogue.get(found.state.system, found.state.version)
  const s = summaryOf(portal, division, d, found)
  const cell = (name: string, content: Html, css = '') =>
    html`<td role="cell" data-h="${name}"${css ? html` class="${css}"` : ''}><span>${content}</span></td>`
  if (s.withdrawn)
    return html`<tr role="row"><th role="rowheader" scope="row"><a href="/penalties/${found.id}">${s.number}</a><br><span class="s mute">${s.organ}</span></th>${cell('处罚结果', html`已撤回`)}${cell('决定日期', html`${s.decidedOn}`, 'nw')}${cell('公示日期', html`撤回 ${s.withdrawn.on}`, 'nw')}</tr>`
  return html`<tr role="row"><th role="rowheader" scope="row"><a href="/penalties/${found.id}">${s.party}${s.cause}</a><br><span class="s mute">${s.organ}　<b>${s.number}</b></span></th>${cell(
    '处罚结果',
    html`${s.kinds}${s.money.map((m, i) => html`${s.kinds || i ? html`<br>` : ''}<b>${m}</b>`)}`,
  )}${cell('决定日期', html`${s.decidedOn}`, 'nw')}${cell('公示日期', html`${s.publishedOn}<br>${s.punctual}`, 'nw')}</tr>`
}

function penaltyPage(s: Summary, id: string): Html {
  const row = (name: string, value: Html | string) =>
    String(value) ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : ''
  return html`<div class="title"><h1>${s.party}${s.cause}</h1><p>${s.organ}　<b>${s.number}</b></p></div>
<dl class="kv">${row('当事人', html`${s.party}${s.creditCode ? html`<small>统一社会信用代码　${s.creditCode}</small>` : ''}`)}${row('违法行为', s.cause)}${row('处罚依据', s.basis)}${row('处罚结果', [s.kinds, ...s.money].filter(Boolean).join('；'))}${row('裁量档次', s.tier)}${row('决定日期', s.decidedOn && formatChineseDate(s.decidedOn))}${row('公示日期', html`${formatChineseDate(s.publishedOn)}　${s.punctual}`)}${row('公示到', s.until && html`${formatChineseDate(s.until)}<small>期满自动撤下</small>`)}${row('现在的状态', s.remedy)}</dl>
<p class="mute s apart">证件号码、住址、电话和自然人的姓名已经隐去。《行政处罚法》第五十条</p>
<section aria-labelledby="no"><h2 id="no">这个决定是给您的，您不服</h2><p class="r">可以向区政府申请行政复议，不收费。机关和文号不用再填。</p><div class="acts"><a class="btn" href="/file/reconsideration?penalty=${id}">申请行政复议</a><a class="lk" href="/penalties">返回执法公示</a></div></section>`
}

const withdrawnPage = (
  s: Summary,
): Html => html`<div class="title"><h1>这个处罚决定的公示已经撤回</h1><p>${s.organ}　<b>${s.number}</b></p></div>
<dl class="kv"><div><dt>撤回日期</dt><dd>${s.withdrawn ? formatChineseDate(s.withdrawn.on) : ''}</dd></div><div><dt>理由</dt><dd>${s.withdrawn?.reason ?? ''}</dd></div></dl>
<p class="mute s">决定被撤销、变更、确认违法或者无效的，3个工作日内撤回公示并说明理由。《行政处罚法》第四十八条第二款</p>
<div class="acts"><a class="lk" href="/penalties">返回执法公示</a></div>`

function searchForm(asked: { q: string; organ: string; year: string }, division: DivisionInfo, now: PlainDate): Html {
  const organs = [...division.organs.values()].filter(o => o.kind === 'agency' || o.kind === 'township')
  const years = Array.from({ length: 5 }, (_, i) => String(yearOf(now) - i))
  const option = (value: string, name: string, chosen: string) =>
    html`<option value="${value}"${value === chosen ? html` selected` : ''}>${name}</option>`
  return html`<form class="search" role="search" aria-label="查行政处罚决定" action="/penalties">
<div class="field"><label for="kw">企业名称、文号或者违法行为</label><input type="search" id="kw" name="q" value="${asked.q}" autocomplete="off"></div><button class="btn">查询</button>
<div class="more"><div class="field"><label for="org">执法机关</label><select id="org" name="organ">${option('', '全部机关', asked.organ)}${organs.map(o => option(o.code, o.name, asked.organ))}</select></div>
<div class="field"><label for="yr">公示年份</label><select id="yr" name="year">${option('', '全部年份', asked.year)}${years.map(y => option(y, `${y}年`, asked.year))}</select></div></div></form>`
}

function rules({ platform }: Portal): Html {
  const d = platform.catalogue.newest('penalty')
  if (!d) return html``
  const limit = (code: string) => html`<b>${fillWords(`{limit.${code}}`, d)}</b>`
  return html`<section aria-labelledby="rule"><h2 id="rule">公示按什么规矩</h2><dl class="kv"><div><dt>公示什么</dt><dd>具有一定社会影响的行政处罚决定</dd></div><div><dt>什么时候</dt><dd>决定作出之日起${limit('publication')}内；市场监管领域${limit('marketPublication')}内。晚了的照样标出来</dd></div><div><dt>隐去什么</dt><dd>身份证号码、住址、电话、自然人的姓名、商业秘密</dd></div><div><dt>撤回</dt><dd>决定被撤销、变更、确认违法或者无效的，${limit('withdrawal')}内撤回并说明理由；公示期满自动撤下</dd></div><div><dt>依据</dt><dd><span class="s mute">${basisOf(d, ['publication', 'marketPublication', 'withdrawal', 'displayLong'])}</span></dd></div></dl></section>`
}
