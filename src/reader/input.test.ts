import { Document, Packer, Paragraph } from 'docx'
import { describe, expect, test } from 'vitest'
import { decodeText, extractReport, joinLines } from './input.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

/** A PDF with one page whose text layer holds `text`, or with none at all. */
function pdf(text: string): Uint8Array {
  const codes = Array.from(text, char => (char.codePointAt(0) as number).toString(16).padStart(4, '0')).join('')
  const content = text ? `BT /F1 12 Tf 50 700 Td <${codes}> Tj ET` : '0 0 100 100 re f'
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap end end`
  const stream = (body: string) => `<< /Length ${body.length} >>\nstream\n${body}\nendstream`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    stream(content),
    '<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>',
    stream(map),
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((body, i) => {
    const offset = file.length
    file += `${i + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const table = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`
  file += `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF`
  return utf8(file)
}

const textOf = async (bytes: Uint8Array, name: string) => {
  const result = await extractReport(bytes, name)
  return result.ok ? `${result.value.kind}：${result.value.text}` : result.refusal.message
}

describe('reads', () => {
  test('UTF-8 text', async () => expect(await textOf(utf8('调解纠纷12件。'), 'a.txt')).toBe('txt：调解纠纷12件。'))

  test('GB18030 text', async () => {
    // 调解12件 in GB 2312, which GB18030 contains
    const bytes = new Uint8Array([0xb5, 0xf7, 0xbd, 0xe2, 0x31, 0x32, 0xbc, 0xfe])
    expect(await textOf(bytes, 'a.txt')).toBe('txt：调解12件')
  })

  test('UTF-16 text with its mark', () =>
    expect(decodeText(new Uint8Array([0xff, 0xfe, 0x31, 0x00, 0xf6, 0x4e]))).toBe('1件'))

  test('a web page by its name or its beginning', async () => {
    expect(await textOf(utf8('<p>调解12件</p>'), 'a.html')).toBe('html：调解12件')
    expect(await textOf(utf8('<!DOCTYPE html><p>调解12件</p>'), 'download')).toBe('html：调解12件')
  })

  test('a Word document', async () => {
    const document = new Document({
      sections: [{ children: [new Paragraph('一、成效'), new Paragraph('调解纠纷12件。')] }],
    })
    expect(await textOf(new Uint8Array(await Packer.toBuffer(document)), 'a.docx')).toBe(
      'docx：一、成效\n调解纠纷12件。',
    )
  })

  test('a PDF with a text layer', async () =>
    expect(await textOf(pdf('调解纠纷12件。'), 'a.pdf')).toBe('pdf：调解纠纷12件。'))
})

describe('refuses, and says what to do', () => {
  test.each([
    ['空文件', new Uint8Array(), 'a.txt', 'a.txt：文件是空的，请核对后重新提交'],
    ['只有空白', utf8(' \n\u3000'), 'a.txt', 'a.txt：文件里没有文字，请核对后重新提交'],
    ['扫描件', pdf(''), 'a.pdf', 'a.pdf：PDF 是扫描件，没有文字层，请提交可以复制文字的 PDF 或者 Word 文件'],
    ['损坏的 PDF', utf8('%PDF-1.4 坏'), 'a.pdf', 'a.pdf：PDF 文件损坏或者加了密码，请重新导出'],
    [
      '不是 Word 的压缩包',
      new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]),
      'a.docx',
      'a.docx：不是有效的 Word 文件（.docx），请重新导出',
    ],
    [
      '旧版 Word',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]),
      'a.doc',
      'a.doc：这是旧版 Office 文件，请另存为 .docx 后重新提交',
    ],
    [
      '图片',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]),
      'a.txt',
      'a.txt：无法识别文字编码，请另存为 UTF-8 或 GB18030 编码的文本文件',
    ],
  ])('%s', async (_, bytes, name, message) => expect(await textOf(bytes, name)).toBe(message))
})

test('the lines of a page are joined to paragraphs again', () => {
  const page =
    '一、主要成效\n全年调解各类矛盾纠纷一百余件，排查隐患，开展宣传活动，解\n答群众咨询860人次，发放宣传资料，组织培训，讲授法治课，\n效果良好。\n— 3 —\n（二）执法监督'
  expect(joinLines(page)).toBe(
    '一、主要成效\n全年调解各类矛盾纠纷一百余件，排查隐患，开展宣传活动，解答群众咨询860人次，发放宣传资料，组织培训，讲授法治课，效果良好。\n（二）执法监督',
  )
})
