import { lineOf, objectOf } from './json.ts'

/** The name shown for a user of Cloud (`displayName`, an e-mail is often hidden) or of Data Center. */
export function personName(user: unknown): string | undefined {
  const { displayName, name, emailAddress, key, accountId } = objectOf(user)
  return lineOf(displayName) ?? lineOf(name) ?? lineOf(emailAddress) ?? lineOf(key) ?? lineOf(accountId)
}

/** The stable id of a user: the account id on Cloud, the user key (which outlives a renaming) on Data Center. */
export function personId(user: unknown): string | undefined {
  const { accountId, key, name } = objectOf(user)
  return lineOf(accountId) ?? lineOf(key) ?? lineOf(name)
}
