import type { Refusal } from '#kernel/refusal.ts'
import { Offline, Refused } from '../api.ts'
import { Glyph } from './icons.tsx'
import { Words } from './words.tsx'

/** What was refused, with the article and what to do next. */
export function RefusalNote({
  refusals,
  title,
}: {
  refusals: readonly Pick<Refusal, 'message' | 'article'>[]
  title?: string
}) {
  if (!refusals.length) return null
  return (
    <div className="note" role="alert">
      <b>
        <Glyph of="no" />
        {title ?? '没有办成'}
      </b>
      {refusals.map((r, i) => (
        <p key={`${i}${r.message}`}>
          <Words>{r.message}</Words>
          {r.article ? <cite>{r.article}</cite> : null}
        </p>
      ))}
    </div>
  )
}

/** An error of a request as refusals; anything that is no refusal is told as a fault of the program. */
export function refusalsOf(error: unknown): readonly Pick<Refusal, 'message' | 'article' | 'path'>[] {
  if (error instanceof Refused) {
    const { detail, article, path, others = [] } = error.problem
    return [{ message: detail, ...(article ? { article } : {}), ...(path ? { path } : {}) }, ...others]
  }
  if (error instanceof Offline) return [{ message: error.message }]
  return error ? [{ message: '程序出错，请刷新页面后重试；如仍不行，请联系管理员。' }] : []
}
export const ErrorNote = ({ error }: { error: unknown }) => <RefusalNote refusals={refusalsOf(error)} />

/** What would stand here, and how it comes to be. */
export const Empty = ({ title, children }: { title: string; children?: React.ReactNode }) => (
  <div className="empty">
    <p className="lead">{title}</p>
    {children ? <p className="mut">{children}</p> : null}
  </div>
)

/** The shape of what is being loaded. */
export const Loading = ({ rows = 6 }: { rows?: number }) => (
  <div className="loading" role="status" aria-label="正在读取">
    {Array.from({ length: rows }, (_, i) => (
      <i key={`r${i}`} style={{ width: `${92 - ((i * 17) % 40)}%` }} />
    ))}
  </div>
)
