import { timingSafeEqual } from 'node:crypto'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ok, type Refused, type Result, refuse } from '#kernel/refusal.ts'
import type { DivisionInfo, Platform } from '#records/platform.ts'
import { mostBytes, mostFiles, newToken } from './filings.ts'
import { html } from './html.ts'
import { type Page, render } from './page.ts'

/** What the routes of the portal work with. */
export type Portal = {
  readonly app: FastifyInstance
  readonly platform: Platform
  readonly division: () => Promise<DivisionInfo>
}

const cookies = { mode: 'zs_mode', token: 'zs_form', draft: 'zs_draft', case: 'zs_case' } as const
const days = 24 * 60 * 60
/** A case stays open in a browser for so many seconds: the machine may be one that others use too. */
const caseSeconds = 30 * 60

const cookieOptions = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' }) as const

/** Sends a page. What stands on it is of one person or of this moment, so nobody keeps it. */
export async function show(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page,
  status = 200,
): Promise<FastifyReply> {
  const division = await portal.division()
  const frame = {
    division: division.name,
    demo: division.demo,
    elder: request.cookies[cookies.mode] === 'elder',
    back: request.method === 'GET' ? request.url : '/',
  }
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(render(page, frame))
}

/** A page that says why something was not done, and what to do next. */
export const showRefusal = (
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  { refusal }: Refused,
  title = '没有办成',
  status = 400,
): Promise<FastifyReply> =>
  show(
    portal,
    request,
    reply,
    {
      title,
      wrong: true,
      body: html`<div class="title"><h1>${title}</h1><p>${refusal.message}</p>${
        refusal.article ? html`<p class="s">${refusal.article}</p>` : ''
      }</div><div class="acts"><a class="btn" href="/">回首页</a><a class="lk" href="tel:12345">打12345问一问</a></div>`,
    },
    status,
  )

export const showMissing = (portal: Portal, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
  showRefusal(
    portal,
    request,
    reply,
    refuse({ code: 'not-found', message: '网址可能抄错了，或者这一页已经按规定撤下。可以从首页重新找。' }),
    '没有这一页',
    404,
  )

export function setMode(request: FastifyRequest, reply: FastifyReply, elder: boolean): void {
  if (elder) reply.setCookie(cookies.mode, 'elder', { ...cookieOptions(request), maxAge: 365 * days })
  else reply.clearCookie(cookies.mode, { path: '/' })
}

/** Every form carries this token, and so does a cookie: another site can send the cookie along, but not know the token. */
export function formToken(request: FastifyRequest, reply: FastifyReply): string {
  const kept = request.cookies[cookies.token]
  if (kept && /^[\w-]{24}$/.test(kept)) return kept
  const token = newToken()
  reply.setCookie(cookies.token, token, cookieOptions(request))
  return token
}

/** The browser that began a form. */
export const draftToken = (request: FastifyRequest): string | undefined => {
  const token = request.cookies[cookies.draft]
  return token && /^[\w-]{24}$/.test(token) ? token : undefined
}

export function keepDraftToken(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(cookies.draft, token, { ...cookieOptions(request), maxAge: 30 * days })
}

export type Key = { readonly number: string; readonly code: string }

/** Number and code of the case that is open in this browser: never in an address. */
export function keyOf(request: FastifyRequest): Key | undefined {
  const text = request.cookies[cookies.case]
  if (!text) return undefined
  try {
    const [number, code] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[]
    return typeof number === 'string' && typeof code === 'string' ? { number, code } : undefined
  } catch {
    return undefined
  }
}

export function keepKey(request: FastifyRequest, reply: FastifyReply, { number, code }: Key): void {
  const text = Buffer.from(JSON.stringify([number, code])).toString('base64url')
  reply.setCookie(cookies.case, text, { ...cookieOptions(request), maxAge: caseSeconds })
}

export const forgetKey = (reply: FastifyReply): void => {
  reply.clearCookie(cookies.case, { path: '/' })
}

/** What was typed into a form, once it is certain that our own page sent it. Files are handed on one by one. */
export async function readForm(
  request: FastifyRequest,
  onFile: (file: MultipartFile) => Promise<Result<unknown>> = async () => ok(undefined),
): Promise<Result<Readonly<Record<string, string>>>> {
  const typed: Record<string, string> = {}
  const { body } = request
  if (body instanceof URLSearchParams) for (const [name, value] of body) typed[name] = value
  else if (request.isMultipart()) {
    let wrong: Refused | undefined
    for await (const part of request.parts({ limits: { fileSize: mostBytes + 1, files: mostFiles, fields: 60 } })) {
      if (part.type === 'field') typed[part.fieldname] = String(part.value)
      else if (!part.filename || wrong) part.file.resume()
      else {
        wrong ??= unguarded(request, typed)
        const done = wrong ?? (await onFile(part))
        part.file.resume()
        if (!done.ok) wrong ??= done
      }
    }
    if (wrong) return wrong
  }
  return unguarded(request, typed) ?? ok(clean(typed))
}

function unguarded(request: FastifyRequest, typed: Readonly<Record<string, string>>): Refused | undefined {
  const [sent, kept] = [Buffer.from(typed._token ?? ''), Buffer.from(request.cookies[cookies.token] ?? '-')]
  if (sent.length !== kept.length || !timingSafeEqual(sent, kept))
    return refuse({
      code: 'forbidden',
      message: '这一页放得太久了，或者浏览器不让保存登记信息（Cookie）。请回到前一页刷新，再提交一次。',
    })
  return typed.website
    ? refuse({ code: 'forbidden', message: '没有提交上。页面上看不见的那一格请留空，再提交一次。' })
    : undefined
}

/** Without what guards the form; line ends as everywhere else. */
const clean = (typed: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typed)
      .filter(([name]) => name !== '_token' && name !== 'website')
      .map(([name, value]) => [name.slice(0, 80), value.replaceAll('\r\n', '\n').slice(0, 20_000)]),
  )
