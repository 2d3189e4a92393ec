import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refuse } from '#kernel/refusal.ts'
import { compareReadings, mostReadings } from '#reader/compare-readings.ts'
import { extractReport, type ReportText } from '#reader/input.ts'
import { type Reading, readReport } from '#reader/read-report.ts'
import { problemOf, sendProblem, sendRefusal } from '../problem.ts'
import type { ServerOptions } from '../server.ts'

/** A reading as the page shows it: the text and everything found in it, offsets into that text. */
export type ReportReading = {
  readonly name: string
  readonly kind: ReportText['kind']
  readonly text: string
  readonly milliseconds: number
} & Reading

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
export async function readingRoutes(api: FastifyInstance, _options: ServerOptions): Promise<void> {
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
        const body = z
          .strictObject({ text: z.string().min(1).max(1_000_000), name: z.string().max(200).default('粘贴的文字') })
          .safeParse(request.body)
        if (!body.success)
          return sendProblem(
            reply,
            problemOf({ code: 'invalid-input', path: 'text', message: '请粘贴报告的文字，或者上传文件。' }),
          )
        return { readings: [readingOf(body.data.name, { kind: 'txt', text: body.data.text })] }
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
      return { readings, ...(compared?.ok ? { comparison: compared.value } : {}) }
    },
  )
}
