import type { Declaration } from '#kernel/declaration.ts'
import { judicialConfirmation2011 } from './judicial-confirmation.ts'
import { laborArbitration2017 } from './labor-arbitration.ts'
import { laborMediation2008 } from './labor-mediation.ts'
import { mediation2010 } from './mediation.ts'
import { reconsideration2017, reconsideration2023 } from './reconsideration.ts'

/** 矛盾纠纷. */
export const disputes: readonly Declaration[] = [
  mediation2010,
  judicialConfirmation2011,
  laborMediation2008,
  laborArbitration2017,
  reconsideration2017,
  reconsideration2023,
]
