using System.Text.Json;
using System.Text.RegularExpressions;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Recovery;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Generations.Providers;

/// <summary>One realistic answer of a good model, with what it was asked.</summary>
/// <param name="Idea">The idea; for a picture, what the person wrote beside it.</param>
/// <param name="Bands">The colors of the picture with their shares in percent; null for an idea.</param>
internal sealed record GoldenAnswer(
    string Name,
    string Idea,
    IdeaControls Controls,
    (string Hex, int Share)[]? Bands,
    ModelPrompt Model
)
{
    public PromptRequest Request
    {
        get
        {
            var asked = Asked.Idea(Idea, Controls);
            return Bands is null
                ? asked
                : asked with
                {
                    Kind = AiPromptGen.Generations.GenerationKind.ImageToPrompt,
                    Picture = new Picture(TestPictures.Bands(".png", Bands), "png", new PictureMetadata()),
                };
        }
    }

    public override string ToString() => Name;
}

/// <summary>
/// The golden set, and the measure of how much of an answer is in a rendering. The answers were written as a good model writes, before
/// the code that reads them, and are never changed to suit that code.
/// </summary>
internal static partial class GoldenAnswers
{
    /// <summary>Words that occur in any English sentence, so that finding them in a prompt proves nothing.</summary>
    private static readonly HashSet<string> Small = new(
        "a an the of in on at to and or with from by for as into over his her its their is are no us".Split(' '),
        StringComparer.OrdinalIgnoreCase
    );

    public static readonly IReadOnlyList<GoldenAnswer> All = Read();

    /// <summary>What the model says of the subjects.</summary>
    public static IEnumerable<string> OfSubjects(ModelPrompt model) =>
        model
            .Subjects.SelectMany(s =>
                new[] { s.Phrase, s.Action, s.Expression, s.Wardrobe, s.Material }.Concat(s.Attributes)
            )
            .OfType<string>();

    /// <summary>
    /// Everything that must be in a prompt. Title and summary are left out, because they are shown beside the prompt; so are color codes and
    /// the ratio, which are settings, and the English form of the idea.
    /// </summary>
    public static IEnumerable<string> OfAll(ModelPrompt model) =>
        OfSubjects(model)
            .Concat(model.Relations)
            .Concat(ModelSlots.Words.Values.Select(said => said(model)).OfType<string>())
            .Concat(model.Styles)
            .Concat(model.Mood)
            .Concat(model.Palette.Select(color => color.Name!))
            .Concat(model.Writing.SelectMany(w => new[] { w.Words, w.Looks, w.Place }).OfType<string>())
            .Concat(model.Medium is { } medium ? [medium] : []);

    /// <param name="said">What the model said.</param>
    /// <param name="written">The prompt.</param>
    /// <returns>How many letters and digits the meaningful words have in all, and which of these words the prompt lacks.</returns>
    public static (int All, IReadOnlyList<string> Missing) Reach(IEnumerable<string> said, string written)
    {
        var words = said.SelectMany(WordsOf).Where(word => !Small.Contains(word)).ToList();
        var there = WordsOf(written).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return (words.Sum(word => word.Length), [.. words.Where(word => !there.Contains(word))]);
    }

    /// <summary>The words of phrases that deny something, such as "without gloves" or "no lid".</summary>
    public static IEnumerable<string> DeniedOf(IEnumerable<string> said) =>
        said.SelectMany(text => Denied().Matches(text)).SelectMany(match => WordsOf(match.Value));

    private static IEnumerable<string> WordsOf(string text) => Word().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"\b(without|no|not)\b[^,.]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Denied();

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    private static List<GoldenAnswer> Read()
    {
        using var stream = typeof(GoldenAnswers).Assembly.GetManifestResourceStream("golden-answers.json")!;
        using var json = JsonDocument.Parse(stream);
        return
        [
            .. json
                .RootElement.EnumerateArray()
                .Select(item => new GoldenAnswer(
                    item.GetProperty("name").GetString()!,
                    item.GetProperty("idea").GetString()!,
                    new IdeaControls
                    {
                        Detail =
                            item.GetProperty("controls").TryGetProperty("detail", out var detail)
                            && detail.ValueEquals("full")
                                ? DetailLevel.Full
                                : DetailLevel.Light,
                    },
                    item.GetProperty("bands") is { ValueKind: JsonValueKind.Array } bands
                        ? [.. bands.EnumerateArray().Select(band => (band[0].GetString()!, band[1].GetInt32()))]
                        : null,
                    item.GetProperty("answer").Deserialize(ModelPromptJson.Default.ModelPrompt)!
                )),
        ];
    }
}
