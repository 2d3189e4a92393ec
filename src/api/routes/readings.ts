import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { exportList, type ListColumn } from '#exchange/export.ts'
import { refuse } from '#kernel/refusal.ts'
import { compareReadings, mostReadings } from '#reader/compare-readings.ts'
import { extractReport, type ReportText } from '#reader/input.ts'
import type { Reading } from '#reader/read-report.ts'
import { readReport } from '#reader/read-report.ts'
import type { Statistic } from '#reader/statistic.ts'
import { allTopics, topics } from '#reader/topics.ts'
import { againstLedger } from '#report/against-ledger.ts'
import { figuresOf } from '#report/figures.ts'
import type { ReadingAgainstLedger, ReadingsAnswer, ReportReading } from '../contract.ts'
import { problemOf, sendProblem, sendRefusal } from '../problem.ts'
import { year } from '../schemas.ts'
import type { ServerOptions } from '../server.ts'
import { callerOf } from '../session.ts'
import { sendFile } from './records.ts'

const topicNames = Object.fromEntries(allTopics.map(t => [t, { name: topics[t].name, short: topics[t].short }]))
const text = z.string().min(1).max(1_000_000)
const pasted = z.strictObject({ text, name: z.string().max(200).default('粘贴的文字') })
/** Texts are larger than forms: the longest one, and as many as are compared. */
const longText = { bodyLimit: 4 * 1024 * 1024 }
const manyTexts = { bodyLimit: 32 * 1024 * 1024 }

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
      ...longText,
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
        return { readings: [reading], refused: [], topics: topicNames } satisfies ReadingsAnswer
      }
      const readings: ReportReading[] = []
      const refused: { name: string; message: string }[] = []
      for await (const part of request.files()) {
        if (readings.length + refused.length >= mostReadings)
          return sendRefusal(
            reply,
            refuse({ code: 'too-many', message: `一次最多读${mostReadings}份报告，请分批上传。` }),
          )
        const report = await extractReport(await part.toBuffer(), part.filename)
        if (report.ok) readings.push(readingOf(part.filename, report.value))
        else refused.push({ name: part.filename, message: report.refusal.message })
      }
      const [first, ...others] = refused.map(r => ({ code: 'invalid-file' as const, message: r.message }))
      if (!readings.length && first) return sendProblem(reply, problemOf(first, others))
      if (!readings.length)
        return sendProblem(reply, problemOf({ code: 'invalid-file', message: '没有收到文件，请选择报告后上传。' }))
      const compared =
        readings.length > 1 ? compareReadings(readings.map(r => ({ name: r.name, reading: r }))) : undefined
      return {
        readings,
        refused,
        topics: topicNames,
        ...(compared?.ok ? { comparison: compared.value } : {}),
      } satisfies ReadingsAnswer
    },
  )

  app.post(
    '/report-readings/against-ledger',
    {
      ...longText,
      schema: {
        summary: '报告中的数字与本地台账数据对照',
        body: z.strictObject({ text, year: year.optional() }),
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

  app.post(
    '/report-readings/export',
    {
      ...manyTexts,
      schema: {
        summary: '报告中的全部数字，导出表格',
        body: z.strictObject({ reports: z.array(pasted).min(1).max(mostReadings) }),
      },
    },
    (request, reply) => {
      const rows = request.body.reports.flatMap(({ name, text }) => exportedRows(name, text))
      return sendFile(reply, exportList(rows, exportColumns, 'xlsx', '年报数字'), '年报体检.xlsx', xlsx)
    },
  )
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
type ExportedRow = {
  readonly file: string
  readonly text: string
  readonly reading: Reading
  readonly statistic: Statistic
}

const exportedRows = (file: string, text: string): ExportedRow[] => {
  const reading = readReport(text)
  return reading.statistics.map(statistic => ({ file, text, reading, statistic }))
}

const manner = { exact: '', approx: '约', over: '以上', nearly: '近' } as const

const exportColumns: readonly ListColumn<ExportedRow>[] = [
  { header: '文件', of: r => r.file },
  { header: '地区', of: r => r.reading.division },
  { header: '年度', of: r => r.reading.year },
  { header: '主题', of: r => topics[r.statistic.topic].name },
  { header: '指标', of: r => r.statistic.indicator },
  { header: '原文', of: r => r.statistic.text },
  { header: '数值', of: r => r.statistic.value },
  { header: '单位', of: r => r.statistic.unit },
  { header: '约数', of: r => manner[r.statistic.qualifier] },
  { header: '核对', of: r => brokenAt(r)?.verdict },
  { header: '所在句', of: r => r.text.slice(r.statistic.sentence.start, r.statistic.sentence.end).replace(/\s+/g, '') },
]

/** The relation that a number is the total, the rate or the change of, where it does not hold. */
const brokenAt = ({ reading, statistic }: ExportedRow) =>
  reading.identities.find(
    i => !i.holds && statistic.start === (i.kind === 'sum' ? i.total : i.kind === 'ratio' ? i.rate : i.delta),
  )
