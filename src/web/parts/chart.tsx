import { lazy, Suspense } from 'react'

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

/** Bars in shades of one hue; a bar opens what stands behind it. */
export const Chart = (props: ChartProps) => (
  <Suspense fallback={<div className="loading" style={{ height: heightOf(props) }} />}>
    <Canvas {...props} />
  </Suspense>
)

export const heightOf = ({ bars, upright }: ChartProps): number => (upright ? 240 : bars.length * 32 + 8)
