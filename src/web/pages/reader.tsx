import { skipToken, useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import type { ReadingsAnswer, ReportReading, TopicNames } from '#api/contract.ts'
import { download, post, queries, upload } from '../api.ts'
import { useTitle } from '../hooks.ts'
import { Glyph } from '../parts/icons.tsx'
import { brokenOf, Relations, verdictOf } from '../parts/reading-arithmetic.tsx'
import { ReadingComparison } from '../parts/reading-comparison.tsx'
import { LedgerView, useLedger } from '../parts/reading-ledger.tsx'
import { ReadingTable } from '../parts/reading-table.tsx'
import { markId, ReadingText } from '../parts/reading-text.tsx'
import { ErrorNote, RefusalNote, refusalsOf } from '../parts/refusals.tsx'
import { ScrollRegion } from '../parts/scroll-region.tsx'
import { Turn } from '../parts/turn.tsx'
import { number } from '../parts/words.tsx'
import './reader.css'

const views = { all: '各份结果', text: '原文', table: '全部数字', ledger: '与台账对照', compare: '各份比较' } as const
type View = keyof typeof views
type Address = { readonly [K in 'file' | 'topic' | 'figure']?: string | undefined } & {
  readonly view?: View | undefined
}

const most = 20
const key = ['readings']

/** 年报体检: a published report with each number marked by its topic, and its arithmetic computed anew. */
export function ReaderPage() {
  // Kept while the person is signed in and the page is not closed; the server keeps nothing.
  const { data } = useQuery<ReadingsAnswer>({ queryKey: key, queryFn: skipToken, gcTime: Number.POSITIVE_INFINITY })
  useTitle('年报体检')
  return data ? <Readings answer={data} /> : <Start />
}

function useReading() {
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (what: readonly File[] | string) =>
      typeof what === 'string'
        ? post<ReadingsAnswer>('/report-readings', { text: what })
        : upload<ReadingsAnswer>('/report-readings', what),
    onSuccess: async answer => {
      queries.setQueryData(key, answer)
      await navigate({ to: '/reader', search: answer.readings.length > 1 ? { view: 'all' } : {} })
    },
  })
}

const accepted = '.txt,.html,.htm,.docx,.pdf'

function Start() {
  const read = useReading()
  const [over, setOver] = useState(false)
  const [pasted, setPasted] = useState('')
  const [tooMany, setTooMany] = useState(0)
  const id = useId()
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])]
    setTooMany(files.length > most ? files.length : 0)
    if (files.length && files.length <= most) read.mutate(files)
  }
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (pasted.trim()) read.mutate(pasted)
  }
  return (
    <div className="rdr-start">
      <h1 className="lead">把年度报告放进来，逐个数字核对。</h1>
      <p className="mut">
        读出每个统计数字和主题，把“其中”“共”“率”“比上年”等关系重新算一遍，看缺哪些章节。文件只在本机和本平台之间，读后不留存。
      </p>
      {/* The label is the target of the drop, the field within is reached by keyboard */}
      <label
        className={`rdr-drop${over ? ' on' : ''}`}
        onDragOver={e => {
          e.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={e => {
          e.preventDefault()
          setOver(false)
          take(e.dataTransfer.files)
        }}
      >
        <input className="vh" type="file" multiple accept={accepted} onChange={e => take(e.target.files)} />
        <b>{read.isPending ? '正在读……' : '把文件拖到这里，或者点此选择'}</b>
        <span className="mut">Word（.docx）、PDF、网页、纯文本；一次最多{most}份，可以并排比较</span>
      </label>
      <form onSubmit={submit}>
        <div className="fld">
          <label htmlFor={id}>或者粘贴报告的文字</label>
          <textarea id={id} className="fi" rows={8} value={pasted} onChange={e => setPasted(e.target.value)} />
        </div>
        <p>
          <button
            className={`btn ${pasted.trim() ? 'pri' : 'off'}`}
            type="submit"
            aria-disabled={!pasted.trim() || read.isPending}
          >
            {read.isPending ? '正在读' : '体检'}
          </button>
        </p>
      </form>
      {tooMany ? (
        <RefusalNote refusals={[{ message: `一次最多读${most}份，现有${tooMany}份，请分批上传。` }]} title="没有读" />
      ) : null}
      <RefusalNote refusals={refusalsOf(read.error)} title="没有读成" />
    </div>
  )
}

function Readings({ answer }: { answer: ReadingsAnswer }) {
  const { readings, refused, topics, comparison } = answer
  const address = useSearch({ strict: false }) as Address
  const navigate = useNavigate()
  const index = Math.min(Number(address.file ?? 0) || 0, readings.length - 1)
  const reading = readings[index]
  const several = readings.length > 1
  const shown = (Object.keys(views) as View[]).filter(v => several || (v !== 'all' && v !== 'compare'))
  const view: View =
    address.view && shown.includes(address.view) ? address.view : several && !address.file ? 'all' : 'text'
  const whole = view === 'all' || view === 'compare'
  const again = useRef<HTMLInputElement>(null)
  const read = useReading()
  const save = useMutation({
    mutationFn: () =>
      download(
        '/report-readings/export',
        { reports: readings.map(({ name, text }) => ({ name, text })) },
        '年报体检.xlsx',
      ),
  })
  if (!reading) return <Start />
  return (
    <>
      <header className="rphd">
        <div>
          <h1 className="pg">年报体检</h1>
          <p className="sm mut rdr-file">
            {whole ? (
              `${readings.length} 份报告，${number(readings.reduce((n, r) => n + r.statistics.length, 0))} 个数字`
            ) : several ? (
              <select
                className="fi"
                aria-label="报告"
                value={index}
                onChange={e => void navigate({ to: '.', search: old => ({ ...old, file: e.target.value }) })}
              >
                {readings.map((r, i) => (
                  <option key={`${i}${r.name}`} value={i}>
                    {r.name}
                  </option>
                ))}
              </select>
            ) : (
              reading.name
            )}
            {whole
              ? null
              : `　${number(reading.text.length)} 字，读取用时 ${(reading.milliseconds / 1000).toFixed(2)} 秒`}
          </p>
        </div>
        <div className="acts">
          <button className="btn" type="button" onClick={() => queries.removeQueries({ queryKey: key })}>
            {several ? '换一批' : '换一份'}
          </button>
          <button className="btn" type="button" aria-disabled={save.isPending} onClick={() => save.mutate()}>
            导出全部数字
          </button>
          <button className="btn pri" type="button" onClick={() => again.current?.click()}>
            批量体检
          </button>
          <input
            ref={again}
            className="vh"
            type="file"
            multiple
            accept={accepted}
            aria-label="选择几份报告"
            tabIndex={-1}
            onChange={e => e.target.files?.length && read.mutate([...e.target.files].slice(0, most))}
          />
        </div>
      </header>
      <nav className="views rdr-views" aria-label="看法">
        {shown.map(v => (
          <Turn key={v} set={{ view: v }} current={v === view}>
            {views[v]}
          </Turn>
        ))}
      </nav>
      <ErrorNote error={save.error ?? read.error} />
      {refused.length ? (
        <div className="rdr-pad">
          <RefusalNote title={`${refused.length} 份没有读成`} refusals={refused} />
        </div>
      ) : null}
      {view === 'all' ? <Overview answer={answer} /> : null}
      {view === 'compare' && comparison ? (
        <ReadingComparison comparison={comparison} topic={address.topic} figure={address.figure} />
      ) : null}
      {view === 'text' ? <Reading key={index} reading={reading} topics={topics} topic={address.topic} /> : null}
      {view === 'table' ? <ReadingTable reading={reading} topics={topics} topic={address.topic} /> : null}
      {view === 'ledger' ? <LedgerView key={index} reading={reading} topics={topics} /> : null}
    </>
  )
}

/** A whole batch at a glance, the worst first. */
function Overview({ answer: { readings } }: { answer: ReadingsAnswer }) {
  const rows = readings
    .map((reading, file) => ({
      reading,
      file,
      broken: brokenOf(reading).length,
      missing: reading.chapters.missing.filter(c => c.required),
    }))
    .toSorted((a, b) => b.broken - a.broken || b.missing.length - a.missing.length)
  const wrong = rows.filter(r => r.broken).length
  return (
    <div className="rdr-pad">
      <p className="verdict song">
        {readings.length} 份报告，{wrong ? `${wrong} 份有不成立的关系。` : '写出的关系全部成立。'}
      </p>
      <ScrollRegion className="sheet rdr-scroll" name="各份结果">
        <table className="tbl">
          <caption className="vh">各份报告的体检结果</caption>
          <thead>
            <tr>
              <th scope="col">文件</th>
              <th scope="col">核对</th>
              <th scope="col">缺少的必备章节</th>
              <th scope="col">地区</th>
              <th scope="col" className="n">
                年度
              </th>
              <th scope="col" className="n">
                数字
              </th>
              <th scope="col" className="n">
                关系
              </th>
              <th scope="col" className="n">
                没有数字的主题
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ reading, file, broken, missing }) => (
              <tr key={file}>
                <td>
                  <Turn set={{ view: 'text', file: String(file), topic: undefined }}>{reading.name}</Turn>
                </td>
                <td>
                  {broken ? (
                    <span className="ck over">
                      <Glyph of="no" />
                      {broken} 组不成立
                    </span>
                  ) : reading.identities.length ? (
                    <span className="ck in">
                      <Glyph of="in" />
                      全部成立
                    </span>
                  ) : (
                    <span className="mut">没有可复算的</span>
                  )}
                </td>
                <td className={missing.length ? 'amber' : 'mut'}>{missing.map(c => c.name).join('、') || '无'}</td>
                <td>{reading.division ?? <span className="mut">未写明</span>}</td>
                <td className="n">{reading.year ?? <span className="mut">未写明</span>}</td>
                <td className="n">{reading.statistics.length}</td>
                <td className="n">{reading.identities.length}</td>
                <td className="n mut">{reading.topicsMissing.length}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  )
}

type ReadingProps = {
  reading: ReportReading
  topics: TopicNames
  topic: string | undefined
}

function Reading({ reading, topics, topic }: ReadingProps) {
  const { hash } = window.location
  // Whoever comes from the table or from a relation sees the number.
  useEffect(() => {
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView({ block: 'center' })
  }, [hash])
  return (
    <div className="rd">
      <ReadingText reading={reading} topics={topics} topic={topic} />
      <aside className="panel" aria-label="体检结果">
        <p className="verdict song">{verdictOf(reading)}</p>
        {reading.identities.length ? <Relations reading={reading} go={goTo} /> : null}
        <Hints reading={reading} topics={topics} />
        <Topics reading={reading} topics={topics} topic={topic} />
      </aside>
    </div>
  )
}

function goTo(start: number): void {
  const mark = document.getElementById(markId(start))
  mark?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  mark?.classList.add('seen')
  window.setTimeout(() => mark?.classList.remove('seen'), 1600)
}

/** What is no error of arithmetic and yet worth a look: rates without cases, chapters, the platform's own records. */
function Hints({ reading, topics }: { reading: ReportReading; topics: TopicNames }) {
  const ledger = useLedger(reading, undefined).data
  const required = reading.chapters.missing.filter(c => c.required)
  const differs = ledger?.ownReport ? ledger.matches.filter(m => !m.agrees) : []
  const [all, setAll] = useState(false)
  const remarks = all ? reading.remarks : reading.remarks.slice(0, 4)
  const count = required.length + reading.remarks.length + (differs.length ? 1 : 0)
  const lacking = reading.topicsMissing
  return (
    <>
      {count ? (
        <>
          <div className="sec mt">
            <h2>
              还应看一眼<span>{count}</span>
            </h2>
          </div>
          <ul className="checks">
            {required.map(c => (
              <li className="hint" key={c.code}>
                <Glyph of="warn" />
                <div>
                  <b>缺少必备章节</b>
                  <p>
                    “{c.name}”{c.mentioned ? '，正文提到，但没有单独成章。' : '，全文没有提到。'}
                  </p>
                </div>
              </li>
            ))}
            {differs.length ? (
              <li className="hint">
                <Glyph of="warn" />
                <div>
                  <b>与平台不符</b>
                  <p>
                    {differs.length} 个数字与{ledger?.division}
                    {ledger?.year}年台账数据不同，<Turn set={{ view: 'ledger' }}>逐个对照</Turn>。
                  </p>
                </div>
              </li>
            ) : null}
            {remarks.map(r => (
              <li className="hint" key={r.start}>
                <Glyph of="warn" />
                <div>
                  <b>无分母</b>
                  <p>
                    {r.message}。
                    <button className="link rdr-go" type="button" onClick={() => goTo(r.start)}>
                      看原文
                    </button>
                  </p>
                </div>
              </li>
            ))}
          </ul>
          {reading.remarks.length > remarks.length ? (
            <p className="sm">
              <button className="link" type="button" onClick={() => setAll(true)}>
                其余 {reading.remarks.length - remarks.length} 处
              </button>
            </p>
          ) : null}
        </>
      ) : null}
      {lacking.length ? (
        <details className="rdr-lack">
          <summary>没有数字的主题 {lacking.length} 个</summary>
          <p>{lacking.map(t => topics[t]?.name ?? t).join('、')}</p>
        </details>
      ) : null}
    </>
  )
}

function Topics({ reading, topics, topic }: ReadingProps) {
  const navigate = useNavigate()
  const counts = Object.keys(topics)
    .map(code => ({ code, count: reading.statistics.filter(s => s.topic === code).length }))
    .filter(t => t.count > 0)
    .toSorted((a, b) => b.count - a.count)
  const largest = counts[0]?.count ?? 1
  return (
    <>
      <div className="sec mt">
        <h2>按主题</h2>
        <span className="mut">点选则只亮该主题</span>
      </div>
      <ul className="topics rdr-topics">
        {counts.map(({ code, count }) => (
          <li key={code}>
            <button
              type="button"
              aria-pressed={code === topic}
              onClick={() =>
                void navigate({
                  to: '.',
                  search: old => ({ ...old, topic: code === topic ? undefined : code }),
                  resetScroll: false,
                })
              }
            >
              <span title={topics[code]?.name}>{topics[code]?.short}</span>
              <i style={{ width: `${(count / largest) * 100}%` }} />
              <b>{count}</b>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
