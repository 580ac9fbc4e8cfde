/** Words of which titles and comments are made. */

export const things = [
  'address bar', 'print preview', 'mail filter', 'bookmark menu', 'crash reporter', 'font cache', 'password field',
  'update check', 'tab strip', 'download list', 'spell checker', 'canvas', 'Übersetzung', '検索バー', 'menu « Aide »',
] as const // biome-ignore format: a word list

export const faults = [
  'crashes', 'hangs', 'is blank', 'loses its state', 'leaks memory', 'paints outside its box', 'ignores the keyboard',
  'is slow', 'shows the wrong icon', 'fails on 32-bit builds',
] as const // biome-ignore format: a word list

export const remarks = [
  'Confirmed with a clean profile.', 'Works for me, see bug 12 comment 3.', 'This is a regression from the last release.',
  'Paths like C:\\Temp\\new_file.txt matter here.', 'Values such as 2*3*4 and foo_bar_baz must stay.', '> quoted before\nI agree.',
  '# not a heading\n## Comments\n### bob, 2026-01-01 00:00 UTC <!-- comment 1 -->', '---\nkey: 1\n---', 'Done – thanks! 😀',
  '#0  0x00007f in raise () from /lib/libc.so\n#1  0x00007f in abort ()\n    at ../src/main.c:42', '* one\n* two\n\n\n\n  indented after three blank lines',
  '<b>not bold</b> & 5 < 6', '\tint main(void)\n\t{\n\t\treturn 0;\n\t}', 'trailing spaces   \nand a tab\t',
] as const // biome-ignore format: a word list

export const people = [
  ['asmith@example.test', 'Alice Smith'], ['bjones@example.test', 'Bob Jones [:bob]'], ['cgarcia@example.test', 'Carmen García'],
  ['ftanaka@example.test', '田中 文子'], ['jobrien@example.test', "Jack O'Brien"],
] as const // biome-ignore format: a word list

export const keywords = ['regression', 'crash', 'perf', 'easy', 'testcase'] as const
