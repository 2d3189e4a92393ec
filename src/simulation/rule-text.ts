import { heading, type OfficialDocument, paragraph } from '#documents/official-document.ts'
import type { RecordState } from '#kernel/record.ts'
import { formatChineseDate, type PlainDate } from '#kernel/time/date.ts'
import { toChineseNumeral } from '#kernel/values/numerals.ts'

/** The invented text of a rule of the invented district: as published, or (`draft`) as it is laid before the public. */
export function ruleText(state: RecordState, issuer: string, draft: boolean): OfficialDocument {
  const { documentTitle, documentNumber } = state.values
  const title = String(documentTitle)
  const published = dayOf(state, 'publish')
  return {
    letterhead: 'red',
    organMark: `${issuer}文件`,
    ...(documentNumber && !draft ? { number: String(documentNumber) } : {}),
    title: draft ? `${title}（征求意见稿）` : title,
    body: isRegulation(title) ? articles(title, state, draft) : points(title, state, draft),
    ...(draft ? {} : { signed: { organs: [issuer], ...(published ? { on: published } : {}) } }),
    ...(draft ? {} : { note: '此件公开发布' }),
  }
}

const dayOf = (state: RecordState, action: string): PlainDate | undefined =>
  state.steps.find(s => s.action === action)?.on

const kindOf = (title: string): string | undefined => /(办法|规定|实施细则)$/.exec(title)?.[1]
const isRegulation = (title: string): boolean => kindOf(title) !== undefined

/** What the rule is about: 城市停车 of 准绳区城市停车管理办法. */
const topicOf = (title: string): string =>
  /^(?:准绳区)?(.+?)管理(?:办法|规定|实施细则)$/.exec(title)?.[1] ??
  /^关于(?:加强|规范)(.+?)管理/.exec(title)?.[1] ??
  /《(.+?)》/.exec(title)?.[1] ??
  '有关事项'

function inForce({ values }: RecordState, draft: boolean): string {
  const { effectiveOn, validUntil } = values
  return draft || typeof effectiveOn !== 'string' || typeof validUntil !== 'string'
    ? '自公布后确定的日期起施行，有效期在公布时写明。'
    : `自${formatChineseDate(effectiveOn)}起施行，有效期至${formatChineseDate(validUntil)}。`
}

function articles(title: string, state: RecordState, draft: boolean) {
  const topic = topicOf(title)
  const self = `本${kindOf(title)}`
  return [
    `为规范${topic}管理，维护公共利益，保护公民、法人和其他组织的合法权益，根据有关法律、法规，结合本区实际，制定${self}。`,
    `本区行政区域内的${topic}及其监督管理，适用${self}。法律、法规另有规定的，从其规定。`,
    `${topic}管理遵循依法、公开、便民的原则，能够通过数据共享取得的材料，不再要求当事人提供。`,
    `区人民政府统一领导${topic}管理工作，协调解决其中的重大问题。区有关部门按照职责分工负责具体工作，乡镇人民政府、街道办事处做好本辖区内的相关工作。`,
    '区有关部门应当编制办事指南，写明办理的条件、材料、程序、期限和监督电话，在政府网站和办事场所公开。',
    '单位和个人申请办理有关事项，应当如实提供材料。材料不齐全或者不符合要求的，受理单位应当当场一次告知需要补正的全部内容。',
    '受理单位应当在公开的期限内作出决定并告知申请人；不予办理的，书面说明理由，并告知申请行政复议和提起行政诉讼的途径。',
    '监督检查采取随机抽取检查对象、随机选派检查人员的方式，结果及时向社会公开，不得妨碍正常的生产经营和生活。',
    `单位和个人有权对违反${self}的行为投诉、举报。受理投诉、举报的单位应当依法调查处理，告知处理结果，并为投诉人、举报人保密。`,
    '工作人员在管理工作中玩忽职守、滥用职权、徇私舞弊的，依法给予处分；构成犯罪的，依法追究刑事责任。',
    `${self}${inForce(state, draft)}`,
  ].map((text, i) => paragraph(`第${toChineseNumeral(i + 1)}条　${text}`))
}

function points(title: string, state: RecordState, draft: boolean) {
  const topic = topicOf(title)
  return [
    paragraph(`为做好${topic}管理工作，根据有关法律、法规和上级规定，结合本区实际，提出如下要求。`),
    heading(1, '明确职责'),
    paragraph(
      `区有关部门是${topic}管理工作的责任单位，按照职责分工制定具体措施，明确专人负责；乡镇人民政府、街道办事处做好本辖区内的宣传、排查和日常管理。`,
    ),
    heading(1, '规范办理'),
    paragraph(
      '办理有关事项的条件、材料、程序和期限一律向社会公开，没有法律、法规、规章依据的证明材料一律不得要求提供。材料不齐全的，一次告知需要补正的全部内容。',
    ),
    heading(1, '加强监督'),
    paragraph('畅通投诉、举报渠道，对群众反映的问题逐件核实、逐件答复；对工作不落实的单位，由区人民政府督办。'),
    heading(1, '其他事项'),
    paragraph(`本文件${inForce(state, draft)}`),
  ]
}
