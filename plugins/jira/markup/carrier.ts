import type { Blockquote, Code, Html, Image, Link, Paragraph, PhrasingContent, RootContent } from 'mdast'

/**
 * What Markdown cannot say, said visibly and stably.
 *
 * Both readers (ADF and wiki markup) build these nodes and nothing else for what Markdown lacks,
 * so that the same thing looks the same in every document and can be recognised on the way back.
 *
 * | what | looks like |
 * | --- | --- |
 * | mention | `[@Alice Smith](jira:user/5b10a2)` |
 * | status lozenge | `[IN PROGRESS](jira:status/blue)` |
 * | date | `[2026-01-02](jira:date/1767312000000)` |
 * | card | `[https://…](https://… "card")` |
 * | media | `![name](PROJ-1/attachments/name.png)` or `![name](jira:media/ID)` |
 * | file, only named | `[name](PROJ-1/attachments/name.log)` or `[name](jira:media/ID)` |
 * | panel | a block quote whose first line is `[!INFO] Title` |
 * | expand | `<details><summary>Title</summary>` … `</details>` |
 * | colour, underline, super- and subscript | `<span style="color: #ff0000">`, `<u>`, `<sup>`, `<sub>` |
 * | decision | a list item that begins with `[!DECISION]` |
 * | anything else that has a body | `<div data-adf="TYPE" data-NAME="value">` … `</div>` (`data-wiki` for a macro) |
 * | anything else inside a line | `[label](jira:adf/TYPE/JSON)` or `[label](jira:wiki/MACRO/TEXT)`, percent-encoded |
 * | anything else | a fenced block, its language `adf:TYPE` or `wiki:MACRO` |
 *
 * Nothing a ticket says can forge one: see `foreignUrl` and `foreignLanguage`.
 */

/** The name of an attachment as a path that stands in the tree, or `undefined` when it is not one of this issue. */
export type MediaPath = (media: { readonly id?: string; readonly name?: string }) => string | undefined

/** A user: `label` without the at sign; `id` is an accountId (Cloud) or a user name (Data Center). */
export function mention(id: string, label: string): Link {
  return { type: 'link', url: `jira:user/${encode(id)}`, children: [{ type: 'text', value: `@${label}` }] }
}

/** A status lozenge; `color` as Jira names it (`neutral`, `blue`, `green`, …). */
export function lozenge(text: string, color: string): Link {
  return { type: 'link', url: `jira:status/${encode(color)}`, children: [{ type: 'text', value: text }] }
}

/** A date chip; `timestamp` in milliseconds since 1970 UTC, as ADF carries it (a string of digits). Invalid ones keep their text. */
export function dateChip(timestamp: string): Link {
  const date = new Date(Number(timestamp))
  const label = Number.isNaN(date.getTime()) ? timestamp : date.toISOString().slice(0, 10)
  return { type: 'link', url: `jira:date/${encode(timestamp)}`, children: [{ type: 'text', value: label }] }
}

/** A smart link: its text is its address. */
export function card(url: string, kind: 'card' | 'block card' | 'embed card' = 'card'): Link {
  return { type: 'link', url, title: kind, children: [{ type: 'text', value: url }] }
}

/** A picture or file: the attachment's path where it is known, else `jira:media/ID`. */
export function media(id: string, alt: string, path: string | undefined): Image {
  return { type: 'image', url: path ?? `jira:media/${encode(id)}`, alt, title: null }
}

/** A file that is named, not shown: a link to the attachment's path where it is known, else to `jira:media/ID`. */
export function file(id: string, label: string, path: string | undefined): Link {
  const url = path ?? `jira:media/${encodeURIComponent(id)}`
  return { type: 'link', url, children: [{ type: 'text', value: label }] }
}

/** A panel: `kind` as the tracker names it (`info`, `note`, `warning`, `success`, `error`, `panel`, …). */
export function panel(kind: string, title: string | undefined, children: Blockquote['children']): Blockquote {
  const label = `[!${kind.toUpperCase().replaceAll(/[^A-Z0-9-]/g, '')}]`
  const first: PhrasingContent[] = [html(label)]
  if (title) first.push({ type: 'text', value: ` ${title}` })
  const line: Paragraph = { type: 'paragraph', children: first }
  return { type: 'blockquote', children: [line, ...children] }
}

/** A block that folds. */
export function expand(title: string, children: RootContent[]): RootContent[] {
  return [html(`<details><summary>${escapeHtml(title)}</summary>`), ...children, html('</details>')]
}

/** Inline children between an opening and a closing tag. `style` is CSS, e.g. `color: #ff0000`. */
export function tagged(
  tag: 'u' | 'sup' | 'sub' | 'span' | 'cite',
  style: string | undefined,
  children: PhrasingContent[],
): PhrasingContent[] {
  return [html(style ? `<${tag} style="${escapeHtml(style)}">` : `<${tag}>`), ...children, html(`</${tag}>`)]
}

/** Whatever has no other form: its raw text under a language that names its origin. */
export function raw(origin: 'adf' | 'wiki', type: string, value: string): Code {
  return { type: 'code', lang: `${origin}:${type.replaceAll(/[^\w-]/g, '')}`, meta: null, value }
}

/** `raw` inside a line; `label` is what a person reads, its type by default. */
export function rawInline(origin: 'adf' | 'wiki', type: string, value: string, label = type): Link {
  const url = `jira:${origin}/${encode(type)}/${encode(value)}`
  return { type: 'link', url, children: [{ type: 'text', value: label }] }
}

/** What has a body but no form of its own (a layout column, a macro): its children between visible tags. */
export function frame(
  origin: 'adf' | 'wiki',
  type: string,
  attributes: Readonly<Record<string, string>>,
  children: RootContent[],
): RootContent[] {
  const written = Object.entries(attributes).map(
    ([name, value]) => ` data-${name.replaceAll(/[^\w-]/g, '')}=${quoteAttribute(value)}`,
  )
  const tag = `<div data-${origin}="${type.replaceAll(/[^\w-]/g, '')}"${written.join('')}>`
  return [html(tag), ...children, html('</div>')]
}

/** The start of a decision's line; `state` as ADF names it, `DECIDED` by default. */
export function decision(state: string): PhrasingContent[] {
  const suffix = state === 'DECIDED' ? '' : ` ${state.toUpperCase().replaceAll(/[^A-Z0-9-]/g, '')}`
  return [html(`[!DECISION${suffix.trimEnd()}]`), { type: 'text', value: ' ' }]
}

/** An address that a person wrote, which must not read as one of ours. */
export function foreignUrl(url: string): string {
  return url.replace(/^(\s*jira):/i, '$1%3A')
}

/** The language of a code block that a person chose, which must not read as one of ours. */
export function foreignLanguage(language: string): string {
  return language.replace(/^(adf|wiki):/i, '$1-')
}

function html(value: string): Html {
  return { type: 'html', value }
}

/** Percent-encoded; half a surrogate pair, which has no encoding, becomes U+FFFD. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

/** In single quotes where that keeps JSON readable. */
function quoteAttribute(value: string): string {
  if (!value.includes('"')) return `"${escapeHtml(value)}"`
  return `'${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&#39;').replaceAll(/\s+/g, ' ')}'`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll(/\s+/g, ' ')
}
