import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useId, useState } from 'react'
import type { RecordView, Today } from '#api/contract.ts'
import { recordsChanged } from '../api.ts'
import { useMe } from '../hooks.ts'
import { Footer, useCommand } from './action-form.tsx'
import { Drawer } from './drawer.tsx'
import { RefusalNote, refusalsOf } from './refusals.tsx'
import { shortDay, Words } from './words.tsx'
import './hand-over.css'

type Waiting = Today['incoming'][number]

const waited = (days: number): string => (days ? `已等 ${days} 日` : '今日移送')

/** 移送: to which organ, for what; the record stays where it is and its limits run on. */
export function HandOverForm({ view, close }: { view: RecordView; close: () => void }) {
  const me = useMe()
  const id = useId()
  const ways = view.opens.filter(o => o.receivers.length)
  const [link, setLink] = useState(ways.length === 1 ? (ways[0]?.link ?? '') : '')
  const [to, setTo] = useState('')
  const [note, setNote] = useState('')
  const [sure, setSure] = useState(false)
  const send = useCommand(view.id, () => {
    close()
    void recordsChanged()
  })
  const receivers = ways.find(w => w.link === link)?.receivers ?? []
  const ready = link !== '' && to !== '' && sure
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (ready && !send.isPending)
      send.mutate({
        action: 'handOver',
        on: me.today,
        handOver: { link, to },
        ...(note.trim() ? { note } : {}),
        expect: view.seq,
      })
  }
  return (
    <Drawer heading="ho-t" close={close}>
      <form onSubmit={submit} noValidate style={{ display: 'contents' }}>
        <p className="sm mut">{view.number}</p>
        <h2 id="ho-t">移送其他单位</h2>
        <p className="sm mut">对方接收后另立一件，当事人和内容随件带去，不用再填；不属其办理的，写明理由退回。</p>
        <div className="body">
          <div className="fld">
            <label htmlFor={`${id}l`}>办理什么</label>
            <select
              id={`${id}l`}
              className="fi"
              value={link}
              onChange={e => {
                setLink(e.target.value)
                setTo('')
              }}
            >
              {ways.length === 1 ? null : <option value="">请选择</option>}
              {ways.map(w => (
                <option key={w.link} value={w.link}>
                  {w.name}
                </option>
              ))}
            </select>
          </div>
          <div className="fld">
            <label htmlFor={`${id}o`}>移送给</label>
            <select id={`${id}o`} className="fi" value={to} disabled={!link} onChange={e => setTo(e.target.value)}>
              <option value="">{link ? '请选择' : '请先选择办理什么'}</option>
              {receivers.map(o => (
                <option key={o.code} value={o.code}>
                  {o.name}
                </option>
              ))}
            </select>
          </div>
          <div className="fld">
            <label htmlFor={`${id}n`}>附言（可以不填）</label>
            <textarea id={`${id}n`} className="fi" rows={3} value={note} onChange={e => setNote(e.target.value)} />
          </div>
          <label className="sm sure">
            <input type="checkbox" checked={sure} onChange={e => setSure(e.target.checked)} />
            <span>接收单位将看到本件的全部内容和附件；本件的期限照常计算。确认移送。</span>
          </label>
          <RefusalNote refusals={refusalsOf(send.error)} />
        </div>
        <Footer name="移送" pending={send.isPending} close={close} disabled={!ready} />
      </form>
    </Drawer>
  )
}

/** 退回: what was handed over goes back to its sender with the reason; from then on this organ does not see it. */
function HandBackForm({ given, close, done }: { given: Waiting; close: () => void; done: () => void }) {
  const me = useMe()
  const id = useId()
  const [note, setNote] = useState('')
  const send = useCommand(given.record, done)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (note.trim() && !send.isPending)
      send.mutate({ action: 'handBack', on: me.today, handBack: { seq: given.seq }, note })
  }
  return (
    <Drawer heading="hb-t" close={close}>
      <form onSubmit={submit} noValidate style={{ display: 'contents' }}>
        <p className="sm mut">{given.number}</p>
        <h2 id="hb-t">退回{given.from}</h2>
        <p className="sm mut">退回后本单位不再看到该件。</p>
        <div className="body">
          <div className="fld">
            <label htmlFor={id}>退回的理由</label>
            <textarea
              id={id}
              className="fi"
              rows={4}
              placeholder="不属本单位办理的，写明应由哪个单位办理"
              value={note}
              onChange={e => setNote(e.target.value)}
            />
          </div>
          <RefusalNote refusals={refusalsOf(send.error)} />
        </div>
        <Footer name="退回" pending={send.isPending} close={close} disabled={!note.trim()} />
      </form>
    </Drawer>
  )
}

/** The two answers to a hand-over: the form of one's own record, or the reason of the return. */
function Answers({ given, returned }: { given: Waiting; returned: () => void }) {
  const [returning, setReturning] = useState(false)
  return (
    <div className="answers">
      <Link
        className="btn s pri"
        to="/open/$system"
        params={{ system: given.system }}
        search={{ from: given.record, link: given.link }}
        aria-label={`接收，${given.number}`}
      >
        接收
      </Link>
      <button className="btn s" type="button" aria-label={`退回，${given.number}`} onClick={() => setReturning(true)}>
        退回
      </button>
      {returning ? (
        <HandBackForm
          given={given}
          close={() => setReturning(false)}
          done={() => {
            setReturning(false)
            returned()
          }}
        />
      ) : null}
    </div>
  )
}

/** On the page of the record that was handed over to my organ. */
export function Incoming({ view }: { view: RecordView }) {
  const me = useMe()
  const navigate = useNavigate()
  // The record is out of sight from then on: first leave its page, then read anew.
  const returned = () => void navigate({ to: '/', search: {} }).then(recordsChanged)
  return view.incoming.map(h => (
    <section className="incoming" key={h.seq} aria-label={`待接收：${h.name}`}>
      <div>
        <p>
          <b>待接收：{h.name}</b>
          <span className="sm mut nb">{waited(h.waitingDays)}</span>
        </p>
        <p className="sm mut">
          <Words>{`${h.from}${h.by}${shortDay(h.on, me.today)}移送${h.note ? `：${h.note}` : ''}`}</Words>
        </p>
      </div>
      <Answers given={{ ...h, record: view.id, number: view.number, title: view.title }} returned={returned} />
    </section>
  ))
}

/** 待接收 on the home page. */
export function IncomingList({ rows }: { rows: Today['incoming'] }) {
  return (
    <section aria-labelledby="inc">
      <div className="sec">
        <h2 id="inc">
          待接收<span>{rows.length}</span>
        </h2>
      </div>
      <ul className="rows">
        {rows.map(h => (
          <li key={`${h.record}${h.seq}`}>
            <div className="l1">
              <Link to="/record/$id" params={{ id: h.record }} search={{}}>
                {h.title}
              </Link>
              <span className="sm mut nb">{waited(h.waitingDays)}</span>
            </div>
            <p className="sm mut">
              <Words>{`${h.number}　${h.from}移送：${h.name}`}</Words>
            </p>
            {h.note ? (
              <p className="sm">
                <Words>{h.note}</Words>
              </p>
            ) : null}
            <Answers given={h} returned={() => void recordsChanged()} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What became of it, on the record's own page: waiting, accepted under a number, or returned and why. */
export function HandOvers({ view }: { view: RecordView }) {
  const me = useMe()
  if (!view.handOvers.length) return null
  return (
    <section aria-labelledby="ho">
      <div className="sec">
        <h2 id="ho">
          移送<span>{view.handOvers.length}</span>
        </h2>
      </div>
      <ul className="rows">
        {view.handOvers.toReversed().map(h => (
          <li key={h.seq}>
            <div className="l1">
              <span>{h.to}</span>
              <span className="sm mut nb">{shortDay(h.on, me.today)}</span>
            </div>
            <p className="sm mut">
              <Words>{`${h.name}${h.note ? `：${h.note}` : ''}`}</Words>
            </p>
            <p className={`sm ${h.status === 'accepted' ? 'bamboo' : h.status === 'returned' ? 'amber' : 'mut'}`}>
              <Words>{stateOf(h, me.today)}</Words>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function stateOf(h: RecordView['handOvers'][number], today: string): string {
  const day = h.answeredOn ? shortDay(h.answeredOn, today) : ''
  if (h.status === 'accepted') return `${day}已接收，编号${h.number ?? ''}`
  if (h.status === 'returned') return `${day}已退回：${h.reason ?? ''}`
  return h.waitingDays ? `待接收 ${h.waitingDays} 日` : '今日移送，待接收'
}
