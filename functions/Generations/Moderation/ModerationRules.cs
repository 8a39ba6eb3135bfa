using AiPromptGen.Prompts;

namespace AiPromptGen.Generations.Moderation;

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
