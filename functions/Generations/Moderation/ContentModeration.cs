using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Moderation;

/// <param name="Stage">A word of <see cref="ContentStages"/>, which a refusal names as what was refused.</param>
/// <param name="Said">Everything that is said about what is judged, whether or not the classifier is sent it.</param>
internal sealed record ModerationQuestion(string GenerationId, string Stage, string Said)
{
    /// <summary>The text that the classifier has to judge.</summary>
    public string Text { get; init; } = "";

    public ModeratedPicture? Picture { get; init; }

    /// <summary>The route that made what is judged; null for what a person sent.</summary>
    public ModelRoute? Route { get; init; }
}

/// <summary>
/// Asks the configured classifier, if there is one, and decides what follows from its answer. It stores nothing, so an activity that runs
/// twice only asks twice.
/// </summary>
internal sealed partial class ContentModeration(
    IEnumerable<IContentModerator> moderators,
    IOptions<ModerationOptions> options,
    TimeProvider time,
    ILogger<ContentModeration> logger
)
{
    public const int Attempts = 2;

    private readonly IContentModerator? _moderator = moderators.FirstOrDefault();

    /// <summary>The classifier as a route, so that people are told that it was sent their content; null when none is configured.</summary>
    public ModelRoute? Route =>
        _moderator is null ? null : new ModelRoute { Provider = _moderator.Name, Model = _moderator.Model };

    /// <returns>
    /// Null when the content may pass. Otherwise how the generation ends: refused, or failed because it could not be checked. Both cost
    /// nothing.
    /// </returns>
    public async Task<GenerationResult?> CheckAsync(ModerationQuestion question, CancellationToken cancellationToken)
    {
        if (_moderator is null || (question.Text.Length == 0 && question.Picture is null))
        {
            return null;
        }

        var subject = ContentRules.SubjectOf(question.Said);
        switch (await AskAsync(_moderator, question, cancellationToken))
        {
            case ModerationResult.Judged { Categories.Count: 0 }:
                return null;
            case ModerationResult.Judged judged:
                return RouterAnswers.Refused(question.Stage, Named(judged.Categories, subject), question.Route);
            case var none:
                var closed =
                    none is ModerationResult.Unavailable { IsUnseen: true }
                    || ModerationRules.IsClosed(subject, question.Picture is not null);
                LogUnchecked(question.GenerationId, _moderator.Name, question.Stage, closed ? "not go on" : "go on");
                return closed ? RouterAnswers.Failed(GenerationProblems.ModerationUnavailable, question.Route) : null;
        }
    }

    /// <summary>
    /// The categories, with "sexual" turned into "minors" when the words speak of a minor. No classifier recognizes minors in pictures, and
    /// Azure's has no category for them at all, so the words decide.
    /// </summary>
    private static IReadOnlyList<string> Named(IReadOnlyList<string> categories, ContentSubject subject) =>
        subject is ContentSubject.None
            ? categories
            : [.. categories.Select(word => word is ContentCategories.Sexual ? ContentCategories.Minors : word)];

    private async Task<ModerationResult> AskAsync(
        IContentModerator asked,
        ModerationQuestion question,
        CancellationToken cancellationToken
    )
    {
        var input = new ModerationInput(question.Text, question.Picture);
        ModerationResult answer = new ModerationResult.Unavailable(Again: true);
        for (var i = 0; i < Attempts && answer is ModerationResult.Unavailable { Again: true }; i++)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.TimeoutSeconds), time);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            try
            {
                answer = await asked.CheckAsync(input, ending.Token);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception fault)
            {
                // Only the type is logged, because a message may quote the text.
                LogFault(question.GenerationId, asked.Name, fault.GetType().Name);
            }
        }

        return answer;
    }

    [LoggerMessage(
        2070,
        LogLevel.Error,
        "Generation {GenerationId}: {Moderator} did not judge its {Stage}; it may {What}"
    )]
    private partial void LogUnchecked(string generationId, string moderator, string stage, string what);

    [LoggerMessage(2071, LogLevel.Warning, "Generation {GenerationId}: {Moderator} failed with {Fault}")]
    private partial void LogFault(string generationId, string moderator, string fault);
}

/// <summary>What happens while the classifier does not answer. Pure.</summary>
internal static class ModerationRules
{
    /// <summary>
    /// Whether the content must not go on unchecked: a text that has a word for a minor and one for a sexual state, for nudity or for
    /// abuse, even if the words around them make it harmless, and a picture whose words speak of a minor. Everything else goes on, because
    /// the rules have checked it and the providers' own filters will.
    /// </summary>
    public static bool IsClosed(ContentSubject subject, bool hasPicture) =>
        subject is ContentSubject.MinorAndState || (hasPicture && subject is ContentSubject.Minor);

    /// <summary>Whether a classifier says by this HTTP status that it cannot judge what it was sent.</summary>
    public static bool IsAboutContent(int status) => status is 400 or 411 or 413 or 415 or 422;
}
