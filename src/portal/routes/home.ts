import { nearUntil } from '#kernel/clock.ts'
import { daysBetween } from '#kernel/time/date.ts'
import { today } from '#records/platform.ts'
import { listReports } from '#report/store.ts'
import { handlersOf, publicScope } from '../filings.ts'
import { guardInputs } from '../form.ts'
import { type Html, html } from '../html.ts'
import { lightsOf, publishedRecords } from '../published.ts'
import { services } from '../services.ts'
import { formToken, type Portal, setMode, show } from '../visit.ts'
import { fillWords, shortDay } from '../words.ts'
import { isOpen } from './consultations.ts'
import { validityOn } from './documents.ts'

/** 首页, 政务公开, 帮助, and the switch to 长者模式. */
export function homeRoutes(portal: Portal): void {
  const { app, platform } = portal

  app.get('/', async (request, reply) => {
    const division = await portal.division()
    const now = today(platform)
    const lights = await lightsOf(platform, division.code, 'reconsideration', nearUntil(now, platform.calendar()))
    const offered = services.filter(s => handlersOf(division, s).length)
    const ledger = offered.map(s => {
      const d = platform.catalogue.newest(s.system)
      return (
        d &&
        html`<li><a href="/file/${s.system}">${s.name}</a><span>${s.line}</span><span class="t">${fillWords(s.takes, d)}</span></li>`
      )
    })
    return show(portal, request, reply, {
      title: '首页',
      home: true,
      body: html`<div class="hero"><div><h1>和政府、单位、邻里<b>有了争议，</b><br class="std"><b>从这里开始</b></h1><p>这里办的事都不收费。每件事都写明谁来办、最迟哪一天办完、依据哪一条。</p><div class="acts"><a class="btn" href="/file">答一个问题，找对办法</a></div></div>
<form class="box find" method="post" action="/progress" aria-labelledby="f-h">${guardInputs(formToken(request, reply))}<h2 id="f-h">查我的事办到哪了</h2><div class="field code"><label for="number">收件号</label><input type="text" id="number" name="number" autocomplete="off" spellcheck="false"></div><div class="field code"><label for="code">查询码</label><span class="hint s" id="code-h">都在回执上。查询码8位，例如<b>8K3F-27WD</b></span><input type="text" id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="code-h"></div><button class="btn">查进度</button></form></div>
<section aria-labelledby="h-do"><h2 id="h-do">我要办事</h2><ul class="ledger">${ledger}</ul></section>
<section aria-labelledby="h-open"><h2 id="h-open">我要看公开</h2>${await openColumns(portal)}</section>
${lightBand(lights, now)}
${helpLines()}`,
    })
  })

  app.get('/open', async (request, reply) =>
    show(portal, request, reply, {
      title: '政务公开',
      section: 'open',
      crumbs: [],
      body: html`<div class="title"><h1>政务公开</h1><p>依法应当让大家看到的，都在这里。</p></div>${await openColumns(portal)}`,
    }),
  )

  app.get<{ Querystring: { to?: string; back?: string } }>('/mode', async (request, reply) => {
    setMode(request, reply, request.query.to === 'elder')
    // Only to a place of our own: "//host" and "/\host" would lead elsewhere.
    const back = request.query.back ?? '/'
    return reply.redirect(/^\/(?![/\\])[^\s\\]*$/.test(back) ? back : '/', 303)
  })

  app.get('/help', async (request, reply) => {
    const division = await portal.division()
    return show(portal, request, reply, {
      title: '帮助',
      crumbs: [],
      body: html`<div class="title"><h1>帮助</h1></div>
<section aria-labelledby="how"><h2 id="how">怎样办事</h2><dl class="kv"><div><dt>办事</dt><dd>选一件事，先看说明，再一页一页填，最后核对、提交。每页自动保存，30日内用这台手机、电脑可以接着填。</dd></div><div><dt>回执</dt><dd>提交后给您收件号和查询码，请记下来。工作人员看到的就是您填的，不会要您再填一遍。</dd></div><div><dt>查进度</dt><dd>填收件号和查询码。看完请点“看完了，退出”；30分钟后也会自动退出。</dd></div><div><dt>不会用</dt><dd>打<a href="tel:12345">12345</a>，或者到窗口当面办。窗口办和网上办效力一样。</dd></div></dl></section>
<section id="a11y" aria-labelledby="ah"><h2 id="ah">无障碍说明</h2><p class="r">本站不用脚本，旧手机、读屏软件、只用键盘都可以办。字太小，点右上角“长者模式”。颜色之外都配有形状和文字。有用不了的地方，请打12345告诉我们，可以当场代您办。</p></section>
<section id="privacy" aria-labelledby="ph"><h2 id="ph">个人信息怎样使用</h2><dl class="kv"><div><dt>收什么</dt><dd>办这件事法律要求的：姓名、证件号码、联系方式、事情经过、您交的材料。</dd></div><div><dt>给谁看</dt><dd>办理这件事的单位。没有查询码，别人在本站看不到。</dd></div><div><dt>放在哪里</dt><dd>放在${division.name}的办案系统里，按档案管理的规定保存。没有提交的，30日后删除。网址里不放个人信息。</dd></div><div><dt>浏览器里留什么</dt><dd>三样登记信息（Cookie）：防止别的网站冒充您的、找回您没填完的表的、您选的显示模式。查进度的那一份30分钟后失效。</dd></div></dl></section>
${helpLines()}`,
    })
  })
}

async function openColumns({ platform, division }: Portal): Promise<Html> {
  const { code } = await division()
  const now = today(platform)
  const [penalties, documents, consultations, reports] = await Promise.all([
    publishedRecords(platform, code, 'penalties', { most: 1 }),
    publishedRecords(platform, code, 'documents', { most: 5000 }),
    publishedRecords(platform, code, 'consultations', { first: `${Number(now.slice(0, 4)) - 1}-01-01`, most: 200 }),
    listReports(platform, publicScope(code)),
  ])
  const valid = documents.rows.filter(d => validityOn(d.state, now).state === 'valid').length
  const open = consultations.rows.filter(c => isOpen(c.state, now))
  const next = open.map(c => String(c.state.values.commentUntil)).toSorted()[0]
  const report = reports.find(r => r.status === 'published')
  return html`<div class="cols"><div><a href="/penalties">执法公示</a><p>行政处罚决定，现有<b>${penalties.total}件</b>。</p></div><div><a href="/documents">规范性文件库</a><p>现行有效<b>${valid}件</b>。可以查某一天哪些文件有效。</p></div><div><a href="/consultations">意见征集</a><p>${open.length ? html`正在征集<b>${open.length}件</b>` : '现在没有正在征集的'}${next ? html`，最近一件<b>${shortDay(next, now)}</b>截止，还有${daysBetween(now, next)}日` : ''}。</p></div><div><a href="/reports">年度报告</a><p>${report ? html`${report.year}年度已公布。每个数字都写明怎么算的。` : '法治政府建设年度报告。'}</p></div><div><a href="/publicity">普法</a><p>常问的问题，身边的活动。</p></div></div>`
}

/** The district's own lights are public; a zero is said quietly. */
function lightBand(lights: ReadonlyMap<string, number>, now: string): Html {
  const total = [...lights.values()].reduce((a, b) => a + b, 0)
  if (!total) return html``
  const n = (light: string) => lights.get(light) ?? 0
  return html`<section class="more0" aria-labelledby="h-now"><h2 id="h-now">正在办的行政复议，有没有超期</h2><p class="band"><span>今天（${shortDay(now, now)}）在办<strong>${total}件</strong></span><span class="ck ok">正常${n('ok')}件</span>${n('near') ? html`<span class="ck near">快到期${n('near')}件</span>` : ''}${n('due') ? html`<span class="ck today">今天到期${n('due')}件</span>` : ''}${n('stop') ? html`<span class="ck off">中止${n('stop')}件</span>` : ''}${n('over') ? html`<span class="ck late">超期${n('over')}件</span>` : html`<span class="ck done">没有超期的</span>`}</p></section>`
}

const helpLines = (): Html =>
  html`<section aria-labelledby="h-help"><h2 id="h-help">想找人问</h2><div class="phones"><p><a href="tel:12345"><strong>12345</strong></a>政务服务便民热线</p><p><a href="tel:12348"><strong>12348</strong></a>法律咨询，免费</p><p><strong>到窗口</strong>区公共法律服务中心，各乡镇、街道的公共法律服务站，带身份证就行</p></div></section>`
