/** What the search of the administration finds here. */
export const about = {
  '/admin/species': 'Which animals are treated, and their breeds',
}
