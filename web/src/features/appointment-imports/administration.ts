/** What the search of the administration finds here. */
export const about = {
  '/admin/import-calendar': 'Diary of another system, CSV, iCalendar, ICS, moving to Vetgraph',
}
