import type { Field } from '#kernel/field.ts'
import type { PlainDate } from '#kernel/time/date.ts'
import { drawAddress, drawOrganisation, drawPlace, drawVillage, inventedName } from './names.ts'
import type { Random } from './random.ts'
import type { Known } from './scenes/scene.ts'
import { scenes } from './scenes/index.ts'

/** What a text may refer to: the record's system, the day, the theme, and what is known of the record. */
export type Subject = {
  readonly system: string
  readonly on: PlainDate
  /** Label of the choice that says what the record is about, e.g. 邻里纠纷. */
  readonly theme?: string
  readonly known: Known
}

type Entry = readonly [label: RegExp, texts: readonly string[]]

/** Label of the field → what is written there, for any system. The first that fits is taken; `{…}` is filled in. */
const entries: readonly Entry[] = [
  [/卷宗号|档号/, ['{year}-{n3}']],
  [/执法证号|证件号|证书编号/, ['ZS990101{n4}']],
  [/工单号/, ['{year}{n4}{n4}']],
  [/发文字号|文号/, ['准政规〔{year}〕{n2}号']],
  [/备案登记号/, ['备〔{year}〕{n3}号']],
  [/法院案号/, ['（{year}）准0101民特{n3}号']],
  [/协议书编号/, ['民调协〔{year}〕{n3}号']],
  [/合同编号/, ['HT-{year}-{n3}']],
  [/平台编号/, ['PT{year}{n4}{n4}']],
  [/执行法院|受理法院|受诉法院|人民法院/, ['准绳区人民法院']],
  [/中级人民法院/, ['准绳市中级人民法院']],
  [/文件名称|标题$/, ['准绳区{topic}管理办法', '关于进一步规范{topic}工作的实施意见', '准绳区{topic}若干规定']],
  [/会议名称/, ['区政府第{n2}次常务会议']],
  [/载体|栏目|渠道/, ['区人民政府门户网站“通知公告”栏目']],
  [/地点|场所/, ['区政务服务中心二楼第{d}会议室', '区司法局三楼会议室', '镇（街道）综治中心']],
  [/发生地|地域|位置/, ['{place}']],
  [/村（社区）|村（居）名称/, ['{village}']],
  [/法律顾问、公职律师/, ['区政府法律顾问{person}', '公职律师{person}']],
  [/鉴定机构|检测机构/, ['准绳示范司法鉴定所', '准绳样例检验检测中心']],
  [/受移送机关/, ['准绳区公安机关']],
  [/转往(的)?(单位|部门)/, ['区人力资源和社会保障局劳动保障监察机构', '准绳区人民法院', '区信访局']],
  [/有管辖权|有权处理的机关|致送机关|上级一级|上一级主管/, ['准绳市有关主管部门']],
  [
    /法定代表人|姓名|联系人|调解员$|主讲人|负责人$|代理人|鉴定人|证人|仲裁员$|书记员|记录人|承办人$|代表$|人员$|顾问$/,
    ['{person}'],
  ],
  [/单位名称|企业名称|公司/, ['{firm}']],
  [/岗位|职务|职业/, ['行政执法岗', '综合管理岗', '一线执法岗']],
  [/住址|地址/, ['{address}']],
  [/批次/, ['{year}年行政规范性文件清理']],
  [/替代文件/, ['准绳区{topic}管理办法（修订）（准政规〔{year}〕{n2}号）']],
  [/分期/, ['分三期缴纳，每月一期，逾期一期的一并缴纳余款。']],
  [/登记保存的证据/, ['涉案票据{n2}份、现场物品一批，就地登记保存，出具清单。']],
  [/委托事项/, ['抽样物品的质量指标检验', '涉案物品的价值认定']],
  [/裁判结果/, ['一审判决驳回原告诉讼请求', '准许原告撤回起诉']],
  [/笔录|询问|听证要点|庭审/, ['双方就争议事实充分陈述、举证和质证，主持人归纳争议焦点，各方核对笔录后签名。']],
  [/证据/, ['当事人陈述、现场照片、询问笔录和有关书证，共{n2}份，已经核对。']],
  [
    /材料清单|送审材料/,
    [
      '文本草案、起草说明、制定依据目录、征求意见情况和集体研究记录。',
      '合同文本、项目批复、对方资信材料、可行性研究报告。',
    ],
  ],
  [/补充(的|材料)|补正/, ['身份证明复印件和证明事实的书面材料。', '补充说明相关事实发生的时间和经过，并提交书证。']],
  [/依据/, ['依据有关法律、法规和上级文件的规定，具体条款见附件依据目录。']],
  [/必要性|问题$/, ['现行做法不够统一，基层执行和群众办事中反映较多，有必要作出统一规范。']],
  [
    /不合法的理由/,
    ['第五条增设了申请条件，没有法律、法规依据，建议删除；第九条与上位法期限不一致，建议按上位法修改。'],
  ],
  [/采纳情况|意见采纳/, ['合理意见均予采纳并修改了相应条款；未采纳的已逐条说明理由并予反馈。']],
  [/不采纳的理由/, ['该条已有上级文件明确规定，不宜另作规定。']],
  [/答复(要点|内容)?$|答复要点/, ['被申请人认为行政行为认定事实清楚、适用依据正确、程序合法，请求予以维持。']],
  [/法律意见/, ['经审阅，主要条款不违反法律、行政法规的强制性规定，建议明确违约责任和争议解决方式。']],
  [
    /审查意见|审核意见|评估论证结论/,
    [
      '主体适格，权限、程序和内容符合法律、法规和上级规定；个别文字表述建议按修改稿调整。',
      '符合法定权限和程序，建议对第{d}条的适用范围作进一步明确。',
    ],
  ],
  [
    /咨询意见|处理意见|各人意见|复核意见|意见要点|意见$|结论$/,
    ['事实清楚，处理适当，同意承办机构的意见。', '经核对有关事实和依据，原意见适当，程序完备。'],
  ],
  [/决定内容|裁决结果/, ['依照有关规定，结合查明的事实作出如上处理，各方应当自收到之日起按期履行。']],
  [/认定的事实|查明的(违法)?事实/, ['{theme}一事，经现场检查、询问和核对书证，事实清楚，证据能够相互印证。']],
  [
    /协议内容|调解协议/,
    ['一、双方互谅互让，就{theme}达成一致；二、一方于约定期限内一次性履行完毕；三、双方就本次争议再无其他争执。'],
  ],
  [
    /调解经过/,
    [
      '分别听取双方陈述，讲明有关法律规定，就争议焦点逐项协商，双方分歧缩小。',
      '组织双方面对面协商，从情、理、法三方面释明，双方各自提出方案并作出让步。',
    ],
  ],
  [/回访/, ['电话回访，当事人表示对处理结果没有意见。', '上门回访，协议约定的事项已经履行。']],
  [/培训内容|学习内容|主题|课题/, ['宪法和民法典', '行政处罚法', '人民调解法和调解技巧', '农村土地承包和宅基地政策']],
  [/陈述|申辩/, ['当事人对事实没有异议，说明系初次发生且已主动改正，请求从轻处理。']],
  [/撤回的(原因|理由)/, ['双方已自行和解，申请人自愿撤回。', '申请人另行选择其他途径解决，自愿撤回。']],
  [/未(能)?达成协议|不成/, ['双方对责任比例和数额分歧较大，经多次协商未能取得一致。']],
  [/延(长|期)的理由|延长/, ['案情较为复杂，尚需调取有关材料并征求相关单位意见。']],
  [/受理的理由|不予|理由和告知的途径/, ['不属于本单位职责范围，已告知向有管辖权的机关提出，并说明所需材料。']],
  [/理由|原因|事由|缘由|要求终止/, ['经核实情况属实，依照有关规定办理。', '当事人提出书面意见，经审查符合规定。']],
  [/经过|情况|概况|事实|说明|要求$/, ['已按规定核实，情况属实，有关材料已收集归档。']],
  [/改正内容|纠正|差错|补救|整改/, ['限期改正，指定专人跟踪，改正情况书面报告。']],
  [/途径/, ['已告知可以向有管辖权的机关提出，或者依法申请仲裁、提起诉讼。']],
]

const topics =
  '城市停车 养犬 农贸市场 物业服务 建筑垃圾 户外广告 农村宅基地 公共资源交易 餐饮油烟 电动自行车停放充电 夜间施工 小型工程'.split(
    ' ',
  )

/** A plausible sentence for a text field: by system and field, else by label; any field gives something readable. */
export function phrase(random: Random, code: string, field: Field, subject: Subject): string {
  const own = scenes[subject.system]?.texts?.[code]
  const said = typeof own === 'function' ? own(subject.known) : own
  const texts = said?.length ? said : entries.find(([label]) => label.test(field.name))?.[1]
  const pattern = texts ? random.pick(texts) : `${field.name}已按规定核实记载。`
  const filled = pattern.replace(/\{(\w+)\}/g, (_, name: string) => fill(random, name, subject))
  return filled.slice(0, field.max ?? (field.kind === 'longText' ? 20_000 : 200))
}

function fill(random: Random, name: string, subject: Subject): string {
  const known = name === 'theme' ? undefined : subject.known.values[name]
  if (typeof known === 'string') return known
  switch (name) {
    case 'year':
      return subject.on.slice(0, 4)
    case 'date':
      return `${Number(subject.on.slice(5, 7))}月${Number(subject.on.slice(8, 10))}日`
    case 'd':
      return String(random.between(1, 9))
    case 'n2':
      return String(random.between(2, 28))
    case 'n3':
      return String(random.between(1, 999)).padStart(3, '0')
    case 'n4':
      return String(random.between(1, 9999)).padStart(4, '0')
    case 'person':
      return inventedName(random.between(0, 499))
    case 'firm':
      return drawOrganisation(random)
    case 'address':
      return drawAddress(random)
    case 'place':
      return drawPlace(random)
    case 'village':
      return drawVillage(random)
    case 'topic':
      return random.pick(topics)
    default:
      return subject.theme ?? '有关事项'
  }
}
