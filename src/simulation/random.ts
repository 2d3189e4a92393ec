/** The only source of chance in a simulated district: the same seed gives the same sequence on every machine. */
export class Random {
  readonly seed: string
  #state: Uint32Array

  constructor(seed: string) {
    this.seed = seed
    this.#state = hashed(seed)
    for (let i = 0; i < 12; i++) this.#next()
  }

  /** An independent sequence that depends on seed and label only, not on what was drawn before. */
  fork(label: string): Random {
    return new Random(`${this.seed}/${label}`)
  }

  /** One step of sfc32, 32 bits. */
  #next(): number {
    const s = this.#state as unknown as [number, number, number, number]
    const t = (s[0] + s[1] + s[3]) | 0
    s[3] = s[3] + 1
    s[0] = s[1] ^ (s[1] >>> 9)
    s[1] = (s[2] + (s[2] << 3)) | 0
    s[2] = ((s[2] << 21) | (s[2] >>> 11)) + t
    return t >>> 0
  }

  /** 0 ≤ x < 1 */
  unit(): number {
    return this.#next() / 4_294_967_296
  }

  /** A whole number from `least` to `most`, both possible. */
  between(least: number, most: number): number {
    return most <= least ? least : least + Math.floor(this.unit() * (most - least + 1))
  }

  chance(probability: number): boolean {
    return this.unit() < probability
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    if (!list.length) throw new Error('nothing to pick from')
    return list[this.between(0, list.length - 1)] as T
  }

  /** One of a list, in proportion to its weight. */
  weighted<T>(list: readonly T[], weight: (item: T) => number): T {
    let whole = 0
    for (const item of list) whole += weight(item)
    let at = this.unit() * whole
    for (const item of list) {
      at -= weight(item)
      if (at < 0) return item
    }
    return this.pick(list)
  }

  /** Like `weighted`, for a list that is drawn from many times. */
  static picker<T>(list: readonly T[], weight: (item: T) => number): (random: Random) => T {
    let whole = 0
    const sums = list.map(item => (whole += weight(item)))
    return random => {
      const at = random.unit() * whole
      let [low, high] = [0, sums.length - 1]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((sums[middle] as number) > at) high = middle
        else low = middle + 1
      }
      return list[low] as T
    }
  }

  /** The list in another order. */
  shuffled<T>(list: readonly T[]): T[] {
    const copy = [...list]
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.between(0, i)
      ;[copy[i], copy[j]] = [copy[j] as T, copy[i] as T]
    }
    return copy
  }
}

/** Four words from a text (FNV-1a with four offsets). */
function hashed(text: string): Uint32Array {
  const state = new Uint32Array([0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 1])
  for (let i = 0; i < text.length; i++)
    for (let k = 0; k < 3; k++) state[k] = Math.imul((state[k] as number) ^ (text.charCodeAt(i) + k), 0x01000193)
  return state
}
