import { formatChineseDate } from '#kernel/time/date.ts'
import type { SystemInfo } from '../hooks.ts'
import { ScrollRegion } from './scroll-region.tsx'
import { Words } from './words.tsx'
import './procedure.css'

const units: Readonly<Record<string, string>> = {
  WD: '个工作日',
  D: '日',
  M: '个月',
  Y: '年',
  H: '小时',
}
const amount = (limit: SystemInfo['limits'][string]) =>
  limit.unit === 'FIX' ? '约定之日' : `${limit.amount}${units[limit.unit] ?? limit.unit}`

/** 流程与期限: the declaration as a page that a lawyer reads: stages, limits with articles, actions, papers, figures. */
export function Procedure({ system }: { system: SystemInfo }) {
  const stage = (code: string) => system.stages.find(s => s.code === code)?.name ?? code
  const limits = Object.entries(system.limits)
  const actions = Object.entries(system.actions)
  const papers = Object.values(system.documents)
  const figures = Object.entries(system.figures)
  return (
    <div className="procedure stack">
      <p>
        <Words>{system.about}</Words>
        <span className="mut">自{formatChineseDate(system.inForce.from)}起登记的适用此规则。</span>
      </p>
      {system.path.length > 1 ? (
        <ScrollRegion className="pathw" name="通常经过">
          <ol className="path">
            {system.path.map(code => (
              <li key={code} className="did">
                <span>{stage(code)}</span>
              </li>
            ))}
          </ol>
        </ScrollRegion>
      ) : null}
      {limits.length ? (
        <Part title="期限" count={limits.length}>
          <thead>
            <tr>
              <th scope="col">期限</th>
              <th scope="col" className="n">
                时长
              </th>
              <th scope="col">依据</th>
            </tr>
          </thead>
          <tbody>
            {limits.map(([code, l]) => (
              <tr key={code}>
                <td>{l.name}</td>
                <td className="n nb">{amount(l)}</td>
                <td className="mut">
                  <Words>{l.article}</Words>
                </td>
              </tr>
            ))}
          </tbody>
        </Part>
      ) : null}
      {actions.length ? (
        <Part title="办理事项" count={actions.length}>
          <thead>
            <tr>
              <th scope="col">事项</th>
              <th scope="col">办理阶段</th>
              <th scope="col">办理后</th>
              <th scope="col">条件</th>
              <th scope="col">依据</th>
            </tr>
          </thead>
          <tbody>
            {actions.map(([code, a]) => (
              <tr key={code}>
                <td className="nb">{a.name}</td>
                <td>{a.from.map(stage).join('、')}</td>
                <td className="nb">{a.to === 'back' ? '回到原阶段' : a.to ? stage(a.to) : '阶段不变'}</td>
                <td>
                  {a.guards.map(g => (
                    <p key={g.name} className="sm">
                      {g.name}
                      <cite>{g.article}</cite>
                    </p>
                  ))}
                </td>
                <td className="mut">
                  <Words>{a.article ?? ''}</Words>
                </td>
              </tr>
            ))}
          </tbody>
        </Part>
      ) : null}
      {papers.length ? (
        <section>
          <div className="sec">
            <h2>
              文书<span>{papers.length}</span>
            </h2>
          </div>
          <p className="pad">{papers.map(p => p.name).join('、')}</p>
        </section>
      ) : null}
      {figures.length ? (
        <Part title="计入年报的数字" count={figures.length}>
          <thead>
            <tr>
              <th scope="col">数字</th>
              <th scope="col">单位</th>
              <th scope="col">口径</th>
            </tr>
          </thead>
          <tbody>
            {figures.map(([code, f]) => (
              <tr key={code}>
                <td className="nb">{f.name}</td>
                <td className="nb">{f.unit}</td>
                <td>
                  <Words>{f.definition}</Words>
                </td>
              </tr>
            ))}
          </tbody>
        </Part>
      ) : null}
    </div>
  )
}

function Part({ title, count, children }: { title: string; count: number; children: React.ReactNode }) {
  return (
    <section>
      <div className="sec">
        <h2>
          {title}
          <span>{count}</span>
        </h2>
      </div>
      <ScrollRegion className="hx" name={title}>
        <table className="tbl flat wrapped">
          <caption className="vh">{title}</caption>
          {children}
        </table>
      </ScrollRegion>
    </section>
  )
}
