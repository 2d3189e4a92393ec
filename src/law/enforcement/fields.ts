/** 执法领域, as certificates and cases name them. Public security is left out: the police have a system of their own. */
export const enforcementFields = {
  general: '综合执法',
  market: '市场监管',
  city: '城市管理',
  resources: '自然资源',
  ecology: '生态环境',
  transport: '交通运输',
  agriculture: '农业农村',
  culture: '文化旅游',
  emergency: '应急管理',
  health: '卫生健康',
  labor: '人力资源和社会保障',
  housing: '住房城乡建设',
  other: '其他',
} as const

export type EnforcementField = keyof typeof enforcementFields
