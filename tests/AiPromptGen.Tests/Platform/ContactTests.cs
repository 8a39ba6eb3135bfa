using AiPromptGen.Accounts;
using AiPromptGen.Accounts.Erasure;
using AiPromptGen.Billing.Http;
using AiPromptGen.Credits;
using AiPromptGen.Generations;
using AiPromptGen.Platform.Http;
using AiPromptGen.Prompts;
using AiPromptGen.Tests.Architecture;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Platform;

/// <summary>
/// Which problems need a person's help, for every code that a client can get. Each new code must be classified here. A problem needs nobody
/// when waiting, another request or another setting of the client solves it.
/// </summary>
[TestFixture]
public sealed class ContactTests
{
    private const string Contact = "support@aiimagepromptgenerator.org";

    private static readonly string[] NeedAPerson =
    [
        "account-closing",
        "account-erased",
        "content-refused",
        "generation-parked",
        "internal-error",
        "payment-parked",
        "plan-change-refused",
        "refusal-slow-down",
        "signed-in-before-erasure",
        "subscription-not-found",
    ];

    /// <summary>What the client changes, waits for or does at PayPal; what stands under <c>support/</c> is told to support itself.</summary>
    private static readonly string[] NeedNobody =
    [
        "account-not-found",
        "body-incomplete",
        "body-too-large",
        "content-type-unsupported",
        "erasure-not-found",
        "example-not-found",
        "export-limited",
        "favourite-not-found",
        "favourites-full",
        "generation-deleted",
        "generation-not-found",
        "generation-running",
        "generation-without-prompt",
        "grant-expired",
        "grant-not-found",
        "idempotency-key-invalid",
        "idempotency-key-missing",
        "idempotency-key-reused",
        "image-empty",
        "image-format-unsupported",
        "image-too-large",
        "image-too-many-pixels",
        "image-unreadable",
        "insufficient-credits",
        "json-invalid",
        "kind-unavailable",
        "not-found",
        "order-not-approved",
        "order-not-found",
        "own-account",
        "parent-not-found",
        "payment-declined",
        "payment-disputed",
        "payment-not-found",
        "payment-not-paid",
        "payment-provider-unavailable",
        "plan-change-pending",
        "plan-unchanged",
        "preview-limited",
        "rate-limited",
        "refund-exceeds-payment",
        "refund-pending",
        "refund-refused",
        "refund-unclear",
        "request-invalid",
        "role-missing",
        "scope-missing",
        "second-person-needed",
        "subscription-active",
        "subscription-not-active",
        "subscription-past-due",
        "subscription-pending",
        "token-invalid",
        "token-missing",
        "token-not-found",
        "tokens-full",
        "too-many-generations",
        "upload-in-use",
        "upload-not-found",
        "upload-too-slow",
        "uploads-busy",
        "webhook-invalid",
        "webhook-signature-invalid",
        "webhook-too-old",
        "webhooks-not-configured",
    ];

    [Test, Property("Promise", "P25")]
    public void Every_problem_that_needs_a_person_says_where_to_write()
    {
        var told = Contract.Parse(Repository.Read("docs/openapi.yaml")).Root["components"]!["examples"]!
            .AsObject()
            .Select(example => example.Value!["value"]!)
            .Where(value => value["code"] is not null)
            .ToDictionary(value => value["code"]!.ToString(), value => $"{value["detail"]}");

        Assert.That(told.Keys.Except(NeedAPerson).Except(NeedNobody), Is.Empty, "decide for each of them");
        Assert.That(NeedAPerson.Except(["generation-parked"]).Where(code => !told[code].Contains(Contact)), Is.Empty);
    }

    /// <summary>What is really answered, as far as it is no constant that the contract's examples are held to.</summary>
    [Test, Property("Promise", "P25")]
    public void Problems_that_need_a_person_say_where_to_write()
    {
        string?[] details =
        [
            Problems.Internal.Detail,
            AccountClosing.Problem.Detail,
            AccountClosing.Erased.Detail,
            AccountClosing.SignedInBefore.Detail,
            ErasureProblems.AccountNotFound.Detail,
            BillingProblems.ChangeRefused.Detail,
            BillingProblems.Parked.Detail,
            BillingProblems.SubscriptionNotFound.Detail,
            UsageLimits.ProblemOf(new AdmissionResult.SlowedDown(TimeSpan.FromMinutes(1)))!.Detail,
            GenerationProblems.Explain(GenerationProblems.Parked, answer: null).Detail,
            GenerationProblems.Explain(GenerationProblems.ContentRefused, answer: null).Detail,
            ContentProblems.Explain(stage: null, []),
            new ErasureView { Id = "e", Status = ErasureStatus.Failed }.Detail,
        ];

        Assert.That(details, Is.All.Contains(Contact));
        Assert.That(new ErasureView { Id = "e", Status = ErasureStatus.Done }.Detail, Is.Null);
    }
}
