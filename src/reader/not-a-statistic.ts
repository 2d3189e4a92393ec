import type { NumberToken } from './numbers.ts'
import type { UnitMatch } from './units.ts'

/** A number with a measure word, and the words around it, before it is known whether it is a statistic. */
export type Candidate = {
  readonly number: NumberToken
  readonly unit: UnitMatch
  /** Up to 40 characters of the same sentence before the number. */
  readonly before: string
  /** The words of the same clause before the number. */
  readonly clauseBefore: string
  /** Up to 24 characters of the same sentence after the unit. */
  readonly after: string
  /** 1 inside quotation marks, 2 inside 《》. */
  readonly quoted: number
}

/**
 * One reason why a number is no statistic. `example` is the rule's test: the number in 〔〕 must be left out, and in
 * `counterexample` the number in 〔〕 must be found.
 *
 * The words are regular expressions: `$` at the end means directly before the number, `^` at the start directly after
 * the unit, `|` means or. To add a slogan, add it to a list below.
 */
export type Rule = {
  readonly name: string
  readonly why: string
  readonly example: string
  readonly counterexample?: string
  readonly excludes: (candidate: Candidate) => boolean
}

/** Measure words of time. A duration counts only as a result: 压缩至3个工作日. */
const timeUnits = new Set(['个工作日', '工作日', '天', '日', '小时', '个小时', '分钟', '秒'])
const shortened = /压缩|缩短|提速|平均|压减|减至|减少|用时|耗时|提前|节约|节省|办结时限|办理时限/

/** Words that make the counted thing a manner of speaking rather than something counted. */
const abstractNoun =
  /^的?(?:大|主要)?(?:方面|维度|层面|环节|阶段(?!性)|角度|层次|层级|统筹|结合|转变|坚持|维护|确立|意识|自信|全面|带头|必须|聚焦|到位|融合|百分之百|100|轮子|抓手|导向|文明|共同|明确|突破|提升|强化|走在前|是否|不|严禁|一律|一|能力|样|月|年|季度|小时|学时|工作日|星期|周(?!次)|世纪|代表|专项行动$)/

/** Titles and slogans that begin with their number, wherever they stand. Chinese or Arabic numerals. */
const sloganAfter =
  /^(?:网通办|件事(?!故)|次办|网统管|网协同|网共享|张网|站式|窗|枚印章|码通|键|体化|企一策|村一|岗双责|盘棋|支队伍管|扇门|张清单|张表|条心|条龙|条街|次性|揽子|制度"?”?的?(?:落实|要求|规定)$)/

const norm =
  /(?:不少于|不低于|不得少于|不得低于|至少|不超过|不得超过|不高于|不多于|原则上|最多|最少|限额|上限|下限|(?:需|须|要)达到?)[^，,。；;]{0,8}$/

export const rules: readonly Rule[] = [
  {
    name: '引号、书名号',
    why: '引号、书名号里的数字是名称或者标题的一部分',
    example: '推行“最多跑〔1次〕”改革。',
    counterexample: '培育“法律明白人”〔132名〕。',
    excludes: ({ quoted }) => quoted !== 0,
  },
  {
    name: '序数',
    why: '“第几次”“第几届”说的是次序',
    example: '召开区委全面依法治区委员会第〔4次〕会议。',
    counterexample: '全年召开委员会会议〔4次〕。',
    excludes: ({ before, unit }) =>
      /第[ \u3000]?$/.test(before) ||
      /(?:排名|位列|名列|位居|排位)(?:全[省市区县国])?前?$/.test(before) ||
      (before.endsWith('前') && /^[名位家]$/.test(unit.unit)),
  },
  {
    name: '连续几次',
    why: '“连续8次获评”说的是延续了多久，不是当年的工作量',
    example: '连续〔8次〕获评优秀。',
    excludes: ({ before }) => before.endsWith('连续'),
  },
  {
    name: '之一',
    why: '“22件实事之一”说的是名目',
    example: '列入县政府〔22件〕民生实事之一。',
    excludes: ({ after }) => /^[^，,。；;]{0,12}之一/.test(after),
  },
  {
    name: '组合式名称',
    why: '“1＋N”“7×24小时”是工作模式的名称',
    example: '建立1名主任+〔3名〕干事的工作模式。',
    counterexample: '配备主任〔1名〕、干事3名。',
    excludes: ({ before, after }) =>
      /[+＋×✕xX*#＃][ ]?$/.test(before) || /^[ ]?(?:[一-龥]{1,8}[+＋]|[+＋×✕#＃])/.test(after),
  },
  {
    name: '版本、型号',
    why: '紧跟在字母后面的数字是型号、版本或者编号',
    example: '推广V〔2次〕方案。',
    excludes: ({ before }) => /(?:[A-Za-z./]|[\dA-Za-z][-—–~～])$/.test(before) && !/(?:APP|app)$/.test(before),
  },
  {
    name: '区间',
    why: '“3至5名”说的是幅度，不是实际数',
    example: '每组3至〔5名〕队员。',
    excludes: ({ before, clauseBefore }) =>
      /[\d０-９一二三四五六七八九十][至到~～—－-]$/.test(before) && !/[由从]/.test(clauseBefore),
  },
  {
    name: '日期',
    why: '月份后面的是日期',
    example: '自3月〔15日〕起施行。',
    excludes: ({ unit, before }) => unit.unit === '日' && /月[ ]?$/.test(before),
  },
  {
    name: '时长',
    why: '时长、期限通常是规定或者名称，只有压缩、平均用时等结果才算统计数字',
    example: '实行〔24小时〕值班。',
    counterexample: '办理时限平均压缩至〔3个工作日〕。',
    excludes: ({ unit, before, after }) =>
      timeUnits.has(unit.unit) &&
      !shortened.test(before.slice(-24)) &&
      !(/[由从]$/.test(before) && shortened.test(after)),
  },
  {
    name: '定期',
    why: '“每年一次”“每月两次”是规矩，不是全年的结果',
    example: '每季度开展学法〔1次〕。',
    counterexample: '平均每月开展学法〔2次〕。',
    excludes: ({ clauseBefore, unit, after }) =>
      !(unit.unit === '元' && /补贴|补助|津贴|发放|给予|奖励/.test(clauseBefore + after)) &&
      /(?<!平均)每(?:年度?|季度?|半年|个?月|周|星期|天|日|逢|两个?[月周年]|[二三]个?[月周年]|学期|[12]个?[月年])[^，,。；;\d]*$/.test(
        clauseBefore,
      ) &&
      !/累计|共计|合计|已|平均/.test(clauseBefore),
  },
  {
    name: '每户每村',
    why: '“每村5名”是标准；实际支付的人均、户均金额除外',
    example: '确保每个行政村有〔5名〕以上法律明白人。',
    counterexample: '给予每家企业〔1万元〕补贴。',
    excludes: ({ clauseBefore, unit }) =>
      /(?<!平均)每(?:一)?(?:个|名|位|家|户|件|村|镇|乡|人|社区|所|行政村|支|组|场|次|期|条|起)[^，,。；;]{0,16}$/.test(
        clauseBefore,
      ) &&
      !unit.unit.endsWith('元') &&
      !/累计|共计|合计|总计/.test(clauseBefore),
  },
  {
    name: '下限和上限',
    why: '“不少于”“至少”“不超过”是要求',
    example: '专题学习不少于〔4次〕。',
    counterexample: '专题学习〔4次〕。',
    excludes: ({ clauseBefore, before }) => norm.test(clauseBefore) || /最多(?:只)?跑$|(?:只|就)[跑进找]$/.test(before),
  },
  {
    name: '确保多少以上',
    why: '“确保……以上”是目标',
    example: '确保群众满意率在〔95%〕以上。',
    counterexample: '出庭应诉率达〔95%〕以上，目标任务完成率〔98%〕以上。',
    excludes: ({ clauseBefore, after }) =>
      /确保|保证(?![率金书])|(?<!按|按照|符合)要求|应[当达在]|必须|须[达在]|目标(?:是|为|值)/.test(clauseBefore) &&
      /^(?:以上|以内|左右)/.test(after),
  },
  {
    name: '应当',
    why: '“应当”“必须”“要求各单位”后面的数字是规定',
    example: '各单位应当开展学法〔4次〕。',
    excludes: ({ clauseBefore }) =>
      /(?:应当|必须|要求(?:各|全|其)|规定(?:各|全|每))[^，,。；;]{0,24}$/.test(clauseBefore),
  },
  {
    name: '口号',
    why: '以数字开头的口号和改革名称',
    example: '实现“高效办成〔一件〕事”，推进高效办成〔1件〕事。',
    excludes: ({ number, unit, after, before }) =>
      number.exact === '1' && sloganAfter.test(`${unit.unit}${after}`) && !/[了共计]$/.test(before),
  },
  {
    name: '虚指的名词',
    why: '方面、维度、环节、阶段等是行文的说法，没有可数的工作量',
    example: '从〔3个〕方面着力。',
    counterexample: '覆盖〔3个〕乡镇。',
    excludes: ({ unit, after }) =>
      (unit.unit === '个' || unit.unit === '项' || unit.unit === '条') && abstractNoun.test(after),
  },
  {
    name: '一户一档',
    why: '“1村1策”“一企一档”是工作方法的名称',
    example: '落实〔1户〕1档。',
    counterexample: '按期审结率100%（1件中〔1件〕）。',
    excludes: ({ number, after, before }) =>
      number.exact === '1' &&
      !after.startsWith('中') &&
      !before.endsWith('中') &&
      (/^.{0,3}?[1一](?![\d０-９一二三四五六七八九十])/.test(after.slice(0, 3)) ||
        /[1一][一-龥]{1,2}$/.test(before.slice(-3))) &&
      !/[了共]$/.test(before),
  },
  {
    name: '分数',
    why: '“分”只有在得分、评分的时候才是统计数字',
    example: '从〔3分〕地里看。',
    counterexample: '考核得分〔98.5分〕。',
    excludes: ({ unit, before }) =>
      unit.unit === '分' && !/得分|评分|分数|均分|成绩|考评|考核|评价|测评|满意度|指数/.test(before),
  },
  {
    name: '成数',
    why: '“成”要说明达到几成，否则多半是别的词',
    example: '形成〔三成〕联防体系。',
    counterexample: '〔九成〕以上的纠纷化解在村里。',
    excludes: ({ unit, before, after }) =>
      unit.unit === '成' &&
      !/(?:达|达到|超|超过|近|约|有|降低|下降|增长|减少)$/.test(before) &&
      !/^(?:以上|多|左右|的)/.test(after),
  },
  {
    name: '电话和门牌',
    why: '热线号码、门牌号码不是数量',
    example: '拨打〔12348件〕热线。',
    counterexample: '市热线转办〔122件〕、区政府热线101件。',
    excludes: ({ number, after }) =>
      /^(?:12345|12348|12309|12315|12333|12388|12368|12328|110|119|120|122)$/.test(number.exact) &&
      /^(?:[^，,。；;、（(）)]{0,6}热线|平台|专线)/.test(after),
  },
]

/** The first rule that leaves the candidate out, or undefined when it is a statistic as far as these rules go. */
export const reasonAgainst = (candidate: Candidate): Rule | undefined => rules.find(rule => rule.excludes(candidate))
