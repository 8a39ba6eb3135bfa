using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiPromptGen.Host.Start;

/// <summary>Names of settings: which there are, and which one was probably meant.</summary>
internal static partial class SettingName
{
    /// <summary>Read by libraries, by the Functions host or by this one; a name that ends in a colon stands for all below it.</summary>
    private static readonly string[] OfOthers =
    [
        "Accounts:DevelopmentKeyPem",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "AzureAd:",
        "AzureFunctionsJobHost:",
        "AzureWebJobsStorage:",
        "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT",
        "FUNCTIONS_WORKER_RUNTIME",
        "AZURE_FUNCTIONS_ENVIRONMENT",
        "DOTNET_ENVIRONMENT",
        // Of a route, and not in the sample: most services are asked without them.
        .. "Cost MostOutputTokens PromptCacheKey ReasoningEffort RequireParameters SafetyIdentifier Schema Target"
            .Split(' ')
            .Concat("Cost MostPixels PriceCredits Quality".Split(' ').Select(name => $"Pictures:*:{name}"))
            .Select(name => $"Generations:Routes:*:*:{name}"),
        "Host:CORS",
        "Host:LocalHttpPort",
        "LOCAL_DATA",
        "Logging:",
        "PayPal:BaseAddress",
        "PayPal:CertificateRootPem",
        "urls",
        "WEBSITE_INSTANCE_ID",
        "WEBSITE_SITE_NAME",
    ];

    private static readonly string[] Known =
    [
        .. InSample().Select(name => Pattern(Key(name))).Concat(OfOthers).Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    private static readonly HashSet<string> Sections = Known
        .Where(name => name.Contains(':', StringComparison.Ordinal))
        .Select(name => name.Split(':')[0])
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>"Credits__SignUpCredits" is "Credits:SignUpCredits" to the program.</summary>
    public static string Key(string written) => written.Replace("__", ":", StringComparison.Ordinal);

    /// <summary>As it is written in the settings file and in the environment.</summary>
    public static string Written(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    public static bool IsKnown(string key)
    {
        var pattern = Pattern(key);
        return Array.Exists(
            Known,
            name =>
                name.EndsWith(':')
                    ? pattern.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                    : pattern.Equals(name, StringComparison.OrdinalIgnoreCase)
        );
    }

    /// <summary>The environment is full of variables of others: one is ours by its section, also misspelt by a letter or two.</summary>
    public static bool MayBeMeant(string key) =>
        key.Split(':') is [{ Length: > 3 } section, _, ..] && Sections.Any(known => Distance(section, known) <= 2);

    /// <returns>Null where none is near: more than a third of the letters would have to change.</returns>
    public static string? Nearest(string key)
    {
        var asked = key.Split(':');
        var (name, distance) = Known
            .Where(known => !known.EndsWith(':'))
            .Select(known => known.Split(':').Select((part, i) => part is "*" && i < asked.Length ? asked[i] : part))
            .Select(parts => string.Join(':', parts))
            .Select(known => (known, Distance(key, known)))
            .MinBy(near => near.Item2);
        return distance * 3 <= key.Length ? name : null;
    }

    /// <summary>Ids, kinds and numbers are the writer's own: "Billing:Packs:small:Price" is "Billing:Packs:*:Price".</summary>
    private static string Pattern(string key) => Own().Replace(key, "*");

    private static IEnumerable<string> InSample()
    {
        using var sample = Assembly.GetExecutingAssembly().GetManifestResourceStream("local.settings.sample.json")!;
        using var json = JsonDocument.Parse(sample);
        return [.. json.RootElement.GetProperty("Values").EnumerateObject().Select(setting => setting.Name)];
    }

    // Levenshtein's: how many letters have to be added, dropped or changed.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var same = char.ToUpperInvariant(from[i - 1]) == char.ToUpperInvariant(to[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(diagonal + (same ? 0 : 1), Math.Min(row[j - 1], row[j]) + 1));
            }
        }

        return row[^1];
    }

    [GeneratedRegex(
        "(?<=^Billing:(?:Packs|Plans):|^Generations:Routes:)[^:]+|(?<=:)[0-9]+(?=:|$)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Own();
}
