import { setImmediate } from 'node:timers/promises'

let last = performance.now()

/** Lets others go on after every 12 milliseconds of planning: the writes under way, and a server in the same process. */
export async function breathe(): Promise<void> {
  if (performance.now() - last < 12) return
  await setImmediate()
  last = performance.now()
}
