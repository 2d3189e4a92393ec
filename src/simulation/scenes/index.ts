import { legalityReview, normativeDocument } from './decisions.ts'
import { judicialConfirmation, mediation, reconsideration } from './disputes.ts'
import { enforcementOfficer, penalty } from './enforcement.ts'
import { hotline } from './hotline.ts'
import { laborArbitration, laborMediation } from './labor.ts'
import { studySession, supervisedItem, taskPlan } from './leadership.ts'
import { legalLiterate, publicityActivity } from './publicity.ts'
import type { Scene } from './scene.ts'
import { legalAid } from './services.ts'

/** Scenes by system. A system that is not named here is written by kinds and labels alone (`lexicon.ts`). */
export const scenes: Readonly<Record<string, Scene>> = {
  'study-session': studySession,
  'supervised-item': supervisedItem,
  'task-plan': taskPlan,
  hotline,
  'normative-document': normativeDocument,
  'legality-review': legalityReview,
  penalty,
  'enforcement-officer': enforcementOfficer,
  mediation,
  'judicial-confirmation': judicialConfirmation,
  'labor-mediation': laborMediation,
  'labor-arbitration': laborArbitration,
  reconsideration,
  'legal-aid': legalAid,
  'publicity-activity': publicityActivity,
  'legal-literate': legalLiterate,
}
