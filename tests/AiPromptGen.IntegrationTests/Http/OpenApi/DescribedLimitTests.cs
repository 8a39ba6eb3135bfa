using System.Net;
using System.Text;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Http.OpenApi;

/// <summary>Every limit in the contract is enforced as described, and bodies that are no JSON are answered as described.</summary>
[TestFixture]
[Property("Promise", "P14")]
internal sealed class DescribedLimitTests
{
    private static readonly AnswerCheck Check = new(DescribedApp.Contract);

    private static readonly (string Type, byte[] Body)[] Bodies =
    [
        ("image/jpeg", TestPictures.Solid("#204060", format: ".jpg")),
        ("image/png", TestPictures.Solid("#204060")[..60]),
        ("image/png", []),
        ("application/octet-stream", "no picture"u8.ToArray()),
        ("application/octet-stream", new byte[(10 * 1024 * 1024) + 1]),
        ("application/json", "{}"u8.ToArray()),
        ("multipart/form-data", "x"u8.ToArray()),
        ("multipart/form-data; boundary=b", "x"u8.ToArray()),
        ("multipart/form-data; boundary=b", "--b\r\n\r\nx\r\n--b--"u8.ToArray()),
        (
            "multipart/form-data; boundary=b",
            "--b\r\nContent-Disposition: form-data; name=f; filename=f\r\n\r\nx\r\n--b--"u8.ToArray()
        ),
        ($"multipart/form-data; boundary={new string('b', 80)}", "x"u8.ToArray()),
        ("text/plain", "x"u8.ToArray()),
        ("", "x"u8.ToArray()),
    ];

    private DescribedApp app = null!;

    private static IEnumerable<string> Limited =>
        DescribedApp.Contract.Operations.Where(o => o.Responses.ContainsKey("429")).Select(o => o.Id);

    [OneTimeSetUp]
    public async Task Start() =>
        app = await DescribedApp.StartAsync(
            "DescribedLimits",
            "AddressLimits:RequestsPerWindow=40",
            "AddressLimits:PromptRequestsPerWindow=40",
            "AddressLimits:TokenRequestsPerWindow=40",
            "AddressLimits:AccountReadsPerWindow=250",
            "AddressLimits:WindowSeconds=3600",
            "Credits:RequestsPerWindow=40",
            "Credits:WindowSeconds=3600",
            "Billing:RequestsPerMinute=40"
        );

    [OneTimeTearDown]
    public async Task Stop() => await app.DisposeAsync();

    [TestCaseSource(nameof(Limited))]
    [DependsOnTest(nameof(A_body_that_is_no_JSON_is_answered_as_told), AllowFailure = true)]
    public async Task A_limit_is_told(string id)
    {
        var operation = DescribedApp.Contract.Operation(id);
        var isReading = operation.Method == "get" && !HasScope(operation);
        var isFresh = id == "ExportAccount" || (isReading && !DescribedApp.IsSupport(operation));
        using var person = isFresh ? await app.NewPersonAsync() : null;
        var token =
            person is not null ? DescribedApp.TokenOf(person)
            : id == "BatchGenerations" ? await app.ApiTokenAsync("generate")
            : HasScope(operation) && operation.Method == "get" ? await app.ApiTokenAsync()
            : null;
        for (var tries = 0; tries < (isReading ? 260 : 60); tries++)
        {
            var call = app.WholeCallOf(operation);
            call = token is null ? call : call with { Token = token };
            var (type, picture) = Bodies[0];
            call = id == "AddUpload" ? call with { Body = picture, ContentType = type } : call;
            var (answer, body) = await app.SendAsync(call);
            Assert.That(Check.Mistakes(operation, answer, body), Is.Empty);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                return;
            }
        }

        Assert.Fail($"{operation} has no limit");
    }

    /// <summary>It takes an API token; a batch tells each item's limit in the item.</summary>
    private static bool HasScope(ContractOperation operation) =>
        !DescribedApp.IsSupport(operation) && operation.Responses.ContainsKey("403");

    [TestCase("AddUpload")]
    [TestCase("ReceivePayPalWebhook")]
    public async Task A_body_that_is_no_JSON_is_answered_as_told(string id)
    {
        var operation = DescribedApp.Contract.Operation(id);
        var statuses = new HashSet<int>();
        foreach (var (type, bytes) in Bodies)
        {
            var (answer, body) = await app.SendAsync(app.CallOf(operation) with { Body = bytes, ContentType = type });
            Assert.That(
                Check.Mistakes(operation, answer, body),
                Is.Empty,
                $"{type} {Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 20)))}"
            );
            statuses.Add((int)answer.StatusCode);
        }

        Assert.That(statuses, Is.EquivalentTo(id == "AddUpload" ? (int[])[201, 400, 413, 415, 422] : [401, 413]));
    }
}
