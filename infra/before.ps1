# infra/before.sh for Windows: what would stop a deployment half-way, and what to do. Changes nothing.
#   infra/before.ps1 [-Environment <name>] [-Region <region of the models>] [-Models <model:sku:capacity>, ...]
# The models are those of environments/<name>.bicepparam, or else those of an environment of your own. The region of the app
# is AZURE_LOCATION, and its second place PLACE.
# Needs PowerShell 7 and the Azure CLI, signed in.
param(
    [string] $Environment = $env:AZURE_ENV_NAME,
    [string] $Region = $(if ($env:MODEL_LOCATION) { $env:MODEL_LOCATION } else { $env:AZURE_LOCATION }),
    [string[]] $Models
)
$ErrorActionPreference = 'Stop'
if (-not $Environment -or -not $Region) {
    throw 'usage: infra/before.ps1 -Environment <name> -Region <region of the models>'
}

$group = "rg-aipromptgen-$Environment" + $(if ($env:PLACE) { "-$env:PLACE" })
$parameters = Join-Path $PSScriptRoot "environments/$Environment.bicepparam"
if (-not $Models -and (Test-Path $parameters)) {
    $Models = Select-String -Path $parameters -Pattern "^param [a-z]*Model = { name: '([^']*)', sku: '([^']*)', capacity: (\d+) }$" -CaseSensitive |
        ForEach-Object { $_.Matches[0].Groups[1..3].Value -join ':' }
} elseif (-not $Models) {
    $Models = @(
        ('{0}:{1}:{2}' -f ($env:CHAT_MODEL ?? 'gpt-5.4-mini'), ($env:CHAT_SKU ?? 'GlobalStandard'), ($env:CHAT_CAPACITY ?? '30')),
        ('{0}:{1}:{2}' -f ($env:IMAGE_MODEL ?? 'gpt-image-2'), ($env:IMAGE_SKU ?? 'GlobalStandard'), ($env:IMAGE_CAPACITY ?? '1'))
    )
}

$mistakes = [System.Collections.Generic.List[string]]::new()

function Ask {
    # azd may have been given another subscription than the Azure CLI is set to.
    $where = $env:AZURE_SUBSCRIPTION_ID ? @('--subscription', $env:AZURE_SUBSCRIPTION_ID) : @()
    $answer = az @args @where --output json
    if ($LASTEXITCODE -ne 0) { throw "az $($args -join ' ') failed" }
    , @($answer | ConvertFrom-Json)
}

# The name is part of globally unique names, which allow no other characters and no greater length.
if ($Environment -cnotmatch '^[a-z0-9][a-z0-9-]{0,14}[a-z0-9]$') {
    $mistakes.Add("$Environment cannot be an environment: 2 to 16 of a-z, 0-9 and -, not at an end. azd env new <another name>")
}
if ($PSBoundParameters.Count -eq 0 -and (Test-Path $parameters)) {
    $mistakes.Add("$Environment has parameters of its own, which azd does not read: docs/deploy.md, `"Test and production`". azd env new <another name>")
}

# A resource cannot move to another region, and Azure says so only half-way through. Some answers spell a region "West Europe".
function Get-Plain([string] $Region) { ($Region -replace ' ').ToLowerInvariant() }
foreach ($made in Ask resource list --tag "azd-env-name=$Environment" | ForEach-Object { $_ } | Where-Object resourceGroup -EQ $group) {
    $name, $place = $made.name, (Get-Plain $made.location)
    if ($made.type -eq 'Microsoft.KeyVault/vaults' -and $env:AZURE_LOCATION -and $place -ne (Get-Plain $env:AZURE_LOCATION)) {
        $mistakes.Add("$Environment is in $place, and AZURE_LOCATION is $env:AZURE_LOCATION. Stay there, or end it there first: azd down")
    } elseif ($made.type -eq 'Microsoft.CognitiveServices/accounts' -and $name -like 'oai-*' -and $place -ne (Get-Plain $Region)) {
        $mistakes.Add("$name is in $place, and its models are asked for in $Region. Stay there (MODEL_LOCATION=$place), or end it: az cognitiveservices account delete --name $name --resource-group $group && az cognitiveservices account purge --name $name --location $place --resource-group $group")
    } elseif ($made.type -eq 'Microsoft.Web/staticSites' -and $env:SITE_LOCATION -and $place -ne (Get-Plain $env:SITE_LOCATION)) {
        $mistakes.Add("$name is in $place, and SITE_LOCATION is $env:SITE_LOCATION. Stay there, or end it: az staticwebapp delete --name $name --resource-group $group")
    }
}

$known = (Get-Content -Raw (Join-Path $PSScriptRoot 'models.json') | ConvertFrom-Json).models
foreach ($wanted in $Models) {
    $name, $sku, $capacity = $wanted -split ':'
    if ($name -eq 'none') { continue }
    $version = ($known | Where-Object name -EQ $name).version
    if (-not $version) {
        $mistakes.Add("$name is not in infra/models.json")
        continue
    }
    $skus = Ask cognitiveservices model list --location $Region |
        ForEach-Object { $_ } |
        Where-Object { $_.kind -eq 'OpenAI' -and $_.model.name -eq $name -and $_.model.version -eq $version } |
        ForEach-Object { $_.model.skus }
    # The quota has a name of its own, which need not be made of the model's: that of gpt-4.1 is of gpt4.1.
    $quota = $skus | Where-Object name -EQ $sku | Select-Object -First 1 -ExpandProperty usageName
    if (-not $quota) {
        $mistakes.Add("$Region has no $name $version as ${sku}; it has: $($skus.name). Another region for models: MODEL_LOCATION=<region> (azd env set MODEL_LOCATION <region>)")
        continue
    }
    $usage = Ask cognitiveservices usage list --location $Region |
        ForEach-Object { $_ } |
        Where-Object { $_.name.value -eq $quota } |
        Select-Object -First 1
    $left = [int]($usage.limit ?? 0) - [int]($usage.currentValue ?? 0)
    # What a deployment of this environment and place holds already is part of what is used. Quotas are a region's own.
    $held = Ask cognitiveservices account list |
        ForEach-Object { $_ } |
        Where-Object { $_.kind -eq 'OpenAI' -and $_.resourceGroup -eq $group } |
        ForEach-Object { Ask cognitiveservices account deployment list --name $_.name --resource-group $_.resourceGroup } |
        ForEach-Object { $_ } |
        Where-Object { $_.properties.model.name -eq $name -and $_.sku.name -eq $sku } |
        Select-Object -First 1
    if ($left + [int]($held.sku.capacity ?? 0) -lt [int]$capacity) {
        $mistakes.Add("$name as ${sku}: $capacity asked for, $left of $([int]($usage.limit ?? 0)) left in $Region. Ask for less, or for more quota at ai.azure.com")
    }
}

# By the group that they were in: what another place of the environment left behind has another name, and stops nothing.
if ($env:RESTORE_VAULT -ne 'true') {
    Ask keyvault list-deleted --resource-type vault |
        ForEach-Object { $_ } |
        Where-Object { $_.properties.vaultId -like "*/$group/*" } |
        ForEach-Object {
            $mistakes.Add("the key vault $($_.name) was deleted. Take it back: RESTORE_VAULT=true (azd env set RESTORE_VAULT true); or end it, where it may be: az keyvault purge --name $($_.name)")
        }
}
if ($env:RESTORE_MODELS -ne 'true') {
    Ask cognitiveservices account list-deleted |
        ForEach-Object { $_ } |
        Where-Object { $_.id -like "*/$group/*" -and ($_.name -like 'oai-aipromptgen-*' -or $_.name -like 'cs-aipromptgen-*') } |
        ForEach-Object {
            $mistakes.Add("the account $($_.name) was deleted. Take it back: RESTORE_MODELS=true (azd env set RESTORE_MODELS true); or end it: az cognitiveservices account purge --name $($_.name) --location $($_.location) --resource-group $group")
        }
}

if ($mistakes.Count -gt 0) {
    $mistakes | ForEach-Object { [Console]::Error.WriteLine("before: $_") }
    exit 1
}
'before: models and names are free to deploy'
