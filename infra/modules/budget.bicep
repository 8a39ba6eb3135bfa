@description('The amount for a month, in the currency of the bill.')
param amount int
param email string
@description('The month it begins with, as 2026-11; the service wants one that is not over.')
param firstMonth string

// The service refuses to change the start of a budget, and "this month" is another one next month: so a budget that is
// there is left alone. To change the amount, delete it and deploy again (docs/deploy.md).
@onlyIfNotExists()
resource budget 'Microsoft.Consumption/budgets@2026-06-01' = {
  name: 'monthly'
  properties: {
    category: 'Cost'
    timeGrain: 'Monthly'
    amount: amount
    timePeriod: { startDate: '${firstMonth}-01T00:00:00Z' }
    notifications: toObject([50, 80, 100], percent => 'at${percent}Percent', percent => {
      enabled: true
      operator: 'GreaterThanOrEqualTo'
      threshold: percent
      thresholdType: 'Actual'
      contactEmails: [email]
    })
  }
}
