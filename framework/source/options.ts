/**
 * One row of a source's option table. The table gives the types, the check of the configuration, the flags (`--url`),
 * the environment variables, `issuefs plugins` and the generated docs.
 */
export type Option =
  | (OptionCommon & { readonly type: 'string' | 'url'; readonly default?: string })
  /** Comes from the environment, a command or a 0600 file; never from a flag, never into a file or a log. */
  | (OptionCommon & { readonly type: 'secret'; readonly default?: undefined })
  | (OptionCommon & { readonly type: 'list'; readonly default?: readonly string[] })
  | (OptionCommon & { readonly type: 'number'; readonly default?: number })
  | (OptionCommon & { readonly type: 'boolean'; readonly default?: boolean })
  | (OptionCommon & { readonly type: 'choice'; readonly choices: readonly string[]; readonly default?: string })

/** What every row of the table says. */
export interface OptionCommon {
  /** One sentence, shown by `--help` and in the docs. */
  readonly help: string
  /** @default false */
  readonly required?: boolean
  /** The environment variable that gives it. @default PLUGIN_OPTION in capitals */
  readonly env?: string
  /** Other names of the flag, without dashes. */
  readonly aliases?: readonly string[]
  /** A value to show in help. */
  readonly example?: string
}

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
