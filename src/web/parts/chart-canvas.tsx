import { BarChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { type EChartsType, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useDark, useStill } from '../theme.ts'
import { type ChartProps, heightOf } from './chart.tsx'

use([BarChart, GridComponent, SVGRenderer])

const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** Drawn with ECharts as SVG. What it shows is also text beside it, so that nothing hangs on seeing or pointing. */
export default function Canvas(props: ChartProps) {
  const { bars, label, most, chosen, choose, upright = false } = props
  const place = useRef<HTMLDivElement>(null)
  const drawn = useRef<EChartsType>(null)
  const latest = useRef(choose)
  latest.current = choose
  const dark = useDark()
  const still = useStill()
  useEffect(() => {
    if (!place.current) return
    const chart = init(place.current, null, { renderer: 'svg' })
    drawn.current = chart
    chart.on('click', event => latest.current?.(event.dataIndex))
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(place.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [])
  useEffect(() => {
    const dai = colour('--dai')
    const ink = colour('--ink')
    const family = colour('--hei')
    const names = {
      type: 'category' as const,
      data: bars.map(b => b.name),
      inverse: !upright,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour('--ink-2') } },
      axisLabel: {
        color: ink,
        fontFamily: family,
        fontSize: 12,
        interval: 0,
        ...(upright ? {} : { width: 132, overflow: 'truncate' as const }),
      },
    }
    const values = {
      type: 'value' as const,
      ...(most === undefined ? {} : { max: most }),
      axisLabel: { show: false },
      splitLine: { show: false },
    }
    drawn.current?.setOption({
      animation: !still,
      animationDuration: 120,
      textStyle: { fontFamily: family },
      grid: upright ? { left: 8, right: 8, top: 28, bottom: 24 } : { left: 140, right: 76, top: 0, bottom: 4 },
      [upright ? 'xAxis' : 'yAxis']: names,
      [upright ? 'yAxis' : 'xAxis']: values,
      series: [
        {
          type: 'bar',
          barMaxWidth: upright ? 56 : 16,
          cursor: choose ? 'pointer' : 'default',
          data: bars.map((b, i) => ({
            value: b.value,
            itemStyle: { color: dai, opacity: chosen === undefined || chosen === i ? (chosen === i ? 1 : 0.72) : 0.42 },
            label: {
              show: true,
              position: upright ? 'top' : 'right',
              formatter: b.printed,
              color: ink,
              fontFamily: family,
              fontSize: 12,
            },
          })),
        },
        ...(bars.some(b => b.before !== undefined)
          ? [
              {
                type: 'bar' as const,
                barMaxWidth: upright ? 16 : 5,
                barGap: '20%',
                silent: true,
                itemStyle: { color: dai, opacity: 0.3 },
                data: bars.map(b => b.before ?? null),
              },
            ]
          : []),
      ],
    })
  }, [bars, most, chosen, choose, upright, dark, still])
  return <div ref={place} role="img" aria-label={label} style={{ height: heightOf(props) }} />
}
