// Made by `npm run schema` from docs/data.md. Do not edit.
export const remains = [
  'audit rows of what was asked for, for less than 90 days',
  'events of PayPal’s about payments, for less than 90 days',
  'by a keyed hash, that there was an account and what it owed, for 88 days',
  'receipts of payments, for as long as the law wants them',
  'log lines without any of your words, for less than 90 days',
  'what PayPal, Microsoft and the providers of models keep themselves, by their own rules',
] as const;
