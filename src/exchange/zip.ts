import { crc32, inflateRawSync } from 'node:zlib'

/** Why an archive cannot be read. Thrown inside this folder and turned into a refusal where files come in. */
export class BrokenFile extends Error {
  readonly tooLarge: boolean
  constructor(message: string, tooLarge = false) {
    super(message)
    this.tooLarge = tooLarge
  }
}

type Entry = {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly at: number
}

const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50

/**
 * The parts of a ZIP archive (APPNOTE 6.3: central directory, stored and deflated entries; neither encryption nor ZIP64),
 * each checked against its CRC. What all parts together unpack to is bounded, whatever sizes the archive claims.
 * @throws BrokenFile
 */
export function openZip(bytes: Buffer, mostUnpacked: number): (name: string) => Buffer | undefined {
  const entries = new Map(directory(bytes).map(e => [e.name, e]))
  const counted = new Set<string>()
  let left = mostUnpacked
  return name => {
    const entry = entries.get(name) ?? entries.get(name.replaceAll('/', '\\'))
    if (!entry) return undefined
    const most = counted.has(name) ? mostUnpacked : left
    if (entry.size > most) throw tooLarge()
    const content = unpack(bytes, entry, most)
    if (!counted.has(name)) left -= content.length
    counted.add(name)
    if (crc32(content) !== entry.crc) throw new BrokenFile(`CRC of ${name}`)
    return content
  }
}

const tooLarge = () => new BrokenFile('unpacks to too much', true)

function directory(bytes: Buffer): Entry[] {
  // The end record is the last 22 bytes, or stands before a comment of at most 65,535.
  let end = bytes.length - 22
  const lowest = Math.max(0, end - 65_535)
  while (end >= lowest && bytes.readUInt32LE(end) !== endMark) end--
  if (end < lowest) throw new BrokenFile('no end of archive')
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  const entries: Entry[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== entryMark) throw new BrokenFile('directory')
    if (bytes.readUInt16LE(at + 8) & 1) throw new BrokenFile('encrypted')
    const nameLength = bytes.readUInt16LE(at + 28)
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function unpack(bytes: Buffer, entry: Entry, most: number): Buffer {
  const { at } = entry
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== localMark) throw new BrokenFile('entry')
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  const packed = bytes.subarray(start, start + entry.packed)
  if (packed.length !== entry.packed) throw new BrokenFile('cut off')
  if (entry.method === 0) return packed
  if (entry.method !== 8) throw new BrokenFile(`method ${entry.method}`)
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(most, 1) })
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : new BrokenFile('deflate')
  }
}
