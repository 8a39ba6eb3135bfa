#!/usr/bin/env bash
# Asks the subscription what would stop a deployment half-way, and says what to do: a model that the region does not have or
# for which the quota is spent, something of this environment that is in another region already, and a key vault or an
# account of Azure OpenAI of it that was deleted and not yet purged. Changes nothing. azd runs it before `azd up`, the
# pipeline before it deploys:
#   infra/before.sh [<environment> [<region of the models> [<model:sku:capacity> ...]]]
# The models are those of environments/<environment>.bicepparam, or else those of an environment of your own: CHAT_MODEL,
# CHAT_SKU, CHAT_CAPACITY and IMAGE_…. The region of the app is AZURE_LOCATION, and its second place PLACE.
# Needs the Azure CLI, signed in, and nothing of bash that 3.2 lacks, which is macOS's.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")"

environment=${1:-${AZURE_ENV_NAME:?no environment: infra/before.sh <environment> <region of the models>}}
region=${2:-${MODEL_LOCATION:-${AZURE_LOCATION:?no region: infra/before.sh <environment> <region of the models>}}}
readonly byAzd=$(($# == 0)) group="rg-aipromptgen-$environment${PLACE:+-$PLACE}"
if [ $# -gt 2 ]; then
  shift 2
  models=("$@")
elif [ -f "environments/$environment.bicepparam" ]; then
  models=()
  while read -r model; do
    models+=("$model")
  done < <(sed -n "s/^param [a-z]*Model = { name: '\([^']*\)', sku: '\([^']*\)', capacity: \([0-9]*\) }$/\1:\2:\3/p" \
    "environments/$environment.bicepparam")
else
  models=(
    "${CHAT_MODEL:-gpt-5.4-mini}:${CHAT_SKU:-GlobalStandard}:${CHAT_CAPACITY:-30}"
    "${IMAGE_MODEL:-gpt-image-2}:${IMAGE_SKU:-GlobalStandard}:${IMAGE_CAPACITY:-1}"
  )
fi
# azd may have been given another subscription than the Azure CLI is set to.
ask() { az "$@" --output tsv ${AZURE_SUBSCRIPTION_ID:+--subscription "$AZURE_SUBSCRIPTION_ID"}; }

mistakes=0
mistake() {
  echo "before: $*" >&2
  mistakes=$((mistakes + 1))
}

# The name is part of globally unique names, which allow no other characters and no greater length.
case $environment in
  *[!a-z0-9-]* | -* | *- | ? | ?????????????????*)
    mistake "$environment cannot be an environment: 2 to 16 of a-z, 0-9 and -, not at an end. azd env new <another name>"
    ;;
esac
if [ "$byAzd" = 1 ] && [ -f "environments/$environment.bicepparam" ]; then
  mistake "$environment has parameters of its own, which azd does not read: docs/deploy.md, \"Test and production\". azd env new <another name>"
fi

# models.json has one property a line, and a model's name comes before its version.
version_of() {
  sed -n "/\"name\": \"$1\"/,/\"version\"/s/.*\"version\": \"\([^\"]*\)\".*/\1/p" models.json
}

# A resource cannot move to another region, and Azure says so only half-way through. Some answers spell a region "West Europe".
plain() { tr -d ' ' <<<"$1" | tr '[:upper:]' '[:lower:]'; }
made=$(ask resource list --tag "azd-env-name=$environment" --query "[?resourceGroup=='$group'].[type, name, location]")
while IFS=$'\t' read -r type name place; do
  place=$(plain "$place")
  case $type in
    Microsoft.KeyVault/vaults)
      [ -z "${AZURE_LOCATION:-}" ] || [ "$place" = "$(plain "$AZURE_LOCATION")" ] ||
        mistake "$environment is in $place, and AZURE_LOCATION is $AZURE_LOCATION. Stay there, or end it there first: azd down"
      ;;
    Microsoft.CognitiveServices/accounts)
      case $name in
        oai-*)
          [ "$place" = "$(plain "$region")" ] ||
            mistake "$name is in $place, and its models are asked for in $region. Stay there (MODEL_LOCATION=$place), or end it: az cognitiveservices account delete --name $name --resource-group $group && az cognitiveservices account purge --name $name --location $place --resource-group $group"
          ;;
      esac
      ;;
    Microsoft.Web/staticSites)
      [ -z "${SITE_LOCATION:-}" ] || [ "$place" = "$(plain "$SITE_LOCATION")" ] ||
        mistake "$name is in $place, and SITE_LOCATION is $SITE_LOCATION. Stay there, or end it: az staticwebapp delete --name $name --resource-group $group"
      ;;
  esac
done <<<"$made"

# An empty list is an unset one to macOS's bash.
for wanted in ${models[@]+"${models[@]}"}; do
  IFS=: read -r name sku capacity <<<"$wanted"
  [ "$name" != none ] || continue
  version=$(version_of "$name")
  if [ -z "$version" ]; then
    mistake "$name is not in infra/models.json"
    continue
  fi
  skus=$(ask cognitiveservices model list --location "$region" \
    --query "[?kind=='OpenAI' && model.name=='$name' && model.version=='$version'].model.skus[].[name, usageName]")
  # The quota has a name of its own, which need not be made of the model's: that of gpt-4.1 is of gpt4.1.
  quota=$(awk -F '\t' -v sku="$sku" '$1 == sku { print $2; exit }' <<<"$skus")
  if [ -z "$quota" ]; then
    mistake "$region has no $name $version as $sku; it has: $(cut -f 1 <<<"$skus" | tr '\n' ' '). Another region for models: MODEL_LOCATION=<region> (azd env set MODEL_LOCATION <region>)"
    continue
  fi
  usage=$(ask cognitiveservices usage list --location "$region" \
    --query "[?name.value=='$quota'].[limit, currentValue]")
  read -r limit used <<<"$(tr '\t' ' ' <<<"$usage")"
  limit=${limit%.*} used=${used%.*}
  left=$((${limit:-0} - ${used:-0}))
  # What a deployment of this environment and place holds already is part of what is used. Quotas are a region's own.
  held=$(ask cognitiveservices account list \
    --query "[?kind=='OpenAI' && resourceGroup=='$group'].[name, resourceGroup]" | while read -r account its; do
    ask cognitiveservices account deployment list --name "$account" --resource-group "$its" \
      --query "[?properties.model.name=='$name' && sku.name=='$sku'].sku.capacity"
  done | sed -n 1p)
  if [ "$((left + ${held:-0}))" -lt "$capacity" ]; then
    mistake "$name as $sku: $capacity asked for, $left of ${limit:-0} left in $region. Ask for less, or for more quota at ai.azure.com"
  fi
done

# Asked before the loop: a question that fails has to end this.
# By the group that they were in: what another place of the environment left behind has another name, and stops nothing.
vaults=$(ask keyvault list-deleted --resource-type vault --query "[?contains(properties.vaultId, '/$group/')].name")
for vault in $vaults; do
  [ "${RESTORE_VAULT:-false}" = true ] ||
    mistake "the key vault $vault was deleted. Take it back: RESTORE_VAULT=true (azd env set RESTORE_VAULT true); or end it, where it may be: az keyvault purge --name $vault"
done
accounts=$(ask cognitiveservices account list-deleted \
  --query "[?contains(id, '/$group/') && (starts_with(name, 'oai-aipromptgen-') || starts_with(name, 'cs-aipromptgen-'))].[name, location]")
while read -r account place; do
  [ -z "$account" ] || [ "${RESTORE_MODELS:-false}" = true ] ||
    mistake "the account $account was deleted. Take it back: RESTORE_MODELS=true (azd env set RESTORE_MODELS true); or end it: az cognitiveservices account purge --name $account --location $place --resource-group $group"
done <<<"$accounts"

[ "$mistakes" -eq 0 ] || exit 1
echo 'before: models and names are free to deploy'
