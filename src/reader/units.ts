/**
 * Measure words. To add one, add a line: the word, and after it the characters that turn it into another word when
 * they follow directly (`部` is no measure word in 部门). Each word of the list is tried, the longest first.
 */
type MeasureWord = { readonly word: string; readonly notBefore?: string; readonly chinese?: true }

/**
 * `chinese`: may also be counted in Chinese numerals (两次, 十项). Other measure words are too often part of a name
 * (三级, 一体, 四所联动).
 */
const lexicon: readonly MeasureWord[] = [
  // cases and matters
  { word: '件', chinese: true, notBefore: '套' },
  { word: '起', chinese: true, notBefore: '步点草码到' },
  { word: '宗', chinese: true, notBefore: '旨教族' },
  { word: '例', chinese: true, notBefore: '如会行外' },
  { word: '案', notBefore: '件卷例由情' },
  { word: '项', chinese: true },
  { word: '条', chinese: true, notBefore: '例款' },
  { word: '款' },
  { word: '则', chinese: true },
  { word: '类', chinese: true, notBefore: '似型别' },
  { word: '大类' },
  { word: '种', chinese: true, notBefore: '子植' },
  { word: '宗案', notBefore: '件' },
  // people and households
  { word: '人', chinese: true, notBefore: '民大员才社力均口文事身格类' },
  { word: '名', chinese: true, notBefore: '称录' },
  { word: '名单', notBefore: '位' },
  { word: '位', chinese: true, notBefore: '置' },
  { word: '人份' },
  { word: '人天' },
  { word: '户', chinese: true, notBefore: '籍口' },
  { word: '对', notBefore: '象于' },
  { word: '岗', notBefore: '位亭哨' },
  // bodies and places
  { word: '个', chinese: true },
  { word: '家', chinese: true, notBefore: '庭长' },
  { word: '所', chinese: true, notBefore: '有属以在' },
  { word: '处', chinese: true, notBefore: '理罚置级' },
  { word: '支', chinese: true, notBefore: '持部撑出' },
  { word: '座', chinese: true, notBefore: '谈' },
  { word: '间', chinese: true, notBefore: '接隔' },
  { word: '栋' },
  { word: '幢' },
  { word: '套', chinese: true, notBefore: '路' },
  { word: '块', chinese: true },
  { word: '片', notBefore: '区' },
  { word: '辆' },
  { word: '台', chinese: true, notBefore: '账风阶' },
  { word: '艘' },
  { word: '架', notBefore: '构' },
  { word: '部', chinese: true, notBefore: '门分署队委长级' },
  { word: '门', chinese: true, notBefore: '户类' },
  { word: '只' },
  { word: '头', notBefore: '雁' },
  { word: '株' },
  { word: '棵' },
  { word: '尾' },
  { word: '羽' },
  { word: '盏' },
  { word: '枚', chinese: true },
  { word: '颗' },
  { word: '根', notBefore: '据' },
  { word: '眼' },
  { word: '口', notBefore: '岸径' },
  // events
  { word: '次', chinese: true, notBefore: '性数序' },
  { word: '场', chinese: true, notBefore: '所地合景' },
  { word: '期', chinese: true, notBefore: '间限望末' },
  { word: '轮', chinese: true },
  { word: '批', chinese: true, notBefore: '准复' },
  { word: '届' },
  { word: '堂', chinese: true },
  { word: '班', notBefore: '子' },
  { word: '节', chinese: true, notBefore: '日约点能' },
  { word: '课时' },
  { word: '学时' },
  { word: '课次' },
  { word: '趟' },
  { word: '回', notBefore: '头访' },
  { word: '遍' },
  { word: '站次' },
  // papers and media
  { word: '份', chinese: true, notBefore: '额' },
  { word: '本', chinese: true, notBefore: '年级区县市镇乡街局' },
  { word: '册', chinese: true },
  { word: '张', chinese: true, notBefore: '贴' },
  { word: '幅', chinese: true, notBefore: '度' },
  { word: '篇', chinese: true, notBefore: '章' },
  { word: '封' },
  { word: '页', notBefore: '面' },
  { word: '卷', notBefore: '宗' },
  { word: '集', notBefore: '中团体合' },
  { word: '首', notBefore: '次批' },
  { word: '帧' },
  { word: '面', chinese: true, notBefore: '向积对' },
  { word: '块次' },
  { word: '票', notBefore: '据' },
  { word: '道', notBefore: '路德' },
  { word: '笔', chinese: true, notBefore: '录试' },
  { word: '单', notBefore: '位元' },
  { word: '档', notBefore: '案次' },
  { word: '组', chinese: true, notBefore: '织成长建' },
  { word: '字', notBefore: '体号' },
  // goods
  { word: '瓶' },
  { word: '袋' },
  { word: '箱' },
  { word: '桶' },
  { word: '盒' },
  { word: '包', notBefore: '括含' },
  { word: '罐' },
  { word: '把', chinese: true },
  { word: '顶' },
  { word: '顿' },
  { word: '床', notBefore: '位' },
  { word: '杯' },
  { word: '发', notBefore: '展现生布放' },
  { word: '批次', chinese: true },
  { word: '班次' },
  // length, area, weight, volume, energy
  { word: '平方公里' },
  { word: '平方千米' },
  { word: '平方米' },
  { word: '平方' },
  { word: '平米' },
  { word: '㎡' },
  { word: 'm²' },
  { word: 'm2' },
  { word: '立方米' },
  { word: '立方' },
  { word: '公里' },
  { word: '千米' },
  { word: '米' },
  { word: '公顷' },
  { word: '亩' },
  { word: '吨' },
  { word: '公斤' },
  { word: '千克' },
  { word: '斤' },
  { word: '克' },
  { word: '升', notBefore: '级至' },
  { word: '千瓦时' },
  { word: '千瓦' },
  { word: '度', notBefore: '假' },
  // money
  { word: '元', notBefore: '旦' },
  { word: '元人民币' },
  { word: '美元' },
  { word: '欧元' },
  // shares and changes
  { word: '%' },
  { word: '％' },
  { word: '﹪' },
  { word: '‰' },
  { word: '个百分点' },
  { word: '百分点' },
  { word: '个点' },
  { word: '倍' },
  { word: '成', notBefore: '立功效员果为绩熟本都人年套' },
  { word: '分', notBefore: '别之析为成类级钟局公支' },
  { word: '颗星' },
  // time; counted only where a duration was measured, see the rules on what is no statistic
  { word: '个工作日' },
  { word: '工作日' },
  { word: '天', notBefore: '然' },
  { word: '日', notBefore: '期常前起至' },
  { word: '小时' },
  { word: '个小时' },
  { word: '分钟' },
  { word: '秒', notBefore: '批' },
]

/** 人次, 场次, 条次 …: a measure word with 次 behind it, also in brackets: 人（次）, 场(次). */
const mayCarryTimes = new Set([
  '人',
  '场',
  '件',
  '条',
  '家',
  '户',
  '份',
  '起',
  '车',
  '辆',
  '艘',
  '台',
  '个',
  '班',
  '批',
  '处',
  '篇',
  '项',
  '名',
  '所',
  '轮',
  '本',
  '册',
  '期',
  '站',
  '课',
  '宗',
  '组',
  '单',
  '村',
  '校',
  '企业',
  '部',
  '位',
  '点',
  '片',
  '岗',
])

const byFirst = new Map<string, MeasureWord[]>()
for (const word of lexicon) {
  const first = word.word[0] as string
  byFirst.set(
    first,
    [...(byFirst.get(first) ?? []), word].sort((a, b) => b.word.length - a.word.length),
  )
}
for (const carrier of mayCarryTimes) {
  const first = carrier[0] as string
  const word: MeasureWord = { word: `${carrier}次`, notBefore: '性', chinese: true }
  byFirst.set(
    first,
    [...(byFirst.get(first) ?? []), word].sort((a, b) => b.word.length - a.word.length),
  )
}

export type UnitMatch = {
  /** Offset after the unit as written, inner brackets included. */
  readonly end: number
  /** As written, brackets and white space folded: 人（次） is 人次, ％ is %. */
  readonly unit: string
  /** May be counted in Chinese numerals. */
  readonly chinese: boolean
}

const bracketPairs: Readonly<Record<string, string>> = { '(': ')', '（': '）' }
const bracketed = new Set([
  '次',
  '起',
  '宗',
  '件',
  '人',
  '户',
  '家',
  '场',
  '份',
  '条',
  '个',
  '处',
  '项',
  '名',
  '期',
  '张',
  '册',
  '套',
  '台',
  '批',
  '篇',
])
const percentSigns: Readonly<Record<string, string>> = { '％': '%', '﹪': '%' }

/** The measure word that begins at `at`, if any. */
export function readUnit(text: string, at: number): UnitMatch | undefined {
  const candidates = byFirst.get(text[at] ?? '')
  if (!candidates) return undefined
  for (const { word, notBefore, chinese } of candidates) {
    if (!text.startsWith(word, at)) continue
    let end = at + word.length
    const next = text[end]
    if (next !== undefined && notBefore?.includes(next)) continue
    // 12项目 is a project, 12项目标任务 are twelve tasks
    if (word === '项' && next === '目' && !/[标录]/.test(text[end + 1] ?? '')) continue
    let unit = percentSigns[word] ?? word
    const close = bracketPairs[next ?? '']
    if (close && text[end + 2] === close && bracketed.has(text[end + 1] ?? '')) {
      unit += text[end + 1]
      end += 3
      if (text[end] === '次' && unit.at(-1) !== '次') {
        unit += '次'
        end++
      }
    } else if (
      next === '/' &&
      /[件人年月户亩个次]/.test(text[end + 1] ?? '') &&
      !/[\d一-龥]/.test(text[end + 2] ?? '，')
    ) {
      unit += `/${text[end + 1]}`
      end += 2
    } else if (next === '/' && mayCarryTimes.has(word) && text[end + 1] === '次') {
      unit += '/次'
      end += 2
    }
    return { end, unit, chinese: chinese === true }
  }
  return undefined
}

/** Counters of cases, which reports mix freely: 14宗 of 30件. */
export const caseCounters: ReadonlySet<string> = new Set([
  '件',
  '起',
  '宗',
  '例',
  '案',
  '件次',
  '件起',
  '个',
  '项',
  '条',
  '份',
  '单',
])
export const peopleCounters: ReadonlySet<string> = new Set(['人', '名', '位'])
