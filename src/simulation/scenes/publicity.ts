import { by, type Known, type Scene, textOf } from './scene.ts'
import { villagesOf } from '../names.ts'

/** Days of legal publicity: month, days around it, and the theme. */
const lawDays: Readonly<Record<string, readonly [from: string, to: string, theme: string]>> = {
  consumer: ['03-08', '03-20', 'business'],
  security: ['04-10', '04-20', 'security'],
  labor: ['04-25', '05-10', 'labor'],
  civilCode: ['05-01', '05-31', 'civilCode'],
  disaster: ['05-06', '05-16', 'safety'],
  environment: ['06-01', '06-10', 'environment'],
  drugs: ['06-18', '06-30', 'security'],
  fire: ['11-01', '11-15', 'safety'],
  constitution: ['12-01', '12-10', 'constitution'],
  traffic: ['11-25', '12-05', 'safety'],
}
const near = (k: Known) =>
  Object.entries(lawDays).flatMap(([code, [from, to, theme]]) =>
    k.on.slice(5) >= from && k.on.slice(5) <= to ? [{ code, theme }] : [],
  )

const themes: Readonly<Record<string, readonly [title: string, laws: string]>> = {
  xi: ['习近平法治思想', '习近平法治思想、宪法'],
  constitution: ['宪法', '宪法、国旗法、国徽法'],
  civilCode: ['民法典', '民法典'],
  security: ['反邪教、禁毒', '国家安全法、反间谍法、禁毒法'],
  minors: ['未成年人保护', '未成年人保护法、预防未成年人犯罪法、家庭教育促进法'],
  labor: ['根治欠薪', '劳动合同法、保障农民工工资支付条例'],
  business: ['优化营商环境', '优化营商环境条例、消费者权益保护法'],
  environment: ['生态环境保护', '环境保护法、噪声污染防治法'],
  safety: ['安全生产', '安全生产法、消防法、道路交通安全法'],
  rural: ['农村土地承包', '农村土地承包法、土地管理法、乡村振兴促进法'],
  other: ['人民调解、法律援助', '人民调解法、法律援助法'],
}
const [town, hall] = ['{village}', '文化活动中心']

const foundDispute = { source: 'screening', kind: 'neighbours' }

export const publicityActivity: Scene = {
  onward: {
    clue: {
      when: s => s.values.mode === 'onsite' && ['visit', 'lecture'].includes(String(s.values.kind)),
      values: s => {
        const [, village] = /（(.+?)）/.exec(String(s.values.activityName)) ?? []
        return { ...foundDispute, ...(village ? { place: village } : {}) }
      },
    },
  },
  fits: {
    kind: k => (k.values.mode === 'online' ? ['lecture', 'contest', 'caseTalk', 'training'] : []),
    mode: k => (['rally', 'visit', 'site'].includes(String(k.values.kind)) ? ['onsite'] : []),
    theme: k => near(k).map(d => d.theme),
    lawDay: k => near(k).flatMap(d => (d.theme === k.values.theme ? [d.code] : [])),
    audienceGroups: k =>
      k.values.theme === 'minors'
        ? ['schools']
        : k.values.theme === 'business' || k.values.theme === 'labor'
          ? ['firms']
          : ['villages', 'communities'],
  },
  empty: {
    lawDay: k => !near(k).some(d => d.theme === k.values.theme),
    households: k => k.values.kind !== 'visit',
    schools: k => k.values.theme !== 'minors',
    firms: k => k.values.theme !== 'business' && k.values.theme !== 'labor',
    coOrganisers: () => true,
  },
  amounts: {
    audience: (k, random) => (k.values.mode === 'online' ? random.between(4, 30) * 100 : random.between(30, 260)),
    households: (_, random) => random.between(10, 60),
    schools: () => 1,
    firms: (_, random) => random.between(3, 20),
    papers: (_, random) => random.between(2, 16) * 50,
    officersSent: (_, random) => random.between(2, 12),
  },
  texts: {
    activityName: k => {
      const [theme] = themes[String(k.values.theme)] ?? ['普法']
      if (k.values.mode === 'online')
        return by('kind', {
          lecture: [`“${theme}”在线讲座`],
          training: [`“${theme}”法律明白人线上培训`],
          contest: [`“${theme}”线上有奖问答`],
          other: [`“${theme}”以案释法短视频展播`],
        })(k)
      return by('kind', {
        rally: [`“${theme}”集中宣传活动`],
        lecture: [`“${theme}”法治讲座（{village}）`],
        training: [`“${theme}”法律明白人培训班`],
        visit: [`“${theme}”入户宣传（{village}）`],
        contest: [`“${theme}”知识竞赛`],
        caseTalk: [`“${theme}”以案释法宣讲`],
        site: [`“${theme}”法治文化阵地宣讲`],
      })(k)
    },
    law: k => [themes[String(k.values.theme)]?.[1] ?? '宪法、民法典'],
    place: k => {
      if (k.values.mode === 'online') return ['“准绳普法”政务新媒体', '区人民政府门户网站“普法”专栏']
      const [, named] = /（(.+?)）/.exec(textOf(k, 'activityName')) ?? []
      if (named) return [`${named}${hall}`]
      if (k.values.theme === 'minors') return ['准绳区第一中学', '准绳区实验小学']
      return k.values.kind === 'site'
        ? ['区法治文化公园']
        : k.values.kind === 'rally'
          ? ['区人民广场']
          : [`${town}${hall}`]
    },
    dutyItem: ['年度普法责任清单第{n2}项'],
    summary: k =>
      k.values.mode === 'online'
        ? ['在政务新媒体发布并回复留言，浏览和参与数据已留存。']
        : ['现场发放资料并解答群众咨询，照片和签到表已存档。', '结合案例讲解，现场回答群众提问，照片和签到表已存档。'],
    checkNote: ['核对照片、签到表与登记一致。'],
    rejectReason: ['没有现场佐证，不予计入。'],
  },
}

export const legalLiterate: Scene = {
  onward: {
    clue: { values: () => foundDispute },
    publicity: { values: () => ({ kind: 'caseTalk', mode: 'onsite', theme: 'civilCode' }) },
  },
  fits: {
    villageKind: k => [k.organNamed('township').includes('街道') ? 'community' : 'village'],
    leaveReason: () => ['moved', 'absent', 'own'],
    grade: () => ['good', 'excellent'],
  },
  amounts: {
    score: (_, random) => random.between(76, 98),
    trainingHours: (_, random) => random.between(8, 24),
    yearHours: (_, random) => random.between(8, 24),
  },
  texts: {
    village: k => villagesOf(k.organNamed('township')),
    mentor: ['{person}律师'],
    trainingTopic: ['宪法和民法典', '人民调解法和调解技巧', '农村土地承包和宅基地政策', '未成年人保护和家庭教育'],
    certificate: ['准法明〔{year}〕{n4}号'],
    dutyNote: by('duty', {
      publicity: ['在村（居）民会议上宣讲民法典有关规定。'],
      advice: ['向村（居）民解答相邻关系、赡养方面的法律问题。'],
      clue: ['报告一起邻里纠纷线索，已转村（居）调解组织。'],
      mediation: ['协助调解一起相邻排水纠纷。'],
      supervision: ['参与村（居）务公开事项监督。'],
    }),
    honour: ['年度优秀法律明白人'],
    changeReason: ['迁居到本镇（街道）其他村（社区）。'],
    refuseReason: ['公示期间有异议，经核实不符合条件。'],
    suspendReason: ['长期外出，暂停履职。'],
    leaveNote: ['本人书面提出。'],
  },
}
