#!/bin/sh
# Keeps a plain copy of a tracker in git: each run commits what has changed since the one before.
# Needs the environment of the plugin, such as JIRA_URL, JIRA_EMAIL and JIRA_TOKEN.
#
# usage: export.sh PLUGIN FOLDER [options of the plugin]
set -eu
plugin=$1 folder=$2
shift 2
git init --quiet "$folder"
issuefs export "$folder" --plugin "$plugin" "$@"
cd "$folder"
git add --all
git diff --cached --quiet || git -c user.name=issuefs -c user.email=issuefs@localhost commit --quiet --message "Issues of $(date -u +%FT%TZ)"
git log --oneline | wc -l
