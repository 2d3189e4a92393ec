import path from 'node:path'

/** Settings of the program, all from the environment. */
export const root = path.resolve(import.meta.dirname, '../..')

export const settings = {
  port: Number(process.env.PORT) || 8080,
  /** 本机 by default; `HOST=0.0.0.0` serves the network. */
  host: process.env.HOST || 'localhost',
  dataDir: path.resolve(process.env.DATA_DIR || path.join(root, 'data')),
  databaseUrl: process.env.DATABASE_URL || undefined,
  webDir: path.join(root, 'dist', 'web'),
} as const
