using System.Globalization;
using System.Net;
using System.Text;
using AiPromptGen.IntegrationTests.Http.Raw;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Http.OpenApi;

/// <summary>
/// Junk on every route of the contract: bodies, queries, ids and headers that no schema would write. Each answer is one that the
/// contract tells, and none is our error. AIPROMPTGEN_JUNK is the number of rounds: a few here, thousands of a night.
/// </summary>
[TestFixture]
internal sealed class JunkTests
{
    private const int UsualRounds = 12;

    private static readonly int Rounds = int.TryParse(
        Environment.GetEnvironmentVariable("AIPROMPTGEN_JUNK"),
        CultureInfo.InvariantCulture,
        out var rounds
    )
        ? rounds
        : UsualRounds;

    private static readonly string[] Types =
    [
        "application/json",
        "application/json; charset=utf-8",
        "application/json; charset=utf-7",
        "application/problem+json",
        "text/plain",
        "multipart/form-data; boundary=b",
        "image/png",
        "junk",
        "",
    ];

    private static readonly string[] Texts =
    [
        "",
        " ",
        "null",
        "-1",
        "1e309",
        "99999999999999999999",
        "%",
        "'; drop table users;--",
        "../../etc/passwd",
        "<script>",
        "\u0000",
        "\ufffd\u200b\u202e",
        "\ud83d\ude00",
        "e\u0301\u0301\u0301\u0301",
        "' or PartitionKey ge 'a",
        new('x', 3000),
        "2001-13-45T99:99:99Z",
        "0001-01-01",
        "9999-12-31T23:59:59+14:00",
    ];

    private static readonly AnswerCheck Check = new(DescribedApp.Contract);
    private DescribedApp app = null!;

    [OneTimeSetUp]
    public async Task Start() =>
        app = await DescribedApp.StartAsync(
            "Junk",
            "Support:GrantAlone=100000",
            "AddressLimits:TokenRequestsPerWindow=100000"
        );

    [OneTimeTearDown]
    public async Task Stop() => await app.DisposeAsync();

    [TestCaseSource(typeof(DescribedOperations), nameof(DescribedOperations.All))]
    public async Task Junk_is_answered_as_told(string id)
    {
        var operation = DescribedApp.Contract.Operation(id);
        for (var round = 0; round < Rounds; round++)
        {
            var (call, told) = Junk(operation, new Random(HashCode(id) + round));
            var (answer, body) = await app.SendAsync(call);

            // The web server refuses what is no address before any function sees it, with an empty 400. What is compressed
            // because it was asked for so is not read here.
            var isServers = answer.StatusCode == HttpStatusCode.BadRequest && body.Length == 0;
            var isUnread = isServers || answer.Content.Headers.ContentEncoding.Count > 0;
            Assert.That(isUnread ? [] : Check.Mistakes(operation, answer, body), Is.Empty, $"round {round}: {told}");
            Assert.That((int)answer.StatusCode, Is.LessThan(500), $"round {round}: {told}");
        }
    }

    /// <summary>Broken on the wire: each route that takes a body says whose mistake it is.</summary>
    [TestCaseSource(typeof(DescribedOperations), nameof(DescribedOperations.WithJson))]
    public async Task A_body_that_breaks_off_is_its_senders_mistake(string id)
    {
        var operation = DescribedApp.Contract.Operation(id);
        var call = app.CallOf(operation);
        string[] head =
        [
            $"{operation.Method.ToUpperInvariant()} {operation.Path.Replace("{id}", call.Id ?? "", StringComparison.Ordinal)} HTTP/1.1",
            "Content-Type: application/json",
            .. call.Headers.Select(h => $"{h.Name}: {h.Value}"),
            .. call.Token is null ? Array.Empty<string>() : [$"Authorization: Bearer {call.Token}"],
        ];
        foreach (var (line, body) in Broken)
        {
            var answer = await RawHttp.SendAsync(app.Address, [.. head, line], body);

            Assert.That(answer.Status, Is.InRange(400, 499).Or.Zero, $"{line} {body}: {answer.Head}");
        }
    }

    private static readonly (string Line, string Body)[] Broken =
    [
        ("Transfer-Encoding: chunked", "80000000\r\n{"),
        ("Transfer-Encoding: chunked", "zz\r\n{}"),
        ("Content-Length: 1", "{}GET /health HTTP/1.1\r\n\r\n"),
        ("Content-Length: -1", "{}"),
        ("Content-Length: 99999999999", "{}"),
    ];

    private (Call Call, string Told) Junk(ContractOperation operation, Random random)
    {
        var call = app.CallOf(operation);
        var (text, query, body) = (Pick(random, Texts), Query(operation, random), Body(operation, random));
        var hasId = operation.Path.Contains("{id}", StringComparison.Ordinal) && random.Next(3) > 0;
        call = call with
        {
            Id = hasId && text.Length > 0 ? Uri.EscapeDataString(text) : call.Id,
            Query = query,
            Body = operation.Method is "get" or "delete" && random.Next(3) > 0 ? null : body,
            ContentType = random.Next(3) == 0 ? Pick(random, Types) : "application/json",
            Headers = [.. Headers(call.Headers, random)],
            Token = random.Next(8) == 0 ? "junk" : call.Token,
        };
        return (
            call,
            $"{call.Id} {query} {call.ContentType} {Encoding.UTF8.GetString(body)[..Math.Min(200, body.Length / 4)]}"
        );
    }

    private static IEnumerable<(string, string)> Headers(IEnumerable<(string Name, string Value)> own, Random random)
    {
        foreach (var (name, value) in own)
        {
            yield return (name, random.Next(4) == 0 ? "\u00e9 ," + value : value);
        }

        var junk = Pick(random, ["\"", "*", "wait=-1", "wait=x", "W/\"x\"", "bytes=0-", "gzip;q=9", "\u00e9"]);
        yield return (
            Pick(random, ["Prefer", "If-None-Match", "Accept", "Range", "Accept-Encoding", "traceparent"]),
            junk
        );
    }

    /// <summary>Something unknown always, where the operation would do for good what it is asked to.</summary>
    private static string Query(ContractOperation operation, Random random)
    {
        var told = operation
            .Parameters.Where(p => p["in"]!.GetValue<string>() == "query")
            .Select(p => p["name"]!.GetValue<string>())
            .Append("junk")
            .ToArray();
        var isForGood = operation.Id is "DeleteAccount" || operation.Method == "delete";
        var parts = Enumerable
            .Range(0, random.Next(4))
            .Select(_ => $"{Pick(random, told)}={Uri.EscapeDataString(Pick(random, Texts))}")
            .Concat(isForGood ? ["junk=1"] : []);
        return string.Join('&', parts) is { Length: > 0 } query ? "?" + query : "";
    }

    private byte[] Body(ContractOperation operation, Random random)
    {
        var example = DescribedOperations.JsonOf(operation) is null
            ? """{"a":1}"""
            : app.Real(Pick(random, [.. DescribedOperations.ExamplesOf(operation)]).ToJsonString());
        var bytes = Encoding.UTF8.GetBytes(example);
        switch (random.Next(9))
        {
            case 0:
                random.NextBytes(bytes);
                return bytes;
            case 1:
                return bytes[..random.Next(bytes.Length)];
            case 2:
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
            case 3:
                return [.. "\ufeff"u8, .. bytes];
            case 4:
                return Encoding.UTF8.GetBytes(new string('[', 5000));
            case 5:
                return [.. bytes, .. bytes];
            case 6:
                return Encoding.Unicode.GetBytes(example);
            case 7:
                // One text of it is another; a lone surrogate is written as it never is.
                var at = example.IndexOf(":\"", StringComparison.Ordinal);
                return at < 0
                    ? []
                    : Encoding.UTF8.GetBytes(example.Insert(at + 2, Pick(random, ["\\ud800", "\\u0000", "\\x", "\n"])));
            default:
                return [];
        }
    }

    private static T Pick<T>(Random random, T[] of) => of[random.Next(of.Length)];

    /// <summary>The same in every process, so that a round can be tried again.</summary>
    private static int HashCode(string text) => text.Aggregate(17, (hash, c) => unchecked((hash * 31) + c));
}
