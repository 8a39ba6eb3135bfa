// Monitoring: alerts and whom they reach, the test from outside, the dashboard, the budget.
param location string
param tags object
param workspaceId string
param insightsName string
param appName string
param email string
param paidPlans bool
param monthlyBudget int
param budgetMonth string

module actionGroup 'actiongroup.bicep' = {
  params: { name: 'on-call', tags: tags, email: email }
}

module alerts 'alerts.bicep' = {
  params: {
    location: location
    tags: tags
    workspaceId: workspaceId
    actionGroupId: actionGroup.outputs.id
    paidPlans: paidPlans
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: appName
}

module availability 'availability.bicep' = {
  params: {
    appName: appName
    hostName: app.properties.defaultHostName
    location: location
    tags: tags
    insightsName: insightsName
    actionGroupId: actionGroup.outputs.id
  }
}

module dashboard 'dashboard.bicep' = {
  params: { location: location, tags: tags, workspaceId: workspaceId }
}

module budget 'budget.bicep' = {
  params: { amount: monthlyBudget, email: email, firstMonth: budgetMonth }
}
