import type { Repository } from '../options.ts'

/** What GitHub says when it does not let something be changed, and what that means for who reads it. */
const REASONS: readonly (readonly [RegExp, (place: Repository) => string])[] = [
  [
    /not accessible by (?:personal access token|integration)/i,
    place => `The token may not write to ${nameOf(place)}: give it “Issues” and “Pull requests”, read and write.`,
  ],
  [/is locked/i, place => `This conversation of ${nameOf(place)} is locked: unlock it first.`],
  [
    /archived/i,
    place => `${nameOf(place)} is archived, so nothing in it can be changed: unarchive it on GitHub first.`,
  ],
  [
    /\bSAML\b|single sign-on/i,
    ({ owner }) =>
      `The token is not authorized for the single sign-on of ${owner}: “Configure SSO” at https://github.com/settings/tokens.`,
  ],
]

/** The sentence for what GitHub said; `undefined` for what is not known to be more than a missing right. */
export function denialOf(said: string, place: Repository): string | undefined {
  return REASONS.find(([words]) => words.test(wordsIn(said)))?.[1](place)
}

/** Whether GitHub only says that a role is missing, or nothing at all. */
export function isRole(said: string): boolean {
  return /answered 403\. |must have (?:admin|push|write)|must be a collaborator|correct permissions/i.test(said)
}

/** What follows the address, whose names could be anything. */
function wordsIn(message: string): string {
  return / answered(?: \d+)?[:.] ?(.*)$/.exec(message)?.[1] ?? message
}

function nameOf({ owner, repo }: Repository): string {
  return `${owner}/${repo}`
}
