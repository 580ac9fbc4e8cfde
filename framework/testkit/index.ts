/** Tools to test a plugin or a backend with vitest: `import { mountMemory } from 'issuefs/testkit'`. */
export { type MemoryMount, mountMemory } from './mount-memory.ts'
