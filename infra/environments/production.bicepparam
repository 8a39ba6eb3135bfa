using '../main.bicep'

param environmentName = 'production'
param location = readEnvironmentVariable('AZURE_LOCATION')
// Where the models are, when the region of the app has none.
param modelLocation = readEnvironmentVariable('MODEL_LOCATION', '') == ''
  ? readEnvironmentVariable('AZURE_LOCATION')
  : readEnvironmentVariable('MODEL_LOCATION', '')
param siteLocation = 'westeurope'
// Free serves two domains of ours and 100 GB a month. Standard, some 9 a month, adds an agreement on availability: take it
// when the site is deployed and earns money.
param siteSku = 'Free'
param siteOrigins = ['https://aiimagepromptgenerator.org', 'https://www.aiimagepromptgenerator.org']
// Balances must outlive a region. A region without geo-redundancy takes Standard_ZRS, and then that is a risk somebody took.
param storageSku = 'Standard_GZRS'
param purgeProtection = true
param outboundWall = true
param scaling = { alwaysReadyHttp: 2, maximumInstanceCount: 100 }
param telemetryGbPerDay = 5
param signInWith = {
  instance: readEnvironmentVariable('SIGN_IN_INSTANCE')
  tenantId: readEnvironmentVariable('SIGN_IN_TENANT_ID')
  clientId: readEnvironmentVariable('SIGN_IN_CLIENT_ID')
  siteClientId: readEnvironmentVariable('SIGN_IN_SITE_CLIENT_ID')
}
// GlobalStandard computes in any region of the vendor. The vendor lists no data zone in Europe for this model. Who needs
// one takes gpt-5.1 with DataZoneStandard, at a higher price (docs/adr/0017-infrastructure.md).
param chatModel = { name: 'gpt-5.4-mini', sku: 'GlobalStandard', capacity: 100 }
param imageModel = { name: 'gpt-image-2', sku: 'GlobalStandard', capacity: 3 }
param billingWith = {
  paidPlans: true
  payPalEnvironment: 'live'
  packs: [
    { id: 'pack500', credits: 500, price: '4.99', currency: 'EUR' }
  ]
  plans: [
    {
      id: 'monthly'
      credits: 1500
      price: '8.99'
      currency: 'EUR'
      payPalPlanId: readEnvironmentVariable('PAYPAL_PLAN_MONTHLY')
      period: 'month'
    }
  ]
}
// Set once its region was lost, and from then on: docs/runbook.md, "A region is lost".
param place = readEnvironmentVariable('PLACE', '')
param existingStorage = readEnvironmentVariable('EXISTING_STORAGE', '') == ''
  ? null
  : { name: readEnvironmentVariable('EXISTING_STORAGE', ''), group: 'rg-aipromptgen-production' }
// True for one deployment: docs/deploy.md, "Again after azd down".
param restoreVault = bool(readEnvironmentVariable('RESTORE_VAULT', 'false'))
param restoreModels = bool(readEnvironmentVariable('RESTORE_MODELS', 'false'))
// Settings of the program that have no parameter: { Credits__SignUpCredits: '5' }
param moreSettings = {}
param alertEmail = readEnvironmentVariable('ALERT_EMAIL')
param monthlyBudget = 500
