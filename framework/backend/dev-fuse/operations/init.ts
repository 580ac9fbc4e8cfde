import type { Operation } from '../context.ts'
import { negotiate } from '../negotiate.ts'

/** The kernel's first words: versions and abilities. */
export const init: Operation = (request, reply, context) => {
  const negotiated = negotiate(request, reply, context.serving)
  if (negotiated === 'too-old') return 'EPROTO'
  return negotiated === 'again' ? 'reply' : { dialect: negotiated }
}
