import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Result, refuse } from '#kernel/refusal.ts'
import { chinaDate } from '#kernel/time/date.ts'
import type { DivisionInfo } from '#records/platform.ts'
import type { Caller } from '#records/records.ts'
import { systemsByChapter } from '#report/chapters.ts'
import { drillDown } from '#report/drill-down.ts'
import { declarationsOf, figuresOf } from '#report/figures.ts'
import { identitiesOf } from '#report/identities.ts'
import { publishBy } from '#report/publish-by.ts'
import { type Issue, reportDocx, reportJson, reportPage, reportSheet } from '#report/render.ts'
import {
  checkReport,
  draftReport,
  listReports,
  openReport,
  publishedReport,
  publishReport,
  type ReportHead,
  reportNow,
  returnToDraft,
  setOverride,
  setText,
  withdrawReport,
  writesReports,
} from '#report/store.ts'
import type { FiguresOfYear, ReportDraft, ReportList, ReportPublished } from '../contract.ts'
import { sendRefusal } from '../problem.ts'
import { year } from '../schemas.ts'
import type { ServerOptions } from '../server.ts'
import { callerOf } from '../session.ts'
import { sendFile } from './records.ts'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const yearParams = z.strictObject({ year })
const version = z.strictObject({ version: z.coerce.number().int().min(1).max(10_000).optional() })

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

  /** Names of the people behind ids; heads with the day by which they are due. */
  async function peopleIn(caller: Caller, heads: readonly ReportHead[], more: readonly string[] = []) {
    const { people } = await platform.division(caller.scope.division)
    const ids = heads.flatMap(h => [h.openedBy, h.checkedBy, h.publishedBy, h.withdrawnBy]).concat(more)
    return Object.fromEntries(ids.flatMap(id => (id && people.has(id) ? [[id, people.get(id)?.name ?? '']] : [])))
  }
  const due = (head: ReportHead) => ({ ...head, publishBy: publishBy(head.year) })

  app.get(
    '/figures',
    { schema: { summary: '指标与恒等式', querystring: z.strictObject({ year }) } },
    async (request): Promise<FiguresOfYear> => {
      const { year: y } = request.query
      const figures = await figuresOf(db, callerOf(request).scope, catalogue, y)
      const chapters = systemsByChapter(declarationsOf(catalogue, y))
      return { figures, identities: identitiesOf(catalogue, y, figures), chapters }
    },
  )

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

  app.get('/reports', { schema: { summary: '各年度报告' } }, async (request): Promise<ReportList> => {
    const caller = callerOf(request)
    const heads = await listReports(platform, caller.scope)
    return { reports: heads.map(due), people: await peopleIn(caller, heads), writes: writesReports(caller) }
  })
  app.post(
    '/reports',
    { schema: { summary: '新建年度报告', body: z.strictObject({ year: z.number().int() }) } },
    async (request, reply) => answer(reply, await openReport(platform, callerOf(request), request.body.year)),
  )
  app.get(
    '/reports/:year/draft',
    { schema: { summary: '编写中的报告', params: yearParams } },
    async (request, reply) => {
      const caller = callerOf(request)
      const readAt = platform.now()
      const draft = await draftReport(platform, caller.scope, request.params.year)
      if (!draft.ok) return sendRefusal(reply, draft)
      const { head, report, texts } = draft.value
      const people = await peopleIn(
        caller,
        [head],
        report.overrides.map(o => o.by),
      )
      return { head: due(head), report, texts, people, writes: writesReports(caller), readAt } satisfies ReportDraft
    },
  )
  app.get(
    '/reports/:year/published',
    { schema: { summary: '已发布的报告；version 指明已撤回的版本', params: yearParams, querystring: version } },
    async (request, reply) => {
      const caller = callerOf(request)
      const published = await publishedReport(platform, caller.scope, request.params.year, request.query.version)
      if (!published.ok) return sendRefusal(reply, published)
      const { head, frozen } = published.value
      const people = await peopleIn(
        caller,
        [head],
        frozen.report.overrides.map(o => o.by),
      )
      return { head: due(head), frozen, people, writes: writesReports(caller) } satisfies ReportPublished
    },
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
        querystring: version.extend({ format: z.enum(['json', 'html', 'sheet', 'docx']).default('json') }),
      },
    },
    async (request, reply) => {
      const { scope } = callerOf(request)
      const { version: v, format } = request.query
      const published = await publishedReport(platform, scope, request.params.year, v)
      if (!published.ok && v !== undefined) return sendRefusal(reply, published)
      if (!published.ok && !wide(request)) return sendRefusal(reply, onlyPublished)
      const report = published.ok
        ? published.value.frozen.report
        : await reportNow(platform, scope, request.params.year)
      const issue = issueOf(await platform.division(scope.division), published.ok ? published.value.head : undefined)
      switch (format) {
        case 'json':
          return reportJson(report)
        case 'html':
          return reply.type('text/html; charset=utf-8').send(reportPage(report))
        case 'sheet':
          return reply.type('text/html; charset=utf-8').send(reportSheet(report, issue))
        default:
          return sendFile(reply, Buffer.from(await reportDocx(report, issue)), `${report.title}.docx`, docx)
      }
    },
  )
}

/** A report is issued by the division's government, on the day of its publication. */
function issueOf({ organs }: DivisionInfo, head: ReportHead | undefined): Issue {
  const government = [...organs.values()].find(o => o.kind === 'government')
  return {
    ...(government ? { organMark: government.name, signedBy: [government.name] } : {}),
    ...(head?.publishedAt ? { signedOn: chinaDate(head.publishedAt) } : {}),
  }
}
