using '../main.bicep'

// Sandbox and small: what a pull request is tried on.
param environmentName = 'test'
param location = readEnvironmentVariable('AZURE_LOCATION')
param siteLocation = 'westeurope'
param signInWith = {
  instance: readEnvironmentVariable('SIGN_IN_INSTANCE')
  tenantId: readEnvironmentVariable('SIGN_IN_TENANT_ID')
  clientId: readEnvironmentVariable('SIGN_IN_CLIENT_ID')
}
param alertEmail = readEnvironmentVariable('ALERT_EMAIL')
param monthlyBudget = 50
