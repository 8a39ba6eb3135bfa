using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Audit;

public sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>
    /// Secrets of the keyed hash that stands for an account in audit rows, oldest first. A new one is added with the time from which it is
    /// used; an old one may be removed when its last rows have been dropped.
    /// </summary>
    public IList<AuditSecret> AccountKeys { get; } = [];
}

public sealed class AuditSecret
{
    public const int MinSecretCharacters = 32;

    /// <summary>
    /// Stands before the hash in each row: 1 to 8 of the characters a–z and 0–9. It must never be used for another secret.
    /// </summary>
    public string? Id { get; set; }

    /// <summary>At least 32 characters.</summary>
    public string? Secret { get; set; }

    /// <summary>The secret is used for requests from this time on. The first secret needs no time.</summary>
    public DateTimeOffset? From { get; set; }
}

internal sealed class AuditOptionsValidator(IConfiguration configuration) : IValidateOptions<AuditOptions>
{
    public ValidateOptionsResult Validate(string? name, AuditOptions options)
    {
        var keys = options.AccountKeys;
        if (keys.Count == 0)
        {
            return Hosting.IsDevelopment(configuration)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail("Set Audit:AccountKeys:0:Id and Audit:AccountKeys:0:Secret.");
        }

        var failures = keys.SelectMany(FailuresOf).ToList();
        if (Repeats(keys.Select(k => k.Id)) || Repeats(keys.Select(k => k.Secret)))
        {
            failures.Add("Audit:AccountKeys must differ in Id and Secret.");
        }

        if (keys.Zip(keys.Skip(1)).Any(pair => pair.First.From >= pair.Second.From))
        {
            failures.Add("Audit:AccountKeys must be in the order of From, oldest first.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> FailuresOf(AuditSecret key, int index)
    {
        var place = $"Audit:AccountKeys:{index}";
        if (
            key.Id is not { Length: >= 1 and <= 8 } id
            || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
        )
        {
            yield return $"{place}:Id must be 1 to 8 of a-z and 0-9.";
        }

        if (key.Secret is not { Length: >= AuditSecret.MinSecretCharacters })
        {
            yield return $"{place}:Secret must be at least {AuditSecret.MinSecretCharacters} random characters.";
        }

        if (key.From is null && index > 0)
        {
            yield return $"{place}:From must say from when on it is used.";
        }
    }

    private static bool Repeats(IEnumerable<string?> values) =>
        values.GroupBy(v => v, StringComparer.Ordinal).Any(same => same.Count() > 1);
}
