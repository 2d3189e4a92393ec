import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refuse } from '#kernel/refusal.ts'
import { compareReadings, mostReadings } from '#reader/compare-readings.ts'
import { extractReport, type ReportText } from '#reader/input.ts'
import { readReport } from '#reader/read-report.ts'
import { allTopics, topics } from '#reader/topics.ts'
import { againstLedger } from '#report/against-ledger.ts'
import { figuresOf } from '#report/figures.ts'
import type { ReadingAgainstLedger, ReadingsAnswer, ReportReading } from '../contract.ts'
import { problemOf, sendProblem, sendRefusal } from '../problem.ts'
import { year } from '../schemas.ts'
import type { ServerOptions } from '../server.ts'
import { callerOf } from '../session.ts'

const topicNames = Object.fromEntries(allTopics.map(t => [t, topics[t].name]))
const pasted = z.strictObject({
  text: z.string().min(1).max(1_000_000),
  name: z.string().max(200).default('粘贴的文字'),
})

function readingOf(name: string, report: ReportText): ReportReading {
  const started = performance.now()
  const reading = readReport(report.text)
  return {
    name,
    kind: report.kind,
    text: report.text,
    milliseconds: Math.round(performance.now() - started),
    ...reading,
  }
}

/** 年报体检: statistics, arithmetic and outline of published reports. Nothing is kept. */
export async function readingRoutes(api: FastifyInstance, { platform }: ServerOptions): Promise<void> {
  const app = api.withTypeProvider<ZodTypeProvider>()

  app.post(
    '/report-readings',
    {
      schema: {
        summary: '年报体检：上传文件（multipart）或粘贴文字',
        consumes: ['multipart/form-data', 'application/json'],
      },
    },
    async (request, reply) => {
      if (!request.isMultipart()) {
        const body = pasted.safeParse(request.body)
        if (!body.success)
          return sendProblem(
            reply,
            problemOf({ code: 'invalid-input', path: 'text', message: '请粘贴报告的文字，或者上传文件。' }),
          )
        const reading = readingOf(body.data.name, { kind: 'txt', text: body.data.text })
        return { readings: [reading], topics: topicNames } satisfies ReadingsAnswer
      }
      const readings: ReportReading[] = []
      for await (const part of request.files()) {
        if (readings.length >= mostReadings)
          return sendRefusal(
            reply,
            refuse({ code: 'too-many', message: `一次最多读${mostReadings}份报告，请分批上传。` }),
          )
        const report = await extractReport(await part.toBuffer(), part.filename)
        if (!report.ok) return sendRefusal(reply, report)
        readings.push(readingOf(part.filename, report.value))
      }
      if (!readings.length)
        return sendProblem(reply, problemOf({ code: 'invalid-file', message: '没有收到文件，请选择报告后上传。' }))
      const compared =
        readings.length > 1 ? compareReadings(readings.map(r => ({ name: r.name, reading: r }))) : undefined
      return {
        readings,
        topics: topicNames,
        ...(compared?.ok ? { comparison: compared.value } : {}),
      } satisfies ReadingsAnswer
    },
  )

  app.post(
    '/report-readings/against-ledger',
    {
      schema: {
        summary: '报告中的数字与本地台账数据对照',
        body: z.strictObject({ text: z.string().min(1).max(1_000_000), year: year.optional() }),
      },
    },
    async (request, reply) => {
      const { scope } = callerOf(request)
      const reading = readReport(request.body.text)
      const of = request.body.year ?? reading.year
      if (of === undefined)
        return sendRefusal(
          reply,
          refuse({ code: 'invalid-input', path: 'year', message: '报告没有写明年份，请选择要对照的年份。' }),
        )
      const figures = await figuresOf(platform.db, scope, platform.catalogue, of)
      const { name } = await platform.division(scope.division)
      return {
        ...againstLedger(reading, figures, of),
        division: name,
        ownReport:
          reading.division !== undefined && (name.endsWith(reading.division) || reading.division.endsWith(name)),
      } satisfies ReadingAgainstLedger
    },
  )
}
