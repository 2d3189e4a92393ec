import { describe, expect, test } from 'vitest'
import { readReport } from './read-report.ts'
import { topicWords } from './topic-lexicon.ts'
import { allTopics } from './topics.ts'

test('every topic has words of its own', () => {
  expect(new Set(topicWords.map(({ topic }) => topic))).toEqual(new Set(allTopics))
})

describe('topics of single sentences', () => {
  test.each([
    ['党委理论学习中心组专题学法6次。', ['study-session']],
    ['组织学法用法考试，参考率100%。', ['law-exam']],
    ['组织干部旁听庭审3场。', ['court-observation']],
    ['12家单位负责人现场述法。', ['accountability-report']],
    ['镇党委会专题研究法治建设4次。', ['meeting']],
    ['政务服务事项网上可办率98%。', ['government-service']],
    ['受理12345热线工单300件，满意率96%。', ['hotline', 'hotline']],
    ['梳理权责清单441项，其中行政处罚342项、行政许可99项。', ['duty-list', 'duty-list', 'duty-list']],
    ['主动公开政府信息1200条。', ['information-disclosure']],
    ['制定行政规范性文件5件。', ['normative-document']],
    ['审查合同93份。', ['legality-review']],
    ['聘请3名律师担任政府法律顾问。', ['legal-counsel']],
    ['作出行政处罚36件，罚款4.2万元。', ['penalty', 'penalty']],
    ['拆除违建12处，面积3260平方米。', ['compulsion', 'compulsion']],
    ['开展双随机抽查20次，检查企业300家。', ['inspection', 'inspection']],
    ['现有持证执法人员24名。', ['enforcement-officer']],
    ['评查行政处罚案卷120卷。', ['case-file-review']],
    ['开展行政执法培训4期。', ['enforcement-training']],
    ['排查矛盾纠纷500件，化解490件。', ['dispute-screening', 'mediation']],
    ['调解劳动争议65件，调解成功率98%。', ['labor-dispute', 'labor-dispute']],
    ['调处山林权属争议9起，调结8起。', ['land-dispute', 'land-dispute']],
    ['受理行政复议申请64件，维持20件。', ['reconsideration', 'reconsideration']],
    ['行政诉讼案件12件，败诉率8.3%。', ['litigation', 'litigation']],
    ['化解信访积案15件。', ['petition']],
    ['办理人大代表建议72件、政协提案85件。', ['congress-proposal', 'congress-proposal']],
    ['办理法律援助案件527件，挽回损失610万元。', ['legal-aid', 'legal-aid']],
    ['办理公证416件。', ['notarization']],
    ['村（社区）法律顾问解答咨询930人次。', ['legal-consultation']],
    ['在册社区矫正对象29人。', ['community-correction']],
    ['全区有律师事务所5家、执业律师48名。', ['legal-service-platform', 'legal-service-platform']],
    ['发放宣传资料3万份。', ['publicity-activity']],
    ['培育“法律明白人”312名。', ['legal-literate']],
  ])('%s', (text, expected) => expect(readReport(text).statistics.map(({ topic }) => topic)).toEqual(expected))
})
