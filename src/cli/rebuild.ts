import { projectionDigests, rebuild } from '#store/rebuild.ts'
import { withPlatform } from './with-platform.ts'

/** `zhunsheng rebuild`: drops all projections, fills them from the log, and says whether they are what they were. */
export function run(): Promise<number> {
  return withPlatform(async platform => {
    const before = await projectionDigests(platform.db)
    const divisions = await platform.db.app.query<{ code: string }>('select code from zs.division')
    const settings = new Map(
      await Promise.all(divisions.rows.map(async d => [d.code, (await platform.division(d.code)).settings] as const)),
    )
    const records = await rebuild(
      platform.db,
      { catalogue: platform.catalogue, calendar: platform.calendar(), settings: code => settings.get(code) ?? {} },
      process.stdout.isTTY
        ? { onProgress: n => process.stdout.write(`\r已重建 ${n.toLocaleString('zh-CN')} 件……`) }
        : {},
    )
    const after = await projectionDigests(platform.db)
    const changed = Object.keys(after).filter(t => before[t as keyof typeof before] !== after[t as keyof typeof after])
    console.log(
      `\n由日志重建 ${records.toLocaleString('zh-CN')} 件：${changed.length ? `与原投影不同的表：${changed.join('、')}（已以日志为准）。` : '与原投影完全一致。'}`,
    )
    return 0
  })
}
