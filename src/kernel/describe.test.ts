import { expect, test } from 'vitest'
import { lanternPermit } from '../../test/kit/lantern.ts'
import { describe as describeSystem } from './describe.ts'
import { integer } from './field.ts'

test('几个动作都问的一栏，清单里只有一列', () => {
  const fee = { fee: integer('费用', { listed: true }) }
  const { visit, grant, ...others } = lanternPermit.actions
  if (!visit || !grant) throw new Error('the lantern permit has changed')
  const asked = {
    ...lanternPermit,
    actions: {
      ...others,
      visit: { ...visit, asks: { ...visit.asks, ...fee } },
      grant: { ...grant, asks: { ...grant.asks, ...fee } },
    },
  }
  expect(describeSystem(asked).listed).toEqual(['street', 'fee'])
})
