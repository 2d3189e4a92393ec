import { describe, expect, test } from 'vitest'
import { readReport } from './read-report.ts'

const found = (text: string) => readReport(text).statistics.map(({ text }) => text)

describe('Chinese numerals that say how many were held, made or appointed', () => {
  test.each([
    ['开展了一场法治讲座。', ['一场']],
    ['成立了一个工作专班。', ['一个']],
    ['聘请一名律师担任法律顾问。', ['一名']],
    ['公示八类执法信息。', ['八类']],
    ['制定六项工作机制。', ['六项']],
    ['组织培训两次，召开例会三次。', ['两次', '三次']],
    ['执法、司法、普法三个协调小组分工负责。', ['三个']],
    ['先后两次发文通报。', ['两次']],
    ['收到锦旗二十余面。', ['二十余面']],
    ['成功化解一起群体性纠纷。', ['一起']],
    ['发放资料近百份、上千册。', ['百份', '千册']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected))
})

describe('Chinese numerals that are part of a name or a manner of speaking', () => {
  test.each([
    '迈上了一个新台阶，形成了一套机制，打造了一支队伍。',
    '贯彻落实两个毫不动摇，做到三个区分开来。',
    '市辖三区、县乡两级、镇村三级书记一起抓。',
    '坚持一个窗口对外，实现一次申报、一次办结。',
    '开展百日攻坚、三年行动、十大工程。',
    '推行三调联动、四所一庭、五级网络。',
    '召开十四届人大四次会议和二届三次全会。',
    '落实一岗双责、一票否决、三重一大制度。',
    '统一部署，进一步压实责任，一体推进，一以贯之。',
    '在法治轨道上推进一老一小服务，做好九小场所检查。',
    '第一批试点，第三方评估，三类场景，两网融合。',
    '每人一档、一人一策、一月一会商。',
    '双随机一公开、五证合一、一业一证、一件事一次办。',
    '从四个方面发力，把握三个环节，突出两个重点。',
  ])('%s', text => expect(found(text)).toEqual([]))
})
