import type { Actor } from '#kernel/record.ts'
import { seesDivision } from '#law/roles.ts'
import type { Scope } from '#store/database.ts'

/** What a person sees of the records: default is nothing; a post gives the organ's, some posts the division's. */
export function scopeOf(actor: Actor): Scope {
  return { division: actor.division, organ: actor.organ, person: actor.id, sees: sightOf(actor.roles) }
}

function sightOf(roles: readonly string[]): Scope['sees'] {
  if (seesDivision(roles)) return 'division'
  const staff = roles.filter(r => r !== 'citizen')
  return staff.length ? 'organ' : roles.length ? 'public' : 'none'
}
