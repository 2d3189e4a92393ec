import type { Command } from './command.ts'

const commands: readonly Command[] = [
  {
    name: 'serve',
    summary: '启动服务（工作台、接口、公众门户）',
    usage: 'zhunsheng serve [--demo]   环境变量：PORT、HOST、DATA_DIR、DATABASE_URL',
    load: () => import('./serve.ts'),
  },
  {
    name: 'clock',
    summary: '法定期限计算器',
    usage:
      'zhunsheng clock --start 2024-09-27 --within 5WD|60D|6M|2Y|24H --kind MAX|MIN|POWER|BEFORE [--roll] [--exclude 2024-09-10..2024-09-19]… [--extend 30D] [--json]\n      zhunsheng clock --batch < 每行一个 JSON',
    load: () => import('./clock.ts'),
  },
  {
    name: 'read',
    summary: '年报体检：读出报告中的统计数字并验算',
    usage: 'zhunsheng read 文件… [--json] [--out 目录] [--strict]',
    load: () => import('./read.ts'),
  },
  {
    name: 'report',
    summary: '年度报告及其数字',
    usage: 'zhunsheng report --division 990101 --year 2022 [--format json|html|docx] [--out 文件]',
    load: () => import('./report.ts'),
  },
  {
    name: 'import',
    summary: '导入历史台账；--template 生成导入模板',
    usage:
      'zhunsheng import --system reconsideration --file 台账.xlsx [--division 990101] [--organ 单位代码] [--partial] [--dry]\n      zhunsheng import --system reconsideration --template 模板.xlsx',
    load: () => import('./import.ts'),
  },
  {
    name: 'export',
    summary: '导出清单',
    usage:
      'zhunsheng export --system reconsideration --out 清单.xlsx [--division 990101] [--from 2022-01-01] [--to 2022-12-31]',
    load: () => import('./export.ts'),
  },
  {
    name: 'simulate',
    summary: '模拟一个地区一年的办件（经真实规则引擎）',
    usage: 'zhunsheng simulate --division 990102 --year 2023 [--targets 文件.json] [--seed 1] [--scale 1]',
    load: () => import('./simulate.ts'),
  },
  {
    name: 'verify',
    summary: '校验全部日志：任何被改、被删、被增、被调换的记录都会指出',
    usage: 'zhunsheng verify [--division 990101] [--json]',
    load: () => import('./verify.ts'),
  },
  {
    name: 'rebuild',
    summary: '由日志重建全部投影，并与原投影比较',
    usage: 'zhunsheng rebuild',
    load: () => import('./rebuild.ts'),
  },
  {
    name: 'law',
    summary: '检查规则声明（check），生成流程页面（docs）',
    usage: 'zhunsheng law check | zhunsheng law docs [--check] [--out docs/procedures]',
    load: () => import('./law.ts'),
  },
  {
    name: 'backup',
    summary: '在线备份数据库和文件',
    usage: 'zhunsheng backup --to 目录',
    load: () => import('./backup.ts'),
  },
  {
    name: 'restore',
    summary: '由备份恢复到空库，并校验',
    usage: 'zhunsheng restore --from 目录',
    load: () => import('./restore.ts'),
  },
  {
    name: 'init',
    summary: '建立一个地区：司法局和系统管理员',
    usage: 'zhunsheng init --division 450000 --name 某某区 --account admin',
    load: () => import('./init.ts'),
  },
  {
    name: 'migrate',
    summary: '升级数据库结构',
    usage: 'zhunsheng migrate [--citus]',
    load: () => import('./migrate.ts'),
  },
]

export const findCommand = (name: string): Command | undefined => commands.find(c => c.name === name)

export function overview(): string {
  const width = Math.max(...commands.map(c => c.name.length))
  return [
    '准绳 · 法治政府建设业务平台',
    '',
    '用法：zhunsheng 命令 [选项]   （zhunsheng 命令 --help 看选项）',
    '',
    ...commands.map(c => `  ${c.name.padEnd(width)}  ${c.summary}`),
  ].join('\n')
}
