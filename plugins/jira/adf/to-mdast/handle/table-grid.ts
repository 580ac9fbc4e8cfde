import type { Cell } from './table-cell.ts'

/** Places that spans may fill with nothing, in one table; beyond, cells stand side by side. */
const mostFilled = 10_000

/** Rows as lines of equal columns: a place that a span covers is `undefined`. */
export function layOut(rows: readonly (readonly Cell[])[]): (Cell | undefined)[][] {
  const covered = new Map<number, number>()
  let left = mostFilled
  return rows.map((row, index) => {
    const line: (Cell | undefined)[] = []
    const skipCovered = () => {
      for (let rest = covered.get(line.length); rest; rest = covered.get(line.length)) {
        if (rest === 1) covered.delete(line.length)
        else covered.set(line.length, rest - 1)
        line.push(undefined)
      }
    }
    for (const cell of row) {
      skipCovered()
      const rowspan = Math.min(cell.rowspan, rows.length - index)
      const filled = cell.colspan * rowspan - 1
      const fits = filled <= left
      if (fits) left -= filled
      const start = line.length
      line.push(cell)
      for (let column = 1; fits && column < cell.colspan; column++) line.push(undefined)
      if (fits && rowspan > 1) for (let column = start; column < line.length; column++) covered.set(column, rowspan - 1)
    }
    skipCovered()
    return line
  })
}
