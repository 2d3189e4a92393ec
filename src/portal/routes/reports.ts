import { Readable } from 'node:stream'
import { headingNumber } from '#documents/official-document.ts'
import { canonicalJson } from '#kernel/hash/canonical.ts'
import { chinaDate, formatChineseDate } from '#kernel/time/date.ts'
import { today } from '#records/platform.ts'
import type { Report } from '#report/compose.ts'
import type { ReportFigure } from '#report/figures.ts'
import { publishBy } from '#report/publish-by.ts'
import { reportDocx, reportJson } from '#report/render.ts'
import { type Paragraph, printFigure } from '#report/spans.ts'
import { listReports, type Published, publishedReport } from '#report/store.ts'
import { publicScope } from '../filings.ts'
import { type Html, html } from '../html.ts'
import { type Portal, show, showMissing } from '../visit.ts'

/** 年度报告: readable, each number with its definition on the same page, the same numbers as JSON beside it. */
export function reportRoutes(portal: Portal): void {
  const { app, platform } = portal

  app.get('/reports', async (request, reply) => {
    const division = await portal.division()
    const heads = (await listReports(platform, publicScope(division.code))).filter(h => h.status === 'published')
    return show(portal, request, reply, {
      title: '年度报告',
      section: 'reports',
      crumbs: [],
      body: html`<div class="title"><h1>法治政府建设年度报告</h1><p>每个数字都写明怎么算的，可以下载核对。</p></div>${
        heads.length
          ? html`<ul class="ledger">${heads.map(h => html`<li><a href="/reports/${h.year}">${h.year}年度</a><span>第${h.version}版</span><span class="t">${h.publishedAt ? html`${formatChineseDate(chinaDate(h.publishedAt))}公布` : ''}</span></li>`)}</ul>`
          : html`<p class="note">还没有公布的年度报告。上一年度的报告，最迟${formatChineseDate(publishBy(Number(today(platform).slice(0, 4)) - 1).on)}公布。</p>`
      }`,
    })
  })

  app.get<{ Params: { name: string } }>('/reports/:name', async (request, reply) => {
    const asked = /^(20\d{2}|21\d{2})(\.json|\.docx|\.sealed\.json)?$/.exec(request.params.name)
    if (!asked) return showMissing(portal, request, reply)
    const division = await portal.division()
    const found = await publishedReport(platform, publicScope(division.code), Number(asked[1]))
    if (!found.ok) return showMissing(portal, request, reply)
    const { report } = found.value.frozen
    const file = (extension: string) =>
      `attachment; filename="report.${extension}"; filename*=UTF-8''${encodeURIComponent(`${report.title}.${extension}`)}`
    switch (asked[2]) {
      case '.json':
        return reply.type('application/json; charset=utf-8').send(JSON.stringify(reportJson(report), undefined, 1))
      case '.sealed.json':
        return reply
          .type('application/json; charset=utf-8')
          .header('content-disposition', file('sealed.json'))
          .send(canonicalJson(found.value.frozen))
      case '.docx':
        return reply
          .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
          .header('content-disposition', file('docx'))
          .send(Readable.from(Buffer.from(await reportDocx(report))))
      default:
        return show(portal, request, reply, {
          title: report.title,
          here: `${report.year}年度`,
          section: 'reports',
          crumbs: [['年度报告', '/reports']],
          body: reportBody(found.value),
        })
    }
  })
}

const anchorOf = (code: string): string => `fig-${code.replace('.', '-')}`

function lines(paragraphs: readonly Paragraph[]): Html[] {
  return paragraphs.map(
    p =>
      html`<p>${p.map(s => (s.kind === 'text' ? s.text : html`<a class="n" href="#${anchorOf(s.code)}">${s.printed}</a>`))}</p>`,
  )
}

/** Numbers that the text names, in the order of the declarations. */
function toldFigures(report: Report): ReportFigure[] {
  const told = new Set(
    [
      ...report.opening,
      ...report.chapters.flatMap(c => [...c.paragraphs, ...c.sections.flatMap(s => s.paragraphs)]),
    ].flatMap(p => p.flatMap(s => (s.kind === 'figure' ? [s.code] : []))),
  )
  return report.figures.filter(f => told.has(f.code))
}

function reportBody({ head, frozen }: Published): Html {
  const { report } = frozen
  const figures = toldFigures(report)
  const codes = new Set(figures.map(f => f.code))
  const toc = [
    ...report.chapters.map((c, i) => [`s-${c.code}`, `${headingNumber(1, i + 1)}${c.title}`] as const),
    ['def', '口径'] as const,
    ['dl', '下载和核验'] as const,
  ]
  const definitions = figures.map(f => {
    const identities = report.identities.filter(i => [...i.wholeTerms, ...i.partTerms].some(t => t.code === f.code))
    const override = report.overrides.find(o => o.figure === f.code)
    return html`<div class="def" id="${anchorOf(f.code)}"><h3>${f.name}　${printFigure(f)}</h3><dl class="kv">${
      f.kind === 'ratio'
        ? html`<div><dt>公式</dt><dd>${(f.numerator ?? 0).toLocaleString('zh-CN')} ÷ ${(f.denominator ?? 0).toLocaleString('zh-CN')}</dd></div>`
        : ''
    }<div><dt>算什么</dt><dd>${f.definition}</dd></div>${f.ownPeriod ? html`<div><dt>期间</dt><dd>${f.ownPeriod}</dd></div>` : ''}${
      override
        ? html`<div><dt>改写</dt><dd>系统得出${override.computed ?? '—'}，人工改写。理由：${override.reason}</dd></div>`
        : ''
    }${identities
      .filter(i => i.wholeTerms.some(t => t.code === f.code) || !i.wholeTerms.some(t => codes.has(t.code)))
      .map(
        i =>
          html`<div><dt>核对</dt><dd><span class="sum">${i.wholeTerms.map(t => `${t.name}${t.value.toLocaleString('zh-CN')}`).join(' + ')} ${i.relation === '=' ? '=' : '≥'} ${i.partTerms.map(t => `${t.name}${t.value.toLocaleString('zh-CN')}`).join(' + ')}</span>　<span class="ck ${i.holds ? 'done' : 'late'}">${i.holds ? '相符' : '不符'}</span></dd></div>`,
      )}</dl></div>`
  })
  return html`<div class="title"><h1>${report.title}</h1><p>${head.publishedAt ? html`${formatChineseDate(chinaDate(head.publishedAt))}公布，` : ''}第${head.version}版。<br>有下点线的数字，点开是它的口径：怎么算的、从哪里来。</p></div>
<div class="rep"><nav class="toc" aria-label="本页目录"><ul>${toc.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav><div>
${report.opening.length ? html`<section>${lines(report.opening)}</section>` : ''}
${report.chapters.map(
  (c, i) =>
    html`<section id="s-${c.code}" aria-labelledby="h-${c.code}"><h2 id="h-${c.code}">${headingNumber(1, i + 1)}${c.title}</h2>${lines(c.paragraphs)}${c.sections.map(
      (s, j) => html`<h3>${headingNumber(2, j + 1)}${s.title}</h3>${lines(s.paragraphs)}`,
    )}</section>`,
)}
<section id="def" aria-labelledby="defh"><h2 id="defh">口径：数字是怎么算的</h2><p class="s mute">没有另外写明的，统计期间是${report.year}年1月1日至12月31日。</p>${definitions}</section>
<section id="dl" aria-labelledby="dlh"><h2 id="dlh">下载和核验</h2><div class="dl"><a class="btn two" href="/reports/${report.year}.docx">下载报告（Word）</a><a class="btn two" href="/reports/${report.year}.json">下载数据（JSON）</a><a class="btn two" href="/reports/${report.year}.sealed.json">下载存证原文</a></div>${
    head.hash
      ? html`<p class="apart">存证原文的校验值（SM3）。用任何能算SM3的工具计算下载的存证原文，和下面逐位对照，一样就没有改动过：</p><p><code>${head.hash.replace(/(.{8})(?!$)/g, '$1 ')}</code></p>`
      : ''
  }${frozen.log ? html`<p class="s mute">数字取自存证第${frozen.log.anchor}号时的全部记录。</p>` : ''}</section></div></div>`
}
