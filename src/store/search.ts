import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import type { PlainDate } from '#kernel/time/date.ts'

/**
 * Words of the field that the general dictionary cuts apart; a search for 一网通办 must not find every 办.
 */
const domainWords = [
  '一网通办',
  '法治政府',
  '行政复议',
  '行政应诉',
  '行政诉讼',
  '行政处罚',
  '行政许可',
  '行政强制',
  '行政检查',
  '行政裁决',
  '行政调解',
  '行政执法',
  '行政机关',
  '行政规范性文件',
  '规范性文件',
  '合法性审核',
  '合法性审查',
  '重大行政决策',
  '法制审核',
  '公平竞争审查',
  '执法监督',
  '行政执法监督',
  '人民调解',
  '人民调解员',
  '人民调解委员会',
  '司法确认',
  '司法所',
  '司法局',
  '法律援助',
  '公共法律服务',
  '法律明白人',
  '法治宣传',
  '普法',
  '谁执法谁普法',
  '法律顾问',
  '公职律师',
  '公证',
  '仲裁',
  '劳动仲裁',
  '劳动争议',
  '劳动人事争议',
  '信访',
  '矛盾纠纷',
  '诉调对接',
  '访调对接',
  '负责人出庭',
  '出庭应诉',
  '检察建议',
  '司法建议',
  '权责清单',
  '双随机',
  '一公开',
  '政务热线',
  '便民热线',
  '不予受理',
  '被申请人',
  '申请人',
  '第三人',
  '当事人',
  '案由',
  '立案',
  '结案',
  '销案',
  '听证',
  '裁量权',
  '裁量基准',
  '证明事项',
  '告知承诺',
  '街道办事处',
  '综合执法',
  '执法证',
]

let loaded: Jieba | undefined
function segmenter(): Jieba {
  if (!loaded) {
    loaded = Jieba.withDict(dict)
    loaded.loadDict(Buffer.from(domainWords.map(w => `${w} 100000 n\n`).join('')))
  }
  return loaded
}

const nothing = /^[\s\p{P}\p{S}]+$/u
const lexeme = (word: string) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
/** Longer documents are found by their beginning; a tsvector ends at 1 MB. */
const mostCharacters = 50_000

function words(cut: readonly string[]): string[] {
  // A lexeme ends at 2 kB; no word is that long, an unbroken run of letters may be.
  return cut.filter(w => !nothing.test(w)).map(w => w.toLowerCase().slice(0, 200).toWellFormed())
}

/** A line up to this long (a name, a number, a short field) is also found as a whole. */
const shortLine = 20
const wholeOf = (line: string) => line.trim().toLowerCase()

/**
 * The words of a text as a `tsvector` literal. PostgreSQL's own parser knows no Chinese words, so it is not asked. How a
 * name is cut depends on what stands beside it, hence each short line is a word of its own besides.
 */
export function searchVector(text: string): string {
  const clean = text.replaceAll('\u0000', ' ').slice(0, mostCharacters).toWellFormed()
  const whole = clean
    .split('\n')
    .map(wholeOf)
    .filter(line => line.length > 1 && line.length <= shortLine)
  return [...new Set([...words(segmenter().cutForSearch(clean, true)), ...whole])].map(lexeme).join(' ')
}

/**
 * Marks of the lists that a record stands on, of its system, of organs and of an organ in its system, and of the month it
 * was opened in. No text gives them: a colon parts words.
 */
export const listMarks = (system: string, organs: readonly string[], openedOn: PlainDate): string[] =>
  [
    `month:${openedOn.slice(0, 7)}`,
    `system:${system}`,
    ...organs.flatMap(o => [`organ:${o}`, `system:${system} organ:${o}`]),
  ].map(lexeme)

/** A word, or the words of two characters and more that it is made of: 人民调解 within 人民调解委员会 is cut 人民, 调解. */
function eitherWay(word: string): string {
  const within = words(segmenter().cutForSearch(word, true)).filter(w => w !== word && w.length > 1)
  const parts: string[] = []
  for (let at = 0; at < word.length; ) {
    const part = within.filter(w => word.startsWith(w, at)).toSorted((a, b) => b.length - a.length)[0]
    if (!part) return lexeme(word)
    parts.push(part)
    at += part.length
  }
  return parts.length ? `(${lexeme(word)} | (${parts.map(lexeme).join(' & ')}))` : lexeme(word)
}

/**
 * What a person typed as a `tsquery` literal: every part between blanks must occur, as a whole or with all its words.
 * Undefined when it holds no word.
 * @example searchQuery('孙试三 夜间施工') // "('孙试三' | ('孙' & '试三')) & ('夜间施工' | ('夜间' & '施工'))"
 */
export function searchQuery(typed: string): string | undefined {
  const clean = typed.replaceAll('\u0000', ' ').slice(0, 200).toWellFormed()
  const parts = clean.split(/\s+/).flatMap(part => {
    const cut = [...new Set(words(segmenter().cut(part, true)))].map(eitherWay)
    if (!cut.length) return []
    const all = cut.length > 1 ? `(${cut.join(' & ')})` : (cut[0] ?? '')
    const whole = lexeme(wholeOf(part))
    return whole === all || part.length > shortLine ? [all] : [`(${whole} | ${all})`]
  })
  return parts.length ? parts.join(' & ') : undefined
}
