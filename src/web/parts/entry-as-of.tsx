import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { EntryAsOf, RecordView } from '#api/contract.ts'
import { formatChineseDate } from '#kernel/time/date.ts'
import { get } from '../api.ts'
import { useMe } from '../hooks.ts'
import { Glyph } from './icons.tsx'
import { ErrorNote } from './refusals.tsx'
import { Words } from './words.tsx'
import { DateInput } from './date-input.tsx'

/** A register entry on any day: whether it was valid, what it said, and every change that made it so. */
export function AsOf({ view }: { view: RecordView }) {
  const me = useMe()
  const id = useId()
  const [on, setOn] = useState(me.today)
  const found = useQuery({
    queryKey: ['record', view.id, 'as-of', view.seq, on],
    queryFn: () => get<EntryAsOf>(`/records/${view.id}/as-of/${on}`),
    enabled: on !== '',
    placeholderData: keepPreviousData,
  })
  const at = found.data
  return (
    <section aria-labelledby={`${id}h`}>
      <div className="sec hist">
        <h2 id={`${id}h`}>登记内容</h2>
        {view.seesPersonal ? null : <span className="mut">个人信息已隐去</span>}
        <span className="asof">
          <label htmlFor={id}>截至日期</label>
          <DateInput
            id={id}
            className="fi s"
            value={on}
            max={me.today}
            change={day => setOn(day ?? me.today)}
            required
          />
          {on === me.today ? null : (
            <button className="link" type="button" onClick={() => setOn(me.today)}>
              今日
            </button>
          )}
        </span>
      </div>
      <ErrorNote error={found.error} />
      {at ? (
        <div aria-live="polite">
          <p className={`validity ${at.valid ? 'bamboo' : 'mut'}`}>
            <Glyph of={at.valid ? 'in' : 'no'} />
            <span>
              {at.valid ? <Words>{`${formatChineseDate(at.on)}有效，${at.stageName}`}</Words> : <Words>{at.why}</Words>}
            </span>
          </p>
          <dl className="facts">
            {at.entries.map(e => (
              <div key={e.field} style={{ display: 'contents' }}>
                <dt>{e.name}</dt>
                <dd>{e.value}</dd>
              </div>
            ))}
          </dl>
          <h3 className="refh">变更</h3>
          <ol className="changes">
            {at.changes.map(c => (
              <li key={c.seq} className={c.on > at.on ? 'later' : undefined}>
                <time dateTime={c.on}>{c.on}</time>
                <div>
                  <b>{c.actionName}</b>
                  <span className="mut">
                    {[c.stageName, c.by, ...(c.on > at.on ? ['在所选日期之后'] : [])].join('　')}
                  </span>
                  {c.fields.map(f => (
                    <p key={f.name} className="sm">
                      {f.name}：{f.from === undefined ? '' : <del>{f.from}</del>}
                      {f.to}
                    </p>
                  ))}
                </div>
              </li>
            ))}
          </ol>
        </div>
      ) : null}
    </section>
  )
}
