using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Http.OpenApi;

/// <summary>Every request that the contract forbids is refused as the contract describes, and costs nothing.</summary>
[TestFixture]
[Property("Promise", "P14")]
internal sealed class DescribedRefusalTests
{
    private static readonly AnswerCheck Check = new(DescribedApp.Contract);

    private static readonly string[] OddIds =
    [
        "00000000000000000000000000",
        "0",
        "%20",
        "%0A",
        "..%2F..%2Fhealth",
        "a%2Fb",
        "a%5Cb",
        "a%3Fb",
        "a%23b",
        "%27%20or%201%3D1",
        "%E2%80%AE%F0%9F%A6%8A",
        "%C3%28",
        "00000000000000000000000000%20",
        "ILOUilou000000000000000000",
        new string('a', 2000),
    ];

    private DescribedApp app = null!;

    [OneTimeSetUp]
    public async Task Start() => app = await DescribedApp.StartAsync("Refused");

    [OneTimeTearDown]
    public async Task Stop() => await app.DisposeAsync();

    [TestCaseSource(typeof(DescribedOperations), nameof(DescribedOperations.WithJson))]
    public async Task A_body_that_the_schema_forbids_is_refused(string id)
    {
        var operation = DescribedApp.Contract.Operation(id);
        var schema = DescribedOperations.SchemaOf(operation);
        var example = DescribedOperations.ExamplesOf(operation)[0];
        // Items of a batch are refused one by one; they have a test of their own.
        var bad = BadBodies
            .Of(DescribedApp.Contract, schema, example)
            .Where(b => id != "BatchGenerations" || !IsOfAnItem(b));

        await RefusesAsync(bad.Select(body => (body.What, app.CallOf(operation).With(body.Json))));
    }

    [TestCaseSource(typeof(DescribedOperations), nameof(DescribedOperations.WithJson))]
    public async Task What_is_no_JSON_of_a_request_is_refused(string id)
    {
        var operation = DescribedApp.Contract.Operation(id);
        var valid = DescribedOperations.ExamplesOf(operation)[0].ToJsonString();

        await RefusesAsync(BadTexts.Of(valid).Select(t => (t.What, app.CallOf(operation) with { Body = t.Body })));
    }

    [TestCaseSource(typeof(DescribedOperations), nameof(DescribedOperations.WithJson))]
    public async Task Half_a_character_in_a_text_is_refused_or_taken_whole(string id)
    {
        var operation = DescribedApp.Contract.Operation(id);
        foreach (
            var bad in BadBodies.Of(
                DescribedApp.Contract,
                DescribedOperations.SchemaOf(operation),
                DescribedOperations.ExamplesOf(operation)[0]
            )
        )
        {
            if (
                !bad.Json.Contains("~ no ~", StringComparison.Ordinal)
                && !bad.Json.Contains("\"not-a-word\"", StringComparison.Ordinal)
            )
            {
                continue;
            }

            var json = bad
                .Json.Replace("~ no ~", "\\uD800", StringComparison.Ordinal)
                .Replace("not-a-word", "\\uDC00", StringComparison.Ordinal);
            var (answer, body) = await app.SendAsync(app.CallOf(operation).With(json));
            Assert.That(Check.Mistakes(operation, answer, body), Is.Empty, bad.What);
        }
    }

    [Test]
    public async Task A_bad_item_of_a_batch_is_refused_alone()
    {
        var operation = DescribedApp.Contract.Operation("BatchGenerations");
        var one = DescribedApp.Contract.Operation("CreateGeneration");
        var bad = BadBodies.Of(
            DescribedApp.Contract,
            DescribedOperations.SchemaOf(one),
            DescribedOperations.ExamplesOf(one)[0]
        );
        var before = await app.HeldAsync();
        var found = new List<string>();
        foreach (var some in bad.Chunk(50))
        {
            var items = string.Join(',', some.Select(body => body.Json));
            var (answer, body) = await app.SendAsync(app.CallOf(operation).With($$"""{"items":[{{items}}]}"""));
            Assert.That(Check.Mistakes(operation, answer, body), Is.Empty);
            var outcomes = JsonNode.Parse(body)!["items"]!.AsArray();
            found.AddRange(
                outcomes
                    .Zip(some)
                    .Where(pair => pair.First!["status"]!.GetValue<int>() is < 400 or >= 500)
                    .Select(pair => $"{pair.Second.What}: {pair.First!["status"]}")
            );
        }

        Assert.That(found, Is.Empty);
        Assert.That(await app.HeldAsync(), Is.EqualTo(before));
    }

    [TestCaseSource(typeof(DescribedOperations), nameof(DescribedOperations.WithJson))]
    public async Task Another_type_of_content_is_refused(string id)
    {
        var operation = DescribedApp.Contract.Operation(id);
        var call = app.WholeCallOf(operation);
        string?[] types =
        [
            null,
            "",
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "json",
            "a/b/c",
            new string('x', 500),
        ];

        await RefusesAsync(
            types.Select(type => (type ?? "none", call with { ContentType = type })),
            HttpStatusCode.UnsupportedMediaType
        );
    }

    [TestCaseSource(typeof(DescribedOperations), nameof(DescribedOperations.All))]
    public async Task An_unknown_or_repeated_query_parameter_is_refused(string id)
    {
        if (id is "GetHealth" or "GetLiveness" or "ReceivePayPalWebhook")
        {
            return;
        }

        var operation = DescribedApp.Contract.Operation(id);
        var call = app.WholeCallOf(operation);

        var known = operation
            .Parameters.Where(p => p["in"]!.GetValue<string>() == "query")
            .Select(p => p["name"]!.GetValue<string>());
        string[] queries =
        [
            "?price=0",
            "?a=%00",
            "?%00=a",
            "?=",
            $"?{new string('q', 2000)}",
            .. known.Select(name => $"?{name}=1&{name}=1"),
            .. known.Select(name => $"?{name.ToUpperInvariant()}=1"),
        ];

        await RefusesAsync(queries.Select(query => (query, call with { Query = query })), HttpStatusCode.BadRequest);
    }

    [TestCaseSource(typeof(DescribedOperations), nameof(DescribedOperations.All))]
    public async Task A_query_value_that_the_schema_forbids_is_refused(string id)
    {
        var operation = DescribedApp.Contract.Operation(id);
        foreach (var parameter in operation.Parameters.Where(p => p["in"]!.GetValue<string>() == "query"))
        {
            var (name, schema) = (
                parameter["name"]!.GetValue<string>(),
                DescribedApp.Contract.Follow(parameter["schema"]!)
            );
            string[] bad =
            [
                .. schema["maxLength"] is { } most ? [new string('x', most.GetValue<int>() + 1)] : (string[])[],
                .. schema["enum"] is not null ? ["not-a-word", "", "%00"] : (string[])[],
                .. schema["type"]!.GetValue<string>() == "integer"
                    ? ["0", "101", "-1", "1.0", "a", "", "%D9%A1", "99999999999999999999", "%00"]
                    : (string[])[],
                .. schema["pattern"] is not null ? ["%20", "%00", "%F0%9F%A6%8A"] : (string[])[],
            ];
            var call = app.CallOf(operation);
            var query = call.Query.Length > 0 && name != "format" ? $"{call.Query}&" : "?";
            await RefusesAsync(
                bad.Select(value => ($"{name}={value}", call with { Query = $"{query}{name}={value}" }))
            );
        }
    }

    [TestCaseSource(typeof(DescribedOperations), nameof(DescribedOperations.WithId))]
    public async Task An_odd_id_is_not_found(string id)
    {
        var operation = DescribedApp.Contract.Operation(id);
        var call = app.WholeCallOf(operation);

        await RefusesAsync(OddIds.Select(odd => (odd, call with { Id = odd })), HttpStatusCode.NotFound);
    }

    [TestCaseSource(typeof(DescribedOperations), nameof(DescribedOperations.WithJson))]
    public async Task An_odd_key_is_refused(string id)
    {
        var operation = DescribedApp.Contract.Operation(id);
        var call = app.WholeCallOf(operation);
        if (call.Headers.Count == 0)
        {
            return;
        }

        string?[] keys = [null, "", " ", "a b", "\"\"", new string('k', 256), "schlüssel"];
        await RefusesAsync(
            keys.Select(key => (key ?? "none", call with { Headers = key is null ? [] : [("Idempotency-Key", key)] })),
            HttpStatusCode.BadRequest
        );
    }

    private static bool IsOfAnItem(BadBody body) =>
        body.What.Contains("[0]", StringComparison.Ordinal)
        || body.What.Contains("holds null", StringComparison.Ordinal);

    /// <summary>Each is refused with a problem that is told, and none has cost anything or left something.</summary>
    private async Task RefusesAsync(IEnumerable<(string What, Call Call)> calls, HttpStatusCode? status = null)
    {
        var before = await app.HeldAsync();
        var found = new List<string>();
        foreach (var (what, call) in calls)
        {
            var (answer, body) = await app.SendAsync(call);
            found.AddRange(Check.Mistakes(call.Operation, answer, body).Select(mistake => $"{what}: {mistake}"));
            if ((int)answer.StatusCode is < 400 or >= 500 || answer.StatusCode != (status ?? answer.StatusCode))
            {
                found.Add(
                    $"{what}: {(int)answer.StatusCode} {Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 300)))}"
                );
            }
        }

        Assert.That(found, Is.Empty);
        Assert.That(await app.HeldAsync(), Is.EqualTo(before));
    }
}
