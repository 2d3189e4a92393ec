import { z } from 'zod'

/** Shapes of requests. Unknown members are refused: a misspelt field must not be lost in silence. */
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期请按 2024-03-05 的样子填写')
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间请按 09:30 的样子填写')
const value = z.union([z.string().max(100_000), z.number(), z.boolean(), z.array(z.string().max(1000)).max(500)])
const values = z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/, '栏目代码不正确'), value)
export const party = z.strictObject({
  role: z.string().max(60),
  kind: z.enum(['person', 'organisation', 'agency']),
  name: z.string().max(400),
  number: z.string().max(40).optional(),
  phone: z.string().max(40).optional(),
  address: z.string().max(400).optional(),
  organ: z.string().max(60).optional(),
})
const parties = z.array(party).max(200)
export const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, '编号不正确')

export const openRequest = z
  .strictObject({
    system: z.string().max(60),
    on: day,
    at: timeOfDay.optional(),
    values: values.optional(),
    parties: parties.optional(),
    handler: z.string().max(60).optional(),
    from: z.strictObject({ record: uuid, link: z.string().max(60) }).optional(),
  })
  .meta({ id: 'OpenRequest', description: '登记一件。values 的栏目由该类事项的声明规定（GET /systems）。' })

export const actRequest = z
  .strictObject({
    action: z.string().max(60),
    on: day,
    at: timeOfDay.optional(),
    values: values.optional(),
    parties: parties.optional(),
    note: z.string().max(5000).optional(),
    handler: z.string().max(60).optional(),
    corrects: z
      .strictObject({ seq: z.number().int().min(1).max(100_000), on: day.optional(), reason: z.string().max(2000) })
      .optional(),
    handOver: z.strictObject({ link: z.string().max(60), to: z.string().max(60) }).optional(),
    handBack: z.strictObject({ seq: z.number().int().min(1).max(100_000) }).optional(),
    expect: z.number().int().min(0).max(1_000_000).optional(),
  })
  .meta({ id: 'ActRequest', description: '办理一个动作。expect 为所见版本的 seq，他人已先办理时得到 409。' })

export const idParams = z.strictObject({ id: uuid })
export const year = z.coerce.number().int().min(2000).max(2199)
