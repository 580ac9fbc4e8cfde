import { existsSync, readFileSync } from 'node:fs'

const decisions = new URL('decisions.json', import.meta.url)

/** Read by VitePress, which is installed beside the docs only: nothing of it is imported here. */
export default {
  title: 'issuefs',
  description: 'Issue trackers as a folder of Markdown files.',
  cleanUrls: true,
  lastUpdated: false,
  /** In kB. The index of the search is one file, which only those who search load. */
  vite: { build: { chunkSizeWarningLimit: 1000 } },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Guide', link: '/getting-started' },
      { text: 'Write a plugin', link: '/writing-a-plugin' },
      { text: 'API', link: '/api/' },
    ],
    sidebar: [
      {
        text: 'Use it',
        items: [
          { text: 'Getting started', link: '/getting-started' },
          { text: 'Concepts', link: '/concepts' },
          { text: 'Edit, comment, create', link: '/writing' },
          { text: 'Command line', link: '/command-line' },
          { text: 'File format', link: '/file-format' },
          { text: 'Troubleshooting', link: '/troubleshooting' },
          { text: 'Errors', link: '/errors' },
          { text: 'Start with the system', link: '/systemd' },
        ],
      },
      {
        text: 'Trackers',
        items: [
          { text: 'What each can do', link: '/plugins' },
          { text: 'Jira', link: '/plugins/jira' },
          { text: 'GitHub', link: '/plugins/github' },
          { text: 'Bugzilla', link: '/plugins/bugzilla' },
          { text: 'Redmine', link: '/plugins/redmine' },
        ],
      },
      {
        text: 'Examples',
        items: [
          { text: 'A first plugin', link: '/examples/first-plugin' },
          { text: 'From an API page to a mount', link: '/examples/nimbus' },
          { text: 'GitLab in one file', link: '/examples/gitlab' },
          { text: 'Triage by a script', link: '/examples/agent-triage' },
          { text: 'Two trackers', link: '/examples/two-trackers' },
          { text: 'A copy in git', link: '/examples/offline-export' },
          { text: 'From a program', link: '/examples/library-use' },
        ],
      },
      {
        text: 'Write a plugin',
        items: [
          { text: 'From nothing to published', link: '/writing-a-plugin' },
          { text: 'A new tracker: the walk', link: '/a-new-tracker' },
          { text: 'API: issuefs/source', link: '/api/issuefs/source' },
          { text: 'API: issuefs/testkit', link: '/api/issuefs/testkit' },
          { text: 'API: issuefs', link: '/api/issuefs' },
        ],
      },
      {
        text: 'Inside',
        items: [
          { text: 'Architecture', link: '/architecture' },
          { text: 'Security', link: '/security' },
          { text: 'Performance', link: '/performance' },
          { text: 'Contributing', link: '/contributing' },
          { text: 'Changelog', link: '/changelog' },
          {
            text: 'Decisions',
            link: '/decisions/',
            collapsed: true,
            items: existsSync(decisions) ? JSON.parse(readFileSync(decisions, 'utf8')) : [],
          },
        ],
      },
    ],
    footer: { message: 'MIT licence' },
  },
}
