using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations;

/// <summary>Every way a generation can be turned down or end without a result, with what it cost and what would pass.</summary>
internal static class GenerationProblems
{
    public const string Unavailable = "provider-unavailable";
    public const string DeadlineExceeded = "deadline-exceeded";
    public const string InsufficientCredits = "insufficient-credits";
    public const string TooManyReservations = "too-many-reservations";
    public const string ContentRefused = "content-refused";
    public const string ModerationUnavailable = "moderation-unavailable";
    public const string UploadGone = "upload-gone";
    public const string PictureUnreadable = "picture-unreadable";
    public const string ParentGone = "parent-gone";
    public const string Parked = "generation-parked";
    public const string Expired = "reservation-expired";

    public static readonly Problem NotFound = new(404, "generation-not-found", "There is no such generation");

    public static readonly Problem WithoutPrompt = Problem.Conflict(
        "generation-without-prompt",
        "The generation has no prompt",
        "It is still running, or has ended without a result."
    );

    public static readonly Problem ParentNotFound = new(
        404,
        "parent-not-found",
        "There is no such generation to make a remix of",
        "It must be yours and have succeeded with a prompt. Nothing was charged."
    );

    public static readonly Problem Running = Problem.Conflict(
        "generation-running",
        "The generation is still running",
        "It can be deleted when it has ended."
    );

    public static readonly Problem Deleted = new(
        410,
        "generation-deleted",
        "The generation of this idempotency key was deleted",
        "Send a new Idempotency-Key for a new generation."
    );

    public static readonly Problem KindUnavailable = new(
        422,
        "kind-unavailable",
        "This kind of generation is not on offer here",
        "No provider is configured for it. Nothing was charged."
    );

    public static Problem Insufficient(long price, long available) =>
        new(
            402,
            InsufficientCredits,
            "Not enough credits",
            $"This needs {price} credits and {available} are available. Nothing was charged."
        );

    /// <summary>The text for a code that is stored on a generation. Every one of these cost nothing.</summary>
    /// <param name="answer">The answer that Generate stored; null when it stored none.</param>
    public static ProblemView Explain(string code, GenerateAnswer? answer) =>
        code switch
        {
            InsufficientCredits => View(code, "Not enough credits", "The credits were used up by another generation."),
            TooManyReservations => View(code, "Too many reservations are open", "Wait for running generations to end."),
            ContentRefused => View(code, ContentProblems.Title, Refusal(answer)),
            ModerationUnavailable => View(code, "The safety check could not be done", "Try again in a minute."),
            UploadGone => View(code, "The upload is gone", "Upload the picture again."),
            PictureUnreadable => View(
                code,
                "The picture could not be read",
                "Save it again as JPEG or PNG and upload that."
            ),
            ParentGone => View(code, "The parent was deleted", "Choose another generation, or send the idea anew."),
            DeadlineExceeded => View(code, "It took too long", "Try again; a late result is added here, free."),
            Expired => View(code, "It was interrupted for too long", "Try again."),
            // This text does not say what was charged: a generation is parked because that could not be settled.
            Parked => new ProblemView(
                code,
                "A person has to look at this generation",
                $"Within the hour its credits come back, and a result that was made is added here, free. Write to {Problems.Contact} with its id."
            ),
            _ when PictureProblems.Explain(code) is var (title, next) => View(code, title, next),
            _ => View(Unavailable, "No provider could answer", "Try again in a minute."),
        };

    private static string Refusal(GenerateAnswer? answer) =>
        ContentProblems.Explain(answer?.SafetyStage, answer?.SafetyCategories?.Split(',') ?? []);

    private static ProblemView View(string code, string title, string next) =>
        new(code, title, $"You were not charged. {next}");
}
