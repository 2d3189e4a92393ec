import type { FastifyInstance } from 'fastify'
import { describe } from '#kernel/describe.ts'
import { today } from '#records/platform.ts'
import { readAll } from '#store/database.ts'
import type { Systems } from '../contract.ts'
import type { ServerOptions } from '../server.ts'
import { callerOf } from '../session.ts'

/** What is declared, what I may do in it, and how many open records of it I see. */
export async function systemRoutes(api: FastifyInstance, { platform }: ServerOptions): Promise<void> {
  api.get('/systems', { schema: { summary: '各类事项的声明' } }, async (request): Promise<Systems> => {
    const { actor, scope } = callerOf(request)
    const [counts] = (await readAll(platform.db, scope, [
      {
        text: `select system, count(*)::int as active, count(*) filter (where next_due < $2 and due_status = 'running')::int as over
          from zs.record where division = $1 and closed_on is null group by system`,
        values: [scope.division, today(platform)],
        shared: true,
      },
    ])) as [{ system: string; active: number; over: number }[]]
    const bySystem = new Map(counts.map(c => [c.system, c]))
    return {
      systems: platform.catalogue.current.map(d => {
        const { active = 0, over = 0 } = bySystem.get(d.code) ?? {}
        return { ...describe(d), mayOpen: d.open.by.some(r => actor.roles.includes(r)), counts: { active, over } }
      }),
    }
  })
}
