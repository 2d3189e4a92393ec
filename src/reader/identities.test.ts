import { describe, expect, test } from 'vitest'
import { readReport } from './read-report.ts'

/** The identities of a text as words: kind, calculation by the printed figures, whether it holds. */
function claims(text: string): string[] {
  const { statistics, identities } = readReport(text)
  const at = (start: number) => statistics.find(statistic => statistic.start === start)?.text ?? '?'
  return identities.map(identity => {
    const sign = identity.holds ? '＝' : '≠'
    if (identity.kind === 'sum') return `${identity.parts.map(at).join('＋')}${sign}${at(identity.total)}`
    if (identity.kind === 'change') return `${at(identity.from)}→${at(identity.to)}${sign}${at(identity.delta)}`
    const numerator =
      typeof identity.numerator === 'number' ? at(identity.numerator) : identity.numerator.map(at).join('＋')
    return `${numerator}÷${at(identity.denominator)}${sign}${at(identity.rate)}`
  })
}

describe('sums', () => {
  test.each([
    ['审结47件（其中维持20件、驳回9件、撤销3件、确认违法1件、终止14件）。', '20件＋9件＋3件＋1件＋14件＝47件'],
    ['制定规范性文件9件，其中6件已备案，3件正在报备。', '6件＋3件＝9件'],
    ['梳理事项120项，其中行政许可20项、行政处罚86项、其他14项。', '20项＋86项＋14项＝120项'],
    ['非常满意711条，满意94条，合计805条。', '711条＋94条＝805条'],
    ['立案调处25起，调结22起，未调结3起。', '22起＋3起＝25起'],
    ['受理纠纷80件（一般纠纷60起、疑难纠纷20宗）。', '60起＋20宗＝80件'],
  ])('%s', (text, claim) => expect(claims(text)).toContain(claim))

  test('nested brackets and groups between semicolons are taken apart', () => {
    const found = claims(
      '全县共排查纠纷900件，受理850件，其中：各调委会排查纠纷300件，调解300件，调解成功290件；各部门排查案件600件，受理550件，调解550件（达成协议400件、裁决50件、正在办理100件）。',
    )
    expect(found).toEqual(['300件＋600件＝900件', '300件＋550件＝850件', '400件＋50件＋100件＝550件'])
  })

  test('a list that misses its total by one is reported with the right number', () => {
    const [identity] = readReport(
      '行政复议案件60件，其中维持31件、驳回12件、撤销4件、确认违法2件、终止10件。',
    ).identities
    expect(identity).toMatchObject({ kind: 'sum', holds: false, right: '59件' })
    expect(identity?.verdict).toBe('加总不合，相差 1件：各项相加为 59，正文为 60件')
  })

  test('so is one before a semicolon, where what follows is another matter', () => {
    const text = '行政复议案件33件，其中维持11件、驳回6件、撤销2件、确认违法1件、终止12件；行政诉讼案件7件。'
    expect(readReport(text).identities).toMatchObject([{ kind: 'sum', holds: false, right: '32件' }])
    expect(claims('行政复议案件33件，其中维持11件、驳回6件、终止15件；其他1件。')).toEqual([
      '11件＋6件＋15件＋1件＝33件',
    ])
  })

  test.each([
    ['公开信息620条，其中政策类信息620条。', 'one part is no sum'],
    ['查处案件90件，其中食品类12件、药品类8件。', 'a list that names only some of the parts'],
    ['收到申请64件，受理52件，审结47件。', 'a funnel is no sum'],
    ['征集线索62条，形成报告41篇，解决难题45个。', 'no word claims that these belong together'],
    ['开展培训3场，宣传2场，讲座5场。', 'a chance match'],
    ['建成律师驿站2家、调解工作室3家，公共法律服务站5家。', '公共 is no 共'],
  ])('%s — %s', text => expect(claims(text)).toEqual([]))
})

describe('rates', () => {
  test.each([
    ['调解纠纷640件，调解成功621件，调解成功率97%。', '621件÷640件＝97%'],
    ['意见采纳率31.5%（1895条中596条），按期审查率92.1%（165件中152件）。', '596条÷1895条＝31.5%'],
    ['纠错率20.0%（181件中38件）。', '38件÷181件≠20.0%'],
    ['受理420件，办结399件，按期办结率95%。', '399件÷420件＝95%'],
    ['重复信访积案20件，20件积案全部办结，办结率100%。', '20件÷20件＝100%'],
    ['申请90件。已审结75件，撤销、变更、确认违法的案件9宗，纠错率12%。', '9宗÷75件＝12%'],
    ['审结40件（其中维持30件、驳回4件、撤销4件、确认违法2件），纠错率15%。', '4件＋2件÷40件＝15%'],
    ['新受理案件160件，其中乡镇政府12件，占受理总数的7.5%。', '12件÷160件＝7.5%'],
    ['现有执法人员14名，其中持证12名，持证率85.7%。', '12名÷14名＝85.7%'],
  ])('%s', (text, claim) => expect(claims(text)).toContain(claim))

  test('a rate that does not come out is reported with the right one', () => {
    const [identity] = readReport('调解纠纷200件，调解成功190件，调解成功率96%。').identities
    expect(identity).toMatchObject({ kind: 'ratio', holds: false, right: '95%' })
  })

  test.each([
    '承办代表建议72件，全部按期答复，办复率100%，满意率100%。',
    '胜诉7件，尚未判决4件，胜诉率100%。',
    '全程网办率91%，即办率58%。',
  ])('%s — a rate without its figures claims nothing', text => expect(claims(text)).toEqual([]))
})

describe('changes', () => {
  test.each([
    ['案件由上年的64件增加到80件，增长25%。', '64件→80件＝25%'],
    ['纠错率从14.2%下降到9.5%，下降4.7个百分点。', '14.2%→9.5%＝4.7个百分点'],
    ['败诉率为6.4%，相比2022年的9.9%，下降了3个百分点。', '9.9%→6.4%≠3个百分点'],
    ['2022年收案50件，2023年收案40件，减少10件。', '50件→40件＝10件'],
    ['收案30件（上年同期40件），同比减少25%。', '40件→30件＝25%'],
  ])('%s', (text, claim) => expect(claims(text)).toEqual([claim]))

  test('a rise where the figures fall is reported', () => {
    const [identity] = readReport('案件由50件变为40件，增长20%。').identities
    expect(identity).toMatchObject({ kind: 'change', holds: false })
    expect(identity?.verdict).toContain('方向')
  })

  test.each([
    '新收案件2.4万件，同比增长17%；办结2.1万件，同比增长14.5%。',
    '绿化面积1.2万平方米，同比2022年增加3000平方米，提升33.4%。',
    '登记纠纷225件（比上年增加75件），达成调解协议154件（比上年增加60件）。',
  ])('%s — last year’s figure is not printed', text => expect(claims(text)).toEqual([]))
})
