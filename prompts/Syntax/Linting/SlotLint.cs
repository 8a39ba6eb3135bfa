namespace AiPromptGen.Prompts.Syntax.Linting;

/// <summary>Compares the slots of a structured prompt with each other, and checks what a target does with them.</summary>
internal static class SlotLint
{
    public static IEnumerable<LintFinding> Check(StructuredPrompt prompt)
    {
        var slots = prompt
            .Slots()
            .Where(placed => placed.Group is not (SlotGroup.Exclusion or SlotGroup.Text))
            .ToList();
        if (slots.Count == 0)
        {
            yield return LintFinding.Of(LintSeverity.Error, "prompt-empty", "No slot is filled.");
        }

        if (prompt.Idea is { KeptWhole: true } idea)
        {
            yield return LintFinding.Of(
                LintSeverity.Info,
                "idea-kept-whole",
                $"The language ({idea.Language ?? LanguageGuess.Unknown}) is not one that is taken apart here; the text stands as it is."
            );
        }

        var free = slots.Where(placed => !placed.Slot.Inline).ToList();
        foreach (var finding in Duplicates(free).Concat(Conflicts(slots)).Concat(ContradictionLint.Check(slots)))
        {
            yield return finding;
        }

        foreach (var placed in free)
        {
            foreach (var finding in WordingLint.Cliches(placed.Slot.Value))
            {
                yield return finding with
                {
                    Path = placed.Path,
                };
            }
        }
    }

    /// <summary>The warnings of the renderer, and each slot that does not fit into the target.</summary>
    public static IEnumerable<LintFinding> Rendered(StructuredPrompt prompt, PromptTarget target)
    {
        var rendering = PromptRenderer.Render(prompt, target);
        foreach (var warning in rendering.Warnings)
        {
            yield return LintFinding.Of(LintSeverity.Warning, warning.Code, warning.Message);
        }

        foreach (var dropped in rendering.Dropped.Where(dropped => dropped.Reason is not "negative"))
        {
            var message = $"“{dropped.Value}” does not fit into {target.Name}.";
            yield return LintFinding.Of(LintSeverity.Warning, "slot-dropped", message) with
            {
                Path = dropped.Path,
            };
        }
    }

    private static IEnumerable<LintFinding> Duplicates(List<PlacedSlot> slots)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (_, path, slot) in slots)
        {
            if (!seen.TryAdd(slot.Value.Trim(), path))
            {
                yield return LintFinding.Of(
                    LintSeverity.Warning,
                    "duplicate-phrase",
                    $"“{slot.Value}” stands in {seen[slot.Value.Trim()]} already."
                ) with
                {
                    Path = path,
                };
            }
        }
    }

    /// <summary>Terms that exclude each other according to the library.</summary>
    private static IEnumerable<LintFinding> Conflicts(List<PlacedSlot> slots)
    {
        var entries = slots
            .Where(placed => placed.Slot.EntryId is not null)
            .Select(placed => (placed.Path, Entry: PromptLibrary.Instance.Find(placed.Slot.EntryId!)))
            .Where(placed => placed.Entry is not null)
            .ToList();
        for (var i = 1; i < entries.Count; i++)
        {
            var (path, entry) = entries[i];
            foreach (var (_, earlier) in entries.Take(i))
            {
                if (Excludes(earlier!, entry!) || Excludes(entry!, earlier!))
                {
                    yield return ContradictionLint.Of(earlier!.Name, entry!.Name) with
                    {
                        Path = path,
                    };
                }
            }
        }
    }

    private static bool Excludes(LibraryEntry one, LibraryEntry other) =>
        one.Conflicts?.Contains(other.Id, StringComparer.Ordinal) == true;
}
