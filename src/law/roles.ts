/** Roles (岗位) of a district. A role acts on records of its own organ; with `seesDivision` on all of the division. */
export type Role = {
  readonly name: string
  readonly seesDivision?: true
  /** Reads, but the law gives it nothing to do in a case. */
  readonly about?: string
}

export const roles = {
  enforcementOfficer: { name: '执法人员' },
  caseUnitHead: { name: '承办机构负责人' },
  legalReviewer: { name: '法制审核人员' },
  hearingChair: { name: '听证主持人' },
  agencyHead: { name: '行政机关负责人' },
  publisher: { name: '公示岗' },

  reconsiderationClerk: { name: '行政复议窗口' },
  reconsiderationOfficer: { name: '行政复议承办人' },
  reconsiderationHead: { name: '行政复议机构负责人' },
  respondentAgent: { name: '被申请人工作人员' },

  mediationClerk: { name: '调委会工作人员' },
  mediator: { name: '人民调解员' },
  justiceOfficeClerk: { name: '司法所工作人员' },

  drafter: { name: '起草（送审）单位承办人' },
  governmentOffice: { name: '政府办公室' },
  legalityReviewer: { name: '合法性审核人员' },
  legalityHead: { name: '合法性审核机构负责人' },
  governmentHead: { name: '政府负责人' },

  hotlineOperator: { name: '热线话务员' },
  hotlineDispatcher: { name: '热线派单员' },
  handlingUnit: { name: '承办单位工作人员' },
  hotlineSupervisor: { name: '热线回访督办员' },

  laborMediator: { name: '劳动争议调解员' },
  arbitrationClerk: { name: '仲裁立案人员' },
  arbitrator: { name: '仲裁员' },
  arbitrationHead: { name: '仲裁委员会负责人' },

  aidClerk: { name: '法律援助受理人员' },
  aidHead: { name: '法律援助机构负责人' },
  aidLawyer: { name: '法律援助承办人' },
  aidSupervisor: { name: '司法局法律援助监管人员' },

  organRegistrar: { name: '单位人事管理员' },
  registrar: { name: '司法局名录管理员', seesDivision: true },
  publicityOfficer: { name: '普法工作人员' },
  publicityOffice: { name: '普法办工作人员', seesDivision: true },
  studySecretary: { name: '学习秘书' },

  supervisor: { name: '行政执法监督人员', seesDivision: true },
  reportWriter: { name: '年报编写人员', seesDivision: true },
  leader: { name: '区领导', seesDivision: true, about: '查看全区情况' },
  administrator: { name: '系统管理员', about: '管理单位、人员、岗位和日历' },
  citizen: { name: '公众', about: '通过公众门户提出申请、查询本人的事项' },
} as const satisfies Record<string, Role>

export type RoleCode = keyof typeof roles
export const roleCodes: readonly RoleCode[] = Object.keys(roles) as RoleCode[]

/** Whether any of the roles sees the whole division. */
export const seesDivision = (held: readonly string[]): boolean =>
  held.some(r => r === 'law' || 'seesDivision' in (roles[r as RoleCode] ?? {}))

/** Kinds of organ in a district. */
export const organKinds = {
  government: '人民政府（管委会）',
  office: '政府办公室',
  justiceBureau: '司法局',
  agency: '行政机关',
  township: '乡镇（街道）',
  mediationCommittee: '人民调解委员会',
  arbitrationCommission: '劳动人事争议仲裁委员会',
  legalAidCentre: '法律援助中心',
  hotlineCentre: '政务热线中心',
} as const
export type OrganKind = keyof typeof organKinds
