import { SourceError } from 'issuefs/source'
import type { JiraOptions } from './options.ts'

/** How requests are signed. */
export type Credentials =
  /** Basic authentication: an e-mail and an API token (Cloud), or a user and a password (Data Center). */
  | { readonly kind: 'basic'; readonly name: string; readonly secret: string; readonly remedy: string }
  /** A personal access token of Data Center. */
  | { readonly kind: 'bearer'; readonly token: string; readonly remedy: string }
  | { readonly kind: 'anonymous'; readonly remedy: string }

const CLOUD_REMEDY =
  'check JIRA_EMAIL and JIRA_TOKEN (an API token is made at https://id.atlassian.com/manage-profile/security/api-tokens; one with scopes works only with JIRA_URL=https://api.atlassian.com/ex/jira/CLOUD-ID)'

/** The credentials among the options. Throws `invalid` when they do not make a pair. */
export function credentialsOf({ url, flavour, email, token, user, password }: JiraOptions): Credentials {
  const cloud = flavour === 'cloud' || isCloudHost(url)
  if ((email || token) && (user || password)) {
    throw wrong(
      'Both a token and a password are given',
      'leave out JIRA_USER and JIRA_PASSWORD, or JIRA_EMAIL and JIRA_TOKEN',
    )
  }
  if (email && !token) throw wrong('An e-mail is given without a token', 'set JIRA_TOKEN')
  if (user && !password) throw wrong('A user is given without a password', 'set JIRA_PASSWORD')
  if (password && !user) throw wrong('A password is given without a user', 'set JIRA_USER')
  if (user && cloud) throw wrong('Jira Cloud takes no passwords', 'set JIRA_EMAIL and JIRA_TOKEN instead')
  if (token && !email && cloud) throw wrong('Jira Cloud wants the e-mail that the token belongs to', 'set JIRA_EMAIL')
  if (email && token) return { kind: 'basic', name: email, secret: token, remedy: CLOUD_REMEDY }
  if (token) {
    const remedy = 'check JIRA_TOKEN (a personal access token of Data Center; Jira Cloud wants JIRA_EMAIL as well)'
    return { kind: 'bearer', token, remedy }
  }
  if (user && password) {
    return { kind: 'basic', name: user, secret: password, remedy: 'check JIRA_USER and JIRA_PASSWORD' }
  }
  const remedy = cloud
    ? 'set JIRA_EMAIL and JIRA_TOKEN'
    : 'set JIRA_EMAIL and JIRA_TOKEN for Jira Cloud, JIRA_TOKEN or JIRA_USER and JIRA_PASSWORD for Data Center'
  return { kind: 'anonymous', remedy }
}

/** Whether an address is one of Atlassian's own. */
export function isCloudHost(url: string): boolean {
  return URL.canParse(url) && /\.(atlassian\.net|jira\.com|jira-dev\.com)$/.test(new URL(url).hostname)
}

function wrong(what: string, remedy: string): SourceError {
  return new SourceError('invalid', `${what}: ${remedy}.`)
}

/** The header that signs a request, where there is one. */
export function authorization(credentials: Credentials): string | undefined {
  switch (credentials.kind) {
    case 'basic':
      return `Basic ${Buffer.from(`${credentials.name}:${credentials.secret}`).toString('base64')}`
    case 'bearer':
      return `Bearer ${credentials.token}`
    case 'anonymous':
      return undefined
  }
}
