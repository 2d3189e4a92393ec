import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Result } from '../refusal.ts'
import { checkCreditCode, creditCodeCheck } from './credit-code.ts'
import {
  checkDivision,
  divisionAncestors,
  divisionContains,
  divisionLevel,
  divisionLevelNames,
  divisionParent,
} from './division.ts'
import { birthDate, checkIdentityCard, identityCardCheck, maskIdentityCard, sexOf } from './identity-card.ts'
import { printCapitalAmount, printMoney, printWanYuan, printYuan, readMoney } from './money.ts'
import { maskName } from './names.ts'
import { readChineseNumeral, toCapitalNumeral, toChineseNumeral } from './numerals.ts'
import { checkPhone, maskPhone } from './phone.ts'

const [seed = 0] = fc.sample(fc.nat(), 1)
console.log(`value properties: seed ${seed}`)

/** The value, or the message of the refusal. */
const read = <T>(result: Result<T>): T | string => (result.ok ? result.value : result.refusal.message)

describe('统一社会信用代码', () => {
  test('a published code is accepted, as typed with blanks and small letters too', () => {
    expect(read(checkCreditCode('91350100M000100Y43'))).toBe('91350100M000100Y43')
    expect(read(checkCreditCode(' 91350100m000100y43 '))).toBe('91350100M000100Y43')
  })

  test.each([
    ['91350100M000100Y4', '现为17位'],
    ['91350100M000100Y44', '应为3，现为4'],
    ['91350100M000100Y4Z', '第18位“Z”'],
    ['91350100I000100Y43', '第9位“I”'],
    ['9135010XM000100Y43', '第3至8位'],
    ['450100200012345', '15位注册号已停止使用'],
    ['', '现为0位'],
  ])('%s is refused: %s', (code, message) => expect(read(checkCreditCode(code))).toContain(message))

  const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
  const places = fc.tuple(
    fc.constantFrom(...alphabet),
    fc.constantFrom(...alphabet),
    fc.stringMatching(/^\d{6}$/),
    fc.array(fc.constantFrom(...alphabet), { minLength: 9, maxLength: 9 }),
  )

  test('the check character follows the formula of the standard: weights 3 to the power of the place, modulo 31', () => {
    fc.assert(
      fc.property(places, ([a, b, area, rest]) => {
        const first17 = a + b + area + rest.join('')
        const sum = [...first17].reduce((total, sign, i) => total + alphabet.indexOf(sign) * (3 ** i % 31), 0)
        expect(creditCodeCheck(first17)).toBe(alphabet[(31 - (sum % 31)) % 31])
      }),
      { seed },
    )
  })

  test('every slip in one place and every swap of neighbours is found', () => {
    fc.assert(
      fc.property(places, fc.nat(17), fc.constantFrom(...alphabet), ([a, b, area, rest], at, other) => {
        const first17 = a + b + area + rest.join('')
        const code = first17 + creditCodeCheck(first17)
        expect(checkCreditCode(code).ok).toBe(true)
        const slip = code.slice(0, at) + other + code.slice(at + 1)
        if (slip !== code) expect(checkCreditCode(slip).ok).toBe(false)
        const swapped = code.slice(0, at) + (code[at + 1] ?? '') + code[at] + code.slice(at + 2)
        if (swapped !== code && at < 16) expect(checkCreditCode(swapped).ok).toBe(false)
      }),
      { seed },
    )
  })
})

describe('公民身份号码', () => {
  const numberOf = (birth: string, serial: string) => {
    const first17 = `990101${birth}${serial}`
    return first17 + identityCardCheck(first17)
  }
  const invented = numberOf('19900101', '123')

  test('the example of the standard has the check character X', () => {
    expect(identityCardCheck('11010519491231002')).toBe('X')
  })

  test('tells birth and sex', () => {
    expect(read(checkIdentityCard(invented))).toBe(invented)
    expect(birthDate(invented)).toBe('1990-01-01')
    expect(sexOf(invented)).toBe('男')
    expect(sexOf(numberOf('19900101', '124'))).toBe('女')
  })

  test('a small x and full-width digits are read', () => {
    const serial = Array.from({ length: 900 }, (_, i) => String(i + 100)).find(s =>
      numberOf('19850630', s).endsWith('X'),
    )
    const number = numberOf('19850630', serial ?? '')
    expect(read(checkIdentityCard(number.toLowerCase()))).toBe(number)
    expect(read(checkIdentityCard(invented.replace(/^9/, '９')))).toBe(invented)
  })

  test('is refused when old, too short, with an impossible birthday or a wrong check character', () => {
    expect(read(checkIdentityCard('990101900101123'))).toContain('15位身份证号码已停止使用')
    expect(read(checkIdentityCard('99010119900101'))).toContain('应为18位')
    expect(read(checkIdentityCard(numberOf('19900230', '123')))).toContain('不是有效的出生日期')
    const wrong = invented.slice(0, 17) + (invented.endsWith('0') ? '1' : '0')
    expect(read(checkIdentityCard(wrong))).toContain('末位校验不符')
  })

  test('every slip in one digit is found', () => {
    fc.assert(
      fc.property(fc.nat(16), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const slip = `${invented.slice(0, at)}${(Number(invented[at]) + by) % 10}${invented.slice(at + 1)}`
        expect(checkIdentityCard(slip).ok).toBe(false)
      }),
      { seed },
    )
  })

  test('masked it shows neither birthday nor more than it must', () => {
    expect(maskIdentityCard(invented)).toBe(`990101********${invented.slice(14)}`)
    expect(maskIdentityCard('12345')).toBe('*****')
  })
})

describe('行政区划代码', () => {
  test.each([
    ['990101', '990101', 'county'],
    ['450000', '450000', 'province'],
    ['450100', '450100', 'city'],
    ['450102000000', '450102', 'county'],
    ['450102001', '450102001', 'township'],
    ['450102001000', '450102001', 'township'],
    ['450102001002', '450102001002', 'village'],
    ['441900003', '441900003', 'township'],
  ])('%s is %s, %s', (typed, code, level) => {
    expect(read(checkDivision(typed))).toBe(code)
    expect(divisionLevel(code)).toBe(level)
    expect(divisionLevelNames[divisionLevel(code)]).toMatch(/级$/)
  })

  test.each([
    ['4501', '6位、9位或者12位'],
    ['45010a', '6位、9位或者12位'],
    ['010101', '不是省级代码'],
    ['450001', '缺少市级'],
    ['450000001', '缺少县级'],
    ['450102000001', '缺少乡级'],
  ])('%s is refused: %s', (typed, message) => expect(read(checkDivision(typed))).toContain(message))

  test('the places above are found, municipalities and directly governed counties included', () => {
    expect(divisionAncestors('450102001002')).toEqual(['450102001', '450102', '450100', '450000'])
    expect(divisionParent('310101')).toBe('310000')
    expect(divisionParent('429004')).toBe('420000')
    expect(divisionParent('441900003')).toBe('441900')
    expect(divisionParent('450000')).toBe(undefined)
  })

  test('a place contains itself and what lies below, and nothing else', () => {
    for (const outer of ['990101001002', ...divisionAncestors('990101001002')]) {
      expect(divisionContains(outer, '990101001002'), outer).toBe(true)
    }
    expect(divisionContains('990102', '990101001')).toBe(false)
    expect(divisionContains('990101', '990100')).toBe(false)
  })
})

describe('telephone numbers', () => {
  test.each([
    ['13800001234', '13800001234', '138****1234'],
    ['+86 138-0000-1234', '13800001234', '138****1234'],
    ['１３８００００１２３４', '13800001234', '138****1234'],
    ['0771-5550123', '07715550123', '0771***0123'],
    ['(010) 5555 0123', '01055550123', '010****0123'],
    ['020－55550123', '02055550123', '020****0123'],
  ])('%s is %s, masked %s', (typed, number, masked) => {
    expect(read(checkPhone(typed))).toBe(number)
    expect(maskPhone(number)).toBe(masked)
  })

  test.each(['12800001234', '1380000123', '5550123', '01234567890123', '电话不详', ''])('%s is refused', typed => {
    expect(checkPhone(typed).ok).toBe(false)
  })
})

describe('names of persons', () => {
  test.each([
    ['张三', '张*'],
    ['张小明', '张**'],
    ['欧阳小明', '欧阳**'],
    ['欧阳明', '欧阳*'],
    ['司马', '司*'],
    ['阿依·古丽', '阿*·古*'],
    ['John Doe', 'J*** D**'],
    ['张', '*'],
    [' 李四 ', '李*'],
    ['', ''],
  ])('%s becomes %s', (name, masked) => expect(maskName(name)).toBe(masked))
})

describe('Chinese numerals', () => {
  test.each([
    [0, '零', '零'],
    [7, '七', '柒'],
    [10, '十', '壹拾'],
    [15, '十五', '壹拾伍'],
    [62, '六十二', '陆拾贰'],
    [105, '一百零五', '壹佰零伍'],
    [110, '一百一十', '壹佰壹拾'],
    [1724, '一千七百二十四', '壹仟柒佰贰拾肆'],
    [1005, '一千零五', '壹仟零伍'],
    [20010, '二万零一十', '贰万零壹拾'],
    [107000, '十万七千', '壹拾万柒仟'],
    [100010000, '一亿零一万', '壹亿零壹万'],
    [1_0000_0000_0000, '一万亿', '壹万亿'],
  ])('%i is %s and %s', (n, plain, capital) => {
    expect(toChineseNumeral(n)).toBe(plain)
    expect(toCapitalNumeral(n)).toBe(capital)
    expect(read(readChineseNumeral(plain))).toBe(n)
    expect(read(readChineseNumeral(capital))).toBe(n)
  })

  test.each([
    ['两万', 20_000],
    ['两千零二', 2002],
    ['廿八', 28],
    ['一百十五', 115],
    ['十万零七千', 107_000],
    ['二〇二四', 2024],
    ['二○二四', 2024],
  ])('%s is read as %i', (text, n) => expect(read(readChineseNumeral(text))).toBe(n))

  test.each(['一百五', '三万五', '十十', '百', '一千千', '零五百', '一百零', '五十二十', '12', '', '甲'])(
    '%s is refused',
    text => expect(readChineseNumeral(text).ok).toBe(false),
  )

  test('every number reads back', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(20_000), fc.nat(), fc.maxSafeNat()), n => {
        expect(read(readChineseNumeral(toChineseNumeral(n)))).toBe(n)
        expect(read(readChineseNumeral(toCapitalNumeral(n)))).toBe(n)
      }),
      { seed, numRuns: 2000 },
    )
  })

  test('what is no whole number is a bug', () => {
    for (const n of [-1, 1.5, Number.NaN, 2 ** 53]) expect(() => toChineseNumeral(n)).toThrow(RangeError)
  })
})

describe('money', () => {
  test.each([
    ['429.02万元', 429_020_000],
    ['1,234.5元', 123_450],
    ['１，２３４．５元', 123_450],
    ['3亿元', 30_000_000_000],
    ['3 亿', 30_000_000_000],
    ['￥100元', 10_000],
    ['人民币100元整', 10_000],
    ['0.07元', 7],
    ['5千元', 500_000],
    ['1.100000万元', 1_100_000],
    ['12万亿元', 1_200_000_000_000_000],
    ['三千元', 300_000],
    ['三万元', 3_000_000],
    ['壹万贰仟叁佰肆拾伍元陆角柒分', 1_234_567],
    ['壹仟圆整', 100_000],
    ['伍分', 5],
  ])('%s is %i 分', (typed, fen) => expect(read(readMoney(typed))).toBe(fen))

  test.each([
    ['100', '没有写明单位'],
    ['100美元', '单位不能识别'],
    ['0.001元', '精确到了分以下'],
    ['1.0000001万元', '精确到了分以下'],
    ['1,23元', '不是数'],
    ['1.2.3元', '不是数'],
    ['-5元', '不能为负数'],
    ['', '没有填写'],
    ['一百五元', '中文数字'],
    ['若干', '不能识别'],
    ['999999万亿元', '过大'],
  ])('%s is refused: %s', (typed, message) => expect(read(readMoney(typed))).toContain(message))

  test('a bare number takes the unit of its column', () => {
    expect(read(readMoney('429.02', '万元'))).toBe(429_020_000)
    expect(read(readMoney('100元', '万元'))).toBe(10_000)
  })

  test.each([
    [429_020_000, '4,290,200元', '429.02万元'],
    [123_450, '1,234.5元', '1,234.5元'],
    [1_234_567, '12,345.67元', '12,345.67元'],
    [30_000_000_000, '300,000,000元', '3亿元'],
    [30_000_010_000, '300,000,100元', '30,000.01万元'],
    [7, '0.07元', '0.07元'],
    [0, '0元', '0元'],
  ])('%i 分 is printed %s, short %s', (fen, yuan, short) => {
    expect(printYuan(fen)).toBe(yuan)
    expect(printMoney(fen)).toBe(short)
  })

  test('is never rounded to fit 万元', () => {
    expect(read(printWanYuan(429_020_000))).toBe('429.02万元')
    expect(read(printWanYuan(1_234_567))).toContain('请改用元')
    expect(() => printYuan(1.5)).toThrow(RangeError)
    expect(() => printYuan(-1)).toThrow(RangeError)
  })

  // The examples of 正确填写票据和结算凭证的基本规定, 人民币 left out.
  test.each([
    ['1409.50', '壹仟肆佰零玖元伍角'],
    ['6007.14', '陆仟零柒元壹角肆分'],
    ['1680.32', '壹仟陆佰捌拾元零叁角贰分'],
    ['107000.53', '壹拾万柒仟元零伍角叁分'],
    ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
    ['325.04', '叁佰贰拾伍元零肆分'],
    ['2000', '贰仟元整'],
    ['0.05', '伍分'],
    ['0', '零元整'],
  ])('%s yuan is written out %s', (yuan, spelled) => {
    const fen = Number(read(readMoney(yuan, '元')))
    expect(printCapitalAmount(fen)).toBe(spelled)
    expect(read(readMoney(spelled))).toBe(fen)
  })

  test('every amount reads back from every way of printing it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(2_000_000), fc.maxSafeNat()), fen => {
        for (const printed of [printYuan(fen), printMoney(fen), printCapitalAmount(fen)]) {
          expect(read(readMoney(printed)), printed).toBe(fen)
        }
      }),
      { seed, numRuns: 1000 },
    )
  })
})
