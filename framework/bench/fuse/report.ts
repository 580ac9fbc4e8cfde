import { cpus, release, totalmem } from 'node:os'

/** A measured figure beside what it may be at most. */
export interface Figure {
  readonly what: string
  readonly measured: number
  readonly atMost: number
  readonly unit: 'ms' | 's' | 'µs' | 'MB' | '× tmpfs' | '× fuse-native'
}

/** The table as Markdown, for `docs/performance.md`. */
export function printFigures(figures: readonly Figure[]): string {
  const rows = figures
    .filter(({ measured }) => !Number.isNaN(measured))
    .map(({ what, measured, atMost, unit }) => {
      const verdict = measured <= atMost ? 'yes' : '**no**'
      return `| ${what} | ${round(measured)} ${unit} | ${round(atMost)} ${unit} | ${verdict} |`
    })
  return ['| figure | measured | at most | reached |', '| --- | ---: | ---: | --- |', ...rows].join('\n')
}

/** Where it was measured. */
export function describeMachine(): string {
  const model = cpus()[0]?.model ?? 'unknown'
  return `Linux ${release()}, Node ${process.versions.node}, ${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GB.`
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}
