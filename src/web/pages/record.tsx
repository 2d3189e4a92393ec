import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { ActionOption, LimitExplanation, RecordView } from '#api/contract.ts'
import { type Clock, mostUrgent } from '#kernel/clock.ts'
import { commonActions, isCommonAction } from '#kernel/evolve.ts'
import { get, recordsChanged, upload } from '../api.ts'
import { useMe, useSystem, useTitle } from '../hooks.ts'
import { ActionForm, type ActionTarget } from '../parts/action-form.tsx'
import { ClockWords, lightMark } from '../parts/clock.tsx'
import { AsOf } from '../parts/entry-as-of.tsx'
import { HandOverForm, HandOvers, Incoming } from '../parts/hand-over.tsx'
import { Glyph } from '../parts/icons.tsx'
import { ErrorNote, Loading } from '../parts/refusals.tsx'
import { ScrollRegion } from '../parts/scroll-region.tsx'
import { Thread } from '../parts/thread.tsx'
import { UndoLine, UndoNote } from '../parts/undo.tsx'
import { WhyThisDay } from '../parts/why-this-day.tsx'
import { consequence, moment, shortDay, Words, weekdayOf } from '../parts/words.tsx'
import './record.css'

/** 案件: done above, today the weight, the law's demands below; what may be done, and why the rest may not. */
export function RecordPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { do: wanted } = useSearch({ strict: false }) as { do?: string }
  const record = useQuery({ queryKey: ['record', id], queryFn: () => get<RecordView>(`/records/${id}`) })
  const [target, setTarget] = useState<ActionTarget | undefined>(
    wanted ? { kind: 'action', action: wanted } : undefined,
  )
  const system = useSystem(record.data?.system ?? '')
  const [acted, setActed] = useState<number>()
  const [giving, setGiving] = useState(false)
  const navigate = useNavigate()
  const close = () => {
    setTarget(undefined)
    // Whoever comes back to this address comes for the record: what was to be done is done, or was put off.
    if (wanted) void navigate({ to: '.', search: {}, replace: true })
  }
  useTitle(record.data?.title)
  if (record.error) return <ErrorNote error={record.error} />
  if (!record.data) return <Loading rows={10} />
  const view = record.data
  return (
    <>
      <Head view={view} />
      <Incoming view={view} />
      <div className="rgrid">
        <Actions view={view} choose={setTarget} handOver={() => setGiving(true)} />
        <section className="raxis" aria-labelledby="ax">
          <div className="sec">
            <h2 id="ax">经过与期限</h2>
            <span className="mut">上为已办，铅锤为今日，下为法定应办</span>
          </div>
          <Axis view={view} />
          {system?.archetype === 'register' ? <AsOf view={view} /> : <Facts view={view} />}
          <History view={view} />
        </section>
        <div className="rrest stack">
          <Parties view={view} />
          <HandOvers view={view} />
          <Thread view={view} />
          <Documents view={view} />
          <Files view={view} />
        </div>
      </div>
      {target && system ? (
        <ActionForm
          view={view}
          target={target}
          close={close}
          done={() => {
            close()
            setActed(view.seq)
            void recordsChanged()
          }}
        />
      ) : null}
      {giving ? <HandOverForm view={view} close={() => setGiving(false)} /> : null}
      <UndoNote view={view} acted={acted} />
    </>
  )
}

function Head({ view }: { view: RecordView }) {
  const urgent = mostUrgent(view.clocks)
  return (
    <header className="rh">
      <p className="sm mut crumbs">
        <Link to="/list/$system" params={{ system: view.system }} search={{}}>
          {view.systemName}
        </Link>
        <span className="nb">{view.number}</span>
        <span>适用{view.governedBy}</span>
        <span>{view.organ.name}</span>
        {view.handler ? <span>承办：{view.handler.name}</span> : null}
        {view.outcomeName ? <span>结果：{view.outcomeName}</span> : null}
        {view.voided ? <span className="seal">已作废</span> : null}
      </p>
      <h1>{view.title}</h1>
      {view.path.length > 1 ? (
        <ScrollRegion className="pathw" name="办理进程">
          <ol className="path">
            {view.path.map(p => (
              <li
                key={p.stage}
                className={p.state === 'done' ? 'did' : p.state === 'now' ? 'cur' : ''}
                aria-current={p.state === 'now' ? 'step' : undefined}
              >
                <span>{p.name}</span>
                <small>
                  {p.state === 'now' && urgent ? (
                    <ClockWords light={urgent.light} words={urgent.words} />
                  ) : p.on ? (
                    p.on.slice(5).replace(/^0/, '').replace('-0', '-')
                  ) : (
                    ''
                  )}
                </small>
              </li>
            ))}
          </ol>
        </ScrollRegion>
      ) : null}
    </header>
  )
}

function Actions({
  view,
  choose,
  handOver,
}: {
  view: RecordView
  choose: (t: ActionTarget) => void
  handOver: () => void
}) {
  const system = useSystem(view.system)
  const allowed = view.options.filter(o => o.allowed)
  // Actions of other stages belong to other days: shown on request, refused ones of this stage always.
  const here = view.options.filter(
    o => !o.allowed && !o.refusals.some(r => r.code === 'wrong-stage' || r.code === 'forbidden'),
  )
  const late = view.options.filter(o => o.late !== undefined)
  const elsewhere = view.options.filter(o => !o.allowed && !here.includes(o) && !late.includes(o))
  const [all, setAll] = useState(false)
  const goesOn = view.opens.filter(o => o.mine)
  const mayHandOver = view.opens.some(o => o.receivers.length)
  const main = allowed.find(o => o.main)
  const rest = allowed.filter(o => o !== main)
  const common = (Object.keys(view.common) as (keyof RecordView['common'])[]).filter(
    c => view.common[c] && c !== 'attach',
  )
  return (
    <section className="ract" aria-labelledby="act">
      <div className="sec">
        <h2 id="act">现在可以做</h2>
      </div>
      <div className="do">
        {main ? (
          <button
            className="btn pri wide"
            type="button"
            onClick={() => choose({ kind: 'action', action: main.action })}
          >
            {main.name}
          </button>
        ) : null}
        {allowed.length ? null : <p className="sm mut">{view.closedOn ? '已办结，没有须办的动作。' : turnOf(view)}</p>}
        {rest.length ? (
          <div className="d2">
            {rest.map(o => (
              <button
                className="btn"
                type="button"
                key={o.action}
                onClick={() => choose({ kind: 'action', action: o.action })}
              >
                {o.name}
              </button>
            ))}
          </div>
        ) : null}
      </div>
      <UndoLine view={view} />
      {goesOn.length || mayHandOver ? (
        <div className="more-actions">
          {goesOn.map(o => (
            <Link
              key={o.link}
              to="/open/$system"
              params={{ system: o.system }}
              search={{ from: view.id, link: o.link }}
            >
              {o.name}
            </Link>
          ))}
          {mayHandOver ? (
            <button className="link" type="button" onClick={handOver}>
              移送其他单位
            </button>
          ) : null}
        </div>
      ) : null}
      <div className="more-actions">
        {common.map(c => (
          <button className="link" type="button" key={c} onClick={() => choose({ kind: 'common', action: c })}>
            {commonActions[c]}
          </button>
        ))}
        <Link to="/list/$system" params={{ system: view.system }} search={{ page: 'procedure' }}>
          流程与期限
        </Link>
      </div>
      {late.length ? (
        <p className="sm mut">
          {shortDay(late[0]?.late ?? '')}以前确已办理的，可以补录：
          {late.map(o => (
            <button
              className="link"
              type="button"
              key={o.action}
              onClick={() => choose({ kind: 'action', action: o.action, ...(o.late ? { on: o.late } : {}) })}
            >
              {o.name}
            </button>
          ))}
        </p>
      ) : null}
      {here.length ? <Refusals title="现在不能做" options={here} /> : null}
      {elsewhere.length ? (
        <>
          <h3 className="refh">
            <button className="link" type="button" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? '收起' : `其他阶段或岗位的动作 ${elsewhere.length} 项`}
            </button>
          </h3>
          {all ? <Refusals options={elsewhere} /> : null}
        </>
      ) : null}
      {system === undefined ? null : <span className="vh">{system.about}</span>}
    </section>
  )
}

/** Whose turn it is when it is not mine: who moves the case on from its stage, and by what. */
function turnOf(view: RecordView): string {
  const others = view.options.filter(
    o =>
      !o.allowed &&
      o.by.length &&
      o.refusals.some(r => r.code === 'forbidden') &&
      o.refusals.every(r => r.code !== 'wrong-stage'),
  )
  const [first] = others
  if (!first) return '您的岗位现在没有可办的动作。'
  const names = others.filter(o => o.by[0] === first.by[0]).slice(0, 3)
  return `您的岗位现在没有可办的动作。${first.by.join('、')}可以办理：${names.map(o => o.name).join('、')}。`
}

function Refusals({ title, options }: { title?: string; options: readonly ActionOption[] }) {
  return (
    <>
      {title ? <h3 className="refh">{title}</h3> : null}
      <ul className="ref">
        {options.map(o => (
          <li key={o.action}>
            <div>
              <Glyph of="no" />
              <b>{o.name}</b>
            </div>
            {o.refusals.map(r => (
              <p key={r.message}>
                <Words>{r.message}</Words>
                {r.article ? <cite>{r.article}</cite> : null}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </>
  )
}

const ahead = (c: Clock) => ['over', 'due', 'near', 'ok', 'stop', 'late'].includes(c.light) && c.metOn === undefined

/** The plumb line: steps done above, the weight is today, what the law still asks below, by day. */
function Axis({ view }: { view: RecordView }) {
  const me = useMe()
  const steps = view.history.filter(
    h => (h.action === 'void' || !isCommonAction(h.action)) && h.supersededBy === undefined,
  )
  const running = view.clocks.filter(ahead).toSorted((a, b) => ((a.final ?? '') < (b.final ?? '') ? -1 : 1))
  const over = running.filter(c => (c.final ?? '').slice(0, 10) < me.today)
  const below = running.filter(c => (c.final ?? '').slice(0, 10) >= me.today)
  /** What the organ had to do by a day, and did with this step. */
  const kept = (seq: number) =>
    view.clocks.filter(
      c => c.metBy === seq && (c.light === 'kept' || c.light === 'late') && !c.least && c.bears === 'authority',
    )
  const last = below.length ? below.at(-1)?.code : undefined
  return (
    <ol className="axis">
      {steps.map(s => (
        <li key={s.seq}>
          <Day on={s.on} today={me.today} />
          <div className="k">
            <i className="done" />
          </div>
          <div className="c ev">
            <div className="eh">
              <h3>{s.actionName}</h3>
              {kept(s.seq).map(c => (
                <ClockWords key={c.code} light={c.light} words={`${c.words}，${c.name}`} />
              ))}
            </div>
            {told(s.entries) ? (
              <p className="sm mut">
                <Words>{told(s.entries)}</Words>
              </p>
            ) : null}
            {s.documents.length ? (
              <p className="docs">
                {s.documents.map(d => (
                  <PaperLink key={d.code} view={view} code={d.code} seq={s.seq} name={d.name} />
                ))}
              </p>
            ) : null}
            {s.correctedBy ? <p className="sm amber">已由第{s.correctedBy}条更正</p> : null}
          </div>
        </li>
      ))}
      {over.map(c => (
        <Ahead key={c.code} view={view} clock={c} past />
      ))}
      {view.closedOn && !below.length && !over.length ? null : (
        <li className="today">
          <div className="d">
            <span className="nb">{shortDay(me.today)}</span>
          </div>
          <div className="k">
            <svg viewBox="0 0 20 34" aria-hidden="true">
              <path d="M10 0V9" stroke="currentColor" strokeWidth="1.2" />
              <path d="M6.5 9h7l2 6L10 31 4.5 15z" fill="currentColor" />
            </svg>
          </div>
          <div className="c">今日　{weekdayOf(me.today)}</div>
        </li>
      )}
      {below.map(c => (
        <Ahead key={c.code} view={view} clock={c} end={c.code === last} />
      ))}
    </ol>
  )
}

/** What a step says, in a line or two: answers of yes and no stand below, among all that was entered. */
function told(entries: RecordView['history'][number]['entries']): string {
  const telling = entries.filter(e => e.value !== '是' && e.value !== '否')
  const words = telling.slice(0, 4).map(e => {
    const value = e.value.replace(/。$/, '')
    return `${e.name}：${value.length > 60 ? `${value.slice(0, 60)}…` : value}`
  })
  return `${words.join('；')}${telling.length > 4 ? '……' : ''}`
}

const Day = ({ on, today }: { on: string; today: string }) => (
  <div className="d">
    <span className="nb">{shortDay(on)}</span>
    <small>{on.slice(0, 4) === today.slice(0, 4) ? weekdayOf(on) : `${on.slice(0, 4)}年`}</small>
  </div>
)

function Ahead({
  view,
  clock,
  end = false,
  past = false,
}: {
  view: RecordView
  clock: Clock
  end?: boolean
  past?: boolean
}) {
  const me = useMe()
  const [open, setOpen] = useState(clock.light === 'over' || clock.light === 'due' || clock.light === 'near')
  const final = (clock.final ?? '').slice(0, 10)
  return (
    <li className={`${past ? '' : 'below'}${end ? ' end' : ''}`}>
      {clock.light === 'stop' ? (
        <div className="d">
          停表
          <small />
        </div>
      ) : (
        <Day on={final} today={me.today} />
      )}
      <div className="k">
        <i className={lightMark(clock.light)} />
      </div>
      <div className="c ev">
        <div className="eh">
          <h3>{clock.name}</h3>
          <ClockWords light={clock.light} words={clock.words} />
        </div>
        <p className="sm mut">
          {clock.article}
          {clock.bears === 'party' ? '　当事人的期限' : ''}
          {clock.verified ? '' : '　待核'}
          {clock.practice && !clock.article.includes('地方惯例') ? '　地方惯例' : ''}
          {clock.provisional ? '　该年节假日安排尚未公布，为暂定日期' : ''}
        </p>
        <details className="why" open={open} onToggle={e => setOpen(e.currentTarget.open)}>
          <summary>为何是这一天</summary>
          {open ? <Why view={view} clock={clock} /> : null}
        </details>
        {clock.consequence && clock.light !== 'stop' ? (
          <p className="cons">
            <Glyph of="warn" />
            <span>
              <Words>{consequence(clock.consequence)}</Words>
            </span>
          </p>
        ) : null}
      </div>
    </li>
  )
}

function Why({ view, clock }: { view: RecordView; clock: Clock }) {
  const me = useMe()
  const why = useQuery({
    queryKey: ['limit', view.id, clock.code, view.seq],
    queryFn: () => get<LimitExplanation>(`/records/${view.id}/limits/${clock.code}`),
  })
  if (why.error) return <ErrorNote error={why.error} />
  if (!why.data) return <Loading rows={3} />
  return <WhyThisDay explained={why.data} today={me.today} />
}

function Facts({ view }: { view: RecordView }) {
  if (!view.entries.length) return null
  return (
    <section aria-labelledby="facts">
      <div className="sec hist">
        <h2 id="facts">
          登记内容<span>{view.entries.length}</span>
        </h2>
        {view.seesPersonal ? null : <span className="mut">个人信息已隐去</span>}
      </div>
      <dl className="facts">
        {view.entries.map(e => (
          <div key={e.field} style={{ display: 'contents' }}>
            <dt>{e.name}</dt>
            <dd>{e.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function History({ view }: { view: RecordView }) {
  const [all, setAll] = useState(false)
  const rows = view.history.toReversed()
  const shown = all ? rows : rows.slice(0, 6)
  return (
    <>
      <div className="sec hist">
        <h2>
          过程记录<span>{view.chain.events}</span>
        </h2>
        {view.chain.intact ? (
          <span className="bamboo">
            <Glyph of="in" />
            {view.chain.events}条逐条相扣，校验一致
          </span>
        ) : (
          <span className="seal">
            <Glyph of="no" />
            散列不符，请立即报告系统管理员
          </span>
        )}
      </div>
      <ScrollRegion className="hx" name="过程记录">
        <table className="tbl dense log">
          <caption className="vh">过程记录</caption>
          <thead>
            <tr>
              <th scope="col">录入时间</th>
              <th scope="col">谁</th>
              <th scope="col">做了什么</th>
              <th scope="col">摘要值</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(h => (
              <tr key={h.seq}>
                <td>{moment(h.recordedAt)}</td>
                <td>{h.origin === 'law' ? '依法自动' : h.by.name}</td>
                <td>
                  {h.supersededBy === undefined ? h.actionName : <del>{h.actionName}</del>}
                  {h.supersededBy === undefined ? null : (
                    <span className="tag">
                      {rows.find(r => r.seq === h.supersededBy)?.action === 'undo' ? '已撤回' : '视为未发生'}
                    </span>
                  )}
                  {h.corrects
                    ? `第${h.corrects.seq}条：${h.entries.map(e => `${e.name}改为${e.value}`).join('，')}；理由：${h.corrects.reason}`
                    : ''}
                  {h.note && !h.corrects ? `：${h.note}` : ''}
                  {h.origin === 'ledger' ? <span className="tag">历史台账</span> : null}
                </td>
                <td>{h.digest}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {rows.length > shown.length ? (
        <p className="sm more">
          <button className="link" type="button" onClick={() => setAll(true)}>
            再看 {rows.length - shown.length} 条
          </button>
        </p>
      ) : null}
    </>
  )
}

function Parties({ view }: { view: RecordView }) {
  if (!view.parties.length) return null
  return (
    <section aria-labelledby="pt">
      <div className="sec">
        <h2 id="pt">当事人</h2>
      </div>
      <dl className="kv">
        {view.parties.map((p, i) => (
          <div key={`${p.role}${i}`} style={{ display: 'contents' }}>
            <dt>{p.roleName}</dt>
            <dd>
              {p.name}
              {p.number ? <span className="mut xs">　{p.number}</span> : null}
              {p.phone ? <span className="mut xs">　{p.phone}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const paper = (view: RecordView, code: string, seq: number, format: string) =>
  `/api/v1/records/${view.id}/documents/${code}?format=${format}&seq=${seq}`
const PaperLink = ({ view, code, seq, name }: { view: RecordView; code: string; seq: number; name: string }) => (
  <a href={paper(view, code, seq, 'html')} target="_blank" rel="noreferrer">
    {name}
  </a>
)

function Documents({ view }: { view: RecordView }) {
  if (!view.documents.length) return null
  return (
    <section aria-labelledby="dc">
      <div className="sec">
        <h2 id="dc">
          文书<span>{view.documents.length}</span>
        </h2>
      </div>
      <ul className="rows dc">
        {view.documents.toReversed().map(d => (
          <li key={`${d.code}${d.seq}`}>
            <span>
              <PaperLink view={view} code={d.code} seq={d.seq} name={d.name} />
              {d.number ? <span className="mut xs nb number">{d.number}</span> : null}
            </span>
            <span className="mut nb">
              <a href={paper(view, d.code, d.seq, 'docx')}>DOCX</a>　{d.on.slice(5)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Files by drag and drop or choice; each is kept under the hash of its content. */
function Files({ view }: { view: RecordView }) {
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const add = useMutation({
    mutationFn: (files: readonly File[]) => upload(`/records/${view.id}/files`, files),
    onSuccess: recordsChanged,
  })
  if (!view.files.length && !view.common.attach) return null
  return (
    <section aria-labelledby="fl">
      <div className="sec">
        <h2 id="fl">
          附件<span>{view.files.length}</span>
        </h2>
      </div>
      <ul className="rows dc">
        {view.files.map(f => (
          <li key={f.hash + f.seq}>
            <a href={`/api/v1/records/${view.id}/files/${f.hash}`}>{f.name}</a>
            <span className="mut nb" title={`SM3 ${f.hash}`}>
              {f.hash.slice(0, 4)}…{f.hash.slice(-4)}　
              {f.bytes > 1e6 ? `${(f.bytes / 1e6).toFixed(1)}MB` : `${Math.ceil(f.bytes / 1e3)}KB`}
            </span>
          </li>
        ))}
      </ul>
      {view.common.attach ? (
        <label
          className={`drop${over ? ' on' : ''}`}
          onDragOver={e => {
            e.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={e => {
            e.preventDefault()
            setOver(false)
            add.mutate([...e.dataTransfer.files])
          }}
        >
          {add.isPending ? '正在上传……' : '把文件拖到这里，或者点此选择'}
          <input
            ref={input}
            className="vh"
            type="file"
            multiple
            onChange={e => {
              add.mutate([...(e.target.files ?? [])])
              e.target.value = ''
            }}
          />
        </label>
      ) : null}
      <ErrorNote error={add.error} />
    </section>
  )
}
