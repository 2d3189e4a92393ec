import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import rateLimit from '@fastify/rate-limit'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type RefusalCode, refusals, refuse } from '#kernel/refusal.ts'
import type { Platform } from '#records/platform.ts'
import { isUnavailable } from '#store/database.ts'
import { html } from './html.ts'
import { stylesheet } from './page.ts'
import { consultationRoutes } from './routes/consultations.ts'
import { documentRoutes } from './routes/documents.ts'
import { fileRoutes } from './routes/file.ts'
import { homeRoutes } from './routes/home.ts'
import { penaltyRoutes } from './routes/penalties.ts'
import { progressRoutes } from './routes/progress.ts'
import { publicityRoutes } from './routes/publicity.ts'
import { reportRoutes } from './routes/reports.ts'
import { type Portal, show, showMissing, showRefusal } from './visit.ts'

export type PortalOptions = { readonly platform: Platform; readonly division: string }

export type PublicPortal = {
  /** The page for an address that leads nowhere. */
  readonly missing: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
}

/** 公众门户: pages made on the server, without script, for everybody. Whoever asks here sees only what is public. */
export async function portalRoutes(app: FastifyInstance, { platform, division }: PortalOptions): Promise<PublicPortal> {
  const outer: Portal = { app, platform, division: () => platform.division(division) }
  await app.register(async inner => {
    const portal: Portal = { ...outer, app: inner }
    inner.addHook('onRoute', route => {
      route.schema = { ...route.schema, hide: true }
    })
    inner.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 256 * 1024 },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    )
    inner.addHook('onSend', async (request, reply, payload) => compressed(request, reply, payload))
    // Per address: an office where many people file behind one address must still get through.
    await inner.register(rateLimit, { global: true, max: 300, timeWindow: '1 minute' })
    inner.setErrorHandler<FastifyError>((error, request, reply) => showError(portal, error, request, reply))
    if (!division) {
      inner.get('/', async (_request, reply) => reply.redirect('/workbench/'))
      return
    }
    inner.get(stylesheet.path, async (_request, reply) =>
      reply
        .type('text/css; charset=utf-8')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(stylesheet.text),
    )
    homeRoutes(portal)
    fileRoutes(portal)
    progressRoutes(portal)
    penaltyRoutes(portal)
    documentRoutes(portal)
    consultationRoutes(portal)
    reportRoutes(portal)
    publicityRoutes(portal)
  })
  return { missing: (request, reply) => showMissing(outer, request, reply) }
}

/** Old telephones have slow lines. */
function compressed(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (typeof payload !== 'string' || payload.length < 1000) return payload
  const accepted = String(request.headers['accept-encoding'] ?? '')
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined
  reply.header('vary', 'accept-encoding')
  if (!encoding) return payload
  reply.header('content-encoding', encoding).removeHeader('content-length')
  return encoding === 'gzip'
    ? gzipSync(payload)
    : brotliCompressSync(payload, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
}

function showError(portal: Portal, error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const told = (code: RefusalCode, message: string, title?: string) =>
    showRefusal(portal, request, reply, refuse({ code, message }), title, refusals[code].status)
  if (error.statusCode === 429)
    return told('too-many', '这个网络地址提交得太密了。请过一会儿再试；急事请打12345。', '请稍等一会儿')
  if (error.statusCode === 413 || error.code === 'FST_REQ_FILE_TOO_LARGE' || error.code === 'FST_FILES_LIMIT')
    return told('too-large', '文件太大或者太多：每个不超过10兆，一次不超过10个。可以重新拍一张，或者带到窗口。')
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500)
    return told('invalid-input', '浏览器发来的内容看不明白。请回到前一页再试一次。')
  if (isUnavailable(error)) {
    // The page needs the database too: say it without.
    return reply
      .code(503)
      .type('text/html; charset=utf-8')
      .send(
        html`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>没有保存上</title><link rel="stylesheet" href="${stylesheet.path}"></head><body><main class="wrap"><div class="title"><h1>没有保存上</h1><p>系统暂时连不上。您填的还在前一页，请退回去，过一会儿再点“保存并继续”；急事请打12345。</p></div></main></body></html>`.toString(),
      )
  }
  request.log.error({ err: error, url: request.url })
  return show(
    portal,
    request,
    reply,
    {
      title: '没有办成',
      wrong: true,
      body: html`<div class="title"><h1>没有办成，是系统的问题</h1><p>已经记下来了。请过一会儿再试，或者打12345。</p></div>`,
    },
    500,
  )
}
