/**
 * The visible text of a web page: scripts and styles removed, blocks on lines of their own, table cells apart,
 * entities resolved. One pass, no regular expression over the whole page.
 */

const silent = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'head',
  'iframe',
  'object',
  'select',
  'textarea',
])
const blocks = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'br',
  'center',
  'dd',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'html',
  'li',
  'main',
  'nav',
  'ol',
  'p',
  'pre',
  'section',
  'table',
  'tbody',
  'tfoot',
  'thead',
  'tr',
  'ul',
  'title',
  'option',
])
const cells = new Set(['td', 'th'])

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: '　',
  thinsp: ' ',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  middot: '·',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  times: '×',
  permil: '‰',
  bull: '•',
  laquo: '«',
  raquo: '»',
  copy: '©',
  deg: '°',
  sup2: '²',
}

function resolveEntity(name: string): string | undefined {
  if (name.startsWith('#')) {
    const hexadecimal = name[1] === 'x' || name[1] === 'X'
    const digits = name.slice(hexadecimal ? 2 : 1)
    if (!(hexadecimal ? /^[0-9a-f]{1,6}$/i : /^\d{1,7}$/).test(digits)) return undefined
    const code = Number.parseInt(digits, hexadecimal ? 16 : 10)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
  }
  return entities[name]
}

/** Entities of a run of text resolved; an ampersand that begins none stays. */
function resolveEntities(text: string): string {
  let from = 0
  let resolved = ''
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    const end = text.slice(at + 1, at + 12).indexOf(';')
    const value = end > 0 ? resolveEntity(text.slice(at + 1, at + 1 + end)) : undefined
    if (value === undefined) continue
    resolved += text.slice(from, at) + value
    from = at + end + 2
  }
  return resolved + text.slice(from)
}

export function textOfHtml(html: string): string {
  const lines: string[] = []
  let line = ''
  const breakLine = () => {
    const words = line.replace(/[ \t\r\n\u00a0]+/g, ' ').trim()
    if (words) lines.push(words)
    line = ''
  }
  let skipping: string | undefined
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open < 0) {
      if (!skipping) line += resolveEntities(html.slice(at))
      break
    }
    if (!skipping) line += resolveEntities(html.slice(at, open))
    const comment = html.startsWith('<!--', open)
    const close = html.indexOf(comment ? '-->' : '>', open + 1)
    // an unclosed tag or comment swallows the rest of the page, as in a browser
    if (close < 0) break
    at = close + (comment ? 3 : 1)
    if (comment) continue
    const name = /^<\/?([a-zA-Z][a-zA-Z0-9]*)/.exec(html.slice(open, Math.min(close, open + 24)))?.[1]?.toLowerCase()
    if (!name) {
      // 1 < 2 in running text
      if (!skipping && html[open + 1] !== '!' && html[open + 1] !== '?') {
        line += '<'
        at = open + 1
      }
      continue
    }
    const closing = html[open + 1] === '/'
    if (skipping) {
      if (closing && name === skipping) skipping = undefined
      continue
    }
    if (!closing && silent.has(name) && html[close - 1] !== '/') skipping = name
    else if (blocks.has(name)) breakLine()
    else if (cells.has(name)) line += ' '
  }
  breakLine()
  return lines.join('\n')
}
