using '../main.bicep'

param environmentName = 'production'
param location = readEnvironmentVariable('AZURE_LOCATION')
param siteLocation = 'westeurope'
param siteSku = 'Standard'
param siteOrigins = ['https://aiimagepromptgenerator.org', 'https://www.aiimagepromptgenerator.org']
// Balances must outlive a region. A region without geo-redundancy takes Standard_ZRS, and then that is a risk somebody took.
param storageSku = 'Standard_GZRS'
param outboundWall = true
param scaling = { alwaysReadyHttp: 2, maximumInstanceCount: 100 }
param telemetryGbPerDay = 5
param signInWith = {
  instance: readEnvironmentVariable('SIGN_IN_INSTANCE')
  tenantId: readEnvironmentVariable('SIGN_IN_TENANT_ID')
  clientId: readEnvironmentVariable('SIGN_IN_CLIENT_ID')
}
// Prompts and pictures are computed in the data zone of the region, not anywhere in the world, where the model has one.
param chatModel = {
  deployment: 'chat'
  name: 'gpt-5-mini'
  version: '2025-08-07'
  sku: 'DataZoneStandard'
  capacity: 100
}
param imageModel = {
  deployment: 'image'
  name: 'gpt-image-1'
  version: '2025-04-15'
  sku: 'GlobalStandard'
  capacity: 3
}
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
param alertEmail = readEnvironmentVariable('ALERT_EMAIL')
param monthlyBudget = 500
