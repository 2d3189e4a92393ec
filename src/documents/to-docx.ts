import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  DocumentGridType,
  Footer,
  type IParagraphOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  RelativeVerticalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  Tab,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx'
import {
  attachmentLines,
  type Block,
  markSize,
  numbered,
  type OfficialDocument,
  printedDay,
} from './official-document.ts'

/**
 * Word's units: twips (1/20 pt) for lengths, half points for sizes of type, eighths of a point for rules. 22 lines of
 * 579 twips fill the 225 mm of the type area; type is set 0.25 pt closer, so that 28 characters fit its 156 mm.
 */
const line = 579
const closer = -5
const mm = (n: number): number => convertMillimetersToTwip(n)
const typeArea = mm(156)
const size = { mark: 32, title: 44, body: 32, small: 28, table: 24 } as const
const red = 'FF0000'

const face = (eastAsia: string) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia, hint: 'eastAsia' })
const faces = {
  fang: face('仿宋_GB2312'),
  kai: face('楷体_GB2312'),
  hei: face('黑体'),
  song: face('宋体'),
  title: face('方正小标宋简体'),
} as const
type Face = keyof typeof faces

/** Characters that XML cannot carry; a pasted text must not make a file that Word refuses to open. */
const sendable = (text: string): string =>
  text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')

/** Moves on to the right end of the line, where a tab stop stands. */
const toTheRight = (points: number = size.body): TextRun => new TextRun({ children: [new Tab()], size: points })

const run = (text: string, type: Face = 'fang', points: number = size.body, more: { color?: string } = {}): TextRun =>
  new TextRun({ text: sendable(text), font: faces[type], size: points, characterSpacing: closer, ...more })

const twoCharacters = { firstLineChars: 200, firstLine: 640 } as const
const exactly = (twips: number, before = 0) => ({ line: twips, lineRule: LineRuleType.EXACT, before, after: 0 })

function para(text: string, type: Face = 'fang', more: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    spacing: exactly(line),
    alignment: AlignmentType.BOTH,
    indent: twoCharacters,
    autoSpaceEastAsianText: false,
    overflowPunctuation: true,
    // With widow control Word leaves 21 lines on a page.
    widowControl: false,
    children: [run(text, type)],
    ...more,
  })
}

const flush = (text: string, type: Face = 'fang'): Paragraph => para(text, type, { indent: {} })
const empty = (): Paragraph => flush('')
const rightBy = (characters: number) => ({ alignment: AlignmentType.RIGHT, indent: { right: 320 * characters } })

/** The document as a .docx file of the layout of GB/T 9704-2012: A4, 37 mm head, 28 mm binding side, 22 lines of 28 characters. */
export async function toDocx(model: OfficialDocument): Promise<Uint8Array> {
  const file = new Document({
    title: sendable(model.title),
    creator: sendable(model.organMark),
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), header: mm(15), footer: mm(24.5) },
          },
          // A grid of characters too would make LibreOffice spread them; the exact lines do the same work.
          grid: { type: DocumentGridType.LINES, linePitch: line },
        },
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children: [...head(model), ...blocks(model.body), ...foot(model), ...annexes(model)],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(file))
}

/** 7.5: 4号半角宋体 between dashes, odd pages right, even pages left, one character from the edge. */
function pageNumber(alignment: 'right' | 'left'): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { left: 280, right: 280 },
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: faces.song, size: size.small })],
      }),
    ],
  })
}

function head(model: OfficialDocument): Paragraph[] {
  // 7.3.1: a line stands empty between the title and what follows it.
  const addressee = model.addressee === undefined ? [] : [flush(`${model.addressee}：`)]
  return model.letterhead === 'red'
    ? [...redHead(model), ...title(model.title, 2 * line), empty(), ...addressee]
    : [...plainHead(model), ...(addressee.length ? [empty(), ...addressee] : [])]
}

function redHead(model: OfficialDocument): Paragraph[] {
  const points = markSize(model.organMark)
  const above = [model.copyNumber, model.secrecy, model.urgency].filter(t => t !== undefined)
  return [
    ...above.map(text => flush(text, 'hei')),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      // 7.2.4: the mark begins 35 mm below the upper edge of the type area.
      spacing: exactly(points * 24, Math.max(0, mm(35) - above.length * line)),
      children: [run(model.organMark, 'title', points * 2, { color: red })],
    }),
    new Paragraph({
      alignment: model.signer ? AlignmentType.LEFT : AlignmentType.CENTER,
      spacing: exactly(line, 2 * line),
      indent: model.signer ? { left: 320, right: 320 } : {},
      tabStops: [{ type: TabStopType.RIGHT, position: typeArea - 320 }],
      // 7.2.7: the rule stands 4 mm below the number.
      border: { bottom: { style: BorderStyle.SINGLE, size: 18, space: 11, color: red } },
      children: [
        run(model.number ?? ''),
        ...(model.signer ? [toTheRight(), run('签发人：'), run(model.signer, 'kai')] : []),
      ],
    }),
  ]
}

function plainHead(model: OfficialDocument): Paragraph[] {
  return [
    ...title(model.organMark, 0),
    ...title(model.title, 0),
    ...(model.number
      ? [para(model.number, 'fang', { alignment: AlignmentType.CENTER, indent: {}, spacing: exactly(line, line / 3) })]
      : []),
  ]
}

const title = (text: string, before: number): Paragraph[] =>
  text.split('\n').map(
    (part, i) =>
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: exactly(700, i === 0 ? before : 0),
        keepNext: true,
        children: [run(part, 'title', size.title)],
      }),
  )

/** 7.3.3: 黑体 for 一、, 楷体 for （一）, 仿宋 below. */
const headingFaces = { 1: 'hei', 2: 'kai', 3: 'fang', 4: 'fang' } as const

function blocks(body: readonly Block[]): (Paragraph | Table)[] {
  return numbered(body).flatMap(block => {
    switch (block.kind) {
      case 'heading':
        return [para(block.text, headingFaces[block.level], { keepNext: true, outlineLevel: block.level - 1 })]
      case 'paragraph':
        return block.text.split('\n').map(text => para(text))
      case 'table':
        return [
          ...(block.title === undefined
            ? []
            : [para(block.title, 'hei', { alignment: AlignmentType.CENTER, indent: {}, keepNext: true })]),
          table(block),
          empty(),
        ]
      default:
        return block satisfies never
    }
  })
}

function table(block: Extract<Block, { kind: 'table' }>): Table {
  const shares = block.head.map((_, i) => block.widths?.[i] ?? 1)
  const whole = shares.reduce((a, b) => a + b, 0)
  const widths = shares.map(s => Math.floor((typeArea * s) / whole))
  const row = (cells: readonly string[], type: Face, tableHeader: boolean): TableRow =>
    new TableRow({
      tableHeader,
      cantSplit: true,
      children: cells.map(
        (text, i) =>
          new TableCell({
            width: { size: widths[i] ?? 0, type: WidthType.DXA },
            margins: { left: 80, right: 80, top: 20, bottom: 20 },
            children: [new Paragraph({ spacing: exactly(360), children: [run(text, type, size.table)] })],
          }),
      ),
    })
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: typeArea, type: WidthType.DXA },
    columnWidths: widths,
    rows: [row(block.head, 'hei', true), ...block.rows.map(cells => row(cells, 'fang', false))],
  })
}

function foot(model: OfficialDocument): (Paragraph | Table)[] {
  const { signed } = model
  return [
    ...(model.attachments?.length ? [empty(), ...attachmentLines(model.attachments).map(text => para(text))] : []),
    ...(signed
      ? [
          empty(),
          empty(),
          ...signed.organs.map(organ => para(organ, 'fang', { ...rightBy(2), keepNext: true })),
          para(printedDay(signed.on), 'fang', rightBy(4)),
        ]
      : []),
    ...(model.note === undefined ? [] : [para(`（${model.note}）`)]),
    ...imprint(model),
  ]
}

/** 7.4: at the foot of the last page; thick rules above and below, a thin one between (0.35 and 0.25 mm). */
function imprint({ imprint }: OfficialDocument): (Paragraph | Table)[] {
  if (!imprint) return []
  const thick = { style: BorderStyle.SINGLE, size: 8, color: '000000' }
  const thin = { style: BorderStyle.SINGLE, size: 6, color: '000000' }
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
  const row = (children: TextRun[]): TableRow =>
    new TableRow({
      children: [
        new TableCell({
          width: { size: typeArea, type: WidthType.DXA },
          children: [
            new Paragraph({
              spacing: exactly(line),
              indent: { left: 280, right: 280 },
              tabStops: [{ type: TabStopType.RIGHT, position: typeArea - 280 }],
              children,
            }),
          ],
        }),
      ],
    })
  const rows = [
    ...(imprint.copiesTo === undefined ? [] : [row([run(`抄送：${imprint.copiesTo}。`, 'fang', size.small)])]),
    row([
      run(imprint.issuedBy, 'fang', size.small),
      toTheRight(size.small),
      run(`${printedDay(imprint.on)}印发`, 'fang', size.small),
    ]),
  ]
  return [
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: typeArea, type: WidthType.DXA },
      columnWidths: [typeArea],
      float: { verticalAnchor: TableAnchorType.MARGIN, relativeVerticalPosition: RelativeVerticalPosition.BOTTOM },
      borders: { top: thick, bottom: thick, insideHorizontal: thin, left: none, right: none, insideVertical: none },
      rows,
    }),
    // A table may not be the last thing of a section; the line after it must not open a page of its own.
    new Paragraph({ spacing: exactly(20), children: [] }),
  ]
}

function annexes(model: OfficialDocument): (Paragraph | Table)[] {
  const all = model.annexes ?? []
  return all.flatMap((annex, i) => [
    para(all.length === 1 ? '附件' : `附件${i + 1}`, 'hei', { indent: {}, pageBreakBefore: true }),
    empty(),
    ...title(annex.title, 0),
    empty(),
    ...blocks(annex.body),
  ])
}
