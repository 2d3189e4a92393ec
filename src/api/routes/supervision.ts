import type { FastifyInstance } from 'fastify'
import { superviseFor } from '#supervision/supervision.ts'
import type { ServerOptions } from '../server.ts'
import { callerOf } from '../session.ts'

export async function supervisionRoutes(api: FastifyInstance, { platform }: ServerOptions): Promise<void> {
  api.get('/supervision', { schema: { summary: '监督：灯情、按期率、时长、数据质量、被拒绝的操作' } }, request =>
    superviseFor(platform, callerOf(request)),
  )
}
