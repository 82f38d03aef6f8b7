/** What the search of the administration finds here. */
export const about = {
  '/admin/equipment': 'Machines that one visit at a time uses',
}
