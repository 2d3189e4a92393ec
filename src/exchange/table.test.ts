import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { type Cell, cellText } from './cell.ts'
import { csvLine, readCsv } from './csv.ts'
import { bytesSource, openTable } from './table.ts'

async function rowsOf(bytes: Buffer, name = 't.csv'): Promise<[number, readonly Cell[]][]> {
  const tables = await openTable(bytesSource(bytes, name))
  if (!tables.ok) throw new Error(tables.refusal.message)
  const rows: [number, readonly Cell[]][] = []
  for await (const batch of tables.value[0]?.batches() ?? [])
    rows.push(...batch.map((r): [number, readonly Cell[]] => [r.row, r.cells]))
  return rows
}

describe('CSV', () => {
  it('quoted fields with commas, quotes and line breaks, either line end, no last line end, blank lines counted', async () => {
    expect(await rowsOf(Buffer.from('a,"b,1","c ""x""\r\nd"\r\n\r\n,,\n1,2'))).toEqual([
      [1, ['a', 'b,1', 'c "x"\r\nd']],
      [4, ['1', '2']],
    ])
  })

  it('with tabs or semicolons, in UTF-16 as spreadsheets save “Unicode text”', async () => {
    expect(await rowsOf(Buffer.from('a;b\n1;2,5'))).toEqual([
      [1, ['a', 'b']],
      [2, ['1', '2,5']],
    ])
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('日期\t姓名\r\n1\t赵试', 'utf16le')])
    expect(await rowsOf(utf16)).toEqual([
      [1, ['日期', '姓名']],
      [2, ['1', '赵试']],
    ])
  })

  it('whatever is written is read again, wherever the file is cut into pieces', async () => {
    // No apostrophe is put before these: they are no formulas.
    const field = fc.string({ unit: fc.constantFrom('a', '甲', '"', ',', '\n', '\r', ' ', '1', '😀'), maxLength: 6 })
    const row = fc.array(field, { minLength: 2, maxLength: 4 }).filter(r => r.some(f => f !== ''))
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 7 }),
        async (rows, size) => {
          const text = [['h', 'h'], ...rows].map(csvLine).join('')
          async function* pieces() {
            for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size)
          }
          const read: (readonly Cell[])[] = []
          for await (const batch of readCsv(pieces())) read.push(...batch.map(r => r.cells))
          const written = rows.map(r => r.map(f => (/^[\t\r]./s.test(f) ? `'${f}` : f)))
          expect(read.slice(1)).toEqual(written)
        },
      ),
      { numRuns: 300 },
    )
  })
})

/** A workbook put together by hand, as other programs write them. */
function workbook(sheet: string, parts: Readonly<Record<string, string>> = {}): Buffer {
  const all = {
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="藏" state="hidden" r:id="rId9"/><sheet name="账" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': sheet,
    ...parts,
  }
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(all).map(([k, v]) => [k, Buffer.from(v)]))))
}

describe('XLSX as other programs write it', () => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="171" formatCode="[Red]0.00&quot;day&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>'
  const strings =
    '<sst><si><t xml:space="preserve"> 甲&amp;乙 </t></si><si><r><t>富</t></r><r><rPr><b/></rPr><t>文本</t></r><rPh sb="0" eb="1"><t>フ</t></rPh></si><si/><si><t>a_x000D_b</t></si></sst>'

  it('shared, rich, inline and formula strings, dates by format, numbers, yes and no, gaps', async () => {
    const sheet = `<worksheet><sheetData>
      <row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" t="inlineStr"><is><t>内联</t></is></c></row>
      <row r="5"><c r="A5" s="1"><v>44620</v></c><c r="B5" s="2"><v>44620.395833333336</v></c><c r="C5" s="3"><v>12.5</v></c><c r="D5" t="b"><v>1</v></c><c r="E5" t="str"><f>A1&amp;"x"</f><v>结果</v></c><c r="F5" t="e"><v>#REF!</v></c><c r="G5"><f>1+1</f></c></row>
      <row r="6"/></sheetData><rowBreaks/></worksheet>`
    const rows = await rowsOf(workbook(sheet, { 'xl/styles.xml': styles, 'xl/sharedStrings.xml': strings }), 't.xlsx')
    expect(rows.map(([n, cells]) => [n, cells.map(cellText)])).toEqual([
      [2, ['甲&乙', '', '富文本', '内联']],
      [5, ['2022-02-28', '2022-02-28 09:30', '12.5', '是', '结果', '#REF!', '']],
    ])
  })

  it('with prefixed element names, without cell references, counting days from 1904', async () => {
    const rows = await rowsOf(
      workbook(
        '<x:worksheet><x:sheetData><x:row><x:c s="1"><x:v>43158</x:v></x:c><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
        {
          'xl/workbook.xml':
            '<x:workbook xmlns:r="r"><x:workbookPr date1904="1"/><x:sheets><x:sheet name="账" r:id="rId1"/></x:sheets></x:workbook>',
          'xl/styles.xml': styles,
        },
      ),
      't.xlsx',
    )
    expect(rows.map(([n, cells]) => [n, cells.map(cellText)])).toEqual([[1, ['2022-02-28', '1']]])
  })

  it('a workbook in which a single byte was altered is refused, also where it could still be read', async () => {
    const stored = Buffer.from(
      zipSync({ 'xl/workbook.xml': Buffer.from('<workbook><sheets/></workbook>') }, { level: 0 }),
    )
    expect((await openTable(bytesSource(stored, 't.xlsx'))).ok).toBe(true)
    stored[stored.indexOf('<sheets/>') + 1] = 'x'.charCodeAt(0)
    expect(await openTable(bytesSource(stored, 't.xlsx'))).toMatchObject({
      refusal: { message: expect.stringContaining('已损坏') },
    })
  })

  it('a sheet whose elements are never closed is refused, however long it is, at once', async () => {
    const started = performance.now()
    for (const sheet of [
      '<worksheet>' + '<row r="1">'.repeat(200_000),
      `<worksheet><row r="1">${'<c r="A1">'.repeat(200_000)}</row>`,
      '<worksheet><row r="1"',
    ])
      await expect(rowsOf(workbook(sheet), 't.xlsx')).rejects.toThrow()
    expect(performance.now() - started).toBeLessThan(3000)
  })
})
