import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { calendarDays } from '#kernel/limit.ts'
import { lanternPermit } from '../../test/kit/lantern.ts'
import { brokenLocks, lockOf } from './lock.ts'

const released = lockOf([lanternPermit])
const next = { ...lanternPermit, version: '2024', inForce: { from: '2024-01-01' } }

describe('已发布的版本不变', () => {
  test('没有改动的，没有话说', () => expect(brokenLocks(released, lockOf([lanternPermit]))).toEqual([]))

  test('增加新版本、新系统，可以', () => {
    expect(brokenLocks(released, lockOf([next, lanternPermit, { ...next, code: 'moon-permit' }]))).toEqual([])
  })

  test('改动法定期限，指出哪个版本的哪个期限从什么改成什么', () => {
    const decision = lanternPermit.limits.decision
    if (!decision) throw new Error('no limit')
    const limits = { ...lanternPermit.limits, decision: { ...decision, within: calendarDays(30) } }
    expect(brokenLocks(released, lockOf([{ ...lanternPermit, limits }]))).toEqual([
      'lantern-permit@2020 已发布，不能改动（期限 decision：20D MAX roll 《灯笼悬挂条例》第四条 → 30D MAX roll 《灯笼悬挂条例》第四条）。请恢复原文，另立一个自施行之日起适用的新版本。',
    ])
  })

  test('改动条件（一条规则的写法），也是改动', () => {
    const grant = lanternPermit.actions.grant
    if (!grant) throw new Error('no action')
    const guards = (grant.guards ?? []).map(g => (g.code === 'visited' ? { ...g, check: () => undefined } : g))
    const [line] = brokenLocks(
      released,
      lockOf([{ ...lanternPermit, actions: { ...lanternPermit.actions, grant: { ...grant, guards } } }]),
    )
    expect(line).toContain('lantern-permit@2020 已发布，不能改动（期限以外的内容')
  })

  test('删除已发布的版本，不可以', () => {
    expect(brokenLocks(released, lockOf([next]))).toEqual([
      'lantern-permit@2020 已发布，不能删除：旧案仍按该版本办理，请恢复。',
    ])
  })
})

/** Rules are hashed as source text, and the test runner rewrites source text: hence as the program itself runs. */
test('src/law/lock.json 中的版本均未改动', () => {
  const root = path.resolve(import.meta.dirname, '../..')
  const r = spawnSync(process.execPath, ['scripts/law-lock.ts', '--check'], { cwd: root, encoding: 'utf8' })
  expect(r.stderr).toBe('')
  expect(r.status).toBe(0)
})
