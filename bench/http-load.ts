/**
 * Sends requests over a number of connections, one after another on each, and measures how long each answer takes. A
 * process of its own, so that it takes no time from what it measures; it writes and reads plain HTTP/1.1, as cheaply as
 * pgbench speaks to PostgreSQL.
 */
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export type Request = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly token: string
  readonly key?: string
  readonly body?: string
  /** Milliseconds to wait before it is sent. */
  readonly pause?: number
}
/** One list per connection. `until`: stop after so many seconds, starting each list anew; absent: each request once. */
export type Load = {
  readonly port: number
  readonly connections: readonly (readonly Request[])[]
  readonly seconds?: number
}
export type Answered = {
  readonly seconds: number
  readonly milliseconds: readonly number[]
  readonly wrong: readonly string[]
}

process.on('message', (load: Load) => {
  void run(load).then(answered => process.send?.(answered))
})

async function run(load: Load): Promise<Answered> {
  const milliseconds: number[] = []
  const wrong: string[] = []
  const start = performance.now()
  const end = load.seconds === undefined ? Infinity : start + load.seconds * 1000
  await Promise.all(
    load.connections.map(async requests => {
      const connection = await open(load.port)
      do {
        for (const request of requests) {
          if (request.pause) await sleep(request.pause)
          const sent = performance.now()
          if (sent > end) break
          const { status, body } = await connection.send(bytesOf(request))
          milliseconds.push(performance.now() - sent)
          if (status >= 300 && wrong.length < 10) wrong.push(`${status} ${body}`)
        }
      } while (load.seconds !== undefined && performance.now() < end)
      connection.close()
    }),
  )
  return { seconds: (performance.now() - start) / 1000, milliseconds, wrong }
}

function bytesOf(request: Request): Buffer {
  const body = Buffer.from(request.body ?? '')
  const head = [
    `${request.method} ${request.path} HTTP/1.1`,
    'host: localhost',
    `authorization: Bearer ${request.token}`,
    ...(request.key ? [`idempotency-key: ${request.key}`] : []),
    ...(body.length ? ['content-type: application/json', `content-length: ${body.length}`] : []),
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body])
}

type Connection = { send(bytes: Buffer): Promise<{ status: number; body: string }>; close(): void }

async function open(port: number): Promise<Connection> {
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true })
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  let got: Buffer = Buffer.alloc(0)
  let waiting: ((answer: { status: number; body: string }) => void) | undefined
  socket.on('data', (part: Buffer) => {
    got = got.length ? Buffer.concat([got, part]) : part
    const headEnd = got.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const head = got.toString('latin1', 0, headEnd)
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0)
    if (got.length < headEnd + 4 + length) return
    const body = got.toString('utf8', headEnd + 4)
    got = Buffer.alloc(0)
    waiting?.({ status: Number(head.slice(9, 12)), body })
  })
  return {
    send: bytes =>
      new Promise((resolve, reject) => {
        waiting = resolve
        socket.once('error', reject)
        socket.write(bytes, () => socket.removeListener('error', reject))
      }),
    close: () => socket.end(),
  }
}
