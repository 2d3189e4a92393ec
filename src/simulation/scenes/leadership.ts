import { addDays } from '#kernel/time/date.ts'
import { by, type Known, type Scene, textOf } from './scene.ts'

const supervised: readonly (readonly [source: string, about: string, demand: string])[] = [
  ['overdue', '热线工单逾期未反馈', '逐件核实逾期原因，三日内办结并反馈来电人。'],
  ['overdue', '行政处罚决定逾期未公示', '补录公示信息，说明逾期原因，完善公示流程。'],
  ['overdue', '行政复议答复逾期', '说明逾期原因，明确答复责任人和办理时限。'],
  ['finding', '执法案卷评查发现的问题', '对照评查意见逐条整改，补正文书，举一反三。'],
  ['finding', '执法证件到期未换发人员参与办案', '停止安排相关人员办案，限期办理换证。'],
  ['finding', '行政规范性文件备案材料不全', '补报备案材料，核对本单位制定的全部文件。'],
  ['instruction', '农民工工资专项检查', '排查在建项目，逐一建立台账，按时反馈。'],
  ['instruction', '优化营商环境涉企检查清理', '梳理涉企检查事项，合并、取消重复检查。'],
  ['accountability', '述法点评指出的重大决策程序问题', '补齐程序材料，完善决策目录和合法性审查流程。'],
  ['other', '法治督察反馈问题整改', '制定整改方案，明确责任人和完成时限，按月报送进展。'],
]

export const taskPlan: Scene = {
  onward: {
    supervise: {
      when: (s, on) => String(s.values.dueOn) < on && s.values.lead !== s.organ,
      since: s => addDays(String(s.values.dueOn), 1),
      values: () => ({ source: 'overdue' }),
    },
    replacement: { values: s => ({ dueOn: addDays(String(s.values.dueOn), 45) }) },
  },
  texts: {
    progress: ['已按调整后的要求制定实施方案，正在推进。', '主要工作已经完成，正在整理佐证材料。'],
    reminder: ['完成时限临近，请抓紧推进并报送进展。'],
    achieved: k => [`${textOf(k, 'result')}。`],
    proof: ['见附件，并已在平台登记。'],
    delayReason: ['协调有关单位用时较长。'],
    lateFor: ['协调有关单位用时较长。'],
    sentBackFor: ['佐证不足以证明达到完成标准，请补充后再报。'],
    checked: ['佐证齐全，达到完成标准。'],
    adjustedFor: ['上级工作部署调整，经研究相应变更。'],
    cancelledFor: ['上级工作部署调整，经研究不再单独推进。'],
  },
}

export const supervisedItem: Scene = {
  empty: { sourceRecord: () => true },
  organs: { to: () => ['管理局', '交通运输局', '卫生健康局', '保障局', '镇人民政府', '街道办事处'] },
  texts: {
    about: k => supervised.filter(s => s[0] === k.values.source).map(s => s[1]),
    demand: k => supervised.filter(s => s[1] === k.values.about).map(s => s[2]),
    reminder: ['办结期限临近，请抓紧办理并按时反馈。'],
    measures: ['已制定整改措施并逐项落实，完善内部流程，明确专人负责。', '经逐件核实，问题已整改到位，附整改清单。'],
    sentBackFor: ['反馈材料没有附整改佐证，请补充。'],
    verified: by('result', {
      rectified: ['抽查整改佐证，问题已整改。'],
      explained: ['经核实，办理时限内有依法中止的情形，无须整改。'],
    }),
    referredTo: ['区纪委监委'],
    referredFor: ['经两次催办仍未整改，移交处理。'],
  },
}

const themes: Readonly<Record<string, string>> = {
  xi: '习近平法治思想',
  constitution: '宪法',
  civilCode: '民法典',
  partyRules: '党内法规',
  administrative: '行政处罚法和行政复议法',
  mustKnow: '领导干部应知应会党内法规和国家法律清单',
  other: '保守国家秘密法',
}

function titlesFor(k: Known): readonly string[] {
  const [first] = Array.isArray(k.values.themes) ? k.values.themes : []
  const theme = themes[String(first)] ?? '习近平法治思想'
  const forms: Readonly<Record<string, string>> = {
    centralGroup: `理论学习中心组集中学习${theme}`,
    standingMeeting: `政府常务会议会前学习${theme}`,
    special: `${theme}专题学习`,
    report: `${theme}辅导报告会`,
    lecture: `${theme}专题讲座`,
    training: `${theme}培训班`,
    advanced: `${theme}研讨班`,
    partyMeeting: `主题党日学习${theme}`,
    self: `个人自学${theme}`,
  }
  return [forms[String(k.values.form)] ?? `${theme}专题学习`]
}

const keeps: Readonly<Record<string, readonly string[]>> = {
  district: ['government', 'office'],
  unit: ['agency', 'justiceBureau'],
  township: ['township'],
}

export const studySession: Scene = {
  opensAt: ({ organ, values }) => keeps[String(values.level)]?.includes(organ.kind) ?? true,
  fits: {
    level: k => Object.entries(keeps).flatMap(([level, kinds]) => (kinds.includes(k.organ.kind) ? [level] : [])),
    form: k =>
      k.values.level === 'district'
        ? ['centralGroup', 'standingMeeting', 'special', 'report']
        : ['centralGroup', 'special', 'lecture', 'partyMeeting', 'training'],
  },
  amounts: {
    attendees: (_, random) => random.between(18, 90),
    leaders: (k, random) => {
      const all = Number(k.values.attendees)
      return Number.isFinite(all) ? Math.min(all, random.between(5, 18)) : undefined
    },
  },
  empty: { coOrganisers: () => true },
  texts: {
    topicTitle: titlesFor,
    summary: ['传达学习有关内容，结合工作实际开展讨论，参学人员签到齐全，学习记录完整。'],
    speaker: ['区委党校教师{person}', '区政府法律顾问{person}', '区司法局{person}'],
    checkNote: ['核对签到表和学习记录，与登记一致。'],
    rejectReason: ['没有签到和学习记录，不予计入。'],
  },
}
