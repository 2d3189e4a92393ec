import type { Field } from '#kernel/field.ts'
import type { PlainDate } from '#kernel/time/date.ts'
import { drawAddress, drawOrganisation, drawPlace, inventedName } from './names.ts'
import type { Random } from './random.ts'

/** What a text may refer to: the record's system, the day, and labels already chosen in the same form. */
export type Subject = {
  readonly system: string
  readonly on: PlainDate
  /** Label of a choice made before, e.g. 邻里纠纷. */
  readonly theme?: string
}

type Entry = readonly [label: RegExp, texts: readonly string[]]

/** Label of the field → what is written there. The first that fits is taken; `{…}` is filled in. */
const entries: readonly Entry[] = [
  [/卷宗号|档号/, ['{year}-{n3}']],
  [/执法证号|证件号|证书号|编号$/, ['ZS990101{n4}']],
  [/文号$/, ['准政发〔{year}〕{n2}号']],
  [
    /文件名称|标题$|文件题目/,
    [
      '准绳区{topic}管理办法',
      '关于进一步规范{topic}工作的实施意见',
      '准绳区{topic}若干规定',
      '关于印发{topic}工作方案的通知',
    ],
  ],
  [/合同/, ['{topic}项目合作协议', '{topic}服务采购合同']],
  [/会议名称/, ['区政府第{n2}次常务会议']],
  [/载体|栏目/, ['区人民政府门户网站“通知公告”栏目']],
  [/姓名|联系人|调解员$|主讲|授课|负责人$|代理人|鉴定人|证人|仲裁员|书记员|记录人|人员$/, ['{person}']],
  [/单位名称|企业名称|名称$/, ['{firm}']],
  [/职业|职务|岗位/, ['村（社区）干部', '网格员', '企业职工', '个体经营者']],
  [/住址|地址/, ['{address}']],
  [/发生地|地点|场所|地域|位置|范围/, ['{place}']],
  [
    /案由|违法行为/,
    [
      '未按规定明示商品价格',
      '擅自占用城市道路经营',
      '未按规定公示许可信息',
      '未建立进货查验记录制度',
      '未采取扬尘防治措施',
    ],
  ],
  [
    /被复议的|被申请的|行政行为/,
    ['责令限期改正决定', '不予登记通知', '行政处罚决定', '政府信息公开答复', '投诉举报处理告知'],
  ],
  [
    /复议请求|仲裁请求|请求事项|诉求内容|请求$/,
    ['请求依法撤销并重新处理', '请求支付拖欠的劳动报酬', '请求查明情况并书面答复', '请求依法确认并履行法定职责'],
  ],
  [
    /诉求|来电|反映/,
    [
      '反映{place}夜间施工噪声扰民，希望尽快处理。',
      '反映{place}路灯损坏多日未修复。',
      '咨询办理{topic}需要的材料和时限。',
      '反映{place}占道经营影响通行。',
      '反映小区物业服务不到位，多次沟通未解决。',
      '反映{place}积水，出行不便。',
    ],
  ],
  [
    /答复|反馈|回复/,
    [
      '已派员到现场核实并处理完毕，处理结果已电话告知来电人。',
      '经核实情况属实，已责成有关单位整改，来电人表示知悉。',
      '已向来电人解释相关政策并告知办理途径。',
    ],
  ],
  [
    /调解经过|会谈/,
    [
      '分别听取双方陈述，讲明有关法律规定，就争议焦点逐项协商，双方分歧缩小。',
      '组织双方面对面协商，调解员从情、理、法三方面释明，双方提出各自方案。',
    ],
  ],
  [
    /协议内容|履行方式/,
    ['一、双方互谅互让，今后和睦相处；二、甲方于约定期限内一次性履行；三、双方就本次纠纷再无其他争议。'],
  ],
  [
    /查明|事实|情况|经过|概况|简介/,
    [
      '{theme}：双方陈述基本一致，有书面材料和现场记录佐证。',
      '经核实，{theme}一事属实，有关材料已收集在卷。',
      '{date}，当事人就{theme}提出主张，经了解，争议集中在责任划分和履行期限。',
    ],
  ],
  [/证据|材料|清单/, ['当事人陈述、书面材料复印件、现场照片和询问笔录。', '申请书、身份证明和相关证据材料各一份。']],
  [/依据/, ['依据有关法律、法规和上级文件的规定，条款见附件依据目录。']],
  [/必要性|问题/, ['现行做法不够统一，基层执行中反映较多，有必要作出规范。']],
  [
    /意见|结论|评估|建议/,
    [
      '经审查，主体适格、权限合法、程序完备，内容符合上位法规定。',
      '已逐条研究，合理的意见予以采纳，不采纳的说明了理由。',
    ],
  ],
  [
    /理由|原因|事由|缘由|说明/,
    [
      '经核实情况属实，依照有关规定办理。',
      '双方意见分歧较大，经多次工作仍未取得一致。',
      '当事人提出书面意见，经审查理由成立。',
    ],
  ],
  [
    /主题|内容|课题|题目/,
    [
      '宪法和民法典宣传',
      '行政处罚法专题学习',
      '法治政府建设专题学习',
      '防范电信网络诈骗宣传',
      '农民工权益保障宣传',
      '行政复议法专题学习',
    ],
  ],
  [/措施|整改|办法|方案/, ['限期整改，指定专人跟踪，整改情况书面报告。']],
  [/途径|程序|单位/, ['有管辖权的机关']],
  [/去向|方式/, ['按规定办理']],
]

const topics = [
  '城市停车',
  '养犬',
  '农贸市场',
  '物业服务',
  '建筑垃圾',
  '户外广告',
  '农村宅基地',
  '公共资源交易',
  '户籍',
  '社会保险转移',
  '电动自行车',
  '夜间施工',
]

/** A plausible sentence for a text field, by its label; any label gives something that can be read. */
export function phrase(random: Random, field: Field, subject: Subject): string {
  const found = entries.find(([label]) => label.test(field.name))
  const pattern = found
    ? random.pick(found[1])
    : field.kind === 'longText'
      ? `${field.name}已按规定核实并记载，有关材料已归入案卷。`
      : `${field.name}（示例）`
  const filled = pattern.replace(/\{(\w+)\}/g, (_, name: string) => fill(random, name, subject))
  const most = field.max ?? (field.kind === 'longText' ? 20_000 : 200)
  return filled.slice(0, most)
}

function fill(random: Random, name: string, subject: Subject): string {
  switch (name) {
    case 'year':
      return subject.on.slice(0, 4)
    case 'date':
      return `${Number(subject.on.slice(5, 7))}月${Number(subject.on.slice(8, 10))}日`
    case 'n2':
      return String(random.between(1, 28))
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
    case 'topic':
      return random.pick(topics)
    default:
      return subject.theme ?? subject.system
  }
}
