using AiPromptGen.Generations.Orchestration;

namespace AiPromptGen.Generations.Providers;

/// <summary>
/// Routes as rows and audit rows store them: "provider/model", separated by commas. A provider's name contains no slash; a model's may.
/// </summary>
internal static class RouteNames
{
    /// <returns>Null when there are none.</returns>
    public static string? From(IEnumerable<ModelRoute> routes) => Join(routes.Select(NameOf));

    /// <returns>The names, followed by those of more routes; null when there are none.</returns>
    public static string? With(string? names, IEnumerable<ModelRoute> more) =>
        Join([.. Parts(names), .. more.Select(NameOf)]);

    public static bool Has(string? names, ModelRoute route) =>
        Parts(names).Contains(NameOf(route), StringComparer.Ordinal);

    /// <summary>Every route that was sent the request, and then the one that answered; null when there are none.</summary>
    public static string? OfAll(GenerateAnswer answer) =>
        Join([.. Parts(answer.SentTo), .. Served(answer) is { } served ? (string[])[served] : []]);

    /// <summary>The route that answered; null when none did.</summary>
    public static string? Served(GenerateAnswer answer) =>
        answer.Provider is { } provider ? $"{provider}/{answer.Model}" : null;

    public static IReadOnlyList<RouteView> Views(string? names) =>
        [
            .. Parts(names)
                .Select(name => name.Split('/', 2))
                .Select(parts => new RouteView(parts[0], parts.Length > 1 ? parts[1] : "")),
        ];

    private static string NameOf(ModelRoute route) => $"{route.Provider}/{route.Model}";

    private static string[] Parts(string? names) => names?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string? Join(IEnumerable<string> names) =>
        string.Join(',', names.Distinct(StringComparer.Ordinal)) is { Length: > 0 } joined ? joined : null;
}
