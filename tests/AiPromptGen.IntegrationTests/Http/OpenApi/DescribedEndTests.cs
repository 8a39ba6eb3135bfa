using System.Net;
using AiPromptGen.Credits;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Http.OpenApi;

/// <summary>Every operation of an account that is being deleted is answered as told; what needs an account says so.</summary>
[TestFixture]
internal sealed class DescribedEndTests
{
    private static readonly AnswerCheck Check = new(DescribedApp.Contract);

    private static readonly string[] TakesNothingNew =
    [
        "GetAccount",
        "GetLedger",
        "ExportAccount",
        "CreateGeneration",
        "AddFavourite",
        "KeepGeneration",
        "CreateOrder",
    ];

    private DescribedApp app = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        app = await DescribedApp.StartAsync("DescribedEnd");
        var ledger = app.Services.GetRequiredService<AccountLedger>();
        var account = await ledger.ReadAsync(new AccountId(app.AccountId), CancellationToken.None);
        await ledger.CloseAsync(account!.Id, account.OpenedAt, CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task Stop() => await app.DisposeAsync();

    private static IEnumerable<string> Others =>
        DescribedOperations.All.Where(id => !id.StartsWith("Delete", StringComparison.Ordinal));

    [TestCase("DeleteFavourite")]
    [TestCase("DeleteGeneration")]
    [DependsOnTest(nameof(An_operation_answers_as_told), AllowFailure = true)]
    public Task What_is_there_can_be_deleted(string id) => An_operation_answers_as_told(id);

    [TestCaseSource(nameof(Others))]
    public async Task An_operation_answers_as_told(string id)
    {
        var operation = DescribedApp.Contract.Operation(id);
        var (answer, body) = await app.SendAsync(app.WholeCallOf(operation));

        Assert.That(Check.Mistakes(operation, answer, body), Is.Empty);
        if (TakesNothingNew.Contains(id))
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        }
    }
}
