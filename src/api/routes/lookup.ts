import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { PartyKind } from '#kernel/field.ts'
import { entryOn } from '#kernel/validity.ts'
import { today } from '#records/platform.ts'
import { maskParty } from '#records/view.ts'
import type { LookupOption, PartyLookup } from '#records/views.ts'
import { read } from '#store/database.ts'
import { loadMany } from '#store/log.ts'
import { searchQuery } from '#store/search.ts'
import { day } from '../schemas.ts'
import type { ServerOptions } from '../server.ts'
import { callerOf } from '../session.ts'

/** What forms look up: organs, colleagues, register entries valid on the day, known parties. */
export async function lookupRoutes(api: FastifyInstance, { platform }: ServerOptions): Promise<void> {
  const app = api.withTypeProvider<ZodTypeProvider>()

  app.get('/lookup/organs', { schema: { summary: '单位' } }, async (request): Promise<LookupOption[]> => {
    const division = await platform.division(callerOf(request).scope.division)
    return [...division.organs.values()].map(o => ({
      value: o.code,
      label: o.name,
      ...(o.active ? {} : { invalid: '该单位已停用' }),
    }))
  })

  app.get(
    '/lookup/persons',
    {
      schema: {
        summary: '人员',
        querystring: z.strictObject({
          role: z.string().max(60).optional(),
          q: z.string().max(60).optional(),
          ids: z.string().max(4000).optional(),
        }),
      },
    },
    async (request): Promise<LookupOption[]> => {
      const { scope } = callerOf(request)
      const division = await platform.division(scope.division)
      const { role, q = '', ids } = request.query
      // Whoever left is no choice any more, but is still named where he was chosen before.
      const held = ids?.split(',')
      return [...division.people.values()]
        .filter(
          p =>
            (held ? held.includes(p.id) : p.active && p.organ === scope.organ) &&
            (!role || p.roles.includes(role)) &&
            p.name.includes(q),
        )
        .slice(0, 100)
        .map(p => ({ value: p.id, label: p.name, note: division.organs.get(p.organ)?.name ?? '' }))
    },
  )

  app.get(
    '/lookup/entries',
    {
      schema: {
        summary: '名录条目',
        querystring: z.strictObject({
          register: z.string().max(60),
          q: z.string().max(60).optional(),
          on: day.optional(),
          ids: z.string().max(4000).optional(),
        }),
      },
    },
    async (request): Promise<LookupOption[]> => {
      const { scope } = callerOf(request)
      const { register, q, ids, on = today(platform) } = request.query
      const wide = { ...scope, sees: 'division' as const }
      const words = q ? searchQuery(q) : undefined
      const found = await read<{ id: string }>(
        platform.db,
        wide,
        `select id from zs.record where division = $1 and system = $2 and stage <> 'voided'
           and ($4::text[] is null or id::text = any($4))
           and ($3::text is null or id in (select id from zs.matching($3::tsquery, $2::text, 200)) or title like '%' || $5 || '%')
         order by organ = $6 desc, opened_on desc limit 30`,
        [
          scope.division,
          register,
          words ?? null,
          ids ? ids.split(',') : null,
          (q ?? '').replace(/[\\%_]/g, '\\$&'),
          scope.organ,
        ],
      )
      const division = await platform.division(scope.division)
      const stored = await loadMany(
        platform.db,
        wide,
        found.map(f => f.id),
      )
      return found.flatMap(({ id }) => {
        const state = stored.get(id)?.state
        if (!state) return []
        const at = entryOn(platform.catalogue.get(state.system, state.version), state, on)
        return [
          {
            value: id,
            label: state.title,
            note: division.organs.get(state.organ)?.name ?? '',
            ...(at.valid ? {} : { invalid: at.why }),
          },
        ]
      })
    },
  )

  app.get(
    '/lookup/parties',
    {
      schema: {
        summary: '已知的当事人',
        querystring: z.strictObject({ number: z.string().max(40).optional(), name: z.string().max(80).optional() }),
      },
    },
    async (request): Promise<PartyLookup> => {
      const { scope } = callerOf(request)
      const { number, name } = request.query
      if (!number && (!name || name.length < 2)) return { parties: [] }
      const rows = await read<{
        kind: PartyKind
        name: string
        number: string | null
        phone: string | null
        organ: string
        seen: number
      }>(
        platform.db,
        scope,
        `select kind, name, number, max(phone) as phone, max(organ) as organ, count(*)::int as seen from zs.party
       where division = $1 and (($2::text is not null and number = $2) or ($3::text is not null and name like $3 || '%'))
       group by kind, name, number order by seen desc limit 8`,
        [scope.division, number ?? null, number ? null : (name ?? '').replace(/[\\%_]/g, '\\$&')],
      )
      return {
        parties: rows.map(r => {
          const party = {
            role: '',
            kind: r.kind,
            name: r.name,
            ...(r.number ? { number: r.number } : {}),
            ...(r.phone ? { phone: r.phone } : {}),
          }
          // Found by the whole number: the person is known to whoever asks. Found by name: only as much as tells them apart.
          return { ...(number || r.organ === scope.organ ? party : maskParty(party)), seen: r.seen }
        }),
      }
    },
  )
}
