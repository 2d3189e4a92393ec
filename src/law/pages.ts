import type { Catalogue } from '#kernel/catalogue.ts'
import {
  type Action,
  type Archetype,
  type Declaration,
  type Guard,
  groups,
  type LinkKind,
} from '#kernel/declaration.ts'
import type { Field, FieldKind, Fields } from '#kernel/field.ts'
import type { Figure, FigurePeriod } from '#kernel/figure.ts'
import type { Limit } from '#kernel/limit.ts'
import type { Citation } from '#kernel/statute.ts'
import { formatChineseDate } from '#kernel/time/date.ts'
import { describeAmount, type PeriodKind } from '#kernel/time/period.ts'
import { type RoleCode, roles } from './roles.ts'

const archetypes: Readonly<Record<Archetype, string>> = { matter: '办件', register: '名录', activity: '活动台账' }
const periodKinds: Readonly<Record<PeriodKind, string>> = {
  MAX: '最长（应当在此之前办理）',
  MIN: '最短（届满之前不得办理）',
  POWER: '权力期限（届满即失效，不顺延）',
  BEFORE: '提前（应当在事件之前）',
}
const fieldKinds: Readonly<Record<FieldKind, string>> = {
  text: '文字',
  longText: '长文字',
  integer: '整数',
  money: '金额',
  date: '日期',
  boolean: '是否',
  choice: '选择',
  organ: '单位',
  person: '人员',
  entry: '名录条目',
  record: '关联件',
  identityCard: '公民身份号码',
  creditCode: '统一社会信用代码',
  phone: '电话',
}
const linkKinds: Readonly<Record<LinkKind, string>> = { opens: '转出', checks: '校验', answers: '答复', feeds: '提供' }
const figureKinds: Readonly<Record<Figure['kind'], string>> = {
  count: '计数',
  sum: '合计',
  distinct: '去重计数',
  stock: '时点存量',
  ratio: '比率',
  total: '总计',
}

/** A generated page for every system, file name → Markdown, and `README.md`, the list of them. */
export function procedurePages(catalogue: Catalogue): Map<string, string> {
  const pages = new Map<string, string>()
  const versions = (code: string) => catalogue.all.filter(d => d.code === code).toSorted(newestFirst)
  for (const code of catalogue.systems) pages.set(`${code}.md`, page(versions(code), catalogue))
  pages.set('README.md', index(catalogue.systems.map(versions)))
  return pages
}

const newestFirst = (a: Declaration, b: Declaration) => (a.inForce.from < b.inForce.from ? 1 : -1)
const origin = '本页由声明生成，请勿手改；声明改动后重新生成。'

function index(systems: readonly (readonly Declaration[])[]): string {
  const lines = ['# 业务系统', '', origin, '']
  for (const [group, name] of Object.entries(groups)) {
    const rows = systems.flatMap(versions => {
      const d = versions[0]
      return d && d.group === group ? [{ d, versions }] : []
    })
    if (!rows.length) continue
    lines.push(`## ${name}`, '')
    lines.push(
      ...table(
        ['系统', '类型', '说明', '版本', '动作', '期限', '数字'],
        rows.map(({ d, versions }) => [
          `[${d.name}](${d.code}.md)`,
          archetypes[d.archetype],
          d.about,
          versions.map(v => v.version).join('、'),
          Object.keys(d.actions).length,
          Object.keys(d.limits).length,
          Object.keys(d.figures).length,
        ]),
      ),
    )
  }
  lines.push(
    '## 标记',
    '',
    '- **待核**：条文未与公布文本逐字核对，使用前应当核对。',
    '- **惯例**：不是国家规定，属于地方规定或者惯例，数额可以在本地设置中调整。',
    '',
  )
  return lines.join('\n')
}

function page(versions: readonly Declaration[], catalogue: Catalogue): string {
  const d = versions[0]
  if (!d) throw new Error('a system has at least one version')
  const lines = [
    `# ${d.name}`,
    '',
    d.about,
    '',
    `代码 \`${d.code}\`；${archetypes[d.archetype]}；${groups[d.group]}；以“${d.unit}”计。${origin}`,
    '',
  ]
  for (const version of versions) lines.push(...versionSection(version, catalogue))
  return lines.join('\n')
}

function versionSection(d: Declaration, catalogue: Catalogue): string[] {
  const { from, to, cite } = d.inForce
  const span = `${formatChineseDate(from)}以后${to ? `、${formatChineseDate(to)}以前` : ''}`
  return [
    `## ${d.version}年版`,
    '',
    `${d.open.dateName}在${span}的，适用本版。${cite ? `依据：${cited(cite)}。` : ''}`,
    '',
    ...diagram(d),
    ...openingSection(d),
    ...actionSection(d),
    ...limitSection(d),
    ...guardSection(d),
    ...documentSection(d),
    ...outcomeSection(d),
    ...validitySection(d),
    ...figureSection(d),
    ...linkSection(d, catalogue),
  ]
}

/** Moves only; actions that stay in a stage are in the table. */
function diagram(d: Declaration): string[] {
  const lines = ['### 流程', '', '```mermaid', 'stateDiagram-v2']
  for (const [code, stage] of Object.entries(d.stages)) lines.push(`  state "${label(stage.name)}" as ${code}`)
  lines.push(`  [*] --> ${d.open.to} : ${label(d.open.name)}`)
  for (const action of Object.values(d.actions)) {
    for (const from of action.from)
      for (const to of targets(d, action, from))
        if (to !== from) lines.push(`  ${from} --> ${to} : ${label(action.name)}`)
  }
  for (const [code, stage] of Object.entries(d.stages)) if (stage.end) lines.push(`  ${code} --> [*]`)
  return [...lines, '```', '']
}

/** `back` returns to every stage from which the suspension is entered. */
function targets(d: Declaration, action: Action, from: string): string[] {
  if (action.to === undefined) return []
  if (action.to !== 'back') return [action.to]
  const entering = Object.values(d.actions).filter(a => a.to === from)
  return [...new Set(entering.flatMap(a => a.from))].filter(s => !d.stages[s]?.suspended)
}

/** A colon or a semicolon ends a label of the diagram. */
const label = (text: string) => text.replaceAll(':', '：').replaceAll(';', '；').replaceAll('"', '”')

function openingSection(d: Declaration): string[] {
  const { open } = d
  const lines = [`### ${open.name}`, '']
  lines.push(`由${roleNames(open.by)}办理，记“${open.dateName}”。${open.cite ? `依据：${cited(open.cite)}。` : ''}`, '')
  const parties = Object.values(d.parties)
  if (parties.length)
    lines.push(
      `当事人：${parties.map(p => `${p.name}${p.optional ? '（可无）' : ''}${p.many ? '（可多个）' : ''}`).join('、')}。`,
      '',
    )
  return [...lines, ...fieldTable(d.fields)]
}

const fieldTable = (fields: Fields) =>
  table(
    ['填写', '类型', '要求', '说明'],
    Object.values(fields).map(f => [f.name, kindOf(f), demands(f), f.help ?? '']),
  )

const kindOf = (f: Field) =>
  f.kind === 'choice'
    ? `${f.many ? '多选' : '单选'}：${Object.values(f.options ?? {}).join('、')}`
    : `${fieldKinds[f.kind]}${f.many ? '（可多项）' : ''}`

const demands = (f: Field) =>
  [
    f.optional ? '可不填' : '必填',
    f.personal ? '个人信息' : '',
    f.takesPart ? '该单位参与办理' : '',
    f.unit ? `单位：${f.unit}` : '',
  ]
    .filter(Boolean)
    .join('；')

function actionSection(d: Declaration): string[] {
  const actions = Object.entries(d.actions)
  if (!actions.length) return []
  return [
    '### 动作',
    '',
    ...table(
      ['动作', '阶段', '转入', '岗位', '填写', '条件', '文书', '结果', '依据'],
      actions.map(([, a]) => [
        `${a.name}${a.once ? '（只办一次）' : ''}`,
        a.from.map(s => stageName(d, s)).join('、'),
        a.to === undefined ? '—' : a.to === 'back' ? '回到原阶段' : stageName(d, a.to),
        roleNames(a.by),
        Object.values(a.asks ?? {})
          .map(f => f.name)
          .join('、'),
        (a.guards ?? []).map(g => g.name).join('；'),
        (a.produces ?? []).map(p => d.documents[p]?.name ?? p).join('、'),
        outcomeOf(d, a),
        a.cite ? cited(a.cite) : '',
      ]),
    ),
  ]
}

const outcomeOf = (d: Declaration, a: Action) =>
  a.outcome === undefined
    ? ''
    : typeof a.outcome === 'string'
      ? (d.outcomes[a.outcome] ?? '')
      : `由“${a.asks?.[a.outcome.field]?.name}”确定`

function limitSection(d: Declaration): string[] {
  const limits = Object.values(d.limits)
  if (!limits.length) return []
  return [
    '### 期限',
    '',
    '期间开始之日不计入。“顺延”指届满日遇休息日，延至其后第一个工作日。',
    '',
    ...table(
      [
        '期限',
        '长度',
        '性质',
        '起算',
        '终止',
        '届满遇休息日',
        '不计入',
        '延长',
        '限制的动作',
        '逾期',
        '约束',
        '依据',
        '核对',
        '标记',
      ],
      limits.map(l => limitRow(d, l)),
    ),
  ]
}

function limitRow(d: Declaration, l: Limit): (string | number)[] {
  const excluded = [
    ...(l.pausedBy ?? []).map(p => `${stepName(d, p.suspend)}次日至${p.resume.map(r => stepName(d, r)).join('、')}`),
    ...(l.excludes ? [`“${stepName(d, l.excludes.action)}”所载期间`] : []),
  ]
  const length = l.within.unit === 'FIX' ? '所载日期当日' : describeAmount(l.within.amount, l.within.unit)
  const alert = l.alertWithin ? `（从严按${describeAmount(l.alertWithin.amount, l.alertWithin.unit)}预警）` : ''
  return [
    `${l.name}${l.when ? '（符合条件时）' : ''}`,
    `${length}${alert}`,
    periodKinds[l.kind],
    l.kind === 'BEFORE' ? `“${fieldName(d, l.event ?? '')}”` : startName(d, l.from),
    [l.until, l.reopenedBy]
      .map(steps => (steps ?? []).map(s => stepName(d, s)).join('、'))
      .filter(Boolean)
      .join('；继续计算：'),
    l.within.unit === 'WD' ? '—' : rolls(l) ? '顺延' : '不顺延',
    excluded.join('；'),
    l.extendedBy
      ? `“${stepName(d, l.extendedBy.action)}”，最多${describeAmount(l.extendedBy.atMost.amount, l.extendedBy.atMost.unit)}（${cited(l.extendedBy.cite)}）`
      : '',
    (l.bars ?? []).map(b => stepName(d, b)).join('、'),
    l.ifMissed ? ('deems' in l.ifMissed ? `依法自动“${stepName(d, l.ifMissed.deems)}”` : l.ifMissed.means) : '',
    l.bears === 'authority' ? '机关' : '当事人（不计机关逾期）',
    l.cite.text,
    formatChineseDate(l.checkedOn),
    marksOf(l),
  ]
}

const rolls = (l: Limit) => l.roll === true && l.kind !== 'POWER' && l.kind !== 'BEFORE' && l.within.unit !== 'H'

const marksOf = (l: Limit) =>
  [l.verified === false || !l.cite.verified ? '待核' : '', l.practice || l.cite.statute === 'practice' ? '惯例' : '']
    .filter(Boolean)
    .join('、')

/** 从“送法制审核”起，到“出具法制审核意见”止；逾期：… */
export function spanInWords(d: Declaration, l: Limit): string {
  const quoted = (steps: readonly string[]) => steps.map(s => `“${stepName(d, s)}”`)
  const from = [l.from].flat().every(s => typeof s === 'string')
    ? quoted([l.from].flat() as readonly string[]).join('或者')
    : startName(d, l.from)
  const until = quoted(l.until).join('')
  const missed = l.ifMissed && 'means' in l.ifMissed ? `；逾期：${l.ifMissed.means}` : ''
  return `从${from}起${until ? `，到${until}止` : ''}${missed}。`
}

function startName(d: Declaration, from: Limit['from']): string {
  if (typeof from === 'string') return stepName(d, from)
  if ('field' in from) return `“${fieldName(d, from.field)}”`
  if ('after' in from) return `“${from.after.name}”届满`
  return from.map(s => stepName(d, s)).join('或者')
}

function guardSection(d: Declaration): string[] {
  const used = new Map<Guard, string[]>()
  const note = (guards: readonly Guard[] | undefined, action: string) => {
    for (const g of guards ?? []) used.set(g, [...(used.get(g) ?? []), action])
  }
  note(d.open.guards, d.open.name)
  for (const a of Object.values(d.actions)) note(a.guards, a.name)
  if (!used.size) return []
  const byCode = new Map<string, { g: Guard; actions: string[] }>()
  for (const [g, actions] of used) {
    const key = `${g.code} ${g.name}`
    byCode.set(key, { g, actions: [...(byCode.get(key)?.actions ?? []), ...actions] })
  }
  return [
    '### 条件',
    '',
    '办理时逐项核对；不具备的，说明理由和下一步怎么办。',
    '',
    ...table(
      ['条件', '动作', '不具备时', '依据'],
      [...byCode.values()].map(({ g, actions }) => [
        g.name,
        actions.join('、'),
        g.severity === 'warn' ? '提醒' : '不能办理',
        cited(g.cite),
      ]),
    ),
  ]
}

function documentSection(d: Declaration): string[] {
  const documents = Object.values(d.documents)
  if (!documents.length) return []
  const lines = ['### 文书', '']
  for (const doc of documents) {
    lines.push(`#### ${doc.name}`, '')
    const facts = [
      doc.series ? `文号：准${doc.series}〔年〕号` : '不编文号',
      ...(doc.cite ? [`依据：${cited(doc.cite)}`] : []),
    ]
    lines.push(`${facts.join('；')}。`, '')
    doc.body.forEach((paragraph, i) => lines.push(...(i ? ['>'] : []), `> ${named(d, paragraph)}`))
    lines.push('')
  }
  return lines
}

/** Placeholders by the names that a lawyer knows: ｛送审单位｝. */
const named = (d: Declaration, text: string) =>
  text.replace(/\{([\w.]+)\}/g, (_, name: string) => {
    const [head, tail = ''] = name.split('.')
    if (head === 'party') return `｛${d.parties[tail]?.name ?? tail}｝`
    if (head === 'limit') return `｛${d.limits[tail]?.name ?? tail}届满日｝`
    if (head === 'day') return `｛${stepName(d, tail)}之日｝`
    return `｛${facts[name] ?? fieldName(d, name)}｝`
  })
const facts: Readonly<Record<string, string>> = {
  number: '案号',
  organ: '承办单位',
  on: '办理日期',
  openedOn: '立案日期',
  title: '标题',
  today: '当日',
  outcome: '结果',
}

function outcomeSection(d: Declaration): string[] {
  const names = Object.values(d.outcomes)
  return names.length ? ['### 结果', '', `${names.join('、')}。`, ''] : []
}

function validitySection(d: Declaration): string[] {
  if (!d.validity) return []
  const { stages, from, until } = d.validity
  const between = [from ? `自“${fieldName(d, from)}”起` : '', until ? `至“${fieldName(d, until)}”止` : '']
    .filter(Boolean)
    .join('，')
  return [
    '### 有效',
    '',
    `处于${stages.map(s => `“${stageName(d, s)}”`).join('、')}的条目有效${between ? `；${between}` : ''}。可查任一日的状态。`,
    '',
  ]
}

function figureSection(d: Declaration): string[] {
  const names = (codes: readonly string[]) => codes.map(c => d.figures[c]?.name ?? c).join(' ＋ ')
  const lines = [
    '### 数字',
    '',
    ...table(
      ['数字', '单位', '算法', '口径', '统计期间', '年报'],
      Object.values(d.figures).map(f => [
        f.name,
        f.unit,
        figureKinds[f.kind],
        f.definition,
        periodName(f.period),
        f.internal ? '内部核对' : '列入',
      ]),
    ),
  ]
  if (d.identities.length)
    lines.push(
      '数字之间的关系（每年自动核对）：',
      '',
      ...d.identities.map(i => `- ${i.name}（${names(i.whole)} ${i.relation === '=' ? '＝' : '≥'} ${names(i.parts)}）`),
      '',
    )
  return lines
}

const periodName = (p: FigurePeriod | undefined) =>
  p ? `${p.name}（${p.yearBefore ? '上年' : ''}${p.from}至${p.to}）` : '自然年'

function linkSection(d: Declaration, catalogue: Catalogue): string[] {
  const links = Object.values(d.links)
  if (!links.length) return []
  return [
    '### 与其他系统的联系',
    '',
    ...table(
      ['联系', '方式', '对方', '阶段'],
      links.map(l => {
        const other = catalogue.newest(l.to)
        return [
          l.name,
          linkKinds[l.kind],
          other ? `[${other.name}](${l.to}.md)` : l.to,
          l.stages?.map(s => stageName(d, s)).join('、') ?? '任何阶段',
        ]
      }),
    ),
  ]
}

const stageName = (d: Declaration, stage: string) => d.stages[stage]?.name ?? stage
const stepName = (d: Declaration, step: string) => (step === 'open' ? d.open.name : (d.actions[step]?.name ?? step))
const roleNames = (by: readonly string[]) =>
  by.map(r => (r === 'law' ? '法律规定自动发生' : (roles[r as RoleCode]?.name ?? r))).join('、')

function fieldName(d: Declaration, code: string): string {
  const asked = [d.fields, ...Object.values(d.actions).map(a => a.asks ?? {})]
  return asked.find(fields => fields[code])?.[code]?.name ?? code
}

const cited = (c: Citation) => `${c.text}${c.verified ? '' : '【待核】'}`

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const line = (cells: readonly (string | number)[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line), '']
}
const cell = (value: string | number) => String(value).replaceAll('|', '\\|').replaceAll('\n', ' ')
