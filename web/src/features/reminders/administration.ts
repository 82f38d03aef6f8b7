/** What the search of the administration finds here. */
export const about = {
  '/admin/reminders': 'Who is reminded of what, when, and what goes out in the next 14 days',
}
