/** The parameters of a path template as types: `{number:int}` is a number, every other one a string. */

type Parameter<Text extends string> = Text extends `${infer Name}:int`
  ? { readonly [K in Name]: number }
  : { readonly [K in Text]: string }

type Parameters<Template extends string> = Template extends `${string}{${infer Inner}}${infer Rest}`
  ? Parameter<Inner> & Parameters<Rest>
  : unknown

type Parent<Template extends string> = Template extends `${infer Head}/${infer Tail}`
  ? Tail extends `${string}/${string}`
    ? `${Head}/${Parent<Tail>}`
    : Head
  : ''

type Flat<T> = { readonly [K in keyof T]: T[K] }

/**
 * All parameters of a template.
 *
 * @example
 * const key: Key<'{owner}/{repo}/issues/{number:int}.md'> = { owner: 'acme', repo: 'app', number: 34 }
 */
export type Key<Template extends string> = string extends Template ? AnyKey : Flat<Parameters<Template>>

/**
 * The parameters of the folder a template's files stand in.
 *
 * @example
 * const scope: Scope<'{owner}/{repo}/issues/{number:int}.md'> = { owner: 'acme', repo: 'app' }
 */
export type Scope<Template extends string> = string extends Template ? AnyKey : Flat<Parameters<Parent<Template>>>

/** A key whose template is not known to the compiler. */
export type AnyKey = Readonly<Record<string, string | number>>
