import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { caseDocument } from '#documents/case-document.ts'
import { toDocx } from '#documents/to-docx.ts'
import { toHtmlPage } from '#documents/to-html.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Declaration } from '#kernel/declaration.ts'
import { checkFields } from '#kernel/input.ts'
import { allRefusals } from '#kernel/refusal.ts'
import { formatChineseDate, type PlainDate } from '#kernel/time/date.ts'
import { caseDocumentOf } from '#records/documents.ts'
import { today } from '#records/platform.ts'
import { explainRecordLimit, viewRecord } from '#records/records.ts'
import type { LimitExplanation, RecordView } from '#records/views.ts'
import type { Mistake } from '../answers.ts'
import { actOnCase, addToCase, type OpenCase, openCase, recordLook } from '../filings.ts'
import { fieldInput, guardInputs, mistakesBox } from '../form.ts'
import { type Html, html, nothing } from '../html.ts'
import { type Service, serviceOf } from '../services.ts'
import {
  forgetKey,
  formToken,
  keepKey,
  keyOf,
  type Portal,
  readForm,
  show,
  showMissing,
  showRefusal,
} from '../visit.ts'
import { clockMark, fillWords, shortDay } from '../words.ts'

const crumb = [['查进度', '/progress']] as const

/** 查进度: number and code → the case of the person, in plain words, and what the person can do in it. */
export function progressRoutes(portal: Portal): void {
  const { app, platform } = portal

  app.get('/progress', async (request, reply) =>
    keyOf(request) && (await opened(portal, request))
      ? reply.redirect('/progress/case', 303)
      : show(portal, request, reply, askPage(formToken(request, reply))),
  )

  app.post('/progress', { config: { rateLimit: { max: 20, timeWindow: '10 minutes' } } }, async (request, reply) => {
    const form = await readForm(request)
    if (!form.ok) return showRefusal(portal, request, reply, form)
    const key = { number: form.value.number ?? '', code: form.value.code ?? '' }
    const token = formToken(request, reply)
    const again = (message: string, input: string) =>
      show(portal, request, reply, askPage(token, key.number, [{ input, message }]), 422)
    if (!key.number.trim()) return again('请填写收件号，在回执上，例如“准司复〔2024〕12号”。', 'number')
    if (!key.code.trim()) return again('请填写查询码，在回执上，8位。', 'code')
    const division = await portal.division()
    const found = await openCase(platform, division.code, key)
    if (!found) return again(`没有查到“${key.number.trim()}”和这个查询码。请对照回执再填一次，或者打12345。`, 'number')
    keepKey(request, reply, key)
    await recordLook(platform, found)
    return reply.redirect('/progress/case', 303)
  })

  app.post('/progress/leave', async (request, reply) => {
    const form = await readForm(request)
    if (form.ok) forgetKey(reply)
    return reply.redirect('/progress', 303)
  })

  app.get('/progress/case', async (request, reply) => showCase(portal, request, reply))

  /** Words and files from the person, at any time until the case is closed. */
  app.post('/progress/case', { config: { rateLimit: { max: 30, timeWindow: '1 hour' } } }, async (request, reply) => {
    const found = await opened(portal, request)
    if (!found) return reply.redirect('/progress', 303)
    const { open, view, service } = found
    if (isOver(view))
      return showCase(portal, request, reply, [{ input: 'words', message: '这件事已经办完，不能再补充。' }])
    const name = applicantName(view, service)
    const mistakes: Mistake[] = []
    let files = 0
    const form = await readForm(request, async part => {
      const added = await addToCase(platform, open, name, part.file, part.filename)
      if (added.ok) files++
      else mistakes.push({ input: 'files', message: added.refusal.message })
      return { ok: true, value: undefined }
    })
    if (!form.ok) return showRefusal(portal, request, reply, form)
    const words = form.value.words?.trim() ?? ''
    if (words) {
      const done = await actOnCase(platform, open, name, 'note', { note: words.slice(0, 5000) }, `${view.seq}-note`)
      if (!done.ok) mistakes.push({ input: 'words', message: done.refusal.message })
    } else if (!files && !mistakes.length) mistakes.push({ input: 'words', message: '请写几句，或者选择文件。' })
    return mistakes.length
      ? showCase(portal, request, reply, mistakes, form.value)
      : reply.redirect('/progress/case', 303)
  })

  /** An act that the law leaves to the person, e.g. handing in what was asked for. */
  app.post<{ Params: { action: string } }>(
    '/progress/case/:action',
    { config: { rateLimit: { max: 30, timeWindow: '1 hour' } } },
    async (request, reply) => {
      const found = await opened(portal, request)
      if (!found) return reply.redirect('/progress', 303)
      const { open, view, service, declaration } = found
      const { action } = request.params
      const asks = declaration.actions[action]?.asks ?? {}
      if (!view.options.some(o => o.action === action && o.allowed)) return showMissing(portal, request, reply)
      const name = applicantName(view, service)
      const mistakes: Mistake[] = []
      const form = await readForm(request, async part => {
        const added = await addToCase(platform, open, name, part.file, part.filename)
        if (!added.ok) mistakes.push({ input: 'files', message: added.refusal.message })
        return { ok: true, value: undefined }
      })
      if (!form.ok) return showRefusal(portal, request, reply, form)
      const typed = form.value
      const entered = Object.fromEntries(
        Object.keys(asks).flatMap(code => (typed[`a.${code}`] ? [[code, typed[`a.${code}`] ?? '']] : [])),
      )
      const values = checkFields(asks, entered, { today: today(platform) })
      if (!values.ok)
        for (const r of allRefusals(values))
          mistakes.push({ input: `a.${r.path?.replace('values.', '') ?? ''}`, message: r.message })
      if (mistakes.length || !values.ok) return showCase(portal, request, reply, mistakes, typed)
      const words = typed.words?.trim()
      if (words) {
        const noted = await actOnCase(platform, open, name, 'note', { note: words.slice(0, 5000) }, `${view.seq}-note`)
        if (!noted.ok) return showRefusal(portal, request, reply, noted)
      }
      const done = await actOnCase(platform, open, name, action, { values: values.value }, `${view.seq}-${action}`)
      return done.ok ? reply.redirect('/progress/case', 303) : showRefusal(portal, request, reply, done)
    },
  )

  app.get<{ Params: { code: string; seq: string }; Querystring: { format?: string } }>(
    '/progress/case/papers/:code/:seq',
    async (request, reply) => {
      const found = await opened(portal, request)
      if (!found) return reply.redirect('/progress', 303)
      const { open, view, service } = found
      const { code } = request.params
      const paper = papersOf(view, service).find(p => p.code === code && String(p.seq) === request.params.seq)
      if (!paper) return showMissing(portal, request, reply)
      const input = await caseDocumentOf(platform, open.caller, open.record, code, paper.seq)
      if (!input.ok) return showRefusal(portal, request, reply, input)
      const model = caseDocument(input.value)
      reply.header('cache-control', 'no-store')
      if (request.query.format !== 'docx') return reply.type('text/html; charset=utf-8').send(toHtmlPage(model))
      return reply
        .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
        .header(
          'content-disposition',
          `attachment; filename="paper.docx"; filename*=UTF-8''${encodeURIComponent(`${paper.name}.docx`)}`,
        )
        .send(Readable.from(Buffer.from(await toDocx(model))))
    },
  )
}

type Opened = {
  readonly open: OpenCase
  readonly view: RecordView
  readonly service: Service
  readonly declaration: Declaration
}

async function opened({ platform, division }: Portal, request: FastifyRequest): Promise<Opened | undefined> {
  const key = keyOf(request)
  const open = key && (await openCase(platform, (await division()).code, key))
  if (!open) return undefined
  const view = await viewRecord(platform, open.caller, open.record)
  const service = view.ok ? serviceOf(view.value.system) : undefined
  if (!view.ok || !service) return undefined
  return { open, view: view.value, service, declaration: platform.catalogue.get(view.value.system, view.value.version) }
}

const isOver = (view: RecordView): boolean => view.closedOn !== undefined || view.voided
const applicantName = (view: RecordView, service: Service): string =>
  view.parties.find(p => p.role === service.applicant(view.values))?.name || '（未留姓名）'
const happened = (view: RecordView, action: string): boolean => view.history.some(h => h.action === action)

/** Papers that the person has been given. */
const papersOf = (view: RecordView, service: Service): RecordView['documents'] =>
  view.documents.filter(p => {
    const after = service.told.papers[p.code]
    return after !== undefined && happened(view, after)
  })

function askPage(token: string, number = '', mistakes: readonly Mistake[] = []) {
  const context = { typed: { number }, mistakes }
  const input = (name: 'number' | 'code', label: string, hint: string) => {
    const wrong = mistakes.filter(m => m.input === name)
    return html`<div class="field code${wrong.length ? ' err' : ''}"><label for="${name}">${label}</label><p class="hint" id="${name}-h">${hint}</p>${wrong.map(
      m => html`<p class="msg" id="${name}-e">${m.message}</p>`,
    )}<input type="text" id="${name}" name="${name}" value="${name === 'number' ? context.typed.number : ''}" autocomplete="off" spellcheck="false" aria-describedby="${name}-h${wrong.length ? ` ${name}-e` : ''}"${
      wrong.length ? html` aria-invalid="true"` : ''
    }></div>`
  }
  return {
    title: '查进度',
    section: 'progress' as const,
    crumbs: [],
    wrong: mistakes.length > 0,
    body: html`<div class="title"><h1>查我的事办到哪了</h1><p>收件号和查询码都在回执上。</p></div><div class="form">${mistakesBox(mistakes)}<form method="post" action="/progress" novalidate>${guardInputs(
      token,
    )}${input('number', '收件号', '例如：准司复〔2024〕12号。括号用哪一种都行')}${input('code', '查询码', '8位，例如 8K3F-27WD。不分大小写')}<div class="acts"><button class="btn">查进度</button></div></form></div>
<details><summary>回执丢了怎么办</summary><p>带身份证到办理单位，工作人员核对身份后告诉您办到哪一步；也可以打12345。</p></details>`,
  }
}

async function showCase(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  mistakes: readonly Mistake[] = [],
  typed: Readonly<Record<string, string>> = {},
): Promise<FastifyReply> {
  const found = await opened(portal, request)
  if (!found) {
    forgetKey(reply)
    return reply.redirect('/progress', 303)
  }
  const { open, view, service, declaration: d } = found
  const now = today(portal.platform)
  const clock = awaited(view, service)
  const why = clock ? await explainRecordLimit(portal.platform, open.caller, open.record, clock.code) : undefined
  const token = formToken(request, reply)
  const organ = view.organ.name
  const turn = service.told.turns[view.stage]
  const papers = papersOf(view, service)
  const body = html`<div class="title"><h1>${headline(view, service, clock, now)}</h1><p class="s">${view.systemName}　<b>收件号${view.number}</b></p></div>
${mistakesBox(mistakes)}
<div class="answer"><div>
${clock ? html`<p>${clockMark(clock, clockWords(clock))}</p>` : ''}
${turn ? html`<p class="turn">${clock?.bears === 'party' && clock.code === 'correction' ? '现在轮到<strong>您</strong>：' : ''}${fillWords(turn, d, organ)}</p>` : ''}
${why?.ok ? whyThisDay(why.value) : ''}
</div>
<div class="box"><h2>谁在办</h2><p>${organ}</p>${view.handler ? html`<p>承办人：${view.handler.name}</p>` : ''}<p class="mute s">要问情况，打<a href="tel:12345">12345</a>报收件号</p></div></div>
${papers.length ? html`<section aria-labelledby="pp"><h2 id="pp">给您的文书</h2><ul class="todo">${papers.map(p => paperRow(p))}</ul></section>` : ''}
${doable(found, token, mistakes, typed)}
<section aria-labelledby="tl"><h2 id="tl">已经做了什么，还要做什么</h2>${timeline(found, clock, now)}</section>
${clock?.consequence && clock.bears === 'authority' ? html`<section aria-labelledby="late"><h2 id="late">如果到期还没有办</h2><p class="r">${consequenceOf(found, clock)}</p><p class="s mute">${clock.article}</p></section>` : ''}
<form method="post" action="/progress/leave" class="acts">${guardInputs(token)}<button class="btn two">看完了，退出</button></form>`
  return show(
    portal,
    request,
    reply,
    { title: '我的事', section: 'progress', crumbs: crumb, wrong: mistakes.length > 0, body },
    mistakes.length ? 422 : 200,
  )
}

const paperRow = (p: RecordView['documents'][number]): Html => {
  const href = `/progress/case/papers/${p.code}/${p.seq}`
  return html`<li><a class="lk" href="${href}">${p.name}</a><p>${p.number ? html`<b>${p.number}</b>　` : ''}${formatChineseDate(p.on)}　<a href="${href}?format=docx">下载（Word）</a></p></li>`
}

/** The clock that the person waits for: what he must do himself first, then what the authority must do. */
function awaited(view: RecordView, service: Service): Clock | undefined {
  const running = view.clocks.filter(
    c =>
      c.code in service.told.limits && c.final && ['over', 'due', 'near', 'ok', 'late'].includes(c.light) && !c.metOn,
  )
  const mine = running.find(c => c.bears === 'party' && ['correction', 'supplement'].includes(c.code))
  const theirs = running
    .filter(c => c.bears === 'authority')
    .toSorted((a, b) => ((a.final ?? '') < (b.final ?? '') ? 1 : -1))
  // While it is being examined whether to take the matter up, that is the day; afterwards the day of the decision.
  return mine ?? theirs[0]
}

function headline(view: RecordView, service: Service, clock: Clock | undefined, now: PlainDate): string {
  const told = view.outcomeName !== undefined && service.told.result.some(a => happened(view, a))
  if (view.voided) return `这份${service.name}申请已经作废`
  if (told) return `您的${service.name}申请有了结果：${view.outcomeName}`
  if (!clock?.final) return `您的${service.name}申请：${view.stageName}`
  const day = shortDay(clock.final, now)
  if (clock.bears === 'party') return `最迟${day}，${service.told.limits[clock.code] ?? clock.name}`
  return clock.light === 'over'
    ? `本应在${day}前${service.told.limits[clock.code]}，已经超期`
    : `您的${service.name}申请，最迟${day}${service.told.limits[clock.code]}`
}

const clockWords = (clock: Clock): string =>
  clock.left === undefined
    ? clock.words
    : clock.left < 0
      ? clock.words
      : clock.left === 0
        ? '今天到期'
        : `${clock.light === 'near' ? '快到期，' : '正常，'}还有${clock.left}${clock.unit}`

function whyThisDay({ explanation, clock }: LimitExplanation): Html {
  return html`<details open><summary>为什么是这一天</summary>${explanation.summary.map(line => html`<p>${line}</p>`)}<p class="s mute">${clock.article}${clock.provisional ? '。后面年份的放假安排还没有公布，这一天是暂定的' : ''}</p></details>`
}

/** What follows when the day passes, as the person should know it. */
export function consequenceOf(
  { service, declaration: d }: Pick<Opened, 'service' | 'declaration'>,
  clock: Clock,
): string {
  const missed = d.limits[clock.code]?.ifMissed
  if (!missed) return ''
  return 'deems' in missed
    ? `${service.told.steps[missed.deems] ?? clock.consequence}，不用您再来问。`
    : `${missed.means}。这一页会写明“超期”和天数，您可以打12345投诉。`
}

/** What the person can do now, each with its consequence. */
function doable(
  { view, declaration: d, service }: Opened,
  token: string,
  mistakes: readonly Mistake[],
  typed: Readonly<Record<string, string>>,
): Html {
  const acts = view.options.filter(o => o.allowed)
  if (isOver(view) && !acts.length) return nothing
  const files = (id: string) =>
    html`<div class="field"><label for="${id}">文件（可以不选）</label><input type="file" id="${id}" name="files" multiple></div>`
  const words = (id: string, label: string) =>
    html`<div class="field"><label for="${id}">${label}</label><textarea id="${id}" name="words" rows="4" maxlength="5000">${typed.words ?? ''}</textarea></div>`
  const form = (action: string, content: Html, button: string) =>
    html`<form class="form" method="post" action="${action}" enctype="multipart/form-data" novalidate>${guardInputs(token)}${content}<div class="acts"><button class="btn">${button}</button></div></form>`
  return html`<section aria-labelledby="do"><h2 id="do">您现在可以做的</h2>${acts.map(o => {
    const action = d.actions[o.action]
    const name = service.told.steps[o.action] ?? o.name
    return html`<h3>${action?.by.includes('citizen') ? name.replace('收到您', '交') : name}</h3>${form(
      `/progress/case/${o.action}`,
      html`${Object.entries(action?.asks ?? {}).map(([code, field]) => fieldInput(`a.${code}`, undefined, field, undefined, { typed, mistakes }))}${words(`w-${o.action}`, '写几句说明（可以不写）')}${files(`f-${o.action}`)}`,
      '交上去',
    )}`
  })}${
    isOver(view)
      ? ''
      : html`<details${mistakes.length ? html` open` : ''}><summary>补充材料，或者说出您的意见</summary>${form(
          '/progress/case',
          html`${words('words', '您想说的')}${files('files')}`,
          '交上去',
        )}</details>`
  }</section>`
}

/** Above the weight what was done, below it what the law still asks. */
function timeline({ view, service, declaration: d }: Opened, clock: Clock | undefined, now: PlainDate): Html {
  const told = service.told
  const done = view.history.filter(
    h => h.action in told.steps || (h.origin === 'portal' && ['note', 'attach'].includes(h.action)),
  )
  const rows = done.map(h => {
    const words = told.steps[h.action] ?? (h.action === 'note' ? '您说了意见' : '您补充了材料')
    const met = Object.entries(d.limits).flatMap(([code, limit]) => {
      const c = view.clocks.find(x => x.code === code && x.metOn === h.on)
      return c && limit.until.some(a => a === h.action) && c.bears === 'authority' && code in told.limits ? [c] : []
    })[0]
    const ask = h.action === 'requireCorrection' || h.action === 'askSupplement' ? h.entries : []
    const said =
      h.action === 'note' ? (h.note ?? '') : h.action === 'attach' ? h.entries.map(e => e.value).join('、') : ''
    const answer =
      ['reply', 'answer', 'decline', 'refuse'].includes(h.action) && service.system === 'hotline' ? h.entries : []
    return html`<li><time datetime="${h.on}">${shortDay(h.on, now)}</time><div><h3>${words}${
      met
        ? html`　<span class="ck ${met.light === 'late' ? 'late' : 'done'}">${met.light === 'late' ? met.words : '按期'}</span>`
        : ''
    }</h3>${met?.final ? html`<p>最迟${shortDay(met.final, now)}</p>` : ''}${[...ask, ...answer].map(
      e => html`<p>${e.name}：${e.value}</p>`,
    )}${said ? html`<p>${said}</p>` : ''}</div></li>`
  })
  const over = isOver(view)
  const coming = over
    ? []
    : view.clocks.filter(
        c =>
          c.code in told.limits &&
          c.final &&
          ['due', 'near', 'ok', 'over'].includes(c.light) &&
          !c.metOn &&
          c.final.slice(0, 10) >= now,
      )
  const after = view.stage === d.open.to ? told.after : []
  const turn = told.turns[view.stage]
  return html`<ol class="plumb">${rows}${
    over
      ? ''
      : html`<li class="now"><time datetime="${now}">今天　${shortDay(now, now)}</time><div><h3>${turn ? fillWords(turn, d, view.organ.name) : view.stageName}</h3>${
          clock && clock.light === 'over' ? html`<p>${clockMark(clock)}</p>` : ''
        }</div></li>`
  }${coming
    .toSorted((a, b) => ((a.final ?? '') < (b.final ?? '') ? -1 : 1))
    .map(
      c =>
        html`<li class="next"><time datetime="${(c.final ?? '').slice(0, 10)}">最迟${shortDay(c.final ?? '', now)}</time><div><h3>${told.limits[c.code]}</h3><p>${c.article}</p></div></li>`,
    )}${after.map(
    ([when, what]) =>
      html`<li class="next"><span class="when">${fillWords(when, d, view.organ.name)}</span><div><h3>${fillWords(what, d, view.organ.name)}</h3></div></li>`,
  )}</ol>`
}
