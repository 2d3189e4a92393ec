import { Workbook } from '@cj-tech-master/excelts'
import type { Declaration } from '#kernel/declaration.ts'
import type { Field } from '#kernel/field.ts'
import { byteOrderMark, csvLine } from './csv.ts'
import { type Column, kindNames, type Ledger, ledgerOf } from './ledger.ts'

/** Rows that carry formats and choices, from the second on. */
const preparedRows = 2000

/**
 * The import template of a system, from all its versions. XLSX: the ledger with formats and choices, and a sheet that
 * explains each column; CSV: the header line alone.
 */
export async function ledgerTemplate(versions: readonly Declaration[], format: 'xlsx' | 'csv'): Promise<Buffer> {
  const ledger = ledgerOf(versions)
  if (format === 'csv') return Buffer.from(byteOrderMark + csvLine(ledger.columns.map(headerOf)))
  const workbook = new Workbook()
  workbook.creator = '准绳'
  addLedgerSheet(workbook, ledger)
  addGuide(workbook, ledger)
  addChoices(workbook, ledger)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** Amounts name their unit, which may be changed to 万元. */
const headerOf = (c: Column): string =>
  `${c.header}${c.field.kind === 'money' ? '（元）' : ''}${c.required && c.part.part !== 'ask' ? '*' : ''}`

const guideName = '填写说明'
const choicesName = '选项'
const fills = ['FFDCE9F7', 'FFF3EFE2'] as const

function addLedgerSheet(workbook: Workbook, ledger: Ledger): void {
  const sheet = workbook.addWorksheet(`${ledger.newest.name}台账`.slice(0, 31), {
    views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }],
  })
  const groups = [...new Set(ledger.columns.map(c => c.group))]
  sheet.columns = ledger.columns.map(c => ({
    header: headerOf(c),
    width: Math.min(28, Math.max(12, headerOf(c).length * 2 + 2)),
    style: { numFmt: c.field.kind === 'date' ? 'yyyy-mm-dd' : isNumber(c.field) ? 'General' : '@' },
  }))
  const header = sheet.getRow(1)
  header.height = 32
  ledger.columns.forEach((c, i) => {
    const cell = header.getCell(i + 1)
    cell.font = { bold: true, size: 11 }
    cell.alignment = { wrapText: true, vertical: 'middle', horizontal: 'center' }
    // Neighbouring groups of columns, one per step, alternate in colour.
    const color = fills[groups.indexOf(c.group) % 2] ?? fills[0]
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: color } }
  })
  choiceColumns(ledger).forEach((c, k) => {
    const column = letterOf(ledger.columns.indexOf(c))
    const source = letterOf(k)
    const count = choicesOf(c.field).length
    sheet.dataValidations.add(`${column}2:${column}${preparedRows}`, {
      type: 'list',
      allowBlank: true,
      formulae: [`'${choicesName}'!$${source}$2:$${source}$${count + 1}`],
      showErrorMessage: true,
      errorTitle: c.header.slice(0, 30),
      error: `请从下拉列表中选择“${c.header}”。`,
    })
  })
}

const isNumber = (field: Field) => field.kind === 'integer' || field.kind === 'money'
const choicesOf = (field: Field): readonly string[] =>
  field.kind === 'boolean' ? ['是', '否'] : field.kind === 'choice' ? Object.values(field.options ?? {}) : []
/** Columns with a drop-down list; several choices in one cell cannot have one. */
const choiceColumns = (ledger: Ledger) => ledger.columns.filter(c => choicesOf(c.field).length && !c.field.many)

/** 0 → A, 26 → AA. */
function letterOf(index: number): string {
  let letters = ''
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  return letters
}

function addChoices(workbook: Workbook, ledger: Ledger): void {
  const sheet = workbook.addWorksheet(choicesName, { state: 'hidden' })
  choiceColumns(ledger).forEach((c, k) => {
    sheet.getColumn(k + 1).values = [c.header, ...choicesOf(c.field)]
  })
}

function addGuide(workbook: Workbook, ledger: Ledger): void {
  const d = ledger.newest
  const sheet = workbook.addWorksheet(guideName, { views: [{ state: 'frozen', ySplit: 10 }] })
  sheet.columns = [{ width: 30 }, { width: 20 }, { width: 14 }, { width: 22 }, { width: 60 }, { width: 26 }]
  for (const line of [
    `${d.name}台账填写说明`,
    `一行填一${d.unit}：从“${d.open.name}”到办结。带*的列每行必填。`,
    '有哪一步就填哪一步的日期，该步必填的内容一并填写；没有的步骤留空（或者填“—”“/”）。用不到的列可以整列删去，列的先后可以调换。',
    '日期可写 2024-03-05、2024/3/5、2024.3.5、2024年3月5日。金额按列名中的单位填写，单位可改为（万元）；也可写“1.2万元”。',
    '有多项的，用顿号隔开。是或否填“是”“否”，也可填“有”“无”“√”。',
    '各步日期须依办理顺序，不晚于导入当天。中止、补正等之后须填写恢复、收到补正的日期。',
    '办理当时有效的规则依首个日期确定；历史台账不再核对当时的办理条件，只核对填写是否完整、日期是否合理。',
    '同一文件可以重复导入：已经导入且内容相同的行不会重复登记。',
  ])
    sheet.addRow([line])
  sheet.getRow(1).font = { bold: true, size: 14 }
  sheet.addRow([])
  sheet.addRow(['列名', '步骤', '填写', '必填', '可选内容和说明', '例']).font = { bold: true }
  for (const c of ledger.columns)
    sheet.addRow([
      headerOf(c),
      c.group,
      `${kindNames[c.field.kind]}${c.field.many ? '（可多项）' : ''}`,
      requiredText(c),
      [
        choicesOf(c.field).join('、'),
        c.field.help,
        c.onlyIn && `只用于依${c.onlyIn}年规则办理的`,
        c.field.initial === undefined ? '' : `不填为“${initialText(c.field)}”`,
      ]
        .filter(Boolean)
        .join('；'),
      exampleOf(c),
    ]).alignment = { wrapText: true, vertical: 'top' }
}

const requiredText = (c: Column): string =>
  c.part.part === 'action'
    ? '有此步的必填'
    : !c.required
      ? '可不填'
      : c.part.part === 'ask'
        ? `填了“${c.group}日期”的必填`
        : '每行必填'

const initialText = (field: Field): string =>
  typeof field.initial === 'boolean'
    ? field.initial
      ? '是'
      : '否'
    : (field.options?.[String(field.initial)] ?? String(field.initial))

const examples: Readonly<Partial<Record<Field['kind'], string>>> = {
  date: '2024-03-05',
  money: '12000',
  integer: '12',
  boolean: '是',
  organ: '某某局',
  person: '李某',
  identityCard: '990101199001011232',
  phone: '13800000000',
}

function exampleOf({ field, part }: Column): string {
  if (field.kind === 'choice')
    return choicesOf(field)
      .slice(0, field.many ? 2 : 1)
      .join('、')
  if (part.part === 'number') return '准司复〔2022〕12号'
  if (part.part === 'party')
    return { name: '张某', kind: '自然人', number: '990101199001011232', phone: '13800000000' }[part.of]
  return examples[field.kind] ?? ''
}
