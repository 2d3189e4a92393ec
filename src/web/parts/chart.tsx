import { lazy, Suspense } from 'react'
import './chart.css'

export type Bar = {
  readonly name: string
  readonly value: number
  /** As printed at the end of the bar. */
  readonly printed: string
  /** An earlier value, drawn as a thin pale bar. */
  readonly before?: number | undefined
}
export type ChartProps = {
  readonly bars: readonly Bar[]
  /** What the chart shows, for those who do not see it. */
  readonly label: string
  /** The longest value of the axis; absent: of the bars. */
  readonly most?: number
  /** The bar that is chosen. */
  readonly chosen?: number | undefined
  readonly choose?: (index: number) => void
  /** Bars that stand instead of lie, for years. */
  readonly upright?: boolean
}

// The drawing library comes only with the first chart.
const Canvas = lazy(() => import('./chart-canvas.tsx'))

/** Bars in shades of one hue; a bar opens what stands behind it. The same as a table is a key away. */
export const Chart = (props: ChartProps) => (
  <>
    <Suspense fallback={<div className="loading" style={{ height: heightOf(props) }} />}>
      <Canvas {...props} />
    </Suspense>
    <ChartTable {...props} />
  </>
)

function ChartTable({ bars, label, choose }: ChartProps) {
  const earlier = bars.some(b => b.before !== undefined)
  return (
    <details className="charttable">
      <summary>数据表</summary>
      <table>
        <caption className="vh">{label.replace(/：.*$/, '')}</caption>
        <thead className="vh">
          <tr>
            <th scope="col">项目</th>
            <th scope="col">数值</th>
            {earlier ? <th scope="col">上年</th> : null}
          </tr>
        </thead>
        <tbody>
          {bars.map((b, i) => (
            <tr key={b.name}>
              <th scope="row">
                {choose ? (
                  <button className="link" type="button" onClick={() => choose(i)}>
                    {b.name}
                  </button>
                ) : (
                  b.name
                )}
              </th>
              <td className="n">{b.printed}</td>
              {earlier ? <td className="n mut">{b.before === undefined ? '' : `上年 ${b.before}`}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

export const heightOf = ({ bars, upright }: ChartProps): number => (upright ? 240 : bars.length * 32 + 8)
