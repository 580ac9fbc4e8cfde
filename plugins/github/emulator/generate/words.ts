/** The words that generated texts are made of. */
export const things = [
  'login page',
  'cache',
  'parser',
  'upload',
  'search box',
  'settings dialog',
  'build',
  'database',
  'timer',
  'report',
]
export const faults = ['fails', 'is slow', 'shows nothing', 'loses data', 'crashes', 'blinks', 'eats memory']
export const conditions = [
  'on Safari',
  'after midnight',
  'with 10,000 rows',
  'behind a proxy',
  'when offline',
  'for guests',
  'in dark mode',
]
export const remarks = [
  'I can confirm this.',
  'Works for me.',
  'Any news?',
  'Fixed on `main`, please try.',
  'Thanks 🤙🏻',
  'See the log above.',
]
export const labels = ['bug', 'enhancement', 'good first issue', 'docs', 'area: core', 'priority/high', 'question']
export const people = ['alice', 'bob', 'carol', 'dave', 'erin', 'octo']
export const code = ['const a = `b`\n', 'SELECT *\n  FROM t\n WHERE x <> 1;\n', '{"a": [1, 2]}\n']
