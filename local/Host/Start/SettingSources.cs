using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Host.Start;

/// <summary>Where each setting of a run was written, so that what is wrong with it can be told with its place.</summary>
/// <param name="app">Whose settings they are.</param>
/// <param name="settings">As they were written, before the local host adds any.</param>
internal sealed partial class SettingSources(Assembly app, IConfigurationRoot settings)
{
    private const string CommandLine = "command line";
    private const string Environment = "environment";

    private readonly SettingNames names = new(app);

    /// <summary>One line for each setting that nothing reads, with the name that was probably meant.</summary>
    public IEnumerable<string> Unknown() =>
        from setting in settings.AsEnumerable()
        where setting.Value is not null && !names.IsKnown(setting.Key)
        let place = PlaceOf(setting.Key)
        where place is not Environment || names.MayBeMeant(setting.Key)
        let advice = names.Nearest(setting.Key) is { } near
            ? $"did you mean {WrittenAt(place, near)}?"
            : "the README's table names all settings."
        select $"{place}: nothing reads {WrittenAt(place, setting.Key)}; {advice}";

    /// <summary>What stopped a start, a line for each mistake in a setting.</summary>
    /// <returns>None where it was something else.</returns>
    public IReadOnlyList<string> Explain(Exception exception) =>
        exception switch
        {
            LocalHostException told => [.. told.Message.Split('\n').Select(Place)],
            OptionsValidationException options => [.. options.Failures.Select(Place)],
            // What one part of the app refuses, another one that asks for it tells as well.
            AggregateException many =>
            [
                .. many.Flatten().InnerExceptions.SelectMany(Explain).Distinct(StringComparer.Ordinal),
            ],
            { InnerException: { } inner } => Explain(inner),
            _ => [],
        };

    /// <summary>Puts the place before a mistake and writes the names in it as they are written there.</summary>
    private string Place(string mistake)
    {
        if (new[] { SettingsFile.Name, CommandLine }.Any(known => mistake.StartsWith(known, StringComparison.Ordinal)))
        {
            return mistake;
        }

        string? place = null;
        var written = Key()
            .Replace(
                mistake,
                match =>
                {
                    if (match.Value.Contains(':') && !names.IsSection(match.Value.Split(':')[0]))
                    {
                        return match.Value;
                    }

                    var own = PlaceOf(match.Value);
                    place ??= own ?? SettingsFile.Name;
                    return WrittenAt(own ?? place, match.Value);
                }
            );
        return place is null ? mistake : $"{place}: {written}";
    }

    /// <summary>Of the setting, or where it is missing of what stands beside it: the source that counts.</summary>
    private string? PlaceOf(string key)
    {
        for (var at = key; at.Length > 0; at = at[..Math.Max(0, at.LastIndexOf(':'))])
        {
            var source = settings.Providers.LastOrDefault(p => p.TryGet(at, out _) || p.GetChildKeys([], at).Any());
            if (source is not null)
            {
                return source switch
                {
                    CommandLineConfigurationProvider => CommandLine,
                    EnvironmentVariablesConfigurationProvider => Environment,
                    _ => at.StartsWith(LocalConfiguration.HostJson, StringComparison.Ordinal)
                        ? "host.json"
                        : SettingsFile.Name,
                };
            }
        }

        return null;
    }

    private static string WrittenAt(string? place, string key) =>
        place is CommandLine ? "--" + key
        : place is SettingsFile.Name && key.StartsWith("Host:", StringComparison.Ordinal) ? key.Replace(':', '.')
        : SettingsFile.Written(key);

    /// <summary>A key with parts, or a setting of one word that stands at the beginning.</summary>
    [GeneratedRegex(
        @"\b[A-Z]\w+(:[\w-]+)+|^(AzureWebJobsStorage|[A-Z]+_[A-Z_]+|urls)\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Key();
}
