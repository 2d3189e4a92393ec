/** The shapes of the lights and marks. Drawn, not characters: fonts draw ▲●◐○ in different sizes. */
export function Symbols() {
  return (
    <svg className="vh" aria-hidden="true">
      <defs>
        <symbol id="over" viewBox="0 0 12 12">
          <path d="M6 1 11.5 11H.5z" fill="currentColor" />
        </symbol>
        <symbol id="due" viewBox="0 0 12 12">
          <circle cx="6" cy="6" r="5" fill="currentColor" />
        </symbol>
        <symbol id="near" viewBox="0 0 12 12">
          <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path d="M6 1.2a4.8 4.8 0 0 0 0 9.6z" fill="currentColor" />
        </symbol>
        <symbol id="ok" viewBox="0 0 12 12">
          <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.4" />
        </symbol>
        <symbol id="in" viewBox="0 0 12 12">
          <path d="M1.5 6.5 4.7 9.6 10.5 2.6" fill="none" stroke="currentColor" strokeWidth="1.7" />
        </symbol>
        <symbol id="stop" viewBox="0 0 12 12">
          <path d="M3.5 1.5v9M8.5 1.5v9" stroke="currentColor" strokeWidth="2" />
        </symbol>
        <symbol id="no" viewBox="0 0 12 12">
          <path d="M2 2l8 8M10 2l-8 8" stroke="currentColor" strokeWidth="1.7" />
        </symbol>
        <symbol id="warn" viewBox="0 0 12 12">
          <path d="M6 .8 11.2 6 6 11.2.8 6z" fill="none" stroke="currentColor" strokeWidth="1.4" />
          <path d="M6 3.4v3" stroke="currentColor" strokeWidth="1.4" />
          <circle cx="6" cy="8.3" r=".8" fill="currentColor" />
        </symbol>
      </defs>
    </svg>
  )
}

export type Mark = 'over' | 'due' | 'near' | 'ok' | 'in' | 'stop' | 'no' | 'warn'
export const Glyph = ({ of }: { of: Mark }) => (
  <svg className="g" aria-hidden="true">
    <use href={`#${of}`} />
  </svg>
)

export const Plumb = ({ long = false }: { long?: boolean }) =>
  long ? (
    <svg viewBox="0 0 16 66" fill="none" stroke="currentColor" aria-hidden="true">
      <path d="M8 0V44" strokeWidth="1.2" />
      <path d="M5 44h6l1.6 5L8 64 3.4 49z" fill="currentColor" stroke="none" />
    </svg>
  ) : (
    <svg viewBox="0 0 16 40" fill="none" stroke="currentColor" aria-hidden="true">
      <path d="M8 0V18" strokeWidth="1.2" />
      <path d="M5 18h6l1.6 5L8 38 3.4 23z" fill="currentColor" stroke="none" />
    </svg>
  )
