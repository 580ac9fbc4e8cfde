/** The ending of our own modules as they stand: `.ts` in the repository, `.js` in the published package. */
export const ownEnding: '.ts' | '.js' = import.meta.url.endsWith('.ts') ? '.ts' : '.js'
