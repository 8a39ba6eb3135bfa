// The app's settings, made of parameters. Names are the options' of functions/; a test binds each of them.
import { auditKey, billing, model, prices, signIn } from 'types.bicep'

@description('A secret is named here and lives in the key vault.')
func secret(vault string, name string) string => '@Microsoft.KeyVault(VaultName=${vault};SecretName=${name})'

@export()
func storageSettings(account string, suffix string) object => {
  AzureWebJobsStorage__blobServiceUri: 'https://${account}.blob.${suffix}'
  AzureWebJobsStorage__queueServiceUri: 'https://${account}.queue.${suffix}'
  AzureWebJobsStorage__tableServiceUri: 'https://${account}.table.${suffix}'
  AzureWebJobsStorage__credential: 'managedidentity'
}

@export()
@description('By the name that host.json has as it is published for a scheduler (functions/Directory.Build.targets).')
func durableSettings(endpoint string, clientId string) object => {
  DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${endpoint};Authentication=ManagedIdentity;ClientID=${clientId}'
}

@export()
func signInSettings(from signIn) object => {
  AzureAd__Instance: from.instance
  AzureAd__TenantId: from.tenantId
  AzureAd__ClientId: from.clientId
  AzureAd__SiteClientId: from.siteClientId
}

@export()
func secretSettings(vault string, auditKeys auditKey[]) object =>
  union(
    { Credits__ErasedKeySecret: secret(vault, 'erased-key-secret') },
    toObject(range(0, length(auditKeys)), i => 'Audit__AccountKeys__${i}__Id', i => auditKeys[i].id),
    toObject(
      range(0, length(auditKeys)),
      i => 'Audit__AccountKeys__${i}__Secret',
      i => secret(vault, 'audit-key-${auditKeys[i].id}')
    ),
    toObject(
      filter(range(0, length(auditKeys)), i => auditKeys[i].?from != null),
      i => 'Audit__AccountKeys__${i}__From',
      i => auditKeys[i].?from!
    )
  )

// Names of kinds are written without hyphens: App Service allows letters, digits, dots and underscores in a name.
// Time-out times attempts of all routes of a kind must fit into Generations:GenerateSeconds (300).
func route(kind string, deployment string, price int, timeoutSeconds int, retries int) object => {
  'Generations__Routes__${kind}__0__Provider': 'azure-openai'
  'Generations__Routes__${kind}__0__Model': deployment
  'Generations__Routes__${kind}__0__PriceCredits': string(price)
  'Generations__Routes__${kind}__0__TimeoutSeconds': string(timeoutSeconds)
  'Generations__Routes__${kind}__0__Retries': string(retries)
}

@export()
@description('The embedded engine follows by itself, as the last route of both kinds of prompts. A classifier takes of their time.')
func modelSettings(endpoint string, chat model?, image model?, credits prices, judged bool) object =>
  union(
    chat == null && image == null ? {} : { AzureOpenAI__Endpoint: endpoint },
    chat == null
      ? {}
      : union(
          route('TextToPrompt', 'chat', credits.textToPrompt, 60, 2),
          route('ImageToPrompt', 'chat', credits.imageToPrompt, 60, 2)
        ),
    image == null
      ? {}
      : union(
          route('TextToImage', 'image', credits.textToImage, judged ? 120 : 140, 1),
          { Generations__Routes__TextToImage__0__Target: image!.name == 'gpt-image-2' ? 'gpt-image-2' : 'gpt-image' },
          toObject(
            range(0, length(credits.pictures)),
            i => 'Generations__Routes__TextToImage__0__Pictures__${i}__Quality',
            i => credits.pictures[i].quality
          ),
          toObject(
            range(0, length(credits.pictures)),
            i => 'Generations__Routes__TextToImage__0__Pictures__${i}__PriceCredits',
            i => string(credits.pictures[i].credits)
          )
        )
  )

@export()
@description('Without a classifier the rules of the program judge alone.')
func moderationSettings(endpoint string?) object =>
  endpoint == null ? {} : { Moderation__Provider: 'azure-content-safety', Moderation__Endpoint: endpoint! }

@export()
@description('Off, not even the secrets of the payment provider are named.')
func billingSettings(vault string, from billing, site string) object =>
  union(
    { Billing__PaidPlans: from.paidPlans ? 'true' : 'false', Billing__SiteAddress: site },
    !from.paidPlans
      ? {}
      : {
          PayPal__Environment: from.payPalEnvironment
          PayPal__ClientId: secret(vault, 'paypal-client-id')
          PayPal__ClientSecret: secret(vault, 'paypal-client-secret')
          PayPal__WebhookId: secret(vault, 'paypal-webhook-id')
        },
    toObject(from.packs, p => 'Billing__Packs__${p.id}__Credits', p => string(p.credits)),
    toObject(from.packs, p => 'Billing__Packs__${p.id}__Price', p => p.price),
    toObject(from.packs, p => 'Billing__Packs__${p.id}__Currency', p => p.currency),
    toObject(from.plans, p => 'Billing__Plans__${p.id}__Credits', p => string(p.credits)),
    toObject(from.plans, p => 'Billing__Plans__${p.id}__Price', p => p.price),
    toObject(from.plans, p => 'Billing__Plans__${p.id}__Currency', p => p.currency),
    toObject(from.plans, p => 'Billing__Plans__${p.id}__PayPalPlanId', p => p.payPalPlanId),
    toObject(from.plans, p => 'Billing__Plans__${p.id}__Period', p => p.period)
  )
