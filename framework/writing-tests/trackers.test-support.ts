import { bugzilla } from './trackers/bugzilla.test-support.ts'
import { github } from './trackers/github.test-support.ts'
import { jira } from './trackers/jira.test-support.ts'
import { redmine } from './trackers/redmine.test-support.ts'

export const trackers = { jira: jira('cloud'), github, bugzilla, redmine } as const

/** Jira as people run it themselves. */
export const jiraServer = jira('data-center')
