#!/usr/bin/env bash
# Makes the secrets that the app needs and nobody has to know, tells which others are missing, and has the app look at its
# settings anew. What is there stays as it is: run it as often as you like. Needs the Azure CLI, signed in, with "Key Vault
# Secrets Officer" on the vault.
#   infra/secrets.sh [--ask] [--from <older vault>] [--app <function app>] <vault> [id of an audit key ...]
# --ask has those of PayPal that are missing typed in, unseen, and leaves out what is left empty. --from copies what the
# older vault has: after the loss of a region, rows of the audit need the secret they were written with. --app is
# AZURE_FUNCTION_APP_NAME where azd runs this. It runs in macOS's bash, which is 3.2.
set -euo pipefail

app=${AZURE_FUNCTION_APP_NAME:-}
from=
ask=
while :; do
  case ${1:-} in
    --ask) ask=yes && shift ;;
    --from) from=${2:?--from wants a vault} && shift 2 ;;
    --app) app=${2:?--app wants a function app} && shift 2 ;;
    *) break ;;
  esac
done
vault=${1:?usage: infra/secrets.sh [--ask] [--from <older vault>] [--app <function app>] <vault> [id of an audit key ...]}
shift
[ $# -gt 0 ] || set -- k1
readonly ofPayPal='paypal-client-id paypal-client-secret paypal-webhook-id'

# What a vault has is asked once, aloud. A question for each secret could fail for another reason than that it is missing, and
# then a new audit key would stand in the place of the one that 90 days of rows were written with.
names() { az keyvault secret list --vault-name "$1" --query '[].name' --output tsv; }
has() { grep -qx "$2" <<<"$1"; }

# By a file that only we can read: an argument would stand in the list of processes.
put() (
  file=$(mktemp)
  trap 'rm -f "$file"' EXIT
  tr -d '\n' >"$file"
  az keyvault secret set --vault-name "$vault" --name "$1" --file "$file" --encoding utf-8 --output none
)

typed() {
  printf '%s (it is not shown; empty leaves it out): ' "$1" >&2
  IFS= read -rs value || true
  echo >&2
  [ -n "$value" ]
}

make() {
  if has "$there" "$1"; then
    echo "$1: there"
  elif has "$older" "$1"; then
    # Not one pipe: what cannot be read must not be set to nothing.
    value=$(az keyvault secret show --vault-name "$from" --name "$1" --query value --output tsv)
    printf %s "$value" | put "$1"
    echo "$1: copied from $from"
  elif [ "${2:-}" = given ] && [ -n "$ask" ] && typed "$1"; then
    printf %s "$value" | put "$1"
    echo "$1: set"
  elif [ "${2:-}" = given ]; then
    echo "$1: missing; needed for paid plans only: az keyvault secret set --vault-name $vault --name $1 --file <file>"
  else
    openssl rand -base64 48 | put "$1"
    echo "$1: made"
  fi
}

# A role takes some minutes to hold; without it everything would look missing.
tries=1
until there=$(names "$vault"); do
  [ "$tries" -lt 10 ] || exit 1
  tries=$((tries + 1))
  sleep 30
done
older=
if [ -n "$from" ] && ! older=$(names "$from"); then
  echo "the secrets of $from cannot be read, so nothing was made: docs/runbook.md, \"A region is lost\"" >&2
  exit 1
fi

for id in "$@"; do
  make "audit-key-$id"
done
make erased-key-secret
for name in $ofPayPal; do
  make "$name" given
done

# The app's settings name secrets. What a name led to is kept for a day, a secret that was missing included, so the platform
# is told to look again: learn.microsoft.com/azure/app-service/app-service-key-vault-references, "Rotation".
if [ -n "$app" ]; then
  # azd may have been given another subscription than the Azure CLI is set to.
  id=$(az resource list --name "$app" --resource-type Microsoft.Web/sites --query '[0].id' --output tsv \
    ${AZURE_SUBSCRIPTION_ID:+--subscription "$AZURE_SUBSCRIPTION_ID"})
  [ -n "$id" ] || { echo "there is no function app $app" >&2; exit 1; }
  az rest --method post --output none \
    --url "$id/config/configreferences/appsettings/refresh?api-version=2022-03-01"
  echo "$app: looks at its secrets again"
else
  echo 'no --app: its settings see new secrets after its next restart, or within a day'
fi
