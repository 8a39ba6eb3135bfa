namespace AiPromptGen.Billing.Gateway;

/// <summary>No definite answer: ask again. Whatever the provider said stays out of its message.</summary>
internal class PaymentProviderException(Exception? inner = null, string? message = null)
    : Exception(message ?? "The payment provider gave no definite answer.", inner);

/// <summary>The keys lack a permission; docs/deploy.md lists those that are needed.</summary>
internal sealed class NotPermittedException() : PaymentProviderException(null, "The keys may not read this.");
