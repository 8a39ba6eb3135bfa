#!/usr/bin/env bash
# Makes the secrets that the app needs and nobody has to know, and tells which others are missing. What is there stays
# as it is: run it as often as you like. Needs the Azure CLI, signed in, with "Key Vault Secrets Officer" on the vault.
#   infra/secrets.sh <vault> [id of an audit key ...]
set -euo pipefail

vault=${1:?usage: infra/secrets.sh <vault> [id of an audit key ...]}
shift
[ $# -gt 0 ] || set -- k1

has() { az keyvault secret show --vault-name "$vault" --name "$1" --query id --output tsv >/dev/null 2>&1; }

# By a file that only we can read: an argument would stand in the list of processes.
make() {
  local file
  if has "$1"; then
    echo "$1: there"
    return
  fi
  file=$(mktemp)
  openssl rand -base64 48 | tr -d '\n' >"$file"
  az keyvault secret set --vault-name "$vault" --name "$1" --file "$file" --encoding utf-8 --output none
  rm -f "$file"
  echo "$1: made"
}

# A role takes some minutes to hold; without it everything would look missing.
tries=1
until az keyvault secret list --vault-name "$vault" --query '[].name' --output tsv >/dev/null; do
  [ "$tries" -lt 10 ] || exit 1
  tries=$((tries + 1))
  sleep 30
done

for id in "$@"; do
  make "audit-key-$id"
done
make erased-key-secret
for name in paypal-client-id paypal-client-secret paypal-webhook-id; do
  has "$name" || echo "$name: missing; needed for paid plans only: az keyvault secret set --vault-name $vault --name $name --file <file>"
done
