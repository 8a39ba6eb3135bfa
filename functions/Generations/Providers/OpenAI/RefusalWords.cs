using System.Text.RegularExpressions;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>Sentences by which services and models refuse: closed lists, used when no code or category says it.</summary>
internal static partial class RefusalWords
{
    /// <summary>Parts of a service's message: xAI, DeepSeek, Alibaba, Zhipu, Google, OpenAI, Azure and its API Management, OpenRouter.</summary>
    private static readonly string[] OfServices =
    [
        "violates usage guidelines",
        "violates our usage",
        "violating our usage",
        "SAFETY_CHECK",
        "Content Exists Risk",
        "inappropriate content",
        "DataInspectionFailed",
        "敏感内容",
        "prohibited use policy",
        "our safety system",
        "by the safety system",
        "safety filter",
        "content management policy",
        "content safety",
        "content moderation",
        "input was flagged",
        "prompt was flagged",
        "content was flagged",
        "ContentPolicyViolationError",
    ];

    /// <summary>
    /// Parts of a message by which a service has closed itself to the whole app. The owner has to act on that, although the same message
    /// may contain words of the list above.
    /// </summary>
    private static readonly string[] OfOwners =
    [
        "resource has been",
        "account has been",
        "organization has been",
        "temporarily blocked",
        "suspended",
    ];

    /// <summary>
    /// Whether the message refuses the content. It may quote the body of the service behind it, with its code: "'code':
    /// 'moderation_blocked'".
    /// </summary>
    public static bool InMessage(string message) =>
        !Array.Exists(OfOwners, words => message.Contains(words, StringComparison.OrdinalIgnoreCase))
        && (
            Array.Exists(OfServices, words => message.Contains(words, StringComparison.OrdinalIgnoreCase))
            || Quoted()
                .Matches(message)
                .Any(code => FilterErrors.Words.Contains(code.Groups["code"].Value, StringComparer.OrdinalIgnoreCase))
        );

    /// <summary>
    /// Whether a model declines in place of a description. Only the beginning of the text counts, because the rest may be about anything.
    /// </summary>
    public static bool Opens(string? text) => text is not null && (English().IsMatch(text) || Others().IsMatch(text));

    [GeneratedRegex(
        @"['""](code|type|error_code)['""]\s*:\s*\\?['""](?<code>[\w.-]{1,60})",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Quoted();

    [GeneratedRegex(
        @"^\W*((oh|well|hi|hello|unfortunately|regrettably|apologies|my apologies|no|thank you|thanks|as an ai( language)?( model| assistant)?)\b[\s,.!:;–—-]*)*"
            + @"((i['’]?m|i am|we['’]?re|we are)?\s*((very|so|really|truly|terribly)\s+)?(sorry|afraid)\b\s*([,.;:–—-]|but\b|i\b|we\b|that\b|to say\b)"
            + @"|i apologi[sz]e\b|i must (respectfully )?(decline|refuse)|i (have|need) to decline|i (respectfully )?(decline|refuse)\b"
            + @"|(i['’]?m|i am|we['’]?re|we are) (unable|not able|not allowed|not permitted|not comfortable|not going to)\b"
            + @"|(i|we) (can['’]?t|cannot|can not|won['’]?t|will not|could not|couldn['’]?t|am unable|do not|don['’]?t) (in good conscience |safely )?(help|assist|describe|create|generate|provide|produce|comply|fulfil+|do that|do this|engage|continue|support|write|make|answer|process|identify|feel comfortable|discuss|participate|complete|offer|depict|be able)\b"
            + @"|(this|the|your) (request|prompt|idea|query|content|description|message|image request)\b.{0,40}?\b(violates?|against|cannot|can['’]?t|not allowed|not permitted|declined|refused|rejected|inappropriate)\b"
            + @"|(request|prompt|content) (was )?(declined|refused|rejected|blocked)\b)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex English();

    /// <summary>The beginnings in German, French, Spanish, Italian, Portuguese, Polish, Russian, Chinese and Japanese.</summary>
    [GeneratedRegex(
        @"^\W*(es tut mir leid|tut mir leid|leider kann ich|entschuldigung, (aber )?ich|ich kann (dabei|dir|ihnen|das|diese[ms]?|hierbei)\b.{0,60}?\bnicht\b"
            + @"|(je suis )?désolée?\s*[,.;:]|je (ne peux|ne suis) pas\b|lo siento\s*[,.;:]|lo lamento\s*[,.;:]|no puedo (ayudar|asistir|generar|crear|describir|cumplir)"
            + @"|mi dispiace\s*[,.;:]|non posso (aiutar|assister|generare|creare|descrivere|soddisfare)|desculpe\s*[,.;:]|sinto muito\s*[,.;:]|não posso (ajudar|gerar|criar|descrever|atender)"
            + @"|przykro mi\s*[,.;:]|przepraszam\s*[,.;:]|nie mogę (pomóc|wygenerować|stworzyć|opisać|spełnić)|извините\s*[,.;:]|простите\s*[,.;:]|к сожалению\s*,|я не могу"
            + @"|(非常|很)?(抱歉|对不起)|我(无法|不能)|申し訳|すみませんが|ごめんなさい)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Others();
}
