import { asRole, TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { mutationsOpenToScreens } from '@vetgraph/kit/testing/walk'
import { expect, test } from 'vitest'
import { loadDefinitions } from './definitions.ts'

test(
  'AU8: a wall screen changes nothing in the whole hospital, also by what is added later',
  { timeout: 120_000 },
  async () => {
    const open: string[] = []
    let walked = 0
    for (const definition of await loadDefinitions()) {
      const hospital = await TestSubgraph.open(definition)
      walked += Object.keys(definition.schema.getMutationType()?.getFields() ?? {}).length
      open.push(...(await mutationsOpenToScreens(hospital, asRole('SCREEN'))))
      await hospital.close()
    }
    expect(walked).toBeGreaterThan(50)
    // What anybody may try who is not signed in, what is about the session itself, and what a link opens: paying (P4), an estimate (B12), a time that was offered (AP13), a reminder (C4).
    expect(open).toEqual([
      'Mutation.acceptInvitation',
      'Mutation.confirmOpenIdSignIn',
      'Mutation.finishOpenIdSignIn',
      'Mutation.login',
      'Mutation.logout',
      'Mutation.refreshSession',
      'Mutation.registerOwner',
      'Mutation.requestPasswordReset',
      'Mutation.resendVerification',
      'Mutation.resetPassword',
      'Mutation.setUpHospital',
      'Mutation.startOpenIdSignIn',
      'Mutation.switchUser',
      'Mutation.verifyEmail',
      'Mutation.acceptSlotOffer',
      'Mutation.cancelLinkedAppointment',
      'Mutation.confirmLinkedAppointment',
      'Mutation.openReminder',
      'Mutation.openSlotOffer',
      'Mutation.answerLinkedEstimate',
      'Mutation.decideDemoCharge',
      'Mutation.openCardPayment',
      'Mutation.openLinkedEstimate',
      'Mutation.openPayLink',
      'Mutation.receivePaymentEvent',
      'Mutation.startOnlinePayment',
      'Mutation.withdrawReminders',
    ])
  },
)
