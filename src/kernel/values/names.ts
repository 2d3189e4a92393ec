/** Names of persons. */

/** The surnames of two characters still in use; a name of three or four characters that begins so keeps both. */
const DOUBLE_SURNAMES = new Set(
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门'.split(
    ' ',
  ),
)

/**
 * A person's name with only the surname left; of a name in parts (热依汗·阿不都, John Doe) only the first sign of each part.
 * @example maskName('张小明') // '张**'; maskName('欧阳小明') // '欧阳**'; maskName('阿依·古丽') // '阿*·古*'
 */
export function maskName(name: string): string {
  const trimmed = name.trim()
  if (/[·•\s]/.test(trimmed)) {
    return trimmed.replace(/[^·•\s]+/g, part => maskAfter(part, 1))
  }
  const surname = [...trimmed].slice(0, 2).join('')
  return maskAfter(trimmed, [...trimmed].length > 2 && DOUBLE_SURNAMES.has(surname) ? 2 : 1)
}

/** A single character is hidden too: nothing of such a name may stay readable. */
function maskAfter(text: string, kept: number): string {
  const signs = [...text]
  if (signs.length <= 1) return '*'.repeat(signs.length)
  return signs.slice(0, kept).join('') + '*'.repeat(signs.length - kept)
}
