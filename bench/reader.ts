/**
 * How long the reader takes for 1, 2, 4 and 8 MB of report text, and for texts made to be slow. Run: node bench/reader.ts
 *
 * Time has to grow with length, not faster: the last column compares milliseconds per megabyte with the first row. It is
 * processor time, so that other work on the machine does not count.
 */
import { readReport } from '../src/reader/read-report.ts'

const paragraph = [
  '（三）依法化解矛盾纠纷。全年排查矛盾纠纷1,206件，受理1180件，调解成功1163件，调解成功率98.6%，涉及金额342.7万元。',
  '一是加强行政复议。收到行政复议申请64件，受理52件，审结47件（其中维持20件、驳回9件、撤销3件、确认违法1件、终止14件），纠错率8.5%。',
  '二是开展普法宣传。组织宣传活动70余场，发放资料1.2万份，惠及群众3万余人次；举办讲座两次，培育“法律明白人”312名。',
  '健全党委领导、政府负责、部门协同、社会协同、公众参与的工作格局，把法治建设同经济社会发展同部署、同推进、同考核。',
  '严格落实重大行政决策公众参与、专家论证、风险评估、合法性审查和集体讨论决定程序，推动行政决策科学化、民主化、法治化。',
  '坚持和发展新时代“枫桥经验”，把矛盾纠纷预防在源头、化解在基层，努力让人民群众在每一个案件中感受到公平正义。',
  '三是强化执法监督。评查案卷120卷，合格率97.5%，比上年提高1.5个百分点；现有执法人员86名，持证率100%。',
].join('')

const megabyte = 1024 * 1024
const ofSize = (unit: string, bytes: number) =>
  `${unit}\n`.repeat(Math.ceil(bytes / (new TextEncoder().encode(unit).length + 1)))

function measure(name: string, text: string): number {
  const bytes = new TextEncoder().encode(text).length
  const start = process.cpuUsage()
  const { statistics, identities } = readReport(text)
  const { user, system } = process.cpuUsage(start)
  const milliseconds = (user + system) / 1000
  const perMegabyte = milliseconds / (bytes / megabyte)
  console.log(
    `${name}: ${(bytes / megabyte).toFixed(1)} MB, ${milliseconds.toFixed(0)} ms, ${perMegabyte.toFixed(0)} ms/MB, ${statistics.length} statistics, ${identities.length} identities`,
  )
  return perMegabyte
}

readReport(ofSize(paragraph, megabyte / 4))
let first: number | undefined
for (const size of [1, 2, 4, 8]) {
  const perMegabyte = measure('report', ofSize(paragraph, size * megabyte))
  first ??= perMegabyte
  console.log(`  ${(perMegabyte / first).toFixed(2)} × the time per MB of the first`)
}
const hostile: Record<string, string> = {
  'one line': paragraph.repeat(2000),
  'one sentence': '受理12件，'.repeat(150_000),
  digits: '1'.repeat(megabyte),
  'digits and commas': '123,'.repeat(megabyte / 4),
  其中: '其中'.repeat(1_000_000),
  '其中 with figures': '其中3件，'.repeat(200_000),
  'open brackets': '（'.repeat(megabyte / 3),
  'nested brackets': '（1件'.repeat(50_000) + '）'.repeat(50_000),
  'open quotes': '“《'.repeat(megabyte / 6),
  'Chinese digits': '一'.repeat(megabyte / 3),
  hundreds: '百分之'.repeat(megabyte / 9),
  rates: '成功率99.1%，'.repeat(100_000),
  falls: '下降3个百分点，'.repeat(100_000),
  headings: '一、二、三、\n'.repeat(100_000),
  semicolons: '；二是'.repeat(200_000),
}
for (const [name, text] of Object.entries(hostile)) measure(name, text)
