import type { Clock as ClockValue, Light } from '#kernel/clock.ts'
import { Glyph, type Mark } from './icons.tsx'

const look: Readonly<Record<Light, { mark: Mark; className: string }>> = {
  over: { mark: 'over', className: 'over' },
  due: { mark: 'due', className: 'due' },
  near: { mark: 'near', className: 'near' },
  ok: { mark: 'ok', className: 'ok' },
  stop: { mark: 'stop', className: 'stop' },
  kept: { mark: 'in', className: 'in' },
  late: { mark: 'over', className: 'over' },
  idle: { mark: 'ok', className: 'ok' },
}

/** A limit: shape, words and colour together. */
export const ClockWords = ({ light, words }: { light: Light; words: string }) => (
  <span className={`ck ${look[light].className}`}>
    <Glyph of={look[light].mark} />
    {words}
  </span>
)

/** Clock with the share of the time used, for lists; `named`: with the name of the limit at its right end. */
export function ClockCell({ clock, named = false }: { clock: ClockValue | undefined; named?: boolean }) {
  if (!clock) return <span className="mut">—</span>
  const share = clock.light === 'over' ? 1 : (clock.used ?? 0)
  return (
    <>
      <div className="l1">
        <ClockWords light={clock.light} words={clock.words} />
        {named && clock.name !== clock.words ? <span className="xs mut">{clock.name}</span> : null}
      </div>
      <span className={`bar ${look[clock.light].className}`} aria-hidden="true">
        <i style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
    </>
  )
}

export const lightMark = (light: Light): string => look[light].className
