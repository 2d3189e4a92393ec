import type { Value } from '#kernel/field.ts'
import { addDays, daysBetween, type PlainDate } from '#kernel/time/date.ts'
import { type Planned, earlierOf, inOrder, keyOf, laterOf, planOf, type Run, walkerOf } from './plan.ts'
import type { Random } from './random.ts'
import { type Standing, type StepWish, takeOpening, takeStep, type Walker } from './walk.ts'
import { drawWorkday, workdaysOn } from './working-time.ts'

const system = 'task-plan'

/** Lead and co-units by a part of their names; `due` is month and day. */
type Task = {
  readonly area: string
  readonly task: string
  readonly lead: string
  readonly with?: readonly string[]
  readonly result: string
  readonly due: string
}

const townships = ['准平镇', '绳直镇', '规矩乡', '明镜街道', '清风街道', '和顺街道'] as const

/** The last to fall due are not delivered: a few stand overdue today, or are told not done after the year. */
const stalledAtMost = 2

/** What a district lays down for a year of rule-of-law work. */
const tasks: readonly Task[] = [
  {
    area: 'functions',
    task: '修订并公布政务服务事项清单',
    lead: '政府办公室',
    result: '清单在门户网站公布，同步更新办事指南',
    due: '05-31',
  },
  {
    area: 'functions',
    task: '开展涉企行政检查事项清理',
    lead: '市场监督管理局',
    with: ['应急管理局', '生态环境局'],
    result: '公布涉企检查事项清单和年度计划',
    due: '04-30',
  },
  {
    area: 'functions',
    task: '推行告知承诺制证明事项',
    lead: '司法局',
    with: ['市场监督管理局'],
    result: '公布告知承诺制证明事项目录',
    due: '06-30',
  },
  {
    area: 'institutions',
    task: '清理现行行政规范性文件',
    lead: '司法局',
    with: ['政府办公室'],
    result: '公布继续有效、废止和失效的文件目录',
    due: '09-30',
  },
  {
    area: 'institutions',
    task: '行政规范性文件备案全覆盖',
    lead: '司法局',
    result: '年度印发的规范性文件按期报备率百分之百',
    due: '12-20',
  },
  {
    area: 'decisions',
    task: '编制年度重大行政决策事项目录',
    lead: '政府办公室',
    with: ['司法局'],
    result: '目录经区政府常务会议审定并公布',
    due: '03-31',
  },
  {
    area: 'decisions',
    task: '重大行政决策执行后评估',
    lead: '住房和城乡建设局',
    with: ['司法局'],
    result: '完成一项评估，形成评估报告',
    due: '10-31',
  },
  {
    area: 'decisions',
    task: '落实党政机关法律顾问制度',
    lead: '司法局',
    result: '各单位、各乡镇街道法律顾问全覆盖',
    due: '06-30',
  },
  {
    area: 'enforcement',
    task: '动态调整行政执法事项清单',
    lead: '司法局',
    with: ['市场监督管理局', '城市管理综合执法局'],
    result: '各执法单位清单经审核公布',
    due: '06-30',
  },
  {
    area: 'enforcement',
    task: '行政执法案卷集中评查',
    lead: '司法局',
    result: '评查案卷不少于100卷，通报评查结果',
    due: '10-31',
  },
  {
    area: 'enforcement',
    task: '行政执法人员年度培训',
    lead: '司法局',
    result: '每名执法人员培训不少于60学时',
    due: '11-30',
  },
  {
    area: 'enforcement',
    task: '城市管理领域轻微违法免罚清单',
    lead: '城市管理综合执法局',
    result: '清单经合法性审核后公布施行',
    due: '08-31',
  },
  {
    area: 'enforcement',
    task: '食品药品领域专项执法',
    lead: '市场监督管理局',
    result: '完成专项检查，案件全部公示',
    due: '09-30',
  },
  {
    area: 'enforcement',
    task: '生态环境领域执法联动机制',
    lead: '生态环境局',
    with: ['农业农村局', '自然资源和规划局'],
    result: '印发联动机制文件，开展联合执法两次',
    due: '07-31',
  },
  {
    area: 'enforcement',
    task: '安全生产行刑衔接',
    lead: '应急管理局',
    result: '建立案件移送台账，应移送的全部移送',
    due: '11-15',
  },
  {
    area: 'enforcement',
    task: '交通运输执法规范化站所建设',
    lead: '交通运输局',
    result: '建成一个规范化执法站',
    due: '10-15',
  },
  {
    area: 'enforcement',
    task: '耕地保护专项执法',
    lead: '自然资源和规划局',
    with: ['农业农村局'],
    result: '违法占用耕地线索全部核查处置',
    due: '09-15',
  },
  {
    area: 'disputes',
    task: '行政复议案件繁简分流',
    lead: '司法局',
    result: '简易程序案件平均审理期限不超过30日',
    due: '11-30',
  },
  {
    area: 'disputes',
    task: '行政机关负责人出庭应诉',
    lead: '政府办公室',
    with: ['司法局'],
    result: '出庭率百分之百，逐案登记',
    due: '12-15',
  },
  {
    area: 'disputes',
    task: '劳动争议联合调解中心建设',
    lead: '人力资源和社会保障局',
    with: ['司法局'],
    result: '中心挂牌运行，制度上墙',
    due: '05-20',
  },
  {
    area: 'disputes',
    task: '医疗纠纷第三方调解',
    lead: '卫生健康局',
    with: ['司法局'],
    result: '进入调解的医疗纠纷成功率不低于八成',
    due: '11-30',
  },
  ...townships.map((lead, i) => ({
    area: 'disputes',
    task: `${lead}人民调解委员会规范化建设`,
    lead,
    result: '人员、场所、台账达到规范化标准，经司法局验收',
    due: ['06-15', '06-30', '07-31', '08-31', '09-20', '10-20'][i] as string,
  })),
  {
    area: 'services',
    task: '公共法律服务实体平台提质',
    lead: '司法局',
    result: '区中心和六个工作站全部达标',
    due: '08-31',
  },
  {
    area: 'services',
    task: '农民工讨薪法律援助绿色通道',
    lead: '司法局',
    with: ['人力资源和社会保障局'],
    result: '符合条件的当日受理、当日指派',
    due: '04-15',
  },
  {
    area: 'publicity',
    task: '落实“谁执法谁普法”责任清单',
    lead: '司法局',
    result: '各单位责任清单公布，年末考核通报',
    due: '11-30',
  },
  {
    area: 'publicity',
    task: '法律明白人培养工程',
    lead: '司法局',
    result: '每个村（社区）不少于三名，培训登记在册',
    due: '10-31',
  },
  { area: 'publicity', task: '旅游景区法治宣传', lead: '文化和旅游局', result: '开展主题活动不少于四次', due: '09-30' },
  {
    area: 'checks',
    task: '行政执法监督信息化',
    lead: '司法局',
    with: ['城市管理综合执法局'],
    result: '执法单位案件全部在平台办理',
    due: '12-10',
  },
  {
    area: 'checks',
    task: '政务公开重点领域目录更新',
    lead: '政府办公室',
    result: '重点领域目录更新并抽查通报',
    due: '07-15',
  },
  {
    area: 'support',
    task: '区政府常务会议专题学法',
    lead: '政府办公室',
    with: ['司法局'],
    result: '全年不少于四次，学习记录完整',
    due: '12-15',
  },
  {
    area: 'support',
    task: '报送并公开上年度法治政府建设报告',
    lead: '司法局',
    with: ['政府办公室'],
    result: '按期报送，门户网站公开',
    due: '03-31',
  },
]

const headings = '一二三四五六七八'
const progresses = [
  '已制定实施方案，明确了分工和时间安排。',
  '已完成摸底和初稿，正在征求有关单位意见。',
  '主要工作已经完成，正在整理佐证材料、准备报请核验。',
] as const

/**
 * The year's plan, broken down to lead units, each task followed by its reports and checks until the last day: most are
 * in time, some late, a few adjusted or not done.
 */
export function planTasks(run: Run): Planned[] {
  const d = run.world.catalogue.inForce(system, `${run.year}-01-01`)
  if (!d) return []
  const stalled = new Set(
    tasks
      .map(t => t.due)
      .filter(due => `${run.year}-${due}` < run.until)
      .toSorted()
      .slice(-stalledAtMost),
  )
  const given = tasks.flatMap((task, i) => {
    const lead = organNamed(run, task.lead)
    const key = keyOf(run, system, i)
    const w = walkerOf(run, d, key, run.random.fork(key))
    const walk = lead && carriedOut(run, w, task, lead, i, stalled.has(task.due))
    return walk ? [{ plan: planOf(system, key, walk), state: walk.state }] : []
  })
  return inOrder(given)
}

const organNamed = (run: Run, part: string): string | undefined =>
  [...run.world.division.organs.values()].find(
    o => o.name.includes(part) && o.kind !== 'mediationCommittee' && o.kind !== 'hotlineCentre',
  )?.code

function carriedOut(run: Run, w: Walker, task: Task, lead: string, n: number, stalls: boolean): Standing | undefined {
  const { random, until } = w
  const dueOn = `${run.year}-${task.due}`
  const first = earlierOf(`${run.year}-02-10`, laterOf(`${run.year}-01-04`, addDays(until, -30)))
  const last = earlierOf(addDays(first, 18), until)
  if (first > last) return undefined
  const heads = run.world.staff.filter(p => p.roles.includes('governmentHead'))
  const coUnits = (task.with ?? []).flatMap(part => organNamed(run, part) ?? [])
  let walk = takeOpening(w, drawWorkday(random, w.world.calendar, first, last), {
    values: {
      planYear: run.year,
      area: task.area,
      task: task.task,
      source: `${run.world.division.name}${run.year}年法治政府建设工作要点`,
      clause: `第${headings[n % 8]}部分第${headings[random.between(0, 4)]}项`,
      lead,
      leader: `区政府分管负责人${heads.length ? random.pick(heads).name : ''}`,
      result: task.result,
      dueOn,
      ...(coUnits.length ? { coUnits } : {}),
    },
    optional: new Set(['clause', ...(coUnits.length ? ['coUnits'] : [])]),
  })
  if (!walk) return undefined
  const go = (action: string, day: PlainDate, values: Readonly<Record<string, Value>> = {}): boolean => {
    const next = walk && day <= until ? stepBy(w, walk, action, day, { values, optional: new Set() }) : undefined
    walk = next ?? walk
    return next !== undefined
  }
  const signedOn = workdaysOn(w.world.calendar, walk.moment.day, random.between(1, 4))
  if (!go('sign', signedOn)) return walk
  const fate = stalls ? 1 : random.unit()
  const given = fate < 0.06 && daysBetween(signedOn, dueOn) > 60
  if (given) {
    const action = fate < 0.04 ? 'adjust' : 'cancel'
    const why = '上级工作部署调整，经研究相应变更。'
    const by = `区委依法治区办〔${run.year}〕${n + 1}号会议纪要`
    const values = action === 'adjust' ? { adjustedFor: why, adjustedBy: by } : { cancelledFor: why, cancelledBy: by }
    go(action, drawWorkday(random, w.world.calendar, addDays(signedOn, 20), addDays(dueOn, -15)), values)
    return walk
  }
  const delivers = !stalls
  const submitOn = delivers
    ? laterOf(
        drawWorkday(
          random,
          w.world.calendar,
          fate < 0.88 ? addDays(dueOn, -24) : addDays(dueOn, 3),
          fate < 0.88 ? addDays(dueOn, -1) : addDays(dueOn, 24),
        ),
        workdaysOn(w.world.calendar, signedOn, 2),
      )
    : `${run.year + 1}-01-15`
  reported(w, go, signedOn, submitOn, delivers ? submitOn : dueOn)
  if (!delivers) {
    go('fail', submitOn, { failedFor: '前期准备不足，有关条件年内未能具备，结转下年继续推进。' })
    return walk
  }
  const proof = { achieved: `${task.result}。`, proof: `见附件，并已在平台登记（第${n + 1}号佐证目录）。` }
  if (!go('submit', submitOn, proof)) return walk
  let checkOn = workdaysOn(w.world.calendar, submitOn, random.between(2, 7))
  if (random.chance(0.1) && go('sendBack', checkOn, { sentBackFor: '佐证不足以证明达到完成标准，请补充后再报。' })) {
    const again = workdaysOn(w.world.calendar, checkOn, random.between(3, 6))
    if (!go('submit', again, proof)) return walk
    checkOn = workdaysOn(w.world.calendar, again, random.between(1, 5))
  }
  // What was returned may come again after the last day.
  if (!go('confirm', checkOn)) go('confirmLate', checkOn, { lateFor: '协调有关单位用时较长。' })
  return walk
}

/** A report on progress every ten weeks or so. */
function reported(
  w: Walker,
  go: (action: string, day: PlainDate, values: Readonly<Record<string, Value>>) => boolean,
  from: PlainDate,
  to: PlainDate,
  whole: PlainDate,
): void {
  let on = from
  for (;;) {
    on = workdaysOn(w.world.calendar, addDays(on, w.random.between(50, 80)), 0)
    if (on >= to) return
    const share = Math.min(0.95, daysBetween(from, on) / Math.max(1, daysBetween(from, whole)))
    const values = {
      progress: progresses[Math.min(2, Math.floor(share * 3))] as string,
      percent: Math.round((share * 100) / 5) * 5,
    }
    if (!go('report', on, values)) return
  }
}

/** The lead unit must act itself: other staff are refused, and asked again at random. */
function stepBy(w: Walker, walk: Standing, action: string, day: PlainDate, wish: StepWish): Standing | undefined {
  const moment = { day, minute: minuteOf(w.random, walk, day) }
  for (let i = 0; i < 12; i++) {
    const next = takeStep(w, walk, action, moment, wish)
    if (next) return next
  }
  return undefined
}

const minuteOf = (random: Random, walk: Standing, day: PlainDate): number =>
  day > walk.moment.day ? random.between(540, 1020) : walk.moment.minute + 20
