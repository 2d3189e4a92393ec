import { Readable } from 'node:stream'
import { asOf } from '#kernel/evolve.ts'
import { lastStep, type RecordState } from '#kernel/record.ts'
import { daysBetween, formatChineseDate, type PlainDate, partsOf, plainDate } from '#kernel/time/date.ts'
import { extractReport } from '#reader/input.ts'
import { type DivisionInfo, today } from '#records/platform.ts'
import { type Html, html } from '../html.ts'
import { contentOf, type Published, publicFile, publicFiles, publishedRecord, publishedRecords } from '../published.ts'
import { type Portal, show, showMissing } from '../visit.ts'
import { address, pageNumber, pager, text } from '../words.ts'

const perPage = 20
/** More documents in force than any district has. */
const all = 5000
const crumb = [['政务公开', '/open']] as const

type Query = { q?: string; y?: string; m?: string; d?: string; organ?: string; state?: string; page?: string }

/** 有效 · 已失效 · 已废止 · 尚未施行, on a day. */
export type Validity = {
  readonly state: 'valid' | 'lapsed' | 'repealed' | 'future'
  readonly words: string
  readonly note?: string
}

/** Whether a document was in force on a day. The end of its term ends it by itself, whether or not somebody recorded so. */
export function validityOn(state: RecordState, day: PlainDate): Validity {
  const from = String(state.values.effectiveOn ?? '')
  const until = String(state.values.validUntil ?? '')
  const ended = lastStep(state, 'repeal', 'replace', 'declareVoid')
  if (ended && ended.on <= day) {
    const by = ended.values.replacedBy ?? ended.values.repealReason ?? ended.values.voidReason
    const words = ended.action === 'repeal' ? '已废止' : ended.action === 'replace' ? '已修改' : '已失效'
    return {
      state: ended.action === 'declareVoid' ? 'lapsed' : 'repealed',
      words,
      note: `${formatChineseDate(ended.on)}${by ? `，${String(by)}` : ''}`,
    }
  }
  if (until && until < day) return { state: 'lapsed', words: '已失效', note: '有效期满' }
  if (from && from > day) return { state: 'future', words: '还没有施行', note: `${formatChineseDate(from)}起施行` }
  const left = until ? daysBetween(day, until) : undefined
  return left !== undefined && left <= 90
    ? { state: 'valid', words: `有效，剩${left + 1}日` }
    : { state: 'valid', words: '有效' }
}

const mark = (v: Validity): Html =>
  html`<span class="ck ${v.state === 'valid' ? (v.words === '有效' ? 'ok' : 'near') : 'off'}">${v.words}</span>${v.note ? html`<br><span class="s mute">${v.note}</span>` : ''}`

type Entry = { readonly id: string; readonly state: RecordState; readonly validity: Validity }

/** 规范性文件库: which documents were in force on a day. */
export function documentRoutes(portal: Portal): void {
  const { app, platform } = portal

  /** What had been published by a day, as it stood then. */
  async function entriesOn(division: DivisionInfo, day: PlainDate, words: string): Promise<Entry[]> {
    const { rows } = await publishedRecords(platform, division.code, 'documents', { words, last: day, most: all })
    return rows.flatMap(({ id, state }) => {
      const then = asOf(platform.catalogue.get(state.system, state.version), state, day)
      return then && lastStep(then, 'publish') ? [{ id, state: then, validity: validityOn(then, day) }] : []
    })
  }

  app.get<{ Querystring: Query }>('/documents', async (request, reply) => {
    const division = await portal.division()
    const now = today(platform)
    const { q, organ, state } = {
      q: text(request.query.q),
      organ: text(request.query.organ),
      state: text(request.query.state),
    }
    const [y, m, d] = [text(request.query.y), text(request.query.m), text(request.query.d)]
    const typed = y || m || d ? plainDate(Number(y), Number(m), Number(d)) : undefined
    const day = typed?.ok ? typed.value : now
    const wrong = typed !== undefined && !typed.ok
    const entries = (await entriesOn(division, day, q)).filter(e => !organ || e.state.values.issuer === organ)
    const count = (s: Validity['state']) => entries.filter(e => e.validity.state === s).length
    const listed = entries.filter(
      e =>
        !state ||
        (state === 'valid' ? e.validity.state === 'valid' : ['lapsed', 'repealed'].includes(e.validity.state)),
    )
    const page = pageNumber(request.query.page)
    const rows = listed.slice((page - 1) * perPage, page * perPage)
    const href = (n: number) => address('/documents', { q, y, m, d, organ, state, page: n === 1 ? undefined : n })
    const future = count('future')
    return show(
      portal,
      request,
      reply,
      {
        title: '规范性文件库',
        section: 'open',
        crumbs: crumb,
        wrong,
        body: html`<div class="title"><h1><b>${formatChineseDate(day)}，</b><b>有${count('valid')}件</b><b>规范性文件有效</b></h1><p>手里的决定书引用了文件？把日期改成决定书上的日期，看当天有没有效。失效、废止的文件不能作为依据。</p></div>
${wrong ? html`<div class="errs" role="alert" tabindex="-1" aria-labelledby="es"><h2 id="es">有1处要改</h2><ul><li><a href="#y">没有${y}年${m}月${d}日这一天，下面显示的是今天的情况</a></li></ul></div>` : ''}
${searchForm({ q, organ, state }, partsOf(day), division)}
<section aria-labelledby="res"><h2 id="res">全部${entries.length}件：有效${count('valid')}件，已失效${count('lapsed')}件，已修改、废止${count('repealed')}件${future ? html`，还没有施行${future}件` : ''}</h2>
${
  rows.length
    ? html`<div class="tw"><table role="table"><caption>${formatChineseDate(day)}的有效情况，第${(page - 1) * perPage + 1}至${(page - 1) * perPage + rows.length}件，共${listed.length}件</caption><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">文件</th><th role="columnheader" scope="col">当天状态</th><th role="columnheader" scope="col">施行日期</th><th role="columnheader" scope="col">有效期到</th></tr></thead><tbody role="rowgroup">${rows.map(
        e =>
          html`<tr role="row"><th role="rowheader" scope="row"><a href="${address(`/documents/${e.id}`, day === now ? {} : { on: day })}">${e.state.title}</a><br><span class="s mute">${issuer(division, e.state)}　<b>${String(e.state.values.documentNumber ?? '')}</b></span></th><td role="cell" data-h="当天状态"><span>${mark(e.validity)}</span></td><td role="cell" class="nw" data-h="施行日期"><span>${String(e.state.values.effectiveOn ?? '')}</span></td><td role="cell" class="nw" data-h="有效期到"><span>${String(e.state.values.validUntil ?? '')}</span></td></tr>`,
      )}</tbody></table></div>${pager(href, page, Math.ceil(listed.length / perPage))}`
    : html`<p>没有查到。换个词，或者换一天再查。</p>`
}</section>
<section aria-labelledby="why"><h2 id="why">觉得文件不合法，怎么办</h2><p class="r">申请行政复议时，可以请求一并审查决定所依据的规范性文件。</p></section>`,
      },
      wrong ? 422 : 200,
    )
  })

  app.get<{ Params: { id: string }; Querystring: { on?: string } }>('/documents/:id', async (request, reply) => {
    const division = await portal.division()
    const found = await publishedRecord(platform, division.code, 'documents', request.params.id)
    if (!found) return showMissing(portal, request, reply)
    const asked = text(request.query.on)
    const day = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : today(platform)
    const full = await fullText(portal, division, found)
    return show(portal, request, reply, {
      title: found.state.title,
      section: 'open',
      crumbs: [...crumb, ['规范性文件库', '/documents']],
      body: documentPage(division, found, day, full),
    })
  })

  app.get<{ Params: { id: string; hash: string } }>('/documents/:id/files/:hash', async (request, reply) => {
    const division = await portal.division()
    const { id, hash } = request.params
    const file = await publicFile(platform, division.code, 'documents', id, hash)
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

const issuer = (division: DivisionInfo, state: RecordState): string =>
  division.organs.get(String(state.values.issuer ?? ''))?.name ?? ''

/** The text of the file named 正文, where it can be read. */
async function fullText({ platform }: Portal, division: DivisionInfo, found: Published): Promise<string | undefined> {
  const file = publicFiles('documents', found.state).find(f => f.name.startsWith('正文'))
  if (!file || file.bytes > 5 * 1024 * 1024) return undefined
  const content = await contentOf(await publicFile(platform, division.code, 'documents', found.id, file.hash))
  const read = content.ok ? await extractReport(content.value, file.name) : undefined
  return read?.ok ? read.value.text : undefined
}

function documentPage(
  division: DivisionInfo,
  { id, state, since }: Published,
  day: PlainDate,
  full: string | undefined,
): Html {
  const v = validityOn(state, day)
  const files = publicFiles('documents', state)
  const row = (name: string, value: Html | string | undefined) =>
    value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : ''
  const date = (code: string) => {
    const value = state.values[code]
    return typeof value === 'string' ? formatChineseDate(value) : undefined
  }
  return html`<div class="title"><h1>${state.title}</h1><p>${issuer(division, state)}　<b>${String(state.values.documentNumber ?? '')}</b></p></div>
<dl class="kv">${row(`${formatChineseDate(day)}的状态`, mark(v))}${row('公布日期', formatChineseDate(since))}${row('施行日期', date('effectiveOn'))}${row('有效期到', date('validUntil'))}${row('制定依据', String(state.values.basis ?? ''))}</dl>
${files.length ? html`<section aria-labelledby="fl"><h2 id="fl">正文和附件</h2><ul class="todo">${files.map(f => html`<li><a class="lk" href="/documents/${id}/files/${f.hash}">${f.name}</a><p>${Math.max(1, Math.round(f.bytes / 1024))}千字节</p></li>`)}</ul></section>` : ''}
${full ? html`<section aria-labelledby="tx"><h2 id="tx">全文</h2><article class="doc" aria-label="文件正文">${full.split('\n').map(line => html`<p>${line.trim()}</p>`)}</article></section>` : html`<p class="note">${files.length ? '正文不能直接显示，请下载查看。' : '正文在政府公报或者政府网站上公布，这里还没有收录文本。'}</p>`}
<div class="acts"><a class="lk" href="/documents">返回规范性文件库</a></div>`
}

function searchForm(
  asked: { q: string; organ: string; state: string },
  day: { year: number; month: number; day: number },
  division: DivisionInfo,
): Html {
  const option = (value: string, name: string, chosen: string) =>
    html`<option value="${value}"${value === chosen ? html` selected` : ''}>${name}</option>`
  const organs = [...division.organs.values()].filter(o =>
    ['government', 'office', 'agency', 'township', 'justiceBureau'].includes(o.kind),
  )
  return html`<form class="search" role="search" aria-label="查规范性文件" action="/documents"><div class="field"><label for="kw">文件名、文号或者关键词</label><input type="search" id="kw" name="q" value="${asked.q}" autocomplete="off"></div><button class="btn">查询</button>
<div class="more"><fieldset class="field"><legend class="lb">哪一天的有效情况</legend><div class="date tight"><div><input type="text" id="y" name="y" inputmode="numeric" maxlength="4" value="${day.year}"><label for="y">年</label></div><div><input type="text" id="m" name="m" inputmode="numeric" maxlength="2" value="${day.month}"><label for="m">月</label></div><div><input type="text" id="d" name="d" inputmode="numeric" maxlength="2" value="${day.day}"><label for="d">日</label></div></div></fieldset>
<div class="field"><label for="org">制定机关</label><select id="org" name="organ">${option('', '全部机关', asked.organ)}${organs.map(o => option(o.code, o.name, asked.organ))}</select></div>
<div class="field"><label for="stt">状态</label><select id="stt" name="state">${option('', '全部', asked.state)}${option('valid', '有效', asked.state)}${option('ended', '已失效、修改或者废止', asked.state)}</select></div></div></form>`
}
