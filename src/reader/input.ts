import mammoth from 'mammoth'
import { extractText, getDocumentProxy } from 'unpdf'
import { ok, type Result, refuse } from '#kernel/refusal.ts'
import { textOfHtml } from './html.ts'

/** The text of a file that somebody hands in: plain text, web page, Word or PDF. Bytes in, text out; no disk. */

export type ReportText = {
  readonly kind: 'txt' | 'html' | 'docx' | 'pdf'
  /** To which all offsets refer. */
  readonly text: string
}

/** A year's report has a few tens of kilobytes; a file of this size is something else. */
const largestFile = 64 * 1024 * 1024

const startsWith = (bytes: Uint8Array, signature: readonly number[]) => signature.every((byte, i) => bytes[i] === byte)
const signatures = {
  pdf: [0x25, 0x50, 0x44, 0x46],
  zip: [0x50, 0x4b, 0x03, 0x04],
  oldOffice: [0xd0, 0xcf, 0x11, 0xe0],
} as const

const refuseFile = (name: string, message: string) =>
  refuse({ code: 'invalid-file', message: `${name}：${message}`, path: name })

/** Reads the bytes by what they are; the name only tells a web page from plain text and appears in the messages. */
export async function extractReport(bytes: Uint8Array, name: string): Promise<Result<ReportText>> {
  if (bytes.length === 0) return refuseFile(name, '文件是空的，请核对后重新提交')
  if (bytes.length > largestFile)
    return refuse({ code: 'too-large', message: `${name}：文件超过 64 MB，请只提交报告正文`, path: name })
  if (startsWith(bytes, signatures.pdf)) return finish(name, 'pdf', await textOfPdf(bytes))
  if (startsWith(bytes, signatures.zip)) return finish(name, 'docx', await textOfDocx(bytes))
  if (startsWith(bytes, signatures.oldOffice))
    return refuseFile(name, '这是旧版 Office 文件，请另存为 .docx 后重新提交')
  const text = decodeText(bytes)
  if (text === undefined) return refuseFile(name, '无法识别文字编码，请另存为 UTF-8 或 GB18030 编码的文本文件')
  if (
    /\.(?:html?|shtml|xhtml|mht)$/i.test(name) ||
    /^\s*<(?:!doctype html|html|head|body|div|p|meta)\b/i.test(text.slice(0, 400))
  )
    return finish(name, 'html', textOfHtml(text))
  return finish(name, 'txt', text)
}

function finish(name: string, kind: ReportText['kind'], text: string | undefined): Result<ReportText> {
  if (text === undefined)
    return refuseFile(
      name,
      kind === 'pdf' ? 'PDF 文件损坏或者加了密码，请重新导出' : '不是有效的 Word 文件（.docx），请重新导出',
    )
  if (/[\p{L}\p{N}]/u.test(text)) return ok({ kind, text })
  return refuseFile(
    name,
    kind === 'pdf'
      ? 'PDF 是扫描件，没有文字层，请提交可以复制文字的 PDF 或者 Word 文件'
      : '文件里没有文字，请核对后重新提交',
  )
}

/**
 * UTF-8, UTF-16 with its mark, else GB18030 (which contains GBK and GB 2312). The byte order mark of UTF-8 stays, so
 * that offsets agree with other programs that read the same file.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const attempt = (encoding: string) => {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: encoding === 'utf-8' }).decode(bytes)
    } catch {
      return undefined
    }
  }
  if (startsWith(bytes, [0xff, 0xfe])) return attempt('utf-16le')
  if (startsWith(bytes, [0xfe, 0xff])) return attempt('utf-16be')
  // a text holds no zero byte; pictures and programs do
  if (bytes.subarray(0, 4096).includes(0)) return undefined
  return attempt('utf-8') ?? attempt('gb18030')
}

async function textOfDocx(bytes: Uint8Array): Promise<string | undefined> {
  try {
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) })
    return value.replace(/\n{2,}/g, '\n').trim()
  } catch {
    return undefined
  }
}

async function textOfPdf(bytes: Uint8Array): Promise<string | undefined> {
  try {
    // What a damaged file is warned of is told to whoever handed it in, not to the log of the server.
    const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
    const { text } = await extractText(document, { mergePages: false })
    return joinLines(text.join('\n'))
  } catch {
    return undefined
  }
}

const startsParagraph =
  /^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十]+部分)/
const pageNumber = /^\s*[—–-]?\s*\d{1,3}\s*[—–-]?\s*$/

/** The lines of a page joined to paragraphs again: a full line that ends without a mark goes on in the next. */
export function joinLines(text: string): string {
  const lines = text.split('\n').filter(line => line.trim() !== '' && !pageNumber.test(line))
  const full = Math.max(...lines.map(line => line.trim().length), 0) * 0.7
  const paragraphs: string[] = []
  let open = false
  for (const raw of lines) {
    const line = raw.trim()
    if (open && !startsParagraph.test(line)) paragraphs[paragraphs.length - 1] += line
    else paragraphs.push(line)
    open = line.length >= full && !/[。！？：:]$/.test(line)
  }
  return paragraphs.join('\n')
}
