/**
 * One row of a source's option table. The table gives the types, the check of the configuration, the flags (`--url`),
 * the environment variables, `issuefs plugins` and the generated docs.
 *
 * `string` takes a text, `url` an address of http or https, `list` texts with commas between them, `choice` one of several
 * words; then there are `number` and `boolean`. A `secret` comes from the environment, a command or a 0600 file, never from a
 * flag, and goes into no file and no log. What is neither `required` nor has a `default` is `undefined` in `open` when nobody
 * gives it.
 *
 * @example
 * const options = {
 *   url: { type: 'url', required: true, help: 'Address of the tracker.' },
 *   token: { type: 'secret', help: 'Access token.' },
 *   state: { type: 'choice', choices: ['open', 'all'], default: 'open', help: 'Which issues to show.' },
 * } as const satisfies Options
 */
export type Option =
  | (OptionCommon & {
      /** `string` takes any text; `url` an address of http or https without a user or a password in it, else it is refused. */
      readonly type: 'string' | 'url'
      /** Stands for a value that nobody gave, so that `open` always gets one. @default none */
      readonly default?: string
    })
  | (OptionCommon & {
      /** Comes from the environment, a command or a 0600 file; never from a flag, never into a file or a log. */
      readonly type: 'secret'
      /** A secret in the source would be none. */
      readonly default?: undefined
    })
  | (OptionCommon & {
      /** Texts with commas between them, or a flag given several times. */
      readonly type: 'list'
      /** Without one, a list that nobody gave is `undefined`, not empty. @default none */
      readonly default?: readonly string[]
    })
  | (OptionCommon & {
      /** Any finite number; `help` has to say its unit. */
      readonly type: 'number'
      /** In the unit that `help` names. @default none */
      readonly default?: number
    })
  | (OptionCommon & {
      /** `--name` and `--no-name`; elsewhere true, yes, on, 1 and their opposites. */
      readonly type: 'boolean'
      /** Without one, `open` can tell "not said" from false. @default none */
      readonly default?: boolean
    })
  | (OptionCommon & {
      /** One of several words; `open` gets their union as its type. */
      readonly type: 'choice'
      /** Spelled as users must write them; anything else is refused, with these in the sentence. */
      readonly choices: readonly string[]
      /** One of `choices`. @default none */
      readonly default?: string
    })

/** What every row of the table says. */
export interface OptionCommon {
  /** One sentence, shown by `--help` and in the docs. */
  readonly help: string
  /** Whether nothing is opened without it; the sentence then names the flag and the variable. @default false */
  readonly required?: boolean
  /** The environment variable that gives it. @default PLUGIN_OPTION in capitals */
  readonly env?: string
  /** Other names of the flag, without dashes. */
  readonly aliases?: readonly string[]
  /** A value to show in help. */
  readonly example?: string
}

/** An option table, by names in camel case: `maxPages` is the flag `--max-pages` and the variable `PLUGIN_MAX_PAGES`. */
export type Options = Readonly<Record<string, Option>>

type ValueOf<O extends Option> = O extends { type: 'list' }
  ? readonly string[]
  : O extends { type: 'number' }
    ? number
    : O extends { type: 'boolean' }
      ? boolean
      : O extends { type: 'choice'; choices: readonly (infer C extends string)[] }
        ? C
        : string

type Given<O extends Option> = O extends { required: true }
  ? ValueOf<O>
  : O extends { default: infer D }
    ? D extends undefined
      ? ValueOf<O> | undefined
      : ValueOf<O>
    : ValueOf<O> | undefined

/** The checked values of an option table: required ones and those with a default are there. */
export type Values<O extends Options> = { readonly [K in keyof O]: Given<O[K]> }
