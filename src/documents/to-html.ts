import {
  attachmentLines,
  type Block,
  markSize,
  numbered,
  type OfficialDocument,
  printedDay,
} from './official-document.ts'

/** Text as it may stand in an element or in a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c)

/** The sheet of GB/T 9704-2012 for screen and print: A4, margins 37/26/35/28 mm, 3号仿宋, 22 lines to 225 mm. */
export const sheetCss = `
.sheet{box-sizing:border-box;width:210mm;min-height:297mm;margin:0 auto;padding:37mm 26mm 35mm 28mm;background:#fff;color:#000;
font:16pt/28.95pt "Times New Roman",仿宋_GB2312,FangSong,STFangsong,FandolFang,serif;letter-spacing:-.25pt;text-align:justify;overflow-wrap:anywhere;
line-break:strict;position:relative}
.sheet p{margin:0;text-indent:2em}
.sheet h1,.sheet h2,.sheet h3,.sheet h4,.sheet h5{margin:0;font-size:inherit;line-height:inherit;font-weight:normal;text-indent:2em;break-after:avoid}
.sheet h1{font:22pt/35pt 方正小标宋简体,"Noto Serif CJK SC",SimSun,serif;text-align:center;text-indent:0;white-space:pre-line}
.sheet h2{font-family:"Times New Roman",黑体,SimHei,"Noto Sans CJK SC",sans-serif}
.sheet h3{font-family:"Times New Roman",楷体_GB2312,KaiTi,STKaiti,FandolKai,serif}
.sheet .red+h1{margin-bottom:28.95pt}
.sheet .red+h1+.to{margin-top:0}
.sheet .mark{text-indent:0;text-align:center;color:#f00;font-family:方正小标宋简体,"Noto Serif CJK SC",SimSun,serif;line-height:1.2;padding-top:35mm;white-space:nowrap}
.sheet .above+.mark{padding-top:calc(35mm - 28.95pt)}
.sheet .above,.sheet .to{text-indent:0}
.sheet .above{font-family:黑体,SimHei,sans-serif}
.sheet .number{text-indent:0;text-align:center}
.sheet .red{margin:57.9pt 0 57.9pt;padding-bottom:4mm;border-bottom:2.25pt solid #f00}
.sheet .signer{display:flex;justify-content:space-between;padding-left:1em;padding-right:1em}
.sheet .to,.sheet .annexed,.sheet .signed{margin-top:28.95pt}
.sheet .signed{text-align:right;break-inside:avoid}
.sheet .signed p{text-indent:0;padding-right:2em}
.sheet .signed .on{padding-right:4em}
.sheet .imprint{margin-top:57.9pt;border-top:.35mm solid;border-bottom:.35mm solid;font-size:14pt;break-inside:avoid}
.sheet .imprint p{text-indent:0;padding:0 1em;display:flex;justify-content:space-between}
.sheet .imprint p+p{border-top:.25mm solid}
.sheet table{width:100%;border-collapse:collapse;font-size:12pt;line-height:18pt;margin:6pt 0 14pt;text-align:left}
.sheet caption,.sheet th{font-family:黑体,SimHei,"Noto Sans CJK SC",sans-serif;font-weight:normal}
.sheet caption{font-size:16pt;line-height:28.95pt}
.sheet th,.sheet td{border:.5pt solid;padding:1pt 4pt;vertical-align:top}
.sheet .annex{break-before:page;margin-top:28.95pt}
.sheet .annex>p:first-child{text-indent:0;font-family:黑体,SimHei,sans-serif}
@page{size:A4;margin:37mm 26mm 35mm 28mm}
@media print{.sheet{width:auto;min-height:0;padding:0;margin:0}}
@media (max-width:210mm){.sheet{width:auto;padding:8vw 6vw}.sheet .mark{font-size:8vw!important;padding-top:6vw}}
`

/** The same sheet as an HTML fragment; put `sheetCss` beside it. Everything that was entered is escaped. */
export function toHtml(model: OfficialDocument): string {
  return `<article class="sheet">${head(model)}${blocks(model.body)}${foot(model)}${annexes(model)}</article>`
}

/** A whole page with the sheet on it, for printing. */
export function toHtmlPage(model: OfficialDocument): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(model.title.replaceAll('\n', ''))}</title><style>${sheetCss}</style></head><body>${toHtml(model)}</body></html>`
}

const p = (text: string, name = ''): string => `<p${name ? ` class="${name}"` : ''}>${escapeHtml(text)}</p>`

function head(model: OfficialDocument): string {
  const addressee = model.addressee === undefined ? '' : p(`${model.addressee}：`, 'to')
  if (model.letterhead === 'plain')
    return `<h1>${escapeHtml(`${model.organMark}\n${model.title}`)}</h1>${model.number ? p(model.number, 'number') : ''}${addressee}`
  const above = [model.copyNumber, model.secrecy, model.urgency].filter(t => t !== undefined)
  const number = escapeHtml(model.number ?? '')
  return [
    ...above.map(text => p(text, 'above')),
    `<p class="mark" style="font-size:${markSize(model.organMark)}pt">${escapeHtml(model.organMark)}</p>`,
    model.signer
      ? `<p class="number red signer"><span>${number}</span><span>签发人：${escapeHtml(model.signer)}</span></p>`
      : `<p class="number red">${number}</p>`,
    `<h1>${escapeHtml(model.title)}</h1>`,
    addressee,
  ].join('')
}

function blocks(body: readonly Block[]): string {
  return numbered(body)
    .map(block => {
      switch (block.kind) {
        case 'heading':
          return `<h${block.level + 1}>${escapeHtml(block.text)}</h${block.level + 1}>`
        case 'paragraph':
          return block.text
            .split('\n')
            .map(text => p(text))
            .join('')
        case 'table':
          return table(block)
        default:
          return block satisfies never
      }
    })
    .join('')
}

function table(block: Extract<Block, { kind: 'table' }>): string {
  const caption = block.title === undefined ? '' : `<caption>${escapeHtml(block.title)}</caption>`
  const head = block.head.map(text => `<th scope="col">${escapeHtml(text)}</th>`).join('')
  const rows = block.rows.map(cells => `<tr>${cells.map(text => `<td>${escapeHtml(text)}</td>`).join('')}</tr>`)
  return `<table>${caption}<thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function foot(model: OfficialDocument): string {
  const { signed, imprint } = model
  const attachments = model.attachments?.length
    ? `<div class="annexed">${attachmentLines(model.attachments)
        .map(text => p(text))
        .join('')}</div>`
    : ''
  const signature = signed
    ? `<div class="signed">${signed.organs.map(organ => p(organ)).join('')}${p(printedDay(signed.on), 'on')}</div>`
    : ''
  const note = model.note === undefined ? '' : p(`（${model.note}）`)
  const copies = imprint?.copiesTo === undefined ? '' : p(`抄送：${imprint.copiesTo}。`)
  const foot = imprint
    ? `<div class="imprint">${copies}<p><span>${escapeHtml(imprint.issuedBy)}</span><span>${printedDay(imprint.on)}印发</span></p></div>`
    : ''
  return attachments + signature + note + foot
}

function annexes(model: OfficialDocument): string {
  const all = model.annexes ?? []
  return all
    .map(
      (annex, i) =>
        `<section class="annex">${p(all.length === 1 ? '附件' : `附件${i + 1}`)}<h1>${escapeHtml(annex.title)}</h1>${blocks(annex.body)}</section>`,
    )
    .join('')
}
