import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'

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

/** The words of a text as a `tsvector` literal. PostgreSQL's own parser knows no Chinese words, so it is not asked. */
export function searchVector(text: string): string {
  const clean = text.replaceAll('\u0000', ' ').slice(0, mostCharacters).toWellFormed()
  return [...new Set(words(segmenter().cutForSearch(clean, true)))].map(lexeme).join(' ')
}

/** What a person typed as a `tsquery` literal: all words must occur. Undefined when it holds no word. */
export function searchQuery(typed: string): string | undefined {
  const clean = typed.replaceAll('\u0000', ' ').slice(0, 200).toWellFormed()
  const cut = [...new Set(words(segmenter().cut(clean, true)))]
  return cut.length ? cut.map(lexeme).join(' & ') : undefined
}
