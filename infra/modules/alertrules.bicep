// Log lines that call for a person, and lines that must keep coming. `words` are of the line's template in functions/,
// `runbook` is a heading of docs/runbook.md; tests hold both.

type line = {
  name: string
  events: int[]
  words: string
  severity: (1 | 2 | 3)
  @description('So many in a quarter of an hour are nothing to be told of.')
  more: int
  billing: bool
  runbook: string
}

type pulse = {
  name: string
  event: int
  words: string
  severity: (1 | 2 | 3)
  billing: bool
  @description('How long it may be silent: its own interval, one that is late, and the time a line takes to arrive.')
  lookBack: string
  window: string
  every: string
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
    name: 'routes-failing'
    events: [2010]
    words: ': route '
    severity: 3
    more: 50
    billing: false
    runbook: 'A provider fails'
  }
]

@export()
var silent pulse[] = [
  {
    name: 'generations-not-swept'
    event: 2030
    words: ' generations: '
    severity: 1
    billing: false
    lookBack: '10m'
    window: 'PT10M'
    every: 'PT5M'
  }
  {
    name: 'payments-not-reconciled'
    event: 3020
    words: ' orders and subscriptions: '
    severity: 2
    billing: true
    lookBack: '45m'
    window: 'PT1H'
    every: 'PT15M'
  }
  {
    name: 'uploads-not-swept'
    event: 4001
    words: ' uploads: '
    severity: 2
    billing: false
    lookBack: '150m'
    window: 'PT6H'
    every: 'PT30M'
  }
  {
    name: 'orchestrations-not-purged'
    event: 2050
    words: ' orchestrations: '
    severity: 2
    billing: false
    lookBack: '150m'
    window: 'PT6H'
    every: 'PT30M'
  }
  {
    name: 'results-not-swept'
    event: 2060
    words: ' painted pictures: '
    severity: 2
    billing: false
    lookBack: '26h'
    window: 'P2D'
    every: 'PT1H'
  }
  {
    name: 'audit-tables-not-dropped'
    event: 6001
    words: ' audit tables: '
    severity: 1
    billing: false
    lookBack: '26h'
    window: 'P2D'
    every: 'PT1H'
  }
  {
    name: 'inbox-tables-not-dropped'
    event: 3030
    words: ' days of payment events: '
    severity: 1
    billing: true
    lookBack: '26h'
    window: 'P2D'
    every: 'PT1H'
  }
  {
    name: 'erased-accounts-not-forgotten'
    event: 1010
    words: ' erased accounts'
    severity: 2
    billing: false
    lookBack: '26h'
    window: 'P2D'
    every: 'PT1H'
  }
]
