import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { gate } from '#access/gate.ts'
import { exportRecords } from '#exchange/export.ts'
import { importLedger } from '#exchange/import.ts'
import { bytesSource } from '#exchange/table.ts'
import { ledgerTemplate } from '#exchange/template.ts'
import { problemOf, sendProblem, sendRefusal } from '../problem.ts'
import type { ServerOptions } from '../server.ts'
import { callerOf } from '../session.ts'
import { listQuery, readListQuery, sendFile } from './records.ts'

const format = z.enum(['xlsx', 'csv']).default('xlsx')
const flag = z.enum(['0', '1']).default('0')
const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/** An import holds its file in memory and the processor for seconds: one at a time, the others wait. */
const oneImport = gate(1)

/** Ledgers in, lists out. */
export async function exchangeRoutes(api: FastifyInstance, { platform }: ServerOptions): Promise<void> {
  const app = api.withTypeProvider<ZodTypeProvider>()

  app.get(
    '/imports/template',
    {
      schema: { summary: '导入模板', querystring: z.strictObject({ system: z.string().max(60), format }) },
    },
    async (request, reply) => {
      const { system } = request.query
      const versions = platform.catalogue.all.filter(d => d.code === system)
      const newest = platform.catalogue.newest(system)
      if (!newest)
        return sendProblem(
          reply,
          problemOf({ code: 'invalid-input', path: 'system', message: `没有“${system}”这类事项，请从目录中选择。` }),
        )
      const kind = request.query.format
      return sendFile(reply, await ledgerTemplate(versions, kind), `${newest.name}导入模板.${kind}`, types[kind])
    },
  )

  app.post(
    '/imports',
    {
      schema: {
        summary: '导入历史台账（multipart 一个文件）。dry：只核对；partial：只写入正确的行',
        consumes: ['multipart/form-data'],
        querystring: z.strictObject({
          system: z.string().max(60),
          organ: z.string().max(60).optional(),
          dry: flag,
          partial: flag,
        }),
      },
    },
    async (request, reply) => {
      const { system, organ, dry, partial } = request.query
      const part = request.isMultipart() ? await request.file() : undefined
      if (!part)
        return sendProblem(reply, problemOf({ code: 'invalid-file', message: '没有收到文件，请选择台账后上传。' }))
      const source = bytesSource(await part.toBuffer(), part.filename)
      const result = await oneImport(() =>
        importLedger(platform, callerOf(request).actor, {
          system,
          source,
          dry: dry === '1',
          partial: partial === '1',
          ...(organ ? { organ } : {}),
        }),
      )
      return result.ok ? result.value : sendRefusal(reply, result)
    },
  )

  app.get(
    '/export',
    { schema: { summary: '导出清单，筛选条件同清单', querystring: listQuery.extend({ format }) } },
    async (request, reply) => {
      const { format: kind, ...query } = request.query
      const { actor, scope } = callerOf(request)
      const file = await exportRecords(platform, scope, actor, readListQuery(query), kind)
      return file.ok ? sendFile(reply, file.value.content, file.value.name, types[kind]) : sendRefusal(reply, file)
    },
  )
}
