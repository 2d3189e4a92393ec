import { expect, test } from 'vitest'
import { textOfHtml } from './html.ts'

test('keeps what is seen and drops scripts, styles and comments', () => {
  const page = `<!DOCTYPE html><html><head><title>标题栏</title><style>p{}</style></head><body>
    <!-- 注释 12件 --><script>var n = "13件"</script>
    <h1>禾塘镇&nbsp;报告</h1><p>调解&ldquo;疑难&rdquo;纠纷<b>12</b>件，<br>成功&#49;&#x32;件。</p></body></html>`
  expect(textOfHtml(page)).toBe('禾塘镇 报告\n调解“疑难”纠纷12件，\n成功12件。')
})

test('rows of a table are lines, its cells stand apart', () => {
  expect(textOfHtml('<table><tr><td>受理</td><td>46件</td></tr><tr><td>审结</td><td>33件</td></tr></table>')).toBe(
    '受理 46件\n审结 33件',
  )
})

test('a lone ampersand or angle bracket stays', () => {
  expect(textOfHtml('<p>甲&乙 &unknown; 3 < 5 件</p>')).toBe('甲&乙 &unknown; 3 < 5 件')
})

test('unclosed tags and comments end the page without harm', () => {
  expect(textOfHtml('<p>一段<!-- 没有结束')).toBe('一段')
  expect(textOfHtml('<p>一段<a href="')).toBe('一段')
  const start = performance.now()
  textOfHtml('<'.repeat(300_000))
  textOfHtml('<!--'.repeat(100_000))
  textOfHtml('&'.repeat(300_000))
  expect(performance.now() - start).toBeLessThan(3000)
})
