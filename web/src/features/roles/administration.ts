/** What the search of the administration finds here. */
export const about = {
  '/admin/roles': 'What each role may do: permissions, roles of your own',
}
