using AiPromptGen.Accounts.Erasure;
using AiPromptGen.Billing.Webhooks;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Orchestration;

namespace AiPromptGen.IntegrationTests.Histories;

/// <summary>Every way that each orchestrator can go, by the name of its recording.</summary>
internal static class HistoryCases
{
    private const int Always = int.MaxValue;
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly GenerationStart Generation = new()
    {
        AccountId = "account-1",
        GenerationId = "1f0c",
        ReserveCredits = 4,
        AcceptedAt = Noon,
        GenerateSeconds = 300,
        ReservationDeadline = Noon + GenerationLadder.ReservationLifetime,
        Kind = GenerationKind.ImageToPrompt,
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    };

    private static readonly GenerationStart Upload = Generation with { UploadId = "upload-1" };
    private static readonly PaymentEventStart Payment = new() { EventId = "WH-1", CreatedAt = Noon };
    private static readonly ErasureStart Erasure = new() { AccountId = "account-1", OpenedAt = Noon };

    private static readonly GenerateAnswer Served = new()
    {
        Status = GenerationStatus.Succeeded,
        PriceCredits = 1,
        Provider = "azure-openai",
        Model = "chat",
        SafetyDecision = "allowed",
        SafetyStage = "output",
    };

    private static readonly GenerateAnswer Refused = new()
    {
        Status = GenerationStatus.Refused,
        ProblemCode = "refused",
        SafetyDecision = "refused",
        SafetyStage = "input",
        SafetyCategories = "violence",
    };

    private static readonly GenerateAnswer Late = GenerateAnswer.From(GenerationStatus.Failed, "deadline-exceeded");

    public static IReadOnlyDictionary<string, HistoryCase> All { get; } =
        new Dictionary<string, HistoryCase>(StringComparer.Ordinal)
        {
            ["GenerationOrchestrator.succeeded"] = Generate(Generation, Served),
            ["GenerationOrchestrator.succeeded-with-upload"] = Generate(Upload, Served),
            ["GenerationOrchestrator.refused"] = Generate(Generation, Refused),
            ["GenerationOrchestrator.rejected"] = Generate(Generation, null),
            ["GenerationOrchestrator.step-repeated"] = Generate(Generation, Served, ("Generate", 2)),
            ["GenerationOrchestrator.reserve-failed"] = Generate(Generation, Served, ("ReserveCredits", Always)),
            ["GenerationOrchestrator.generate-failed"] = Generate(Upload, Served, ("Generate", Always)),
            ["GenerationOrchestrator.deadline"] = Generate(Upload, Late),
            ["GenerationOrchestrator.settle-repeated"] = Generate(Upload, Served, ("Settle", 2)),
            ["GenerationOrchestrator.parked"] = Generate(Generation, Served, ("Settle", Always)),
            ["PaymentEventOrchestrator.applied"] = Pay(EventStatus.Applied),
            ["PaymentEventOrchestrator.parked"] = Pay(EventStatus.Parked),
            ["PaymentEventOrchestrator.repeated"] = Pay(EventStatus.Applied, ("ApplyPaymentEvent", 3)),
            ["PaymentEventOrchestrator.exhausted"] = Pay(EventStatus.Applied, ("ApplyPaymentEvent", Always)),
            ["AccountErasureOrchestrator.erased"] = Erase(rounds: 0),
            ["AccountErasureOrchestrator.in-rounds"] = Erase(rounds: 3),
            ["AccountErasureOrchestrator.repeated"] = Erase(rounds: 1, ("DeletePictures", 4)),
            ["AccountErasureOrchestrator.stopped"] = Erase(rounds: 0, ("RememberErasure", Always)),
        };

    private static HistoryCase Generate(
        GenerationStart start,
        GenerateAnswer? answer,
        (string Activity, int Times)? failing = null
    )
    {
        var settled = new Settlement
        {
            Status = answer?.Status ?? GenerationStatus.Rejected,
            QuotaEvent = "committed:1",
            ChargedCredits = 1,
            CompletedAt = Noon.AddSeconds(9),
        };
        return Record(
            nameof(GenerationOrchestrator),
            start,
            (activity, _) =>
                new(
                    activity switch
                    {
                        "ReserveCredits" => new ReserveCredits.Output
                        {
                            ProblemCode = answer is null ? "insufficient-credits" : null,
                        },
                        "Generate" => answer,
                        _ => settled,
                    }
                ),
            failing
        );
    }

    private static HistoryCase Pay(EventStatus end, (string Activity, int Times)? failing = null) =>
        Record(
            nameof(PaymentEventOrchestrator),
            Payment,
            (activity, _) => activity is "ApplyPaymentEvent" ? new(new PaymentEventResult { End = end }) : Ending.Done,
            failing
        );

    private static HistoryCase Erase(int rounds, (string Activity, int Times)? failing = null) =>
        Record(
            nameof(AccountErasureOrchestrator),
            Erasure,
            (activity, before) =>
                activity is "EndWork" or "DeleteRows"
                    ? new(new ErasureProgress { Done = before == rounds })
                    : Ending.Done,
            failing
        );

    private static HistoryCase Record(
        string orchestrator,
        object input,
        Func<string, int, Ending> ending,
        (string Activity, int Times)? failing
    ) =>
        new(
            orchestrator,
            input,
            (activity, before) =>
                activity == failing?.Activity && before < failing.Value.Times
                    ? Ending.Failure
                    : ending(activity, before)
        );
}

/// <summary>How an activity ends in a recording.</summary>
internal sealed record Ending(object? Result, bool Fails = false)
{
    public static readonly Ending Done = new((object?)null);
    public static readonly Ending Failure = new(null, Fails: true);
}

/// <summary>An orchestration to record.</summary>
/// <param name="Answer">The end of an activity that was called so often before.</param>
internal sealed record HistoryCase(string Orchestrator, object Input, Func<string, int, Ending> Answer);
