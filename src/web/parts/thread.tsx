import { Link } from '@tanstack/react-router'
import type { RecordView } from '#api/contract.ts'
import { useMe } from '../hooks.ts'
import { ClockWords } from './clock.tsx'
import { shortDay } from './words.tsx'
import './thread.css'

type Entry = RecordView['thread'][number]

/** 关联: the matter across systems from its first record to its last, this one marked; each leads to its page. */
export function Thread({ view }: { view: RecordView }) {
  if (!view.thread.length) return null
  return (
    <section aria-labelledby="lk">
      <div className="sec">
        <h2 id="lk">
          关联<span>{view.thread.length}</span>
        </h2>
        <span className="mut">由上而下，自始至今</span>
      </div>
      <ol className="thread">
        {view.thread.map(entry => (
          <li
            key={entry.id}
            style={{ marginLeft: `${Math.max(0, entry.depth - straight(view.thread)) * 14}px` }}
            aria-current={entry.id === view.id ? 'true' : undefined}
          >
            <Node entry={entry} here={entry.id === view.id} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** How deep the thread goes before it parts in two: so far it runs straight down. */
function straight(thread: readonly Entry[]): number {
  const parted = thread.findIndex((e, i) => i > 0 && e.depth <= (thread[i - 1]?.depth ?? 0))
  return parted < 0 ? Number.POSITIVE_INFINITY : (thread[parted]?.depth ?? 1) - 1
}

function Node({ entry, here }: { entry: Entry; here: boolean }) {
  const me = useMe()
  const name = (
    <>
      {entry.systemName}
      <span className="nb">{entry.number}</span>
    </>
  )
  return (
    <>
      <p className="xs mut">
        <span className="nb">{shortDay(entry.openedOn, me.today)}</span>
        {entry.link ? `　${entry.link}` : ''}
      </p>
      <h3>
        {here ? (
          name
        ) : entry.readable ? (
          <Link to="/record/$id" params={{ id: entry.id }} search={{}}>
            {name}
          </Link>
        ) : (
          name
        )}
        {here ? <span className="tag">本件</span> : null}
      </h3>
      {entry.title && !here ? <p className="sm what">{entry.title}</p> : null}
      <p className="xs how">
        <span>{entry.outcomeName ? `${entry.stageName}：${entry.outcomeName}` : entry.stageName}</span>
        <span className="mut nb">{entry.organName}</span>
        {entry.clock ? <ClockWords light={entry.clock.light} words={entry.clock.words} /> : null}
      </p>
    </>
  )
}
