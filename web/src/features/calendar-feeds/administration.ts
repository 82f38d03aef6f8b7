/** What the search of the administration finds here. */
export const about = {
  '/admin/calendar-address': 'Your visits in the calendar of a phone',
}
