import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { changePassword, sessionRules, signIn, signOut } from '#access/sessions.ts'
import { isWorkday, workdaysBetween } from '#kernel/time/calendar.ts'
import { addDays, formatChineseDate, weekdayName } from '#kernel/time/date.ts'
import { type RoleCode, roles, seesDivision } from '#law/roles.ts'
import { type Platform, today } from '#records/platform.ts'
import type { Session } from '../contract.ts'
import { sendRefusal } from '../problem.ts'
import type { ServerOptions } from '../server.ts'
import { cookieName, forgetSession, type Signed, tokenOf } from '../session.ts'

/** Sign-in, sign-out, who I am. */
export async function sessionRoutes(api: FastifyInstance, { platform }: ServerOptions): Promise<void> {
  const app = api.withTypeProvider<ZodTypeProvider>()
  const cookie = (request: FastifyRequest) => ({
    path: '/',
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: request.protocol === 'https',
  })

  app.post(
    '/session',
    {
      config: { open: true },
      schema: {
        summary: '登录',
        body: z.strictObject({ account: z.string().min(1).max(80), password: z.string().min(1).max(200) }),
      },
    },
    async (request, reply) => {
      const agent = request.headers['user-agent']
      const result = await signIn(
        platform.db,
        { ...request.body, ip: request.ip, ...(agent ? { agent } : {}) },
        platform.now(),
      )
      if (!result.ok) return sendRefusal(reply, result)
      const { token } = result.value
      reply.setCookie(cookieName, token, cookie(request))
      return { ...(await sessionView(platform, { ...result.value })), token }
    },
  )

  app.get('/session', { schema: { summary: '当前登录' } }, request => sessionView(platform, request.signed as Signed))

  app.delete('/session', { schema: { summary: '退出' } }, async (request, reply) => {
    const token = tokenOf(request)
    if (token) {
      await signOut(platform.db, token, platform.now())
      forgetSession(token)
    }
    return reply.clearCookie(cookieName, cookie(request)).code(204).send()
  })

  app.post(
    '/session/password',
    {
      schema: {
        summary: '修改密码',
        body: z.strictObject({ old: z.string().min(1).max(200), new: z.string().min(1).max(200) }),
      },
    },
    async (request, reply) => {
      const token = tokenOf(request) ?? ''
      const result = await changePassword(platform.db, token, request.body, platform.now())
      forgetSession(token)
      return result.ok ? reply.code(204).send() : sendRefusal(reply, result)
    },
  )
}

async function sessionView(
  platform: Platform,
  { actor, account, mustChange }: Pick<Signed, 'actor' | 'account' | 'mustChange'>,
): Promise<Session> {
  const division = await platform.division(actor.division)
  const organ = division.organs.get(actor.organ)
  const now = today(platform)
  return {
    person: { id: actor.id, name: actor.name, account, mustChange },
    division: { code: division.code, name: division.name },
    organ: { code: actor.organ, name: organ?.name ?? '', kind: organ?.kind ?? '' },
    roles: actor.roles.map(code => ({ code, name: roles[code as RoleCode]?.name ?? code })),
    seesDivision: seesDivision(actor.roles),
    today: now,
    dayNote: dayNote(platform, now),
    idleMinutes: sessionRules.idleMinutes,
  }
}

/** 2025年10月13日 星期一 本月第 4 个工作日. */
function dayNote(platform: Platform, now: string): string {
  const calendar = platform.calendar()
  const before = addDays(`${now.slice(0, 8)}01`, -1)
  const n = workdaysBetween(calendar, before, now)
  const name = weekdayName(now).replace('周', '星期')
  return `${formatChineseDate(now)} ${name}　${isWorkday(calendar, now) ? `本月第${n}个工作日` : '休息日'}`
}
