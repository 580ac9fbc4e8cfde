/**
 * The simple commands of a line for the shell, each as its words: those of pipes and lists, of `<(…)` and `$(…)`, without
 * assignments, redirections and comments. Enough for documentation; the whole of a script is for `sh -n`.
 */
export function shellCommands(line: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]]
  for (const { text, kind } of tokens(line)) {
    if (kind === 'separator') commands.push([])
    else commands.at(-1)!.push(text)
  }
  return commands.map(withoutFrame).filter(words => words.length > 0)
}

interface Token {
  readonly text: string
  readonly kind: 'word' | 'separator'
}

const pattern =
  /(?<comment>(?<=^|\s)#.*)|(?<separator>&&|\|\||[|;&()]|[<$]\()|(?<redirect>\d?(?:>>|>|<)\s*[^\s|;&()]+)|(?<word>(?:[^\s"'|;&()<>$]|"(?:\\.|[^"])*"|'[^']*'|\$(?!\())+)/g

function* tokens(line: string): Generator<Token> {
  for (const { groups } of line.matchAll(pattern)) {
    if (groups?.separator) yield { text: groups.separator, kind: 'separator' }
    else if (groups?.word) yield { text: unquoted(groups.word), kind: 'word' }
  }
}

function unquoted(word: string): string {
  return word.replaceAll(
    /"((?:\\.|[^"])*)"|'([^']*)'/g,
    (_, double?: string, single?: string) => double ?? single ?? '',
  )
}

/** Without the prompt, assignments in front, and words that run another command. */
function withoutFrame(words: readonly string[]): readonly string[] {
  const from = words.findIndex(word => !/^\w+=|^\$$|^(sudo|npx|exec|source)$/.test(word))
  return from < 0 ? [] : words.slice(from)
}
