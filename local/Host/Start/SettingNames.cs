using System.ComponentModel;
using System.Reflection;

namespace AiPromptGen.Host.Start;

/// <summary>Names of settings: which there are, and which one was probably meant.</summary>
internal sealed class SettingNames(Assembly app)
{
    private const string Own = "*";
    private const string AllBelow = "**";

    /// <summary>Read by libraries, by the Functions host or by this one.</summary>
    private static readonly string[] OfOthers =
    [
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        $"AzureAd:{AllBelow}",
        $"AzureFunctionsJobHost:{AllBelow}",
        "AzureWebJobsStorage",
        $"AzureWebJobsStorage:{AllBelow}",
        "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT",
        "FUNCTIONS_WORKER_RUNTIME",
        "AZURE_FUNCTIONS_ENVIRONMENT",
        "DOTNET_ENVIRONMENT",
        "Host:CORS",
        "Host:LocalHttpPort",
        Launcher.Setting,
        "LOCAL_DATA",
        $"Logging:{AllBelow}",
        "urls",
        "WEBSITE_INSTANCE_ID",
        "WEBSITE_SITE_NAME",
    ];

    private readonly List<string[]> known =
    [
        .. OfOthers.Concat(app.GetTypes().SelectMany(OfOptions)).Select(name => name.Split(':')),
    ];

    public bool IsKnown(string key)
    {
        var asked = key.Split(':');
        return known.Exists(name => Fits(name, asked));
    }

    public bool IsSection(string name) =>
        known.Exists(parts => parts.Length > 1 && parts[0].Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The environment is full of variables of others: one is ours by its section, also misspelled by a letter or two.</summary>
    public bool MayBeMeant(string key) =>
        key.Split(':') is [{ Length: > 3 } section, _, ..]
        && known.Exists(name => name.Length > 1 && Distance(section, name[0]) <= 2);

    /// <returns>Null where none is near: more than a third of the letters would have to change.</returns>
    public string? Nearest(string key)
    {
        var asked = key.Split(':');
        var (name, distance) = known
            .Where(parts => parts[^1] is not AllBelow)
            .Select(parts => parts.Select((part, i) => part is Own && i < asked.Length ? asked[i] : part))
            .Select(parts => string.Join(':', parts))
            .Select(near => (near, Distance(key, near)))
            .MinBy(near => near.Item2);
        return distance * 3 <= key.Length ? name : null;
    }

    /// <summary>A class <c>…Options</c> says by its constant <c>Section</c> what it is bound to.</summary>
    private static IEnumerable<string> OfOptions(Type type) =>
        type.Name.EndsWith("Options", StringComparison.Ordinal)
        && type.GetField("Section")?.GetRawConstantValue() is string section
            ? Below(section, type)
            : [];

    private static IEnumerable<string> Below(string name, Type type) =>
        // The keys of dictionaries and lists are the writer's own: ids, kinds and numbers.
        Nullable.GetUnderlyingType(type)
            is null
        && type.IsGenericType
            ? Below($"{name}:{Own}", type.GetGenericArguments()[^1])
        : TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string)) ? [name]
        : type.GetProperties().SelectMany(property => Below($"{name}:{property.Name}", property.PropertyType));

    private static bool Fits(string[] name, string[] asked) =>
        (name.Length == asked.Length || (name.Length < asked.Length && name[^1] is AllBelow))
        && name.Zip(asked)
            .All(part =>
                part.First is Own or AllBelow || part.First.Equals(part.Second, StringComparison.OrdinalIgnoreCase)
            );

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
}
