using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using AiPromptGen.Tests.Support;
using CsCheck;

namespace AiPromptGen.IntegrationTests.Http.OpenApi;

/// <summary>Every request that the contract allows is answered as the contract describes, and the contract's examples are true.</summary>
[TestFixture]
internal sealed class DescribedRequestTests
{
    private const string Upload = "7zzy3n0b2f8k5w2v9r4m1hq6t0";

    private static readonly string[] MostlyTaken =
    [
        "DevelopmentSignIn",
        "RenderPrompt",
        "LintPrompt",
        "ParsePrompt",
        "ConvertPrompt",
        "PreviewPrompt",
        "KeepGeneration",
        "AddFavourite",
        "ChangeFavourite",
        "GrantCredits",
    ];

    private static readonly AnswerCheck Check = new(DescribedApp.Contract);
    private DescribedApp app = null!;

    [OneTimeSetUp]
    public async Task Start() => app = await DescribedApp.StartAsync("Described", "Support:GrantAlone=100000");

    [OneTimeTearDown]
    public async Task Stop() => await app.DisposeAsync();

    [TestCaseSource(typeof(DescribedOperations), nameof(DescribedOperations.WithJson))]
    public async Task An_example_of_a_request_succeeds(string id)
    {
        var operation = DescribedApp.Contract.Operation(id);
        foreach (var example in DescribedOperations.ExamplesOf(operation))
        {
            var call = (await FreshAsync(operation)).With(await RealAsync(example.ToJsonString()));
            var (answer, body) = await app.SendAsync(call);

            Assert.That(Check.Mistakes(operation, answer, body), Is.Empty);
            // Nobody paints in this app, and nobody waits for a second person.
            var isServed =
                id is not "ApproveGrant" && !example.ToJsonString().Contains("text-to-image", StringComparison.Ordinal);
            Assert.That(answer.IsSuccessStatusCode, Is.EqualTo(isServed), System.Text.Encoding.UTF8.GetString(body));
        }
    }

    [TestCaseSource(typeof(DescribedOperations), nameof(DescribedOperations.All))]
    public async Task An_operation_without_a_body_answers_as_told(string id)
    {
        var operation = DescribedApp.Contract.Operation(id);
        var (answer, body) = await app.SendAsync(await FreshAsync(operation));

        Assert.That(Check.Mistakes(operation, answer, body), Is.Empty);
        // PayPal did not sign this; the order was not agreed to; development erases nothing that was not asked for.
        var refused = id is "ReceivePayPalWebhook" or "CaptureOrder" or "GetErasure";
        Assert.That(answer.IsSuccessStatusCode, Is.EqualTo(operation.Body is null && !refused));
    }

    [TestCaseSource(typeof(DescribedOperations), nameof(DescribedOperations.WithJson))]
    public async Task A_body_that_the_schema_takes_is_answered_as_told(string id)
    {
        var operation = DescribedApp.Contract.Operation(id);
        var bodies = new Written(DescribedApp.Contract).Of(DescribedOperations.SchemaOf(operation));
        var taken = 0;

        await bodies.SampleAsync(
            async body =>
            {
                var call = (await FreshAsync(operation)).With(body!.ToJsonString());
                var (answer, answered) = await app.SendAsync(call);
                Assert.That(Check.Mistakes(operation, answer, answered), Is.Empty);
                taken += answer.IsSuccessStatusCode ? 1 : 0;
            },
            iter: id is "DeleteAccount" ? 3 : 40,
            threads: 1,
            seed: "0000Written1"
        );

        // What is sent must reach the program behind the checks, or it would be a test of refusals.
        Assert.That(taken, Is.GreaterThanOrEqualTo(MostlyTaken.Contains(id) ? 10 : 0));
    }

    [Test]
    public async Task Any_idea_with_any_controls_ends_as_told()
    {
        var operation = DescribedApp.Contract.Operation("CreateGeneration");
        var bodies = new Written(DescribedApp.Contract).Of(DescribedOperations.SchemaOf(operation));
        var taken = 0;

        await bodies.SampleAsync(
            async body =>
            {
                var json = body!.DeepClone().AsObject();
                foreach (var other in (string[])["source", "parentId", "lock", "swap"])
                {
                    json.Remove(other);
                }

                json["kind"] = "text-to-prompt";
                json["idea"] ??= "a red fox";
                var call = app.CallOf(operation).With(json.ToJsonString());
                call = call with { Headers = [.. call.Headers, ("Prefer", "wait=30")] };
                var (answer, answered) = await app.SendAsync(call);
                Assert.That(Check.Mistakes(operation, answer, answered), Is.Empty);
                taken += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
            },
            iter: 40,
            threads: 1,
            seed: "0000Written3"
        );

        Assert.That(taken, Is.GreaterThanOrEqualTo(10));
    }

    [TestCaseSource(typeof(DescribedOperations), nameof(DescribedOperations.All))]
    public async Task A_value_of_each_query_parameter_is_answered_as_told(string id)
    {
        var operation = DescribedApp.Contract.Operation(id);
        foreach (var parameter in operation.Parameters.Where(p => p["in"]!.GetValue<string>() == "query"))
        {
            var values = new Written(DescribedApp.Contract).Of(parameter["schema"]!);
            await values.SampleAsync(
                async value =>
                {
                    var text = Uri.EscapeDataString(Plain(value));
                    var name = parameter["name"]!.GetValue<string>();
                    var call = await FreshAsync(operation);
                    var query = call.Query.Length > 0 && name != "format" ? $"{call.Query}&" : "?";
                    var (answer, body) = await app.SendAsync(call with { Query = $"{query}{name}={text}" });
                    Assert.That(Check.Mistakes(operation, answer, body), Is.Empty);
                },
                iter: id == "ExportAccount" ? 2 : 12,
                threads: 1,
                seed: "0000Written2"
            );
        }
    }

    [TestCase("GetBilling", HttpStatusCode.OK)]
    [TestCase("CreateOrder", HttpStatusCode.ServiceUnavailable)]
    [TestCase("CaptureOrder", HttpStatusCode.ServiceUnavailable)]
    [TestCase("CreateSubscription", HttpStatusCode.ServiceUnavailable)]
    [TestCase("CancelSubscription", HttpStatusCode.ServiceUnavailable)]
    [TestCase("RefundPayment", HttpStatusCode.ServiceUnavailable)]
    public async Task Without_PayPal_an_operation_says_so(string id, HttpStatusCode status)
    {
        var operation = DescribedApp.Contract.Operation(id);
        var call = await FreshAsync(operation);
        if (DescribedOperations.JsonOf(operation) is not null)
        {
            call = call.With(await RealAsync(DescribedOperations.ExamplesOf(operation)[0].ToJsonString()));
        }

        app.PayPal.Down = true;
        try
        {
            var (answer, body) = await app.SendAsync(call);
            Assert.That(Check.Mistakes(operation, answer, body), Is.Empty);
            Assert.That(answer.StatusCode, Is.EqualTo(status));
        }
        finally
        {
            app.PayPal.Down = false;
        }
    }

    [TestCase("GetCatalog")]
    [TestCase("ListExamples")]
    [TestCase("GetExample")]
    public async Task What_the_client_has_is_not_sent_again(string id)
    {
        var operation = DescribedApp.Contract.Operation(id);
        var call = app.CallOf(operation);
        var (first, _) = await app.SendAsync(call);
        var (answer, body) = await app.SendAsync(
            call with
            {
                Headers = [("If-None-Match", first.Headers.ETag!.ToString())],
            }
        );

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        Assert.That(Check.Mistakes(operation, answer, body), Is.Empty);
    }

    /// <summary>For an operation that ends what it works on, something new to end.</summary>
    private async Task<Call> FreshAsync(ContractOperation operation)
    {
        var call = app.CallOf(operation);
        switch (operation.Id)
        {
            case "DeleteAccount" or "ExportAccount" or "CreateToken":
                using (var person = await app.NewPersonAsync())
                {
                    return call with { Token = DescribedApp.TokenOf(person) };
                }

            case "RevokeToken":
                return call with { Id = await MadeAsync("CreateToken", call.Token) };
            case "DeleteFavourite":
                return call with { Id = await MadeAsync("AddFavourite", call.Token) };
            case "DeleteGeneration":
                return call with { Id = await MadeAsync("CreateGeneration", call.Token) };
            case "CreateSubscription":
                using (var person = await app.NewPersonAsync())
                {
                    return call with { Token = DescribedApp.TokenOf(person) };
                }

            case "ChangePlan":
                var (token, subscription) = await app.SubscriberAsync();
                return call with { Token = token, Id = subscription };
            default:
                return call;
        }
    }

    private async Task<string> MadeAsync(string id, string? token)
    {
        var operation = DescribedApp.Contract.Operation(id);
        var example = DescribedOperations.ExamplesOf(operation)[0].ToJsonString();
        var call = app.CallOf(operation).With(example) with { Token = token };
        var (_, body) = await app.SendAsync(call with { Headers = [.. call.Headers, ("Prefer", "wait=30")] });
        return JsonNode.Parse(body)!["id"]!.GetValue<string>();
    }

    /// <summary>With ids of things that are there.</summary>
    private async Task<string> RealAsync(string example)
    {
        var real = app.Real(example);
        return real.Contains(Upload, StringComparison.Ordinal)
            ? real.Replace(Upload, await app.UploadAsync(), StringComparison.Ordinal)
            : real;
    }

    private static string Plain(JsonNode? value) =>
        value is JsonValue plain && plain.TryGetValue<string>(out var text)
            ? text
            : Convert.ToString(value?.ToJsonString(), CultureInfo.InvariantCulture) ?? "";
}
