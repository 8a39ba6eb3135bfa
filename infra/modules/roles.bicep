// Everything the app may do besides its storage (storageaccess.bicep), and nothing else: one assignment a line, each at
// the narrowest scope that works.
param principalId string
param vaultName string
param insightsName string
param openAIName string?
param contentSafetyName string?
@description('Who sets the secrets from a machine of their own; nobody when it is empty.')
param vaultWriterId string

var roles = {
  keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  keyVaultSecretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
  cognitiveServicesUser: 'a97b65f3-24c7-4388-baec-2e87135dc908'
  cognitiveServicesOpenAIUser: '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd'
}

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' existing = {
  name: vaultName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource openAI 'Microsoft.CognitiveServices/accounts@2026-07-01' existing = if (openAIName != null) {
  name: openAIName!
}

resource contentSafety 'Microsoft.CognitiveServices/accounts@2026-07-01' existing = if (contentSafetyName != null) {
  name: contentSafetyName!
}

resource onVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, principalId, roles.keyVaultSecretsUser)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
  }
}

resource onInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, principalId, roles.monitoringMetricsPublisher)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.monitoringMetricsPublisher
    )
  }
}

resource onOpenAI 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (openAIName != null) {
  scope: openAI
  name: guid(openAI.id, principalId, roles.cognitiveServicesOpenAIUser)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.cognitiveServicesOpenAIUser
    )
  }
}

resource onContentSafety 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (contentSafetyName != null) {
  scope: contentSafety
  name: guid(contentSafety.id, principalId, roles.cognitiveServicesUser)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.cognitiveServicesUser)
  }
}

resource vaultWriter 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(vaultWriterId)) {
  scope: vault
  name: guid(vault.id, vaultWriterId, roles.keyVaultSecretsOfficer)
  properties: {
    principalId: vaultWriterId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsOfficer)
  }
}
