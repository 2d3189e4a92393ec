import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { caseDocument } from '#documents/case-document.ts'
import { toDocx } from '#documents/to-docx.ts'
import { toHtmlPage } from '#documents/to-html.ts'
import { caseDocumentOf } from '#records/documents.ts'
import { entryAsOf } from '#records/entry.ts'
import { listRecords } from '#records/list.ts'
import {
  act,
  attachFile,
  type Caller,
  changesSince,
  checkAct,
  checkOpening,
  explainRecordLimit,
  openRecord,
  prefill,
  viewRecord,
} from '#records/records.ts'
import { todayFor } from '#records/today.ts'
import { getFile, putFile } from '#store/files.ts'
import { problemOf, sendProblem, sendRefusal } from '../problem.ts'
import { actRequest, day, idParams, openRequest, uuid } from '../schemas.ts'
import type { ServerOptions } from '../server.ts'
import { callerOf } from '../session.ts'

export const listQuery = z
  .object({
    system: z.string().max(60).optional(),
    stage: z.string().max(500).optional(),
    outcome: z.string().max(500).optional(),
    organ: z.string().max(500).optional(),
    handler: z.string().max(60).optional(),
    light: z.enum(['over', 'near', 'ok', 'stop']).optional(),
    state: z.enum(['open', 'closed', 'voided']).optional(),
    from: day.optional(),
    to: day.optional(),
    asOf: day.optional(),
    q: z.string().max(200).optional(),
    sort: z.enum(['opened', 'due']).optional(),
    after: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
    facets: z.enum(['0', '1']).optional(),
  })
  .catchall(z.string().max(500))

/** `f.<field>` parameters are filters on listed fields. */
export function readListQuery(query: z.infer<typeof listQuery>) {
  const { facets, ...rest } = query
  const fields: Record<string, string> = {}
  const known: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(rest)) {
    if (key.startsWith('f.')) fields[key.slice(2)] = String(value)
    else if (key in listQuery.shape) known[key] = value
  }
  return { ...(known as Omit<z.infer<typeof listQuery>, 'facets'>), fields, facets: facets === '1' }
}

const keyOf = (request: FastifyRequest): string | undefined => {
  const key = request.headers['idempotency-key']
  return typeof key === 'string' && /^[\w-]{8,100}$/.test(key) ? key : undefined
}

function needKey(reply: FastifyReply) {
  return sendProblem(
    reply,
    problemOf({
      code: 'invalid-input',
      path: 'Idempotency-Key',
      message: '请求须带操作标识（Idempotency-Key，8至100位字母数字），以便网络中断后安全重试。',
    }),
  )
}

export async function recordRoutes(api: FastifyInstance, { platform }: ServerOptions): Promise<void> {
  const app = api.withTypeProvider<ZodTypeProvider>()
  const caller = (request: FastifyRequest): Caller => callerOf(request)

  app.get(
    '/today',
    {
      schema: {
        summary: '今日',
        querystring: z.strictObject({ scope: z.enum(['mine', 'organ', 'division']).default('mine') }),
      },
    },
    request => todayFor(platform, caller(request), request.query.scope),
  )

  app.get('/records', { schema: { summary: '清单', querystring: listQuery } }, async (request, reply) => {
    const c = caller(request)
    const result = await listRecords(platform, c.scope, c.actor, readListQuery(request.query))
    return result.ok ? result.value : sendRefusal(reply, result)
  })

  app.get(
    '/search',
    { schema: { summary: '全局检索', querystring: z.strictObject({ q: z.string().min(1).max(200) }) } },
    async (request, reply) => {
      const c = caller(request)
      const result = await listRecords(platform, c.scope, c.actor, { q: request.query.q, limit: 20, uncounted: true })
      return result.ok ? { rows: result.value.rows, more: result.value.next !== undefined } : sendRefusal(reply, result)
    },
  )

  app.post('/records', { schema: { summary: '登记一件', body: openRequest } }, async (request, reply) => {
    const key = keyOf(request)
    if (!key) return needKey(reply)
    const result = await openRecord(platform, caller(request), strip(request.body), key)
    return result.ok ? reply.code(201).send(result.value) : sendRefusal(reply, result)
  })

  app.post(
    '/records/check',
    { schema: { summary: '登记前检查，不写入', body: openRequest } },
    async (request, reply) => {
      const result = await checkOpening(platform, caller(request), strip(request.body))
      return result.ok ? result.value : sendRefusal(reply, result)
    },
  )

  app.get(
    '/records/prefill',
    { schema: { summary: '由已有记录带入', querystring: z.strictObject({ record: uuid, link: z.string().max(60) }) } },
    async (request, reply) => {
      const result = await prefill(platform, caller(request), request.query.record, request.query.link)
      return result.ok ? result.value : sendRefusal(reply, result)
    },
  )

  app.get('/records/:id', { schema: { summary: '案件', params: idParams } }, async (request, reply) => {
    const result = await viewRecord(platform, caller(request), request.params.id)
    return result.ok ? result.value : sendRefusal(reply, result)
  })

  app.post(
    '/records/:id/actions',
    { schema: { summary: '办理', params: idParams, body: actRequest } },
    async (request, reply) => {
      const key = keyOf(request)
      if (!key) return needKey(reply)
      const c = caller(request)
      const result = await act(platform, c, request.params.id, strip(request.body), key)
      if (result.ok) return result.value
      if (result.refusal.code !== 'stale') return sendRefusal(reply, result)
      return sendRefusal(reply, result, {
        changed: await changesSince(platform, c, request.params.id, request.body.expect ?? 0),
      })
    },
  )

  app.post(
    '/records/:id/check',
    { schema: { summary: '办理前检查，不写入', params: idParams, body: actRequest } },
    async (request, reply) => {
      const result = await checkAct(platform, caller(request), request.params.id, strip(request.body))
      return result.ok ? result.value : sendRefusal(reply, result)
    },
  )

  app.get(
    '/records/:id/as-of/:day',
    { schema: { summary: '名录的一条在某一天的内容', params: z.strictObject({ id: uuid, day }) } },
    async (request, reply) => {
      const result = await entryAsOf(platform, caller(request), request.params.id, request.params.day)
      return result.ok ? result.value : sendRefusal(reply, result)
    },
  )

  app.get(
    '/records/:id/limits/:code',
    { schema: { summary: '为何是这一天', params: z.strictObject({ id: uuid, code: z.string().max(60) }) } },
    async (request, reply) => {
      const result = await explainRecordLimit(platform, caller(request), request.params.id, request.params.code)
      return result.ok ? result.value : sendRefusal(reply, result)
    },
  )

  app.get(
    '/records/:id/documents/:code',
    {
      schema: {
        summary: '文书',
        params: z.strictObject({ id: uuid, code: z.string().max(60) }),
        querystring: z.strictObject({
          format: z.enum(['html', 'docx']).default('html'),
          seq: z.coerce.number().int().optional(),
        }),
      },
    },
    async (request, reply) => {
      const { id, code } = request.params
      const input = await caseDocumentOf(platform, caller(request), id, code, request.query.seq)
      if (!input.ok) return sendRefusal(reply, input)
      const model = caseDocument(input.value)
      if (request.query.format === 'html') return reply.type('text/html; charset=utf-8').send(toHtmlPage(model))
      return sendFile(
        reply,
        Buffer.from(await toDocx(model)),
        `${model.title}.docx`,
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      )
    },
  )

  app.post(
    '/records/:id/files',
    { schema: { summary: '附加文件（multipart）', params: idParams, consumes: ['multipart/form-data'] } },
    async (request, reply) => {
      const c = caller(request)
      const view = await viewRecord(platform, c, request.params.id)
      if (!view.ok) return sendRefusal(reply, view)
      const added = []
      for await (const part of request.files()) {
        const kept = await putFile(platform.db, c.scope, part.file, { name: part.filename })
        if (!kept.ok) return sendRefusal(reply, kept)
        const done = await attachFile(
          platform,
          c,
          request.params.id,
          kept.value,
          `file-${request.params.id}-${kept.value.hash.slice(0, 24)}`,
        )
        if (!done.ok) return sendRefusal(reply, done)
        added.push(kept.value)
      }
      return added.length
        ? { files: added }
        : sendProblem(reply, problemOf({ code: 'invalid-file', message: '没有收到文件，请选择文件后上传。' }))
    },
  )

  app.get(
    '/records/:id/files/:hash',
    { schema: { summary: '下载文件', params: z.strictObject({ id: uuid, hash: z.string().regex(/^[0-9a-f]{64}$/) }) } },
    async (request, reply) => {
      const found = await getFile(platform.db, caller(request).scope, request.params.id, request.params.hash)
      if (!found.ok) return sendRefusal(reply, found)
      return sendFile(reply, Readable.from(found.value.content), found.value.ref.name, found.value.ref.type)
    },
  )
}

type Exact<T> = T extends readonly (infer U)[]
  ? Exact<U>[]
  : T extends object
    ? { [K in keyof T]: Exact<Exclude<T[K], undefined>> }
    : T

/** zod gives `undefined` members where the kernel wants them absent. */
const strip = <T extends object>(body: T): Exact<T> => JSON.parse(JSON.stringify(body)) as Exact<T>

export function sendFile(
  reply: FastifyReply,
  content: Buffer | NodeJS.ReadableStream | string,
  name: string,
  type: string,
): FastifyReply {
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="download"; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(content)
}
