import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  addPeople,
  changePerson,
  listOrgans,
  listPeople,
  type Organ,
  putOrgans,
  resetPassword,
} from '#access/people.ts'
import type { Actor } from '#kernel/record.ts'
import { publishYear } from '#kernel/time/calendar.ts'
import { enterCalendar, previewCalendar } from '#records/calendar-change.ts'
import { listPractice, previewPractice, setPractice } from '#records/practice.ts'
import { type OrganKind, organKinds, type RoleCode, roleCodes, roles } from '#law/roles.ts'
import { read } from '#store/database.ts'
import { problemOf, sendProblem, sendRefusal } from '../problem.ts'
import { day, uuid } from '../schemas.ts'
import type { ServerOptions } from '../server.ts'
import { callerOf } from '../session.ts'

const role = z.enum(roleCodes as [RoleCode, ...RoleCode[]])
const organCode = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/i, '单位代码只能由字母、数字和短横组成')

const calendarYear = z.strictObject({ year: z.coerce.number().int().min(2008).max(2199) })
const schedule = z.strictObject({
  source: z.string().min(4).max(200),
  publishedOn: day,
  blocks: z
    .array(z.strictObject({ name: z.string().min(2).max(20), from: day, to: day }))
    .min(1)
    .max(20),
  makeupWorkdays: z.array(day).max(30),
  legalHolidays: z.array(day).max(40).optional(),
})
function entryOf(year: number, body: z.infer<typeof schedule>) {
  const { source, blocks, makeupWorkdays, legalHolidays } = body
  return { year, source, blocks, makeupWorkdays, ...(legalHolidays ? { legalHolidays } : {}) }
}

/** 系统管理: organs, people and roles, the calendar of rest days, local terms, who looked at what. For administrators. */
export async function adminRoutes(api: FastifyInstance, { platform }: ServerOptions): Promise<void> {
  const app = api.withTypeProvider<ZodTypeProvider>()
  const { db } = platform

  app.addHook('preHandler', async (request: FastifyRequest, reply: FastifyReply) => {
    if (
      request.routeOptions.url?.startsWith('/api/v1/admin') &&
      !callerOf(request).actor.roles.includes('administrator')
    )
      return sendProblem(reply, problemOf({ code: 'forbidden', message: '只有系统管理员可以进入系统管理。' }))
    return undefined
  })

  app.get('/admin/catalogue', { schema: { summary: '岗位与单位类型' } }, () => ({
    roles: Object.entries(roles).map(([code, r]) => ({ code, name: r.name })),
    organKinds: Object.entries(organKinds).map(([code, name]) => ({ code, name })),
  }))

  app.get('/admin/organs', { schema: { summary: '单位' } }, request => listOrgans(db, callerOf(request).scope.division))

  const organBody = z.strictObject({
    name: z.string().min(2).max(80),
    short: z.string().min(1).max(12),
    kind: z.enum(Object.keys(organKinds) as [OrganKind, ...OrganKind[]]),
    parent: organCode.optional(),
    active: z.boolean().optional(),
  })
  const organOf = (actor: Actor, code: string, { parent, active, ...body }: z.infer<typeof organBody>): Organ => ({
    division: actor.division,
    code,
    ...body,
    ...(parent ? { parent } : {}),
    ...(active === undefined ? {} : { active }),
  })

  app.post(
    '/admin/organs',
    { schema: { summary: '登记单位', body: organBody.extend({ code: organCode }) } },
    async (request, reply) => {
      const { actor } = callerOf(request)
      const { code, ...body } = request.body
      const result = await putOrgans(db, actor, [organOf(actor, code, body)], 'new')
      if (!result.ok) return sendRefusal(reply, result)
      await platform.forget()
      return reply.code(201).send()
    },
  )

  app.put(
    '/admin/organs/:code',
    { schema: { summary: '修改单位', params: z.strictObject({ code: organCode }), body: organBody } },
    async (request, reply) => {
      const { actor } = callerOf(request)
      const result = await putOrgans(db, actor, [organOf(actor, request.params.code, request.body)])
      if (!result.ok) return sendRefusal(reply, result)
      await platform.forget()
      return reply.code(204).send()
    },
  )

  app.get('/admin/people', { schema: { summary: '人员' } }, request => listPeople(db, callerOf(request).scope.division))

  app.post(
    '/admin/people',
    {
      schema: {
        summary: '登记人员，返回初始密码（只此一次）',
        body: z.strictObject({
          organ: organCode,
          name: z.string().min(1).max(40),
          account: z.string().min(2).max(40),
          roles: z.array(role).max(20),
        }),
      },
    },
    async (request, reply) => {
      const result = await addPeople(db, callerOf(request).actor, [request.body])
      if (!result.ok) return sendRefusal(reply, result)
      await platform.forget()
      return reply.code(201).send(result.value[0])
    },
  )

  app.patch(
    '/admin/people/:id',
    {
      schema: {
        summary: '修改人员、岗位，停用',
        params: z.strictObject({ id: uuid }),
        body: z.strictObject({
          organ: organCode.optional(),
          name: z.string().min(1).max(40).optional(),
          roles: z.array(role).max(20).optional(),
          active: z.boolean().optional(),
        }),
      },
    },
    async (request, reply) => {
      const change = Object.fromEntries(Object.entries(request.body).filter(([, v]) => v !== undefined))
      const result = await changePerson(db, callerOf(request).actor, request.params.id, change, platform.now())
      if (!result.ok) return sendRefusal(reply, result)
      await platform.forget()
      return reply.code(204).send()
    },
  )

  app.post(
    '/admin/people/:id/password',
    { schema: { summary: '重置密码（只显示一次）', params: z.strictObject({ id: uuid }) } },
    async (request, reply) => {
      const result = await resetPassword(db, callerOf(request).actor, request.params.id, platform.now())
      return result.ok ? result.value : sendRefusal(reply, result)
    },
  )

  app.get('/admin/calendar', { schema: { summary: '节假日安排' } }, () => {
    const { years } = platform.calendar()
    return { years: [...years.values()].map(y => ({ ...y })) }
  })

  app.post(
    '/admin/calendar/:year/preview',
    {
      schema: {
        summary: '一年的节假日安排会使哪些期限移动，不写入',
        params: calendarYear,
        body: schedule,
      },
    },
    async (request, reply) => {
      const entry = publishYear(entryOf(request.params.year, request.body))
      if (!entry.ok) return sendRefusal(reply, entry)
      return previewCalendar(platform, callerOf(request).actor, entry.value)
    },
  )

  app.put(
    '/admin/calendar/:year',
    {
      schema: {
        summary: '录入一年的节假日安排（国务院办公厅通知），重算所及的期限',
        params: calendarYear,
        body: schedule,
      },
    },
    async (request, reply) => {
      const entry = publishYear(entryOf(request.params.year, request.body))
      if (!entry.ok) return sendRefusal(reply, entry)
      return enterCalendar(platform, callerOf(request).actor, entry.value, request.body.publishedOn)
    },
  )

  app.get('/admin/practice', { schema: { summary: '办理设置：地方惯例的期限和时间' } }, request =>
    listPractice(platform, callerOf(request).scope.division),
  )

  const practiceKey = z.strictObject({ key: z.string().max(120) })
  const practiceAmount = z.strictObject({ amount: z.number() })

  app.post(
    '/admin/practice/:key/preview',
    { schema: { summary: '改变一项设置会使哪些期限移动，不写入', params: practiceKey, body: practiceAmount } },
    async (request, reply) => {
      const { actor } = callerOf(request)
      const result = await previewPractice(platform, actor, request.params.key, request.body.amount)
      return result.ok ? result.value : sendRefusal(reply, result)
    },
  )

  app.put(
    '/admin/practice/:key',
    { schema: { summary: '改变一项设置，重算所及的期限', params: practiceKey, body: practiceAmount } },
    async (request, reply) => {
      const { actor } = callerOf(request)
      const result = await setPractice(platform, actor, request.params.key, request.body.amount)
      return result.ok ? result.value : sendRefusal(reply, result)
    },
  )

  app.get(
    '/admin/audit',
    {
      schema: {
        summary: '操作日志',
        querystring: z.strictObject({ before: z.coerce.number().int().optional(), person: uuid.optional() }),
      },
    },
    async request => {
      const { scope } = callerOf(request)
      const division = await platform.division(scope.division)
      const rows = await read<{
        id: number
        at: string
        person: string
        organ: string
        action: string
        record: string | null
        detail: string | null
      }>(
        db,
        { ...scope, sees: 'division' },
        `select id, at, person, organ, action, record, detail from zs.access_log
       where division = $1 and ($2::bigint is null or id < $2) and ($3::text is null or person = $3) order by id desc limit 100`,
        [scope.division, request.query.before ?? null, request.query.person ?? null],
      )
      return {
        rows: rows.map(r => ({
          ...r,
          personName: division.people.get(r.person)?.name ?? r.person,
          organName: division.organs.get(r.organ)?.name ?? r.organ,
        })),
      }
    },
  )
}
