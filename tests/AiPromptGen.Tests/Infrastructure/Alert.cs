using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>An alert on the log, as the templates would make it.</summary>
internal sealed partial record Alert(
    string Name,
    string Description,
    string Query,
    int Severity,
    string WindowSize,
    string? QueryRange
)
{
    public string Words => Contains().Match(Query).Groups["words"].Value;

    public IReadOnlyList<int> Events =>
        [
            .. EventId()
                .Matches(Description.Split(". Runbook")[0])
                .Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture)),
        ];

    /// <summary>How far back its query sees.</summary>
    public TimeSpan Seen => QueryRange is null ? Window : XmlConvert.ToTimeSpan(QueryRange);

    public TimeSpan Window => XmlConvert.ToTimeSpan(WindowSize);

    public TimeSpan LookBack =>
        Ago().Match(Query) is { Success: true } ago
            ? int.Parse(ago.Groups["count"].Value, CultureInfo.InvariantCulture)
                * (ago.Groups["unit"].Value == "h" ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(1))
            : TimeSpan.Zero;

    public static Alert Of(TemplateResource rule)
    {
        var criterion = rule.At("properties.criteria.allOf").EnumerateArray().Single();
        return new Alert(
            rule.Name,
            rule.At("properties.description").GetString()!,
            criterion.GetProperty("query").GetString()!,
            rule.At("properties.severity").GetInt32(),
            rule.At("properties.windowSize").GetString()!,
            rule.Has("properties.overrideQueryTimeRange")
                ? rule.At("properties.overrideQueryTimeRange").GetString()
                : null
        );
    }

    [GeneratedRegex("contains \"(?<words>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Contains();

    [GeneratedRegex(@"\b\d{4}\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EventId();

    [GeneratedRegex(@"ago\((?<count>\d+)(?<unit>[mh])\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ago();
}
