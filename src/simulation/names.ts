import type { Party, PartyKind } from '#kernel/field.ts'
import { fromDayNumber, toDayNumber } from '#kernel/time/date.ts'
import { creditCodeCheck } from '#kernel/values/credit-code.ts'
import { identityCardCheck } from '#kernel/values/identity-card.ts'
import type { Random } from './random.ts'

/** Codes that begin with 99 belong to no place: numbers of invented people and firms are taken from there. */
export const inventedArea = '990101'

const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭']
const stems = [...'甲乙丙丁戊己庚辛壬癸']

/** 周某甲: plainly nobody. The same number gives the same name; 500 are different. */
export const inventedName = (n: number): string =>
  `${surnames[n % surnames.length]}某${stems[Math.floor(n / surnames.length) % stems.length]}`

/** The number of which a name was made; other names come last. */
export function orderOfName(name: string): number {
  const [surname = '', , stem = ''] = name
  const [at, round] = [surnames.indexOf(surname), stems.indexOf(stem)]
  return at < 0 || round < 0 || name !== inventedName(at + round * surnames.length)
    ? Number.MAX_SAFE_INTEGER
    : at + round * surnames.length
}

const firstBirth = toDayNumber('1948-01-01')
const lastBirth = toDayNumber('2003-12-31')

export function drawIdentityCard(random: Random): string {
  const birth = fromDayNumber(random.between(firstBirth, lastBirth)).replaceAll('-', '')
  const first17 = `${inventedArea}${birth}${String(random.between(1, 999)).padStart(3, '0')}`
  return first17 + identityCardCheck(first17)
}

export function drawCreditCode(random: Random): string {
  const first17 = `91${inventedArea}MA${String(random.between(0, 9_999_999)).padStart(7, '0')}`
  return first17 + creditCodeCheck(first17)
}

/** Of a number range that reaches nobody. */
export const drawPhone = (random: Random): string => `1990000${String(random.between(0, 9999)).padStart(4, '0')}`

const streets = ['准平路', '绳直街', '规矩大道', '公正巷', '明理路', '清源路', '和顺街', '守信路', '惠民路', '新程大道']
const villageStems = ['尚法', '崇信', '和睦', '望岭', '东湾', '青禾', '石桥', '清水', '平安', '柳林', '新丰', '明德']
/** 街道 have 社区, 镇 and 乡 have 村: each its own part of the names. */
const townships = ['准平镇', '绳直镇', '规矩乡', '明镜街道', '清风街道', '和顺街道']
const directions = ['', '东', '西', '南', '北', '上']

/** Villages and communities of a township; of a township that is not known, some. */
export function villagesOf(township: string): readonly string[] {
  const at = Math.max(
    0,
    townships.findIndex(t => township.includes(t)),
  )
  const kind = townships[at]?.endsWith('街道') ? '社区' : '村'
  return villageStems.map(stem => `${directions[at] ?? ''}${stem}${kind}`)
}
const villages = townships.flatMap(villagesOf)

/** The township of a village or community; undefined for any other place. */
export const townshipOf = (place: string): string | undefined => townships.find(t => villagesOf(t).includes(place))

export const drawAddress = (random: Random): string =>
  random.chance(0.6)
    ? `准绳区${random.pick(streets)}${random.between(1, 260)}号`
    : `准绳区${random.pick(villages)}${random.between(1, 18)}组${random.between(1, 60)}号`

export const drawVillage = (random: Random): string => random.pick(villages)

function crossing(random: Random): string {
  const [one, other] = random.shuffled(streets)
  return `${one}与${other}交叉口`
}

export const drawPlace = (random: Random): string => (random.chance(0.5) ? crossing(random) : random.pick(villages))

const marks = ['示范', '样例', '演示', '例样', '试行', '模拟', '虚拟', '示例']
const trades = [
  '餐饮',
  '建材',
  '商贸',
  '物业服务',
  '运输',
  '家政服务',
  '食品',
  '装饰工程',
  '农业发展',
  '机电',
  '纺织',
  '信息技术',
]

/** A firm of one of these lines of business; a hospital is none. */
export function drawOrganisation(random: Random, lines: readonly string[] = trades): string {
  const line = random.pick(lines.length ? lines : trades)
  const form = /医院$|门诊部$|诊所$/.test(line) ? '' : '有限公司'
  return `准绳区${random.pick(marks)}${random.pick(stems)}${random.pick(stems)}${line}${form}`
}

/** Somebody invented for a role of a record. An agency is given by the caller, since it must exist. */
export function drawParty(
  random: Random,
  role: string,
  kind: Exclude<PartyKind, 'agency'>,
  lines?: readonly string[],
): Party {
  return kind === 'person'
    ? {
        role,
        kind,
        name: inventedName(random.between(0, 499)),
        number: drawIdentityCard(random),
        phone: drawPhone(random),
        address: drawAddress(random),
      }
    : {
        role,
        kind,
        name: drawOrganisation(random, lines),
        number: drawCreditCode(random),
        phone: drawPhone(random),
        address: drawAddress(random),
      }
}
