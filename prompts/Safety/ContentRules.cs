using System.Collections.Frozen;

namespace AiPromptGen.Prompts.Safety;

public enum ContentDecision
{
    Allow,
    Refuse,
}

/// <summary>The stable words an answer shows; category and stage are null when allowed.</summary>
public sealed record ContentVerdict(ContentDecision Decision, string? Category = null, string? Stage = null)
{
    public static readonly ContentVerdict Allowed = new(ContentDecision.Allow);
}

/// <summary>
/// The first check of what a person wrote, before any provider's own. It refuses one thing, sexual content with minors: a
/// sexual word and a minor in one text, whatever the spelling. Everything else is left to the providers' filters.
/// </summary>
public static class ContentRules
{
    private const int AdultAge = 18;

    /// <summary>Never innocent in a prompt, with or without a second word.</summary>
    private static readonly FrozenSet<string> Alone = Set("childporn kiddieporn pedoporn lolicon shotacon jailbait");

    private static readonly FrozenSet<string> Minors = Set(
        "child children childs kid kids minor minors underage underaged preteen preteens tween tweens teen teens teenager teenagers teenage toddler toddlers infant infants baby babies newborn newborns schoolgirl schoolgirls schoolboy schoolboys loli lolita shota pubescent prepubescent kindergartner kindergarteners juvenile juveniles adolescent adolescents preschooler preschoolers"
    );

    /// <summary>Grown people are called so too; a minor only with one of <see cref="Young"/> just before.</summary>
    private static readonly FrozenSet<string> Ambiguous = Set(
        "girl girls boy boys daughter daughters son sons youngster youngsters sister brother student students"
    );

    private static readonly FrozenSet<string> Young = Set(
        "little young small tiny school elementary kindergarten primary grade"
    );

    /// <summary>After a word for a minor these make it something else: "baby blue", "kid leather", "teen wolf".</summary>
    private static readonly FrozenSet<string> NoMinor = Set(
        "blue pink yellow green doll oil grand elephant leather gloves skin key chord scale league arcana wolf bump powder spinach carrots corn"
    );

    /// <summary>Clearly sexual: one of them in a text with a minor is enough.</summary>
    private static readonly FrozenSet<string> Explicit = Set(
        "porn porno pornographic pornography xxx hentai hardcore sex sexual sexually intercourse orgasm masturbating masturbation masturbate blowjob handjob cumshot fellatio cunnilingus penetration penetrated genitals genitalia vagina penis pussy clitoris nipples topless bdsm fetish erotic erotica erotically nsfw fucking fucked fuck molested molesting rape raped raping horny aroused seductive seductively lewd slutty slut stripper striptease sexualized sexualised lingerie sexy"
    );

    /// <summary>A nude colour or a naked mole rat is innocent; a bare word beside a minor is not.</summary>
    private static readonly FrozenSet<string> Bare = Set(
        "nude nudes naked unclothed undressed undressing nudity bottomless pantyless braless"
    );

    private static readonly FrozenSet<string> HarmlessAfter = Set(
        "mole eye eyes beige color colour colors colours palette tone tones lipstick lips makeup nail nails heels shoes pink shade shades fabric tree trees branches branch wood truth cake bike oak flame bulb pumps brick wall walls hill hills mountain mountains leather background cat cats dog dogs chicken clay willow toad lizard pistols education punk music band concert gamer testing field jeep bus convertible"
    );

    private static readonly FrozenSet<string> HarmlessBefore = Set("same opposite wire paint bottle rubber silicone");

    /// <summary>Things that are years old without being anybody.</summary>
    private static readonly FrozenSet<string> AgedThings = Set(
        "whisky whiskey scotch bourbon rum wine cheese house tree car building bottle"
    );

    private static readonly FrozenSet<string> Denials = Set("no not without never non");

    private static readonly FrozenDictionary<string, int> AgeWords =
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
            .Split(' ')
            .Select((word, age) => (word, age))
            .ToFrozenDictionary(pair => pair.word, pair => pair.age, StringComparer.Ordinal);

    private static readonly FrozenSet<string> YearWords = Set("yo year years yr yrs yearold yearsold aged age y");

    /// <summary>Checks one text of the person; call it for the idea and for each choice in their own words.</summary>
    public static ContentVerdict Check(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var words in ContentWords.Readings(text))
        {
            if (IsForbidden(words))
            {
                return new ContentVerdict(ContentDecision.Refuse, ContentCategories.Minors, ContentStages.Input);
            }
        }

        return ContentVerdict.Allowed;
    }

    /// <summary>Checks everything the person wrote; choices count as one text with the idea.</summary>
    public static ContentVerdict Check(Idea idea)
    {
        ArgumentNullException.ThrowIfNull(idea);
        var all = WordControls
            .All.Where(control => control.IsSeen)
            .Select(control => control.Get(idea.Controls))
            .Prepend(idea.Text);
        return Check(string.Join(", ", all.Where(text => !string.IsNullOrWhiteSpace(text))));
    }

    /// <summary>Checks everything that a composed prompt says, whoever composed it.</summary>
    public static ContentVerdict Check(StructuredPrompt prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return Check(ContentTexts.Of(prompt));
    }

    private static bool IsForbidden(List<string> words)
    {
        var (minor, sexual) = (false, false);
        for (var i = 0; i < words.Count; i++)
        {
            if (Alone.Contains(words[i]))
            {
                return true;
            }

            minor |= IsMinor(words, i);
            sexual |= IsSexual(words, i);
        }

        return minor && sexual;
    }

    private static bool IsMinor(List<string> words, int at)
    {
        var word = words[at];
        if (Minors.Contains(word))
        {
            return at + 1 == words.Count || !NoMinor.Contains(words[at + 1]);
        }

        if (Ambiguous.Contains(word))
        {
            return at > 0 && Young.Contains(words[at - 1]);
        }

        return AgeOf(word) is { } age && age < AdultAge && SaysYears(words, at) && !IsThing(words, at);
    }

    private static bool IsThing(List<string> words, int at) => words.Skip(at + 1).Take(4).Any(AgedThings.Contains);

    /// <summary>"8yo" carries its unit; a bare number needs one beside it.</summary>
    private static bool SaysYears(List<string> words, int at)
    {
        if (char.IsAsciiDigit(words[at][0]) && char.IsAsciiLetter(words[at][^1]))
        {
            return true;
        }

        return (at + 1 < words.Count && YearWords.Contains(words[at + 1]))
            || (at > 0 && words[at - 1] is "age" or "aged");
    }

    private static int? AgeOf(string word)
    {
        if (AgeWords.TryGetValue(word, out var age))
        {
            return age;
        }

        var digits = 0;
        while (digits < word.Length && char.IsAsciiDigit(word[digits]))
        {
            digits++;
        }

        var plain = digits is 1 or 2 && (digits == word.Length || YearWords.Contains(word[digits..]));
        return plain ? word[..digits].Aggregate(0, (sum, digit) => (sum * 10) + (digit - '0')) : null;
    }

    private static bool IsSexual(List<string> words, int at)
    {
        var word = words[at];
        if (!Explicit.Contains(word) && !Bare.Contains(word))
        {
            return false;
        }

        var before = at > 0 ? words[at - 1] : "";
        var after = at + 1 < words.Count ? words[at + 1] : "";
        return !Denials.Contains(before) && !HarmlessBefore.Contains(before) && !HarmlessAfter.Contains(after);
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
