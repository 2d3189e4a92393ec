import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState } from 'react'
import type { Report, ReportDraft, ReportEntry, ReportFigure, ReportList, ReportPublished } from '#api/contract.ts'
import { get, post, put, queries } from '../api.ts'
import { useMe, useTitle } from '../hooks.ts'
import { ClockWords } from '../parts/clock.tsx'
import { FigurePanel } from '../parts/figure-panel.tsx'
import { changeOf, digitsOf, unitOf } from '../parts/figure-print.tsx'
import { Glyph } from '../parts/icons.tsx'
import { Empty, ErrorNote, Loading, RefusalNote, refusalsOf } from '../parts/refusals.tsx'
import { ReportCharts } from '../parts/report-charts.tsx'
import { Dialog } from '../parts/report-dialog.tsx'
import { blockOf, brokenCodes, ReportDocument, type Writing } from '../parts/report-document.tsx'
import { Findings, inPlaces, messagesOf } from '../parts/report-findings.tsx'
import { dayInWords, momentInWords, numeral } from '../parts/report-words.ts'
import { Turn } from '../parts/turn.tsx'
import { number, Words } from '../parts/words.tsx'
import './report.css'

const views = { text: '正文', charts: '图表', compare: '与上年对照', page: '网页', sheet: '公文' } as const
type View = keyof typeof views
type Address = {
  readonly [K in 'figure' | 'version']?: string | undefined
} & { readonly view?: View | undefined; readonly part?: 'numerator' | 'denominator' | undefined }

/** What the page shows, whether it is being written or was published. */
type Shown = {
  readonly head: ReportEntry
  readonly report: Report
  readonly people: Readonly<Record<string, string>>
  readonly writes: boolean
  /** While it is being written. */
  readonly draft?: ReportDraft
  readonly hash?: string
}

const refresh = () =>
  Promise.all([
    queries.invalidateQueries({ queryKey: ['report'] }),
    queries.invalidateQueries({ queryKey: ['reports'] }),
  ])

const reportList = { queryKey: ['reports'], queryFn: () => get<ReportList>('/reports') }

/** The open draft of a year, else what was published; an older version by its number. Null: the year has no report. */
async function reportOf(year: number, version: string | undefined): Promise<Shown | null> {
  const { reports } = await queries.fetchQuery({ ...reportList, staleTime: 0 })
  const open = reports.find(r => r.year === year && r.status !== 'withdrawn')
  if (!version && !open) return null
  if (!version && open?.status !== 'published') {
    const draft = await get<ReportDraft>(`/reports/${year}/draft`)
    return { head: draft.head, report: draft.report, people: draft.people, writes: draft.writes, draft }
  }
  const { head, frozen, people, writes } = await get<ReportPublished>(
    `/reports/${year}/published${version ? `?version=${version}` : ''}`,
  )
  return { head, report: frozen.report, people, writes }
}

/** 年报编写: chapters, the document, and where each number comes from. */
export function ReportPage() {
  const { year: y = '' } = useParams({ strict: false }) as { year?: string }
  const year = Number(y)
  const { version } = useSearch({ strict: false }) as Address
  const report = useQuery({
    queryKey: ['report', year, version],
    queryFn: () => reportOf(year, version),
    placeholderData: old => old,
    retry: false,
  })
  useTitle(report.data?.report.title ?? `${year}年度报告`)
  if (report.isPending)
    return (
      <div className="rw-wait">
        <Loading rows={14} />
      </div>
    )
  if (report.error)
    return (
      <div className="rw-wait">
        <h1 className="pg">{year}年度报告</h1>
        <ErrorNote error={report.error} />
      </div>
    )
  return report.data ? <ReportView shown={report.data} /> : <NoReport year={year} />
}

function NoReport({ year }: { year: number }) {
  const list = useQuery(reportList)
  const open = useMutation({ mutationFn: () => post('/reports', { year }), onSuccess: refresh })
  return (
    <div className="rw-wait">
      <h1 className="pg">{year}年度报告</h1>
      {list.data?.writes ? (
        <>
          <Empty title="还没有建立这一年的报告">建立之后，各章数据由案件得出，文字可以改写。</Empty>
          <p className="rw-begin">
            <button className="btn pri" type="button" onClick={() => open.mutate()}>
              编写{year}年度报告
            </button>
          </p>
        </>
      ) : (
        <Empty title="这一年的报告还没有发布">发布之后可以在这里查看；编写由司法局的年报编写人员办理。</Empty>
      )}
      <ErrorNote error={open.error} />
    </div>
  )
}

function ReportView({ shown }: { shown: Shown }) {
  const { head, report, people, draft, writes } = shown
  const address = useSearch({ strict: false }) as Address
  const view: View = address.view && address.view in views ? address.view : 'text'
  const [at, setAt] = useState<string>()
  const mayWrite = writes && head.status === 'draft'
  const writing: Writing | undefined =
    mayWrite && draft
      ? {
          texts: draft.texts,
          people,
          at,
          write: place => setAt(blockOf(place)),
          close: place => setAt(old => (old === place ? undefined : old)),
          saved: refresh,
        }
      : undefined
  const chosen = report.figures.find(f => f.code === address.figure)
  // Whoever comes by a link to a figure sees its sentence; on a narrow screen it moves out from under the panel.
  const arrived = useRef(false)
  useEffect(() => {
    const narrow = matchMedia('(max-width: 1180px)').matches
    if (!arrived.current || narrow)
      document.querySelector('.doc .fig.sel')?.scrollIntoView({ block: narrow ? 'start' : 'center' })
    arrived.current = true
  }, [address.figure])
  const file = (format: string) =>
    `/api/v1/reports/${report.year}/file?format=${format}${address.version ? `&version=${address.version}` : ''}`
  return (
    <>
      <header className="rphd">
        <div>
          <h1 className="pg">{report.year}年度法治政府建设年度报告</h1>
          <Standing shown={shown} />
        </div>
        <div className="acts">
          <a className="btn" href={file('docx')}>
            下载公文
          </a>
          <a className="btn" href={file('json')} download={`${report.title}.json`}>
            下载数据
          </a>
          <Flow shown={shown} open={address.version === undefined} />
        </div>
      </header>
      <nav className="views rw-views" aria-label="看法">
        {(Object.keys(views) as View[]).map(v => (
          <Turn key={v} set={{ view: v === 'text' ? undefined : v }} current={v === view}>
            {views[v]}
          </Turn>
        ))}
      </nav>
      {view === 'page' || view === 'sheet' ? (
        <iframe
          className="rw-frame"
          title={view === 'page' ? '网页样式' : '公文样式'}
          src={file(view === 'page' ? 'html' : 'sheet')}
        />
      ) : (
        <div className="rp">
          <Chapters report={report} view={view} mayWrite={mayWrite} />
          {view === 'charts' ? (
            <ReportCharts report={report} chosen={chosen?.code} />
          ) : view === 'compare' ? (
            <Compare report={report} chosen={chosen?.code} />
          ) : (
            <ReportDocument report={report} chosen={chosen?.code} people={people} writing={writing} />
          )}
          <aside className={`panel${chosen ? ' open' : ''}`} id="src" aria-label={chosen ? '数字来源' : '核对'}>
            {chosen ? (
              <Source
                key={chosen.code}
                figure={chosen}
                shown={shown}
                part={address.part ?? 'numerator'}
                mayWrite={mayWrite}
              />
            ) : draft ? (
              <Findings report={report} head={head} write={writing?.write} />
            ) : (
              <Sealed shown={shown} />
            )}
          </aside>
        </div>
      )}
    </>
  )
}

const statuses = { draft: '草稿', checked: '已审核定稿', published: '已发布', withdrawn: '已撤回' } as const

/** In one line: how far it is, of when its data are, and until when the law wants it public. */
function Standing({ shown: { head, draft } }: { shown: Shown }) {
  const me = useMe()
  const left = Math.round((Date.parse(head.publishBy.on) - Date.parse(me.today)) / 86_400_000)
  return (
    <p className="sm mut">
      {statuses[head.status]}，第{head.version}版
      {draft
        ? `，数据至 ${momentInWords(draft.readAt)}`
        : head.publishedAt
          ? `，${momentInWords(head.publishedAt)}发布`
          : ''}
      {head.status === 'withdrawn' ? `，${dayInWords(head.withdrawnAt ?? '')}撤回：${head.withdrawnReason}` : ''}
      {draft ? (
        <>
          。法定公开期限：
          <span className="nb" title={head.publishBy.article}>
            {dayInWords(head.publishBy.on)}
          </span>
          {head.publishBy.verified ? null : <span className="tag rw-tag">条文待核</span>}
          <span className="sep" />
          {left < 0 ? (
            <ClockWords light="over" words={`超期 ${-left} 日`} />
          ) : (
            <ClockWords
              light={left === 0 ? 'due' : left <= 15 ? 'near' : 'ok'}
              words={left === 0 ? '今日到期' : `剩 ${left} 日`}
            />
          )}
        </>
      ) : null}
    </p>
  )
}

function Chapters({ report, view, mayWrite }: { report: Report; view: View; mayWrite: boolean }) {
  const [moving, setMoving] = useState(false)
  const order = useMutation({
    mutationFn: (codes: readonly string[]) =>
      put(`/reports/${report.year}/texts`, { place: 'chapters.order', content: codes.join(',') }),
    onSuccess: refresh,
  })
  const codes = report.chapters.map(c => c.code)
  const swap = (i: number, j: number) => {
    const [a, b] = [codes[i], codes[j]]
    if (a && b && !order.isPending) order.mutate(codes.with(i, b).with(j, a))
  }
  const broken = brokenCodes(report)
  const spans = (c: Report['chapters'][number]) =>
    [...c.paragraphs, ...c.sections.flatMap(s => s.paragraphs)].flat().filter(s => s.kind === 'figure')
  const all = report.chapters.reduce((n, c) => n + spans(c).length, 0)
  return (
    <nav className="chap" aria-label="章节">
      <p className="xs mut">正文 {number(all)} 个数字，个个可追溯</p>
      <ol>
        {report.chapters.map((c, i) => {
          const figures = spans(c)
          const open = report.findings.filter(
            f =>
              f.blocks &&
              (c.places.includes(blockOf(f.place)) ||
                f.place.startsWith(`chapter.${c.code}.`) ||
                c.sections.some(s => f.place.startsWith(`section.${s.system}.`))),
          ).length
          const bad = figures.filter(s => s.kind === 'figure' && broken.has(s.code)).length
          return (
            <li key={c.code}>
              <a href={`#${view === 'charts' ? 'chart' : 'chapter'}-${c.code}`}>
                <i>{numeral(i + 1)}</i>
                <span>{c.title}</span>
                {bad + open ? (
                  <em className={bad ? 'seal' : 'amber'} title={bad ? `${bad} 个数字不合` : `${open} 处没有写明`}>
                    <Glyph of={bad ? 'no' : 'warn'} />
                    {bad || open}
                  </em>
                ) : (
                  <em>{figures.length || ''}</em>
                )}
              </a>
              {moving ? (
                <span className="rw-move">
                  <button
                    type="button"
                    aria-label={`上移：${c.title}`}
                    disabled={i === 0}
                    onClick={() => swap(i, i - 1)}
                  >
                    上移
                  </button>
                  <button
                    type="button"
                    aria-label={`下移：${c.title}`}
                    disabled={i === codes.length - 1}
                    onClick={() => swap(i, i + 1)}
                  >
                    下移
                  </button>
                </span>
              ) : null}
            </li>
          )
        })}
      </ol>
      {mayWrite ? (
        <p className="xs rw-order">
          <button className="link" type="button" aria-pressed={moving} onClick={() => setMoving(!moving)}>
            {moving ? '次序已定' : '调整章节次序'}
          </button>
        </p>
      ) : null}
      <ErrorNote error={order.error} />
      <p className="xs mut leg">
        <span className="fig demo">33件</span>由案件得出
        <br />
        <span className="fig hand demo">33件</span>人工改写，附理由
        <br />
        <span className="fig bad demo">33件</span>与相关数字不合
      </p>
    </nav>
  )
}

/** Where the chosen number comes from, and setting it by hand while the report is written. */
function Source({
  figure,
  shown,
  part,
  mayWrite,
}: {
  figure: ReportFigure
  shown: Shown
  part: 'numerator' | 'denominator'
  mayWrite: boolean
}) {
  const { report, people, draft } = shown
  const before = report.changes.find(c => c.code === figure.code)?.before
  const override = report.overrides.find(o => o.figure === figure.code)
  return (
    <FigurePanel
      figure={figure}
      year={report.year}
      figures={report.figures}
      identities={report.identities}
      part={part}
      before={before === undefined ? undefined : { value: before, source: `${report.year - 1}年度发布稿` }}
      counted={override ? override.computed : undefined}
      frozen={draft === undefined}
    >
      {override ? (
        <div className="rw-hand">
          <p>
            <b>人工改写</b>
            {people[override.by] ?? ''}于{dayInWords(override.at)}改为 {digitsOf(figure, override.value)}{' '}
            {unitOf(figure)}
            ，清单得出 {digitsOf(figure, override.computed)}。
          </p>
          <p>理由：{override.reason}</p>
        </div>
      ) : null}
      {mayWrite ? <SetByHand figure={figure} year={report.year} set={override !== undefined} /> : null}
    </FigurePanel>
  )
}

function SetByHand({ figure, year, set }: { figure: ReportFigure; year: number; set: boolean }) {
  const [open, setOpen] = useState(false)
  const [value, setValue] = useState(String(figure.value ?? ''))
  const [reason, setReason] = useState('')
  const id = useId()
  const save = useMutation({
    mutationFn: (change: { value: number | null; reason: string }) =>
      put(`/reports/${year}/overrides/${encodeURIComponent(figure.code)}`, change),
    onSuccess: async () => {
      await refresh()
      setOpen(false)
    },
  })
  if (!open)
    return (
      <p className="rw-set sm">
        <button className="link" type="button" onClick={() => setOpen(true)}>
          {set ? '再改' : '改写这个数'}
        </button>
        {set ? (
          <button className="link" type="button" onClick={() => save.mutate({ value: null, reason: '' })}>
            恢复清单得出的数
          </button>
        ) : null}
        <ErrorNote error={save.error} />
      </p>
    )
  const typed = value.trim() === '' ? Number.NaN : Number(value)
  const ready = Number.isFinite(typed) && reason.trim() !== ''
  return (
    <form
      className="rw-form"
      onSubmit={e => {
        e.preventDefault()
        if (ready && !save.isPending) save.mutate({ value: typed, reason })
      }}
    >
      <div className="fld">
        <label htmlFor={`${id}v`}>改为{unitOf(figure) ? `（${unitOf(figure)}）` : '（%）'}</label>
        <input
          id={`${id}v`}
          className="fi"
          inputMode="decimal"
          value={value}
          onChange={e => setValue(e.target.value)}
        />
      </div>
      <div className="fld">
        <label htmlFor={`${id}r`}>理由</label>
        <textarea id={`${id}r`} className="fi" rows={2} value={reason} onChange={e => setReason(e.target.value)} />
        <p className="msg">理由印在报告所附的数据口径表中；比率和合计随之重算。</p>
      </div>
      <RefusalNote refusals={refusalsOf(save.error)} />
      <p className="re-acts">
        <button className={`btn s ${ready ? 'pri' : 'off'}`} type="submit" aria-disabled={!ready || save.isPending}>
          改写
        </button>
        <button className="btn s" type="button" onClick={() => setOpen(false)}>
          取消
        </button>
      </p>
    </form>
  )
}

/** What was frozen with the report, to be compared with what others hold. */
function Sealed({ shown: { head, people, report } }: { shown: Shown }) {
  const who = (id: string | undefined) => (id ? (people[id] ?? '') : '')
  return (
    <>
      <p className="verdict song">{head.status === 'withdrawn' ? '这一版已经撤回。' : '内容已固定，不随案件变动。'}</p>
      <dl className="kv rw-seal">
        <dt>编写</dt>
        <dd>
          {who(head.openedBy)}，{momentInWords(head.openedAt)}
        </dd>
        {head.checkedAt ? (
          <>
            <dt>审核</dt>
            <dd>
              {who(head.checkedBy)}，{momentInWords(head.checkedAt)}
            </dd>
          </>
        ) : null}
        {head.publishedAt ? (
          <>
            <dt>发布</dt>
            <dd>
              {who(head.publishedBy)}，{momentInWords(head.publishedAt)}
            </dd>
          </>
        ) : null}
        {head.withdrawnAt ? (
          <>
            <dt>撤回</dt>
            <dd>
              {who(head.withdrawnBy)}，{momentInWords(head.withdrawnAt)}。{head.withdrawnReason}
            </dd>
          </>
        ) : null}
        {head.explanation ? (
          <>
            <dt>说明</dt>
            <dd>{head.explanation}</dd>
          </>
        ) : null}
        {head.hash ? (
          <>
            <dt>SM3</dt>
            <dd className="rw-hash">{head.hash}</dd>
          </>
        ) : null}
        {head.anchor !== undefined ? (
          <>
            <dt>存证</dt>
            <dd>
              第{head.anchor}号<span className="rw-hash">{head.anchorHash}</span>
            </dd>
          </>
        ) : null}
      </dl>
      <p className="sm mut mt">
        点正文中的数字，看口径和逐件清单。发布之后案件如有更正，清单可能与正文不同，页面会指明。
      </p>
      {report.overrides.length ? (
        <>
          <div className="sec mt">
            <h2>
              人工改写<span>{report.overrides.length}</span>
            </h2>
          </div>
          <ul className="rows sm">
            {report.overrides.map(o => {
              const f = report.figures.find(x => x.code === o.figure)
              return f ? (
                <li key={o.figure}>
                  {f.systemName}“{f.name}”由 {digitsOf(f, o.computed)} 改为 {digitsOf(f, o.value)}，{o.reason}
                </li>
              ) : null
            })}
          </ul>
        </>
      ) : null}
    </>
  )
}

/** Every printed figure beside last year's published value. */
function Compare({ report, chosen }: { report: Report; chosen: string | undefined }) {
  const before = new Map(report.changes.map(c => [c.code, c.before]))
  if (!before.size)
    return (
      <div className="rc">
        <Empty title="没有可以对照的上年报告">{report.year - 1}年度报告发布之后，各项数据在这里逐项对照。</Empty>
      </div>
    )
  return (
    <div className="rc">
      <p className="sm mut">与{report.year - 1}年度发布稿逐项对照，变动大的在各章中靠前。</p>
      {report.chapters.map((c, i) => {
        const systems = c.sections.flatMap(s => s.system ?? [])
        const rows = report.figures
          .filter(
            f =>
              systems.includes(f.system) &&
              !f.internal &&
              before.has(f.code) &&
              (f.value !== 0 || before.get(f.code) !== 0),
          )
          .toSorted((a, b) => weight(b, before.get(b.code)) - weight(a, before.get(a.code)))
        return rows.length ? (
          <section key={c.code} id={`chapter-${c.code}`}>
            <h2>
              {numeral(i + 1)}、{c.title}
            </h2>
            <table className="tbl dense flat rw-compare">
              <thead>
                <tr>
                  <th scope="col">数据</th>
                  <th scope="col" className="n">
                    {report.year}年
                  </th>
                  <th scope="col" className="n">
                    {report.year - 1}年
                  </th>
                  <th scope="col" className="n">
                    增减
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map(f => (
                  <tr key={f.code} className={f.code === chosen ? 'on' : undefined}>
                    <td>
                      <Turn set={{ figure: f.code, part: undefined }}>
                        {f.systemName}　{f.name}
                      </Turn>
                    </td>
                    <td className="n b">
                      {digitsOf(f)} {unitOf(f)}
                    </td>
                    <td className="n mut">{digitsOf(f, before.get(f.code) ?? null)}</td>
                    <td className="n">{changeOf(f, before.get(f.code))}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ) : null
      })}
    </div>
  )
}

/** How much a figure moved, as a share of the larger value. */
const weight = (f: ReportFigure, before = 0): number =>
  Math.abs((f.value ?? 0) - before) / Math.max(1, Math.abs(f.value ?? 0), Math.abs(before))

type Asked = 'check' | 'publish' | 'withdraw'

/** The verbs of the present stage; what stands in the way is told, and how it may be passed with a reason. */
function Flow({ shown: { head, report, writes }, open }: { shown: Shown; open: boolean }) {
  const [asked, setAsked] = useState<Asked>()
  const back = useMutation({ mutationFn: () => post(`/reports/${report.year}/return`), onSuccess: refresh })
  if (!writes || !open) return null
  const blocking = report.findings.filter(f => f.blocks).length
  return (
    <>
      {head.status === 'draft' ? (
        <button className={`btn ${blocking ? '' : 'pri'}`} type="button" onClick={() => setAsked('check')}>
          {blocking ? `定稿（还有 ${blocking} 处）` : '定稿'}
        </button>
      ) : null}
      {head.status === 'checked' ? (
        <>
          <button className="btn" type="button" onClick={() => back.mutate()}>
            退回编写
          </button>
          <button className="btn pri" type="button" onClick={() => setAsked('publish')}>
            发布
          </button>
        </>
      ) : null}
      {head.status === 'published' ? (
        <button className="btn" type="button" onClick={() => setAsked('withdraw')}>
          撤回
        </button>
      ) : null}
      <ErrorNote error={back.error} />
      {asked ? <Ask asked={asked} report={report} head={head} close={() => setAsked(undefined)} /> : null}
    </>
  )
}

const asks = {
  check: { title: '审核定稿', verb: '定稿', path: 'check', label: '说明（确有原因的，写明后可以定稿）' },
  publish: { title: '发布年度报告', verb: '发布', path: 'publish', label: '说明' },
  withdraw: { title: '撤回已发布的报告', verb: '撤回', path: 'withdraw', label: '撤回的理由' },
} as const

function Ask({ asked, report, head, close }: { asked: Asked; report: Report; head: ReportEntry; close: () => void }) {
  const [words, setWords] = useState(asked === 'publish' ? (head.explanation ?? '') : '')
  const navigate = useNavigate()
  const id = useId()
  const { title, verb, path, label } = asks[asked]
  const blocking = report.findings.filter(f => f.blocks)
  const needed = asked === 'withdraw' || blocking.length > 0
  const send = useMutation({
    mutationFn: () =>
      post(
        `/reports/${report.year}/${path}`,
        asked === 'withdraw' ? { reason: words } : words.trim() ? { explanation: words } : {},
      ),
    onSuccess: async () => {
      await refresh()
      close()
      await navigate({ to: '.', search: { view: undefined } as never })
    },
  })
  useEffect(() => send.reset, [send.reset])
  return (
    <Dialog
      title={title}
      verb={verb}
      close={close}
      submit={() => send.mutate()}
      pending={send.isPending}
      disabled={needed && words.trim() === ''}
    >
      {asked === 'check' ? <p>定稿之后不能再改数据和文字；须修改的，可以退回编写。</p> : null}
      {asked === 'publish' ? (
        <p>
          发布时按案件再算一遍，内容连同台账的存证一起固定，计算 SM3
          校验值，公开供社会查阅。发布之后不能修改，只能写明理由撤回，另编新的一版。
        </p>
      ) : null}
      {asked === 'withdraw' ? <p>撤回的一版仍然保留，可以查阅；新的一版从它的文字和改写开始。</p> : null}
      {asked !== 'withdraw' && blocking.length ? (
        <>
          <p className="seal">
            <b>还有 {blocking.length} 处没有处理</b>
          </p>
          {/* A region that scrolls must be reachable by keyboard */}
          <ul className="ask-list" tabIndex={0}>
            {inPlaces(blocking)
              .flatMap(({ findings }) => messagesOf(findings, report))
              .map(m => (
                <li key={m}>
                  <Words>{m}</Words>
                </li>
              ))}
          </ul>
        </>
      ) : null}
      {needed ? (
        <div className="fld">
          <label htmlFor={id}>{label}</label>
          <textarea id={id} className="fi" rows={3} value={words} onChange={e => setWords(e.target.value)} />
        </div>
      ) : null}
      <RefusalNote refusals={refusalsOf(send.error)} />
    </Dialog>
  )
}
