import fs from 'node:fs'
import path from 'node:path'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import staticFiles from '@fastify/static'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Refusal } from '#kernel/refusal.ts'
import { type PublicPortal, portalRoutes } from '#portal/index.ts'
import type { Platform } from '#records/platform.ts'
import { isUnavailable } from '#store/database.ts'
import { problemOf, sendProblem, sendRefusal } from './problem.ts'
import { registerRoutes } from './routes/index.ts'
import { type Signed, signedIn } from './session.ts'

z.config(z.locales.zhCN())

export type ServerOptions = {
  readonly platform: Platform
  /** The division that this server serves; the portal and the sign-in page show its name. */
  readonly division: string
  /** Folder of the built workbench. */
  readonly webDir: string
  readonly log?: boolean
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for every request below `/api/v1` except sign-in. */
    signed?: Signed
  }
}

/** The largest JSON body: a form with long texts. Files go as multipart, with their own limit. */
const largestBody = 1024 * 1024
export const largestUpload = 50 * 1024 * 1024

/** The server: API, workbench, portal and documentation of the API. It decides nothing; the floors below do. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.log ? { level: 'warn', redact: ['req.headers.cookie', 'req.headers.authorization'] } : false,
    bodyLimit: largestBody,
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(() => data => JSON.stringify(data))
  readJsonStrictly(app)
  app.setErrorHandler<FastifyError>((error, request, reply) => handleError(app, error, request, reply))
  await app.register(cookie)
  await app.register(multipart, { limits: { fileSize: largestUpload, files: 20, fields: 50, fieldSize: 1024 * 1024 } })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '准绳接口',
        version: '1',
        description: '准绳·法治政府建设业务平台。拒绝一律为 application/problem+json。',
      },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'zs_session' } } },
      security: [{ session: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  secure(app)
  app.get('/healthz', { schema: { hide: true } }, async () => {
    await options.platform.db.app.query('select 1')
    return { ok: true }
  })
  app.get('/api/docs', { schema: { hide: true } }, () => app.swagger())
  await app.register(
    async api => {
      api.addHook('preValidation', async (request, reply) => {
        if (request.routeOptions.config.open) return undefined
        const signed = await signedIn(options.platform, request)
        if (!signed)
          return sendRefusal(reply, {
            ok: false,
            refusal: { code: 'not-signed-in', message: '登录已过期或尚未登录，请重新登录。' },
          })
        if (signed.mustChange && !request.url.includes('/session'))
          return sendRefusal(reply, {
            ok: false,
            refusal: { code: 'forbidden', path: 'password', message: '初始密码须先修改，修改后才能办理业务。' },
          })
        request.signed = signed
        return undefined
      })
      await registerRoutes(api, options)
    },
    { prefix: '/api/v1' },
  )
  if (fs.existsSync(options.webDir))
    await app.register(staticFiles, {
      root: options.webDir,
      prefix: '/workbench/',
      preCompressed: true,
      index: false,
      setHeaders: (reply, file) => {
        reply.header(
          'cache-control',
          file.includes(`${path.sep}assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    })
  const portal = await portalRoutes(app, options)
  const otherPath = (request: FastifyRequest, reply: FastifyReply) => notFound(options, portal, request, reply)
  // The folder itself is no file: it would be refused by the handler of files.
  app.get('/workbench/', { schema: { hide: true } }, otherPath)
  app.setNotFoundHandler(otherPath)
  return app
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Reachable without signing in. */
    open?: boolean
  }
}

/** JSON bodies must be valid UTF-8 and an object: bytes are decoded strictly, never repaired. */
function readJsonStrictly(app: FastifyInstance) {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    const wrong = (message: string) =>
      done(
        Object.assign(new Error(message), {
          statusCode: 400,
          refusal: { code: 'invalid-input', message } satisfies Refusal,
        }),
      )
    if (body.length === 0) return done(null, undefined)
    let text: string
    try {
      text = decoder.decode(body as Buffer)
    } catch {
      return wrong('内容不是有效的 UTF-8 文字，请检查编码后重新提交。')
    }
    try {
      let wellFormed = true
      const parsed: unknown = JSON.parse(text, (key, v: unknown) => {
        if (!key.isWellFormed() || (typeof v === 'string' && !v.isWellFormed())) wellFormed = false
        return key === '__proto__' ? undefined : v
      })
      return wellFormed ? done(null, parsed) : wrong('内容含有无法识别的字符（不成对的代理项），请删去后重新提交。')
    } catch {
      return wrong('内容不是有效的 JSON，请检查后重新提交。')
    }
  })
}

/** Headers of every answer; requests that other sites send in a person's name are refused. */
function secure(app: FastifyInstance) {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'same-origin',
      'content-security-policy':
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    })
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
    const site = request.headers['sec-fetch-site']
    if (site !== undefined && site === 'cross-site' && !['GET', 'HEAD'].includes(request.method))
      return sendRefusal(reply, {
        ok: false,
        refusal: { code: 'forbidden', message: '不接受其他网站发来的操作，请在本平台页面办理。' },
      })
    return undefined
  })
}

function handleError(
  app: FastifyInstance,
  error: FastifyError & { refusal?: Refusal },
  request: FastifyRequest,
  reply: FastifyReply,
) {
  if (error.refusal) return sendProblem(reply, problemOf(error.refusal))
  if (hasZodFastifySchemaValidationErrors(error)) {
    const all = error.validation.map((v): Refusal => {
      const place = v.instancePath.replace(/^\//, '').replaceAll('/', '.')
      return { code: 'invalid-input', message: v.message ?? '填写的内容不符合要求', ...(place ? { path: place } : {}) }
    })
    const first = all[0] ?? { code: 'invalid-input', message: '填写的内容不符合要求' }
    return sendProblem(
      reply,
      problemOf(
        { ...first, message: `填写的内容不符合要求：${first.path ? `“${first.path}” ` : ''}${first.message}。` },
        all.slice(1),
      ),
    )
  }
  if (error.statusCode === 413 || error.code === 'FST_REQ_FILE_TOO_LARGE')
    return sendProblem(
      reply,
      problemOf({
        code: 'too-large',
        message: '提交的内容过大：表单不超过1兆字节，文件不超过50兆字节。请压缩或者分开提交。',
      }),
    )
  if (error.statusCode === 415)
    return sendProblem(
      reply,
      problemOf({ code: 'invalid-input', message: '内容类型不支持，请以 application/json 或者文件表单提交。' }),
    )
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500)
    return sendProblem(reply, problemOf({ code: 'invalid-input', message: '请求不符合要求，请检查后重新提交。' }))
  if (isUnavailable(error))
    return sendProblem(
      reply,
      problemOf({ code: 'unavailable', message: '数据库暂时不可用，请稍候重试；已确认的办理不会丢失。' }),
    )
  app.log.error({ err: error, url: request.url })
  return reply
    .code(500)
    .type('application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: '程序出错',
        status: 500,
        detail: '程序出错，已记录。请稍后重试；如仍不行，请联系管理员。',
        code: 'bug',
      }),
    )
}

/** Paths of the workbench are one page; everything else that does not exist is told so, to people on a page. */
function notFound(options: ServerOptions, portal: PublicPortal, request: FastifyRequest, reply: FastifyReply) {
  if (request.method === 'GET' && request.url.startsWith('/workbench')) {
    const index = path.join(options.webDir, 'index.html')
    if (fs.existsSync(index))
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-cache')
        .send(fs.readFileSync(index, 'utf8'))
  }
  if (request.method === 'GET' && !request.url.startsWith('/api') && request.headers.accept?.includes('text/html'))
    return portal.missing(request, reply)
  return sendProblem(reply, problemOf({ code: 'not-found', message: '没有这个地址，请检查后重试。' }))
}
