import type { ConsentChannel, ConsentPurpose } from '../../gql/types'

export const purposes: Record<ConsentPurpose, string> = {
  APPOINTMENT_REMINDERS: 'Visit reminders',
  HEALTH_REMINDERS: 'Vaccinations and check-ups due',
  NEWS: 'News and offers',
  SURVEYS: 'Questions after a visit',
}

export const channels: Record<ConsentChannel, string> = {
  EMAIL: 'E-mail',
  SMS: 'SMS',
  PHONE: 'Phone',
  POST: 'Post',
}
