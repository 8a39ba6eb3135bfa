// Log lines that call for a person. `words` are of the line's template in functions/, `runbook` is a heading of
// docs/runbook.md; tests hold both.

type line = {
  name: string
  events: int[]
  words: string
  severity: (1 | 2 | 3)
  @description('Up to this many lines in a quarter of an hour cause no alert.')
  more: int
  billing: bool
  runbook: string
}

@export()
var told line[] = [
  {
    name: 'generation-parked'
    events: [2001]
    words: 'is parked: it could not be settled'
    severity: 1
    more: 0
    billing: false
    runbook: 'A generation is parked'
  }
  {
    name: 'payment-event-parked'
    events: [3010]
    words: 'is parked: a person has to look at it'
    severity: 1
    more: 0
    billing: true
    runbook: 'A payment is parked'
  }
  {
    name: 'payment-parked'
    events: [3022]
    words: '): a person has to look at it'
    severity: 1
    more: 0
    billing: true
    runbook: 'A payment is parked'
  }
  {
    name: 'erased-payment-not-returned'
    events: [3023]
    words: 'of an erased account took payment'
    severity: 1
    more: 0
    billing: true
    runbook: 'A payment is parked'
  }
  {
    name: 'purchase-not-reconciled'
    events: [3021]
    words: 'could not be reconciled'
    severity: 2
    more: 0
    billing: true
    runbook: 'A payment is parked'
  }
  {
    name: 'disputes-not-readable'
    events: [3013, 3041]
    words: 'keys may not read disputes'
    severity: 2
    more: 0
    billing: true
    runbook: 'PayPal is not set up as the catalog says'
  }
  {
    name: 'plan-differs-at-paypal'
    events: [3040]
    words: 'is not at PayPal as in the catalog'
    severity: 2
    more: 0
    billing: true
    runbook: 'PayPal is not set up as the catalog says'
  }
  {
    name: 'erasure-stopped'
    events: [5001]
    words: 'stopped and has to be asked for again'
    severity: 1
    more: 0
    billing: false
    runbook: 'A person wants everything deleted, or to see it'
  }
  {
    name: 'audit-table-not-dropped'
    events: [6002]
    words: 'The audit table of'
    severity: 1
    more: 0
    billing: false
    runbook: 'Timers'
  }
  {
    name: 'inbox-table-not-dropped'
    events: [3031]
    words: 'The payment events of'
    severity: 1
    more: 0
    billing: true
    runbook: 'Timers'
  }
  {
    name: 'picture-not-deleted'
    events: [4002, 2061]
    words: 'could not be deleted ('
    severity: 2
    more: 0
    billing: false
    runbook: 'Timers'
  }
  {
    name: 'route-left-alone'
    events: [2011]
    words: 'keeps failing and is left alone for'
    severity: 2
    more: 0
    billing: false
    runbook: 'A provider fails'
  }
  {
    name: 'addresses-unknown'
    events: [7001]
    words: 'all of them share one limit'
    severity: 3
    more: 0
    billing: false
    runbook: 'Addresses of clients do not arrive'
  }
  {
    name: 'routes-failing'
    events: [2010]
    words: ': route '
    severity: 3
    more: 50
    billing: false
    runbook: 'A provider fails'
  }
]
