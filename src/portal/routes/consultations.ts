import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Field } from '#kernel/field.ts'
import { checkFields } from '#kernel/input.ts'
import { lastStep, type RecordState } from '#kernel/record.ts'
import { allRefusals } from '#kernel/refusal.ts'
import { daysBetween, formatChineseDate, type PlainDate } from '#kernel/time/date.ts'
import { type DivisionInfo, today } from '#records/platform.ts'
import { act, type Caller } from '#records/records.ts'
import type { Mistake } from '../answers.ts'
import { fieldInput, guardInputs, mistakesBox } from '../form.ts'
import { type Html, html } from '../html.ts'
import { type Published, publicFile, publicFiles, publishedRecord, publishedRecords } from '../published.ts'
import { formToken, type Portal, readForm, show, showMissing, showRefusal } from '../visit.ts'
import { scrub, shortDay } from '../words.ts'

const crumb = [['政务公开', '/open']] as const
/** The act by which a comment reaches the drafters: it stands in the file of the document like everything else. */
const comment = 'receiveComment'

export const isOpen = (state: RecordState, now: PlainDate): boolean =>
  state.stage === 'consulting' && String(state.values.commentUntil ?? '') >= now

/** 意见征集: open consultations, comments, and what came of earlier ones. */
export function consultationRoutes(portal: Portal): void {
  const { app, platform } = portal

  app.get('/consultations', async (request, reply) => {
    const division = await portal.division()
    const now = today(platform)
    const { rows } = await publishedRecords(platform, division.code, 'consultations', { most: 200 })
    const closing = (r: Published) => String(r.state.values.commentUntil ?? '')
    const open = rows.filter(r => isOpen(r.state, now)).toSorted((a, b) => closing(a).localeCompare(closing(b)))
    const closed = (r: Published) => lastStep(r.state, 'closeConsultation')?.on ?? ''
    const over = rows
      .filter(closed)
      .toSorted((a, b) => closed(b).localeCompare(closed(a)))
      .slice(0, 50)
    return show(portal, request, reply, {
      title: '意见征集',
      section: 'open',
      crumbs: crumb,
      body: html`<div class="title"><h1>${open.length ? html`正在征集意见的有${open.length}件` : '现在没有正在征集的意见'}</h1><p>不用登录，电话可以不填。每条意见都进入文件的办理记录，由起草单位逐条研究。</p></div>
${open.length ? html`<ul class="ledger titles">${open.map(r => html`<li><a href="/consultations/${r.id}">${r.state.title}</a><span>${drafterOf(division, r.state)}起草</span><span class="t">${shortDay(String(r.state.values.commentUntil ?? ''), now)}截止，还有${daysBetween(now, String(r.state.values.commentUntil))}日</span></li>`)}</ul>` : ''}
<section aria-labelledby="old"><h2 id="old">以前征集的，采纳了多少</h2>${
        over.length
          ? html`<div class="tw"><table role="table"><caption>已经结束的征集，意见按条计</caption><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">文件</th><th role="columnheader" scope="col">结束日期</th><th role="columnheader" scope="col" class="num">收到</th><th role="columnheader" scope="col" class="num">采纳</th></tr></thead><tbody role="rowgroup">${over.map(
              r =>
                html`<tr role="row"><th role="rowheader" scope="row"><a href="/consultations/${r.id}">${r.state.title}</a></th><td role="cell" class="nw" data-h="结束日期"><span>${closed(r)}</span></td><td role="cell" class="num" data-h="收到"><span>${Number(r.state.values.opinionsReceived ?? 0)}条</span></td><td role="cell" class="num" data-h="采纳"><span>${Number(r.state.values.opinionsAdopted ?? 0)}条</span></td></tr>`,
            )}</tbody></table></div>`
          : html`<p>还没有结束的征集。结束以后，收到多少、采纳多少、为什么不采纳，都写在这里。</p>`
      }</section>`,
    })
  })

  app.get<{ Params: { id: string }; Querystring: { sent?: string } }>('/consultations/:id', async (request, reply) => {
    const division = await portal.division()
    const found = await publishedRecord(platform, division.code, 'consultations', request.params.id)
    if (!found) return showMissing(portal, request, reply)
    const sent = request.query.sent === '1'
    return show(portal, request, reply, pageOf(portal, division, found, formToken(request, reply), [], {}, sent))
  })

  app.post<{ Params: { id: string } }>(
    '/consultations/:id',
    { config: { rateLimit: { max: 10, timeWindow: '1 hour' } } },
    async (request, reply) => {
      const division = await portal.division()
      const form = await readForm(request)
      if (!form.ok) return showRefusal(portal, request, reply, form)
      const found = await publishedRecord(platform, division.code, 'consultations', request.params.id)
      if (!found || !isOpen(found.state, today(platform))) return showMissing(portal, request, reply)
      const asks = asksOf(portal, found.state)
      const entered = Object.fromEntries(
        Object.keys(asks).flatMap(code =>
          form.value[`a.${code}`]?.trim() ? [[code, form.value[`a.${code}`] ?? '']] : [],
        ),
      )
      const checked = checkFields(asks, entered, { today: today(platform) })
      const again = (mistakes: readonly Mistake[]) =>
        show(
          portal,
          request,
          reply,
          pageOf(portal, division, found, formToken(request, reply), mistakes, form.value),
          422,
        )
      if (!checked.ok)
        return again(
          allRefusals(checked).map(r => ({ input: `a.${r.path?.replace('values.', '') ?? ''}`, message: r.message })),
        )
      const { organ } = found.state
      const person = `portal:${found.id}`
      const caller: Caller = {
        actor: { id: person, name: '公众', division: division.code, organ, roles: ['citizen'] },
        scope: { division: division.code, organ, sees: 'organ', person },
        origin: 'portal',
      }
      const key = form.value.once && /^[0-9a-f-]{36}$/.test(form.value.once) ? form.value.once : randomUUID()
      const done = await act(
        platform,
        caller,
        found.id,
        { action: comment, on: today(platform), values: checked.value },
        key,
      )
      if (!done.ok) return again([{ input: 'a.comment', message: done.refusal.message }])
      return reply.redirect(`/consultations/${found.id}?sent=1#say`, 303)
    },
  )

  app.get<{ Params: { id: string; hash: string } }>('/consultations/:id/files/:hash', async (request, reply) => {
    const division = await portal.division()
    const { id, hash } = request.params
    const file = await publicFile(platform, division.code, 'consultations', id, hash)
    if (!file.ok) return showMissing(portal, request, reply)
    return reply
      .type(file.value.ref.type)
      .header(
        'content-disposition',
        `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(file.value.ref.name)}`,
      )
      .send(Readable.from(file.value.content))
  })
}

const drafterOf = (division: DivisionInfo, state: RecordState): string => division.organs.get(state.organ)?.name ?? ''

const asksOf = ({ platform }: Portal, state: RecordState): Readonly<Record<string, Field>> =>
  platform.catalogue.get(state.system, state.version).actions[comment]?.asks ?? {}

function pageOf(
  portal: Portal,
  division: DivisionInfo,
  { id, state, since }: Published,
  token: string,
  mistakes: readonly Mistake[],
  typed: Readonly<Record<string, string>>,
  sent = false,
) {
  const now = today(portal.platform)
  const until = String(state.values.commentUntil ?? '')
  const open = isOpen(state, now)
  const left = until ? daysBetween(now, until) : 0
  const closed = lastStep(state, 'closeConsultation')
  const files = publicFiles('consultations', state)
  const words: Readonly<Record<string, string>> = {
    commentOn: '针对哪一条（可以不填）',
    comment: '您的意见',
    commentBy: '姓名或者单位（可以不填）',
    commentPhone: '电话（可以不填）',
  }
  const hints: Readonly<Record<string, string>> = {
    comment: '哪里不合适，您希望怎样改。用自己的话写就行，最多2000字。',
    commentPhone: '不公开，只给起草单位用来向您了解情况。',
  }
  const body: Html = html`<div class="title"><h1>${open ? html`${state.title}，<b>${shortDay(until, now)}前可以提意见</b>` : state.title}</h1><p>${drafterOf(division, state)}起草</p></div>
<p class="band"><span>${formatChineseDate(since)}发布</span>${until ? html`<span>${formatChineseDate(until)}截止，共${daysBetween(since, until)}日</span>` : ''}${open ? html`<span class="ck ${left <= 3 ? 'near' : 'ok'}">还有${left}日</span>` : html`<span class="ck off">已经截止</span>`}</p>
<section aria-labelledby="pts"><h2 id="pts">为什么要定这个文件</h2><p class="r lines">${scrub(String(state.values.necessity ?? ''))}</p><dl class="kv"><div><dt>依据</dt><dd class="lines">${String(state.values.basis ?? '')}</dd></div></dl>
${files.length ? html`<ul class="todo">${files.map(f => html`<li><a class="lk" href="/consultations/${id}/files/${f.hash}">${f.name}</a><p>下载</p></li>`)}</ul>` : ''}</section>
${
  open
    ? html`<section aria-labelledby="say"><h2 id="say">我要提意见</h2>${sent ? html`<p class="note g" role="status">已经收到您的意见，交给了${drafterOf(division, state)}。还可以接着提。</p>` : ''}${mistakesBox(mistakes)}<form class="form" method="post" action="/consultations/${id}" novalidate>${guardInputs(token)}<input type="hidden" name="once" value="${randomUUID()}">${Object.entries(
        asksOf(portal, state),
      ).map(([code, field]) =>
        fieldInput(`a.${code}`, words[code], field, hints[code], { typed, mistakes }),
      )}<div class="acts"><button class="btn">提交意见</button></div></form><details><summary>不上网也可以提</summary><p>打12345，或者寄到${drafterOf(division, state)}，信封写“征求意见”。</p></details></section>`
    : ''
}
${
  closed
    ? html`<section aria-labelledby="aft"><h2 id="aft">提的意见怎样处理了</h2><p>收到<strong>${Number(state.values.opinionsReceived ?? 0)}条</strong>，采纳<strong>${Number(state.values.opinionsAdopted ?? 0)}条</strong>。</p><p class="r lines">${scrub(String(state.values.opinionHandling ?? ''))}</p></section>`
    : open
      ? html`<section aria-labelledby="aft"><h2 id="aft">提了以后</h2><p class="r">起草单位逐条研究。征集结束后，在这一页公布收到多少条、采纳多少条、为什么不采纳。</p></section>`
      : ''
}`
  return {
    title: state.title,
    section: 'open' as const,
    crumbs: [...crumb, ['意见征集', '/consultations']] as const,
    wrong: mistakes.length > 0,
    body,
  }
}
