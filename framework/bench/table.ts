/** Prints a Markdown table, as docs/performance.md keeps it. */
export function printTable(
  title: string,
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
  console.log([`\n### ${title}\n`, line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'))
}

/** Milliseconds as a person reads them. */
export function showTime(milliseconds: number): string {
  return milliseconds >= 10_000
    ? `${(milliseconds / 1000).toFixed(1)} s`
    : milliseconds >= 10
      ? `${Math.round(milliseconds)} ms`
      : `${milliseconds.toFixed(2)} ms`
}
