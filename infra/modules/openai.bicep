import { model } from 'types.bicep'

param name string
param location string
param tags object
@description('Keyed by the name of the deployment, which model routes use.')
param models { *: model }
@description('The service\'s own filter of contents when null. Low refuses the most.')
param contentFilter ('Low' | 'Medium')?
@description('Take back an account of this name that was deleted within the last 48 hours.')
param restore bool
@description('The subnet that the app calls from. With it, nothing else reaches the account.')
param subnetId string?
param workspaceId string

var known = loadJsonContent('../models.json').models

resource account 'Microsoft.CognitiveServices/accounts@2026-07-01' = {
  name: name
  location: location
  tags: tags
  kind: 'OpenAI'
  sku: { name: 'S0' }
  properties: {
    customSubDomainName: name
    // No keys: the app signs in with its identity.
    disableLocalAuth: true
    publicNetworkAccess: 'Enabled'
    networkAcls: subnetId == null ? null : { defaultAction: 'Deny', virtualNetworkRules: [{ id: subnetId! }] }
    restore: restore ? true : null
  }
}

// Each part is set, so that a new default of the service changes nothing here.
resource policy 'Microsoft.CognitiveServices/accounts/raiPolicies@2026-07-01' = if (contentFilter != null) {
  parent: account
  name: 'aipromptgen'
  properties: {
    basePolicyName: 'Microsoft.DefaultV2'
    mode: 'Blocking'
    contentFilters: concat(
      flatten(map(
        ['Prompt', 'Completion'],
        source =>
          map(['Hate', 'Selfharm', 'Sexual', 'Violence'], category => {
            name: category
            source: source
            severityThreshold: contentFilter!
            enabled: true
            blocking: true
          })
      )),
      [{ name: 'Jailbreak', source: 'Prompt', enabled: true, blocking: true }]
    )
  }
}

// One at a time: the service refuses two changes of one account at once.
@batchSize(1)
resource deployment 'Microsoft.CognitiveServices/accounts/deployments@2026-07-01' = [
  for item in items(models): {
    parent: account
    name: item.key
    sku: { name: item.value.sku, capacity: item.value.capacity }
    properties: {
      model: {
        format: 'OpenAI'
        name: item.value.name
        version: filter(known, one => one.name == item.value.name)[0].version
      }
      versionUpgradeOption: 'OnceCurrentVersionExpired'
      raiPolicyName: contentFilter == null ? null : 'aipromptgen'
    }
    dependsOn: [policy]
  }
]

// Who changed the account and its deployments. Not RequestResponse: it records each call with the address it came from.
resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'Audit', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}
