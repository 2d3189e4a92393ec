import type { FastifyInstance } from 'fastify'
import type { ServerOptions } from '../server.ts'
import { adminRoutes } from './admin.ts'
import { exchangeRoutes } from './exchange.ts'
import { lookupRoutes } from './lookup.ts'
import { noticeRoutes } from './notices.ts'
import { readingRoutes } from './readings.ts'
import { recordRoutes } from './records.ts'
import { reportRoutes } from './reports.ts'
import { sessionRoutes } from './session.ts'
import { supervisionRoutes } from './supervision.ts'
import { systemRoutes } from './systems.ts'

/** Every route below `/api/v1`, one file per subject. */
export async function registerRoutes(api: FastifyInstance, options: ServerOptions): Promise<void> {
  for (const routes of [
    sessionRoutes,
    systemRoutes,
    recordRoutes,
    lookupRoutes,
    noticeRoutes,
    supervisionRoutes,
    reportRoutes,
    exchangeRoutes,
    readingRoutes,
    adminRoutes,
  ])
    await routes(api, options)
}
