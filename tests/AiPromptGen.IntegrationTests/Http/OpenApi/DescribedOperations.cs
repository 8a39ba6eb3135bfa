using System.Text.Json.Nodes;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Http.OpenApi;

/// <summary>The operations of the contract as test cases.</summary>
internal static class DescribedOperations
{
    public static IEnumerable<string> All => Described.Select(o => o.Id);

    public static IEnumerable<string> WithToken => Described.Where(o => !o.IsAnonymous).Select(o => o.Id);

    public static IEnumerable<string> WithJson => Described.Where(o => JsonOf(o) is not null).Select(o => o.Id);

    public static IEnumerable<string> WithId =>
        Described.Where(o => o.Path.Contains("{id}", StringComparison.Ordinal)).Select(o => o.Id);

    private static IReadOnlyList<ContractOperation> Described => DescribedApp.Contract.Operations;

    /// <summary>The body's JSON with schema and examples; null without one. A webhook's body is PayPal's.</summary>
    public static JsonObject? JsonOf(ContractOperation operation) =>
        operation.Path.StartsWith("/webhooks/", StringComparison.Ordinal)
            ? null
            : operation.Body?["content"]?["application/json"]?.AsObject();

    public static JsonObject SchemaOf(ContractOperation operation) => JsonOf(operation)!["schema"]!.AsObject();

    public static IReadOnlyList<JsonObject> ExamplesOf(ContractOperation operation)
    {
        var json = JsonOf(operation)!;
        return json["example"] is { } one
            ? [one.AsObject()]
            : [.. json["examples"]!.AsObject().Select(example => example.Value!["value"]!.AsObject())];
    }
}
