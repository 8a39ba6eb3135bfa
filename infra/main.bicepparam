using 'main.bicep'

// An environment of your own: what azd deploys (docs/deploy.md). `azd env set NAME value` sets what is read here.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param modelLocation = readEnvironmentVariable('MODEL_LOCATION', '') == ''
  ? readEnvironmentVariable('AZURE_LOCATION')
  : readEnvironmentVariable('MODEL_LOCATION', '')
param siteLocation = readEnvironmentVariable('SITE_LOCATION', 'westeurope')
// azd fills it in: who runs it writes the secrets.
param vaultWriterId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param signInWith = {
  instance: readEnvironmentVariable('SIGN_IN_INSTANCE')
  tenantId: readEnvironmentVariable('SIGN_IN_TENANT_ID')
  clientId: readEnvironmentVariable('SIGN_IN_CLIENT_ID')
  siteClientId: readEnvironmentVariable('SIGN_IN_SITE_CLIENT_ID')
}
// A model's name in models.json, or none.
param chatModel = readEnvironmentVariable('CHAT_MODEL', 'gpt-5.4-mini') == 'none'
  ? null
  : {
      name: readEnvironmentVariable('CHAT_MODEL', 'gpt-5.4-mini')
      sku: readEnvironmentVariable('CHAT_SKU', 'GlobalStandard')
      capacity: int(readEnvironmentVariable('CHAT_CAPACITY', '30'))
    }
param imageModel = readEnvironmentVariable('IMAGE_MODEL', 'gpt-image-2') == 'none'
  ? null
  : {
      name: readEnvironmentVariable('IMAGE_MODEL', 'gpt-image-2')
      sku: readEnvironmentVariable('IMAGE_SKU', 'GlobalStandard')
      capacity: int(readEnvironmentVariable('IMAGE_CAPACITY', '1'))
    }
param contentSafety = bool(readEnvironmentVariable('CONTENT_SAFETY', 'false'))
// Low, Medium, or the service's own.
param contentFilter = readEnvironmentVariable('CONTENT_FILTER', 'default') == 'default'
  ? null
  : readEnvironmentVariable('CONTENT_FILTER', 'default')
param durableBackend = readEnvironmentVariable('DURABLE_BACKEND', 'storage')
// True for one deployment: docs/deploy.md, "Again after azd down".
param restoreVault = bool(readEnvironmentVariable('RESTORE_VAULT', 'false'))
param restoreModels = bool(readEnvironmentVariable('RESTORE_MODELS', 'false'))
// As JSON: {"Credits__SignUpCredits":"5"}
param moreSettings = json(readEnvironmentVariable('MORE_SETTINGS', '{}'))
param alertEmail = readEnvironmentVariable('ALERT_EMAIL')
param monthlyBudget = int(readEnvironmentVariable('MONTHLY_BUDGET', '150'))
