import { randomUUID } from 'node:crypto'
import type { Party, Values } from '#kernel/field.ts'
import { type RoleCode, roleCodes } from '#law/roles.ts'
import type { Platform } from '#records/platform.ts'
import { act, type Caller, openRecord } from '#records/records.ts'

/** Matters that the law makes public, done step by step through the engine by officials of one organ. */
export class Office {
  readonly platform: Platform
  readonly organ: string
  readonly setNow: (instant: string) => void
  readonly division: string
  readonly person: string

  constructor(
    platform: Platform,
    organ: string,
    setNow: (instant: string) => void,
    person: string,
    division = '990101',
  ) {
    this.platform = platform
    this.organ = organ
    this.setNow = setNow
    this.person = person
    this.division = division
  }

  #caller(organ = this.organ): Caller {
    const roles: RoleCode[] = roleCodes.filter(r => r !== 'citizen')
    return {
      actor: { id: this.person, name: '经办人', division: this.division, organ, roles },
      scope: { division: this.division, organ, sees: 'division', person: this.person },
      origin: 'user',
    }
  }

  async open(system: string, on: string, values: Values, parties: readonly Party[] = []): Promise<string> {
    this.setNow(`${on}T01:00:00.000Z`)
    const r = await openRecord(this.platform, this.#caller(), { system, on, values, parties }, randomUUID())
    if (!r.ok) throw new Error(`${system}: ${r.refusal.path} ${r.refusal.message}`)
    return r.value.id
  }

  async does(id: string, action: string, on: string, values: Values = {}): Promise<void> {
    this.setNow(`${on}T01:00:00.000Z`)
    const r = await act(this.platform, this.#caller(), id, { action, on, values }, randomUUID())
    if (!r.ok) throw new Error(`${action}: ${r.refusal.path} ${r.refusal.message}`)
  }

  /** Somebody in the register of enforcement officers, with a certificate that holds until `until`. */
  async officer(name: string, certificateNumber: string, until = '2027-02-28'): Promise<string> {
    const id = await this.open('enforcement-officer', '2022-02-01', { name, kind: 'officer', agency: this.organ })
    await this.does(id, 'certify', '2022-03-01', {
      certificateNumber,
      certifiedFields: ['general', 'city', 'market'],
      examPassedOn: '2022-01-10',
      validFrom: '2022-03-01',
      validUntil: until,
    })
    return id
  }

  async #officers(): Promise<string[]> {
    return Promise.all(['执法甲', '执法乙'].map((name, i) => this.officer(name, `准执${i}`)))
  }

  /** A fine, decided on `day`, published on `published`; of the field of city management unless `more` says else. */
  async penalty(party: Party, cause: string, day: string, published: string, more: Values = {}): Promise<string> {
    const officers = await this.#officers()
    const id = await this.open(
      'penalty',
      day,
      { cause, source: 'inspection', enforcementField: 'city', place: '甲路1号', actEndedOn: day, ...more },
      [party],
    )
    await this.does(id, 'file', day, { officers, filingReason: '有违法事实，属本机关管辖' })
    await this.does(id, 'investigate', day, {
      inquiryOfficers: officers,
      inquiryKind: 'questioning',
      recording: 'text',
      inquiryText: '询问当事人',
    })
    await this.does(id, 'conclude', day, {
      findings: `${party.name}，电话13800000009，有违法事实`,
      evidence: '现场笔录一份',
      basis: '《城市建筑垃圾管理规定》第二十三条',
      basisKind: 'rule',
      kinds: ['warning', 'fine'],
      fine: 800_00,
      tier: 'light',
    })
    await this.does(id, 'notify', day, { localLargeAmount: 10_000_00 })
    await this.does(id, 'waiveStatement', day)
    await this.does(id, 'considerStatements', day, { statementsTaken: 'none', considerText: '期满未提出' })
    await this.does(id, 'decide', day)
    await this.does(id, 'serve', day, { serviceMode: 'direct' })
    await this.does(id, 'publish', published, { masked: true })
    return id
  }

  async #drafted(title: string, day: string): Promise<string> {
    const id = await this.open('normative-document', day, {
      documentTitle: title,
      documentKind: 'measures',
      issuer: 'qzf',
      issuerLevel: 'government',
      reviewer: 'sfj',
      registry: 'qzf',
      basis: '《消防法》第五条',
      necessity: '楼道充电引发火情，需要规定。联系人林试禾13800000001',
      consultation: 'general',
    })
    await this.does(id, 'assess', day, { assessment: '必要、可行' })
    return id
  }

  /** A draft put to public consultation from `day` to `until`. */
  async consultation(title: string, day: string, until: string): Promise<string> {
    const id = await this.#drafted(title, day)
    await this.does(id, 'startConsultation', day, { consultationPlace: '门户网站', commentUntil: until })
    return id
  }

  /** A document published and in force from `from` until `until`, made in the month before `published`. */
  async document(
    title: string,
    number: string,
    days: {
      drafted: string
      closed: string
      accepted: string
      passed: string
      published: string
      from: string
      until: string
    },
  ): Promise<string> {
    const id = await this.consultation(title, days.drafted, days.closed)
    await this.does(id, 'closeConsultation', days.closed, {
      opinionsReceived: 12,
      opinionsAdopted: 5,
      opinionHandling: '采纳五条；其余与上位法不一致，不采纳。',
    })
    await this.does(id, 'submit', days.accepted, { reviewMaterials: '草案、说明' })
    await this.does(id, 'accept', days.accepted)
    await this.does(id, 'passReview', days.passed, { reviewConclusion: 'legal', reviewOpinion: '合法' })
    await this.does(id, 'deliberate', days.passed, {
      meetingKind: 'standing',
      meetingName: '区政府第3次常务会议',
      deliberation: 'passed',
    })
    await this.does(id, 'sign', days.passed)
    await this.does(id, 'register', days.passed, { documentNumber: number })
    await this.does(id, 'publish', days.published, {
      publishedIn: ['website'],
      effectiveOn: days.from,
      validUntil: days.until,
      immediateReason: '不立即施行将有碍施行',
    })
    return id
  }
}
