import type { Texts } from '#report/compose.ts'

/**
 * What the writer of the invented district says in the report of 2022 beside the program's own sentences: `{system.figure}`
 * is the counted number, `places` are those of `isPlace`.
 */
export const words2022: Texts = {
  opening:
    '2022年，准绳区坚持以习近平法治思想为指导，把依法行政落实到决策、执行、监督各个环节，法治政府建设各项任务平稳推进。现将全年工作情况报告如下，文中数字均由办件记录汇总，可以逐件核对。',
  'chapter.study.text':
    '坚持领导干部带头学法，以政府常务会议会前学法和专题讲座为主要形式，年初定计划，会后登记到场人数，全年按计划组织{study-session.planned}。',
  'chapter.responsible.text':
    '区政府主要负责人切实履行推进法治建设第一责任人职责，年初把法治政府建设任务分解为{task-plan.assigned}下达到责任单位，年中逐项核对进度，年末逐项核验结果，对进展迟缓的事项交办督办。',
  'section.penalty.text':
    '全年行政处罚立案{filed}，办结{concluded}，其中作出行政处罚决定{penalties}，不予行政处罚{notPunished}（轻微不罚{noMinor}、首违不罚{noFirst}、违法事实不成立{notProven}），移送司法机关和其他机关{transferred}，撤销立案{withdrawn}，期末在办{open}。罚款{fines}。\n按期办结率{inTimeRate}{inTimeRate:cases}；重大执法决定法制审核率{reviewRate}{reviewRate:cases}；依法公示行政处罚信息{published}，按时公示率{publicationRate}{publicationRate:cases}；当事人在期限内缴清罚款的案件占{paymentRate}{paymentRate:cases}。',
  'section.enforcement-officer.text':
    '年末持有有效行政执法证件的执法人员{officers}，全部持证上岗，其中取得法律职业资格的{qualifiedReviewers}。',
  'section.hotline.text':
    '政务热线受理群众诉求{received}{received:days}，其中市热线转办{cityOrders}、区政府热线{districtOrders}、区长信箱{districtMailbox}、市长信箱{cityMailbox}。办结{closed}，期末在办{open}。\n反馈率{feedbackRate}{feedbackRate:cases}，按期办理率{onTimeRate}{onTimeRate:cases}，满意率{satisfactionRate}{satisfactionRate:cases}，解决率{solvedRate}{solvedRate:cases}。诉求中涉及行政执法的{aboutEnforcement}，一并供执法监督使用。',
  'section.legal-literate.text':
    '全年新增法律明白人{newly}，分布在{villages}村（社区）；退出{left}，年末在册{onRoll}，历年累计培育{trained}。',
  'chapter.highlight.text':
    '一是调解与司法确认顺畅衔接。全年调解成功纠纷{mediation.succeeded}，协议生效后引导当事人及时申请司法确认，经人民法院确认有效{judicial-confirmation.confirmed}。\n二是群众诉求有回音。政务热线反馈率{hotline.feedbackRate}，满意率{hotline.satisfactionRate}，对不满意的工单重办{hotline.redone}。\n三是困难群众打得起官司。办理法律援助案件{legal-aid.handled}，受援群众{legal-aid.people}，挽回经济损失{legal-aid.recovered}。',
  'shortcoming.task-plan.onTimeRate.cause': '牵头单位与配合单位分工衔接不紧，材料报送晚于完成时限',
  'plan.task-plan.onTimeRate.measure': '每季度通报一次进度，到期前一个月提醒到责任人',
  'plan.task-plan.onTimeRate.owner': '区政府办公室',
  'plan.task-plan.onTimeRate.due': '2023年12月31日',
  'shortcoming.hotline.onTimeRate.cause': '个别诉求涉及几个单位，退单和改派占用了办理时间',
  'plan.hotline.onTimeRate.measure': '修订职责清单，疑难诉求由派单单位当日会商，避免来回退单',
  'plan.hotline.onTimeRate.owner': '区政府办公室',
  'plan.hotline.onTimeRate.due': '2023年6月30日',
  'shortcoming.legality-review.timeliness.cause': '年底送审集中，补充材料的往来没有及时登记',
  'plan.legality-review.timeliness.measure': '对年度计划内的文件提前介入起草，送审材料不齐的一次性告知',
  'plan.legality-review.timeliness.owner': '区司法局',
  'plan.legality-review.timeliness.due': '2023年6月30日',
  'shortcoming.mediation.onTimeRate.cause': '当事人外出，调解几次改期，没有及时约定延长调解期限',
  'plan.mediation.onTimeRate.measure': '期限届满前七日提醒调解员，确需延长的当面约定并记录',
  'plan.mediation.onTimeRate.owner': '区司法局和各人民调解委员会',
  'plan.mediation.onTimeRate.due': '2023年3月31日',
  'shortcoming.labor-mediation.onTimeRate.cause': '用人单位迟迟不提供工资支付凭证，调解没有及时终结',
  'plan.labor-mediation.onTimeRate.measure': '期满调解不成的当日终结，引导劳动者申请仲裁',
  'plan.labor-mediation.onTimeRate.owner': '区人力资源和社会保障局',
  'plan.labor-mediation.onTimeRate.due': '2023年3月31日',
  'shortcoming.labor-arbitration.onTimeRate.cause': '案件集中在年末，仲裁员少，合议和文书制作占用时间较长',
  'plan.labor-arbitration.onTimeRate.measure': '事实清楚的案件适用简易处理，充实兼职仲裁员',
  'plan.labor-arbitration.onTimeRate.owner': '区劳动人事争议仲裁委员会',
  'plan.labor-arbitration.onTimeRate.due': '2023年9月30日',
  'shortcoming.reconsideration.inTimeRate.cause': '案情复杂，听证和补充调查用时较长，没有及时办理延期手续',
  'plan.reconsideration.inTimeRate.measure': '审理满四十日的案件逐件会商，需要延长的依法批准并书面告知',
  'plan.reconsideration.inTimeRate.owner': '区司法局',
  'plan.reconsideration.inTimeRate.due': '2023年6月30日',
  'shortcoming.review-staff.text':
    '法制审核力量偏弱，全区{enforcement-officer.officers}执法人员中取得法律职业资格的只有{enforcement-officer.qualifiedReviewers}',
  'shortcoming.review-staff.cause': '基层岗位吸引力不足，在岗人员备考缺少时间和培训支持',
  'plan.review-staff.text': '针对法制审核力量偏弱的问题',
  'plan.review-staff.measure': '组织执法人员参加法律职业资格考试培训，重大案件由公职律师参与审核',
  'plan.review-staff.owner': '区司法局和各行政执法机关',
  'plan.review-staff.due': '2023年12月31日',
  'shortcoming.solved-rate.text': '热线诉求的实际解决率还不高，解决率为{hotline.solvedRate}{hotline.solvedRate:cases}',
  'shortcoming.solved-rate.cause': '部分诉求属于历史遗留问题，承办单位偏重解释说明，推动解决的办法不多',
  'plan.solved-rate.text': '针对热线诉求实际解决率不高的问题',
  'plan.solved-rate.measure': '对反复提出的同类诉求列出清单，由分管负责人包案，暂时不能解决的说明理由并定期回访',
  'plan.solved-rate.owner': '区政府办公室和各承办单位',
  'plan.solved-rate.due': '2023年12月31日',
}

/** For what the records show and nobody foresaw, by the last part of the place. */
export const usualWords: Readonly<Record<string, string>> = {
  text: '本年度按照部署开展了相关工作',
  cause: '个别事项案情复杂，需要几个单位协同，办理进度把握不紧',
  measure: '到期前三个工作日提醒到人，按月通报临期和超期事项',
  owner: '各承办单位，区司法局督促',
  due: '2023年6月30日',
}
