using System.Net;
using System.Text.Json.Nodes;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.IntegrationTests.Http.OpenApi;

/// <summary>Every operation by everybody who may not: nobody, a forger, somebody else, somebody without the role.</summary>
[TestFixture]
internal sealed class DescribedAccessTests
{
    private static readonly AnswerCheck Check = new(DescribedApp.Contract);
    private DescribedApp app = null!;

    [OneTimeSetUp]
    public async Task Start() => app = await DescribedApp.StartAsync("DescribedAccess");

    [OneTimeTearDown]
    public async Task Stop() => await app.DisposeAsync();

    [TestCaseSource(typeof(DescribedOperations), nameof(DescribedOperations.WithToken))]
    public async Task Nobody_gets_in(string id)
    {
        var call = app.WholeCallOf(DescribedApp.Contract.Operation(id));

        await IsAsync(call with { Token = null }, HttpStatusCode.Unauthorized, "token-missing");
        await IsAsync(call with { Token = "a.b.c" }, HttpStatusCode.Unauthorized, "token-invalid");
        await IsAsync(call with { Token = call.Token + "x" }, HttpStatusCode.Unauthorized, "token-invalid");
        await IsAsync(call with { Token = new string('x', 4000) }, HttpStatusCode.Unauthorized, "token-invalid");
    }

    [TestCaseSource(typeof(DescribedOperations), nameof(DescribedOperations.WithId))]
    public async Task What_is_somebody_elses_is_not_found(string id)
    {
        var operation = DescribedApp.Contract.Operation(id);
        if (operation.IsAnonymous || DescribedApp.IsSupport(operation))
        {
            return;
        }

        await IsAsync(
            app.WholeCallOf(DescribedApp.Contract.Operation(id)) with
            {
                Token = app.OtherToken,
            },
            HttpStatusCode.NotFound
        );
    }

    [TestCaseSource(typeof(DescribedOperations), nameof(DescribedOperations.WithToken))]
    public async Task Support_routes_are_for_support(string id)
    {
        if (DescribedApp.IsSupport(DescribedApp.Contract.Operation(id)))
        {
            await IsAsync(
                app.WholeCallOf(DescribedApp.Contract.Operation(id)) with
                {
                    Token = app.PersonToken,
                },
                HttpStatusCode.Forbidden,
                "role-missing"
            );
        }
    }

    private async Task IsAsync(Call call, HttpStatusCode status, string? code = null)
    {
        var (answer, body) = await app.SendAsync(call);
        Assert.That(answer.StatusCode, Is.EqualTo(status));
        Assert.That(Check.Mistakes(call.Operation, answer, body), Is.Empty);
        var told = JsonNode.Parse(body)!["code"]!.GetValue<string>();
        Assert.That(told, code is null ? Does.EndWith("-not-found") : Is.EqualTo(code));
    }
}
