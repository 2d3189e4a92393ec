import { useQuery } from '@tanstack/react-query'
import { type FocusEvent, useEffect, useRef } from 'react'
import type { Session, Systems } from '#api/contract.ts'
import { get, Refused } from './api.ts'

/** Who is signed in; `null`: nobody. */
export function useSession() {
  return useQuery<Session | null>({
    queryKey: ['session'],
    queryFn: async () => {
      try {
        return await get<Session>('/session')
      } catch (error) {
        if (error instanceof Refused && error.problem.status === 401) return null
        throw error
      }
    },
    staleTime: 60_000,
  })
}

/** The session on pages that are only reached signed in. */
export function useMe(): Session {
  const { data } = useSession()
  if (!data) throw new Error('not signed in')
  return data
}

export const useSystems = () =>
  useQuery({ queryKey: ['systems'], queryFn: () => get<Systems>('/systems').then(s => s.systems), staleTime: 60_000 })

export type SystemInfo = Systems['systems'][number]
export function useSystem(code: string): SystemInfo | undefined {
  return useSystems().data?.find(s => s.code === code)
}

/** What begins without parties is entered many at a time; what begins with its parties has a form of its own. */
export const takesBatches = (system: SystemInfo): boolean => system.mayOpen && Object.keys(system.parties).length === 0

export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title) document.title = `${title} · 准绳`
  }, [title])
}

/** Single keys on the page, not while typing: `j`, `k`, `?`. `mod+k` with Ctrl or Command works everywhere. */
export function useKeys(keys: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement &&
        (event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName))
      const name = `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`
      if (typing && !name.startsWith('mod+') && event.key !== 'Escape') return
      if (event.altKey) return
      const run = latest.current[name]
      if (run) {
        event.preventDefault()
        run(event)
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** For `onBlur` of a box: the focus left it for something outside of it. */
export const onLeave = (left: () => void) => (event: FocusEvent) => {
  if (!event.currentTarget.contains(event.relatedTarget)) left()
}

/** Signs out after some minutes without use. */
export function useIdle(minutes: number | undefined, out: () => void): void {
  const latest = useRef(out)
  latest.current = out
  useEffect(() => {
    if (!minutes) return
    let timer = 0
    const again = () => {
      window.clearTimeout(timer)
      timer = window.setTimeout(() => latest.current(), minutes * 60_000)
    }
    const events = ['pointerdown', 'keydown', 'scroll'] as const
    for (const e of events) window.addEventListener(e, again, { passive: true })
    again()
    return () => {
      window.clearTimeout(timer)
      for (const e of events) window.removeEventListener(e, again)
    }
  }, [minutes])
}
