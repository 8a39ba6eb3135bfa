using '../main.bicep'

// Where a release is tried: as production, but smaller, in one zone, with play money, and without a lock on its vault.
param environmentName = 'test'
param location = readEnvironmentVariable('AZURE_LOCATION')
// Where the models are, when the region of the app has none.
param modelLocation = readEnvironmentVariable('MODEL_LOCATION', '') == ''
  ? readEnvironmentVariable('AZURE_LOCATION')
  : readEnvironmentVariable('MODEL_LOCATION', '')
param siteLocation = 'westeurope'
// As production's, so that the failover of a region can be practised (docs/runbook.md, "A region is lost").
param storageSku = 'Standard_GZRS'
param outboundWall = true
param signInWith = {
  instance: readEnvironmentVariable('SIGN_IN_INSTANCE')
  tenantId: readEnvironmentVariable('SIGN_IN_TENANT_ID')
  clientId: readEnvironmentVariable('SIGN_IN_CLIENT_ID')
  siteClientId: readEnvironmentVariable('SIGN_IN_SITE_CLIENT_ID')
}
param chatModel = { name: 'gpt-5.4-mini', sku: 'GlobalStandard', capacity: 30 }
param imageModel = { name: 'gpt-image-2', sku: 'GlobalStandard', capacity: 1 }
// PayPal's sandbox: accounts and money of no value.
param billingWith = {
  paidPlans: true
  payPalEnvironment: 'sandbox'
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
  : { name: readEnvironmentVariable('EXISTING_STORAGE', ''), group: 'rg-aipromptgen-test' }
// True for one deployment: docs/deploy.md, "Again after azd down".
param restoreVault = bool(readEnvironmentVariable('RESTORE_VAULT', 'false'))
param restoreModels = bool(readEnvironmentVariable('RESTORE_MODELS', 'false'))
// Settings of the program that have no parameter: { Credits__SignUpCredits: '5' }
param moreSettings = {}
param alertEmail = readEnvironmentVariable('ALERT_EMAIL')
param monthlyBudget = 250
