import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    pool: 'threads',
    globalSetup: 'test/kit/server.ts',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
