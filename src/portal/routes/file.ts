import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Declaration } from '#kernel/declaration.ts'
import { lastStep } from '#kernel/record.ts'
import { type Refused, refuse } from '#kernel/refusal.ts'
import { chinaDateTime, formatChineseDate, partsOf, weekdayName } from '#kernel/time/date.ts'
import { type DivisionInfo, today } from '#records/platform.ts'
import { viewRecord } from '#records/records.ts'
import type { Check } from '#records/views.ts'
import { inputOf, labelOf, type Mistake, printAnswer } from '../answers.ts'
import {
  answersOf,
  beginDraft,
  challengedInput,
  checkFiling,
  type Draft,
  dropDraft,
  findDraft,
  handlersOf,
  keepFile,
  mostFiles,
  newToken,
  openCase,
  printCode,
  saveDraft,
  submit,
} from '../filings.ts'
import { type FormContext, guardInputs, mistakesBox, questionInputs } from '../form.ts'
import { type Html, html, nothing } from '../html.ts'
import { publishedRecord } from '../published.ts'
import { type Service, serviceOf, services } from '../services.ts'
import {
  draftToken,
  formToken,
  keepDraftToken,
  keepKey,
  keyOf,
  type Portal,
  readForm,
  show,
  showMissing,
  showRefusal,
} from '../visit.ts'
import { basisOf, fillWords, shortDay, text } from '../words.ts'
import { consequenceOf } from './progress.ts'

type SystemParams = { Params: { system: string; step?: string } }
const crumb = [['我要办事', '/file']] as const

/** 我要办事: what it is and what to prepare → one question a page → check → receipt. */
export function fileRoutes(portal: Portal): void {
  const { app, platform } = portal

  app.get('/file', async (request, reply) => show(portal, request, reply, await guidePage(portal)))

  app.get<SystemParams>('/file/:system', async (request, reply) => {
    const found = await serviceFor(portal, request.params.system)
    if (!found) return showMissing(portal, request, reply)
    const { service, division } = found
    const draft = await findDraft(platform, division.code, draftToken(request), service.system)
    return show(
      portal,
      request,
      reply,
      aboutPage(
        found,
        formToken(request, reply),
        draft !== undefined,
        text((request.query as { penalty?: unknown }).penalty),
      ),
    )
  })

  app.post<SystemParams>('/file/:system', async (request, reply) => {
    const found = await serviceFor(portal, request.params.system)
    if (!found) return showMissing(portal, request, reply)
    const form = await readForm(request)
    if (!form.ok) return showRefusal(portal, request, reply, form)
    const token = draftToken(request) ?? newToken()
    keepDraftToken(request, reply, token)
    const { code } = found.division
    const { system } = found.service
    const known = await challengedPenalty(portal, found, form.value.penalty)
    const before = await findDraft(platform, code, token, system)
    if (before && (form.value.again === 'new' || known)) await dropDraft(platform, code, token, before.id)
    await beginDraft(platform, code, token, system, known)
    return reply.redirect(`/file/${found.service.system}/1`, 303)
  })

  app.get<SystemParams>('/file/:system/:step', async (request, reply) => {
    const open = await openDraft(portal, request)
    if (!open) return reply.redirect(`/file/${encodeURIComponent(request.params.system)}`, 303)
    if (request.params.step === 'check') return showCheck(portal, request, reply, open)
    return showQuestion(portal, request, reply, open, Number(request.params.step), [])
  })

  app.post<SystemParams>(
    '/file/:system/:step',
    { config: { rateLimit: { max: 240, timeWindow: '10 minutes' } } },
    async (request, reply) => {
      const open = await openDraft(portal, request)
      if (!open) return reply.redirect(`/file/${encodeURIComponent(request.params.system)}`, 303)
      const { service, division, token, draft } = open
      const number = Number(request.params.step)
      const question = service.pages[number - 1]
      if (!question) return showMissing(portal, request, reply)
      const files = [...draft.files]
      const refused: Mistake[] = []
      const organ = answersOf(platform, division, service, draft.typed).organ ?? handlersOf(division, service)[0]?.code
      const form = await readForm(request, async part => {
        if (files.length >= mostFiles)
          return refuse({ code: 'too-large', path: 'files', message: `最多交${mostFiles}个文件，多的请到窗口交。` })
        const kept = await keepFile(platform, division.code, token, organ ?? '', part.file, part.filename)
        if (kept.ok) {
          if (!files.some(f => f.hash === kept.value.hash)) files.push(kept.value)
        } else refused.push({ input: 'files', message: kept.refusal.message })
        return { ok: true, value: undefined }
      })
      if (!form.ok) return showRefusal(portal, request, reply, form)
      const { remove, ...typed } = form.value
      const next: Draft = {
        ...draft,
        typed: { ...cleared(draft, question), ...typed },
        files: files.filter(f => f.hash !== remove),
      }
      await saveDraft(platform, division.code, token, service.system, next)
      const { mistakes } = answersOf(platform, division, service, next.typed, [question])
      if (mistakes.length || refused.length)
        return showQuestion(portal, request, reply, { ...open, draft: next }, number, [...mistakes, ...refused])
      if (remove !== undefined) return reply.redirect(`/file/${service.system}/${number}`, 303)
      const later = number < service.pages.length ? String(number + 1) : 'check'
      // Who came from the check page to change one answer goes back there.
      const complete = answersOf(platform, division, service, next.typed).mistakes.length === 0
      return reply.redirect(`/file/${service.system}/${complete && typed.to === 'check' ? 'check' : later}`, 303)
    },
  )

  app.post<SystemParams>(
    '/file/:system/check',
    { config: { rateLimit: { max: 12, timeWindow: '1 hour' } } },
    async (request, reply) => {
      const form = await readForm(request)
      if (!form.ok) return showRefusal(portal, request, reply, form)
      const open = await openDraft(portal, request)
      if (!open) return reply.redirect(keyOf(request) ? '/receipt' : '/file', 303)
      const { service, division, token, draft } = open
      if (form.value.true !== 'yes')
        return showCheck(portal, request, reply, open, [
          { input: 'true', message: '请看清楚，在“以上情况属实”前打勾。' },
        ])
      const filed = await submit(platform, division, token, service, draft)
      if (!filed.ok)
        return filed.refusal.code === 'invalid-input'
          ? showCheck(portal, request, reply, open, [
              { input: filed.refusal.path ?? '', message: filed.refusal.message },
            ])
          : showRefusal(portal, request, reply, filed, '没有提交上')
      keepKey(request, reply, filed.value)
      return reply.redirect('/receipt', 303)
    },
  )

  app.get('/receipt', async (request, reply) => {
    const key = keyOf(request)
    const division = await portal.division()
    const found = key && (await openCase(platform, division.code, key))
    if (!key || !found) return reply.redirect('/progress', 303)
    return show(portal, request, reply, await receiptPage(portal, division, key, found))
  })
}

/** What a published decision tells of itself, so that it is not typed again. */
async function challengedPenalty(
  { platform }: Portal,
  { service, division }: Found,
  id: string | undefined,
): Promise<Record<string, string> | undefined> {
  if (service.system !== 'reconsideration' || !id) return undefined
  const found = await publishedRecord(platform, division.code, 'penalties', id)
  const decided = found && lastStep(found.state, 'decide')
  if (!found || !decided) return undefined
  const number = decided.documents?.find(x => x.number)?.number ?? ''
  const { year, month, day } = partsOf(decided.on)
  return {
    [challengedInput]: found.id,
    'o.respondent': found.state.organ,
    'f.act': `${number}行政处罚决定`,
    'f.actKind': 'penalty',
    'f.actOn.y': String(year),
    'f.actOn.m': String(month),
    'f.actOn.d': String(day),
  }
}

type Found = { readonly service: Service; readonly declaration: Declaration; readonly division: DivisionInfo }
type Open = Found & { readonly token: string; readonly draft: Draft }

/** A service that this district offers: there is an organ that handles it. */
async function serviceFor({ platform, division }: Portal, system: string): Promise<Found | undefined> {
  const service = serviceOf(system)
  const declaration = service && platform.catalogue.newest(system)
  if (!service || !declaration) return undefined
  const info = await division()
  return handlersOf(info, service).length ? { service, declaration, division: info } : undefined
}

async function openDraft(portal: Portal, request: FastifyRequest<SystemParams>): Promise<Open | undefined> {
  // The check page has its own route, whose address names no step.
  const found = await serviceFor(portal, request.params.system)
  const token = draftToken(request)
  if (!found || !token) return undefined
  const draft = await findDraft(portal.platform, found.division.code, token, found.service.system)
  return draft && { ...found, token, draft }
}

/** What was typed before, without the answers of this page: a box that is no longer ticked sends nothing. */
function cleared(draft: Draft, question: Service['pages'][number]): Record<string, string> {
  const inputs = question.asks.map(inputOf)
  return Object.fromEntries(
    Object.entries(draft.typed).filter(([name]) => !inputs.some(i => name === i || name.startsWith(`${i}.`))),
  )
}

async function guidePage(portal: Portal) {
  const division = await portal.division()
  const offered = services.filter(s => handlersOf(division, s).length)
  const row = (s: Service) => {
    const d = portal.platform.catalogue.newest(s.system)
    return (
      d &&
      html`<li><a href="/file/${s.system}">${s.name}</a><span>${s.line}</span><span class="t">${fillWords(s.takes, d)}</span></li>`
    )
  }
  const choice = (system: string, title: string, text: string) =>
    offered.some(s => s.system === system) &&
    html`<a href="/file/${system}"><strong>${title}</strong><span>${text}</span></a>`
  return {
    title: '我要办事',
    section: 'do' as const,
    crumbs: [],
    body: html`<div class="title"><h1>您和谁有争议，<b>就走哪条路</b></h1><p>都不收费。每条路要准备什么、法律给多少时间，点进去都写明了。</p></div>
<div class="choices">${choice('reconsideration', '行政机关', '罚款、查封、不批准、该办不办。走行政复议')}${choice(
      'labor-mediation',
      '用人单位，想先谈一谈',
      '工资、工伤、辞退补偿。走劳动争议调解',
    )}${choice('labor-arbitration', '用人单位，谈不成', '请仲裁委员会裁决。走劳动仲裁')}${choice(
      'mediation',
      '个人、商家或者物业',
      '邻里、家庭、买卖、损害赔偿。走人民调解',
    )}${choice('legal-aid', '请不起律师', '哪条路都可以同时申请法律援助')}${choice(
      'hotline',
      '说不清，或者只想反映情况',
      '路灯不亮、噪声扰民、咨询政策。走12345诉求',
    )}</div>
<section aria-labelledby="h-all"><h2 id="h-all">全部能在网上办的事</h2><ul class="ledger">${offered.map(row)}</ul></section>`,
  }
}

function aboutPage({ service, declaration, division }: Found, token: string, begun: boolean, penalty: string) {
  const handlers = handlersOf(division, service)
  const organ = handlers.length === 1 ? (handlers[0]?.name ?? '') : ''
  const rows = service.about.map(
    ([name, text]) => html`<div><dt>${name}</dt><dd>${fillWords(text, declaration, organ)}</dd></div>`,
  )
  const begin = (words: string, again: string, secondary = false) =>
    html`<form method="post" action="/file/${service.system}">${guardInputs(token)}<input type="hidden" name="again" value="${again}">${penalty ? html`<input type="hidden" name="penalty" value="${penalty}">` : ''}<button class="btn${secondary ? ' two' : ''}">${words}</button></form>`
  return {
    title: service.name,
    section: 'do' as const,
    crumbs: crumb,
    body: html`<div class="title"><h1>${service.name}</h1><p>${service.line}</p></div>
<dl class="kv">${rows}${organ ? html`<div><dt>谁来办</dt><dd>${organ}</dd></div>` : ''}<div><dt>依据</dt><dd><span class="s mute">${basisOf(
      declaration,
      service.basis,
    )}</span></dd></div></dl>
${begun ? html`<p class="note">您上次填了一部分，还在。接着填，或者重新开始。</p>` : ''}
<div class="acts">${begun ? html`${begin('接着填', '')}${begin('重新开始', 'new', true)}` : begin(`申请${service.name}`, '')}</div>
<p class="mute s apart">一共${service.pages.length}页，大约10分钟。每页自动保存，30日内用这台手机、电脑可以接着填。</p>`,
  }
}

const contextOf = ({ declaration, division, service, draft }: Open, mistakes: readonly Mistake[]): FormContext => ({
  declaration,
  typed: draft.typed,
  mistakes,
  organs: [...division.organs.values()],
  handlers: handlersOf(division, service),
})

const sizeOf = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))}千字节` : `${(bytes / 1024 / 1024).toFixed(1)}兆`

function showQuestion(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  open: Open,
  number: number,
  mistakes: readonly Mistake[],
): Promise<FastifyReply> {
  const { service, draft } = open
  const question = service.pages[number - 1]
  if (!question) return showMissing(portal, request, reply)
  const takesFiles = question.asks.some(a => a.kind === 'files')
  const before = number === 1 ? `/file/${service.system}` : `/file/${service.system}/${number - 1}`
  const fromCheck =
    (request.query as { to?: unknown }).to === 'check' ||
    (request.body instanceof URLSearchParams && request.body.get('to') === 'check')
  const kept: Html = draft.files.length
    ? html`<ul class="kept">${draft.files.map(
        f =>
          html`<li><span>${f.name}<small class="mute">　${sizeOf(f.bytes)}</small></span><button class="btn two" name="remove" value="${f.hash}">拿掉<span class="vh">：${f.name}</span></button></li>`,
      )}</ul>`
    : nothing
  const body = html`<a class="back" href="${before}">返回</a>
<div class="form">${mistakesBox(mistakes)}
<form method="post" action="/file/${service.system}/${number}" novalidate${takesFiles ? html` enctype="multipart/form-data"` : ''}>${guardInputs(
    formToken(request, reply),
  )}${fromCheck ? html`<input type="hidden" name="to" value="check">` : ''}
<p class="step"><i style="--p:${Math.round(((number - 0.5) / service.pages.length) * 100)}%" aria-hidden="true"></i><span>申请${service.name}　第${number}页，共${service.pages.length}页</span></p>
<h1 class="qh">${question.title}</h1>${question.hint ? html`<p class="hint">${question.hint}</p>` : ''}
${takesFiles ? kept : ''}${questionInputs(question, contextOf(open, mistakes))}
${(question.more ?? []).map(([summary, text]) => html`<details><summary>${summary}</summary><p>${text}</p></details>`)}
<div class="acts"><button class="btn">保存并继续</button></div></form></div>`
  return show(
    portal,
    request,
    reply,
    { title: `${question.title}`, filing: true, wrong: mistakes.length > 0, body },
    mistakes.length ? 422 : 200,
  )
}

async function showCheck(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  open: Open,
  mistakes: readonly Mistake[] = [],
): Promise<FastifyReply> {
  const { service, declaration, division, draft, token } = open
  const answers = answersOf(portal.platform, division, service, draft.typed)
  if (answers.mistakes.length) {
    const first = service.pages.findIndex(
      p => answersOf(portal.platform, division, service, draft.typed, [p]).mistakes.length,
    )
    return reply.redirect(`/file/${service.system}/${Math.max(first, 0) + 1}`, 303)
  }
  const organs = [...division.organs.values()]
  const organ = division.organs.get(answers.organ ?? handlersOf(division, service)[0]?.code ?? '')?.name ?? ''
  const check = await checkFiling(portal.platform, division, token, service, draft)
  const refusals = check.ok ? check.value.refusals : [(check as Refused).refusal]
  const all = [...mistakes, ...refusals.map((r): Mistake => ({ input: r.path ?? '', message: r.message }))]
  const rows = service.pages.flatMap((question, i) =>
    question.asks.flatMap(ask => {
      const answer =
        ask.kind === 'files'
          ? draft.files.map(f => f.name).join('、') || '没有'
          : printAnswer(declaration, ask, answers, organs)
      if (!answer) return []
      const label = labelOf(declaration, ask)
      return [
        html`<div><dt>${label}</dt><dd class="lines">${answer}</dd><dd class="do"><a href="/file/${service.system}/${i + 1}?to=check">更改<span class="vh">：${label}</span></a></dd></div>`,
      ]
    }),
  )
  const body = html`<a class="back" href="/file/${service.system}/${service.pages.length}">返回</a>
<div class="form">${mistakesBox(all)}
<form method="post" action="/file/${service.system}/check">${guardInputs(formToken(request, reply))}
<p class="step"><i style="--p:100%" aria-hidden="true"></i><span>申请${service.name}　最后一步</span></p>
<h1 class="qh">请核对，没有错就提交</h1>
<section aria-labelledby="c1"><h2 id="c1">您填的</h2><dl class="kv">${rows}<div><dt>谁来办</dt><dd>${organ}</dd></div></dl></section>
${check.ok ? comingDays(service, check.value, today(portal.platform)) : ''}
<div class="field${mistakes.some(m => m.input === 'true') ? ' err' : ''}"><div class="opt"><label><input type="checkbox" id="true" name="true" value="yes"><span>以上情况属实。</span></label></div></div>
<div class="acts"><button class="btn">提交申请</button><a class="lk" href="/">先保存，以后再提交</a></div></form></div>`
  return show(
    portal,
    request,
    reply,
    { title: '核对并提交', filing: true, wrong: all.length > 0, body },
    all.length ? 422 : 200,
  )
}

/** The days that begin to run with this filing. */
function comingDays(service: Service, check: Check, now: string): Html {
  const days = check.clocks.filter(c => c.final && c.bears === 'authority' && c.code in service.told.limits)
  if (!days.length) return nothing
  return html`<section aria-labelledby="c2"><h2 id="c2">提交以后</h2><dl class="kv">${days.map(
    c =>
      html`<div><dt>最迟${shortDay(c.final ?? '', now)}</dt><dd>${service.told.limits[c.code]}<small>${c.article}</small></dd></div>`,
  )}</dl></section>`
}

async function receiptPage(
  portal: Portal,
  division: DivisionInfo,
  key: { number: string; code: string },
  found: NonNullable<Awaited<ReturnType<typeof openCase>>>,
) {
  const view = await viewRecord(portal.platform, found.caller, found.record)
  if (!view.ok) throw new Error(view.refusal.message)
  const record = view.value
  const service = serviceOf(record.system)
  const d = portal.platform.catalogue.get(record.system, record.version)
  if (!service) throw new Error(`${record.system} is not filed on the portal`)
  const now = today(portal.platform)
  const opened = record.history[0]
  const at = opened ? chinaDateTime(opened.recordedAt) : ''
  const organ = record.organ.name
  const coming = record.clocks.filter(c => c.final && c.bears === 'authority' && c.code in service.told.limits)
  const applicant = record.parties.filter(p => p.role === service.applicant(record.values)).map(p => p.name)
  return {
    title: '收件回执',
    section: 'do' as const,
    crumbs: crumb,
    body: html`<div class="title noprint"><h1>已经收到您的申请</h1><p>请记下收件号和查询码，或者把这一页截图、打印保存。查询码只在这里显示，我们不保存它的原文。</p></div>
<article class="slip" aria-labelledby="sl"><h2 id="sl">${service.name}收件回执</h2>
<dl class="nums"><div><dt>收件号</dt><dd>${record.number}</dd></div><div><dt>查询码</dt><dd>${printCode(key.code)}</dd></div></dl>
<dl class="kv">${applicant.length ? html`<div><dt>申请人</dt><dd>${applicant.join('、')}</dd></div>` : ''}
<div><dt>收到时间</dt><dd>${formatChineseDate(at.slice(0, 10))}（${weekdayName(at.slice(0, 10))}）<b>${at.slice(11, 16)}</b>，<b>网上提交</b></dd></div>
<div><dt>收到的材料</dt><dd>${['申请书1份', ...record.files.map(f => f.name)].join('、')}</dd></div>
<div><dt>谁来办</dt><dd>${organ}</dd></div></dl>
<section aria-labelledby="nx"><h3 id="nx">接下来，最迟哪一天有什么</h3><ol class="plumb">
<li class="now"><time datetime="${now}">今天　${shortDay(now, now)}</time><div><h3>收到您的申请</h3></div></li>
${coming.map(
  c =>
    html`<li class="next"><time datetime="${(c.final ?? '').slice(0, 10)}">最迟${shortDay(c.final ?? '', now)}</time><div><h3>${service.told.limits[c.code]}</h3><p>${'deems' in (d.limits[c.code]?.ifMissed ?? {}) ? consequenceOf({ service, declaration: d }, c) : ''}${c.article}</p></div></li>`,
)}
${service.told.after.map(
  ([when, what]) =>
    html`<li class="next"><span class="when">${fillWords(when, d, organ)}</span><div><h3>${fillWords(what, d, organ)}</h3></div></li>`,
)}</ol></section>
<p class="onlyprint s">查进度：打12345，或者在${division.name}法治服务网站填写收件号和查询码。</p></article>
<div class="acts"><a class="btn" href="/progress/case">查进度</a><a class="lk" href="/">回首页</a></div>
<details><summary>查询码丢了怎么办</summary><p>带身份证到${organ}，工作人员核对身份后告诉您办到哪一步。</p></details>`,
  }
}
