import type { Options, Values } from 'issuefs/source'

/** The options of the Bugzilla plugin. */
export const options = {
  url: {
    type: 'url',
    required: true,
    env: 'BUGZILLA_URL',
    help: 'The address of Bugzilla, with its path if it has one.',
    example: 'https://bugzilla.example.org',
  },
  products: {
    type: 'list',
    env: 'BUGZILLA_PRODUCTS',
    aliases: ['product'],
    help: 'Names of the products to show; all that the account may see if left out.',
    example: 'Widget,Website',
  },
  query: {
    type: 'string',
    help: 'Show only bugs that a search finds: the address of an advanced search, its query string, or words of the summary.',
    example: 'component=Core&resolution=---',
  },
  saved: {
    type: 'string',
    help: 'Show only bugs that the saved search of this name finds.',
    example: 'My bugs',
  },
  since: {
    type: 'string',
    help: 'Show only bugs changed since this day, or within this time (-90d).',
    example: '2026-01-31',
  },
  key: {
    type: 'secret',
    env: 'BUGZILLA_API_KEY',
    help: 'An API key of the account; made at Preferences, API Keys.',
  },
  login: {
    type: 'string',
    env: 'BUGZILLA_LOGIN',
    help: 'The login name that the key belongs to; a stock server needs it for saved searches, and to say who the account is.',
  },
  flavour: {
    type: 'choice',
    choices: ['auto', 'stock', 'bmo'],
    default: 'auto',
    help: 'What kind of Bugzilla it is: stock 5.x, or like bugzilla.mozilla.org; asked from the server if left out.',
  },
  rate: {
    type: 'number',
    help: 'Requests per second at most, on average; 5, or 1 at bugzilla.mozilla.org, if left out.',
  },
} as const satisfies Options

export type BugzillaOptions = Values<typeof options>

/** Stock 5.0 and 5.2, or a server like bugzilla.mozilla.org. */
export type Flavour = 'stock' | 'bmo'
