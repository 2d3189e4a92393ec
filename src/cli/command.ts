import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { allRefusals, type Refused } from '#kernel/refusal.ts'

/** Ends a command with a message for the person at the keyboard. 2: what was typed cannot be done. */
export class Failure extends Error {
  readonly status: number
  constructor(message: string, status = 2) {
    super(message)
    this.status = status
  }
}

export const failed = (refused: Refused): Failure =>
  new Failure(
    allRefusals(refused)
      .slice(0, 20)
      .map(r => `${r.message}${r.article ? `（${r.article}）` : ''}`)
      .join('\n'),
  )

/** Reads the options of a command; unknown ones are refused with its usage. */
export function options<const O extends ParseArgsOptionsConfig>(args: readonly string[], config: O, usage: string) {
  try {
    return parseArgs({ args: [...args], options: config, allowPositionals: true, strict: true })
  } catch (error) {
    const what = /'(--?[^' ]+)/.exec(error instanceof Error ? error.message : '')?.[1]
    throw new Failure(`选项${what ? ` ${what} ` : ''}不正确。\n用法：${usage}`)
  }
}

export type Command = {
  readonly name: string
  readonly summary: string
  readonly usage: string
  readonly load: () => Promise<{ run: (args: readonly string[]) => Promise<number> }>
}
