namespace AiPromptGen.Tests.Promises;

/// <param name="Id">As tests name it: <c>[Property("Promise", "P15")]</c>.</param>
/// <param name="Text">What the privacy policy says, in short.</param>
/// <param name="EnforcedIn">Files or folders of the repository.</param>
internal sealed record Promise(string Id, string Text, params IReadOnlyList<string> EnforcedIn);

/// <summary>The privacy policy as numbered promises, in its order.</summary>
internal static class PromiseList
{
    public static readonly IReadOnlyList<Promise> All =
    [
        new("P1", "People sign in or create an account", "functions/Accounts"),
        new(
            "P2",
            "We hold e-mail, authentication records, billing identifiers, and nothing else about a person",
            "functions/Credits/LedgerRows.cs",
            "functions/Platform/Identity"
        ),
        new("P3", "Text prompts are processed", "functions/Generations", "prompts/Ideas"),
        new("P4", "Uploaded images are processed", "functions/Uploads", "prompts/Pictures"),
        new("P5", "Image URLs are processed, fetched by us, safely", "functions/Uploads"),
        new(
            "P6",
            "Uploads are temporary",
            "functions/Uploads/UploadSweep.cs",
            "functions/Generations/Orchestration/CleanUp.cs"
        ),
        new("P7", "Public examples are curated project samples", "functions/Examples"),
        new(
            "P8",
            "Uploads and history are never published into the examples",
            "functions/Examples/ExampleCollection.cs"
        ),
        new(
            "P9",
            "Some requests go to third-party providers",
            "functions/Generations/Providers",
            "functions/Generations/Moderation"
        ),
        new("P10", "Providers get only what a result needs", "functions/Generations/Providers/IGenerationProvider.cs"),
        new("P11", "Credit usage is processed", "functions/Credits"),
        new("P12", "Generation status is processed", "functions/Generations/GenerationViews.cs"),
        new(
            "P13",
            "Request metadata is processed, no content",
            "functions/Generations/Orchestration/GenerationOrchestrator.cs",
            "functions/Platform/Telemetry"
        ),
        new("P14", "Limits are enforced", "functions/Credits/AdmissionRules.cs", "functions/Platform/Http"),
        new("P15", "Refunds when generation fails", "functions/Generations/Orchestration/GenerationOrchestrator.cs"),
        new("P16", "Account-level billing records", "functions/Billing"),
        new("P17", "Paid plans may be enabled", "functions/Billing"),
        new("P18", "The payment provider processes checkout, subscription, invoice", "functions/Billing"),
        new(
            "P19",
            "Cookies and analytics only with consent; here: none",
            "functions/Platform/Http/ProblemMiddleware.cs"
        ),
        new("P20", "Billing records are limited", "functions/Billing"),
        new("P21", "Audit metadata is minimal", "functions/Audit/AuditRow.cs"),
        new(
            "P22",
            "Audit metadata is kept for at most 90 days",
            "functions/Audit/AuditSweep.cs",
            "functions/Platform/Storage/DayTables.cs"
        ),
        new("P23", "Audit metadata serves to investigate", "functions/Support", "functions/Audit"),
        new("P24", "Audit metadata never publishes images", "functions/Audit", "functions/Examples"),
        new("P25", "A contact address for privacy questions", "functions/Platform/Http/Problems.cs"),
    ];
}
