targetScope = 'subscription'

import { namesOf } from 'modules/names.bicep'
import { auditKey, billing, model, prices, scale, signIn } from 'modules/types.bicep'
import { billingSettings, modelSettings, secretSettings, signInSettings, storageSettings } from 'modules/settings.bicep'

@description('test, production, or a name of your own: every environment has its own group, storage and task hub.')
@minLength(2)
@maxLength(16)
param environmentName string
param location string
param siteLocation string = location
param siteOrigins string[] = []
param siteSku ('Free' | 'Standard') = 'Free'
param storageSku ('Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS') = 'Standard_LRS'
param signInWith signIn
param auditKeys auditKey[] = [{ id: 'k1' }]
param billingWith billing = { paidPlans: false, payPalEnvironment: 'sandbox', packs: [], plans: [] }
@description('Neither: the embedded engine answers, and there is no account of Azure OpenAI.')
param chatModel model?
param imageModel model?
param credits prices = { textToPrompt: 1, imageToPrompt: 2, textToImage: 10 }
@description('Everything that leaves the app goes through a network of ours that reaches the web only.')
param outboundWall bool = false
param scaling scale = { alwaysReadyHttp: 1, maximumInstanceCount: 40 }
param alertEmail string
param monthlyBudget int = 100
param telemetryGbPerDay int = 1
@description('Who may write to the vault, besides owners. azd fills it in; a pipeline leaves it out.')
param vaultWriterId string = ''
param budgetMonth string = utcNow('yyyy-MM')

var tags = { 'azd-env-name': environmentName, app: 'aipromptgen' }
var models = concat(chatModel == null ? [] : [chatModel!], imageModel == null ? [] : [imageModel!])
var names = namesOf(environmentName, uniqueString(subscription().id, environmentName, location))

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-aipromptgen-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: names.identity, location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: names.workspace
    insightsName: names.insights
    location: location
    tags: tags
    dailyCapGb: telemetryGbPerDay
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: names.storage
    location: location
    tags: tags
    sku: storageSku
    siteOrigins: siteOrigins
    paidPlans: billingWith.paidPlans
  }
}

module vault 'modules/keyvault.bicep' = {
  scope: group
  params: { name: names.vault, location: location, tags: tags }
}

module openAI 'modules/openai.bicep' = if (!empty(models)) {
  scope: group
  params: { name: names.openAI, location: location, tags: tags, models: models }
}

module website 'modules/website.bicep' = {
  scope: group
  params: { name: 'stapp-aipromptgen-${environmentName}', location: siteLocation, tags: tags, sku: siteSku }
}

module network 'modules/network.bicep' = if (outboundWall) {
  scope: group
  params: { name: 'aipromptgen-${environmentName}', location: location, tags: tags }
}

module roles 'modules/roles.bicep' = {
  scope: group
  params: {
    principalId: identity.outputs.principalId
    storageName: names.storage
    vaultName: names.vault
    insightsName: names.insights
    openAIName: empty(models) ? null : names.openAI
    vaultWriterId: vaultWriterId
  }
  dependsOn: [storage, vault, monitoring, openAI]
}

module app 'modules/functionapp.bicep' = {
  scope: group
  params: {
    planName: 'plan-aipromptgen-${environmentName}'
    name: names.app
    location: location
    tags: tags
    identityName: names.identity
    insightsName: names.insights
    storageName: names.storage
    siteOrigins: empty(siteOrigins) ? [website.outputs.origin] : siteOrigins
    scaling: scaling
    subnetId: outboundWall ? network!.outputs.subnetId : null
    settings: union(
      storageSettings(names.storage, environment().suffixes.storage),
      signInSettings(signInWith),
      secretSettings(names.vault, auditKeys),
      modelSettings('https://${names.openAI}.openai.azure.com', chatModel, imageModel, credits),
      billingSettings(names.vault, billingWith, '${empty(siteOrigins) ? website.outputs.origin : siteOrigins[0]}/')
    )
  }
  // The roles first: a start without them fails.
  dependsOn: [roles]
}

module watch 'modules/watch.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    insightsName: names.insights
    appName: names.app
    email: alertEmail
    paidPlans: billingWith.paidPlans
    monthlyBudget: monthlyBudget
    budgetMonth: budgetMonth
  }
  dependsOn: [app]
}

output AZURE_RESOURCE_GROUP string = group.name
output AZURE_KEY_VAULT_NAME string = names.vault
output AZURE_FUNCTION_APP_NAME string = names.app
output API_ADDRESS string = 'https://${names.app}.azurewebsites.net/api'
output SITE_ADDRESS string = website.outputs.origin
