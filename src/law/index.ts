import { type Catalogue, catalogue } from '#kernel/catalogue.ts'
import type { Declaration } from '#kernel/declaration.ts'
import { decisions } from './decisions/index.ts'
import { disputes } from './disputes/index.ts'
import { enforcement } from './enforcement/index.ts'
import { functions } from './functions/index.ts'
import { leadership } from './leadership/index.ts'
import { publicity } from './publicity/index.ts'
import { roleCodes } from './roles.ts'
import { services } from './services/index.ts'

/** Every declared system in all its versions, in the order of the report's chapters. */
export const declarations: readonly Declaration[] = [
  ...leadership,
  ...functions,
  ...decisions,
  ...enforcement,
  ...disputes,
  ...services,
  ...publicity,
]

/** The catalogue of 准绳, checked when it is loaded. */
export const zhunshengCatalogue: Catalogue = catalogue(declarations, roleCodes)
