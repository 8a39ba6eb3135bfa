using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AiPromptGen.Prompts.Syntax.Writing;

/// <summary>
/// Writes a finished prompt of one syntax for a target of another: the words in their order, and weights when the target has them. Every
/// part without a counterpart is reported as dropped.
/// </summary>
internal static partial class FinishedPieces
{
    private const string PromptPath = "verbatim.prompt";
    private const string NegativePath = "verbatim.negative";

    /// <summary>UTF-16 units. In longer texts no negations are looked for, because reading must stay fast.</summary>
    private const int LongestRead = 4000;

    public static void Build(RenderingState state, VerbatimPrompt verbatim, FinishedText text)
    {
        var positive = text.Parts;
        var unwanted = new List<(string, Negative)>();
        var reads = state.Target.Negatives is NegativeMode.Field or NegativeMode.Flag;
        if (reads && verbatim.Grammar is PromptGrammar.Prose or PromptGrammar.Plain)
        {
            (positive, var negated) = TakeNegations(positive);
            unwanted.AddRange(negated.Select(term => (PromptPath, Unwanted(term))));
        }

        unwanted.AddRange(
            positive.Where(part => IsAgainst(state, part)).Select(part => (PromptPath, Unwanted(Core(part))))
        );
        var words = Write(state, positive, PromptPath);
        if (PieceBuilder.SaysSomething(words))
        {
            state.Pieces.Insert(0, new Piece(SlotGroup.Subject, PromptPath, words, Locked: true) { IsWritten = true });
        }

        AddNegatives(state, text, unwanted);
    }

    /// <summary>Reports the settings of the text that the target did not take.</summary>
    public static void TellSettings(RenderingState state, FinishedText text, bool hasRatio)
    {
        foreach (var setting in text.Settings)
        {
            var carried = setting.Role switch
            {
                SettingRole.Ratio => hasRatio,
                SettingRole.Seed => state.Parameters.Exists(parameter =>
                    string.Equals(parameter.Value, setting.Value, StringComparison.Ordinal)
                ),
                SettingRole.Quality => state.Target.Has(TargetFeatures.QualitySetting),
                _ => false,
            };
            if (!carried)
            {
                state.Drop(PromptPath, setting.Raw, DropReasons.Setting);
            }
        }

        foreach (var mistake in text.Mistakes.Where(m => m.Reason is UnparsedReasons.Command || IsOfWords(text, m)))
        {
            state.Drop(PromptPath, mistake.Text, DropReasons.Instruction);
        }

        foreach (var place in text.Mistakes.Where(mistake => mistake.Reason is UnparsedReasons.Position))
        {
            state.Drop(PromptPath, place.Text, DropReasons.Position);
        }
    }

    private static bool IsOfWords(FinishedText text, UnparsedPart mistake) =>
        mistake.Reason is UnparsedReasons.ValueInvalid
        && !text.Settings.Exists(setting => setting.Raw.Equals(mistake.Text, StringComparison.Ordinal));

    private static void AddNegatives(RenderingState state, FinishedText text, List<(string, Negative)> unwanted)
    {
        var added = state.Unwanted.ToList();
        state.Unwanted.Clear();
        if (state.Target is { Negatives: NegativeMode.Field, NegativeLimit: null })
        {
            state.NegativeField = Write(state, text.Negative, NegativePath) is { Length: > 0 } field ? field : null;
        }
        else
        {
            foreach (var part in text.Negative)
            {
                Tell(state, part, NegativePath);
            }

            state.Unwanted.AddRange(text.NegativeTerms.Select(term => (NegativePath, Unwanted(term))));
        }

        state.Unwanted.AddRange(unwanted);
        state.Unwanted.AddRange(added);
    }

    /// <summary>
    /// Whether words have a weight of 0 or less, as in "(hat:0)" or "-1::hat::", that the target cannot write. Then they are not written.
    /// </summary>
    private static bool IsNothing(RenderingState state, TextPart part) =>
        part is { Kind: PartKind.Words, Weight: <= 0 } && !state.Target.Grammar.CanWeigh(part.Weight);

    private static bool IsAgainst(RenderingState state, TextPart part) =>
        part.Weight < 0 && IsNothing(state, part) && part.Text.Any(char.IsLetterOrDigit);

    private static string Core(TextPart part) => PlainText.Clean(part.Text).Trim(' ', ',');

    private static Negative Unwanted(string term) => new() { Term = Slot.User(term) };

    /// <summary>Separates what must not appear from the other words: "a street, no people".</summary>
    private static (List<TextPart> Kept, List<string> Terms) TakeNegations(List<TextPart> parts)
    {
        var terms = new List<string>();
        var rest = new List<TextPart>();
        foreach (var part in parts)
        {
            if (part.Kind != PartKind.Words || part.Text.Length > LongestRead)
            {
                rest.Add(part);
                continue;
            }

            var reading = new IdeaReading(IdeaCleaner.Clean(part.Text));
            QuoteReader.Read(reading);
            SegmentReader.Read(reading);
            NegationReader.Read(reading);
            var isRead = reading.Negatives.Count > 0;
            terms.AddRange(isRead ? reading.Negatives : []);
            rest.Add(isRead ? part with { Text = PhraseWriter.Write(reading) } : part);
        }

        return (rest, terms);
    }

    private static string Write(RenderingState state, List<TextPart> parts, string path)
    {
        var builder = new StringBuilder(256);
        foreach (var part in parts)
        {
            switch (part.Kind)
            {
                case PartKind.Words when IsNothing(state, part):
                    break;
                case PartKind.Words:
                    AppendWords(state, builder, part);
                    break;
                case PartKind.Instruction:
                    builder.Append(", ");
                    break;
                case PartKind.Color:
                    var name = HexColor.Name(part.Text);
                    builder.Append(state.Target.Has(TargetFeatures.HexColors) ? $"color {part.Text} ({name})" : name);
                    break;
            }

            Tell(state, part, path);
        }

        return Commas().Replace(PlainText.Clean(builder.ToString()), ", ").Trim(' ', ',');
    }

    private static void AppendWords(RenderingState state, StringBuilder builder, TextPart part)
    {
        var grammar = state.Target.Grammar;
        var words = Lines()
            .Replace(part.Text, line => line.Index > 0 && IsOpen(part.Text[line.Index - 1]) ? ", " : " ");
        var core = words.Trim(' ', ',');
        if (part.Weight == 1 || core.Length == 0 || !grammar.CanWeigh(part.Weight))
        {
            builder.Append(grammar.Escape(words));
            return;
        }

        var start = words.IndexOf(core, StringComparison.Ordinal);
        builder.Append(words, 0, start);
        builder.Append(grammar.Weighed(grammar.Escape(core), part.Weight));
        builder.Append(words, start + core.Length, words.Length - start - core.Length);
    }

    /// <summary>Whether a line ends without a sign of its own; then it ends like a phrase.</summary>
    private static bool IsOpen(char last) => char.IsLetterOrDigit(last) || last is ')' or ']' or '"';

    private static void Tell(RenderingState state, TextPart part, string path)
    {
        var lost = part.Kind switch
        {
            PartKind.Words when part.Weight != 1 && part.Text.Any(char.IsLetterOrDigit) && !Weighs(state, path, part) =>
                DropReasons.Weight,
            PartKind.Network => DropReasons.Network,
            PartKind.Instruction => DropReasons.Instruction,
            PartKind.Edit => DropReasons.Editing,
            PartKind.Choice => DropReasons.Choice,
            PartKind.Image => DropReasons.Image,
            _ => null,
        };
        if (lost is DropReasons.Weight)
        {
            state.Drop(path, string.Create(CultureInfo.InvariantCulture, $"{Core(part)}:{part.Weight:0.####}"), lost);
        }
        else if (lost is not null)
        {
            state.Drop(path, part.Text, lost);
        }
    }

    private static bool Weighs(RenderingState state, string path, TextPart part) =>
        state.Target.Grammar.CanWeigh(part.Weight)
        && (path is PromptPath || state.Target is { Negatives: NegativeMode.Field, NegativeLimit: null });

    /// <summary>The commas that are left between parts that were taken out.</summary>
    [GeneratedRegex(@" *,( *,)+ *| +, *", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Commas();

    [GeneratedRegex(@"\s*\n\s*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lines();
}
