import { QueryClient } from '@tanstack/react-query'
import type { Problem } from '#api/contract.ts'

/** A refusal as the server told it: what is missing, which article, what to do next. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

/** The network is away: what was entered is kept, the same request may be sent again. */
export class Offline extends Error {
  constructor() {
    super('网络中断，内容没有丢失。网络恢复后请再次提交，不会重复办理。')
  }
}

async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(`/api/v1${path}`, { credentials: 'same-origin', ...init })
  } catch {
    throw new Offline()
  }
  if (response.ok) return response
  const type = response.headers.get('content-type') ?? ''
  const problem: Problem = type.includes('json')
    ? ((await response.json()) as Problem)
    : {
        type: 'about:blank',
        title: '没有办成',
        status: response.status,
        detail: '服务没有回应，请稍后重试。',
        code: 'bug',
      }
  if (response.status === 401 && !path.startsWith('/session')) signedOut()
  throw new Refused(problem)
}

async function json<T>(path: string, init: RequestInit): Promise<T> {
  const response = await send(path, init)
  return (response.status === 204 ? undefined : await response.json()) as T
}

export const get = <T>(path: string): Promise<T> => json<T>(path, {})

const withBody = (method: string, body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method,
  headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
})
export const post = <T>(path: string, body: unknown = {}): Promise<T> => json<T>(path, withBody('POST', body))
export const put = <T>(path: string, body: unknown): Promise<T> => json<T>(path, withBody('PUT', body))
export const patch = <T>(path: string, body: unknown): Promise<T> => json<T>(path, withBody('PATCH', body))
export const remove = (path: string): Promise<void> => json<void>(path, { method: 'DELETE' })

/** A command: the key stays the same for every try of the same form, so that a retry changes nothing twice. */
export const command = <T>(path: string, body: unknown, key: string): Promise<T> =>
  json<T>(path, withBody('POST', body, { 'idempotency-key': key }))

export const newKey = (): string => crypto.randomUUID()

export async function upload<T>(path: string, files: readonly File[]): Promise<T> {
  const form = new FormData()
  for (const file of files) form.append('file', file, file.name)
  return json<T>(path, { method: 'POST', body: form, headers: { 'idempotency-key': newKey() } })
}

/** A file that is made from what is sent. */
export async function download(path: string, body: unknown, name: string): Promise<void> {
  const response = await send(path, withBody('POST', body))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      retry: (n, error) => !(error instanceof Refused) && n < 2,
    },
  },
})

/** A record was written: lists, counts and clocks everywhere are read anew when they are next looked at. */
export const recordsChanged = (): Promise<void> =>
  queries.invalidateQueries({ predicate: q => !['session', 'admin'].includes(String(q.queryKey[0])) })

/** Another person: nothing read before may be seen. The session's own query stays, since the frame listens to it. */
export function becomes(session: unknown): void {
  queries.removeQueries({ predicate: q => q.queryKey[0] !== 'session' })
  queries.setQueryData(['session'], session)
}

/** Signed out by time or by another tab: the sign-in page comes up, the address stays. */
function signedOut() {
  queries.setQueryData(['session'], null)
}
