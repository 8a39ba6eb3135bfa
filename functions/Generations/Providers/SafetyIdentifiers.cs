using System.Security.Cryptography;
using System.Text;

namespace AiPromptGen.Generations.Providers;

/// <summary>
/// What stands for an account at a service that wants to tell the requests of different people apart (OpenAI, "Safety identifiers"): a hash
/// under a secret of its own, which does not lead back to the account and matches nothing that is stored here.
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
