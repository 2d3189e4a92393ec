/**
 * The registry of refusal codes: every reason for which the program says no, with the HTTP status of the API and the
 * meaning for those who read the API document. A refusal is a value; an exception is a bug.
 */
export const refusals = {
  'invalid-input': { status: 400, meaning: '填写的内容不符合要求' },
  'invalid-date': { status: 400, meaning: '日期不存在或格式不对' },
  'invalid-period': { status: 400, meaning: '期间参数不完整或自相矛盾' },
  'invalid-number': { status: 400, meaning: '证照号码、代码或数额不正确' },
  'invalid-file': { status: 400, meaning: '文件无法识别或内容不符合要求' },
  'too-large': { status: 413, meaning: '内容超过允许的大小' },
  'not-signed-in': { status: 401, meaning: '未登录或登录已过期' },
  'sign-in-failed': { status: 401, meaning: '账号或密码不正确' },
  locked: { status: 423, meaning: '账号因多次输错密码被暂时锁定' },
  forbidden: { status: 403, meaning: '没有办理该事项的权限' },
  'not-found': { status: 404, meaning: '不存在，或者不在可查看的范围内' },
  'wrong-stage': { status: 409, meaning: '当前阶段不能办理该动作' },
  guard: { status: 409, meaning: '法定条件不具备' },
  'too-early': { status: 409, meaning: '法定最短期限尚未届满' },
  'too-late': { status: 409, meaning: '法定期限已过，权力或权利消灭' },
  'wrong-date': { status: 409, meaning: '发生日期与案件的经过相矛盾' },
  stale: { status: 409, meaning: '他人已先办理，内容已变化' },
  conflict: { status: 409, meaning: '与已有的记录冲突' },
  'too-many': { status: 429, meaning: '操作过于频繁' },
  unavailable: { status: 503, meaning: '数据库暂时不可用' },
} as const satisfies Record<string, { status: number; meaning: string }>

export type RefusalCode = keyof typeof refusals

/** Why something was not done. `message` tells the user in Chinese what to do next. */
export type Refusal = {
  readonly code: RefusalCode
  readonly message: string
  /** Where: the field, row and column, or limit concerned, e.g. `asks.officers` or `第3行“受理日期”`. */
  readonly path?: string
  /** The article that demands it, as printed, e.g. `《行政处罚法》第四十二条`. */
  readonly article?: string
  /** What may be done instead, e.g. the actions allowed now. */
  readonly allowed?: readonly string[]
}

export type Refused = { readonly ok: false; readonly refusal: Refusal; readonly others?: readonly Refusal[] }
export type Result<T> = { readonly ok: true; readonly value: T } | Refused

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

/** One refusal, or several at once (a form with three wrong fields names all three). */
export function refuse(refusal: Refusal, others: readonly Refusal[] = []): Refused {
  return others.length ? { ok: false, refusal, others } : { ok: false, refusal }
}

/** All refusals of a refused result, first one first. */
export const allRefusals = (refused: Refused): readonly Refusal[] => [refused.refusal, ...(refused.others ?? [])]
