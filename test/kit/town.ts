import { zhunshengCatalogue } from '#law/index.ts'
import { webDir } from './browser.ts'
import { type TestDistrict, testDistrict } from './http.ts'

/** A small town under the real law: a few organs, one person to a post. */
export function testTown(): Promise<TestDistrict> {
  return testDistrict(
    zhunshengCatalogue,
    [
      { code: 'qzf', name: '准绳区人民政府', short: '准政', kind: 'government' },
      { code: 'sfj', name: '准绳区司法局', short: '准司', kind: 'justiceBureau' },
      { code: 'cgj', name: '准绳区城市管理局', short: '准城管', kind: 'agency' },
      { code: 'zpztw', name: '准平镇人民调解委员会', short: '准平调', kind: 'mediationCommittee' },
      { code: 'fyzx', name: '准绳区法律援助中心', short: '准援', kind: 'legalAidCentre' },
      { code: 'rxzx', name: '准绳区政务服务热线中心', short: '准热', kind: 'hotlineCentre' },
      { code: 'ldzcw', name: '准绳区劳动人事争议仲裁委员会', short: '准劳人仲', kind: 'arbitrationCommission' },
    ],
    [
      { organ: 'sfj', name: '何某甲', account: 'clerk', roles: ['reconsiderationClerk', 'reconsiderationOfficer'] },
      { organ: 'sfj', name: '周某甲', account: 'head', roles: ['reconsiderationHead'] },
      { organ: 'sfj', name: '秦某甲', account: 'writer', roles: ['reportWriter'] },
      { organ: 'sfj', name: '吴某甲', account: 'supervisor', roles: ['supervisor'] },
      { organ: 'sfj', name: '郑某甲', account: 'study', roles: ['studySecretary', 'publicityOffice'] },
      { organ: 'sfj', name: '冯某甲', account: 'registrar', roles: ['registrar', 'organRegistrar'] },
      { organ: 'cgj', name: '陈某甲', account: 'officer', roles: ['enforcementOfficer'] },
      { organ: 'cgj', name: '陈某乙', account: 'unit', roles: ['caseUnitHead', 'respondentAgent'] },
      { organ: 'cgj', name: '陈某丙', account: 'reviewer', roles: ['legalReviewer'] },
      { organ: 'cgj', name: '陈某丁', account: 'chief', roles: ['agencyHead'] },
      { organ: 'cgj', name: '陈某戊', account: 'publisher', roles: ['publisher'] },
      { organ: 'qzf', name: '赵某甲', account: 'admin', roles: ['administrator'] },
    ],
    { webDir },
  )
}

/** An application for reconsideration of an act of the city management, as the window opens it. */
export const application = (act: string, applicant = '申请人甲') => ({
  system: 'reconsideration',
  on: '2024-03-04',
  values: {
    act,
    actKind: 'penalty',
    adminField: 'city',
    filedVia: 'counter',
    claims: '撤销该决定',
    knewOn: '2024-03-01',
  },
  parties: [
    { role: 'applicant', kind: 'person', name: applicant },
    { role: 'respondent', kind: 'agency', name: '准绳区城市管理局' },
  ],
})
