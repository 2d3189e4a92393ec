import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Result, refuse } from '#kernel/refusal.ts'
import { drillDown } from '#report/drill-down.ts'
import { figuresOf } from '#report/figures.ts'
import { identitiesOf } from '#report/identities.ts'
import { reportDocx, reportHtml, reportJson, reportSheet } from '#report/render.ts'
import {
  checkReport,
  draftReport,
  listReports,
  openReport,
  publishedReport,
  publishReport,
  reportNow,
  returnToDraft,
  setOverride,
  setText,
  withdrawReport,
} from '#report/store.ts'
import { sendRefusal } from '../problem.ts'
import { year } from '../schemas.ts'
import type { ServerOptions } from '../server.ts'
import { callerOf } from '../session.ts'
import { sendFile } from './records.ts'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const yearParams = z.strictObject({ year })

/** Figures with their records, and the yearly report from draft to publication. */
export async function reportRoutes(api: FastifyInstance, { platform }: ServerOptions): Promise<void> {
  const app = api.withTypeProvider<ZodTypeProvider>()
  const { catalogue, db } = platform
  const answer = <T>(reply: FastifyReply, result: Result<T>) =>
    result.ok ? (result.value ?? {}) : sendRefusal(reply, result)
  /** The report is of the whole division: who sees only an organ gets what is published. */
  const wide = (request: FastifyRequest) => callerOf(request).scope.sees === 'division'
  const onlyPublished = refuse({
    code: 'forbidden',
    message: '编写中的年度报告由司法局办理；已发布的报告可在“年报”中查看。',
  })

  app.get('/figures', { schema: { summary: '指标与恒等式', querystring: z.strictObject({ year }) } }, async request => {
    const figures = await figuresOf(db, callerOf(request).scope, catalogue, request.query.year)
    return { figures, identities: identitiesOf(catalogue, request.query.year, figures) }
  })

  app.get(
    '/figures/:code/records',
    {
      schema: {
        summary: '一个数字背后的每一件',
        params: z.strictObject({ code: z.string().max(120) }),
        querystring: z.strictObject({
          year,
          part: z.enum(['numerator', 'denominator']).optional(),
          after: z.string().max(400).optional(),
          limit: z.coerce.number().int().min(1).max(200).optional(),
        }),
      },
    },
    async (request, reply) => {
      const { part, after, limit, year: y } = request.query
      return answer(
        reply,
        await drillDown(platform, callerOf(request).scope, {
          figure: request.params.code,
          year: y,
          ...(part ? { part } : {}),
          ...(after ? { after } : {}),
          ...(limit ? { limit } : {}),
        }),
      )
    },
  )

  app.get('/reports', { schema: { summary: '各年度报告' } }, request => listReports(platform, callerOf(request).scope))
  app.post(
    '/reports',
    { schema: { summary: '新建年度报告', body: z.strictObject({ year: z.number().int() }) } },
    async (request, reply) => answer(reply, await openReport(platform, callerOf(request), request.body.year)),
  )
  app.get('/reports/:year/draft', { schema: { summary: '编写中的报告', params: yearParams } }, async (request, reply) =>
    answer(reply, await draftReport(platform, callerOf(request).scope, request.params.year)),
  )
  app.get(
    '/reports/:year/published',
    { schema: { summary: '已发布的报告', params: yearParams } },
    async (request, reply) =>
      answer(reply, await publishedReport(platform, callerOf(request).scope, request.params.year)),
  )
  app.put(
    '/reports/:year/overrides/:figure',
    {
      schema: {
        summary: '手工改数（须写明理由）；value 为 null 恢复台账数',
        params: z.strictObject({ year, figure: z.string().max(120) }),
        body: z.strictObject({ value: z.number().nullable(), reason: z.string().max(2000) }),
      },
    },
    async (request, reply) =>
      answer(
        reply,
        await setOverride(platform, callerOf(request), request.params.year, {
          figure: request.params.figure,
          ...request.body,
        }),
      ),
  )
  app.put(
    '/reports/:year/texts',
    {
      schema: {
        summary: '改写文字',
        params: yearParams,
        body: z.strictObject({ place: z.string().max(200), content: z.string().max(20_000) }),
      },
    },
    async (request, reply) =>
      answer(reply, await setText(platform, callerOf(request), request.params.year, request.body)),
  )
  const explained = z.strictObject({ explanation: z.string().max(5000).optional() })
  app.post(
    '/reports/:year/check',
    { schema: { summary: '审核', params: yearParams, body: explained } },
    async (request, reply) =>
      answer(reply, await checkReport(platform, callerOf(request), request.params.year, request.body.explanation)),
  )
  app.post('/reports/:year/return', { schema: { summary: '退回修改', params: yearParams } }, async (request, reply) =>
    answer(reply, await returnToDraft(platform, callerOf(request), request.params.year)),
  )
  app.post(
    '/reports/:year/publish',
    { schema: { summary: '发布（冻结）', params: yearParams, body: explained } },
    async (request, reply) =>
      answer(reply, await publishReport(platform, callerOf(request), request.params.year, request.body.explanation)),
  )
  app.post(
    '/reports/:year/withdraw',
    { schema: { summary: '撤回', params: yearParams, body: z.strictObject({ reason: z.string().max(2000) }) } },
    async (request, reply) =>
      answer(reply, await withdrawReport(platform, callerOf(request), request.params.year, request.body.reason)),
  )

  app.get(
    '/reports/:year/file',
    {
      schema: {
        summary: '年度报告文件',
        params: yearParams,
        querystring: z.strictObject({ format: z.enum(['json', 'html', 'sheet', 'docx']).default('json') }),
      },
    },
    async (request, reply) => {
      const { scope } = callerOf(request)
      const published = await publishedReport(platform, scope, request.params.year)
      if (!published.ok && !wide(request)) return sendRefusal(reply, onlyPublished)
      const report = published.ok
        ? published.value.frozen.report
        : await reportNow(platform, scope, request.params.year)
      switch (request.query.format) {
        case 'json':
          return reportJson(report)
        case 'html':
          return reply.type('text/html; charset=utf-8').send(reportHtml(report))
        case 'sheet':
          return reply.type('text/html; charset=utf-8').send(reportSheet(report))
        default:
          return sendFile(reply, Buffer.from(await reportDocx(report)), `${report.title}.docx`, docx)
      }
    },
  )
}
