using System.Globalization;

namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>Turns slots into pieces in the fixed order of slots, in the wording of the target's form.</summary>
internal static class PieceBuilder
{
    private static readonly string[] Numbers =
    [
        "",
        "",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
    ];

    private static readonly ListPath Subjects = new("subjects");
    private static readonly ListPath Relations = new("relations");
    private static readonly ListPath Styles = new("styles");
    private static readonly ListPath Mood = new("mood");
    private static readonly ListPath Text = new("text");

    public static void Build(RenderingState state)
    {
        var prompt = state.Prompt;
        for (var i = 0; i < prompt.Subjects.Count; i++)
        {
            AddSubject(state, i);
        }

        AddAll(state, SlotGroup.Subject, Relations, prompt.Relations);
        AddPlaces(state, SlotTable.Setting);
        Add(state, SlotGroup.Medium, "medium", prompt.Medium);
        AddAll(state, SlotGroup.Style, Styles, prompt.Styles);
        AddPlaces(state, SlotTable.Look);
        AddAll(state, SlotGroup.Mood, Mood, prompt.Mood);
        AddPalette(state);
        for (var i = 0; i < prompt.Text.Count; i++)
        {
            AddText(state, i);
        }

        if (!QualityRules.IsSetting(prompt.Quality))
        {
            Add(state, SlotGroup.Quality, "quality", prompt.Quality);
        }
    }

    private static void AddPlaces(RenderingState state, IReadOnlyList<SlotPlace> places)
    {
        foreach (var place in places)
        {
            var slot = place.Get(state.Prompt);
            if (slot is null)
            {
                continue;
            }

            if (place.Group == SlotGroup.Video && !state.Target.Has(TargetFeatures.Video))
            {
                state.Dropped.Add(new DroppedSlot(place.Path, PlainText.Clean(slot.Value), DropReasons.Still));
                continue;
            }

            // The length is a separate setting, written by VideoLength, unless it is said in words.
            if (place.Path is not "video.duration" || VideoLength.Seconds(slot) is null)
            {
                Add(state, place.Group, place.Path, slot);
            }
        }
    }

    /// <summary>Adds the words that the model expects first. The person did not write them, so they are the first to be left out.</summary>
    public static void AddLead(RenderingState state)
    {
        var (prompt, target) = (state.Prompt, state.Target);
        if (prompt.Detail == DetailLevel.Off || (target.Lead.Count == 0 && target.Counts is null))
        {
            return;
        }

        var counts = target.Counts is { } count ? state.Shared.Counts(prompt, count) : [];
        state.Pieces.InsertRange(
            0,
            target.Lead.Concat(counts).Select(word => new Piece(SlotGroup.Quality, "target.lead", word, Locked: false))
        );
    }

    private static void AddAll(RenderingState state, SlotGroup group, ListPath paths, IReadOnlyList<Slot> slots)
    {
        for (var i = 0; i < slots.Count; i++)
        {
            Add(state, group, paths[i], slots[i]);
        }
    }

    private static void Add(RenderingState state, SlotGroup group, string path, Slot? slot)
    {
        var said = slot is not null && state.Says(slot);
        if (slot is null || (said && state.Target.Form != PromptForm.Json))
        {
            return;
        }

        var entry = Wording.EntryOf(slot);
        var text = Wording.Of(slot, entry, group, state.Target.Form);
        if (SaysSomething(text))
        {
            state.Pieces.Add(
                new Piece(group, path, text, slot.Source == SlotSource.User)
                {
                    Inline = said,
                    Tokens = state.Target.Form == PromptForm.Tags ? entry?.TagTokens : null,
                }
            );
        }
    }

    private static void AddSubject(RenderingState state, int index)
    {
        var subject = state.Prompt.Subjects[index];
        var path = Subjects[index];
        var text = SubjectText(subject);
        if (SaysSomething(text))
        {
            // A picture shows its first subject, so this one is locked whatever its source is.
            var locked = index == 0 || subject.Phrase?.Source is not SlotSource.Model;
            state.Pieces.Add(new Piece(SlotGroup.Subject, path, text, locked) { Weight = subject.Weight });
        }

        foreach (var (name, detail) in DetailsOf(subject))
        {
            Add(state, SlotGroup.Subject, $"{path}.{name}", detail);
        }
    }

    /// <summary>
    /// What is said about a subject beside its own phrase. When it has no phrase, <see cref="SubjectText"/> contains all of it.
    /// </summary>
    internal static IEnumerable<(string Name, Slot Slot)> DetailsOf(Subject subject) =>
        subject.Phrase is { } phrase
            ? subject.Details().Where(detail => !WholeWord.Contains(phrase.Value, detail.Slot.Value))
            : [];

    internal static bool IsWriting(TextElement element) => PlainText.Clean(element.Literal.Value).Length > 0;

    /// <summary>Whether a text consists of more than these signs, which grammars trim; otherwise it would leave an empty place.</summary>
    internal static bool SaysSomething(string text) => text.AsSpan().Trim(" .,;:").Length > 0;

    internal static string SubjectText(Subject subject)
    {
        if (subject.Phrase is { } phrase)
        {
            return PlainText.Clean(phrase.Value);
        }

        var words = new List<string>(8);
        if (subject.Count is > 1 and { } count)
        {
            words.Add(count < Numbers.Length ? Numbers[count] : count.ToString(CultureInfo.InvariantCulture));
        }

        words.AddRange(subject.Attributes.Select(attribute => attribute.Value));
        AddValue(words, subject.Noun);
        AddValue(words, subject.Action);
        var head = string.Join(' ', words);
        Slot?[] rest = [subject.Expression, subject.Wardrobe, subject.Material];
        return PlainText.Clean(
            string.Join(", ", rest.OfType<Slot>().Select(s => s.Value).Prepend(head).Where(t => t.Length > 0))
        );
    }

    private static void AddValue(List<string> words, Slot? slot)
    {
        if (slot is not null)
        {
            words.Add(slot.Value);
        }
    }

    /// <summary>Adds the colors as one piece, because a palette without some of its colors is another palette.</summary>
    private static void AddPalette(RenderingState state)
    {
        if (state.Target.Has(TargetFeatures.HexColors))
        {
            HexPalette.Add(state);
            return;
        }

        var colors = state.Prompt.Palette.Where(color => !state.Says(color.Name)).ToList();
        if (colors.Count > 0)
        {
            var text = Wording.OfPalette(colors, state.Target);
            var locked = colors.Exists(color => color.Name.Source == SlotSource.User);
            state.Pieces.Add(new Piece(SlotGroup.Palette, "palette", text, locked));
        }
    }

    private static void AddText(RenderingState state, int index)
    {
        var element = state.Prompt.Text[index];
        if (!state.Says(element.Literal) && state.Target.Form != PromptForm.Json && IsWriting(element))
        {
            var locked = element.Literal.Source == SlotSource.User;
            var path = Text[index];
            state.Pieces.Add(new Piece(SlotGroup.Text, path, Wording.OfText(element), locked));
        }
    }
}
