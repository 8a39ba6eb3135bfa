using System.Security.Cryptography;
using System.Text;

namespace AiPromptGen.Generations.Providers;

/// <summary>
/// What stands for an account at a service that asks to be told one person's requests from another's (OpenAI, "Safety
/// identifiers"): a hash under a secret of its own, which leads back to nobody and matches nothing that is stored here.
/// </summary>
internal sealed class SafetyIdentifiers(IOptions<GenerationOptions> options)
{
    public const int MinSecret = 32;

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(options.Value.SafetySecret ?? "");

    /// <returns>64 characters, as many as the service takes; null where the owner has set no secret.</returns>
    public string? Of(AccountId account) =>
        _secret.Length == 0
            ? null
            : Convert.ToHexStringLower(
                HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes("safety-identifier:" + account.Value))
            );
}
