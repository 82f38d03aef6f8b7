/** What the search of the administration finds here. */
export const about = {
  '/admin/people': 'Invite colleagues, give them roles, deactivate accounts, second factors',
}
