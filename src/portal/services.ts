import type { PartyKind, Values } from '#kernel/field.ts'
import type { OrganKind } from '#law/roles.ts'

/**
 * What a person can file on the portal: the same systems that the workbench handles, asked in plain words. Everything else
 * (which fields there are, what is required, what the law allows) comes from the declarations. In all texts `{limit.code}`
 * stands for the length of that limit and `{organ}` for the organ that handles the matter.
 */
export type Service = {
  readonly system: string
  /** Name on the portal, and one line for the ledger of the home page with the time that the law gives. */
  readonly name: string
  readonly line: string
  readonly takes: string
  /** Which kind of organ handles it. Where there are several, the person chooses one. */
  readonly organ: OrganKind
  /** When to use it, what to prepare and the like: one row each. */
  readonly about: readonly (readonly [name: string, text: string])[]
  /** Limits whose articles are the basis told to the reader. */
  readonly basis: readonly string[]
  readonly pages: readonly Question[]
  /** Values that follow from filing on the portal. */
  readonly fixed: Values
  /** The party who files: whose name the acts on the portal bear. */
  readonly applicant: (values: Values) => string
  readonly told: Told
}

/** One page of the form: one question, with what belongs to its answer. */
export type Question = {
  readonly title: string
  readonly hint?: string
  readonly asks: readonly Ask[]
  readonly more?: readonly (readonly [summary: string, text: string])[]
}

export type Ask =
  /** A field of the declaration. `options`: the ones offered here, with plainer words. */
  | {
      readonly kind: 'field'
      readonly field: string
      readonly label?: string
      readonly hint?: string
      readonly required?: true
      readonly options?: Readonly<Record<string, string>>
    }
  /** A person or a firm. `needs`: what must be filled in besides the name. */
  | {
      readonly kind: 'party'
      readonly role: string
      readonly label: string
      readonly hint?: string
      readonly kinds?: readonly PartyKind[]
      readonly needs?: readonly ('number' | 'phone' | 'address')[]
      /** Number, telephone and address that are not asked at all. */
      readonly without?: readonly ('number' | 'phone' | 'address')[]
      readonly optional?: true
    }
  /** An organ of the division as a party. */
  | {
      readonly kind: 'agency'
      readonly role: string
      readonly label: string
      readonly hint?: string
      readonly of: readonly OrganKind[]
    }
  /** Which of several organs is to handle it. */
  | { readonly kind: 'handler'; readonly label: string; readonly hint?: string }
  | { readonly kind: 'files'; readonly label: string; readonly hint?: string }

/** How a case is told to the person who filed it. What is not named here is not shown. */
export type Told = {
  /** action → what happened. */
  readonly steps: Readonly<Record<string, string>>
  /** stage → whose turn it is. */
  readonly turns: Readonly<Record<string, string>>
  /** limit → what must happen by that day. */
  readonly limits: Readonly<Record<string, string>>
  /** paper → the act after which the person may read it. */
  readonly papers: Readonly<Record<string, string>>
  /** The outcome is told after one of these acts. */
  readonly result: readonly string[]
  /** What comes after the last day that is known. */
  readonly after: readonly (readonly [when: string, what: string])[]
}

const files: Question = {
  title: '有没有材料要一起交？',
  hint: '照片、扫描件、录音都可以。没有也能提交，以后再补。',
  asks: [{ kind: 'files', label: '选择文件', hint: '每个不超过10兆，最多10个。用手机拍清楚就行。' }],
}

const labourPeople = [
  {
    kind: 'party',
    role: 'worker',
    label: '劳动者',
    needs: ['number', 'phone'],
    hint: '拖欠工资、受了工伤、被辞退的那个人。',
  },
  {
    kind: 'party',
    role: 'employer',
    label: '用人单位',
    kinds: ['organisation'],
    without: ['number'],
    hint: '工资条、合同、营业执照上的名称。不知道全称的，写您知道的名称。',
  },
] as const satisfies readonly Ask[]

export const services: readonly Service[] = [
  {
    system: 'reconsideration',
    name: '行政复议',
    line: '不服行政机关的处罚、强制、许可、征收等决定，或者该办不办',
    takes: '受理后{limit.decision}内作出决定',
    organ: 'justiceBureau',
    about: [
      ['什么时候用', '不服区里行政机关、乡镇、街道的决定，或者它们该办的事一直不办。'],
      ['要准备', '决定书、您的身份证号码。申请的理由用自己的话写，三五句就够。'],
      ['收费', '不收费'],
      ['您的期限', '知道这个决定之日起{limit.apply}内申请'],
      ['机关的期限', '{limit.review}内审查受不受理；受理后{limit.decision}内决定，简单的案件{limit.summaryDecision}'],
    ],
    basis: ['apply', 'review', 'decision', 'summaryDecision'],
    pages: [
      {
        title: '您不服的是哪个机关的哪一个决定？',
        hint: '一次写一个决定。不服两个决定，请分两次申请。',
        asks: [
          {
            kind: 'agency',
            role: 'respondent',
            label: '哪个机关作出的',
            hint: '看决定书上的公章。',
            of: ['agency', 'township'],
          },
          {
            kind: 'field',
            field: 'act',
            label: '决定书的文号和内容',
            hint: '例如：准某罚〔2024〕12号，罚款5000元。没有决定书的，写清什么时候、申请办什么事、机关没有办。',
          },
          {
            kind: 'field',
            field: 'actKind',
            label: '是哪一种',
            options: {
              penalty: '处罚：罚款、没收、吊销、停业等',
              compulsion: '强制：查封、扣押、拆除等',
              licence: '许可：不批准、撤销许可等',
              taking: '征收、征用',
              ownership: '确认土地、山林、水面等归谁',
              confirmation: '认定，例如工伤认定',
              disclosure: '不公开政府信息',
              complaint: '对举报、投诉的处理',
              inaction: '该办的一直不办',
              agreement: '和政府签的协议',
              other: '其他',
            },
          },
          { kind: 'field', field: 'adminField', label: '是哪方面的事' },
        ],
      },
      {
        title: '您是哪一天知道这个决定的？',
        hint: '一般是收到决定书的那一天。看签收日期，或者快递的签收日期。',
        asks: [
          { kind: 'field', field: 'knewOn', label: '知道的日期', hint: '机关该办不办的，填办理期限到期的那一天。' },
          { kind: 'field', field: 'actOn', label: '决定书上写的日期（可以不填）' },
          {
            kind: 'field',
            field: 'remedyTold',
            label: '决定书有没有写明可以申请复议、向谁申请、多少日内申请',
          },
          { kind: 'field', field: 'courtFiled', label: '您就这件事向法院起诉了吗，法院受理了吗' },
        ],
        more: [
          ['记不清哪一天', '填您记得的大概日期。送达日期由作出决定的机关举证，复议机关会去核对。'],
          [
            '已经超过了期限',
            '因为不可抗力或者别的正当理由耽误的，障碍消除后期限接着算。请照实填写，在理由里说明，由复议机关审查。',
          ],
        ],
      },
      {
        title: '您想请区政府怎样处理？',
        asks: [
          {
            kind: 'field',
            field: 'claims',
            label: '您的请求',
            hint: '例如：撤销这个决定；少罚一些；确认违法；要求办理。',
          },
          {
            kind: 'field',
            field: 'facts',
            label: '为什么',
            required: true,
            hint: '用自己的话写：事情经过、哪里不对。不用引用法条。复议不会让对您的处理变得更重。',
          },
        ],
        more: [['不会写，想当面说', '可以带身份证到区司法局行政复议窗口口头申请，由工作人员记录，念给您听后签名。']],
      },
      {
        title: '您是谁，怎样联系您？',
        asks: [{ kind: 'party', role: 'applicant', label: '申请人', needs: ['number', 'phone', 'address'] }],
      },
      files,
    ],
    fixed: { filedVia: 'online' },
    applicant: () => 'applicant',
    told: {
      steps: {
        open: '您提交了申请',
        requireCorrection: '请您补正材料',
        extendCorrection: '延长了补正的时间',
        supplyCorrection: '收到您补正的材料',
        abandon: '逾期没有补正，视为放弃申请',
        accept: '受理',
        deemAccepted: '到期没有答复您，依法算作受理',
        refuse: '决定不予受理',
        tellOtherBody: '告诉您应当向哪个机关申请',
        explainNotFiled: '向您说明后，没有再提出申请',
        sendCopy: '申请书副本发给对方机关',
        signCopy: '对方机关收到副本',
        reply: '对方机关交来答复和证据',
        deemNoReply: '对方机关到期没有答复，视为没有证据',
        hearOpinions: '听取意见',
        notifyHearing: '通知举行听证',
        holdHearing: '举行听证',
        suspend: '中止办理：暂时停下，期限也停止计算',
        startDocumentReview: '一并审查决定所依据的文件，期限暂停计算',
        resume: '恢复办理：期限接着往下算',
        extend: '延长审理期限',
        toOrdinary: '转为普通程序',
        mediate: '达成调解',
        terminate: '终止办理',
        dismiss: '驳回申请',
        decide: '作出复议决定',
        serve: '决定书送达给您',
        perform: '登记对方机关的履行情况',
      },
      turns: {
        received: '{organ}正在审查受不受理。',
        correcting: '等您补正材料。补正就是把缺的材料或者没写清的地方补上。',
        accepted: '{organ}把申请书副本发给对方机关。',
        copied: '等对方机关签收申请书副本。',
        answering: '等对方机关交来答复和证据。',
        opinions: '{organ}听取您的意见。',
        examining: '{organ}正在审理。',
        suspended: '中止：案件暂时停下，期限也停止计算。原因消除后恢复，会告诉您。',
        concluded: '已经作出决定，正在送达给您。',
        served: '决定书已经送达。',
        archived: '已经办完。',
        notAccepted: '已经办完。',
      },
      limits: {
        review: '告诉您受不受理，或者请您补正',
        correction: '请您补正材料',
        copy: '把申请书副本发给对方机关',
        summaryCopy: '把申请书副本发给对方机关',
        answer: '对方机关交来答复和证据',
        summaryAnswer: '对方机关交来答复和证据',
        decision: '作出复议决定',
        summaryDecision: '作出复议决定',
        sue: '还不服的，向人民法院起诉',
      },
      papers: {
        correctionNotice: 'requireCorrection',
        acceptNotice: 'accept',
        refusal: 'refuse',
        otherBodyNotice: 'tellOtherBody',
        hearingNotice: 'notifyHearing',
        suspendNotice: 'suspend',
        resumeNotice: 'resume',
        extensionNotice: 'extend',
        mediationStatement: 'serve',
        terminationNotice: 'serve',
        dismissal: 'serve',
        decision: 'serve',
      },
      result: ['serve', 'refuse', 'tellOtherBody', 'explainNotFiled', 'abandon'],
      after: [
        ['受理后{limit.decision}内', '听取您的意见，作出复议决定，送达给您'],
        ['收到决定后{limit.sue}内', '您还不服，可以向人民法院起诉'],
      ],
    },
  },
  {
    system: 'mediation',
    name: '人民调解',
    line: '邻里、家庭、物业、买卖、损害赔偿等民间纠纷',
    takes: '一般{limit.mediate}内有结果',
    organ: 'mediationCommittee',
    about: [
      ['什么时候用', '和个人、商家、物业有了争议，想请调解员帮双方谈。要双方都愿意。'],
      ['要准备', '对方的姓名和联系方式，能说明经过的材料。'],
      ['收费', '不收费'],
      [
        '要多久',
        '一般{limit.mediate}。谈成了写协议；双方愿意的，协议生效后{limit.jointConfirmation}内可以一起请法院确认。',
      ],
      ['谈不成', '可以仲裁，也可以到法院起诉。'],
    ],
    basis: ['mediate', 'jointConfirmation'],
    pages: [
      {
        title: '请哪个调解委员会来谈？',
        hint: '选事情发生地的就行。交通事故、医疗纠纷有专门的调解委员会。',
        asks: [{ kind: 'handler', label: '调解委员会' }],
      },
      {
        title: '是什么争议？',
        asks: [
          { kind: 'field', field: 'kind', label: '哪一类' },
          {
            kind: 'field',
            field: 'facts',
            label: '事情经过和您的要求',
            hint: '什么时候、在哪里、发生了什么、您希望怎样。',
          },
          { kind: 'field', field: 'place', label: '在哪里发生（可以不填）' },
          { kind: 'field', field: 'amount', label: '涉及多少钱（可以不填）' },
        ],
      },
      {
        title: '和谁有争议？',
        asks: [
          { kind: 'party', role: 'partyB', label: '对方', without: ['number'], hint: '电话尽量填，调解员好联系。' },
        ],
      },
      {
        title: '您是谁，怎样联系您？',
        asks: [{ kind: 'party', role: 'partyA', label: '您', needs: ['phone'] }],
      },
      files,
    ],
    fixed: { source: 'application' },
    applicant: () => 'partyA',
    told: {
      steps: {
        open: '您提交了申请',
        accept: '受理',
        decline: '不予受理',
        appoint: '确定了调解员',
        meet: '进行调解',
        continue: '双方同意再谈一段时间',
        agree: '达成协议',
        fail: '没有谈成',
        withdraw: '有一方不再调解',
        transfer: '转其他途径',
      },
      turns: {
        registered: '{organ}正在联系双方，看对方愿不愿意调解。',
        accepted: '{organ}确定调解员。',
        mediating: '调解员正在组织双方谈。',
        agreed: '已经达成协议，请按协议履行。',
        ended: '已经办完。',
        archived: '已经办完。',
      },
      limits: { mediate: '谈出结果', jointConfirmation: '双方愿意的，一起请法院确认协议' },
      papers: { declineNotice: 'decline', agreement: 'agree', failureNotice: 'fail' },
      result: ['decline', 'agree', 'fail', 'withdraw', 'transfer'],
      after: [],
    },
  },
  {
    system: 'labor-mediation',
    name: '劳动争议调解',
    line: '拖欠工资、工伤、辞退补偿，先请人帮忙谈',
    takes: '一般{limit.mediate}内有结果',
    organ: 'arbitrationCommission',
    about: [
      ['什么时候用', '和单位为工资、工伤、补偿、社会保险等有争议，愿意先谈一谈。'],
      ['要准备', '能证明在这里上班的材料：合同、工资转账、工牌、考勤、聊天记录，有什么交什么。'],
      ['收费', '不收费'],
      ['要多久', '{limit.mediate}。谈不成的，可以申请劳动仲裁。'],
    ],
    basis: ['mediate'],
    pages: [
      {
        title: '是什么争议？',
        asks: [
          { kind: 'field', field: 'channel', label: '谁来申请', options: { worker: '劳动者', employer: '用人单位' } },
          { kind: 'field', field: 'claim', label: '为什么事' },
          {
            kind: 'field',
            field: 'facts',
            label: '您的要求和事情经过',
            hint: '什么时候上的班、做什么、欠了多少、怎样算的。',
          },
          { kind: 'field', field: 'claimedAmount', label: '要求多少钱（可以不填）' },
        ],
      },
      { title: '双方是谁，怎样联系？', asks: labourPeople },
      files,
    ],
    fixed: { body: 'station' },
    applicant: v => (v.channel === 'employer' ? 'employer' : 'worker'),
    told: {
      steps: {
        open: '您提交了申请',
        accept: '受理',
        decline: '不予受理',
        meet: '进行调解',
        agree: '达成协议',
        fail: '没有谈成，可以申请仲裁',
        withdraw: '撤回申请',
        transfer: '转劳动保障监察等部门',
      },
      turns: {
        received: '{organ}正在审查受不受理。',
        mediating: '调解员正在组织双方谈。',
        agreed: '已经达成协议，请按协议履行。',
        ended: '已经办完。',
        performed: '协议已经履行。',
        unperformed: '协议没有履行，已经告诉您还有什么办法。',
      },
      limits: { mediate: '谈出结果' },
      papers: { acceptance: 'accept', declineNotice: 'decline', agreement: 'agree', failureNotice: 'fail' },
      result: ['decline', 'agree', 'fail', 'withdraw', 'transfer'],
      after: [],
    },
  },
  {
    system: 'labor-arbitration',
    name: '劳动仲裁',
    line: '和单位谈不成，请仲裁委员会裁决',
    takes: '受理后{limit.award}内裁决',
    organ: 'arbitrationCommission',
    about: [
      ['什么时候用', '工资、工伤待遇、解除合同、经济补偿、社会保险等，谈不成，或者不想谈。'],
      ['要准备', '身份证号码，能证明在这里上班的材料。单位掌握的证据，由单位提供。'],
      ['收费', '不收费'],
      ['您的期限', '知道权利受侵害之日起{limit.limitation}内。在职期间欠的工资不受这个限制，离职的从离职之日起算。'],
      ['机关的期限', '{limit.acceptance}内决定受不受理；受理后{limit.award}内裁决'],
    ],
    basis: ['limitation', 'acceptance', 'award'],
    pages: [
      {
        title: '是什么争议？',
        asks: [
          { kind: 'field', field: 'appliedBy', label: '谁来申请' },
          { kind: 'field', field: 'claim', label: '为什么事' },
          {
            kind: 'field',
            field: 'facts',
            label: '您的要求和事情经过',
            hint: '什么时候上的班、做什么、欠了多少、怎样算的。',
          },
          { kind: 'field', field: 'claimedAmount', label: '要求多少钱（可以不填）' },
        ],
      },
      {
        title: '是哪一天的事？',
        asks: [
          {
            kind: 'field',
            field: 'knewOn',
            label: '您知道权利受侵害的日期（可以不填）',
            hint: '例如该发工资没有发的那一天。',
          },
          { kind: 'field', field: 'employmentEndedOn', label: '已经离职的，离职的日期（可以不填）' },
        ],
      },
      { title: '双方是谁，怎样联系？', asks: labourPeople },
      files,
    ],
    fixed: {},
    applicant: v => (v.appliedBy === 'employer' ? 'employer' : 'worker'),
    told: {
      steps: {
        open: '您提交了申请',
        accept: '受理',
        refuse: '决定不予受理',
        serveRespondent: '申请书副本发给对方',
        answer: '对方交来答辩书',
        serveAnswer: '答辩书副本发给您',
        formTribunal: '确定了仲裁员',
        setHearing: '通知开庭',
        tryMediation: '先行调解',
        hear: '开庭',
        suspend: '中止审理：暂时停下，期限也停止计算',
        resume: '恢复审理：期限接着往下算',
        extend: '延长审理期限',
        decide: '作出裁决',
        settle: '调解结案',
        withdraw: '撤回申请',
        reject: '驳回或者撤销案件',
        serve: '裁决书送达给您',
      },
      turns: {
        received: '{organ}正在审查受不受理。',
        accepted: '{organ}正在审理。',
        suspended: '中止：案件暂时停下，期限也停止计算。原因消除后恢复，会告诉您。',
        decided: '已经结案，正在送达给您。',
        served: '裁决书已经送达。',
        closed: '已经办完。',
        sued: '已经向法院起诉或者申请撤销裁决。',
      },
      limits: { acceptance: '告诉您受不受理', award: '作出裁决' },
      papers: {
        acceptance: 'accept',
        refusal: 'refuse',
        tribunalNotice: 'formTribunal',
        hearingNotice: 'setHearing',
        award: 'serve',
        mediationDocument: 'serve',
      },
      result: ['refuse', 'serve'],
      after: [['受理后{limit.award}内', '先调解，谈不成的开庭裁决']],
    },
  },
  {
    system: 'legal-aid',
    name: '法律援助',
    line: '打官司请不起律师，请政府派一位',
    takes: '申请后{limit.decide}内决定给不给',
    organ: 'legalAidCentre',
    about: [
      ['谁可以', '经济困难的人。进城务工人员要工资、要工伤赔偿，不查经济情况。'],
      ['要准备', '身份证号码和案件材料。经济情况由部门之间核对，核对不了的写一份承诺书。'],
      ['收费', '不收费，律师也不能向您收钱'],
      ['机关的期限', '{limit.decide}内决定给不给；决定给的，{limit.assign}内派人'],
    ],
    basis: ['decide', 'assign'],
    pages: [
      {
        title: '您需要哪方面的帮助？',
        asks: [
          {
            kind: 'field',
            field: 'kind',
            label: '是哪一类',
            options: {
              civil: '民事：工资、赔偿、婚姻、抚养、合同等',
              criminal: '刑事：本人或者亲属涉嫌犯罪，或者是被害人',
              administrative: '行政：和政府打官司',
              nonLitigation: '不打官司：劳动仲裁、协商、代写文书等',
            },
          },
          { kind: 'field', field: 'cause', label: '什么事', hint: '几个字就行，例如：追讨劳动报酬。' },
          { kind: 'field', field: 'facts', label: '事情经过和您的要求' },
          { kind: 'field', field: 'claimedAmount', label: '涉及多少钱（可以不填）' },
          {
            kind: 'field',
            field: 'urgent',
            label: '是不是很急',
            hint: '离起诉、上诉等期限不到7天，或者要马上申请保全。',
          },
        ],
      },
      {
        title: '您是谁，怎样联系您？',
        asks: [
          { kind: 'party', role: 'applicant', label: '申请人', needs: ['number', 'phone'] },
          { kind: 'field', field: 'group', label: '您属于哪一种', hint: '前五种不查经济情况。' },
        ],
      },
      {
        title: '对方是谁？',
        hint: '没有对方，或者不知道的，可以不填。',
        asks: [
          {
            kind: 'party',
            role: 'opponent',
            label: '对方',
            kinds: ['person', 'organisation'],
            without: ['number'],
            optional: true,
          },
        ],
      },
      files,
    ],
    fixed: { route: 'application' },
    applicant: () => 'applicant',
    told: {
      steps: {
        open: '您提交了申请',
        askSupplement: '请您补充材料',
        supplement: '收到您补充的材料',
        deemWithdrawn: '逾期没有补充，视为撤回申请',
        withdraw: '撤回申请',
        grant: '决定给予援助',
        refuse: '决定不予援助',
        appoint: '派了承办人',
        changeWorker: '换了承办人',
        report: '承办人报告了进展',
        terminate: '终止援助',
        close: '承办人办完案件',
      },
      turns: {
        received: '{organ}正在审查给不给援助。',
        supplementing: '等您补充材料。期限停止计算，补齐后接着算。',
        granted: '{organ}正在选派承办人。',
        handling: '承办人正在办理。',
        closing: '案件办完，正在整理材料。',
        filed: '案件已经办完。',
        archived: '已经办完。',
        ended: '已经办完。',
        objected: '正在审查您的异议。',
      },
      limits: {
        decide: '决定给不给援助',
        assign: '派承办人',
        supplement: '请您补充材料',
      },
      papers: {
        supplementNotice: 'askSupplement',
        grantDecision: 'grant',
        refusalDecision: 'refuse',
        changeNotice: 'changeWorker',
        terminationDecision: 'terminate',
      },
      result: ['refuse', 'withdraw', 'deemWithdrawn', 'terminate', 'close'],
      after: [['决定援助后{limit.assign}内', '派律师或者其他承办人，并告诉您']],
    },
  },
  {
    system: 'hotline',
    name: '12345诉求',
    line: '咨询、求助、投诉、建议，不知道归谁管的事',
    takes: '一般诉求{limit.ordinary}内答复',
    organ: 'hotlineCentre',
    about: [
      ['什么时候用', '咨询、求助、投诉、建议。着火、治安、急救请打119、110、120。'],
      ['要准备', '说清时间、地点、什么事。有照片更好。'],
      ['收费', '不收费'],
      ['要多久', '咨询{limit.consultation}，一般诉求{limit.ordinary}；停水、停电、停气等急事{limit.urgent}内。'],
    ],
    basis: ['ordinary', 'consultation', 'urgent'],
    pages: [
      {
        title: '您要反映什么？',
        asks: [
          { kind: 'field', field: 'kind', label: '是哪一种' },
          {
            kind: 'field',
            field: 'grade',
            label: '急不急',
            options: {
              ordinary: '一般的事',
              urgent: '急事：停水、停电、停气，或者有危险',
              consultation: '只是咨询',
            },
          },
          { kind: 'field', field: 'subject', label: '一句话说明', hint: '例如：某路路灯不亮。' },
          { kind: 'field', field: 'content', label: '详细情况和您的要求' },
          { kind: 'field', field: 'place', label: '在哪里（可以不填）' },
        ],
      },
      {
        title: '怎样联系您？',
        hint: '不想留姓名的，可以都不填；以后用查询码看答复。',
        asks: [
          {
            kind: 'party',
            role: 'caller',
            label: '您',
            kinds: ['person'],
            without: ['number', 'address'],
            optional: true,
          },
          { kind: 'field', field: 'wantsReply', label: '要不要答复您' },
        ],
      },
      files,
    ],
    fixed: { channel: 'portal' },
    applicant: () => 'caller',
    told: {
      steps: {
        open: '您提交了诉求',
        answer: '直接答复',
        decline: '不属于热线办理的事',
        returnToCity: '退回上级平台',
        transferOut: '转其他程序办理',
        dispatch: '派给承办单位',
        ruleCompetence: '确定由哪个单位承办',
        sign: '承办单位签收',
        deemSigned: '承办单位到期没有签收，视为签收',
        extend: '延长办理时间',
        reply: '承办单位答复',
        feedBack: '承办单位报告办理结果',
        redo: '退回重办',
        callback: '回访后办结',
        terminate: '终止办理',
      },
      turns: {
        registered: '{organ}正在派单。',
        dispatched: '等承办单位签收。',
        contested: '{organ}正在确定由哪个单位承办。',
        handling: '承办单位正在办理。',
        replied: '承办单位已经答复，等报告结果。',
        fedBack: '{organ}准备回访您。',
        closed: '已经办完。',
      },
      limits: {
        urgent: '答复您',
        consultation: '答复您',
        ordinary: '答复您',
        complex: '答复您',
        statutory: '答复您',
      },
      papers: { declineNotice: 'decline', handlingReply: 'reply' },
      result: ['answer', 'decline', 'returnToCity', 'transferOut', 'feedBack', 'callback', 'terminate'],
      after: [],
    },
  },
]

export const serviceOf = (system: string): Service | undefined => services.find(s => s.system === system)
