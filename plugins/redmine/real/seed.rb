# Fills a Redmine for the tests: the same projects, fields and people as in the emulator. May be run again and again.
require 'redmine/default_data/loader'

Setting.rest_api_enabled = '1'
Setting.notified_events = []
Setting.text_formatting = 'textile'
Setting.cross_project_issue_relations = '1'
Redmine::DefaultData::Loader.load('en') if Redmine::DefaultData::Loader.no_data?

Query.delete_all
Project.where(parent_id: nil).destroy_all
IssueCustomField.destroy_all
User.where(login: 'jane').destroy_all

admin = User.find_by_login('admin')
admin.must_change_passwd = false
admin.password = admin.password_confirmation = 'admin-local-1'
admin.mail_notification = 'none'
admin.save!(validate: false)

jane = User.new(firstname: 'Jane', lastname: 'Dev', mail: 'jane@example.test', language: 'en', mail_notification: 'none')
jane.login = 'jane'
jane.password = jane.password_confirmation = 'jane-local-1'
jane.save!

trackers = Tracker.all.to_a
modules = %w[issue_tracking time_tracking]
demo = Project.create!(name: 'Demo', identifier: 'demo', is_public: true, enabled_module_names: modules, trackers: trackers)
part = Project.create!(name: 'Part', identifier: 'part', is_public: true, enabled_module_names: modules, trackers: trackers)
part.set_parent!(demo)
Project.create!(name: 'Other', identifier: 'other', is_public: true, enabled_module_names: modules, trackers: trackers)
Project.create!(name: 'Private', identifier: 'priv', is_public: false, enabled_module_names: modules, trackers: trackers)
Member.create!(principal: jane, project: demo, roles: [Role.givable.last])
IssueCategory.create!(project: demo, name: 'Login')
Version.create!(project: demo, name: '1.0')

everywhere = { is_for_all: true, is_filter: true, trackers: trackers }
IssueCustomField.create!(name: 'Severity', field_format: 'list', possible_values: %w[low mid high], **everywhere)
IssueCustomField.create!(name: 'Tags', field_format: 'list', multiple: true, possible_values: %w[a b c], **everywhere)
IssueCustomField.create!(name: 'External ref', field_format: 'string', **everywhere)
IssueCustomField.create!(name: 'Triaged', field_format: 'bool', **everywhere)
IssueCustomField.create!(name: 'Notes', field_format: 'text', **everywhere)

bugs = IssueQuery.new(name: 'Bugs', visibility: Query::VISIBILITY_PUBLIC, user: admin)
bugs.filters = { 'tracker_id' => { operator: '=', values: [trackers.first.id.to_s] } }
bugs.save!

grouped = IssueQuery.new(name: 'Grouped', visibility: Query::VISIBILITY_PUBLIC, user: admin, group_by: 'tracker')
grouped.filters = { 'status_id' => { operator: '*', values: [''] } }
grouped.save!

puts "ADMIN_KEY=#{admin.api_key}"
puts "JANE_KEY=#{jane.api_key}"
puts "QUERY=#{bugs.id}"
puts "GROUPED=#{grouped.id}"
