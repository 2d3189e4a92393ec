/**
 * The chain of a record's events: each hash covers the hash before it and the whole event, so that an event that was
 * changed, left out, added or moved breaks every hash after it.
 */

import { canonicalBytes } from './canonical.ts'
import { SM3_HEX_LENGTH, sm3 } from './sm3.ts'

/** The hash that stands before the first event. */
export const GENESIS_HASH = '0'.repeat(SM3_HEX_LENGTH)

/** An event with the hash it was stored under. */
export type ChainLink = { readonly event: unknown; readonly hash: string }

const HASH_SHAPE = /^[0-9a-f]{64}$/

/**
 * SM3(previous hash || canonical bytes of the event). The previous hash enters as its 32 bytes.
 * @throws TypeError when the previous hash is none, or the event has no canonical form
 */
export function chainHash(previous: string, event: unknown): string {
  if (!HASH_SHAPE.test(previous)) throw new TypeError(`not an SM3 hash: ${previous}`)
  return sm3(Buffer.concat([Buffer.from(previous, 'hex'), canonicalBytes(event)]))
}

/** Links events to a chain, from the beginning or from a known hash on. */
export function linkAll(events: readonly unknown[], previous: string = GENESIS_HASH): ChainLink[] {
  let hash = previous
  return events.map(event => {
    hash = chainHash(hash, event)
    return { event, hash }
  })
}

/** Index of the first link that does not fit, or -1 when the chain is whole. A cut-off tail needs the head stored elsewhere. */
export function firstBrokenLink(links: readonly ChainLink[], previous: string = GENESIS_HASH): number {
  let hash = previous
  return links.findIndex(link => {
    hash = chainHash(hash, link.event)
    return hash !== link.hash
  })
}
