# infra/secrets.sh for Windows: makes the secrets that the app needs and nobody has to know, tells which others are missing,
# and has the app look at its settings anew. What is there stays as it is.
#   infra/secrets.ps1 [-Ask] [-From <older vault>] [-App <function app>] <vault> [id of an audit key ...]
# -Ask has those of PayPal that are missing typed in, unseen, and leaves out what is left empty. -From copies what the older
# vault has: after the loss of a region, rows of the audit need the secret they were written with.
# Needs PowerShell 7 and the Azure CLI, signed in, with "Key Vault Secrets Officer" on the vault.
param(
    [switch] $Ask,
    [string] $From,
    [string] $App = $env:AZURE_FUNCTION_APP_NAME,
    [Parameter(Mandatory, Position = 0)] [string] $Vault,
    [Parameter(Position = 1, ValueFromRemainingArguments)] [string[]] $AuditKeys = @('k1')
)
$ErrorActionPreference = 'Stop'
# What az says by its exit code is looked at each time.
$PSNativeCommandUseErrorActionPreference = $false

# By a file: an argument would stand in the list of processes.
function Set-Secret([string] $Name, [string] $Value) {
    $file = New-TemporaryFile
    try {
        [IO.File]::WriteAllText($file, $Value)
        az keyvault secret set --vault-name $Vault --name $Name --file $file.FullName --encoding utf-8 --output none
        if ($LASTEXITCODE -ne 0) { throw "$Name could not be set" }
    } finally {
        Remove-Item $file
    }
}

function Add-Secret([string] $Name, [switch] $Given) {
    if ($Name -in $there) {
        "${Name}: there"
    } elseif ($Name -in $older) {
        $copy = az keyvault secret show --vault-name $From --name $Name --query value --output tsv
        if ($LASTEXITCODE -ne 0) { throw "$Name of $From cannot be read" }
        Set-Secret $Name $copy
        "${Name}: copied from $From"
    } elseif ($Given -and $Ask -and ($typed = Read-Host "$Name (it is not shown; empty leaves it out)" -MaskInput)) {
        Set-Secret $Name $typed
        "${Name}: set"
    } elseif ($Given) {
        "${Name}: missing; needed for paid plans only: az keyvault secret set --vault-name $Vault --name $Name --file <file>"
    } else {
        Set-Secret $Name ([Convert]::ToBase64String([Security.Cryptography.RandomNumberGenerator]::GetBytes(48)))
        "${Name}: made"
    }
}

# What a vault has is asked once, aloud. A question for each secret could fail for another reason than that it is missing, and
# then a new audit key would stand in the place of the one that 90 days of rows were written with.
# A role takes some minutes to hold; without it everything would look missing.
for ($tries = 1; ; $tries++) {
    $there = @(az keyvault secret list --vault-name $Vault --query '[].name' --output tsv)
    if ($LASTEXITCODE -eq 0) { break }
    if ($tries -eq 10) { throw "the secrets of $Vault cannot be listed" }
    Start-Sleep -Seconds 30
}

$older = @()
if ($From) {
    $older = @(az keyvault secret list --vault-name $From --query '[].name' --output tsv)
    if ($LASTEXITCODE -ne 0) {
        throw "the secrets of $From cannot be read, so nothing was made: docs/runbook.md, `"A region is lost`""
    }
}

foreach ($id in $AuditKeys) { Add-Secret "audit-key-$id" }
Add-Secret erased-key-secret
foreach ($name in 'paypal-client-id', 'paypal-client-secret', 'paypal-webhook-id') { Add-Secret $name -Given }

# The app's settings name secrets. What a name led to is kept for a day, a secret that was missing included, so the platform
# is told to look again.
if ($App) {
    # azd may have been given another subscription than the Azure CLI is set to.
    $where = $env:AZURE_SUBSCRIPTION_ID ? @('--subscription', $env:AZURE_SUBSCRIPTION_ID) : @()
    $id = az resource list --name $App --resource-type Microsoft.Web/sites --query '[0].id' --output tsv @where
    if (-not $id) { throw "there is no function app $App" }
    az rest --method post --output none --url "$id/config/configreferences/appsettings/refresh?api-version=2022-03-01"
    if ($LASTEXITCODE -ne 0) { throw 'the app could not be told to look again' }
    "${App}: looks at its secrets again"
} else {
    'no -App: its settings see new secrets after its next restart, or within a day'
}
exit 0
