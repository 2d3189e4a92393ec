import type { Actor } from '#kernel/record.ts'
import { idOf } from '#records/events.ts'
import { type OrganKind, type RoleCode, roles } from '#law/roles.ts'
import { addPeople, installer, putDivision, putOrgans } from '#access/people.ts'
import { ok, type Result } from '#kernel/refusal.ts'
import type { Platform } from '#records/platform.ts'
import type { Database } from '#store/database.ts'
import { inventedName } from './names.ts'

/** The code that no real district has. */
export const demonstrationDivision = '990101'
export const demonstrationName = '准绳区'

export type DistrictOrgan = {
  readonly code: string
  readonly name: string
  /** In case numbers: 准公 of 准公罚决〔2024〕12号. */
  readonly short: string
  readonly kind: OrganKind
  readonly parent?: string
}

export type DistrictPerson = Actor & { readonly account: string; readonly post: string }

const agencyNames: readonly (readonly [code: string, name: string, short: string])[] = [
  ['scjgj', '市场监督管理局', '准市监'],
  ['cgj', '城市管理综合执法局', '准城管'],
  ['zrzyj', '自然资源和规划局', '准自规'],
  ['sthjj', '生态环境局', '准环'],
  ['yjglj', '应急管理局', '准应急'],
  ['nyncj', '农业农村局', '准农'],
  ['jtysj', '交通运输局', '准交'],
  ['wsjkj', '卫生健康局', '准卫'],
  ['rsj', '人力资源和社会保障局', '准人社'],
  ['zjj', '住房和城乡建设局', '准住建'],
  ['whlyj', '文化和旅游局', '准文旅'],
]
const townshipNames: readonly (readonly [code: string, name: string, short: string])[] = [
  ['zpz', '准平镇', '准平'],
  ['szz', '绳直镇', '绳直'],
  ['gjx', '规矩乡', '规矩'],
  ['mjjd', '明镜街道', '明镜'],
  ['qfjd', '清风街道', '清风'],
  ['hsjd', '和顺街道', '和顺'],
]

/** The organs of the invented district. */
export const districtOrgans: readonly DistrictOrgan[] = [
  { code: 'qzf', name: '准绳区人民政府', short: '准政', kind: 'government' },
  { code: 'qzfb', name: '准绳区人民政府办公室', short: '准政办', kind: 'office', parent: 'qzf' },
  { code: 'sfj', name: '准绳区司法局', short: '准司', kind: 'justiceBureau', parent: 'qzf' },
  ...agencyNames.map(([code, name, short]) => ({
    code,
    name: `准绳区${name}`,
    short,
    kind: 'agency' as const,
    parent: 'qzf',
  })),
  ...townshipNames.map(([code, name, short]) => ({
    code,
    name: `准绳区${name}${name.endsWith('街道') ? '办事处' : '人民政府'}`,
    short,
    kind: 'township' as const,
    parent: 'qzf',
  })),
  ...townshipNames.map(([code, name, short]) => ({
    code: `${code}tw`,
    name: `${name}人民调解委员会`,
    short: `${short}调`,
    kind: 'mediationCommittee' as const,
    parent: code,
  })),
  {
    code: 'jttw',
    name: '准绳区道路交通事故纠纷人民调解委员会',
    short: '准交调',
    kind: 'mediationCommittee',
    parent: 'sfj',
  },
  { code: 'yltw', name: '准绳区医疗纠纷人民调解委员会', short: '准医调', kind: 'mediationCommittee', parent: 'sfj' },
  {
    code: 'ldzcw',
    name: '准绳区劳动人事争议仲裁委员会',
    short: '准',
    kind: 'arbitrationCommission',
    parent: 'rsj',
  },
  { code: 'fyzx', name: '准绳区法律援助中心', short: '准', kind: 'legalAidCentre', parent: 'sfj' },
  { code: 'rxzx', name: '准绳区政务服务热线中心', short: '准', kind: 'hotlineCentre', parent: 'qzfb' },
]

type Post = { readonly post: string; readonly roles: readonly RoleCode[]; readonly n?: number }

const enforcementPosts: readonly Post[] = [
  { post: '执法人员', roles: ['enforcementOfficer'], n: 4 },
  { post: '承办机构负责人', roles: ['caseUnitHead', 'handlingUnit'] },
  { post: '法制审核人员', roles: ['legalReviewer', 'respondentAgent'] },
  { post: '听证主持人', roles: ['hearingChair'] },
  { post: '负责人', roles: ['agencyHead'] },
  { post: '综合岗', roles: ['publisher', 'handlingUnit', 'drafter', 'organRegistrar'] },
  { post: '普法联络员', roles: ['publicityOfficer', 'studySecretary', 'drafter'] },
]

/** Who works in an organ of a kind. */
const posts: Readonly<Record<OrganKind, readonly Post[]>> = {
  government: [
    { post: '区长', roles: ['governmentHead', 'leader'] },
    { post: '副区长', roles: ['leader', 'governmentHead'] },
    { post: '应诉联络员', roles: ['respondentAgent', 'drafter'] },
    { post: '学习秘书', roles: ['studySecretary', 'publicityOfficer'] },
  ],
  office: [
    { post: '文电科', roles: ['governmentOffice', 'drafter'], n: 2 },
    { post: '综合科', roles: ['governmentOffice', 'handlingUnit', 'organRegistrar'] },
    { post: '学习秘书', roles: ['studySecretary', 'publicityOfficer'] },
    { post: '系统管理员', roles: ['administrator'] },
  ],
  justiceBureau: [
    { post: '行政复议窗口', roles: ['reconsiderationClerk'] },
    { post: '行政复议承办人', roles: ['reconsiderationOfficer'], n: 3 },
    { post: '行政复议科科长', roles: ['reconsiderationHead'] },
    { post: '合法性审核人员', roles: ['legalityReviewer'], n: 2 },
    { post: '合法性审核科科长', roles: ['legalityHead'] },
    { post: '名录管理员', roles: ['registrar', 'organRegistrar'] },
    { post: '普法办', roles: ['publicityOffice', 'publicityOfficer', 'studySecretary'] },
    { post: '执法监督科', roles: ['supervisor'] },
    { post: '法律援助监督', roles: ['aidSupervisor'] },
    { post: '年报编写', roles: ['reportWriter'] },
    { post: '司法所长', roles: ['justiceOfficeClerk', 'handlingUnit'], n: 2 },
    { post: '办公室', roles: ['handlingUnit', 'drafter', 'respondentAgent'] },
  ],
  agency: enforcementPosts,
  township: [...enforcementPosts, { post: '司法所', roles: ['justiceOfficeClerk'] }],
  mediationCommittee: [
    { post: '工作人员', roles: ['mediationClerk'] },
    { post: '人民调解员', roles: ['mediator'], n: 3 },
    { post: '司法所驻点人员', roles: ['justiceOfficeClerk'] },
  ],
  arbitrationCommission: [
    { post: '调解员', roles: ['laborMediator'], n: 2 },
    { post: '立案人员', roles: ['arbitrationClerk'] },
    { post: '仲裁员', roles: ['arbitrator'], n: 2 },
    { post: '负责人', roles: ['arbitrationHead'] },
  ],
  legalAidCentre: [
    { post: '受理人员', roles: ['aidClerk'], n: 2 },
    { post: '负责人', roles: ['aidHead'] },
    { post: '承办律师', roles: ['aidLawyer'], n: 4 },
  ],
  hotlineCentre: [
    { post: '话务员', roles: ['hotlineOperator'], n: 4 },
    { post: '派单员', roles: ['hotlineDispatcher'], n: 2 },
    { post: '回访督办员', roles: ['hotlineSupervisor'], n: 2 },
  ],
}

/** Everybody who works in the invented district; ids are the same in every installation. */
export function districtPeople(division = demonstrationDivision): DistrictPerson[] {
  const people: DistrictPerson[] = []
  for (const organ of districtOrgans)
    for (const { post, roles: held, n = 1 } of posts[organ.kind])
      for (let i = 0; i < n; i++) {
        const account = `${division === demonstrationDivision ? '' : `${division}-`}${organ.code}${String(people.filter(p => p.organ === organ.code).length + 1).padStart(2, '0')}`
        people.push({
          id: idOf(`${division}\nperson\n${account}`),
          account,
          name: inventedName(people.length),
          division,
          organ: organ.code,
          roles: held,
          post,
        })
      }
  return people
}

/** The password of everybody in the invented district, whose data is nobody's. */
export const demonstrationPassword = 'zhunsheng-2022'

const shownRoles: readonly (readonly [role: RoleCode, organ: string])[] = [
  ['leader', 'qzf'],
  ['reportWriter', 'sfj'],
  ['supervisor', 'sfj'],
  ['registrar', 'sfj'],
  ['reconsiderationOfficer', 'sfj'],
  ['reconsiderationHead', 'sfj'],
  ['legalityReviewer', 'sfj'],
  ['publicityOffice', 'sfj'],
  ['enforcementOfficer', 'scjgj'],
  ['caseUnitHead', 'scjgj'],
  ['legalReviewer', 'scjgj'],
  ['agencyHead', 'scjgj'],
  ['handlingUnit', 'cgj'],
  ['mediator', 'zpztw'],
  ['arbitrator', 'ldzcw'],
  ['aidClerk', 'fyzx'],
  ['hotlineDispatcher', 'rxzx'],
  ['administrator', 'qzfb'],
]

/** One account for each main post, to be shown with the password when the demonstration starts. */
export function demonstrationAccounts(): { account: string; name: string; organ: string; post: string }[] {
  const people = districtPeople()
  return shownRoles.flatMap(([role, organ]) => {
    const person = people.find(p => p.organ === organ && p.roles.includes(role))
    const organName = districtOrgans.find(o => o.code === organ)?.name ?? ''
    return person ? [{ account: person.account, name: person.name, organ: organName, post: roles[role].name }] : []
  })
}

type DivisionName = { readonly code: string; readonly name: string }

/** Enters a simulated district with the organs and staff of 准绳区; a second time changes nothing. */
export async function enterDistrict(
  db: Database,
  { code, name }: DivisionName = { code: demonstrationDivision, name: demonstrationName },
): Promise<Result<void>> {
  const by = installer(code)
  const division = await putDivision(db, by, { code, name, demo: true })
  if (!division.ok) return division
  const organs = await putOrgans(
    db,
    by,
    districtOrgans.map(o => ({ ...o, division: code })),
  )
  if (!organs.ok) return organs
  const { rows } = await db.app.query<{ id: string }>('select id from zs.person where division = $1', [code])
  const known = new Set(rows.map(r => r.id))
  const missing = districtPeople(code).filter(p => !known.has(p.id))
  if (!missing.length) return ok(undefined)
  const people = await addPeople(
    db,
    by,
    missing.map(({ id, organ, name: person, account, roles: held }) => ({
      id,
      organ,
      name: person,
      account,
      roles: held as readonly RoleCode[],
      password: demonstrationPassword,
      mustChange: false,
    })),
  )
  return people.ok ? ok(undefined) : people
}

/** A division to simulate in: one that exists keeps its organs and staff, an unknown one gets those of 准绳区. */
export async function foundDistrict(platform: Platform, code: string): Promise<Result<void>> {
  const { rows } = await platform.db.app.query('select 1 from zs.division where code = $1', [code])
  if (rows.length) return ok(undefined)
  const name = code === demonstrationDivision ? demonstrationName : `模拟区（${code}）`
  const entered = await enterDistrict(platform.db, { code, name })
  if (entered.ok) await platform.forget()
  return entered
}
