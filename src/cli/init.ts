import { addPeople, installer, putDivision, putOrgans } from '#access/people.ts'
import { checkDivision } from '#kernel/values/division.ts'
import { Failure, failed, options } from './command.ts'
import { findCommand } from './commands.ts'
import { withPlatform } from './with-platform.ts'

const usage = findCommand('init')?.usage ?? ''

/** `zhunsheng init`: a division with its justice bureau and one administrator, whose password is printed once. */
export function run(args: readonly string[]): Promise<number> {
  const { values } = options(
    args,
    { division: { type: 'string' }, name: { type: 'string' }, account: { type: 'string', default: 'admin' } },
    usage,
  )
  const { division: code, name, account } = values
  if (!code || !name) throw new Failure(`请写明行政区划代码和名称。\n用法：${usage}`)
  const checked = checkDivision(code)
  if (!checked.ok) throw failed(checked)
  return withPlatform(async ({ db }) => {
    const by = installer(code)
    for (const result of [
      await putDivision(db, by, { code, name }),
      await putOrgans(db, by, [
        { division: code, code: 'qzf', name: `${name}人民政府`, short: `${name.slice(0, 1)}政`, kind: 'government' },
        {
          division: code,
          code: 'sfj',
          name: `${name}司法局`,
          short: `${name.slice(0, 1)}司`,
          kind: 'justiceBureau',
          parent: 'qzf',
        },
      ]),
    ])
      if (!result.ok) throw failed(result)
    const added = await addPeople(db, by, [{ organ: 'sfj', name: '系统管理员', account, roles: ['administrator'] }])
    if (!added.ok) throw failed(added)
    console.log(
      `已建立${name}（${code}）。管理员账号 ${account}，初始密码 ${added.value[0]?.password}（只显示这一次，首次登录须修改）。`,
    )
    return 0
  })
}
