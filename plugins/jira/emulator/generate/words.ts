/** Words of which titles and bodies are made. */

export const things = [
  'login form', 'session cookie', 'export job', 'search index', 'webhook queue', 'upload dialog', 'rate limiter',
  'billing page', 'audit log', 'retry policy', 'connection pool', 'cache layer', 'date picker', 'sidebar',
  'notification worker', 'report builder', 'permission check', 'image proxy', 'settings screen', 'invite flow',
  'background sync', 'table editor', 'health check', 'migration script', 'release pipeline', 'API gateway',
  'Übersetzungsdatei', 'menu « Fichier »', '検索フォーム', 'onboarding tour',
] as const // biome-ignore format: a word list

export const faults = [
  'does nothing', 'times out', 'loses the last change', 'shows a blank page', 'returns 500', 'leaks memory',
  'flickers', 'ignores the time zone', 'fails silently', 'shows stale data', 'breaks on long names',
  'sends duplicate mails', 'blocks the main thread', 'crashes', 'rounds the amount wrongly', 'drops the focus',
] as const // biome-ignore format: a word list

export const conditions = [
  'on Safari 17', 'after an upgrade', 'when the network is slow', 'for users without a role', 'with two tabs open',
  'behind a proxy', 'on the first visit', 'when the list is empty', 'with more than 1,000 rows', 'in dark mode',
  'after a password reset', 'if the token has expired', 'on 32-bit systems', 'during the nightly backup',
] as const // biome-ignore format: a word list

export const wishes = [
  'Support', 'Add', 'Rewrite', 'Document', 'Speed up', 'Simplify', 'Replace', 'Clean up', 'Test', 'Translate',
] as const // biome-ignore format: a word list

export const remarks = [
  'I can reproduce this every time.', 'It worked in the previous release.', 'The log says nothing useful.',
  'We have seen it three times this week.', 'A restart helps for about an hour.', 'This blocks our rollout.',
  'The attached file shows the state just before.', 'I believe the cause is a race.', 'Nobody else reports it.',
  'See the discussion from last month.', 'The customer needs an answer by Friday.', 'It costs about 200 ms per call.',
  'Please do not merge before the freeze ends.', 'The fix is small, the test is not.', 'Works for me on staging.',
  'Paths like C:\\Temp\\new_file_name.txt are affected too.', 'Values such as 2*3*4 and foo_bar_baz must stay as they are.',
  'Is that [sic] really intended?', 'Compare #12 and {curly} input.', 'Cost: 5 < 6 & 7 > 3.', 'Done – thanks! 🎉',
] as const // biome-ignore format: a word list

export const labels = [
  'regression', 'customer', 'quick-win', 'security', 'performance', 'ux', 'accessibility', 'tech-debt', 'needs-design',
  'i18n', 'flaky-test', 'good_first_issue', 'backend', 'frontend',
] as const // biome-ignore format: a word list

export const code = [
  ['javascript', 'const total = rows.reduce((sum, row) => sum + row.amount, 0)\nif (total !== expected) {\n  throw new Error(`off by ` + (total - expected))\n}'],
  ['java', 'at com.example.store.Session.load(Session.java:214)\nat com.example.store.Session.open(Session.java:88)\nCaused by: java.io.IOException: Broken pipe'],
  ['sql', 'SELECT id, name\n  FROM accounts\n WHERE deleted_at IS NULL\n   AND name LIKE \'%*bold*%\'\n ORDER BY id;'],
  ['bash', '#!/bin/sh\nset -eu\n# not a heading\ncurl -sS "$URL/health" | grep -c ok'],
  ['python', 'def retry(times):\n    for attempt in range(times):\n        yield attempt  # ```not a fence```\n'],
  [undefined, '2026-03-01 10:22:13,120 WARN  [pool-3] queue is full (1024)\n2026-03-01 10:22:14,007 ERROR [pool-3] giving up'],
] as const // biome-ignore format: a word list

export const people = [
  ['asmith', 'Alice Smith'], ['bjones', 'Bob Jones'], ['cgarcia', 'Carmen García'], ['dmueller', 'Dieter Müller'],
  ['eokafor', 'Emeka Okafor'], ['ftanaka', '田中 文子'], ['gpetrova', 'Galina Petrova'], ['hlee', 'Hannah Lee'],
  ['irossi', 'Irene Rossi'], ['jobrien', "Jack O'Brien"], ['knguyen', 'Kim Nguyễn'], ['lsilva', 'Luís da Silva'],
] as const // biome-ignore format: a word list
