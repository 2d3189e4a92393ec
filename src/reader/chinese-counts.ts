import type { Candidate } from './not-a-statistic.ts'

/**
 * Numbers in Chinese numerals are part of a name far more often than a statistic (三项制度, 两级, 四所联动). They count
 * where the sentence says how many were made, published, held or exist.
 */

/** Something was made, published, held, put in place. The nearest such word decides. */
const made =
  /(?:制定|制订|出台|印发|建立|建成|组建|成立|设立|设置|设有|增设|新设|新建|开设|创建|打造|搭建|公示|公布|公开|发布|编制|编印|形成|提出|推出|梳理|整理|汇编|开展|举办|举行|组织|召开|承办|主办|进行|完成|办理|办结|受理|审结|查处|新增|增加|配备|聘请|选聘|聘任|选派|招录|引进|抽调|培育|评选|获评|荣获|获得|授予|修订|废止|清理|调整|拆除|取缔|发放|播放|拍摄|制作|投入|购置|安装|接待|走访|排查|化解|调解|调处|解决|整改|通报|约谈|下发|发出|签订|听取|审议|研究|讨论|参加|参与|开庭|旁听|实施|细化|明确|确定|提炼|总结|精选|建设|共有|现有|设|有|共|累计|达|了)$/

/** 了, 有, 共 alone do not say what was done. */
const vague = /(?:了|共|有|现有|共有|累计|达)$/

/** Things of which one is held, appointed or handled. */
const heldOnce = /^(?:场|次|期|轮|名|人|宗|起|件|堂|份|部|篇)$/
/** Bodies and places of which one is set up. */
const setUp = /(?:成立|设立|建成|新增|新建|挂牌|增设|组建|开设|配备)了$/

/** The words of a policy follow: what is counted here is the policy, not the year's work. */
const policy =
  /(?:落实|推行|贯彻|执行|坚持|增强|做到|践行|深化|严守|遵守|围绕|聚焦|实行|推进|紧扣|把握|筑牢|拧紧|健全|完善|用好|抓好|严把|发挥|突出|强化|按照|依据|以)$/

/** Names of policies that begin with their number. */
const policyName =
  /^(?:制度|机制(?:的)?落实|规定|清单(?:制度|管理)|意识|维护|确立|自信|全面|责任|结合|统一|体系|防线|关口?|融合|联动|合一|级|同步|必须|不|统筹|治理?联动|衔接|建设年|行动|工程|攻坚|专项|体|化|位一体|类场景|大)/

/** Things so tangible that an enumeration before the number makes it a count: 甲、乙、丙三个小组. */
const tangible =
  /^(?:[一-龥]{0,4})(?:小组|部门|单位|乡镇|镇|乡|街道|村|社区|中心|委员会|工作组|专班|机构|站|所|法庭|试点|园区|企业|学校)/

const alwaysCounted = /次$|^(?:元|万元|平方米|亩|公里|吨)$/

/** Whether a number in Chinese numerals with a measure word is a statistic. */
export function isChineseCount({ number, unit, before, clauseBefore, after }: Candidate): boolean {
  if (unit.unit.length > 1 && alwaysCounted.test(unit.unit)) return true
  if (number.over) return !/[第每数]$/.test(before)
  if (unit.unit === '成') return true
  if (/^10+$/.test(number.exact) && number.end - number.start === 1 && Number(number.exact) > 10) return unit.chinese
  if (!unit.chinese) return false
  if (/^[次场批轮]$/.test(unit.unit) && number.exact !== '1' && /(?:先后|累计|已|共)$/.test(before)) return true
  if (policyName.test(after) || /^[一二两三四五六七八九十]/.test(after)) return false
  if (/[第每同再又另这那某几数各前后头首末任何此本该唯分]$/.test(before)) return false
  const near = before.replace(/(?:约|近|约有|超过|先后|分别|总计|合计|共计)$/, '').trimEnd()
  if (policy.test(near)) return false
  const held = made.test(near)
  // 一起 is also an adverb
  if (
    unit.unit === '起' &&
    number.exact === '1' &&
    !/^[^，,。；;]{0,12}(?:案|纠纷|事件|诉讼|争议|事故|投诉|举报)/.test(after)
  )
    return false
  if (number.exact === '1') return isCountOfOne(near, unit.unit, after)
  if (held) return true
  // 典型案例二十四个， — a larger number at the end of its clause is no name
  if (Number(number.exact) > 10 && /^(?:[，,。；;、）)]|$)/.test(after)) return true
  // 会议两次， — the event comes first
  if (
    /^(?:次|场|期|轮|人|名|件|起|份|部|篇|堂)$/.test(unit.unit) &&
    /^(?:[，,。；;、）)]|$)/.test(after) &&
    /[一-龥]{2}$/.test(near)
  )
    return true
  // 常务会议五次听取汇报
  if (/^[次场]$/.test(unit.unit) && /会议?$/.test(near) && /^(?:听取|研究|部署|讨论|审议|专题|学习)/.test(after))
    return true
  return unit.unit === '个' && tangible.test(after) && /、[^，,。；;]{1,12}$/.test(clauseBefore)
}

/** 一 is mostly an article (迈上一个新台阶): it counts directly after a deed, for what is held, appointed or set up. */
function isCountOfOne(near: string, unit: string, after: string): boolean {
  if (/^[一-龥]{0,3}(?:良好|新|有效|有力|坚实|高|好)/.test(after)) return false
  if (heldOnce.test(unit))
    return /[共计]$/.test(near) || (made.test(near.replace(/了$/, '')) && !vague.test(near.replace(/了$/, '')))
  return /^(?:个|家|处|座|所|支|台)$/.test(unit) && setUp.test(near)
}
