import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type SystemInfo, useSystems, useTitle } from '../hooks.ts'
import { ClockWords } from '../parts/clock.tsx'
import { ErrorNote, Loading } from '../parts/refusals.tsx'
import { number } from '../parts/words.tsx'
import './systems.css'

const archetypeNames: Readonly<Record<SystemInfo['archetype'], string>> = {
  matter: '办件',
  register: '名录',
  activity: '台账',
}

/** 全部事项: every declared system by group, what it is for, how many run, and the verb that opens one. */
export function SystemsPage() {
  const systems = useSystems()
  const [text, setText] = useState('')
  useTitle('全部事项')
  if (systems.error) return <ErrorNote error={systems.error} />
  if (!systems.data) return <Loading rows={10} />
  const wanted = text.trim()
  const shown = systems.data.filter(s => !wanted || `${s.name}${s.about}${s.groupName}`.includes(wanted))
  const groups = [...new Set(shown.map(s => s.groupName))]
  return (
    <>
      <div className="hd">
        <div>
          <h1>全部 {systems.data.length} 类事项</h1>
          <p>每类的表单、期限、条件、文书和数字都出自同一份规则，点“流程与期限”可以逐条核对。</p>
        </div>
        <label className="find s narrow">
          <span className="vh">在全部事项中查找</span>
          <input type="search" placeholder="名称或者用途" value={text} onChange={e => setText(e.target.value)} />
        </label>
      </div>
      <div className="stack">
        {groups.map(group => (
          <section key={group} aria-label={group}>
            <div className="sec">
              <h2>
                {group}
                <span>{shown.filter(s => s.groupName === group).length}</span>
              </h2>
            </div>
            <ul className="rows systems">
              {shown
                .filter(s => s.groupName === group)
                .map(s => (
                  <li key={s.code}>
                    <div>
                      <Link className="t" to="/list/$system" params={{ system: s.code }} search={{}}>
                        {s.name}
                      </Link>
                      <span className="tag">{archetypeNames[s.archetype]}</span>
                      <p className="sm mut">{s.about}</p>
                    </div>
                    <p className="sm nb">
                      {s.counts.over ? <ClockWords light="over" words={`超期 ${number(s.counts.over)}`} /> : null}
                      {s.counts.active ? (
                        <span className="mut">
                          {s.archetype === 'matter' ? '在办' : '在册'} {number(s.counts.active)} {s.unit}
                        </span>
                      ) : null}
                    </p>
                    <div className="acts">
                      <Link
                        className="btn s"
                        to="/list/$system"
                        params={{ system: s.code }}
                        search={{ page: 'procedure' }}
                      >
                        流程与期限
                      </Link>
                      {s.mayOpen ? (
                        <Link className="btn s" to="/open/$system" params={{ system: s.code }} search={{}}>
                          {s.open.name}
                        </Link>
                      ) : null}
                    </div>
                  </li>
                ))}
            </ul>
          </section>
        ))}
        {shown.length ? null : <p className="mut">没有名称或者用途含“{wanted}”的事项。</p>}
      </div>
    </>
  )
}
