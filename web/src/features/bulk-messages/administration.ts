/** What the search of the administration finds here. */
export const about = {
  '/admin/bulk-messages': 'Write one message to many clients: a closure, a vet off sick, a recall, news',
}
