import type { PlainDate } from '#kernel/time/date.ts'

/**
 * The last day on which the report of a year is made public. A fixed date: rest days do not move it. Taken from a secondary
 * source, the article is not compared with the published text yet.
 */
export const publishBy = (year: number) =>
  ({
    on: `${year + 1}-04-01` satisfies PlainDate,
    article: '《法治政府建设与责任落实督察工作规定》',
    verified: false,
  }) as const
