import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { type Html, html } from './html.ts'

const css = fs
  .readFileSync(path.join(import.meta.dirname, 'portal.css'), 'utf8')
  .replace(/\/\*[\s\S]*?\*\//g, '')
  .replace(/\s+/g, ' ')
  .replace(/ ?([{};,]) ?/g, '$1')
  .replace(/: /g, ':')
  .replaceAll(';}', '}')

/** The one style sheet, under a name that changes with it. */
export const stylesheet = {
  text: css,
  path: `/portal-${createHash('sha256').update(css).digest('hex').slice(0, 10)}.css`,
} as const

/** 我要办事 · 查进度 · 政务公开 · 年度报告. */
export type Section = 'do' | 'progress' | 'open' | 'reports'

export type Page = {
  readonly title: string
  readonly body: Html
  readonly section?: Section
  /** Places above this page, with their addresses; the page itself comes last. */
  readonly crumbs?: readonly (readonly [name: string, href: string])[]
  /** Last of the crumbs; absent: the title. */
  readonly here?: string
  readonly home?: true
  /** While filing there is nothing to wander off to. */
  readonly filing?: true
  /** Something was filled in wrongly: the title says so before all else. */
  readonly wrong?: boolean
}

/** What every page of a visit shares. */
export type Frame = {
  readonly division: string
  readonly demo: boolean
  readonly elder: boolean
  /** Where the switch of the mode leads back to. */
  readonly back: string
}

const plumb = html`<svg viewBox="0 0 16 60" aria-hidden="true" focusable="false"><path d="M8 0V36" stroke="currentColor" stroke-width="1.6"/><path d="M6 35h4v3l6 5-8 16L0 43l6-5z" fill="var(--dai)"/></svg>`

const sections: readonly (readonly [Section, string, string])[] = [
  ['do', '/file', '我要办事'],
  ['progress', '/progress', '查进度'],
  ['open', '/open', '政务公开'],
  ['reports', '/reports', '年度报告'],
]

/** The whole page. It needs no script and asks nothing of other hosts. */
export function render(page: Page, frame: Frame): string {
  const site = `${frame.division}法治服务`
  const nav = html`<nav class="nav" aria-label="主要栏目"><ul>${sections.map(
    ([code, href, name]) =>
      html`<li><a href="${href}"${page.section === code ? html` aria-current="true"` : ''}>${name}</a></li>`,
  )}</ul></nav>`
  const mode = html`<a href="/mode?to=${frame.elder ? 'standard' : 'elder'}&amp;back=${encodeURIComponent(frame.back)}">${
    frame.elder ? '普通模式' : '长者模式'
  }</a>`
  return html`<!doctype html>
<html lang="zh-CN"${frame.elder ? html` data-mode="elder"` : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.wrong ? '有错误：' : ''}${page.title} - ${site}</title>
<link rel="stylesheet" href="${stylesheet.path}">
<link rel="icon" href="data:,">
</head>
<body${page.home ? html` class="home"` : ''}>
<a class="skip" href="#main">跳到正文</a>
<header class="top"><div class="wrap">
<a class="brand" href="/">${plumb}<strong>准绳</strong><span>${frame.division}人民政府<br>法治服务</span></a>${frame.demo ? html`<span class="demo">演示数据</span>` : ''}
${page.filing ? '' : nav}
<ul class="util"><li>${mode}</li>${page.filing ? html`<li><a href="/">退出</a></li>` : ''}</ul>
</div>
${frame.elder ? html`<div class="callbar"><div class="wrap">不会操作，可以打电话：<a href="tel:12345">12345有人接听</a></div></div>` : ''}
</header>
<div class="wrap">
${page.crumbs ? crumbs(page) : ''}
<main id="main" tabindex="-1">${page.body}</main>
</div>
<footer class="foot"><div class="wrap">
<ul><li><a href="/help">帮助</a></li><li><a href="/help#a11y">无障碍说明</a></li><li><a href="/help#privacy">个人信息怎样使用</a></li><li><a href="/documents">规范性文件库</a></li><li><a href="/consultations">意见征集</a></li><li><a href="/workbench/">工作人员登录</a></li></ul>
<p>${frame.division}人民政府主办　${frame.division}司法局承办　期限依据现行法律逐日计算，节假日以国务院办公厅通知为准</p>
</div></footer>
</body>
</html>
`.toString()
}

function crumbs(page: Page): Html {
  const above = (page.crumbs ?? []).map(([name, href]) => html`<li><a href="${href}">${name}</a></li>`)
  return html`<nav aria-label="当前位置"><ol class="crumbs"><li><a href="/">首页</a></li>${above}<li><span aria-current="page">${page.here ?? page.title}</span></li></ol></nav>`
}
