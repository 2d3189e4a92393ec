import { describe, expect, test } from 'vitest'
import { html } from './html.ts'

describe('网页模板', () => {
  test('填入的文字一律转义，标签不会变成网页的一部分', () => {
    expect(html`<p title="${'"><script>'}">${`<b>&'`}</p>`.toString()).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;&#39;</p>',
    )
  })
  test('模板里的模板不再转义，列表逐项相连，空值不留痕迹', () => {
    const rows = ['甲', '乙'].map(t => html`<li>${t}</li>`)
    expect(html`<ul>${rows}${false}${undefined}${null}${0}</ul>`.toString()).toBe('<ul><li>甲</li><li>乙</li>0</ul>')
  })
  test('自称是网页的数据仍然只是文字', () => {
    const forged = JSON.parse('{"markup":"<script>"}') as { markup: string }
    expect(html`${String(forged.markup)}`.toString()).toBe('&lt;script&gt;')
  })
})
