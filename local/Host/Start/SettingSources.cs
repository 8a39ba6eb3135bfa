using System.Collections;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Options;

namespace AiPromptGen.Host.Start;

/// <summary>Where each setting of a run was written, so that what is wrong with it can be told with its place.</summary>
internal sealed partial class SettingSources
{
    private const string CommandLine = "command line";
    private const string Environment = "environment";

    /// <summary>By key; the last one that has it counts.</summary>
    private readonly Dictionary<string, (string Place, string Written)> places = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="file">Keys that the settings file has.</param>
    public SettingSources(IEnumerable<string> file, string[] args)
    {
        foreach (var key in file)
        {
            places[key] = (
                SettingsFile.Name,
                SettingName.Written(key).Replace("Host__", "Host.", StringComparison.Ordinal)
            );
        }

        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            places[SettingName.Key(name)] = (Environment, name);
        }

        foreach (var key in KeysOf(args))
        {
            places[key] = (CommandLine, "--" + key);
        }
    }

    /// <summary>One line for each setting that nothing reads, with the name that was probably meant.</summary>
    public IEnumerable<string> Unknown() =>
        from setting in places
        where setting.Value.Place is not Environment || SettingName.MayBeMeant(setting.Key)
        where !SettingName.IsKnown(setting.Key)
        let near = SettingName.Nearest(setting.Key)
        select $"{setting.Value.Place}: nothing reads {setting.Value.Written}"
            + (
                near is null
                    ? "; the README's table names all settings."
                    : $"; did you mean {Named(near, setting.Value)}?"
            );

    /// <summary>What stopped a start, a line for each mistake in a setting.</summary>
    /// <returns>None where it was something else.</returns>
    public IReadOnlyList<string> Explain(Exception exception) =>
        exception switch
        {
            LocalHostException told => [.. told.Message.Split('\n').Select(Place)],
            OptionsValidationException options =>
            [
                .. options.Failures.Select(f => Place(Readable(f, options.OptionsType))),
            ],
            InvalidOperationException when Conversion().Match(exception.Message) is { Success: true } failed =>
            [
                Place($"{failed.Groups["key"].Value} must be {SettingTypes.Wanted(failed.Groups["type"].Value)}."),
            ],
            AggregateException many => [.. many.Flatten().InnerExceptions.SelectMany(Explain)],
            { InnerException: { } inner } => Explain(inner),
            _ => [],
        };

    /// <summary>Puts the place before a mistake and writes the names in it as they are written there.</summary>
    private string Place(string mistake)
    {
        var place = SettingsFile.Name;
        if (
            mistake.StartsWith(SettingsFile.Name, StringComparison.Ordinal)
            || mistake.StartsWith(CommandLine, StringComparison.Ordinal)
        )
        {
            return mistake;
        }

        var first = true;
        var written = Key()
            .Replace(
                mistake,
                match =>
                {
                    // A mistake may be about all that is below a name.
                    var below = places.Where(p =>
                        p.Key.StartsWith(match.Value + ":", StringComparison.OrdinalIgnoreCase)
                    );
                    var source = places.TryGetValue(match.Value, out var exact) ? exact : below.FirstOrDefault().Value;
                    place = first && source.Place is not null ? source.Place : place;
                    first = false;
                    return exact.Written
                        ?? (place is CommandLine ? "--" + match.Value : SettingName.Written(match.Value));
                }
            );
        return first ? mistake : $"{place}: {written}";
    }

    /// <summary>Data annotations say "The field CreditOptions.SignUpCredits must be between 0 and 100000."</summary>
    private static string Readable(string failure, Type options)
    {
        var section = options.GetField("Section")?.GetRawConstantValue() as string ?? options.Name;
        return Annotation().Match(failure) is { Success: true } found
            ? $"{section}:{found.Groups["name"].Value.Replace('.', ':')} {found.Groups["rest"].Value}"
            : failure;
    }

    private static string Named(string key, (string Place, string Written) like) =>
        like.Place is CommandLine ? "--" + key : SettingName.Written(key);

    private static IEnumerable<string> KeysOf(string[] args)
    {
        var provider = new CommandLineConfigurationProvider(args);
        provider.Load();
        return new ConfigurationRoot([provider]).AsEnumerable().Where(p => p.Value is not null).Select(p => p.Key);
    }

    [GeneratedRegex(@"at '(?<key>[^']+)' to type '(?<type>[^']+)'", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Conversion();

    [GeneratedRegex(
        @"The field (\w+Options\.|Breaker\.|\w+Settings\.)?(?<name>[\w.]+) (?<rest>must .*)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Annotation();

    /// <summary>A key with parts, or a setting of one word that stands at the beginning.</summary>
    [GeneratedRegex(
        @"\b[A-Z]\w+(:[\w-]+)+|^(AzureWebJobsStorage|[A-Z]+_[A-Z_]+|urls)\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Key();
}
