import type { ReactNode } from 'react'

/** What scrolls within the page: reached by keyboard too, and named to who does not see it. */
export function ScrollRegion({ name, className, children }: { name: string; className: string; children: ReactNode }) {
  return (
    <div className={className} tabIndex={0} role="region" aria-label={name}>
      {children}
    </div>
  )
}
