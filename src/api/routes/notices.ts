import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { markSeen, noticesFor } from '#records/notices.ts'
import { sendRefusal } from '../problem.ts'
import type { ServerOptions } from '../server.ts'
import { callerOf } from '../session.ts'

/** What newly waits for me, and until when I have seen it. */
export async function noticeRoutes(api: FastifyInstance, { platform }: ServerOptions): Promise<void> {
  const app = api.withTypeProvider<ZodTypeProvider>()

  app.get('/notices', { schema: { summary: '消息：新近等我办的事' } }, request =>
    noticesFor(platform, callerOf(request)),
  )

  app.post(
    '/notices/seen',
    { schema: { summary: '标为已读', body: z.strictObject({ until: z.iso.datetime() }) } },
    async (request, reply) => {
      const result = await markSeen(platform, callerOf(request), new Date(request.body.until).toISOString())
      return result.ok ? reply.code(204).send() : sendRefusal(reply, result)
    },
  )
}
