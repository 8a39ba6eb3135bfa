# infra/before.sh for Windows: what would stop a deployment half-way, and what to do. Changes nothing.
#   infra/before.ps1 [-Environment <name>] [-Region <region of the models>] [-Models <model:sku:capacity>, ...]
# The models are those of environments/<name>.bicepparam, or else those of an environment of your own.
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
        ForEach-Object { $_.model.skus.name }
    if ($sku -notin $skus) {
        $mistakes.Add("$Region has no $name $version as $sku; it has: $skus. Another region for models: azd env set MODEL_LOCATION <region>")
        continue
    }
    $usage = Ask cognitiveservices usage list --location $Region |
        ForEach-Object { $_ } |
        Where-Object { $_.name.value -eq "OpenAI.$sku.$name" } |
        Select-Object -First 1
    $left = [int]($usage.limit ?? 0) - [int]($usage.currentValue ?? 0)
    # What a deployment of this environment holds already is part of what is used.
    $held = Ask cognitiveservices account list |
        ForEach-Object { $_ } |
        Where-Object { $_.kind -eq 'OpenAI' -and $_.tags.'azd-env-name' -eq $Environment } |
        ForEach-Object { Ask cognitiveservices account deployment list --name $_.name --resource-group $_.resourceGroup } |
        ForEach-Object { $_ } |
        Where-Object { $_.properties.model.name -eq $name -and $_.sku.name -eq $sku } |
        Select-Object -First 1
    if ($left + [int]($held.sku.capacity ?? 0) -lt [int]$capacity) {
        $mistakes.Add("$name as ${sku}: $capacity asked for, $left of $([int]($usage.limit ?? 0)) left in $Region. Ask for less, or for more quota at ai.azure.com")
    }
}

if ($env:RESTORE_VAULT -ne 'true') {
    Ask keyvault list-deleted --resource-type vault |
        ForEach-Object { $_ } |
        Where-Object { $_.properties.tags.'azd-env-name' -eq $Environment } |
        ForEach-Object {
            $mistakes.Add("the key vault $($_.name) was deleted. Take it back: RESTORE_VAULT=true (azd env set RESTORE_VAULT true); or end it, where it may be: az keyvault purge --name $($_.name)")
        }
}
if ($env:RESTORE_MODELS -ne 'true') {
    Ask cognitiveservices account list-deleted |
        ForEach-Object { $_ } |
        Where-Object { $_.name -like "oai-aipromptgen-$Environment-*" -or $_.name -like "cs-aipromptgen-$Environment-*" } |
        ForEach-Object {
            $mistakes.Add("the account $($_.name) was deleted. Take it back: RESTORE_MODELS=true (azd env set RESTORE_MODELS true); or end it: az cognitiveservices account purge --name $($_.name) --location $($_.location) --resource-group rg-aipromptgen-$Environment")
        }
}

if ($mistakes.Count -gt 0) {
    $mistakes | ForEach-Object { [Console]::Error.WriteLine("before: $_") }
    exit 1
}
'before: models and names are free to deploy'
