import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { followUpFor, followUpItems, followUpStates } from '#supervision/follow-up.ts'
import { superviseFor } from '#supervision/supervision.ts'
import { sendRefusal } from '../problem.ts'
import { year } from '../schemas.ts'
import type { ServerOptions } from '../server.ts'
import { callerOf } from '../session.ts'

export async function supervisionRoutes(api: FastifyInstance, { platform }: ServerOptions): Promise<void> {
  const app = api.withTypeProvider<ZodTypeProvider>()

  app.get('/supervision', { schema: { summary: '监督：灯情、按期率、时长、数据质量、被拒绝的操作' } }, request =>
    superviseFor(platform, callerOf(request)),
  )

  app.get(
    '/follow-up',
    {
      schema: {
        summary: '督办与考核：交办各单位的事项和办理情况',
        querystring: z.strictObject({ year: year.optional() }),
      },
    },
    request => followUpFor(platform, callerOf(request), request.query.year),
  )

  app.get(
    '/follow-up/items',
    {
      schema: {
        summary: '督办与考核：一格所数的事项',
        querystring: z.strictObject({
          year,
          system: z.string().max(60),
          organ: z.string().max(60).optional(),
          state: z.enum(followUpStates).optional(),
        }),
      },
    },
    async (request, reply) => {
      const { organ, state, ...rest } = request.query
      const result = await followUpItems(platform, callerOf(request), {
        ...rest,
        ...(organ ? { organ } : {}),
        ...(state ? { state } : {}),
      })
      return result.ok ? result.value : sendRefusal(reply, result)
    },
  )
}
