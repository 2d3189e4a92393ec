import type { Declaration, Group } from '#kernel/declaration.ts'

/**
 * The chapters of the yearly report in their usual order. A subject has one chapter. `required`: demanded of every report
 * (措施成效, 第一责任人, 不足和原因, 下一年度安排); any other is left out in a year without facts.
 */
export const chapters = {
  study: { title: '党的领导与理论学习' },
  responsible: { title: '推进法治建设第一责任人职责履行情况', required: true },
  functions: { title: '政府职能与营商环境' },
  decisions: { title: '制度体系与行政决策' },
  enforcement: { title: '行政执法' },
  checks: { title: '权力制约与监督' },
  disputes: { title: '矛盾纠纷化解' },
  services: { title: '公共法律服务' },
  publicity: { title: '法治宣传教育' },
  ability: { title: '能力与保障' },
  highlight: { title: '工作亮点' },
  shortcomings: { title: '存在的不足和原因', required: true },
  plan: { title: '下一年度工作安排', required: true },
} as const satisfies Record<string, { readonly title: string; readonly required?: true }>

export type ChapterCode = keyof typeof chapters
export const chapterCodes = Object.keys(chapters) as readonly ChapterCode[]
export const isRequired = (code: ChapterCode): boolean => 'required' in chapters[code]

const byGroup: Readonly<Record<Group, ChapterCode>> = {
  leadership: 'study',
  functions: 'functions',
  decisions: 'decisions',
  enforcement: 'enforcement',
  disputes: 'disputes',
  services: 'services',
  publicity: 'publicity',
}

/** Systems that belong to another chapter than the rest of their group. */
const elsewhere: Readonly<Record<string, ChapterCode>> = {
  'accountability-report': 'responsible',
  'cadre-law-file': 'responsible',
  deliberation: 'responsible',
  'supervised-item': 'responsible',
  'judicial-interference-record': 'responsible',
  'duty-list': 'decisions',
  'information-disclosure': 'checks',
  'disclosure-request': 'checks',
  hotline: 'checks',
  'congress-proposal': 'checks',
  'delegate-visit': 'checks',
  'oversight-rectification': 'checks',
  'circuit-court': 'disputes',
  'enterprise-legal-service': 'functions',
  'law-exam': 'ability',
  'court-observation': 'ability',
  'constitution-oath': 'ability',
  'performance-assessment': 'ability',
  'task-plan': 'ability',
  'rule-of-law-inspection': 'ability',
  'legal-staff': 'ability',
  'demonstration-project': 'ability',
}

export const chapterOf = (declaration: Pick<Declaration, 'code' | 'group'>): ChapterCode =>
  elsewhere[declaration.code] ?? byGroup[declaration.group]

/** The chapters that tell systems, each with its systems in the order of declaration. */
export function systemsByChapter(
  declarations: readonly Pick<Declaration, 'code' | 'group'>[],
): { code: ChapterCode; title: string; systems: string[] }[] {
  return chapterCodes
    .map(code => ({
      code,
      title: chapters[code].title,
      systems: declarations.filter(d => chapterOf(d) === code).map(d => d.code),
    }))
    .filter(c => c.systems.length > 0)
}
