using System.Globalization;
using System.Text;

namespace AiPromptGen.Prompts.Structure;

/// <param name="Member">The JSON path of the member that is wrong, such as <c>prompt.styles[0]</c>.</param>
/// <param name="Code">A stable word for the kind of mistake.</param>
/// <param name="Detail">A sentence that says what would be right.</param>
public sealed record PromptMistake(string Member, string Code, string Detail);

/// <summary>What a structured prompt from outside must be before anything is done with it. Its limits stand at <see cref="StructuredPrompt"/>.</summary>
public static class StructuredPromptRules
{
    public const int MostItems = 50;
    public const int LongestValue = 4000;
    public const int LongestName = 200;

    /// <summary>UTF-8 bytes of all texts together.</summary>
    public const int MostBytes = 32 * 1024;

    private const int MostMistakes = 50;

    /// <summary>Every mistake with its member's JSON path, fifty at most.</summary>
    public static IReadOnlyList<PromptMistake> Mistakes(StructuredPrompt prompt, string root = "prompt")
    {
        ArgumentNullException.ThrowIfNull(prompt);
        var check = new Reader();
        check.Prompt(root, prompt);
        if (check.Bytes > MostBytes)
        {
            check.Errors.Add(
                new PromptMistake(root, "prompt-too-large", $"All texts together may have {MostBytes / 1024} KiB.")
            );
        }

        return [.. check.Errors.Take(MostMistakes)];
    }

    private sealed class Reader
    {
        public List<PromptMistake> Errors { get; } = [];

        public long Bytes { get; private set; }

        public void Prompt(string at, StructuredPrompt prompt)
        {
            Number($"{at}.schemaVersion", prompt.SchemaVersion, 1, StructuredPrompt.CurrentSchemaVersion);
            Number($"{at}.variations", prompt.Variations, 1, MostItems);
            Number($"{at}.seed", prompt.Seed ?? 0, 0, StructuredPrompt.LargestSeed);
            Text($"{at}.parentId", prompt.ParentId, LongestName);
            Text($"{at}.title", prompt.Title, LongestName);
            Text($"{at}.summary", prompt.Summary, LongestValue);
            Text($"{at}.idea.original", prompt.Idea?.Original, LongestValue);
            Text($"{at}.idea.english", prompt.Idea?.English, LongestValue);
            Text($"{at}.idea.language", prompt.Idea?.Language, LongestName);
            Text($"{at}.idea.request", prompt.Idea?.Request, LongestValue);
            Verbatim($"{at}.verbatim", prompt.Verbatim);
            Each($"{at}.subjects", prompt.Subjects, Subject);
            Each($"{at}.relations", prompt.Relations, Slot);
            Each($"{at}.styles", prompt.Styles, Slot);
            Each($"{at}.mood", prompt.Mood, Slot);
            foreach (var place in SlotTable.All)
            {
                Slot($"{at}.{place.Path}", place.Get(prompt));
            }

            Each($"{at}.palette", prompt.Palette, Color);
            Each($"{at}.text", prompt.Text, Writing);
            Each($"{at}.negatives", prompt.Negatives, Negative);
            Each($"{at}.parameters", prompt.Parameters, Parameter);
            if (prompt.AspectRatio is { } ratio)
            {
                Number($"{at}.aspectRatio.width", ratio.Width, 1, RatioRules.Largest);
                Number($"{at}.aspectRatio.height", ratio.Height, 1, RatioRules.Largest);
                Text($"{at}.aspectRatio.entryId", ratio.EntryId, LongestName);
            }
        }

        /// <summary>The slots say once more what stands here, so it counts by itself.</summary>
        private void Verbatim(string at, VerbatimPrompt? verbatim)
        {
            var slots = Bytes;
            Text($"{at}.prompt", verbatim?.Prompt, MostBytes);
            Text($"{at}.negative", verbatim?.Negative, MostBytes);
            Text($"{at}.slots", verbatim?.Slots, LongestName);
            Each($"{at}.added", verbatim?.Added ?? [], (path, name) => Text(path, name, LongestName));
            Bytes = slots;
        }

        private void Subject(string at, Subject subject)
        {
            Slots(
                at,
                ("phrase", subject.Phrase),
                ("noun", subject.Noun),
                ("action", subject.Action),
                ("expression", subject.Expression),
                ("wardrobe", subject.Wardrobe),
                ("material", subject.Material)
            );
            Each($"{at}.attributes", subject.Attributes, Slot);
            Number($"{at}.count", subject.Count ?? 0, 0, 10_000);
            Number($"{at}.weight", subject.Weight, 0.01, 10);
            Box($"{at}.box", subject.Box);
        }

        private void Color(string at, PaletteColor color)
        {
            Slot($"{at}.name", color.Name);
            Text($"{at}.target", color.Target, LongestName);
            Number($"{at}.share", color.Share ?? 0, 0, 1);
            if (color.Hex is not null && !HexColor.IsValid(color.Hex))
            {
                Errors.Add(new PromptMistake($"{at}.hex", "hex-invalid", "#RRGGBB."));
            }
        }

        private void Writing(string at, TextElement text)
        {
            Slots(at, ("literal", text.Literal), ("typeface", text.Typeface), ("placement", text.Placement));
            Box($"{at}.box", text.Box);
        }

        private void Negative(string at, Negative negative)
        {
            Slot($"{at}.term", negative.Term);
            Text($"{at}.positive", negative.Positive, LongestValue);
        }

        private void Parameter(string at, ToolParameter parameter)
        {
            Text($"{at}.name", parameter.Name, LongestName);
            Text($"{at}.value", parameter.Value, LongestValue);
        }

        private void Slots(string at, params ReadOnlySpan<(string Name, Slot? Slot)> slots)
        {
            foreach (var (name, slot) in slots)
            {
                Slot($"{at}.{name}", slot);
            }
        }

        private void Slot(string at, Slot? slot)
        {
            if (slot is not null)
            {
                Text($"{at}.value", slot.Value, LongestValue);
                Text($"{at}.entryId", slot.EntryId, LongestName);
                Number($"{at}.confidence", slot.Confidence, 0, 1);
            }
        }

        private void Box(string at, Box? box)
        {
            foreach (var side in box is null ? [] : (int[])[box.Top, box.Left, box.Bottom, box.Right])
            {
                Number(at, side, 0, 1000);
            }
        }

        private void Each<T>(string at, IReadOnlyList<T> items, Action<string, T> check)
        {
            if (items.Count > MostItems)
            {
                Errors.Add(new PromptMistake(at, "list-too-long", $"At most {MostItems}."));
            }

            for (var i = 0; i < items.Count && i < MostItems; i++)
            {
                var path = string.Create(CultureInfo.InvariantCulture, $"{at}[{i}]");
                // JSON may hold null where the type says it cannot be.
                if (items[i] is null)
                {
                    Errors.Add(new PromptMistake(path, "value-missing", "null is no value here."));
                    continue;
                }

                check(path, items[i]);
            }
        }

        private void Text(string at, string? text, int longest)
        {
            Bytes += text is null ? 0 : Encoding.UTF8.GetByteCount(text);
            if (text?.Length > longest)
            {
                Errors.Add(
                    new PromptMistake(
                        at,
                        "text-too-long",
                        string.Create(CultureInfo.InvariantCulture, $"At most {longest} characters.")
                    )
                );
            }
        }

        private void Number(string at, double number, double least, double most)
        {
            if (!(number >= least && number <= most))
            {
                Errors.Add(
                    new PromptMistake(
                        at,
                        "number-out-of-range",
                        string.Create(CultureInfo.InvariantCulture, $"From {least} to {most}.")
                    )
                );
            }
        }
    }
}
