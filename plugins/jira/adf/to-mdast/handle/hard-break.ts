import type { InlineHandler } from '../handler.ts'

export const hardBreak: InlineHandler = () => [{ type: 'break' }]
