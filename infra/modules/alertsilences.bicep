// Lines that must keep coming: each timer writes one when it ends. Tests hold `words` to the line and `lookBack` to the
// timer's schedule. A silence counts only once the app has logged for longer than `lookBack`: on the first day after a
// deployment, a timer that runs once a day has not run yet.

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
    lookBack: '45m'
    window: 'PT1H'
    every: 'PT15M'
  }
  {
    name: 'orchestrations-not-purged'
    event: 2050
    words: ' orchestrations: '
    severity: 2
    billing: false
    lookBack: '45m'
    window: 'PT1H'
    every: 'PT15M'
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
    name: 'history-not-swept'
    event: 2080
    words: ' generations past the history'
    severity: 2
    billing: false
    lookBack: '3h'
    window: 'PT6H'
    every: 'PT1H'
  }
  {
    name: 'inactive-accounts-not-swept'
    event: 5010
    words: ' inactive accounts: '
    severity: 2
    billing: false
    lookBack: '3h'
    window: 'PT6H'
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
