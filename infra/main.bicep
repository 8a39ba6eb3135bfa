targetScope = 'subscription'

import { namesOf } from 'modules/names.bicep'
import { auditKey, billing, durable, existingAccount, model, prices, scale, signIn } from 'modules/types.bicep'
import {
  billingSettings
  durableSettings
  modelSettings
  moderationSettings
  secretSettings
  signInSettings
  storageSettings
} from 'modules/settings.bicep'

@description('test, production, or a name of your own: every environment has its own group, storage and task hub.')
@minLength(2)
@maxLength(16)
param environmentName string
param location string
@description('Where the models are, when the region of the app has none or no quota.')
param modelLocation string = location
@description('Empty for the first deployment of an environment. A word for one in another region, after the first was lost: names that are the same for everybody in the world stay taken (docs/runbook.md, "A region is lost").')
@maxLength(8)
param place string = ''
param groupName string = 'rg-aipromptgen-${environmentName}${empty(place) ? '' : '-${place}'}'
@description('The storage account of an environment whose region was lost. Without it the templates make one.')
param existingStorage existingAccount?
@description('Take back the key vault, or the accounts of Azure OpenAI and Content Safety, that were deleted (docs/deploy.md, "Again after azd down").')
param restoreVault bool = false
param restoreModels bool = false
@description('The key vault cannot be purged before 90 days are over. Once on, it stays on.')
param purgeProtection bool = false
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
param credits prices = {
  textToPrompt: 1
  imageToPrompt: 2
  textToImage: 10
  pictures: [{ quality: 'low', credits: 4 }, { quality: 'high', credits: 30 }]
}
@description('Azure AI Content Safety judges texts and pictures, before and after each route, beside the rules of the program.')
param contentSafety bool = false
@description('A filter of contents of our own on the models\' deployments, instead of the service\'s. Low refuses the most.')
param contentFilter ('Low' | 'Medium')?
@description('Everything that leaves the app goes through a network of ours that reaches the web only.')
param outboundWall bool = false
@description('Two instances in two zones for each group of functions: some 400 a month. Storage must be zone-redundant too.')
param zoneRedundant bool = false
param scaling scale = { alwaysReadyHttp: 0, maximumInstanceCount: 40 }
param durableBackend durable = 'storage'
@description('Defender for Storage on the account of the app: it watches who reads and writes, and opens no picture.')
param defender bool = false
@description('Settings of the program that have no parameter of their own, by their names as in local.settings.sample.json. What is set at the app by hand is gone with the next deployment.')
param moreSettings { *: string } = {}
param alertEmail string
@description('A month, in the currency of the bill. What an idle environment costs is in docs/scale.md.')
param monthlyBudget int
param telemetryGbPerDay int = 1
@description('Who may write to the vault, besides owners. azd fills it in; a pipeline leaves it out.')
param vaultWriterId string = ''
param budgetMonth string = utcNow('yyyy-MM')

var tags = { 'azd-env-name': environmentName, app: 'aipromptgen' }
var models = union(chatModel == null ? {} : { chat: chatModel! }, imageModel == null ? {} : { image: imageModel! })
var names = namesOf(environmentName, uniqueString(subscription().id, environmentName, place))
var storageName = existingStorage.?name ?? names.storage
var origins = empty(siteOrigins) ? [website.outputs.origin] : siteOrigins
var usesScheduler = durableBackend == 'scheduler'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: groupName
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

module storage 'modules/storage.bicep' = if (existingStorage == null) {
  scope: group
  params: {
    name: names.storage
    location: location
    tags: tags
    sku: storageSku
    siteOrigins: origins
    paidPlans: billingWith.paidPlans
  }
}

module storageAccess 'modules/storageaccess.bicep' = {
  scope: resourceGroup(existingStorage.?group ?? group.name)
  params: {
    storageName: storageName
    principalId: identity.outputs.principalId
    queues: !usesScheduler
    defender: defender
  }
  dependsOn: [storage]
}

module vault 'modules/keyvault.bicep' = {
  scope: group
  params: {
    name: names.vault
    location: location
    tags: tags
    purgeProtection: purgeProtection
    recover: restoreVault
    workspaceId: monitoring.outputs.workspaceId
  }
}

module network 'modules/network.bicep' = if (outboundWall) {
  scope: group
  params: { name: 'aipromptgen-${environmentName}', location: location, tags: tags }
}

module openAI 'modules/openai.bicep' = if (!empty(models)) {
  scope: group
  params: {
    name: names.openAI
    location: modelLocation
    tags: tags
    models: models
    contentFilter: contentFilter
    restore: restoreModels
    // A rule for a subnet takes an account in the subnet's own region only.
    subnetId: outboundWall && modelLocation == location ? network!.outputs.subnetId : null
    workspaceId: monitoring.outputs.workspaceId
  }
}

module safety 'modules/contentsafety.bicep' = if (contentSafety) {
  scope: group
  params: {
    name: names.contentSafety
    location: location
    tags: tags
    restore: restoreModels
    subnetId: outboundWall ? network!.outputs.subnetId : null
    workspaceId: monitoring.outputs.workspaceId
  }
}

module website 'modules/website.bicep' = {
  scope: group
  params: { name: 'stapp-aipromptgen-${environmentName}', location: siteLocation, tags: tags, sku: siteSku }
}

module scheduler 'modules/scheduler.bicep' = if (usesScheduler) {
  scope: group
  params: {
    name: names.scheduler
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module roles 'modules/roles.bicep' = {
  scope: group
  params: {
    principalId: identity.outputs.principalId
    vaultName: names.vault
    insightsName: names.insights
    openAIName: empty(models) ? null : names.openAI
    contentSafetyName: contentSafety ? names.contentSafety : null
    vaultWriterId: vaultWriterId
  }
  dependsOn: [vault, monitoring, openAI, safety]
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
    storageName: storageName
    siteOrigins: origins
    scaling: scaling
    zoneRedundant: zoneRedundant
    durableBackend: durableBackend
    subnetId: outboundWall ? network!.outputs.subnetId : null
    settings: union(
      storageSettings(storageName, environment().suffixes.storage),
      signInSettings(signInWith),
      secretSettings(names.vault, auditKeys),
      modelSettings('https://${names.openAI}.openai.azure.com', chatModel, imageModel, credits, contentSafety),
      moderationSettings(contentSafety ? 'https://${names.contentSafety}.cognitiveservices.azure.com' : null),
      billingSettings(names.vault, billingWith, '${origins[0]}/'),
      usesScheduler ? durableSettings(scheduler!.outputs.endpoint, identity.outputs.clientId) : {},
      moreSettings
    )
  }
  // The roles first: a start without them fails.
  dependsOn: [roles, storageAccess]
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
@description('What the website is told when it is published (site/build/stamp.mjs), with API_ADDRESS.')
output BLOB_ADDRESS string = 'https://${storageName}.blob.${environment().suffixes.storage}'
output SIGN_IN_ADDRESS string = signInWith.instance
output SITE_ADDRESS string = website.outputs.origin
