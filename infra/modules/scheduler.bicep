// A Durable Task Scheduler instead of queues and tables of the storage account. Consumption: 500 actions a second, about
// 50 text generations, and no second zone. The app must be built with its package (docs/deploy.md, "Orchestrations").
param name string
param location string
param tags object
param principalId string

// Durable Task Data Contributor.
var dataContributor = '0ad04412-c4d5-4796-b79c-f76d14c8d402'

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    // The app has no address of its own without the network; who calls must have the role.
    ipAllowlist: ['0.0.0.0/0']
    sku: { name: 'Consumption' }
  }

  // The name that host.json gives the hub, whatever runs it.
  resource hub 'taskHubs' = {
    name: 'AiPromptGen'
    properties: {}
  }

  // Ids only are in there, and still they go: the app purges after an hour, this is what it may have missed.
  resource retention 'retentionPolicies' = {
    name: 'default'
    properties: { retentionPolicies: [{ retentionPeriodInDays: 1 }] }
  }
}

resource onScheduler 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: scheduler
  name: guid(scheduler.id, principalId, dataContributor)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataContributor)
  }
}

output endpoint string = scheduler.properties.endpoint
