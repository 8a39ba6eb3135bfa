namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>One thing in the picture.</summary>
internal sealed record SceneThing(string Words, Box? Box, IReadOnlyList<string> Colors);

/// <summary>Writing in the picture, with its look and its place as far as they are known.</summary>
internal sealed record SceneText(
    string Literal,
    string Style,
    string Placement,
    Box? Box,
    IReadOnlyList<string> Colors
);

/// <summary>
/// Splits a prompt into a scene, for targets that have a member for each part: the whole in one text, the things one by one, the texts, and
/// what is around them.
/// </summary>
internal sealed class SceneSplit
{
    private const int MostColors = 16;
    private const int MostColorsOfThing = 5;

    /// <summary>
    /// Written when nobody named a place and no color or light suggests one. The readers of this app know that it says nothing.
    /// </summary>
    public const string NoBackground = "Surroundings that suit the scene";

    /// <summary>Before the light, where that is all that is known.</summary>
    private const string KeptSimple = "Backdrop kept simple";

    private const string OutOfFocus = "Backdrop out of focus";

    private readonly RenderingState _state;

    private SceneSplit(RenderingState state) => _state = state;

    /// <summary>The whole prompt, as the writer wrote it.</summary>
    public required string Description { get; init; }
    public required string Background { get; init; }
    public required IReadOnlyList<SceneThing> Things { get; init; }
    public required IReadOnlyList<SceneText> Texts { get; init; }

    /// <summary>Of the whole picture.</summary>
    public required IReadOnlyList<string> Colors { get; init; }

    public static SceneSplit Of(RenderingState state)
    {
        var (things, around) = state.Shared.Things(state.Prompt);
        return new SceneSplit(state)
        {
            Description = DescriptionOf(state),
            Background = BackgroundOf(state, around),
            Things = things,
            Texts = [.. state.Prompt.Text.Where(PieceBuilder.IsWriting).Select(text => TextOf(text, state.Prompt))],
            Colors = Hexes(state.Prompt.Palette.Where(color => color.Target is null), MostColors),
        };
    }

    /// <summary>The words of these groups, except for empty space, which is said with the background.</summary>
    public string Join(params IReadOnlyList<SlotGroup> groups) =>
        Join(_state, piece => groups.Contains(piece.Group) && !IsSpace(piece));

    /// <summary>Whether the piece is about empty space, which belongs to the layout and not to the style.</summary>
    public static bool IsSpace(Piece piece) =>
        string.Equals(piece.Path, "composition.negativeSpace", StringComparison.Ordinal);

    private static string DescriptionOf(RenderingState state)
    {
        var main = Join(
            state,
            piece => piece.Group is SlotGroup.Subject or SlotGroup.Setting or SlotGroup.Video && !piece.Inline
        );
        var homeless = Join(state, piece => !piece.Inline && !HasPlace(state, piece));
        return homeless.Length == 0 ? main
            : main.Length == 0 ? homeless
            : $"{main}, {homeless}";
    }

    /// <summary>Whether a piece is written somewhere else than at the end of the description.</summary>
    private static bool HasPlace(RenderingState state, Piece piece) =>
        piece.Group
            is SlotGroup.Subject
                or SlotGroup.Setting
                or SlotGroup.Video
                or SlotGroup.Exclusion
                or SlotGroup.Text
        || IsSpace(piece)
        || state.Target.Grammar.HasPlaceFor(state, piece);

    private static string BackgroundOf(RenderingState state, string around)
    {
        var place = Join(state, piece => piece.Group is SlotGroup.Setting or SlotGroup.Exclusion || IsSpace(piece));
        if (around.Length > 0 && !place.Contains(around, StringComparison.OrdinalIgnoreCase))
        {
            var known = state.Pieces.Exists(piece => piece.Path is "setting.place" or "setting.background");
            place = known ? place : Both(around, place);
        }

        return place.Length > 0 ? place : Backdrop(state);
    }

    /// <summary>
    /// A background for a prompt without a place, made from the colors and light that the prompt has, without adding anything.
    /// </summary>
    private static string Backdrop(RenderingState state)
    {
        var colors = state
            .Prompt.Palette.Where(color => color.Target is null)
            .Take(2)
            .Select(color => PictureWords.Bare(color.Name.Value));
        var tones = PlainText.Clean(string.Join(" and ", colors));
        var light = Join(state, piece => piece.Group == SlotGroup.Lighting);
        var ground = state
            .Pieces.Where(piece => piece.Group == SlotGroup.Style)
            .SelectMany(piece => piece.Text.Split(", "))
            .Select(PhraseSplit.GroundOf)
            .FirstOrDefault(words => words is not null);
        return ground is not null ? ground
            : PhraseSplit.GroundOfMedium(state.Prompt.Medium?.Value) is { } medium
                ? tones.Length > 0 ? $"{medium} in {tones}"
                    : medium
            : tones.Length > 0 ? $"Backdrop in {tones}"
            : light.Length > 0 ? Lit(state, light)
            : NoBackground;
    }

    private static string Lit(RenderingState state, string light) =>
        state.Pieces.Exists(piece => piece.Path is "composition.depthOfField")
            ? $"{OutOfFocus}, {light}"
            : $"{KeptSimple}, {light}";

    /// <summary>The things of all subjects, and the first place that their words name.</summary>
    public static (IReadOnlyList<SceneThing> Things, string Around) ThingsOf(StructuredPrompt prompt)
    {
        var things = new List<SceneThing>();
        var around = "";
        // The color of "a hat" is not the color of "a hat with a feather" beside it.
        var whole = prompt.Subjects.Select(PieceBuilder.SubjectText).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var subject in prompt.Subjects)
        {
            var text = PieceBuilder.SubjectText(subject);
            if (!PieceBuilder.SaysSomething(text))
            {
                continue;
            }

            // A subject that has a box of its own is one thing, and is not split.
            var (parts, place) = subject.Box is null ? PhraseSplit.Of(text, subject.Noun?.Value) : ([text], "");
            around = around.Length > 0 ? around : place;
            parts =
            [
                .. parts
                    .Where(part =>
                        parts.Count == 1 || !(PhraseSplit.IsOnlyWriting(part) || IsMedium(part, prompt.Medium))
                    )
                    .Select(part =>
                        PhraseSplit.Shown(part, prompt.Medium is { Inline: true } medium ? medium.Value : null)
                    )
                    .Select(PhraseSplit.WithoutUse),
            ];
            var main = subject.Noun is { } noun
                ? Math.Max(0, parts.ToList().FindIndex(part => WholeWord.Contains(part, noun.Value)))
                : 0;
            var details = PieceBuilder.DetailsOf(subject).Select(detail => PlainText.Clean(detail.Slot.Value));
            things.AddRange(
                parts.Select(
                    (part, i) =>
                    {
                        var words = i == main ? string.Join(", ", details.Prepend(part)) : part;
                        var colors = prompt.Palette.Where(color =>
                            color.Target is { } target
                            && !(prompt.Text.Count > 0 && PhraseSplit.IsFace(target))
                            && (
                                whole.Contains(target)
                                    ? i == main && target.Equals(text, StringComparison.OrdinalIgnoreCase)
                                    : IsOf(words, subject.Noun?.Value, target)
                            )
                        );
                        return new SceneThing(words, subject.Box, Hexes(colors, MostColorsOfThing));
                    }
                )
            );
        }

        return (things, around);
    }

    /// <summary>"Greeting card with a sleeping bear": the card is the picture, no thing in it.</summary>
    private static bool IsMedium(string part, Slot? medium) =>
        medium is { Inline: true }
        && (
            part.Equals(medium.Value, StringComparison.OrdinalIgnoreCase)
            || part.Equals("a " + medium.Value, StringComparison.OrdinalIgnoreCase)
        );

    private static bool IsOf(string words, string? noun, string target) =>
        WholeWord.Contains(words, target)
        || (target.Equals(noun, StringComparison.OrdinalIgnoreCase) && WholeWord.Contains(words, noun));

    private static SceneText TextOf(TextElement element, StructuredPrompt prompt)
    {
        var literal = PlainText.Clean(element.Literal.Value);
        var style = PlainText.Clean(element.Typeface?.Value ?? "");
        var colors = prompt.Palette.Where(color =>
            color.Target is { } target
            && (
                target.Equals(literal, StringComparison.OrdinalIgnoreCase)
                || PhraseSplit.IsLettering(target)
                || PhraseSplit.IsFace(target)
            )
        );
        return new SceneText(
            literal,
            style.Length > 0 ? style : PhraseSplit.LetteringIn(prompt, literal),
            element.Placement is { } place ? PlainText.Clean(place.Value) : PhraseSplit.PlaceOf(prompt, literal),
            element.Box,
            Hexes(colors, MostColorsOfThing)
        );
    }

    private static List<string> Hexes(IEnumerable<PaletteColor> colors, int most) =>
        [
            .. colors
                .Where(color => HexColor.IsValid(color.Hex))
                .Select(color => color.Hex!.ToUpperInvariant())
                .Distinct(StringComparer.Ordinal)
                .Take(most),
        ];

    private static string Join(RenderingState state, Func<Piece, bool> wanted) =>
        string.Join(", ", state.Pieces.Where(wanted).Select(piece => piece.Text));

    public static string Both(string first, string second) =>
        first.Length == 0 ? second
        : second.Length == 0 ? first
        : $"{first}, {second}";
}
