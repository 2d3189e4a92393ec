import { describe, expect, test } from 'vitest'
import { catalogue } from '#kernel/catalogue.ts'
import { type Declaration, guard, procedure } from '#kernel/declaration.ts'
import { choice, text } from '#kernel/field.ts'
import { count, ratio } from '#kernel/figure.ts'
import { calendarDays, workingDays } from '#kernel/limit.ts'
import { cite, practice, type Statute } from '#kernel/statute.ts'
import { zhunshengCatalogue } from './index.ts'
import { procedurePages } from './pages.ts'

const act: Statute = {
  code: 'lantern-act',
  title: '灯笼法',
  short: '灯笼法',
  texts: [
    { version: '2000', from: '2000-01-01', to: '2019-12-31' },
    { version: '2020', from: '2020-01-01', verified: false },
  ],
}

const lantern = (version: '2000' | '2020', days: number): Declaration =>
  procedure({
    code: 'lantern-permit',
    version,
    name: '灯笼许可',
    about: '悬挂灯笼的许可。',
    group: 'functions',
    inForce:
      version === '2000'
        ? { from: '2000-01-01', to: '2019-12-31' }
        : { from: '2020-01-01', cite: cite(act, '2020', 1) },
    numbering: '灯',
    unit: '件',
    parties: { applicant: { name: '申请人', kinds: ['person'] } },
    fields: {
      colour: choice('颜色', { red: '红', green: '绿|蓝' }),
      street: text('街道', { optional: true, help: '悬挂处' }),
    },
    open: { name: '申请', to: 'open', by: ['citizen'], dateName: '申请之日', title: '{colour}' },
    stages: { open: { name: '审查' }, waiting: { name: '中止', suspended: true }, done: { name: '办结', end: true } },
    outcomes: { granted: '准予' },
    actions: {
      wait: { name: '中止', from: ['open'], to: 'waiting', by: ['drafter'] },
      go: { name: '恢复', from: ['waiting'], to: 'back', by: ['drafter'] },
      grant: {
        name: '准予',
        from: ['open'],
        to: 'done',
        by: ['drafter'],
        produces: ['permit'],
        outcome: 'granted',
        cite: cite(act, version, '3(1)'),
        guards: [guard({ code: 'safe', name: '无火险', cite: cite(act, version, 4), check: () => undefined })],
      },
      silence: { name: '视为准予', from: ['open'], to: 'done', by: ['law'], outcome: 'granted' },
    },
    limits: {
      decision: {
        name: '审查期限',
        within: calendarDays(days),
        kind: 'MAX',
        roll: true,
        from: 'open',
        until: ['grant'],
        pausedBy: [{ suspend: 'wait', resume: ['go'] }],
        ifMissed: { deems: 'silence' },
        bears: 'authority',
        cite: cite(act, version, 5),
        checkedOn: '2025-01-02',
      },
      custom: {
        name: '回访',
        within: workingDays(3),
        kind: 'MAX',
        from: 'go',
        until: ['grant'],
        bears: 'authority',
        cite: practice('灯笼回访'),
        practice: true,
        checkedOn: '2025-01-02',
      },
    },
    documents: {
      permit: { name: '灯笼许可证', series: '灯证', body: ['准予{party.applicant}悬挂{colour}灯笼。', '{on}'] },
    },
    figures: {
      received: count({
        name: '收到申请',
        unit: '件',
        definition: '按申请之日计。',
        topic: 'other',
        counts: s => s.openedOn,
      }),
      rate: ratio({
        name: '率',
        definition: '全部。',
        topic: 'other',
        numerator: ['received'],
        denominator: ['received'],
        decimals: 1,
      }),
    },
    identities: [],
  })

const page = () =>
  procedurePages(catalogue([lantern('2000', 10), lantern('2020', 20)], ['citizen', 'drafter'])).get(
    'lantern-permit.md',
  ) ?? ''
const row = (start: string) =>
  page()
    .split('\n')
    .filter(l => l.startsWith(`| ${start}`))

describe('由声明生成的页面', () => {
  test('新旧版本都在同一页，新的在前，并写明适用的日期', () => {
    const text = page()
    expect(text.indexOf('## 2020年版')).toBeLessThan(text.indexOf('## 2000年版'))
    expect(text).toContain('申请之日在2020年1月1日以后的，适用本版。依据：《灯笼法》第一条【待核】。')
    expect(text).toContain('申请之日在2000年1月1日以后、2019年12月31日以前的，适用本版。')
  })

  test('流程图画出每一次移动，中止后回到原阶段', () => {
    const text = page()
    for (const line of [
      '[*] --> open : 申请',
      'open --> waiting : 中止',
      'waiting --> open : 恢复',
      'open --> done : 视为准予',
      'done --> [*]',
    ])
      expect(text).toContain(`  ${line}\n`)
  })

  test('期限写明长度、性质、起止、顺延、不计入、逾期后果、依据、核对日期和标记', () => {
    expect(row('审查期限')[0]).toBe(
      '| 审查期限 | 20日 | 最长（应当在此之前办理） | 申请 | 准予 | 顺延 | 中止次日至恢复 |  |  | 依法自动“视为准予” | 机关 | 《灯笼法》第五条 | 2025年1月2日 | 待核 |',
    )
    expect(row('审查期限')[1]).toContain('| 10日 |')
    expect(row('审查期限')[1]).toMatch(/2025年1月2日 \| {2}\|$/)
    expect(row('回访')[0]).toContain('| 惯例 |')
  })

  test('动作写明岗位和条款，条件写明依据，文书写出正文，竖线不破坏表格', () => {
    expect(row('准予')[0]).toContain('《灯笼法》第三条第一款【待核】')
    expect(row('无火险')[0]).toBe('| 无火险 | 准予 | 不能办理 | 《灯笼法》第四条【待核】 |')
    expect(page()).toContain('> 准予｛申请人｝悬挂｛颜色｝灯笼。')
    expect(row('颜色')[0]).toContain('红、绿\\|蓝')
  })

  test('数字写明口径', () =>
    expect(row('收到申请')[0]).toBe('| 收到申请 | 件 | 计数 | 按申请之日计。 | 自然年 | 列入 |'))
})

test('每个系统一页，目录列出全部系统；表格的每一行列数相同', () => {
  const pages = procedurePages(zhunshengCatalogue)
  expect([...pages.keys()].toSorted()).toEqual(
    [...zhunshengCatalogue.systems.map(s => `${s}.md`), 'README.md'].toSorted(),
  )
  for (const system of zhunshengCatalogue.systems) expect(pages.get('README.md')).toContain(`(${system}.md)`)
  for (const [file, text] of pages) {
    expect(text, file).not.toMatch(/undefined|\[object/)
    let columns = 0
    for (const line of text.split('\n')) {
      const cells = line.startsWith('|') ? line.replaceAll('\\|', '').split('|').length : 0
      if (columns && cells) expect(cells, `${file}: ${line}`).toBe(columns)
      columns = cells
    }
  }
})
