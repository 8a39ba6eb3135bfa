using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Moderation;

/// <param name="Stage">A word of <see cref="ContentStages"/>, which a refusal names as what was refused.</param>
/// <param name="Said">All that is said of what is looked at, sent with it or not.</param>
internal sealed record ModerationQuestion(string GenerationId, string Stage, string Said)
{
    /// <summary>To be judged.</summary>
    public string Text { get; init; } = "";

    public ModeratedPicture? Picture { get; init; }

    /// <summary>Who made what is looked at; null before anybody was asked.</summary>
    public ModelRoute? Route { get; init; }
}

/// <summary>
/// Asks the configured classifier, where there is one, and decides what follows. It holds nothing and changes nothing, so an
/// activity that runs twice asks twice and no more.
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

    /// <summary>Who is asked, in the words in which routes are told; null when nobody is.</summary>
    public ModelRoute? Route =>
        _moderator is null ? null : new ModelRoute { Provider = _moderator.Name, Model = _moderator.Model };

    /// <returns>Null when it may pass; else how the generation ends: refused, or not checked. Both cost nothing.</returns>
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

    /// <summary>No classifier tells minors in pictures, and one of two none at all: what is said of the picture does.</summary>
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
                // Only the type: a message may quote the text.
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

/// <summary>What happens while no classifier answers. Pure.</summary>
internal static class ModerationRules
{
    /// <summary>
    /// Whether nothing may go on unchecked: a text with a minor and a state in it, whatever makes it look harmless, and a picture
    /// of which a minor is said. All else goes on, because the rules have looked at it and the providers' own filters will.
    /// </summary>
    public static bool IsClosed(ContentSubject subject, bool hasPicture) =>
        subject is ContentSubject.MinorAndState || (hasPicture && subject is ContentSubject.Minor);

    /// <summary>A status by which a classifier says that what it was sent is nothing that it can judge.</summary>
    public static bool IsAboutContent(int status) => status is 400 or 411 or 413 or 415 or 422;
}
