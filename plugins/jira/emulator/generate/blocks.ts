/** What a generated body says, before it becomes ADF or wiki markup. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly ListItem[] }
  | { readonly kind: 'code'; readonly language: string | undefined; readonly text: string }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'panel'; readonly type: 'info' | 'warning'; readonly content: readonly Inline[] }
  | { readonly kind: 'quote'; readonly content: readonly Inline[] }
  | { readonly kind: 'rule' }
  | { readonly kind: 'picture'; readonly id: string; readonly filename: string }

/** One item, with at most one nested list. */
export interface ListItem {
  readonly content: readonly Inline[]
  readonly nested?: readonly (readonly Inline[])[]
}

export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly mark?: 'strong' | 'em' | 'code' | 'strike' }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | { readonly kind: 'mention'; readonly id: string; readonly name: string }
  | { readonly kind: 'issue'; readonly key: string; readonly url: string }
  | { readonly kind: 'color'; readonly text: string; readonly color: string }
  | { readonly kind: 'break' }
