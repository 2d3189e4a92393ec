import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { daysBetween, formatChineseDate } from '#kernel/time/date.ts'
import { post } from '../api.ts'
import { useMe, useTitle } from '../hooks.ts'
import { ClockWords } from '../parts/clock.tsx'
import { Empty, ErrorNote, Loading } from '../parts/refusals.tsx'
import { Chapters } from '../parts/report-chapters.tsx'
import { ReportCharts } from '../parts/report-charts.tsx'
import { Compare } from '../parts/report-compare.tsx'
import { ReportDocument } from '../parts/report-document.tsx'
import { blockOf, type Writing } from '../parts/report-places.ts'
import { Findings } from '../parts/report-findings.tsx'
import { Flow } from '../parts/report-flow.tsx'
import { Sealed } from '../parts/report-sealed.tsx'
import { refresh, reportList, reportOf, type Shown } from '../parts/report-shown.ts'
import { Source } from '../parts/report-source.tsx'
import { Turn } from '../parts/turn.tsx'
import { dayInWords, momentInWords } from '../parts/words.tsx'
import './report.css'

const views = { text: '正文', charts: '图表', compare: '与上年对照', page: '网页', sheet: '公文' } as const
type View = keyof typeof views
type Address = {
  readonly [K in 'figure' | 'version']?: string | undefined
} & { readonly view?: View | undefined; readonly part?: 'numerator' | 'denominator' | undefined }

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
          <Chapters report={report} anchor={view === 'charts' ? 'chart' : 'chapter'} mayWrite={mayWrite} />
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
  const left = daysBetween(me.today, head.publishBy.on)
  return (
    <p className="sm mut">
      {statuses[head.status]}，第{head.version}版
      {draft
        ? `，数据至 ${momentInWords(draft.readAt)}`
        : head.publishedAt
          ? `，${momentInWords(head.publishedAt)}发布`
          : ''}
      {head.withdrawnAt ? `，${dayInWords(head.withdrawnAt)}撤回：${head.withdrawnReason}` : ''}
      {draft ? (
        <>
          。法定公开期限：
          <span className="nb" title={head.publishBy.article}>
            {formatChineseDate(head.publishBy.on)}
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
