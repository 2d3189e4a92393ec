import type { FastifyInstance } from 'fastify'

/** A person at a browser without script: keeps cookies, follows redirects, fills in the forms that are on the page. */
export type PageSeen = {
  readonly status: number
  readonly url: string
  readonly html: string
  /** The words of the page, without markup. */
  readonly text: string
  readonly headers: Readonly<Record<string, unknown>>
}
export type UploadedFile = { readonly name: string; readonly content: string | Buffer }

export class Visitor {
  readonly #app: FastifyInstance
  readonly #address: string
  readonly cookies = new Map<string, string>()
  /** Every address that was asked for: nothing personal may stand in one. */
  readonly addresses: string[] = []
  page: PageSeen = { status: 0, url: '', html: '', text: '', headers: {} }

  constructor(app: FastifyInstance, address = '198.51.100.1') {
    this.#app = app
    this.#address = address
  }

  get(url: string): Promise<PageSeen> {
    return this.#send('GET', url)
  }

  /** Sends the form of the page that has this action, with what stands in it and `filled` besides. */
  async submit(
    action: string,
    filled: Readonly<Record<string, string>> = {},
    files?: readonly UploadedFile[],
  ): Promise<PageSeen> {
    const form = [...this.page.html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)]
      .map(m => m[0])
      .find(f => new RegExp(`action="${action}"`).test(f))
    if (!form) throw new Error(`there is no form for ${action} on ${this.page.url}`)
    const values = { ...standing(form), ...filled }
    if (!/enctype="multipart/.test(form))
      return this.#send('POST', action, new URLSearchParams(values).toString(), 'application/x-www-form-urlencoded')
    const boundary = '----zhunsheng'
    const parts = Object.entries(values).map(([name, value]) =>
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    )
    for (const f of files ?? [])
      parts.push(
        Buffer.from(
          `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="${f.name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
        ),
        Buffer.from(f.content),
        Buffer.from('\r\n'),
      )
    parts.push(Buffer.from(`--${boundary}--\r\n`))
    return this.#send('POST', action, Buffer.concat(parts), `multipart/form-data; boundary=${boundary}`)
  }

  async #send(method: 'GET' | 'POST', url: string, payload?: string | Buffer, type?: string): Promise<PageSeen> {
    this.addresses.push(url)
    const r = await this.#app.inject({
      method,
      url,
      remoteAddress: this.#address,
      headers: {
        accept: 'text/html',
        ...(this.cookies.size ? { cookie: [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ') } : {}),
        ...(type ? { 'content-type': type } : {}),
      },
      ...(payload === undefined ? {} : { payload }),
    })
    for (const c of r.cookies) {
      if (c.value === '' || (c.maxAge !== undefined && c.maxAge <= 0)) this.cookies.delete(c.name)
      else this.cookies.set(c.name, c.value)
    }
    const to = r.headers.location
    if (r.statusCode >= 300 && r.statusCode < 400 && typeof to === 'string') return this.get(to)
    const text = r.body
      .replace(/<(style|script|svg)[\s\S]*?<\/\1>/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/&amp;/g, '&')
      .replace(/\s+/g, ' ')
    this.page = { status: r.statusCode, url, html: r.body, text, headers: r.headers }
    return this.page
  }
}

/** What is already filled in: hidden inputs, texts, ticked boxes, chosen options. */
function standing(form: string): Record<string, string> {
  const values: Record<string, string> = {}
  const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
  const plain = (text: string) =>
    text
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const name = attribute(tag, 'name')
    const type = attribute(tag, 'type') ?? 'text'
    if (!name || type === 'file' || ((type === 'radio' || type === 'checkbox') && !/ checked/.test(tag))) continue
    values[name] = plain(attribute(tag, 'value') ?? '')
  }
  for (const [, tag, content] of form.matchAll(/(<textarea\b[^>]*>)([\s\S]*?)<\/textarea>/g))
    values[attribute(tag ?? '', 'name') ?? ''] = plain(content ?? '')
  for (const [, tag, content] of form.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/g)) {
    const chosen = /<option value="([^"]*)" selected/.exec(content ?? '')?.[1]
    values[attribute(tag ?? '', 'name') ?? ''] = chosen ?? ''
  }
  return values
}
