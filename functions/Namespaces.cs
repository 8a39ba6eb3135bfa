// What nearly every file of the app, or of billing, uses: said once. The folders are the namespaces.
global using AiPromptGen.Accounts;
global using AiPromptGen.Billing.Gateway;
global using AiPromptGen.Billing.Http;
global using AiPromptGen.Billing.PayPal;
global using AiPromptGen.Billing.Records;
global using AiPromptGen.Billing.Webhooks;
global using AiPromptGen.Credits;
global using AiPromptGen.Platform;
global using AiPromptGen.Platform.Http;
global using AiPromptGen.Platform.Identity;
global using AiPromptGen.Platform.Storage;
global using Azure.Data.Tables;
global using Microsoft.AspNetCore.Http;
global using Microsoft.Azure.Functions.Worker;
global using Microsoft.Extensions.Logging;
global using Microsoft.Extensions.Options;
