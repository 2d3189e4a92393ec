import { digitsOf } from './figure-print.tsx'
import type { Shown } from './report-shown.ts'
import { momentInWords } from './words.tsx'

/** What was frozen with the report, to be compared with what others hold. */
export function Sealed({ shown: { head, people, report } }: { shown: Shown }) {
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
