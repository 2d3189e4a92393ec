import { newestAnchors } from '#store/anchor.ts'
import { verify } from '#store/verify.ts'
import { options } from './command.ts'
import { findCommand } from './commands.ts'
import { withPlatform } from './with-platform.ts'

/** `zhunsheng verify`: 0 when the whole log is intact, 1 when anything was found. */
export function run(args: readonly string[]): Promise<number> {
  const { values } = options(
    args,
    { division: { type: 'string' }, json: { type: 'boolean', default: false } },
    findCommand('verify')?.usage ?? '',
  )
  return withPlatform(async platform => {
    const result = await verify(platform.db, {
      ...(values.division ? { division: values.division } : {}),
      ...(process.stdout.isTTY
        ? { onProgress: n => process.stdout.write(`\r已校验 ${n.toLocaleString('zh-CN')} 条……`) }
        : {}),
    })
    if (values.json) console.log(JSON.stringify(result, null, 2))
    else {
      if (process.stdout.isTTY) process.stdout.write('\r')
      for (const f of result.findings) console.log(`✗ ${f.message}`)
      console.log(
        `校验日志 ${result.events.toLocaleString('zh-CN')} 条、记录 ${result.records.toLocaleString('zh-CN')} 件、锚 ${result.anchors} 个：${result.findings.length ? `发现 ${result.findings.length} 处不符。` : '逐条相扣，全部一致。'}`,
      )
    }
    if (!values.json)
      for (const a of await newestAnchors(platform.db))
        console.log(`最新的锚（请抄到外部保存）：${a.division} 第${a.n}号 ${a.hash}`)
    return result.findings.length ? 1 : 0
  })
}
