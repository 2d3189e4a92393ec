import { describe, expect, test } from 'vitest'
import { concludeRead, planRead, type ReadPlan } from './read-command.ts'
import { widthOf } from './render-reading.ts'

const plan = (...args: string[]): ReadPlan => {
  const result = planRead(args)
  if (!result.ok) throw new Error(result.refusal.message)
  return result.value
}
const text = (name: string, text: string) => ({
  name,
  report: { ok: true as const, value: { kind: 'txt' as const, text } },
})
const good = '禾塘镇2023年法治政府建设年度报告\n审结47件（其中维持20件、驳回9件、撤销3件、确认违法1件、终止14件）。'
const bad = '禾塘镇2023年法治政府建设年度报告\n审结47件（其中维持20件、驳回9件、撤销3件、确认违法1件、终止13件）。'

describe('options', () => {
  test('are read in any order', () =>
    expect(plan('a.txt', '--json', '-', '--out', 'x', '--strict')).toEqual({
      files: ['a.txt', '-'],
      json: true,
      out: 'x',
      strict: true,
    }))

  test.each([
    [[], '没有指定要读的文件'],
    [['--wrong', 'a.txt'], '不认识的选项 --wrong'],
    [['a.txt', '--out'], '--out 后面要写目录'],
  ])('%j is refused', (args, message) => {
    const result = planRead(args)
    expect(result.ok ? '' : result.refusal.message).toContain(message)
  })
})

describe('conclusion', () => {
  test('prints the reading and ends with 0', () => {
    const { stdout, status } = concludeRead(plan('a.txt'), [text('a.txt', good)])
    expect(status).toBe(0)
    expect(stdout).toContain('禾塘镇　2023 年')
    expect(stdout).toContain('6 个数字，1 组关系，全部成立')
  })

  test('a broken identity is told with verdict and sentence; only --strict makes it 1', () => {
    const { stdout, status } = concludeRead(plan('a.txt'), [text('a.txt', bad)])
    expect(stdout).toContain('1 组不成立')
    expect(stdout).toContain('各项相加为 46，正文为 47件')
    expect(stdout).toContain('原文：审结47件')
    expect(status).toBe(0)
    expect(concludeRead(plan('a.txt', '--strict'), [text('a.txt', bad)]).status).toBe(1)
    expect(concludeRead(plan('a.txt', '--strict'), [text('a.txt', good)]).status).toBe(0)
  })

  test('a file that cannot be read makes 2, the others are read all the same', () => {
    const refused = {
      name: 'b.pdf',
      report: { ok: false as const, refusal: { code: 'invalid-file' as const, message: 'b.pdf：文件是空的' } },
    }
    const { stdout, stderr, status } = concludeRead(plan('a.txt', 'b.pdf'), [text('a.txt', good), refused])
    expect(status).toBe(2)
    expect(stderr).toBe('b.pdf：文件是空的\n')
    expect(stdout).toContain('禾塘镇')
  })

  test('--json prints one object for one file and a list for several', () => {
    const one = JSON.parse(concludeRead(plan('--json', 'dir/a.txt'), [text('dir/a.txt', good)]).stdout)
    expect(one).toMatchObject({ file: 'a.txt', division: '禾塘镇', year: 2023 })
    expect(JSON.parse(concludeRead(plan('--json', 'a', 'b'), [text('a', good), text('b', good)]).stdout)).toHaveLength(
      2,
    )
  })

  test('--out names one JSON file for each report', () => {
    const { files } = concludeRead(plan('--out', 'x', 'dir/a.txt'), [text('dir/a.txt', good)])
    expect(files.map(({ name }) => name)).toEqual(['a.json'])
  })

  test('offsets in JSON count code points, and the text comes along when the file was no plain text', () => {
    const report = {
      name: 'a.html',
      report: { ok: true as const, value: { kind: 'html' as const, text: '😀调解纠纷12件。' } },
    }
    const [statistic] = JSON.parse(concludeRead(plan('--json', 'a.html'), [report]).stdout).statistics
    expect(statistic).toMatchObject({ start: 5, end: 8, text: '12件' })
    expect(JSON.parse(concludeRead(plan('--json', 'a.html'), [report]).stdout).text).toBe('😀调解纠纷12件。')
  })
})

test('Chinese characters fill two columns', () => expect(widthOf('件12')).toBe(4))
