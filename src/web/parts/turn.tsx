import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

export type Address = Readonly<Record<string, string | undefined>>
const same = { exact: true, includeSearch: true, explicitUndefined: true } as const

/** A link that changes what this page shows, e.g. `{ figure: code }`; the rest of the address and the place stay. */
export const Turn = ({
  set,
  current = false,
  className,
  title,
  children,
}: {
  set: Address
  current?: boolean
  className?: string | undefined
  title?: string | undefined
  children: ReactNode
}) => (
  <Link
    to="."
    search={old => ({ ...old, ...set })}
    resetScroll={false}
    activeOptions={same}
    aria-current={current ? 'true' : undefined}
    className={className}
    title={title}
  >
    {children}
  </Link>
)
